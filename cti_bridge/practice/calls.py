"""A call of the practice centre: who takes part, and how the floor knows it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from cti_bridge.floor.model import Call, CallId, CallState, CallType, Participant, Recording
from cti_bridge.practice.agenda import Entry
from cti_bridge.practice.desks import Desk
from cti_bridge.practice.queues import Caller, ServiceQueue
from cti_bridge.practice.seats import Seat

BARGED_IN = "barge_in"


@dataclass(slots=True, kw_only=True, eq=False)
class PhoneCall:
    """A call. `seats` gives each agent's own part, `desks` each supervisor's; the outside party is `number`."""

    id: CallId
    type: CallType
    started_at: float
    state: CallState = CallState.RINGING
    number: str = ""  # empty where there is no outside party: among colleagues, or once it was dropped
    customer: str = ""
    queue: ServiceQueue | None = None
    caller: Caller | None = None  # who waited for it
    recording: Recording | None = None  # None: a private call, or one not yet answered
    seats: dict[Seat, CallState] = field(default_factory=dict)
    desks: dict[Desk, CallState] = field(default_factory=dict)  # who listens (MONITOR), or has barged in
    heard: "PhoneCall | None" = None  # of a MONITOR call: the one that is listened to
    next: Entry | None = None  # what happens to it next
    ended: Callable[[bool], None] | None = None  # is called at the end: whether the outside party was ever reached
    answered_at: float = 0.0
    left: float = 0.0  # seconds of talk still to come
    held_at: float | None = None
    held_seconds: float = 0.0

    @property
    def parties(self) -> int:
        """How many take part."""
        return bool(self.number) + len(self.seats) + len(self.desks)

    def answer(self, now: float) -> None:
        """The outside party is spoken to from now on; who came through a queue is recorded."""
        self.state, self.answered_at = CallState.ACTIVE, now
        if self.queue is not None:
            self.recording = Recording.ON

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
        cause = "" if self.type is CallType.MONITOR else BARGED_IN
        parties = [Participant(address=self.number, state=outside)] if self.number else []
        parties += [Participant(address=s.extension, agent=s.id, state=part) for s, part in self.seats.items()]
        parties += [
            Participant(address=d.extension, agent=d.id, state=part, cause=cause) for d, part in self.desks.items()
        ]
        return Call(
            id=self.id,
            state=self.state,
            type=self.type,
            queue=self.queue.id if self.queue else None,
            started_at=started_at,
            participants=tuple(parties),
            recording=self.recording,
            variables=(("customer", self.customer),) if self.customer else (),
        )
