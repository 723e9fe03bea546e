"""What tests ask of the inbox, and how they look at what came of it."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID, uuid4

from cti_bridge.floor.commands import BargeIn, ForceState, Listen, SignIn
from cti_bridge.floor.model import AgentId, AgentState, CallId
from dashboard.models import AskedCommand, TrailLine
from tests.dashboard.store.floors import NINE

SOON = NINE + timedelta(seconds=5)
LATER = NINE + timedelta(seconds=6)
TEAM = "cisco:5000"
OWN = AgentId("cisco:2001")  # Sam's sign-in


class Hints:
    """Remembers what was published."""

    def __init__(self) -> None:
        self.heard: list[set[str]] = []

    def __call__(self, streams: Collection[str]) -> None:
        self.heard.append(set(streams))


def force(state: AgentState = AgentState.READY, agent: str = "cisco:1001", reason: str = "") -> ForceState:
    """An order about an agent."""
    return ForceState(id=uuid4(), agent=AgentId(agent), state=state, reason=reason, deadline=SOON)


def signs_in(extension: str, password: str) -> SignIn:
    """A sign-in of Sam's own."""
    return SignIn(id=uuid4(), sign_in=OWN, extension=extension, password=password, deadline=SOON)


def listens(agent: str = "cisco:1001") -> Listen:
    """Sam wants to listen."""
    return Listen(id=uuid4(), sign_in=OWN, agent=AgentId(agent), deadline=SOON)


def barges_in(agent: str = "cisco:1001") -> BargeIn:
    """Sam wants to join the call that Sam listens to."""
    return BargeIn(id=uuid4(), sign_in=OWN, agent=AgentId(agent), call=CallId("cisco:monitor"), deadline=SOON)


def steps(command: UUID) -> list[str]:
    """What the trail says of a command."""
    return list(TrailLine.objects.filter(command=command).order_by("pk").values_list("step", flat=True))


def outcome(command: UUID) -> str:
    """Where a command stands."""
    return AskedCommand.objects.get(pk=command).outcome
