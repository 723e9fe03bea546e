"""Until a time of day: the next moment at which it is so, across midnight and where clocks are changed."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from dashboard.forms.messages import next_time

BERLIN = ZoneInfo("Europe/Berlin")  # back from 3:00 to 2:00 on 25 October 2026, on from 2:00 to 3:00 on 28 March 2027


@pytest.mark.parametrize(
    ("now", "of_day", "at"),
    [
        ("2026-11-20 09:00", time(16, 30), "2026-11-20 15:30"),
        ("2026-11-20 21:00", time(2, 0), "2026-11-21 01:00"),
        ("2026-11-20 09:00", time(10, 0), "2026-11-21 09:00"),
        ("2026-10-24 20:00", time(6, 0), "2026-10-25 05:00"),
        ("2026-10-24 20:00", time(2, 30), "2026-10-25 00:30"),
        ("2026-10-25 00:40", time(2, 30), "2026-10-25 01:30"),
        ("2026-10-25 01:40", time(2, 30), "2026-10-26 01:30"),
        ("2027-03-27 21:00", time(6, 0), "2027-03-28 04:00"),
        ("2027-03-27 21:00", time(2, 30), "2027-03-28 01:30"),
    ],
    ids=[
        "today",
        "after midnight",
        "this very minute is tomorrow",
        "over the night with 25 hours",
        "the first of two",
        "the second of two",
        "after the second",
        "over the night with 23 hours",
        "a time that there is not: as much later",
    ],
)
def test_it_is_the_next_moment_of_that_time_in_the_sites_zone(now: str, of_day: time, at: str) -> None:
    asked, ends = (datetime.fromisoformat(said).replace(tzinfo=UTC) for said in (now, at))

    assert next_time(of_day, asked, BERLIN).astimezone(UTC) == ends
