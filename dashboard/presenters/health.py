"""How well an integration is: its light, and the figures of its line. Pure. What is not given is –, never 0."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from cti_bridge.floor.model import FeedState, Source
from dashboard.presenters import words
from dashboard.presenters.known import in_words
from dashboard.presenters.systems import System
from dashboard.presenters.times import moment_or_day, span

NONE = "–"
SKEW_WARNS = 2.0  # seconds: from here on, times in state begin to mislead
SKEW_ALARMS = 60.0  # from here on, systems drop our commands as expired
LAG_WARNS = 1.0  # seconds
NOBODY_FOLLOWS = "No bridge follows it: is run_bridge running?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure as it is printed, and whether it is a cause for concern: `level` is "", "warn" or "alarm"."""

    text: str = NONE
    level: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """One integration, as the list and its own page print it."""

    name: str
    system: System
    enabled: bool
    state: str
    word: str
    since: SafeString | None
    note: str
    heard: Figure
    events: Figure
    bad: Figure
    bad_reason: str
    skew: Figure
    lag: Figure
    holder: str

    @property
    def is_live(self) -> bool:
        """Whether its floor moves."""
        return self.state == FeedState.LIVE


def health(
    name: str, system: System, source: Source | None, *, enabled: bool, followed: bool, holder: str, now: datetime
) -> Health:
    """An integration by what its bridge last wrote (None: nothing yet); `followed` by one now, which is `holder`."""
    state, note = _light(source, enabled=enabled, followed=followed)
    measured = source if enabled and followed else None  # what a bridge that has gone measured last is not how it is
    return Health(
        name=name,
        system=system,
        enabled=enabled,
        state=state,
        word=str(words.FEEDS[state]),
        since=moment_or_day(source.since, now) if source and state == source.state else None,
        note=in_words(note),
        heard=_heard(source, now),
        events=Figure(text=_number(measured.events_a_minute if measured else None)),
        bad=_bad(source),
        bad_reason=in_words(source.bad_frame_reason) if source else "",
        skew=_skew(measured.skew_seconds if measured else None),
        lag=_lag(measured.lag_seconds if measured else None),
        holder=holder or NONE,
    )


def _light(source: Source | None, *, enabled: bool, followed: bool) -> tuple[FeedState, str]:
    """The light, and what is to be said of it. One that is paused is off, even before its bridge has noticed."""
    if not enabled:
        return FeedState.DISABLED, ""
    if not followed:
        return (FeedState.DOWN, NOBODY_FOLLOWS) if source else (FeedState.CONNECTING, _("Waiting for a bridge …"))
    if source is None or source.state is FeedState.DISABLED:
        return FeedState.CONNECTING, ""
    return source.state, source.note


def _heard(source: Source | None, now: datetime) -> Figure:
    """The age of the last word."""
    if source is None or source.heard_at is None:
        return Figure()
    return Figure(text=span(max(0.0, (now - source.heard_at).total_seconds())))


def _bad(source: Source | None) -> Figure:
    if source is None:
        return Figure()
    return Figure(text=str(source.bad_frames), level="warn" if source.bad_frames else "")


def _skew(seconds: float | None) -> Figure:
    """How far the system's clock is from ours, and on which side."""
    if seconds is None:
        return Figure()
    size = abs(seconds)
    level = "alarm" if size >= SKEW_ALARMS else "warn" if size >= SKEW_WARNS else ""
    if size < 0.05:
        return Figure(text=span(0.0), level=level)
    said = _("{span} ahead") if seconds > 0 else _("{span} behind")
    return Figure(text=said.format(span=span(size)), level=level)


def _lag(seconds: float | None) -> Figure:
    if seconds is None:
        return Figure()
    text = _("{count} ms").format(count=round(seconds * 1000)) if seconds < 1 else span(seconds)
    return Figure(text=text, level="warn" if seconds >= LAG_WARNS else "")


def _number(figure: float | None) -> str:
    return NONE if figure is None else f"{figure:.0f}"
