"""How moments and spans are written: ISO 8601 in UTC for machines, `m:ss` and `h:mm:ss` for people."""

from datetime import UTC, datetime


def stamp(at: datetime) -> str:
    """A moment for machines: `2026-11-20T09:00:00Z`, with milliseconds only where it has them."""
    text = at.astimezone(UTC).isoformat(timespec="milliseconds" if at.microsecond >= 1000 else "seconds")
    return text[:-6] + "Z"


def clock(seconds: float) -> str:
    """A span for people: `m:ss`, from an hour on `h:mm:ss`. What lies in the future (a skewed clock) is 0:00."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    if minutes < 60:
        return f"{minutes}:{rest:02}"
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"


def age(since: str, now: datetime) -> float:
    """Seconds since a moment as `stamp` writes it."""
    return (now - datetime.fromisoformat(since)).total_seconds()
