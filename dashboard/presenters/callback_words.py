"""The words of the callbacks' page: how a request is due, what became of it, and why something is not possible."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from cti_bridge.connector import Action
from dashboard.presenters import times, words
from dashboard.presenters.callback_due import Due
from dashboard.presenters.preflight import Refusal

DUE: words.Words = {
    Due.OVERDUE: pgettext_lazy("callback", "Overdue"),
    Due.NOW: pgettext_lazy("callback", "Now"),
    Due.LATER: pgettext_lazy("callback", "Later"),
    Due.UNSET: pgettext_lazy("callback", "No day given"),
}

DEEDS: words.Words = {  # the button that does it
    Action.TAKE_CALLBACK: pgettext_lazy("callback", "Take"),
    Action.RELEASE_CALLBACK: pgettext_lazy("callback", "Release"),
    Action.START_CALLBACK: pgettext_lazy("callback", "Call back"),
    Action.CLOSE_CALLBACK: pgettext_lazy("callback", "Close"),
    Action.RESCHEDULE_CALLBACK: pgettext_lazy("callback", "Re-schedule"),
}

NUMBERS: words.Words = {"phone": pgettext_lazy("number", "Phone"), "mobile": pgettext_lazy("number", "Mobile")}

STATUSES: words.Words = {  # with which a callback is closed (xuc.md 1.4)
    "Answered": pgettext_lazy("callback", "Answered"),
    "NoAnswer": pgettext_lazy("callback", "No answer"),
    "Email": pgettext_lazy("callback", "Answered by e-mail"),
    "Fax": pgettext_lazy("callback", "Answered by fax"),
}

WHY_NOT: words.Words = {
    "no_agent": gettext_lazy("Your user on {source} is no agent: only an agent takes callbacks."),
    "agent_out": gettext_lazy("Your agent on {source} is signed out: sign in as an agent first."),
    "taken_by": gettext_lazy("{name} has taken it."),
    "taken": gettext_lazy("Somebody else has taken it."),
    "yours": gettext_lazy("You have taken it already."),
    "not_taken": gettext_lazy("Take it first."),
    "no_ticket": gettext_lazy("Call back first: the call gives the ticket that this is written on."),
    "started": gettext_lazy("The call was started already: close it, or re-schedule it."),
    "no_number": gettext_lazy("It has no number to call."),
}


def why_not(refusal: Refusal | None) -> str:
    """Why something is not possible, in words; empty where it is."""
    if refusal is None:
        return ""
    if refusal.code in WHY_NOT:
        return str(WHY_NOT[refusal.code]).format(**refusal.places)
    return words.preflight(refusal.code, refusal.places, refusal.note)


def day(due: date, today: date) -> str:
    """A day, as one speaks of it: yesterday, today and tomorrow by these words."""
    near = {-1: _("yesterday"), 0: _("today"), 1: _("tomorrow")}
    apart = (due - today) // timedelta(days=1)
    if apart in near:
        return near[apart]
    return times.day(due, named=True, year=due.year != today.year)


def hours(callback: Mapping[str, Any]) -> str:
    """The part of the day: `14:00–18:00`, in the system's own time zone; "" for the whole day."""
    return f"{callback['starts']}–{callback['ends']}" if callback.get("starts") else ""
