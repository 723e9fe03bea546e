"""What administrators decided, as one frozen value: how reasons are worded, teams named, and when a row is marked.

Pure: `dashboard.store.policies` reads it from the database. Equal policies present a floor alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cti_bridge.floor.model import AgentState, ReasonCategory, ReasonCode, source_of
from dashboard.presenters.listening import OFF

MINUTE = 60

DEFAULT_LIMITS: Mapping[str, tuple[int, int]] = {  # (warn, limit) in seconds: visual.md, States
    AgentState.NOT_READY: (20 * MINUTE, 40 * MINUTE),
    AgentState.WRAP_UP: (3 * MINUTE, 5 * MINUTE),
    AgentState.HOLD: (2 * MINUTE, 3 * MINUTE),
    AgentState.TALKING: (15 * MINUTE, 20 * MINUTE),
}
WAITING_LIMITS = (1 * MINUTE, 2 * MINUTE)
SERVICE_LEVEL_SECONDS = 20

CATEGORY_OF: Mapping[str, str] = {  # what a reason explains, by the state that it comes with
    AgentState.NOT_READY: ReasonCategory.NOT_READY,
    AgentState.SIGNED_OUT: ReasonCategory.SIGN_OUT,
    AgentState.WRAP_UP: ReasonCategory.WRAP_UP,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonRule:
    """How one reason code is worded and treated."""

    label: str = ""
    named: str = ""  # the system's own words, as of the last import
    tone: str = ""
    order: int = 0
    max_minutes: int | None = None
    forceable: bool = True
    protected: bool = False  # a statutory break: nobody is forced out of it
    retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRule:
    """What was decided for one team. `max_minutes` is by state; `listening` is one of presenters/listening.py."""

    name: str = ""
    max_minutes: Mapping[str, int] = field(default_factory=dict)
    listening: str = OFF
    purpose: str = ""  # why its calls are listened to, as an administrator stated it
    asks_why: bool = False  # listening needs a reason in words, each time
    excluded: tuple[str, ...] = ()  # ids of agents who are never listened to


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRule:
    """What was decided for one queue. Without `teams`, whoever has a team of its source sees it."""

    name: str = ""
    teams: tuple[str, ...] = ()
    warn_waiting: int | None = None
    warn_wait_seconds: int | None = None
    service_level_seconds: int = SERVICE_LEVEL_SECONDS
    service_level_variant: str = "abandons_negative"  # cti_bridge.floor.levels
    short_abandon_seconds: int = 5


NO_REASON_RULE = ReasonRule()
NO_TEAM_RULE = TeamRule()
NO_QUEUE_RULE = QueueRule()


@dataclass(frozen=True, slots=True, kw_only=True)
class Policies:
    """All that presenting needs to know of what was decided. The default is a site where nothing was."""

    reasons: Mapping[tuple[str, str, str], ReasonRule] = field(default_factory=dict)  # by source, category, code
    teams: Mapping[str, TeamRule] = field(default_factory=dict)
    queues: Mapping[str, QueueRule] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)  # by agent who they are, of people on several systems
    mask_numbers: bool = True

    def reason(self, source: str, state: str, code: str) -> ReasonRule:
        """The rule for a reason code that came with a state."""
        return self.reasons.get((source, CATEGORY_OF.get(state, ""), code), NO_REASON_RULE)

    def reason_rule(self, reason: ReasonCode) -> ReasonRule:
        """The rule for a reason code."""
        return self.reasons.get((reason.source, reason.category, reason.code), NO_REASON_RULE)

    def queues_of(self, team: str) -> list[str]:
        """The queues that an administrator gave to a team, by id."""
        return sorted(queue for queue, rule in self.queues.items() if team in rule.teams)

    def limits(self, team: str, state: str, reason: str = "") -> tuple[int, int] | None:
        """After how many seconds in a state a row warns, and is past its limit; None where there is none.

        The reason code's own `max_minutes` sets the limit, else the team's for that state, else the default.
        Where somebody set the limit, the warning comes at half of it.
        """
        minutes = self.reason(source_of(team), state, reason).max_minutes if reason else None
        if minutes is None:
            minutes = self.teams.get(team, NO_TEAM_RULE).max_minutes.get(state)
        if minutes is None:
            return DEFAULT_LIMITS.get(state)
        return minutes * MINUTE // 2, minutes * MINUTE

    def waiting_limits(self, queue: str) -> tuple[int, int]:
        """After how many seconds a queue's longest wait warns, and is past its limit: twice the warning."""
        warn = self.queues.get(queue, NO_QUEUE_RULE).warn_wait_seconds
        return WAITING_LIMITS if warn is None else (warn, 2 * warn)
