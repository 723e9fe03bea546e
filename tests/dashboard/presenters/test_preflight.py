"""The pre-flight, case by case: preflight.json, which the browser's module is held to as well.

A case leaves out what is plain: Sam may act, the system can, is live and asks for a talking agent, Ada talks, and
Sam's one phone is signed in and not ready. `own_call` is a call of that phone: active and with Ada, where it says
nothing else.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from cti_bridge.connector import Action, Capability
from cti_bridge.floor.model import AgentState
from dashboard.presenters import words
from dashboard.presenters.preflight import Refusal, Subject, Viewer, why_not, why_not_own

CASES: list[dict[str, Any]] = json.loads(Path(__file__).with_name("preflight.json").read_text())
ADA = {"key": "cisco:1001", "name": "Ada Novak", "state": "talking", "team": "cisco:5000"}


def own(case: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Sam's sign-ins at cisco."""
    phone: dict[str, Any] = {"state": case.get("own_state", "not_ready"), "ext": "4001"}
    if "own_call" in case:
        plain = {"id": "cisco:m", "state": "active", "agent": ADA["key"], "name": ADA["name"]}
        phone["calls"] = [{name: said for name, said in (plain | case["own_call"]).items() if said}]
    given: dict[str, dict[str, Any]] = case.get("own", {"cisco:2001": phone})
    return given


def found(case: dict[str, Any]) -> Refusal | None:
    states = case.get("from", ["talking"])
    capability = Capability(
        works=case.get("works", True), from_states=None if states is None else frozenset(map(AgentState, states))
    )
    subject = Subject(
        key=ADA["key"],
        values=ADA | case.get("agent", {}),
        capability=capability,
        is_live=case.get("is_live", True),
    )
    return why_not(Action(case["action"]), subject, Viewer(may_act=case.get("may_act", True), own=own(case)))


@pytest.mark.parametrize("case", CASES, ids=[f"{case['action']} {case['it']}" for case in CASES])
def test_it(case: dict[str, Any]) -> None:
    refusal = found(case)

    assert (refusal.code if refusal else "") == case["code"]
    assert (dict(refusal.places) if refusal else {}) == case.get("places", {})


@pytest.mark.parametrize("case", [case for case in CASES if case["code"]], ids=lambda case: case["it"])
def test_every_refusal_is_a_sentence_without_a_gap(case: dict[str, Any]) -> None:
    refusal = found(case)
    assert refusal

    said = words.preflight(refusal.code, refusal.places, refusal.note)

    assert said.endswith(".")
    assert "{" not in said


def test_the_systems_own_sentence_comes_before_ours() -> None:
    never = Subject(
        key="cisco:1001", values=ADA, capability=Capability(works=False, note="Express cannot."), is_live=True
    )

    refusal = why_not(Action.INTERCEPT, never, Viewer(may_act=True))

    assert refusal
    assert words.preflight(refusal.code, refusal.places, refusal.note) == "Express cannot."


CAN = Capability(works=True)
HEARD = {"id": "cisco:c", "type": "conference", "state": "active", "barged": True}


@pytest.mark.parametrize(
    ("action", "call", "code"),
    [
        (Action.STOP_LISTENING, HEARD, ""),
        (Action.STOP_LISTENING, HEARD | {"doubtful": True}, ""),
        (Action.STOP_LISTENING, HEARD | {"type": "monitor", "state": "ringing", "barged": False}, ""),
        (Action.STOP_LISTENING, HEARD | {"type": "direct_in", "barged": False}, "not_on_a_call"),
        (Action.STOP_LISTENING, None, "not_on_a_call"),
        (Action.HOLD, HEARD, ""),
        (Action.HOLD, HEARD | {"state": "held"}, "held"),
        (Action.RETRIEVE, HEARD | {"state": "held"}, ""),
        (Action.RETRIEVE, HEARD, "not_held"),
    ],
)
def test_what_can_be_asked_of_ones_own_call(action: Action, call: dict[str, Any] | None, code: str) -> None:
    values = {"state": "talking", "calls": [call] if call else []}

    refusal = why_not_own(action, "cisco:2001", values, CAN, is_live=True)

    assert (refusal.code if refusal else "") == code


def test_nothing_is_asked_of_ones_own_call_where_the_system_cannot_or_is_silent() -> None:
    values = {"state": "talking", "calls": [HEARD]}

    cannot = why_not_own(Action.HOLD, "cisco:2001", values, Capability(works=False, note="No."), is_live=True)
    silent = why_not_own(Action.HOLD, "cisco:2001", values, CAN, is_live=False)

    assert cannot == Refusal(code="cannot", note="No.")
    assert silent == Refusal(code="locked", places={"source": "cisco"})
