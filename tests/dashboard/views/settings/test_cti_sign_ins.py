"""CTI sign-ins on pages: people's own and the feeds', passwords write-only, each change in the trail."""

import re

import pytest
from django.test import Client

from cti_bridge.floor.model import AgentState
from dashboard.models import CtiSignIn, Integration, Person, TrailLine
from dashboard.secrets import reveal, seal
from tests.dashboard.views import floors
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.django_db
ALL = "/settings/sign-ins/"
TYPED = {"settings-login_id": "2001", "settings-password": "geheim", "settings-extension": "4001"}


@pytest.fixture(autouse=True)
def north() -> Integration:
    """A system that people sign in on."""
    return Integration.objects.create(name="north", kind="generic_connector", settings={"brokers": ["stomp://b"]})


@pytest.fixture
def of_sam(sam: Person, north: Integration) -> CtiSignIn:
    """Sam's own, with a password."""
    settings = {"login_id": "2001", "password": seal("geheim"), "extension": "4001"}
    return CtiSignIn.objects.create(integration=north, login="2001", person=sam, settings=settings, typed=seal("pw"))


def test_a_person_gets_one(ada_client: Client, sam: Person) -> None:
    assert "Nobody has one yet" in html(ada_client.get(ALL))
    assert ada_client.get(f"{ALL}+/?person={sam.pk}").headers["Location"] == f"{ALL}+/north/?person={sam.pk}"
    assert "selected>Sam Supervisor" in html(ada_client.get(f"{ALL}+/north/?person={sam.pk}"))

    answer = ada_client.post(f"{ALL}+/north/", {**TYPED, "person": str(sam.pk)})

    assert answer.headers["Location"] == f"{ALL}?kept"
    made = CtiSignIn.objects.get()
    assert (made.login, made.person, made.feed) == ("2001", sam, False)
    assert reveal(made.settings["password"]) == "geheim"
    line = TrailLine.objects.get()
    assert (line.action, line.subject, line.source) == ("sign_in", "north:2001", "north")
    assert line.details["after"]["password"] == "••••"
    assert "Sam" not in str(line.details)  # people stand by number: names can be erased


def test_on_several_systems_one_says_which(ada_client: Client) -> None:
    Integration.objects.create(name="practice", kind="practice")

    page = text(html(ada_client.get(f"{ALL}+/")))

    assert "On which system? north" in page
    assert "practice" in page


def test_the_list_says_whose_with_which_phone_and_how_it_stands(ada_client: Client, of_sam: CtiSignIn) -> None:
    floors.put(
        [("sign_in", "", "north:2001", _ready())],  # type: ignore[list-item]
        source="north",
    )

    page = html(ada_client.get(ALL))

    assert "Sam Supervisor north 2001 4001 set Ready" in text(page)
    assert of_sam.settings["password"] not in page


def _ready() -> object:
    from cti_bridge.floor.rows import SignInRow

    return SignInRow(id="north:2001", state=AgentState.READY, since=floors.ago(5))


def test_its_password_is_kept_while_the_phone_changes(ada_client: Client, of_sam: CtiSignIn) -> None:
    ada_client.post(
        f"{ALL}{of_sam.pk}/", {"settings-login_id": "2001", "settings-password": "", "settings-extension": "4009"}
    )

    of_sam.refresh_from_db()
    assert of_sam.settings["extension"] == "4009"
    assert reveal(of_sam.settings["password"]) == "geheim"
    assert of_sam.typed  # who is signed in stays so under the next bridge
    assert TrailLine.objects.get().details == {"before": {"extension": "4001"}, "after": {"extension": "4009"}}


def test_with_another_login_what_was_typed_for_the_old_one_is_forgotten(ada_client: Client, of_sam: CtiSignIn) -> None:
    ada_client.post(f"{ALL}{of_sam.pk}/", {**TYPED, "settings-login_id": "2003"})

    of_sam.refresh_from_db()
    assert (of_sam.login, of_sam.typed) == ("2003", "")


def test_a_login_stands_once_on_a_system(ada_client: Client, of_sam: CtiSignIn, lea: Person) -> None:
    answer = ada_client.post(f"{ALL}+/north/", {**TYPED, "person": str(lea.pk)})

    assert answer.status_code == 422
    assert "There is a sign-in with this login on this system already." in html(answer)
    assert "Type it again" in html(answer)  # the password: no page gives it back
    assert "geheim" not in html(answer)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"settings-login_id": ""}, "This is needed."),
        ({"person": ""}, "Whose is it?"),
        ({"person": "0"}, "is not in the list"),
    ],
)
def test_what_is_missing_is_said(ada_client: Client, sam: Person, typed: dict[str, str], said: str) -> None:
    answer = ada_client.post(f"{ALL}+/north/", {**TYPED, "person": str(sam.pk), **typed})

    assert answer.status_code == 422
    assert said in html(answer)
    assert not CtiSignIn.objects.exists()


def test_an_integration_gets_a_feed(ada_client: Client, north: Integration) -> None:
    answer = ada_client.post("/settings/integrations/north/feeds/+/", TYPED)

    assert answer.headers["Location"] == "/settings/integrations/north/?kept"
    made = north.sign_ins.get()
    assert (made.feed, made.person) == (True, None)
    assert "2001" in text(html(ada_client.get("/settings/integrations/north/"))).split("Feed sign-ins")[1]
    assert "2001" not in text(html(ada_client.get(ALL)))


def test_the_last_feed_warns_before_it_is_deleted(ada_client: Client, north: Integration) -> None:
    feed = CtiSignIn.objects.create(integration=north, login="2900", feed=True)
    assert "without one nothing is heard of its floor" in html(ada_client.get(f"{ALL}{feed.pk}/delete/"))

    answer = ada_client.post(f"{ALL}{feed.pk}/delete/")

    assert answer.headers["Location"] == "/settings/integrations/north/?kept"
    assert not CtiSignIn.objects.exists()
    assert TrailLine.objects.get().details["after"] is None


def test_one_that_is_not_there_has_no_page(ada_client: Client) -> None:
    assert ada_client.get(f"{ALL}99/").status_code == 404
    assert ada_client.post(f"{ALL}99/delete/").status_code == 404
    assert ada_client.get("/settings/integrations/nowhere/feeds/+/").status_code == 404


def test_a_feeds_page_belongs_to_the_integrations(ada_client: Client, north: Integration, of_sam: CtiSignIn) -> None:
    feed = CtiSignIn.objects.create(integration=north, login="2900", feed=True)
    here = re.compile(r'aria-current="page">([^<]+)</a></li>')

    assert here.findall(html(ada_client.get(f"{ALL}{feed.pk}/"))) == ["Settings", "Integrations"]
    assert here.findall(html(ada_client.get(f"{ALL}{of_sam.pk}/"))) == ["Settings", "CTI sign-ins"]
