"""Issue 3, what must be seen 6: whoever may not act can do nothing at any address that takes a form.

The addresses are found among the URL patterns: a new one is tried here without a word in this file.
"""

from collections.abc import Callable, Iterator
from itertools import product
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from dashboard.models import AskedCommand, CtiSignIn, Follow, Person, TrailLine
from dashboard.urls import urlpatterns
from tests.dashboard.views import floors

pytestmark = pytest.mark.usefixtures("of_sam")

BATCH = str(uuid4())
OF_SAM = {"agent_id": "cisco:1001", "key": "cisco:2001", "batch": BATCH}  # what stands in addresses, but for actions
ABOUT_ONESELF = {"login", "logout", "preferences"}  # forms about nobody but whoever sends them
FORM = {"action": "sign-out", "agents": "cisco:1001", "why": "Late", "extension": "4001", "password": "pw-2001"}
BACKEND = "django.contrib.auth.backends.ModelBackend"


def addresses() -> Iterator[str]:
    """Every address that takes a form about somebody, once for each action that its pattern knows."""
    for pattern in urlpatterns:
        if pattern.name not in ABOUT_ONESELF:
            yield from (address for address in _with_sams(pattern) if Client().post(address).status_code != 405)


def _with_sams(pattern: URLPattern) -> Iterator[str]:
    """A pattern's addresses with Sam's agent, sign-in and batch in their places."""
    places = pattern.pattern.converters
    choices = ([OF_SAM[name]] if name in OF_SAM else place.regex.split("|") for name, place in places.items())
    for chosen in product(*choices):
        yield reverse(str(pattern.name), kwargs=dict(zip(places, chosen, strict=True)))


@pytest.fixture
def of_sam(floor: None, sam: Person) -> None:
    """What Sam can act on: an agent, a call that Sam listens to, and a batch that could be undone."""
    CtiSignIn.objects.create(integration_id="cisco", login="2001", person=sam)
    floors.switch_listening_on()
    floors.put_own_call()
    AskedCommand.objects.create(
        batch=BATCH,
        action="not-ready",
        source="cisco",
        subject="cisco:1002",
        team="cisco:5000",
        person=sam.pk,
        outcome="confirmed",
        asked_at=floors.ago(2),
        settled_at=floors.ago(1),
        deadline=floors.ago(-3),
        seen={"state": "ready"},
    )


def tried(client: Client, **fields: str) -> dict[str, int]:
    """What each address answers to a whole form."""
    return {address: client.post(address, {**FORM, **fields}).status_code for address in addresses()}


def nothing_was_done() -> bool:
    """Whether all is as it was: no wish in the inbox but the one of the batch, and nobody is followed."""
    return AskedCommand.objects.count() == 1 and not Follow.objects.exists()


def denied(by: Person) -> list[tuple[str, str, str]]:
    """Who tried what on whom, by the trail, in which nothing else stands."""
    assert {line.step for line in TrailLine.objects.all()} == {"denied"}
    assert {line.person for line in TrailLine.objects.all()} == {by.pk}
    return list(TrailLine.objects.order_by("pk").values_list("action", "subject", "team"))


def test_each_address_is_one_where_sam_may_act(sam_client: Client) -> None:
    answers = tried(sam_client)

    assert len(answers) >= 18
    assert set(answers.values()) <= {200, 302, 422}
    assert AskedCommand.objects.count() > 5
    assert not TrailLine.objects.filter(step="denied").exists()


def test_lea_of_another_team_finds_nothing_there(lea_client: Client, lea: Person) -> None:
    answers = tried(lea_client)

    assert set(answers.values()) == {404}
    assert nothing_was_done()
    assert len(denied(lea)) == len(answers)


def test_vic_may_look_at_the_team_and_do_none_of_it(vic_client: Client, vic: Person) -> None:
    answers = tried(vic_client)

    for address, status in answers.items():
        assert status == (404 if BATCH in address or address.startswith("/sign-ins/") else 403), address
    assert nothing_was_done()
    assert len(denied(vic)) == len(answers)


def test_ann_is_an_agent_and_has_no_floor_to_act_on(signed_in: Callable[[Person], Client], ann: Person) -> None:
    answers = tried(signed_in(ann))

    assert set(answers.values()) <= {403, 404}
    assert nothing_was_done()
    assert len(denied(ann)) == len(answers)


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["a plain form", "htmx"])
def test_who_is_signed_out_is_shown_the_way_to_the_sign_in(nobody: Client, headers: dict[str, str]) -> None:
    for address in addresses():
        answer = nobody.post(address, FORM, headers=headers)
        assert (answer.headers.get("Location") or answer.headers["HX-Redirect"]).startswith("/login/?next="), address

    assert nothing_was_done()
    assert not TrailLine.objects.exists()  # of nobody there is nothing to tell


@pytest.mark.parametrize("token", ["", "x" * 32, "x" * 64], ids=["no token", "another's", "of another length"])
def test_a_form_that_another_site_made_sam_send_does_nothing(sam: Person, token: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(sam, backend=BACKEND)
    client.get("/login/")  # the cookie with the token that the form does not know

    answers = tried(client, csrfmiddlewaretoken=token)

    assert set(answers.values()) == {403}
    assert nothing_was_done()
    assert len(denied(sam)) == len(answers)


@pytest.mark.parametrize("address", sorted(ABOUT_ONESELF))
def test_nor_does_one_about_sam(sam: Person, address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(sam, backend=BACKEND)

    assert client.post(f"/{address}/", {"comfortable_rows": "on"}).status_code == 403

    sam.refresh_from_db()
    assert not sam.comfortable_rows
    assert client.get("/preferences/").status_code == 200  # and Sam is signed in still


def test_a_line_says_what_was_tried_on_whom(lea_client: Client, lea: Person) -> None:
    tried(lea_client)

    lines = denied(lea)
    assert ("listen", "cisco:1001", "cisco:5000") in lines
    assert ("stop-listening", "cisco:2001", "") in lines
    assert ("bulk", "cisco:1001", "cisco:5000") in lines
