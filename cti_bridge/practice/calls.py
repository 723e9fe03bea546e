"""A call of the practice centre: who takes part, and how the floor knows it."""

from dataclasses import dataclass, field
from datetime import datetime

from cti_bridge.floor.model import Call, CallId, CallState, CallType, Participant
from cti_bridge.practice.agenda import Entry
from cti_bridge.practice.queues import Caller, ServiceQueue
from cti_bridge.practice.seats import Seat


@dataclass(slots=True, kw_only=True, eq=False)
class PhoneCall:
    """A call. `seats` gives each agent's own part; the outside party, where there is one, is `number`."""

    id: CallId
    type: CallType
    started_at: float
    state: CallState = CallState.RINGING
    number: str = ""  # of the outside party; empty for a consultation
    customer: str = ""
    queue: ServiceQueue | None = None
    caller: Caller | None = None  # who waited for it
    seats: dict[Seat, CallState] = field(default_factory=dict)
    next: Entry | None = None  # what happens to it next
    answered_at: float = 0.0
    left: float = 0.0  # seconds of talk still to come
    held_at: float | None = None
    held_seconds: float = 0.0

    def hold(self, now: float) -> None:
        """The outside party waits from now on."""
        self.state, self.held_at = CallState.HELD, now

    def retrieve(self, now: float) -> None:
        """The outside party waits no longer."""
        if self.held_at is not None:
            self.held_seconds += now - self.held_at
        self.state, self.held_at = CallState.ACTIVE, None

    def as_told(self, started_at: datetime) -> Call:
        """The call as the floor knows calls."""
        outside = CallState.RINGING if self.state is CallState.DIALLING else CallState.ACTIVE
        parties = [Participant(address=self.number, state=outside)] if self.number else []
        parties += [Participant(address=s.person.extension, agent=s.id, state=part) for s, part in self.seats.items()]
        return Call(
            id=self.id,
            state=self.state,
            type=self.type,
            queue=self.queue.id if self.queue else None,
            started_at=started_at,
            participants=tuple(parties),
            variables=(("customer", self.customer),) if self.customer else (),
        )
