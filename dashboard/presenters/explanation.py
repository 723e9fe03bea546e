"""How a figure explains itself, as frozen values for a template; and in which words it says that it has no value."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from cti_bridge.floor.figures import Counts, Figure, Missing
from cti_bridge.floor.levels import thresholds
from dashboard.presenters.figure_words import name_of
from dashboard.presenters.queue_words import say

UNKNOWN = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class SameByVariant:
    """The same figure as another formula gives it."""

    key: str  # one of a queue's variants: "abandons_negative"
    title: str
    formula: str
    value: str  # "81.1 %", or "–"
    why: str = ""  # there is no value
    chosen: bool = False  # the queue's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One figure of a queue, or of several together.

    `key` is stable and fits an address, one of figure_words.ABOUT: `waiting` `longest` `level` `asa` `told-level` …
    """

    key: str
    title: str  # "Service level"
    short: str = ""  # for a table's head, where the title is long
    value: str = UNKNOWN  # as the page shows it
    why: str = ""  # there is no value: one sentence; empty where there is one
    formula: str = ""  # in words; empty for a plain count
    setting: str = ""  # the variant and the threshold: "Abandons negative, within 20 s"
    counts: tuple[str, ...] = ()  # what counts, a sentence each
    leaves_out: tuple[str, ...] = ()  # what does not, a sentence each
    by_the_system: bool = False  # the system counted it: we pass it on as it is
    variants: tuple[SameByVariant, ...] = ()  # of the service level


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a queue now."""

    values: Mapping[str, Any]
    counts: Counts
    source: str
    now: datetime


def percent(share: float | None) -> str:
    """A share, to one decimal; `–` for none."""
    if share is None:
        return UNKNOWN
    rounded = round(100 * share, 1)  # before: what is beyond decimal_pos is cut off
    return pgettext("a share", "{number} %").format(number=number_format(rounded, decimal_pos=1))


def grouped(count: float) -> str:
    """A count, its thousands apart: `11 211`. static/js/queue_cells.js writes the same."""
    return f"{count:,.0f}".replace(",", say("thousands"))


def why(figure: Figure, counts: Counts, source: str) -> str:
    """Why there is no value; empty where there is one."""
    if figure.value is not None:
        return ""
    if figure.missing == Missing.NO_DATA:
        return _("Nothing was counted yet: that is no data, and not 0 %.")
    what = pgettext("between the names of counts", ", ").join(name_of(name) for name in figure.lacks)
    if figure.missing == Missing.OTHER_THRESHOLD:
        at = pgettext("between the names of counts", ", ").join(f"{seconds} s" for seconds in thresholds(counts))
        return _("{source} counts at {seconds}, and does not give: {what}.").format(
            source=source, seconds=at, what=what
        )
    return _("{source} does not give: {what}.").format(source=source, what=what)
