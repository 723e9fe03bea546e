"""An agent at work: the person, and what they do now."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from cti_bridge.floor.model import Agent, AgentId, AgentState, Day, Membership, Memberships
from cti_bridge.practice.agenda import Entry
from cti_bridge.practice.people import Person
from cti_bridge.practice.queues import ServiceQueue
from cti_bridge.practice.reasons import Reason
from cti_bridge.practice.tally import Tally

if TYPE_CHECKING:
    from cti_bridge.practice.calls import PhoneCall


@dataclass(slots=True, kw_only=True, eq=False)
class Seat:
    """What an agent does since the simulated second `since`, and what will end it (`ends`)."""

    id: AgentId
    person: Person
    serves: dict[ServiceQueue, int]  # with which penalty: 0 is asked first
    by_default: dict[ServiceQueue, int]
    extension: str  # of the phone where they sit, or last sat
    state: AgentState = AgentState.SIGNED_OUT
    since: float = 0.0
    reason: Reason | None = None
    call: "PhoneCall | None" = None  # the one they talk in, or that rings; a consulting agent's is the consultation
    listener: "PhoneCall | None" = None  # the MONITOR call of somebody who listens to them
    ends: Entry | None = None
    pending: AgentState | None = None  # asked for by a supervisor, done when the call ends
    pending_reason: Reason | None = None
    wants: Reason | None = None  # a break that is due, taken when free
    next_break: Entry | None = None
    kept: bool = False  # by a person of flesh and blood, who is signed in as this agent
    going_home: bool = False  # the shift is over: signs out when free
    served: ServiceQueue | None = None  # whose caller they last had; the wrap-up counts there
    tally: Tally = field(default_factory=Tally)
    day: Day | None = None  # as it was last told

    @property
    def busy(self) -> bool:
        """In a call, or about to be."""
        return self.call is not None

    def as_told(self, since: datetime) -> Agent:
        """The agent as the floor knows agents."""
        return Agent(
            id=self.id,
            team=self.person.team.id,
            name=self.person.name,
            state=self.state,
            since=since,
            reason=self.reason.code if self.reason else "",
            reason_label=self.reason.label if self.reason else "",
            pending=self.pending,
            extension=self.extension,
            day=self.day,
        )

    def membership(self) -> Membership:
        """Which queues the agent serves, as the floor knows memberships."""
        queues = _as_told(self.serves)
        return Membership(
            agent=self.id,
            queues=queues,
            default=queues if self.by_default == self.serves else _as_told(self.by_default),
        )


def _as_told(serves: dict[ServiceQueue, int]) -> Memberships:
    told = [(queue.id, penalty) for queue, penalty in serves.items()]
    told.sort()
    return tuple(told)
