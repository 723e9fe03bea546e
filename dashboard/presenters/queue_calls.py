"""A queue's past calls in words, as its system told them. Numbers are masked where the site masks them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from cti_bridge.floor.lookups import CallFate, PastCall
from dashboard.presenters.agents import call_text
from dashboard.presenters.policies import Policies
from dashboard.presenters.times import clock, dated

FATES: Mapping[CallFate, Promise] = {
    CallFate.ANSWERED: pgettext_lazy("a past call", "answered"),
    CallFate.ABANDONED: pgettext_lazy("a past call", "abandoned: the caller hung up while waiting"),
    CallFate.TIMED_OUT: pgettext_lazy(
        "a past call", "timed out: sent on after the longest time that the queue keeps anybody"
    ),
    CallFate.QUEUE_FULL: pgettext_lazy("a past call", "turned away: the queue was full"),
    CallFate.QUEUE_CLOSED: pgettext_lazy("a past call", "turned away: the queue was closed"),
    CallFate.NOBODY_THERE: pgettext_lazy("a past call", "turned away: no agent was there when it came"),
    CallFate.EVERYBODY_LEFT: pgettext_lazy("a past call", "turned away while waiting: the last agent had left"),
    CallFate.DIVERTED_BY_RATIO: pgettext_lazy("a past call", "diverted: too many waited for the agents there were"),
    CallFate.DIVERTED_BY_WAIT: pgettext_lazy("a past call", "diverted: the wait would have been too long"),
    CallFate.EMITTED: pgettext_lazy("a past call", "a call that was made"),
    CallFate.MISSED: pgettext_lazy("a past call", "missed"),
    CallFate.ONGOING: pgettext_lazy("a past call", "still going on"),
    CallFate.UNKNOWN: pgettext_lazy("a past call", "not known"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCallShown:
    """A line of the calls."""

    time: str  # with its day, as HTML; `–` where the system does not say
    lasted: str
    whom: str
    fate: str
    word: str
    said: str  # the system's own word, where it is none that we know


def past_calls_shown(calls: Iterable[PastCall], policies: Policies) -> list[PastCallShown]:
    """Calls in the order in which they come; times in the present zone."""
    return [
        PastCallShown(
            time=dated(call.began) if call.began else "–",
            lasted="–" if call.seconds is None else clock(call.seconds),
            whom=call_text(call.caller, policies) or "–",
            fate=call.fate.value,
            word=str(FATES[call.fate]),
            said=call_text(call.said, policies),
        )
        for call in calls
    ]
