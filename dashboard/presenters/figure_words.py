"""What each figure of a queue is, in words: its title, its formula, what counts and what does not (metrics.md)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cti_bridge.floor.figures import Count
from cti_bridge.floor.levels import Variant

Words = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """A figure, whichever queue it is of."""

    title: Words
    short: Words = ""
    formula: Words = ""
    counts: tuple[Words, ...] = ()
    leaves_out: tuple[Words, ...] = ()


_OF_THE_INTERVAL = _("Calls since the system began to count: as a rule, since midnight there.")
_BY_OFFER = _("A call belongs to the interval in which it was offered.")

ABOUT: Mapping[str, About] = {
    "waiting": About(
        title=_("Waiting now"),
        short=pgettext_lazy("a queue's figure", "Waiting"),
        counts=(_("Callers who are in the queue at this moment, and whom no agent has."),),
    ),
    "longest": About(
        title=_("Longest present wait"),
        short=pgettext_lazy("a queue's figure", "Longest"),
        formula=_("now − start of the oldest wait"),
        counts=(
            _("The one who waits longest, of those who wait now. The clock runs here: systems tell of it rarely."),
        ),
        leaves_out=(_("Waits that are over, however long they were."),),
    ),
    "expected-wait": About(
        title=_("Expected wait"),
        short=pgettext_lazy("a queue's figure", "Expected"),
        counts=(_("How long a caller who comes now would wait, as the system expects."),),
        leaves_out=(_("It is an estimate of the system's, and not a measurement."),),
    ),
    "offered": About(
        title=_("Offered"),
        formula=_("answered + abandoned + flowed out"),
        counts=(_("Every call that came to the queue."), _OF_THE_INTERVAL),
    ),
    "answered": About(
        title=_("Answered"),
        counts=(_("Calls that an agent answered."), _OF_THE_INTERVAL, _BY_OFFER),
    ),
    "abandoned": About(
        title=_("Abandoned"),
        counts=(_("Callers who gave up while they waited."), _OF_THE_INTERVAL, _BY_OFFER),
        leaves_out=(_("Calls that the system sent elsewhere, or that came while the queue was closed."),),
    ),
    "abandoned-after": About(
        title=_("Abandoned after 15 s"),
        short=pgettext_lazy("a queue's figure", "After 15 s"),
        formula=_("abandoned − abandoned ≤ 15 s"),
        counts=(_("Callers who gave up after a wait of more than 15 seconds."), _OF_THE_INTERVAL),
        leaves_out=(_("Who gave up within 15 seconds, or at just 15."),),
    ),
    "level": About(
        title=_("Service level"),
        short=pgettext_lazy("a queue's figure", "Level"),
        leaves_out=(_("Calls that the system sent elsewhere, or that came while the queue was closed."),),
    ),
    "told-level": About(
        title=_("Answered within 15 s, as the system says"),
        short=pgettext_lazy("a queue's figure", "Its level"),
        formula=_("answered within 15 s / offered, counted by the system"),
        leaves_out=(_("It is not a service level of ours, and is never added up over queues: it is a percentage."),),
    ),
    "abandonment": About(
        title=_("Abandonment rate"),
        short=pgettext_lazy("a queue's figure", "Abandonment"),
        formula=_("abandoned / offered"),
        counts=(_OF_THE_INTERVAL,),
        leaves_out=(_("Who waits still, until they give up or are answered."),),
    ),
    "told-abandonment": About(
        title=_("Abandoned after 15 s, as the system says"),
        short=pgettext_lazy("a queue's figure", "Its abandonment"),
        formula=_("abandoned after 15 s / offered, counted by the system"),
        leaves_out=(_("It is never added up over queues: it is a percentage."),),
    ),
    "asa": About(
        title=_("Average speed of answer"),
        short=_("ASA"),
        formula=_("waiting time of the answered calls / answered"),
        counts=(_OF_THE_INTERVAL,),
        leaves_out=(
            _("Who waits still, and who gave up: so look at the longest present wait beside it."),
            _("Conversations: only the time before them counts."),
        ),
    ),
    "aht": About(
        title=_("Average handle time"),
        short=_("AHT"),
        formula=_("(talk + hold + wrap-up) / handled"),
        counts=(_("Calls that are over."), _OF_THE_INTERVAL),
        leaves_out=(_("Ringing, waiting, and calls that go on still."),),
    ),
    "occupancy": About(
        title=_("Occupancy"),
        formula=_("(talk + hold + wrap-up) / (talk + hold + wrap-up + ready)"),
        counts=(_("Agents' time with calls, of that and of their time ready for one."),),
        leaves_out=(_("Time not ready, ringing, signed out, or at work on something that is no call."),),
    ),
    "ready": About(
        title=_("Agents ready"),
        short=pgettext_lazy("agents", "Ready"),
        counts=(_("Agents of this queue who can take a call now, as the system counts them."),),
        leaves_out=(_("Never added up over queues: one agent may serve several."),),
    ),
    "talking": About(
        title=_("Agents talking"),
        short=pgettext_lazy("agents", "Talking"),
        counts=(_("Agents of this queue who are in a call now, as the system counts them."),),
        leaves_out=(_("Never added up over queues: one agent may serve several."),),
    ),
}

VARIANTS: Mapping[Variant, tuple[Words, Words]] = {  # title, formula
    Variant.ANSWERED_ONLY: (_("Answered only"), _("answered ≤ {limit} / answered")),
    Variant.ABANDONS_POSITIVE: (
        _("Abandons positive"),
        _("(answered ≤ {limit} + abandoned ≤ {limit}) / (answered + abandoned)"),
    ),
    Variant.ABANDONS_IGNORED: (
        _("Abandons ignored"),
        _("answered ≤ {limit} / (answered + abandoned − abandoned ≤ {limit})"),
    ),
    Variant.SHORT_ABANDON_CREDIT: (
        _("Short-abandon credit"),
        _("(answered ≤ {limit} + abandoned ≤ {short}) / (answered + abandoned)"),
    ),
    Variant.ABANDONS_NEGATIVE: (_("Abandons negative"), _("answered ≤ {limit} / (answered + abandoned)")),
}

_NAMES: Mapping[str, Words] = {
    Count.OFFERED: _("calls offered"),
    Count.ANSWERED: _("calls answered"),
    Count.ABANDONED: _("calls abandoned"),
    Count.HANDLED: _("calls handled"),
    Count.WAIT_SECONDS_OF_ANSWERED: _("the waiting time of answered calls"),
    Count.TALK_SECONDS: _("talk time"),
    Count.HOLD_SECONDS: _("hold time"),
    Count.WRAP_UP_SECONDS: _("wrap-up time"),
    Count.READY_SECONDS: _("the agents' time ready"),
}


def name_of(count: str) -> str:
    """A count as a sentence names it: `calls answered within 20 s`."""
    if count in _NAMES:
        return str(_NAMES[count])
    kind, __, seconds = count.rpartition("_")
    by_kind = {
        "answered_within": gettext("calls answered within {seconds}"),
        "abandoned_within": gettext("calls abandoned within {seconds}"),
    }
    return by_kind.get(kind, count).format(seconds=f"{seconds.removesuffix('s')} s")
