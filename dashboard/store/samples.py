"""How many waited in queues, minute by minute, from the samples that bridges store."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from django.db.models import Max
from django.db.models.functions import TruncMinute

from dashboard.models import QueueSample

MINUTES = 60


def most_waiting_by_minute(queues: Collection[str], *, until: datetime) -> Mapping[str, Sequence[int | None]]:
    """By queue, the most who waited in each of the sixty minutes before a full minute, the oldest first.

    None: nobody said so in that minute. A queue of which nothing is known is left out.
    """
    samples = QueueSample.objects.filter(queue__in=queues, at__gte=until - timedelta(minutes=MINUTES), at__lt=until)
    by_minute = samples.annotate(minute=TruncMinute("at", tzinfo=UTC)).values("queue", "minute").annotate(most=Max("waiting"))
    found: dict[str, list[int | None]] = {}
    for queue, minute, most in by_minute.values_list("queue", "minute", "most"):
        ago = round((until - minute).total_seconds() / 60)
        if 1 <= ago <= MINUTES:
            found.setdefault(queue, [None] * MINUTES)[MINUTES - ago] = most
    return found
