"""Every figure of a queue, explained: its value or why there is none, its formula, what counts and what does not.

Every figure on a page opens "what is this?".
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cti_bridge.floor import figures
from cti_bridge.floor.figures import Count, Counts
from dashboard.presenters.explained_level import level_explained
from dashboard.presenters.explanation import UNKNOWN, Explained, Known, SameByVariant, grouped, percent, why
from dashboard.presenters.figure_words import ABOUT
from dashboard.presenters.levels import RATIOS
from dashboard.presenters.policies import NO_QUEUE_RULE, QueueRule
from dashboard.presenters.queue_cells import COUNTS, SHORT
from dashboard.presenters.times import clock

__all__ = ["UNKNOWN", "Explained", "SameByVariant", "explained", "explained_of"]

_NAMES: Mapping[str, str] = {  # of the counts, where a system gives them by themselves
    "offered": Count.OFFERED,
    "answered": Count.ANSWERED,
    "abandoned": Count.ABANDONED,
    "abandoned-after": figures.abandoned_after(SHORT),
}
_TOLD: Mapping[str, Count] = {
    "told-level": Count.TOLD_ANSWERED_PERCENT_15S,
    "told-abandonment": Count.TOLD_ABANDONED_PERCENT_15S,
}
_IN_PERCENT = ("abandonment", "occupancy")
_AGENTS = ("ready", "talking")


def explained() -> list[Explained]:
    """Every figure, whichever queue it is of: without values, and of the service level all variants."""
    return [level_explained(_about(key), {}, NO_QUEUE_RULE, None) if key == "level" else _about(key) for key in ABOUT]


def explained_of(values: Mapping[str, Any], rule: QueueRule, *, source: str, now: datetime) -> list[Explained]:
    """Every figure of a queue, by its values (docs/live.md).

    What a system tells by itself alone (XUC's percentages) is among them only where it does.
    """
    counts: Counts = values.get("figures", {})
    known = Known(values=values, counts=counts, source=source, now=now)
    return [_of(key, known, rule) for key in ABOUT if key not in _TOLD or figures.given(counts, _TOLD[key]) is not None]


def _of(key: str, known: Known, rule: QueueRule) -> Explained:
    about = _about(key)
    if key == "level":
        return level_explained(about, known.counts, rule, known)
    if key in RATIOS:
        made = RATIOS[key](known.counts)
        shown = percent(made.value) if key in _IN_PERCENT else _seconds(made.value)
        return replace(about, value=shown, why=why(made, known.counts, known.source))
    if key in _TOLD:
        share = figures.told_share(known.counts, _TOLD[key])
        return replace(
            about, value=percent(share.value), why=why(share, known.counts, known.source), by_the_system=True
        )
    return _plain(about, known)


def _plain(about: Explained, known: Known) -> Explained:
    """A figure that nothing is made of: a count, or a wait."""
    if about.key == "longest":
        return _longest(about, known)
    if about.key == "expected-wait":
        seconds = figures.given(known.counts, Count.EXPECTED_WAIT_SECONDS)
        return _passed_on(about, _seconds(seconds), known)
    if about.key == "waiting":
        return _passed_on(about, _number(known.values.get("waiting")), known)
    if about.key in _AGENTS:
        agents = known.values.get("agents")
        return _passed_on(about, _number(agents.get(about.key, 0) if agents else None), known)
    made = COUNTS[about.key](known.counts)
    told = figures.given(known.counts, _NAMES[about.key])
    return replace(_passed_on(about, _number(made), known), by_the_system=told is not None)


def _longest(about: Explained, known: Known) -> Explained:
    since = known.values.get("longest")
    if since:
        return replace(about, value=clock(figures.longest_wait(datetime.fromisoformat(since), known.now) or 0))
    if known.values.get("waiting") == 0:
        return replace(about, value="", why=_("Nobody waits."))
    return replace(about, why=_("{source} does not say since when they wait.").format(source=known.source))


def _about(key: str) -> Explained:
    about = ABOUT[key]
    return Explained(
        key=key,
        title=str(about.title),
        short=str(about.short),
        formula=str(about.formula),
        counts=tuple(str(sentence) for sentence in about.counts),
        leaves_out=tuple(str(sentence) for sentence in about.leaves_out),
    )


def _passed_on(about: Explained, value: str, known: Known) -> Explained:
    """A count of the system's own."""
    if value == UNKNOWN:
        return replace(about, why=_("{source} does not give this figure.").format(source=known.source))
    return replace(about, value=value, by_the_system=True)


def _seconds(seconds: float | None) -> str:
    return UNKNOWN if seconds is None else clock(seconds)


def _number(count: float | None) -> str:
    return UNKNOWN if count is None else grouped(count)
