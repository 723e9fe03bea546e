"""An agent's history in words: the last calls and the last states. Numbers are masked where the site masks them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from cti_bridge.floor.model import ReasonCode, source_of
from cti_bridge.floor.rows import PartyOnRow
from dashboard.presenters import words
from dashboard.presenters.agents import call_text, party_name
from dashboard.presenters.policies import CATEGORY_OF, Policies
from dashboard.presenters.seen import CALL_TYPES
from dashboard.presenters.times import clock, day_and_time, stamp


class PastCall(Protocol):
    """A call that an agent had. `since` None: its start is not known."""

    @property
    def type(self) -> str: ...
    @property
    def queue(self) -> str: ...
    @property
    def parties(self) -> Sequence[PartyOnRow]: ...
    @property
    def variables(self) -> Sequence[tuple[str, str]]: ...
    @property
    def since(self) -> datetime | None: ...
    @property
    def ended_at(self) -> datetime: ...


class PastState(Protocol):
    """A time in one state; `until` None: it still lasts."""

    @property
    def state(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def since(self) -> datetime: ...
    @property
    def until(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class CallShown:
    """A line of the calls."""

    at: str
    time: str
    lasted: str
    type: str
    whom: str
    queue: str
    variables: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class StateShown:
    """A line of the states."""

    at: str
    time: str
    lasted: str
    state: str
    word: str
    reason: str


def calls_shown(calls: Iterable[PastCall], policies: Policies) -> list[CallShown]:
    """Calls in the order in which they come."""
    return [_call(call, policies) for call in calls]


def states_shown(
    agent: str, states: Iterable[PastState], policies: Policies, now: datetime, given: Iterable[ReasonCode]
) -> list[StateShown]:
    """States in the order in which they come. `given`: the reason codes that the agent's system gives now."""
    systems = {(reason.category.value, reason.code): reason.label for reason in given}
    return [
        StateShown(
            at=stamp(state.since),
            time=day_and_time(state.since, to="seconds"),
            lasted=_lasted((state.until or now) - state.since),
            state=str(state.state),
            word=str(words.STATES.get(state.state, state.state)),
            reason=_reason(agent, state, policies, systems),
        )
        for state in states
    ]


def _call(call: PastCall, policies: Policies) -> CallShown:
    began = call.since or call.ended_at
    return CallShown(
        at=stamp(began),
        time=day_and_time(began, to="seconds") if call.since else "–",
        lasted=_lasted(call.ended_at - call.since) if call.since else "–",
        type=str(CALL_TYPES.get(call.type, call.type)),
        whom=", ".join(filter(None, (party_name(party, policies) for party in call.parties))) or "–",
        queue=call_text(call.queue, policies),
        variables=[(call_text(name, policies), call_text(value, policies)) for name, value in call.variables],
    )


def _reason(agent: str, state: PastState, policies: Policies, systems: Mapping[tuple[str, str], str]) -> str:
    """A reason code as administrators word it, else as its system does, or did at the last import; else the code."""
    category = CATEGORY_OF.get(state.state)
    if not state.reason or category is None:
        return state.reason
    rule = policies.reason(source_of(agent), state.state, state.reason)
    return rule.label or systems.get((category, state.reason)) or rule.named or state.reason


def _lasted(time: timedelta) -> str:
    return clock(time.total_seconds())
