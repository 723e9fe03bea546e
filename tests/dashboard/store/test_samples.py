"""How many waited, minute by minute."""

from datetime import UTC, datetime, timedelta

import pytest

from dashboard.models import QueueSample
from dashboard.store.samples import MINUTES, most_waiting_by_minute

pytestmark = pytest.mark.django_db

UNTIL = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
SALES, SUPPORT = "cisco:Sales", "cisco:Support"


def sample(queue: str, waiting: int | None, *, minutes: float) -> None:
    QueueSample.objects.create(source="cisco", queue=queue, at=UNTIL - timedelta(minutes=minutes), waiting=waiting)


def test_of_each_minute_the_most_are_told_the_newest_last() -> None:
    for minutes, waiting in ((60, 1), (0.75, 2), (0.5, 5), (0.25, 4)):
        sample(SALES, waiting, minutes=minutes)

    hour = most_waiting_by_minute([SALES], until=UNTIL)[SALES]

    assert len(hour) == MINUTES
    assert (hour[0], hour[1], hour[-1]) == (1, None, 5)


def test_a_minute_in_which_the_source_did_not_say_is_unknown_and_not_0() -> None:
    sample(SALES, None, minutes=5)

    assert most_waiting_by_minute([SALES], until=UNTIL) == {SALES: [None] * MINUTES}


def test_what_was_before_or_is_of_another_queue_is_left_out() -> None:
    sample(SALES, 9, minutes=60.1)
    sample(SALES, 9, minutes=0)
    sample(SUPPORT, 9, minutes=5)

    assert most_waiting_by_minute([SALES], until=UNTIL) == {}
