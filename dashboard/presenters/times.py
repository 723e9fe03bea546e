"""How moments and spans are written: ISO 8601 in UTC for machines, `m:ss` and `h:mm:ss` for people."""

from datetime import UTC, datetime

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime


def stamp(at: datetime) -> str:
    """A moment for machines: `2026-11-20T09:00:00Z`, with milliseconds only where it has them."""
    text = at.astimezone(UTC).isoformat(timespec="milliseconds" if at.microsecond >= 1000 else "seconds")
    return text[:-6] + "Z"


def moment(at: datetime, *, to: str = "seconds", named: bool = True) -> SafeString:
    """A time of the clock for people, as HTML: in the present zone and with its name, for a page without a script.

    static/js/moments.js rewrites it in the viewer's own. `to` is `seconds` or `minutes`.
    """
    local = localtime(at)
    text = local.strftime({"seconds": "%H:%M:%S", "minutes": "%H:%M"}[to] + (" %Z" if named else ""))
    return format_html('<time datetime="{}" data-clock="{}">{}</time>', stamp(at), to, text)


def dated(at: datetime) -> SafeString:
    """A moment with its day, for people, as HTML: in the present zone, and never rewritten."""
    return format_html('<time datetime="{}">{}</time>', stamp(at), date_format(localtime(at), "j M, H:i"))


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
