"""A practice floor with supervisors on it, whose own calls are looked at."""

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.model import AgentId, AgentState, Call, CallId, CallState, CallType, OwnSignIn
from cti_bridge.floor.rows import AgentRow, Kind
from cti_bridge.practice.desks import Account
from tests.cti_bridge.practice.conftest import Watched

SHOWN = 0.7  # real seconds until an order shows


class Supervised(Watched):
    """A practice floor with Sam and Lea signed in on their phones, not ready."""

    def __init__(self, **settings: object) -> None:
        super().__init__(**settings)
        for login, extension in (("sam", "3001"), ("lea", "3002")):
            self.centre.phones.know(Account(login=login), signed_in_on=extension)
        for own in self.centre.phones.all():
            self.floor.sign_ins[own.id] = own
        self.listening = self.centre.listening
        self.answers: list[CommandRefused | None] = []

    def own(self, login: str = "sam") -> OwnSignIn:
        return self.floor.sign_ins[AgentId(f"practice:{login}")]

    def call_of(self, login: str = "sam") -> Call:
        (call,) = self.floor.calls_of(AgentId(f"practice:{login}"))
        return call

    def is_free(self, login: str = "sam") -> bool:
        return not self.floor.calls_of(AgentId(f"practice:{login}")) and self.own(login).state is AgentState.NOT_READY

    def somebody_in(self, type_: CallType, *, leads: bool = True) -> str:
        """The login of somebody who talks in such a call, with nobody on hold; time passes until there is one."""
        for _ in range(3000):
            for call in self.floor.calls.values():
                agents = [p.agent for p in call.participants if p.agent]
                if call.type is type_ and call.state is CallState.ACTIVE:
                    agent = agents[0 if leads else -1]
                    if self.floor.agents[agent].state is AgentState.TALKING:
                        return agent.partition(":")[2]
            self.after(1)
        raise AssertionError(f"nobody was ever in a {type_} call")

    def listen(self, agent: str, *, by: str = "sam") -> CallId:
        self.listening.listen(by, agent, self.answers.append)
        self.after(SHOWN)
        return self.call_of(by).id

    def barge_in(self, agent: str, *, by: str = "sam") -> CallId:
        self.listening.barge_in(by, self.listen(agent, by=by))
        self.after(SHOWN)
        return self.call_of(by).id

    def main_call(self, agent: str) -> Call:
        """The one that the agent talks in, not what others hear of it."""
        calls = self.floor.calls_of(AgentId(f"practice:{agent}"))
        return next(c for c in calls if c.type is not CallType.MONITOR)

    def parts(self, call: Call) -> dict[str, tuple[CallState, str]]:
        return {p.address: (p.state, p.cause) for p in call.participants}

    def row(self, login: str) -> AgentRow:
        row = self.floor.row((Kind.AGENT, f"practice:{login}"))
        assert row is not None
        assert isinstance(row.body, AgentRow)
        return row.body
