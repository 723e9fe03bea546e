"""Notices who listens to whom by which of our sign-ins, and when that is over: one listening, barged in or not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from cti_bridge.floor.calls import heard_in, is_listening
from cti_bridge.floor.model import ON_A_CALL, AgentId, AgentState, Call, CallId, CallType, agents_of
from cti_bridge.floor.rows import Key, Kind, SignInRow
from cti_bridge.floor.state import Floor
from cti_bridge.ports import Ended, Listened

BARGED_IN = "barge_in"  # the cause of one's own part (floor.model.Participant)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Listening:
    """One sign-in with one agent, from the monitor call on to the end of the conference that it may become."""

    sign_in: AgentId
    agent: AgentId
    calls: tuple[CallId, ...]  # those that carry it; the monitor call and the conference may overlap
    barged: bool
    since: datetime | None


@dataclass(frozen=True, slots=True)
class _Over:
    listening: _Listening
    at: datetime
    unheard: bool  # nobody told us of its end: it was gone when the source was loaded, or with the source


class Listenings:
    """Who listens now, and what is over and not yet written. An end is judged when it is written (`over`)."""

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self._now: dict[AgentId, dict[AgentId, _Listening]] = {}  # by sign-in and agent
        self._over: list[_Over] = []

    def __bool__(self) -> bool:
        """Whether there is an end to write."""
        return bool(self._over)

    def remember(self, before: SignInRow) -> None:
        """What a sign-in did under the bridge before: its end is ours to notice."""
        for call in before.calls:
            agent = next((AgentId(p.agent) for p in call.parties if p.agent), None)
            if agent and _is_of_listening(call.type, call.cause):
                self._begin(AgentId(before.id), agent, CallId(call.id), call.type, call.since)

    def noticed(self, keys: Iterable[Key], at: datetime, *, whole: bool) -> None:
        """Looks at these rows' sign-ins, at all that listen after a load (`whole`): what is gone then, went unheard."""
        changed = {AgentId(id_) for kind, id_ in keys if kind is Kind.SIGN_IN}
        for sign_in in changed | set(self._now) if whole else changed:
            self._look_at(sign_in, at, unheard=whole)

    def over(self) -> tuple[Listened, ...]:
        """What is over, judged by the floor as it stands; nothing is over after it."""
        over, self._over = self._over, []
        return tuple(self._judged(one) for one in over)

    def _look_at(self, sign_in: AgentId, at: datetime, *, unheard: bool) -> None:
        own = {call.id: call for call in self._floor.calls_of(sign_in)}
        was = self._now.pop(sign_in, {})
        for listening in was.values():
            goes_on = _carried_by(listening, own.values())
            if goes_on:
                self._keep(goes_on)
            else:
                self._over.append(_Over(listening, at, unheard))
        self._resume(sign_in, own)
        carried = {id_ for listening in self._now.get(sign_in, {}).values() for id_ in listening.calls}
        for call in own.values():
            agent = self._heard_by(sign_in, call)
            if call.id not in carried and agent and _is_of_listening(call.type, _own_cause(call, sign_in)):
                self._begin(sign_in, agent, call.id, call.type, call.started_at or at)

    def _resume(self, sign_in: AgentId, own: Mapping[CallId, Call]) -> None:
        """The monitor call went before the conference came: that was no end, if none was written meanwhile."""
        for over in [one for one in self._over if one.listening.sign_in == sign_in]:
            goes_on = _carried_by(over.listening, own.values())
            if goes_on and over.listening.agent not in self._now.get(sign_in, {}):
                self._over.remove(over)
                self._keep(goes_on)

    def _begin(self, sign_in: AgentId, agent: AgentId, call: CallId, type_: CallType, since: datetime | None) -> None:
        barged = type_ is not CallType.MONITOR
        self._keep(_Listening(sign_in=sign_in, agent=agent, calls=(call,), barged=barged, since=since))

    def _keep(self, listening: _Listening) -> None:
        self._now.setdefault(listening.sign_in, {})[listening.agent] = listening

    def _heard_by(self, sign_in: AgentId, call: Call) -> AgentId | None:
        """None, too, for one who is an agent as well and is listened to: that is not their listening."""
        if is_listening(call):
            heard = heard_in(call, self._floor)
            return None if heard == sign_in else heard
        others = (p.agent for p in call.participants if p.agent and p.agent != sign_in)
        return next((agent for agent in others if agent in self._floor.agents), None)

    def _judged(self, over: _Over) -> Listened:
        listening = over.listening
        return Listened(
            sign_in=listening.sign_in,
            agent=listening.agent,
            call=listening.calls[-1],
            barged=listening.barged,
            since=listening.since,
            ended_at=over.at,
            why=Ended.UNKNOWN if over.unheard or self._is_out(listening.sign_in) else self._why(listening.agent),
        )

    def _is_out(self, sign_in: AgentId) -> bool:
        """Then nobody tells us of its calls: the phone may listen on."""
        own = self._floor.sign_ins.get(sign_in)
        return own is not None and own.state is AgentState.SIGNED_OUT

    def _why(self, agent: AgentId) -> Ended:
        known = self._floor.agents.get(agent)
        if known is None:
            return Ended.UNKNOWN
        has_calls = any(call.type is not CallType.MONITOR for call in self._floor.calls_of(agent))
        return Ended.LEFT if has_calls or known.state in ON_A_CALL else Ended.CALL_ENDED


def _carried_by(listening: _Listening, own: Iterable[Call]) -> _Listening | None:
    """The listening as its sign-in's calls carry it on; None when none does.

    A call that carried it does so to its end, though the agent was dropped from it.
    """
    calls = [call for call in own if call.id in listening.calls or listening.agent in agents_of(call)]
    if not calls:
        return None
    barged = listening.barged or any(call.type is not CallType.MONITOR for call in calls)
    return replace(listening, calls=tuple(call.id for call in calls), barged=barged)


def _is_of_listening(type_: CallType, cause: str) -> bool:
    return type_ is CallType.MONITOR or cause == BARGED_IN


def _own_cause(call: Call, sign_in: AgentId) -> str:
    return next((p.cause for p in call.participants if p.agent == sign_in), "")
