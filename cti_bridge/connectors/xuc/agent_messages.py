"""What XUC says of agents: who they are, what they do, and how their day was."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec import field, structs

from cti_bridge.connectors.xuc.wire import Id, Said, as_number
from cti_bridge.errors import BadMessage

EPOCH_FROM = 10**9  # a `since` above it is a moment: AgentLogin's is (seed, Agent State Event)
AHEAD = 86_400  # seconds: by more, no clock of a site is wrong; it says something else


class AgentConfig(Said, frozen=True, kw_only=True):
    """An agent. `user_id` is another number than `id`; older systems do not tell it (1.6)."""

    id: Id
    first_name: str = ""
    last_name: str = ""
    number: str = ""
    context: str = ""
    group_id: Id | None = None
    user_id: Id | None = None


class AgentList(Said, frozen=True, kw_only=True):
    """All agents. `skipped` could not be read."""

    agents: tuple[AgentConfig, ...]
    skipped: tuple[BadMessage, ...] = ()


class AgentGroup(Said, frozen=True, kw_only=True):
    """A group of agents: a team."""

    id: Id
    name: str = ""


class AgentGroupList(Said, frozen=True, kw_only=True):
    """All groups. `skipped` could not be read."""

    groups: tuple[AgentGroup, ...]
    skipped: tuple[BadMessage, ...] = ()


class AgentStateEvent(Said, frozen=True, kw_only=True):
    """What an agent does. `name` is AgentReady, AgentOnPause …; `cause` the name of a user status."""

    name: str
    agent_id: Id
    phone_nb: str = ""  # the string "null" is read as none (1.6)
    since: float | None = None
    queues: tuple[Id, ...] = ()
    cause: str = ""
    acd: bool = False
    direction: str = ""  # Incoming, Outgoing
    call_type: str = ""  # External, Internal
    monitor_state: str = ""  # ACTIVE, PAUSED: there is a recording

    def __post_init__(self) -> None:
        """Takes the word "null" for what it is."""
        if self.phone_nb == "null":
            structs.force_setattr(self, "phone_nb", "")

    def began_at(self, now: datetime) -> datetime | None:
        """Since when, as far as it says: `since` is seconds ago, and from 10^9 on a moment. Never after `now`."""
        if self.since is None or not math.isfinite(self.since):
            return None
        ago = now.timestamp() - self.since if self.since >= EPOCH_FROM else self.since
        return now - timedelta(seconds=max(0.0, ago)) if ago > -AHEAD else None


class AgentDirectoryEntry(Said, frozen=True, kw_only=True):
    """An agent, and what they do."""

    agent: AgentConfig
    agent_state: AgentStateEvent | None = None


class AgentDirectory(Said, frozen=True, kw_only=True):
    """All agents with their states, in answer to getAgentDirectory. `skipped` could not be read."""

    directory: tuple[AgentDirectoryEntry, ...] = ()
    skipped: tuple[BadMessage, ...] = ()


class Statistic(Said, frozen=True, kw_only=True):
    """One figure of an agent's day, as it came."""

    name: str
    value: Any = None


class AgentStatistics(Said, frozen=True, kw_only=True):
    """Some figures of an agent's day: what is not there has not changed (1.6)."""

    id: Id
    statistics: tuple[Statistic, ...] = ()

    @property
    def seconds(self) -> Mapping[str, float]:
        """The durations and counts among them: AgentReadyTotalTime …"""
        numbers = ((s.name, as_number(s.value)) for s in self.statistics)
        return {name: number for name, number in numbers if number is not None}

    @property
    def moments(self) -> Mapping[str, datetime]:
        """The moments among them, aware: LoginDateTime, LogoutDateTime. One without a zone is left out."""
        moments = ((s.name, _moment(s.value)) for s in self.statistics)
        return {name: moment for name, moment in moments if moment is not None}


class AgentListen(Said, frozen=True, kw_only=True):
    """Somebody listens to this agent, or no longer. It is told at the agent's own desk (1.6)."""

    started: bool
    agent_id: Id | None = None
    phone_number: str = ""


class AgentError(Said, frozen=True, kw_only=True):
    """An agent's sign-in was refused: PhoneNumberUnknown, LoggedInOnAnotherPhone (1.7)."""

    error: str = field(name="Error", default="")
    phone_nb: str = ""  # where the agent is signed in
    requested_nb: str = field(name="RequestedNb", default="")
    agent_id: Id | None = None


def _moment(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        return None
