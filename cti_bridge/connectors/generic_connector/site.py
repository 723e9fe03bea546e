"""Whose ids these are, in which zone their clocks run, and what of a call may be shown."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from cti_bridge.floor.model import AgentId, CallId, QueueId, SourceId, TeamId


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What a reading needs to know of its site: whose ids these are, and in which zone its clocks run."""

    source: SourceId
    zone: ZoneInfo
    call_variables: frozenset[str] = frozenset()
    queue_variable: str = ""
    express: bool = False  # Contact Center Express, not Enterprise
    ready_calls_are_queue_calls: bool = False

    def agent(self, login: str) -> AgentId:
        """An agent's, or a sign-in's, id."""
        return AgentId(f"{self.source}:{login}")

    def team(self, id_: str) -> TeamId:
        """A team's id."""
        return TeamId(f"{self.source}:{id_}")

    def queue(self, name: str) -> QueueId:
        """A queue's id: it has no other than its name."""
        return QueueId(f"{self.source}:{name}")

    def call(self, dialog: str) -> CallId:
        """A call's id."""
        return CallId(f"{self.source}:{dialog}")


def login_of(id_: AgentId) -> str:
    """The login that an agent's or sign-in's id holds."""
    return id_.partition(":")[2]


def dialog_of(id_: CallId) -> str:
    """The dialog that a call's id holds."""
    return id_.partition(":")[2]
