"""The listening bar: on every page of one who is on an agent's call, read from their own sign-in."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from cti_bridge.floor.model import AgentState, CallState, CallType, FeedState
from dashboard.models import CtiSignIn, Person
from tests.dashboard.views import floors
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.usefixtures("floor")
PAGES = ["/", "/agents/cisco:1002/", "/activity/"]


@pytest.fixture(autouse=True)
def phone(sam: Person) -> CtiSignIn:
    """Sam's sign-in at cisco."""
    return CtiSignIn.objects.create(integration_id="cisco", login="2001", person=sam)


def bar(page: HttpResponse) -> str:
    """The bar's markup; empty where it is hidden."""
    found = re.search(r'<section class="dock" id="listening"[^>]*>.*?</section>', html(page), re.S)
    assert found, "every page has the bar, if only for the browser to fill"
    return "" if " hidden" in found.group().split(">")[0] else found.group()


def offered(page: HttpResponse) -> list[str]:
    """The actions of the bar's forms that are there to be pressed."""
    forms = re.findall(r"<form[^>]*>.*?</form>", bar(page), re.S)
    shown = [form for form in forms if " hidden" not in form.split(">")[0]]
    return [found.group(1) for form in shown if (found := re.search(r'data-action="([^"]+)"', form))]


@pytest.mark.parametrize("page", PAGES)
def test_it_says_on_every_page_whom_sam_listens_to(sam_client: Client, page: str) -> None:
    floors.put_own_call()

    shown = sam_client.get(page)

    assert "Listening to Ada Novak Sales 1:2" in text(bar(shown))
    assert 'href="/agents/cisco:1001/"' in bar(shown)
    assert offered(shown) == ["hold", "barge-in", "intercept", "stop-listening"]


def test_once_heard_sam_can_drop_somebody_and_cannot_barge_in_again(sam_client: Client) -> None:
    floors.put_own_call(barged=True)

    shown = sam_client.get("/")

    assert "You are heard on Ada Novak’s call" in text(bar(shown))
    assert 'data-barged="true"' in bar(shown)
    assert offered(shown) == ["hold", "drop", "stop-listening"]


def test_what_is_on_hold_can_be_taken_back(sam_client: Client) -> None:
    floors.put_own_call(state=CallState.HELD)

    shown = sam_client.get("/")

    assert "Sales · on hold" in text(bar(shown))
    assert offered(shown)[0] == "retrieve"


def test_it_says_so_when_it_is_not_certain(sam_client: Client) -> None:
    floors.put_own_call(doubtful=True)

    shown = bar(sam_client.get("/"))

    assert 'data-doubtful="true"' in shown
    assert "It is not certain that you are still on this call." in text(shown)


def test_it_is_not_certain_while_the_system_is_silent_and_nothing_can_be_asked(sam_client: Client) -> None:
    floors.put_own_call()
    floors.put_source(FeedState.STALE)

    shown = bar(sam_client.get("/"))

    assert 'data-doubtful="true"' in shown
    assert "cisco is not live" in shown


@pytest.mark.parametrize("kind", [CallType.DIRECT_IN, CallType.OUT])
def test_a_call_of_sams_own_is_none_of_its_business(sam_client: Client, kind: CallType) -> None:
    floors.put_own_call(kind)

    assert bar(sam_client.get("/")) == ""


def test_it_is_not_there_while_sam_is_on_no_call(sam_client: Client) -> None:
    floors.put_sign_in("cisco:2001", AgentState.NOT_READY)

    assert bar(sam_client.get("/")) == ""


def test_nobody_sees_anybody_elses(lea_client: Client, ada_client: Client, vic_client: Client) -> None:
    floors.put_own_call()

    assert [bar(client.get("/")) for client in (lea_client, ada_client, vic_client)] == ["", "", ""]


def test_without_a_script_a_deed_that_asks_first_leads_to_the_agents_page(sam_client: Client) -> None:
    floors.put_own_call()

    form = re.search(r'<form[^>]*>(?:(?!</form>).)*data-action="barge-in"', bar(sam_client.get("/")), re.S)

    assert form
    assert 'method="get" action="/agents/cisco:1001/"' in form.group()


def test_without_a_script_stop_is_a_form(sam_client: Client) -> None:
    floors.put_own_call()

    assert 'method="post" action="/sign-ins/cisco:2001/stop-listening/"' in bar(sam_client.get("/"))
