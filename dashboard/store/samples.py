"""How many waited in queues, minute by minute, from the samples that bridges store."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from dashboard.models import QueueSample

MINUTES = 60


def most_waiting_by_minute(queues: Collection[str], *, until: datetime) -> Mapping[str, Sequence[int | None]]:
    """By queue, the most who waited in each of the sixty minutes before a full minute, the oldest first.

    None: nobody said so in that minute. A queue of which nothing is known is left out. One query, however many queues.
    """
    since = until - timedelta(minutes=MINUTES)
    samples = QueueSample.objects.filter(queue__in=queues, at__gte=since, at__lt=until)
    found: dict[str, list[int | None]] = {}
    for queue, at, waiting in samples.values_list("queue", "at", "waiting"):
        hour = found.setdefault(queue, [None] * MINUTES)
        minute = int((at - since).total_seconds() // 60)
        if waiting is not None:
            hour[minute] = max(waiting, hour[minute] or 0)
    return found
