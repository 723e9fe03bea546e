"""What is done with a callback: who may, what goes with it, every reason why not, and what of it is kept."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from cti_bridge.connector import Action
from cti_bridge.floor.commands import CallbackDeed, Outcome, WorkCallback
from cti_bridge.floor.model import AgentState, FeedState
from dashboard.models import AskedCommand, CtiSignIn, FloorRow, Person, TrailLine
from dashboard.store.orders import command_of
from dashboard.store.steps import taking_steps
from dashboard.store.wishes import lasting
from tests.dashboard.views import callback_floor as lists
from tests.dashboard.views import floors
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.usefixtures("open_lists")
HTMX = {"HX-Request": "true"}
JANE = "/callbacks/xivo:c1"
DEEDS = ("take", "start", "close", "reschedule", "release")


@pytest.fixture
def open_lists(floor: None, sam: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Xivo's lists, with Jane's request."""
    lists.let_xivo_have_callbacks(monkeypatch)
    lists.open_lists(sam)


def press(client: Client, deed: str, given: Mapping[str, Any] | None = None) -> HttpResponse:
    """Presses a button of Jane's request."""
    return client.post(f"{JANE}/{deed}/", given or {}, headers=HTMX)  # type: ignore[return-value]


def refusal(client: Client, deed: str, given: Mapping[str, Any] | None = None) -> str:
    """Why it was refused: then nothing was asked."""
    answer = press(client, deed, given)
    assert answer.status_code == 422
    assert not AskedCommand.objects.exists()
    return text(html(answer))


def asked() -> WorkCallback:
    """What was asked, as a bridge gets it."""
    command = command_of(AskedCommand.objects.get())
    assert isinstance(command, WorkCallback)
    return command


def test_taking_is_asked_through_ones_own_sign_in(sam_client: Client, sam: Person) -> None:
    answer = press(sam_client, "take")

    assert "Take a callback, asked." in text(html(answer))
    command = asked()
    assert (command.deed, command.sign_in, command.callback) == (CallbackDeed.TAKE, "xivo:sam", "xivo:c1")
    assert AskedCommand.objects.get().team == f"@{sam.pk}"  # shown to Sam alone


@pytest.mark.parametrize("number", ["phone", "mobile"])
def test_the_number_is_chosen_by_its_label(sam_client: Client, number: str) -> None:
    lists.taken()

    press(sam_client, "start", {"number": number})

    assert asked().number == number


def test_a_number_itself_is_no_label(sam_client: Client) -> None:
    lists.taken(mobile="")

    assert "There is no such number." in refusal(sam_client, "start", {"number": "+33140123456"})
    assert "This request has no such number." in refusal(sam_client, "start", {"number": "mobile"})


def test_who_has_one_number_need_not_choose(sam_client: Client) -> None:
    lists.taken(phone="")

    press(sam_client, "start")

    assert asked().number == "mobile"


@pytest.mark.parametrize("status", ["NoAnswer", "Answered", "Email", "Fax"])
def test_closing_takes_a_status_and_a_comment(sam_client: Client, status: str) -> None:
    lists.taken(ticket="t1")

    press(sam_client, "close", {"status": status, "comment": "She has her line again"})

    assert (asked().deed, asked().status, asked().comment) == (CallbackDeed.CLOSE, status, "She has her line again")


def test_closing_says_what_came_of_it(sam_client: Client) -> None:
    lists.taken(ticket="t1")

    assert "Choose what came of it." in refusal(sam_client, "close", {"comment": "?"})
    assert "Choose what came of it." in refusal(sam_client, "close", {"status": "Callback"})


def test_moving_takes_a_day_and_a_part_of_it(sam_client: Client) -> None:
    lists.taken(ticket="t1")
    day = lists.today() + timedelta(days=3)

    press(sam_client, "reschedule", {"due": day.isoformat(), "period": "xivo:p2", "comment": "in the evening"})

    assert (asked().deed, asked().due, asked().period) == (CallbackDeed.RESCHEDULE, day, "xivo:p2")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "To when? Give a day and a part of the day."),
        ({"due": "2999-01-01"}, "A day and a part of the day go together: the system takes both or neither."),
        ({"period": "xivo:p1"}, "A day and a part of the day go together: the system takes both or neither."),
        ({"due": "2999-01-01", "period": "cisco:p1"}, "There is no such part of the day."),
        ({"due": "2020-01-01", "period": "xivo:p1"}, "That day is over."),
        ({"due": "tomorrow", "period": "xivo:p1"}, "This is no day."),
    ],
)
def test_moving_takes_both_or_neither_and_says_so(sam_client: Client, given: dict[str, str], sentence: str) -> None:
    lists.taken(ticket="t1")

    assert sentence in refusal(sam_client, "reschedule", given)


WAYS: Mapping[str, tuple[Callable[[], object], str, str]] = {
    "no sign-in of one's own": (
        lambda: CtiSignIn.objects.filter(integration="xivo").delete(),
        "take",
        "You have no sign-in on xivo",
    ),
    "not signed in": (lambda: lists.put_own(AgentState.SIGNED_OUT), "take", "You are not signed in on xivo"),
    "its user is no agent": (
        lambda: lists.put_own(AgentState.NOT_READY, agent=""),
        "take",
        "Your user on xivo is no agent",
    ),
    "its agent is signed out": (
        lambda: lists.put_agent("xivo:19", "Sam", AgentState.SIGNED_OUT),
        "take",
        "Your agent on xivo is signed out",
    ),
    "taken by somebody else": (lambda: lists.taken("xivo:99"), "take", "Somebody else has taken it."),
    "taken already": (lists.taken, "take", "You have taken it already."),
    "not taken yet": (lambda: None, "start", "Take it first."),
    "no ticket to close on": (lists.taken, "close", "Call back first"),
    "no ticket to move on": (lists.taken, "reschedule", "Call back first"),
    "not released by others": (lambda: lists.taken("xivo:99"), "release", "Somebody else has taken it."),
    "the system is not live": (
        lambda: floors.put_source(FeedState.DOWN, source="xivo"),
        "take",
        "xivo is not live: its actions are locked.",
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_the_server_decides_again_and_says_why_not(sam_client: Client, way: str) -> None:
    stands, deed, sentence = WAYS[way]
    stands()

    assert sentence in refusal(sam_client, deed, {"status": "Answered"})


def test_what_the_system_cannot_do_is_not_asked(sam_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    lists.let_xivo_have_callbacks(monkeypatch, without={Action.TAKE_CALLBACK: "Not in this release."})

    assert "Not in this release." in refusal(sam_client, "take")


@pytest.mark.parametrize("deed", DEEDS)
def test_a_stranger_finds_none_and_leaves_a_line(lea_client: Client, lea: Person, deed: str) -> None:
    assert press(lea_client, deed).status_code == 404

    line = TrailLine.objects.get(step="denied")
    assert (line.person, line.action, line.subject) == (lea.pk, f"{deed}-callback", "xivo:c1")


@pytest.mark.parametrize("deed", DEEDS)
def test_a_viewer_may_look_and_not_act(vic_client: Client, vic: Person, deed: str) -> None:
    Person.objects.filter(pk=vic.pk).update(teams=["xivo:1"])

    assert press(vic_client, deed).status_code == 403
    assert not AskedCommand.objects.exists()


@pytest.mark.parametrize("key", ["xivo:nobody", "c1", ":", "xivo:c1\0", "cisco:1001", "nowhere:c1"])
def test_a_forged_id_is_nobodys(sam_client: Client, key: str) -> None:
    assert sam_client.post(f"/callbacks/{key}/take/".replace("\0", "%00"), headers=HTMX).status_code == 404
    assert not AskedCommand.objects.exists()


def test_a_form_that_is_not_ours_is_refused(sam: Person) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(sam, backend="django.contrib.auth.backends.ModelBackend")

    assert client.post(f"{JANE}/take/").status_code == 403
    assert not AskedCommand.objects.exists()


def test_whoever_comes_back_from_the_sign_in_finds_the_request_and_did_nothing(sam_client: Client) -> None:
    assert sam_client.get(f"{JANE}/take/")["Location"] == "/callbacks/xivo:c1/"
    assert not AskedCommand.objects.exists()


def test_without_a_script_one_comes_back_to_the_list_as_it_was(sam_client: Client) -> None:
    answer = sam_client.post(f"{JANE}/take/?due=overdue")

    floors.forget()
    assert (answer.status_code, answer["Location"]) == (303, "/callbacks/?due=overdue")
    assert "Take a callback, asked." in text(html(sam_client.get(answer["Location"])))


def test_without_a_script_what_was_refused_stands_on_the_requests_own_page(sam_client: Client) -> None:
    lists.taken(ticket="t1")

    answer = sam_client.post(f"{JANE}/reschedule/", {"due": "2999-01-01", "comment": "later"})

    page = html(answer)
    assert answer.status_code == 422
    assert "go together" in page
    assert 'value="2999-01-01"' in page
    assert ">later</textarea>" in page


def test_what_is_on_its_way_stands_on_its_button(sam_client: Client) -> None:
    press(sam_client, "take")
    floors.forget()

    page = html(sam_client.get("/callbacks/", headers=HTMX))

    assert f'data-command="{AskedCommand.objects.get().pk}" data-outcome="asked"' in page


def test_nothing_of_the_customer_is_kept_in_the_trail_or_on_the_desk(sam_client: Client) -> None:
    lists.taken(ticket="t1")
    press(sam_client, "close", {"status": "Answered", "comment": "Jane is happy"})

    told = [str(list(each.values())) for each in TrailLine.objects.values()]
    told += [row.body for row in FloorRow.objects.filter(stream="desk")]
    assert len(told) == 2
    for secret in ("Jane", "Roe", "router", "40123456", "happy"):
        assert not any(secret in each for each in told)


def test_the_trail_says_how_the_request_stood(sam_client: Client) -> None:
    press(sam_client, "take")

    assert TrailLine.objects.get().details == {"list": "xivo:l1", "due": "overdue"}


def test_the_comment_lasts_only_until_the_deed_is_settled(sam_client: Client) -> None:
    lists.taken(ticket="t1")
    press(sam_client, "close", {"status": "Answered", "comment": "Jane is happy"})
    row = AskedCommand.objects.get()
    assert row.parameters["comment"] == "Jane is happy"

    with taking_steps(timezone.now()) as steps:
        steps.settle(row, Outcome.CONFIRMED)

    row.refresh_from_db()
    assert "comment" not in row.parameters
    assert row.parameters["status"] == "Answered"
    assert "comment" not in lasting({"comment": "x", "deed": "close"})


def test_a_comments_words_are_in_no_repr() -> None:
    command = WorkCallback(
        id=uuid4(),
        sign_in="xivo:sam",  # type: ignore[arg-type]
        callback="xivo:c1",  # type: ignore[arg-type]
        deed=CallbackDeed.CLOSE,
        comment="Jane is happy",
        due=date(2026, 11, 20),
        deadline=timezone.now(),
    )

    assert "happy" not in repr(command)
