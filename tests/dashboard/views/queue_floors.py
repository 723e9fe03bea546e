"""Queues, who waits in them and who serves them, written as a bridge's store writes them."""

from cti_bridge.floor.model import (
    AgentId,
    AgentState,
    Callers,
    Membership,
    Queue,
    QueueId,
    WaitingCaller,
)
from cti_bridge.floor.rows import Kind
from dashboard.models import QueuePolicy
from tests.dashboard.views import floors

SALES, SUPPORT = QueueId("cisco:Sales"), QueueId("cisco:Support")


def put_queue(key: str, name: str, *, waiting: int | None = 0, longest: float | None = None, **figures: float) -> None:
    """Writes a queue; `longest` in seconds ago."""
    body = Queue(
        id=QueueId(key),
        name=name,
        waiting=waiting,
        longest_since=None if longest is None else floors.ago(longest),
        agents=((AgentState.READY, 4), (AgentState.TALKING, 2)) if figures else (),
        figures=tuple(figures.items()),
        heard_at=floors.ago(1),
    )
    floors.put([(Kind.QUEUE, "", key, body)], source=key.partition(":")[0])


def put_callers(*callers: WaitingCaller, queue: QueueId = SALES) -> None:
    """Writes who waits."""
    body = Callers(queue=queue, callers=callers, heard_at=floors.ago(1))
    floors.put([(Kind.CALLERS, f"#{queue}", queue, body)])


def put_membership(agent: str, team: str, **penalties: int) -> None:
    """Writes which queues of cisco an agent serves, with which penalties."""
    queues = tuple((QueueId(f"cisco:{name}"), penalty) for name, penalty in penalties.items())
    floors.put([(Kind.MEMBERSHIP, team, agent, Membership(agent=AgentId(agent), queues=queues))])


def give(queue: str, *teams: str) -> None:
    """An administrator gives a queue to teams alone."""
    QueuePolicy.objects.update_or_create(id=queue, defaults={"teams": list(teams)})
    floors.forget()
