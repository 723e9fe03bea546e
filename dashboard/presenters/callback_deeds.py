"""The buttons of a request: greyed with the reason, or, while it is on its way, what the deed has come to. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cti_bridge.connector import Action
from cti_bridge.floor.commands import OPEN
from dashboard.presenters import callback_words as said
from dashboard.presenters.callback_rules import DEEDS, Desk, why_not
from dashboard.presenters.words import OUTCOMES

Values = Mapping[str, Any]
_WITH_A_FORM = (Action.CLOSE_CALLBACK, Action.RESCHEDULE_CALLBACK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One button."""

    action: str
    step: str  # its part of the address
    word: str
    why_not: str = ""
    number: str = ""  # "phone" or "mobile": which one is called; the number itself never travels
    has_form: bool = False
    command: str = ""
    outcome: str = ""


def deeds(callback: Values, desk: Desk, *, taker: str, newest: Values | None) -> list[Deed]:
    """Every deed on a request; `newest` is the viewer's own last command on it, with its `id`."""
    found: list[Deed] = []
    for action in DEEDS:
        refused = said.why_not(why_not(action, callback, desk, taker=taker))
        is_on_its_way = newest is not None and newest["action"] == action and newest["outcome"] in OPEN
        for number in _numbers(action, callback):
            found.append(_deed(action, number, refused, newest if is_on_its_way else None))
    return found


def fitting(callback: Values, *, is_mine: bool) -> tuple[Action, ...]:
    """What fits how a request stands: the next step, and the way back."""
    if not is_mine:
        return (Action.TAKE_CALLBACK,)
    if callback.get("started"):
        return Action.CLOSE_CALLBACK, Action.RESCHEDULE_CALLBACK, Action.RELEASE_CALLBACK
    return Action.START_CALLBACK, Action.RELEASE_CALLBACK


def _numbers(action: Action, callback: Values) -> tuple[str, ...]:
    """Which numbers an action has a button for each: calling those that there are."""
    if action is not Action.START_CALLBACK:
        return ("",)
    return tuple(number for number in said.NUMBERS if callback.get(number)) or ("phone",)


def _deed(action: Action, number: str, refused: str, on_its_way: Values | None) -> Deed:
    word = str(said.DEEDS[action])
    if number:
        word = _("{deed}: {number}").format(deed=word, number=said.NUMBERS[number])
    return Deed(
        action=action.value,
        step=action.value.removesuffix("-callback"),
        word=str(OUTCOMES[on_its_way["outcome"]]) if on_its_way else word,
        why_not=refused,
        number=number,
        has_form=action in _WITH_A_FORM,
        command=str(on_its_way["id"]) if on_its_way else "",
        outcome=str(on_its_way["outcome"]) if on_its_way else "",
    )
