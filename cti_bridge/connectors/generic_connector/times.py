"""The site's times, which carry no zone, as aware UTC."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

SENSIBLE_YEARS = range(1970, 2200)


@lru_cache(maxsize=10_000)
def _moments(value: str, zone: ZoneInfo) -> tuple[datetime, ...]:
    """The one moment, or the two in the hour that autumn repeats; none for what is no time."""
    try:
        local = datetime.fromisoformat(value.strip())
    except ValueError:
        return ()
    if local.year not in SENSIBLE_YEARS:
        return ()
    if local.tzinfo is not None:
        return (local.astimezone(UTC),)
    both = (local.replace(tzinfo=zone, fold=f).astimezone(UTC) for f in (0, 1))
    return tuple(dict.fromkeys(both))


def moment(value: str, zone: ZoneInfo, now: datetime) -> datetime | None:
    """A time of the site as aware UTC: of two, the later that is not yet to come. None for what is no time."""
    found = _moments(value, zone)
    if len(found) < 2:
        return found[0] if found else None
    past = [m for m in found if m <= now + timedelta(minutes=1)]
    return max(past) if past else min(found)
