"""What may be listened to, whoever asks."""

from datetime import UTC, datetime

import pytest

from cti_bridge.floor.model import AgentState, CallState, CallType
from cti_bridge.floor.rows import AgentRow, CallOnRow
from dashboard.presenters.listening import no_listen

AT = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def call(kind: CallType, state: CallState = CallState.ACTIVE, *, queue: str = "", **more: object) -> CallOnRow:
    plain = {"id": f"cisco:{kind}", "media": "voice", "queue": queue}
    return CallOnRow(type=kind, state=state, **{**plain, **more})  # type: ignore[arg-type]


def said(*calls: CallOnRow, team: str = "queue_calls", state: AgentState = AgentState.TALKING, out: str = "") -> str:
    """The code of an agent with these calls; `out` is an excluded agent's id."""
    row = AgentRow(
        id="cisco:1001",
        team="cisco:5000",
        team_name="",
        name="Ada",
        state=state,
        since=AT,
        since_is_known=True,
        calls=calls,
    )
    return no_listen(row, listening=team, excluded=[out])


def test_nobody_is_listened_to_until_somebody_switched_it_on() -> None:
    assert said(call(CallType.QUEUE), team="off") == "off"
    assert said(call(CallType.QUEUE), team="a word of tomorrow") == "off"
    assert said(team="off", state=AgentState.READY) == "off"


def test_an_excluded_agent_never_is() -> None:
    assert said(call(CallType.QUEUE), out="cisco:1001") == "excluded"
    assert said(call(CallType.QUEUE), out="cisco:1002") == ""


@pytest.mark.parametrize(
    ("kind", "of_queue_calls", "of_all_calls"),
    [
        (CallType.QUEUE, "", ""),
        (CallType.DIRECT_IN, "type", ""),
        (CallType.OUT, "type", ""),
        (CallType.CONFERENCE, "type", ""),
        (CallType.INTERNAL, "private", "private"),
        (CallType.CONSULT, "consult", "consult"),
        (CallType.UNKNOWN, "unknown", "unknown"),
    ],
)
def test_what_a_team_offers_of_each_kind_of_call(kind: CallType, of_queue_calls: str, of_all_calls: str) -> None:
    assert said(call(kind)) == of_queue_calls
    assert said(call(kind), team="all_calls") == of_all_calls


def test_a_conference_that_came_through_a_queue_is_a_queue_call() -> None:
    assert said(call(CallType.CONFERENCE, queue="Sales")) == ""


def test_it_is_the_call_that_is_talked_on_that_counts() -> None:
    held, consult = call(CallType.QUEUE, CallState.HELD), call(CallType.CONSULT)

    assert said(held, consult) == "consult"
    assert said(call(CallType.CONSULT, CallState.HELD), call(CallType.QUEUE)) == ""
    assert said(call(CallType.OUT, CallState.RINGING), held) == ""


def test_a_call_of_which_nobody_is_sure_is_unknown() -> None:
    assert said(call(CallType.QUEUE, doubtful=True)) == "unknown"


def test_who_talks_and_no_call_is_known_talks_on_an_unknown_one() -> None:
    assert said() == "unknown"
    assert said(state=AgentState.HOLD) == "unknown"


def test_who_does_not_talk_needs_no_code_their_state_says_it() -> None:
    assert said(state=AgentState.READY) == ""


def test_a_chat_is_not_listened_to() -> None:
    assert said(call(CallType.QUEUE, media="chat"), state=AgentState.BUSY) == ""
    assert said(call(CallType.QUEUE, media="chat")) == "unknown"


def test_somebody_elses_listening_is_no_call_of_the_agents() -> None:
    assert said(call(CallType.MONITOR)) == "unknown"
