"""The row's action slot: what came of the viewer's own action, else the one that fits an agent's state, or nothing."""

from collections.abc import Mapping
from functools import lru_cache
from html import escape
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from dashboard.presenters import outcomes, words
from dashboard.presenters.blanks import Blanks, form_of
from dashboard.presenters.known import in_words

ICONS: Mapping[str, str] = {
    "ready": "check",
    "not-ready": "pause",
    "sign-out": "out",
    "sign-in": "in",
    "listen": "ear",
    "barge-in": "barge",
    "message": "msg",
    "stop-listening": "stop",
    "hold": "pause",
    "retrieve": "play",
    "intercept": "take",
    "drop": "drop",
    "follow": "follow",
    "pause-recording": "pause",
    "resume-recording": "play",
}
_EARLY = ("action", "word", "icon", "more")
_LATE = ("key", "name")


class Slots:
    """Makes the buttons of one page. Those that differ only in their agent are prepared once."""

    def __init__(self) -> None:
        self._blanks = _form(get_language() or "")
        self._prepared: dict[tuple[str, str], str] = {}
        self.whys: list[str] = []  # why slots are locked, as far as they were made; each stands once in the page

    def slot(self, key: str, name: str, action: str, refusal: str = "") -> str:
        """A button for the action, as HTML, locked where there is a refusal."""
        prepared = self._prepared.get((action, refusal))
        if prepared is None:
            prepared = self._prepared[action, refusal] = self._blanks.prepare(
                {
                    "action": action,
                    "word": escape(str(words.ACTIONS[action])),
                    "icon": "lock" if refusal else ICONS[action],
                    "more": self._locked(refusal) if refusal else "",
                }
            )
        return self._blanks.finish(prepared, {"key": escape(key), "name": escape(name)})

    def _locked(self, refusal: str) -> str:
        if refusal not in self.whys:
            self.whys.append(refusal)
        place = self.whys.index(refusal)
        return f' aria-disabled="true" title="{escape(refusal)}" aria-describedby="row-why-{place}"'

    def outcome(self, key: str, name: str, command: Mapping[str, Any]) -> str:
        """The button as what came of a command (docs/live.md, with its `id`); the sentence is its title."""
        action, outcome = command["action"], command["outcome"]
        said = {
            "data-command": command["id"],
            "data-outcome": outcome,
            "data-asked": command["asked"],
            "title": in_words(command.get("said", "")) or outcomes.sentence(action, outcome),
        }
        prepared = self._blanks.prepare(
            {
                "action": action,
                "word": escape(str(words.OUTCOMES[outcome])),
                "icon": outcomes.ICONS[outcome],
                "more": "".join(f' {attribute}="{escape(text)}"' for attribute, text in said.items()),
            }
        )
        return self._blanks.finish(prepared, {"key": escape(key), "name": escape(name)})


def empty_slot() -> SafeString:
    """The button filled with nothing, for actions that become possible later."""
    form = _form(get_language() or "")
    return mark_safe(form.finish(form.prepare(dict.fromkeys(_EARLY, "")), dict.fromkeys(_LATE, "")))  # noqa: S308


@lru_cache(maxsize=16)
def _form(_language: str) -> Blanks:
    return form_of("floor/_slot.html", "slot", early=_EARLY, late=_LATE)
