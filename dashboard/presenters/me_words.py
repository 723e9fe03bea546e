"""The words of an agent's own page, for its template and, as JSON, for its module (static/js/me.js: `me.…`)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SENTENCES: Mapping[str, Promise] = {
    "new": pgettext_lazy("message", "New message"),
    "new_important": _("Important message"),
    "said": _("New message from {name}: {content}"),
    "said_important": _("Important message from {name}: {content}"),
    "until": _("until {time}"),
    "important": pgettext_lazy("message", "important"),
    "left_hours": _("{hours} h {minutes} min left"),
    "left_minutes": _("{minutes} min left"),
    "left_moment": _("less than a minute left"),
    "confirmed": _("Confirmed {time}"),
    "confirming": _("Confirming…"),
    "unsent": _("Confirmed here; sent as soon as you are connected"),
    "stands": _("It stands as it was then."),
    "own_line": _("Not connected since {time}. What you see stands as it was."),
    "no_line": _("not connected"),
    "raised": _("Hand raised"),
    "coming": _("{name} is coming"),
    "not_raised": _("Not connected: nobody was told. Try again in a moment."),
    "not_lowered": _("Not connected: it is still up. Try again in a moment."),
    "lowered": _("Your hand is down."),
    "told": _("Sound and notifications are on."),
    "sound_only": _("Sound is on. This browser shows no notifications of this page."),
}
COUNTED: Mapping[str, Mapping[str, Promise]] = {
    "title": {"one": _("({count}) New message"), "other": _("({count}) New messages")},
}


def say(sentence: str, /, **places: object) -> str:
    """A sentence, its places filled."""
    return str(SENTENCES[sentence]).format(**places)


def for_the_browser() -> dict[str, object]:
    """All of it in the present language."""
    said: dict[str, object] = {name: str(sentence) for name, sentence in SENTENCES.items()}
    return said | {name: {form: str(word) for form, word in forms.items()} for name, forms in COUNTED.items()}
