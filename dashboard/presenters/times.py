"""How moments and spans are written: ISO 8601 in UTC for machines, for people by the custom of their language."""

from datetime import UTC, date, datetime, timedelta

from django.utils.formats import date_format, number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

DAY = pgettext_lazy("a day, as Django's filter `date` reads it: 20 Nov", "j M")
DAY_OF_THE_WEEK = pgettext_lazy("a day, as Django's filter `date` reads it: Fri 20 Nov", "D j M")
WHOLE_DAY = pgettext_lazy("a day, as Django's filter `date` reads it: Friday, 20 November 2026", "l, j F Y")
ALMOST_A_DAY = timedelta(hours=20)  # within it a time of the clock is taken for no other day's
_CLOCKS = {"seconds": "%H:%M:%S", "minutes": "%H:%M"}


def stamp(at: datetime) -> str:
    """A moment for machines: `2026-11-20T09:00:00Z`, with milliseconds only where it has them."""
    text = at.astimezone(UTC).isoformat(timespec="milliseconds" if at.microsecond >= 1000 else "seconds")
    return text[:-6] + "Z"


def moment(at: datetime, *, to: str = "seconds", named: bool = True) -> SafeString:
    """A time of the clock for people, as HTML: in the present zone and with its name, for a page without a script.

    static/js/moments.js rewrites it in the viewer's own. `to` is `seconds` or `minutes`.
    """
    local = localtime(at)
    text = local.strftime(_CLOCKS[to] + (" %Z" if named else ""))
    return format_html('<time datetime="{}" data-clock="{}">{}</time>', stamp(at), to, text)


def dated(at: datetime) -> SafeString:
    """A moment with its day, for people, as HTML: in the present zone, and never rewritten."""
    return format_html('<time datetime="{}">{}</time>', stamp(at), day_and_time(at))


def day(at: date, *, named: bool = False, year: bool = False) -> str:
    """A day in short: `20 Nov`, where wanted with the day of its week, or its year."""
    text = date_format(at, str(DAY_OF_THE_WEEK if named else DAY))
    return f"{text} {at.year}" if year else text


def whole_day(at: date) -> str:
    """A day by all its names, to head a list: `Friday, 20 November 2026`."""
    return capfirst(date_format(at, str(WHOLE_DAY)))


def day_and_time(at: datetime, *, to: str = "minutes", year: bool = False) -> str:
    """A moment with its day, by the clock of the present zone: `20 Nov, 10:41`, or to the second."""
    local = localtime(at)
    return f"{day(local, year=year)}, {local.strftime(_CLOCKS[to])}"


def moment_or_day(at: datetime, now: datetime) -> SafeString:
    """A time of the clock; from a day ago on, with its day."""
    return moment(at, named=False) if now - at < ALMOST_A_DAY else dated(at)


def clock(seconds: float) -> str:
    """A span for people: `m:ss`, from an hour on `h:mm:ss`. What lies in the future (a skewed clock) is 0:00."""
    minutes, rest = divmod(max(0, int(seconds)), 60)
    if minutes < 60:
        return f"{minutes}:{rest:02}"
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"


def span(seconds: float) -> str:
    """A short span, exact: `0.4 s`, then `14 s`, from a minute on as a clock. static/js/durations.js says the same."""
    if seconds >= 60:
        return clock(seconds)
    tenths = seconds < 10
    number = number_format(round(seconds, 1) if tenths else int(seconds), decimal_pos=1 if tenths else 0)
    return _("{seconds} s").format(seconds=number)


def age(since: str, now: datetime) -> float:
    """Seconds since a moment as `stamp` writes it."""
    return (now - datetime.fromisoformat(since)).total_seconds()
