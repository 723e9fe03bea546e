"""What came of an asked action, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _

from dashboard.presenters import words
from dashboard.presenters.known import in_words
from dashboard.presenters.times import moment, stamp

ICONS: Mapping[str, str] = {
    "asked": "clock",
    "sent": "clock",
    "deferred": "clock",
    "confirmed": "check",
    "refused": "x",
    "timed_out": "x",
    "lost": "warn",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeLine:
    """One line: what was asked, where it stands, and the sentence that says why."""

    command: str
    action: str
    outcome: str
    head: str
    sentence: str
    icon: str
    at: str = ""
    at_time: str = ""


def outcome_line(command: str, action: str, outcome: str, said: str, asked_at: datetime) -> OutcomeLine:
    """The line of an asked command. What the system said itself comes before our own words."""
    return OutcomeLine(
        command=command,
        action=action,
        outcome=outcome,
        head=_head(action, outcome),
        sentence=in_words(said) or sentence(action, outcome),
        icon=ICONS[outcome],
        at=stamp(asked_at),
        at_time=format_html(_("Asked by you at {time}."), time=moment(asked_at)),
    )


def refused_line(action: str, why: str) -> OutcomeLine:
    """The line of what was not even asked, because we refused it."""
    return OutcomeLine(
        command="", action=action, outcome="refused", head=_head(action, "refused"), sentence=why, icon=ICONS["refused"]
    )


def follow_line(name: str, until: datetime | None) -> OutcomeLine:
    """The line of a follow, which asks nothing of a system: until when one waits; None: one waits no more."""
    sentence_ = (
        format_html(_("You are asked when {name} takes the next call, until {time}."), name=name, time=moment(until))
        if until
        else _("You no longer follow {name}.").format(name=name)
    )
    return OutcomeLine(
        command="",
        action="follow",
        outcome="confirmed",
        head=f"{words.ACTIONS['follow']}.",
        sentence=sentence_,
        icon="follow",
    )


def _head(action: str, outcome: str) -> str:
    return words.say("outcome_line", action=words.ACTIONS[action], outcome=str(words.OUTCOMES[outcome]).lower())


def sentence(action: str, outcome: str) -> str:
    """What to say of an outcome of which the system said nothing itself."""
    found: Any = words.DEFERRED.get(action) if outcome == "deferred" else words.OUTCOME_SENTENCES.get(outcome)
    return str(found or words.OUTCOMES[outcome])
