"""Whose ids these are: XUC counts agents, groups and queues, each from 1; ours carry the source (`xivo:19`)."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from cti_bridge.floor.model import AgentId, CallbackId, CallId, QueueId, SourceId, TeamId

NO_GROUP = "none"  # the team of agents whose group XUC does not name


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The source, and the zone of the call history's times (they carry none)."""

    source: SourceId
    zone: ZoneInfo

    def moment(self, told: datetime) -> datetime | None:
        """A time that was told, which is the site's where it has no zone; None for one that no calendar of UTC has."""
        try:
            return (told if told.tzinfo else told.replace(tzinfo=self.zone)).astimezone(UTC)
        except OverflowError:
            return None

    def agent(self, number: int) -> AgentId:
        """An agent's id."""
        return AgentId(f"{self.source}:{number}")

    def sign_in(self, login: str) -> AgentId:
        """One of our own sign-ins' id."""
        return AgentId(f"{self.source}:{login}")

    def team(self, group: int | None) -> TeamId:
        """An agent group's id as a team."""
        return TeamId(f"{self.source}:{NO_GROUP if group is None else group}")

    def queue(self, number: int) -> QueueId:
        """A queue's id."""
        return QueueId(f"{self.source}:{number}")

    def callback(self, uuid: str) -> CallbackId:
        """A callback's id."""
        return CallbackId(f"{self.source}:{uuid}")

    def named(self, uuid: str) -> str:
        """A callback list's, or a period's, id."""
        return f"{self.source}:{uuid}"

    def call_of(self, agent: int) -> CallId:
        """The made-up id of the one call that an agent's state tells of: XUC names none."""
        return CallId(f"{self.source}:agent-{agent}")

    def own_call(self, unique_id: str) -> CallId:
        """The id of a call on the phone of one of our own sign-ins."""
        return CallId(f"{self.source}:{unique_id}")


def word_of(id_: str) -> str:
    """What stands after the source: a login, a uuid, a call's unique id."""
    return id_.partition(":")[2]


def number_of(id_: str) -> int | None:
    """The number that an agent's, team's or queue's id holds; None where it holds none (no id of XUC's)."""
    word = word_of(id_)
    return int(word) if word.isascii() and word.isdigit() else None
