"""Every call on the floor of one integration: those that we are told of, and those of which only states tell.

A call of which only a state tells gives way to a real one of the same agent while that is known, and comes back after.
"""

from collections.abc import Iterable
from datetime import datetime

from cti_bridge.connectors.generic_connector.messages import ConferenceParticipants, Dialog, DialogStatus
from cti_bridge.connectors.generic_connector.parties import Directory
from cti_bridge.connectors.generic_connector.sign_ins import SignIns
from cti_bridge.connectors.generic_connector.site import Site
from cti_bridge.connectors.generic_connector.state_calls import StateCalls
from cti_bridge.connectors.generic_connector.told_calls import CallEvents, ToldCalls
from cti_bridge.floor.calls import is_listening
from cti_bridge.floor.events import CallChanged, CallEnded
from cti_bridge.floor.model import Agent, AgentId, Call, CallId, agents_of


class AllCalls:
    """Kept over all connections, as what was known before one was lost is not forgotten."""

    def __init__(self, site: Site, sign_ins: SignIns, told: ToldCalls) -> None:
        self.told = told
        self._site, self._sign_ins = site, sign_ins
        self._by_state = StateCalls(site)
        self._shown: dict[AgentId, Call] = {}  # those of states that stand on the floor

    def begin(self) -> None:
        """All is to be told anew."""
        self.told.lines_lost()
        self._by_state.begin()
        self._shown.clear()

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

    def listed(self, agents: Iterable[Agent], everybody: dict[AgentId, Agent], phones: Directory) -> CallEvents:
        """A team was told whole: who is in none any more has no call, and more phones are known."""
        gone = self._settle(self._by_state.only(everybody))
        changed = self.stand(agents)
        return gone + changed + self._after(self.told.name_again(phones))

    # -- calls -------------------------------------------------------------------------------------------------------

    def put(self, dialog: Dialog, phones: Directory, now: datetime) -> CallEvents:
        """A call changed, as one login has it."""
        held = self._sign_ins.get(dialog.login)
        return self._after(self.told.put(dialog, phones, now, held.listens_to if held else None))

    def put_status(self, status: DialogStatus, phones: Directory, now: datetime) -> CallEvents:
        """All dialogs of a login."""
        return self._after(self.told.put_status(status, phones, now))

    def put_participants(self, message: ConferenceParticipants, phones: Directory) -> CallEvents:
        """Who is in a login's conference."""
        return self._after(self.told.put_participants(message, phones))

    def login_is_out(self, login: str, now: datetime) -> CallEvents:
        """A login hears of no call any more. If its person is a member of a team, only states tell of them now."""
        return self._after(self.told.login_is_out(login, now), self._site.agent(login))

    def over(self, call: CallId, login: str, now: datetime) -> CallEvents:
        """The system says that a login has no such call."""
        return self._after(self.told.over(call, login, now))

    def look(self, at: float) -> CallEvents:
        """What has become doubtful."""
        return self.told.look(at)

    def _after(self, changed: CallEvents, *more: AgentId) -> CallEvents:
        return changed + self._settle([*self._by_state.on_a_call(), *more]) if changed or more else []

    def _settle(self, whose: Iterable[AgentId]) -> CallEvents:
        busy = {who for call in self.told.all if not is_listening(call) for who in agents_of(call)}
        changed: CallEvents = []
        for agent in whose:
            call = None if agent in busy or self._is_told(agent) else self._by_state.of(agent)
            if call is None:
                if (old := self._shown.pop(agent, None)) is not None:
                    changed.append(CallEnded(call=old.id))
            elif self._shown.get(agent) != call:
                self._shown[agent] = call
                changed.append(CallChanged(call=call))
        return changed

    def _is_told(self, agent: AgentId) -> bool:
        """Whether this is one of our own sign-ins: of their calls we are told."""
        held = self._sign_ins.get(agent.partition(":")[2])
        return held is not None and held.is_on
