"""The trail's own vocabulary: deeds, steps, and the sentence that a line says."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy, pgettext_lazy

from cti_bridge.floor.commands import Outcome
from dashboard.presenters import outcomes, words
from dashboard.presenters.entries import DENIED, ENDED, FINAL, Line, moment_of
from dashboard.presenters.known import in_words
from dashboard.presenters.times import clock, day_and_time

DEEDS: words.Words = {  # of our own; what is asked of a CTI system stands in words.ACTIONS
    "history": pgettext_lazy("deed", "Look into the history"),
    "export": pgettext_lazy("deed", "Export the activity"),
    "callbacks-export": pgettext_lazy("deed", "Export callbacks"),
    "prune": pgettext_lazy("deed", "Remove old lines"),
    "settings": pgettext_lazy("deed", "Change a setting"),
    "bulk-preview": pgettext_lazy("deed", "Preview an action on many"),
    "bulk": pgettext_lazy("deed", "Act on many at once"),
    "bulk-undo": pgettext_lazy("deed", "Undo an action on many"),
    "hand-raise": pgettext_lazy("deed", "Raise a hand"),
    "hand-claim": pgettext_lazy("deed", "Come to a raised hand"),
    "hand-lower": pgettext_lazy("deed", "Lower a hand"),
    "hand-lower-own": pgettext_lazy("deed", "Lower the own hand"),
    "confirm-message": pgettext_lazy("deed", "Confirm a message"),
    "receipts": pgettext_lazy("deed", "Receive a message"),
    "messages": pgettext_lazy("deed", "Send a message"),
    "message-new": pgettext_lazy("deed", "Write a message"),
    "message-resend": pgettext_lazy("deed", "Send a message again"),
    "message-delete": pgettext_lazy("deed", "Delete a message"),
    "message-templates": pgettext_lazy("deed", "Keep a template"),
    "message-template-delete": pgettext_lazy("deed", "Delete a template"),
}
THINGS: words.Words = {  # what people change in the settings, and else
    "check": pgettext_lazy("thing", "Connection test"),
    "integration": pgettext_lazy("thing", "Integration"),
    "integration_key": pgettext_lazy("thing", "Key of the integration settings"),
    "integration_setting": pgettext_lazy("thing", "Integration setting"),
    "person": pgettext_lazy("thing", "Person"),
    "queue": pgettext_lazy("thing", "Queue"),
    "reason_code": pgettext_lazy("thing", "Reason code"),
    "sessions": pgettext_lazy("thing", "Sessions and open pages"),
    "setup": pgettext_lazy("thing", "Setup file"),
    "sign_in": pgettext_lazy("thing", "CTI sign-in"),
    "site": pgettext_lazy("thing", "Site"),
    "team": pgettext_lazy("thing", "Team"),
}
STEPS: words.Words = {
    **words.OUTCOMES,
    Outcome.SENT: pgettext_lazy("step", "Sent"),
    ENDED: pgettext_lazy("step", "Ended"),
    DENIED: pgettext_lazy("step", "Denied"),
    "opened": pgettext_lazy("step", "Opened"),
    "exported": pgettext_lazy("step", "Exported"),
    "pruned": pgettext_lazy("step", "Removed"),
    "changed": pgettext_lazy("step", "Changed"),
    "added": pgettext_lazy("step", "Added"),
    "removed": pgettext_lazy("step", "Deleted"),
    "loaded": pgettext_lazy("step", "Loaded"),
    "downloaded": pgettext_lazy("step", "Downloaded"),
    "resent": pgettext_lazy("step", "Sent again"),
    "deleted": pgettext_lazy("step", "Deleted"),
    "raised": pgettext_lazy("step", "Raised"),
    "claimed": pgettext_lazy("step", "Claimed"),
    "lowered": pgettext_lazy("step", "Lowered"),
    "stopped": pgettext_lazy("step", "Stopped"),
    "expired": pgettext_lazy("step", "Expired"),
}
SENTENCES: words.Words = {
    DENIED: gettext_lazy("Tried without permission."),
    "opened": gettext_lazy("Written before anything was shown."),
    Outcome.SENT: gettext_lazy("Sent to the system, once."),
}
ENDINGS: words.Words = {  # cti_bridge.ports.Ended
    "call_ended": gettext_lazy("The call ended."),
    "left": gettext_lazy("The listener left; the call went on."),
    "unknown": gettext_lazy("Nobody heard when it ended: the sign-in, or the line to the system, was gone by then."),
    "stopped": gettext_lazy("The supervisor stopped waiting for it."),  # dashboard.store.follows.Why
    "asked": gettext_lazy("The call came, and the supervisor was asked whether to listen."),
    "expired": gettext_lazy("No call came in time."),
    "unseen": gettext_lazy("The agent was none of the supervisor's any more."),
    "agent": gettext_lazy("The agent lowered it."),  # dashboard.store.hands.Why
    "supervisor": gettext_lazy("A supervisor lowered it."),
    "signed_out": gettext_lazy("The agent signed out."),
    "gone": gettext_lazy("The agent is nobody who signs in here any more."),
}
DETAILS: words.Words = {  # of a line by itself
    "filters": gettext_lazy("Filters"),
    "lines": gettext_lazy("Lines"),
    "days": gettext_lazy("Older than (days)"),
    "until": gettext_lazy("Until"),
    "call": gettext_lazy("Call"),
    "teams": gettext_lazy("Teams"),
    "agents": gettext_lazy("Agents"),
    "recipients": gettext_lazy("Recipients"),
    "duration": gettext_lazy("For how long"),
    "changes": gettext_lazy("Changes"),
}
ICONS: Mapping[str, str] = {**outcomes.ICONS, DENIED: "lock"}


def deed(line: Line) -> str:
    """What was done, or tried, in words; a deed that this version does not know by its own name."""
    known = words.ACTIONS.get(line.action) or DEEDS.get(line.action) or THINGS.get(line.action)
    if known is None and line.action.startswith("settings-"):  # the name of an address where it was tried
        known = DEEDS["settings"]
    return str(known or line.action)


def step_word(step: str) -> str:
    """A step, or an outcome, in a word."""
    return str(STEPS.get(step, step))


def icon(step: str) -> str:
    """A step's icon."""
    return ICONS.get(step, "check")


def sentence(line: Line) -> str:
    """What the system said, else what we say of such a step."""
    said, code = str(line.details.get("said") or ""), str(line.details.get("code") or "")
    if said:
        return f"{in_words(said)} ({code})" if code else in_words(said)
    if "before" in line.details or line.action in THINGS:
        return ""
    if why := str(line.details.get("why") or ""):
        return str(ENDINGS[why]) if why in ENDINGS else in_words(why)
    if line.step in SENTENCES and (line.command or line.step != Outcome.SENT):
        return str(SENTENCES[line.step])
    if line.step in FINAL or line.step == Outcome.DEFERRED:
        return outcomes.sentence(line.action, line.step) + (f" ({code})" if code else "")
    return ""


def told(line: Line) -> list[tuple[str, str]]:
    """What a line by itself tells: the filters of an export, how many lines were removed."""
    told = {n: value for n, value in line.details.items() if n not in _SAID and value not in ("", None, {}, [])}
    return [(str(DETAILS.get(name, name)), _plain(name, value)) for name, value in told.items()]


_SAID = ("why", "said", "works")  # is in the sentence, or in the word


def _plain(name: str, value: Any) -> str:
    if name == "duration":
        return clock(float(value))
    if name == "until" and (at := moment_of({name: value}, name)):
        return day_and_time(at)
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {inner}" for name, inner in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
