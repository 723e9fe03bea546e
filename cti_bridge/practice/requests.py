"""Who asked to be called back: made-up people and what they want, on the lists of the centre's queues."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random

from cti_bridge.floor.model import Callback, CallbackId, CallbackList, CallbackPeriod, SourceId
from cti_bridge.practice import callers
from cti_bridge.practice.names import any_name
from cti_bridge.practice.people import slug
from cti_bridge.practice.queues import ServiceQueue
from cti_bridge.practice.seats import Seat

COMPANIES = ("{} & Sons", "{} Ltd", "{} GmbH", "{} et Fils", "{} Holding", "Studio {}")
WISHES = (
    "Has a question about an invoice",
    "A delivery has not come",
    "Wants to change the delivery address",
    "Would like an offer for twelve seats",
    "The device does not start after the update",
    "Asks about a credit note",
    "Wants to cancel, and may be talked to",
    "Needs an appointment with a technician",
    "Was cut off during the last call",
    "",
)
COMPANY_SHARE, MOBILE_SHARE = 0.45, 0.6
DUE_AT_FIRST = (-2, -1, -1, 0, 0, 0, 0, 0, 1, 1, 2, 4)  # days from today
DUE_LATER = (0, 0, 0, 1, 1, 2, 3, 6)


@dataclass(slots=True, kw_only=True, eq=False)
class Request:
    """Somebody to be called back. `seat` has taken it; `ticket` stands once they were called."""

    id: CallbackId
    list: CallbackList
    name: str
    company: str
    description: str
    phone: str
    mobile: str
    due: date
    period: CallbackPeriod
    seat: Seat | None = None
    ticket: str = ""

    def is_due(self, now: datetime) -> bool:
        """Whether they wait for the call now, or should have had it before."""
        return (self.due, self.period.starts) <= (now.date(), now.time())

    def as_told(self) -> Callback:
        """The request as the floor knows callbacks."""
        return Callback(
            id=self.id,
            list=self.list.id,
            queue=self.list.queue,
            name=self.name,
            company=self.company,
            description=self.description,
            phone=self.phone,
            mobile=self.mobile,
            due=self.due,
            period=self.period,
            agent=self.seat.id if self.seat else None,
            ticket=self.ticket,
        )


def periods_of(source: SourceId) -> tuple[CallbackPeriod, ...]:
    """The parts of the day in which one can ask to be called: in UTC, the practice centre's time."""
    return tuple(
        CallbackPeriod(id=f"{source}:period-{slug(name)}", name=name, starts=starts, ends=ends, default=default)
        for name, starts, ends, default in (
            ("Any time", time(0), time(23, 59), True),  # it is never night here: somebody can always be called
            ("Morning", time(8), time(12), False),
            ("Afternoon", time(12), time(17), False),
            ("Evening", time(17), time(21), False),
        )
    )


def lists_of(source: SourceId, queues: Iterable[ServiceQueue]) -> tuple[CallbackList, ...]:
    """One for every other queue."""
    return tuple(
        CallbackList(id=f"{source}:list-{place}", name=f"{queue.name} callbacks", queue=queue.id)
        for place, queue in enumerate(list(queues)[::2], start=1)
    )


def new_request(rng: Random, id_: CallbackId, on: CallbackList, due: date, period: CallbackPeriod) -> Request:
    """Somebody who asks for a call on that day."""
    family = any_name(rng).split()[-1]
    return Request(
        id=id_,
        list=on,
        name=any_name(rng),
        company=rng.choice(COMPANIES).format(family) if rng.random() < COMPANY_SHARE else "",
        description=rng.choice(WISHES),
        phone=callers.number(rng),
        mobile=callers.number(rng) if rng.random() < MOBILE_SHARE else "",
        due=due,
        period=period,
    )
