"""The row's action slot: the one action that fits an agent's state, or nothing."""

from collections.abc import Mapping
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from dashboard.presenters import words
from dashboard.presenters.blanks import Blanks, form_of

# Forced states alone: what else fits (Listen, for one who talks) comes with the page that can do it.
FITTING: Mapping[str, str] = {"not_ready": "ready", "wrap_up": "ready"}
ICONS: Mapping[str, str] = {
    "ready": "check",
    "not-ready": "pause",
    "sign-out": "out",
    "sign-in": "in",
    "listen": "ear",
    "barge-in": "barge",
    "message": "msg",
}
_BLANKS = ("key", "name", "action", "word", "icon", "locked")


def slot(key: str, name: str, action: str, refusal: str = "") -> SafeString:
    """A button for the action, locked where there is a refusal."""
    return _filled(
        {
            "key": escape(key),
            "name": escape(name),
            "action": action,
            "word": escape(str(words.ACTIONS[action])),
            "icon": "lock" if refusal else ICONS[action],
            "locked": f' aria-disabled="true" title="{escape(refusal)}"' if refusal else "",
        }
    )


def empty_slot() -> SafeString:
    """The button filled with nothing, for actions that become possible later."""
    return _filled(dict.fromkeys(_BLANKS, ""))


def _filled(values: Mapping[str, str]) -> SafeString:
    form = _form(get_language() or "")
    return form.finish(form.prepare(values), {})


@lru_cache(maxsize=16)
def _form(_language: str) -> Blanks:
    return form_of("floor/_slot.html", "slot", early=_BLANKS)
