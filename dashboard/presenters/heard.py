"""Who listened to an agent, as the agent is shown it: who, when and for how long; no reasons, no calls."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from dashboard.presenters.entries import Entry
from dashboard.presenters.times import clock, day_and_time, stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class HeardShown:
    """One time that somebody listened."""

    at: str
    time: str
    who: str
    how: str
    lasted: str


def heard(entries: Iterable[Entry], people: Mapping[int, str]) -> Sequence[HeardShown]:
    """Those of the entries that came true, as they came."""
    return [_shown(entry, people) for entry in entries if entry.heard_since]


def _shown(entry: Entry, people: Mapping[int, str]) -> HeardShown:
    began = entry.heard_since or entry.first.at
    return HeardShown(
        at=stamp(began),
        time=day_and_time(began),
        who=people.get(entry.first.person or 0) or _("A supervisor"),
        how=_("listened, then joined the call") if entry.barged else _("listened"),
        lasted=clock(entry.heard_for / timedelta(seconds=1)) if entry.heard_for is not None else _("still on the call"),
    )
