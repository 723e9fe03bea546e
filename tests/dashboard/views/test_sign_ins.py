"""The chip "my sign-in": one's own CTI sign-ins, shown and changed."""

import pytest
from django.test import Client

from cti_bridge.floor.model import AgentState, FeedState
from dashboard.models import AskedCommand, CtiSignIn, Person
from dashboard.secrets import reveal
from tests.dashboard.views import floors
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.usefixtures("floor")
MINE = "/sign-ins/cisco:2001"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def phone(sam: Person) -> CtiSignIn:
    """Sam's sign-in at cisco, without a stored password."""
    return CtiSignIn.objects.create(integration_id="cisco", login="2001", person=sam, settings={"extension": "4001"})


def chip(client: Client) -> str:
    """What the chip and its menu say."""
    page = html(client.get("/"))
    return text(page.split('id="my-sign-ins"')[1].split('id="person-menu"')[0]) if "my-sign-ins" in page else ""


def test_it_shows_how_ones_own_sign_in_stands(sam_client: Client, phone: CtiSignIn) -> None:
    floors.put_sign_in("cisco:2001", AgentState.READY, extension="4001", note="signed in elsewhere")

    assert "Ready" in chip(sam_client)
    assert "cisco:2001 · ext. 4001" in chip(sam_client)
    assert "signed in elsewhere" in chip(sam_client)


def test_who_has_none_sees_no_chip(lea_client: Client, phone: CtiSignIn) -> None:
    assert chip(lea_client) == ""


def test_sam_signs_in_with_todays_phone(sam_client: Client, sam: Person, phone: CtiSignIn) -> None:
    sam_client.post(f"{MINE}/sign-in/", {"extension": "4009", "password": "secret"}, headers=HTMX)

    asked = AskedCommand.objects.get()
    assert (asked.action, asked.subject, asked.team) == ("sign-in", "cisco:2001", f"@{sam.pk}")
    assert asked.parameters["extension"] == "4009"
    assert "secret" not in asked.secret


def test_the_password_is_asked_for_only_where_none_is_stored(sam_client: Client, phone: CtiSignIn) -> None:
    answer = sam_client.post(f"{MINE}/sign-in/", {"extension": "4009"}, headers=HTMX)
    assert answer.status_code == 422
    assert "No password is stored for you: type it." in text(html(answer))

    phone.settings["password"] = "env:SAM_CTI"
    phone.save()

    assert sam_client.post(f"{MINE}/sign-in/", {"extension": "4009"}, headers=HTMX).status_code == 200


def test_another_password_than_the_stored_one_can_be_typed(sam_client: Client, phone: CtiSignIn) -> None:
    phone.settings["password"] = "env:NOT_SET_ANYWHERE"
    phone.save()

    page = html(sam_client.get("/"))

    assert '<input name="password" type="password" autocomplete="off"><small>only if another' in page
    sam_client.post(f"{MINE}/sign-in/", {"extension": "4009", "password": "typed"}, headers=HTMX)
    assert reveal(AskedCommand.objects.get().secret) == "typed"


def test_whoever_comes_back_from_the_sign_in_finds_the_floor(sam_client: Client, phone: CtiSignIn) -> None:
    answer = sam_client.get(f"{MINE}/sign-out/", follow=True)

    assert answer.redirect_chain == [("/", 302)]
    assert not AskedCommand.objects.exists()


def test_the_phone_must_be_named(sam_client: Client, phone: CtiSignIn) -> None:
    answer = sam_client.post(f"{MINE}/sign-in/", {"password": "x"}, headers=HTMX)

    assert "Which phone?" in text(html(answer))


@pytest.mark.parametrize("action", ["ready", "not-ready", "sign-out"])
def test_sam_changes_sams_own_state(sam_client: Client, phone: CtiSignIn, action: str) -> None:
    sam_client.post(f"{MINE}/{action}/", headers=HTMX)

    assert AskedCommand.objects.get().action == action


def test_not_ready_takes_a_reason_that_there_is(sam_client: Client, phone: CtiSignIn) -> None:
    assert sam_client.post(f"{MINE}/not-ready/", {"reason": "99"}, headers=HTMX).status_code == 422

    sam_client.post(f"{MINE}/not-ready/", {"reason": "10"}, headers=HTMX)

    assert AskedCommand.objects.get().parameters["reason"] == "10"


def test_a_silent_source_is_not_asked(sam_client: Client, phone: CtiSignIn) -> None:
    floors.put_source(FeedState.DOWN)

    assert sam_client.post(f"{MINE}/ready/", headers=HTMX).status_code == 422


def test_somebody_elses_is_not_there(lea_client: Client, phone: CtiSignIn) -> None:
    assert lea_client.post(f"{MINE}/sign-out/").status_code == 404


def test_a_feeds_is_nobodys_own(sam_client: Client, sam: Person) -> None:
    CtiSignIn.objects.create(integration_id="cisco", login="2900", person=sam, feed=True)

    assert sam_client.post("/sign-ins/cisco:2900/sign-out/").status_code == 404


def test_nobody_is_sent_to_the_sign_in(nobody: Client, phone: CtiSignIn) -> None:
    assert nobody.post(f"{MINE}/ready/").status_code == 302
