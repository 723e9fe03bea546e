"""What a ready-made site has behind it and before it: calls that were, and people to be called back."""

from datetime import time, timedelta
from itertools import cycle
from random import Random
from uuid import UUID

from cti_bridge.practice.names import different_names

from .model import Callback, CallbackList, PastCall, Period
from .world import World

# Every status of a queue's calls (the vendor's page, Call History).
STATUSES = (
    "answered",
    "abandoned",
    "timeout",
    "full",
    "closed",
    "joinempty",
    "leaveempty",
    "divert_ca_ratio",
    "divert_waittime",
    "answered",
)
PERIODS = (
    ("Morning", time(9), time(12), False),
    ("Afternoon", time(14), time(17), True),
    ("Evening", time(17), time(20), False),
)
LISTS = (("Orders to confirm", 3), ("Card holders", 8), ("Complaints", 14))
DUE_IN_DAYS = (-2, 0, 0, 1)  # of a list's requests: overdue, today, later
COMPANIES = (None, "Nordwind GmbH", "Atelier Perrin", None, "Baxter & Sons")


def give_history(world: World) -> None:
    """Calls of each queue in each status, the newest five minutes ago; a few of Sam's own phone, and of agent 19's."""
    random, now = Random(3), world.now()
    for index, status in enumerate(STATUSES * 2):
        for queue in world.queues.values():
            start = now - timedelta(minutes=5 + 7 * index, seconds=random.randrange(300))
            number = f"0115550{random.randrange(1000):03}"
            seconds = random.randrange(20, 900) if status == "answered" else random.randrange(60)
            world.past.append(
                PastCall(
                    start=start, seconds=seconds, source=number, target=queue.number, status=status, queue=queue.id
                )
            )
    for index, status in enumerate(("emitted", "missed", "answered")):
        for phone in ("9001", "1001"):
            ends = (phone, "0115550199") if status == "emitted" else ("0115550199", phone)
            start = now - timedelta(minutes=20 + 30 * index)
            world.past.append(PastCall(start=start, seconds=60 * index, source=ends[0], target=ends[1], status=status))


def give_callbacks(world: World) -> None:
    """Three lists of four requests each: overdue, due today in different periods, and later; nobody has taken any."""
    random = Random(4)
    names = iter(different_names(random, len(LISTS) * len(DUE_IN_DAYS)))
    for index, (name, starts, ends, default) in enumerate(PERIODS):
        uuid = _uuid(1, index)
        world.periods[uuid] = Period(uuid=uuid, name=name, starts=starts, ends=ends, default=default)
    periods, companies = cycle(world.periods), cycle(COMPANIES)
    for index, (name, queue) in enumerate(LISTS):
        list_ = CallbackList(uuid=_uuid(2, index), name=name, queue=queue)
        world.callback_lists[list_.uuid] = list_
        for number, days in enumerate(DUE_IN_DAYS):
            first, _, last = next(names).partition(" ")
            callback = Callback(
                uuid=_uuid(3, 10 * index + number),
                list=list_.uuid,
                phone=f"0230210{random.randrange(1000):03}",
                mobile=f"0789654{random.randrange(1000):03}" if number % 2 else None,
                first=first,
                last=last,
                company=next(companies),
                description="Asked for a colleague who speaks French" if number == 1 else None,
                due=(world.now() + timedelta(days=days)).date(),
                period=next(periods),
            )
            world.callbacks[callback.uuid] = callback


def _uuid(kind: int, index: int) -> str:
    """The same ids in every site, so that tests and screenshots can name them."""
    return str(UUID(int=kind << 64 | index + 1, version=4))
