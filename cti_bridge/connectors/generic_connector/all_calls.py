"""Every call on the floor of one integration: those that we are told of, and those of which only states tell.

A call of which only a state tells gives way to a real one of the same agent while that is known, and comes back after.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from cti_bridge.connectors.generic_connector.messages import ConferenceParticipants, Dialog, DialogStatus
from cti_bridge.connectors.generic_connector.parties import Directory
from cti_bridge.connectors.generic_connector.sign_ins import SignIns
from cti_bridge.connectors.generic_connector.site import Site
from cti_bridge.connectors.generic_connector.state_calls import StateCalls
from cti_bridge.connectors.generic_connector.told_calls import CallEvents, ToldCalls
from cti_bridge.floor.calls import is_listening
from cti_bridge.floor.events import CallChanged, CallEnded
from cti_bridge.floor.model import Agent, AgentId, Call, CallId, agents_of

COMES_BACK_AFTER = timedelta(seconds=1)  # a real call's end is told before the state that follows from it


class AllCalls:
    """Kept over all connections, as what was known before one was lost is not forgotten."""

    def __init__(self, site: Site, sign_ins: SignIns, told: ToldCalls) -> None:
        self.told = told
        self._site, self._sign_ins = site, sign_ins
        self._by_state = StateCalls(site)
        self._shown: dict[AgentId, Call] = {}  # those of states that stand on the floor
        self._coming_back: dict[AgentId, datetime] = {}  # since when the real one is gone

    def begin(self) -> None:
        """All is to be told anew."""
        self.told.lines_lost()
        self._by_state.begin()
        self._shown.clear()
        self._coming_back.clear()

    def loaded(self, at: float) -> tuple[Call, ...]:
        """What stands when the floor is loaded; from now on, what changes."""
        self.told.loaded(at)
        self._settle(self._by_state.on_a_call())
        return (*self.told.all, *self._shown.values())

    # -- agents ------------------------------------------------------------------------------------------------------

    def gather(self, agents: Iterable[Agent]) -> None:
        """How agents stand, while the floor is being loaded."""
        for agent in agents:
            self._by_state.put(agent)

    def stand(self, agents: Iterable[Agent], word: str = "") -> CallEvents:
        """Agents stand so now; `word` is Finesse's, where a State said so."""
        whose = []
        for agent in agents:
            self._by_state.put(agent, word)
            whose.append(agent.id)
        return self._settle(whose)

    def listed(
        self, agents: Iterable[Agent], everybody: dict[AgentId, Agent], phones: Directory, now: datetime
    ) -> CallEvents:
        """A team was told whole: who is in none any more has no call, and more phones are known."""
        gone = self._settle(self._by_state.only(everybody))
        changed = self.stand(agents)
        return gone + changed + self._after(self.told.name_again(phones), now)

    # -- calls -------------------------------------------------------------------------------------------------------

    def put(self, dialog: Dialog, phones: Directory, now: datetime) -> CallEvents:
        """A call changed, as one login has it."""
        held = self._sign_ins.get(dialog.login)
        if self._is_out(dialog.login):
            return []
        return self._after(self.told.put(dialog, phones, now, held.listens_to if held else None), now)

    def put_status(self, status: DialogStatus, phones: Directory, now: datetime) -> CallEvents:
        """All dialogs of a login."""
        held = self._sign_ins.get(status.login)
        if self._is_out(status.login):
            return []
        return self._after(self.told.put_status(status, phones, now, held.may_hear(now) if held else None), now)

    def put_participants(self, message: ConferenceParticipants, phones: Directory, now: datetime) -> CallEvents:
        """Who is in a login's conference."""
        return self._after(self.told.put_participants(message, phones), now)

    def login_is_out(self, login: str, now: datetime) -> CallEvents:
        """A login hears of no call any more. If its person is a member of a team, only states tell of them now."""
        return self._after(self.told.login_is_out(login, now), now, self._site.agent(login))

    def over(self, call: CallId, login: str, now: datetime) -> CallEvents:
        """The system says that a login has no such call."""
        return self._after(self.told.over(call, login, now), now)

    def look(self, at: float, now: datetime) -> CallEvents:
        """What has become doubtful by the session's own clock `at`, and what only states tell of again."""
        due = [a for a, since in self._coming_back.items() if now >= since + COMES_BACK_AFTER]
        return self.told.look(at) + self._settle(due)

    def _after(self, changed: CallEvents, now: datetime, *more: AgentId) -> CallEvents:
        """Real calls changed: those of states give way at once, and come back when no state says otherwise."""
        if not changed and not more:
            return []
        busy = self._busy()
        for agent in (*self._by_state.on_a_call(), *more):
            if agent not in self._shown and agent not in busy:
                self._coming_back.setdefault(agent, now)
        return changed + self._settle(list(self._shown))

    def _settle(self, whose: Iterable[AgentId]) -> CallEvents:
        busy = self._busy()
        changed: CallEvents = []
        for agent in whose:
            self._coming_back.pop(agent, None)
            call = None if agent in busy or self._is_told(agent) else self._by_state.of(agent)
            if call is None:
                if (old := self._shown.pop(agent, None)) is not None:
                    changed.append(CallEnded(call=old.id))
            elif (old := self._shown.get(agent)) != call:
                self._shown[agent] = call
                changed += [CallEnded(call=old.id)] if old and old.id != call.id else []
                changed.append(CallChanged(call=call))
        return changed

    def _busy(self) -> set[AgentId]:
        """Who takes part in a real call. Being listened to is no call of one's own."""
        return {who for call in self.told.all if not is_listening(call) for who in agents_of(call)}

    def _is_out(self, login: str) -> bool:
        """One of our own sign-ins that is off: what comes of it is late, and of the end nobody would tell us."""
        held = self._sign_ins.get(login)
        return held is not None and not held.is_on

    def _is_told(self, agent: AgentId) -> bool:
        """Whether this is one of our own sign-ins: of their calls we are told."""
        held = self._sign_ins.get(agent.partition(":")[2])
        return held is not None and held.is_on
