"""Lines of the trail about what people change: what was changed, whose it is, and field by field how. Pure."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from dashboard.presenters.entries import Line
from dashboard.presenters.field_changes import PEOPLE, field_changes, number_of
from dashboard.presenters.trail_words import STEPS, step_word
from dashboard.store.changes import STEP

OF_PEOPLE = frozenset({"person", "sessions"})  # whose subject is a person's number
NAMELESS = frozenset({"message", "site"})  # whose subject says nothing to a reader


def is_change(line: Line) -> bool:
    """Whether it says what something was before, and is after."""
    return line.step == STEP


def word(line: Line) -> str:
    """What became of it, in a word."""
    if is_change(line) and "before" in line.details:
        if line.details["before"] is None:
            return str(STEPS["added"])
        if line.details.get("after") is None:
            return str(STEPS["removed"])
    if line.action == "check" and "works" in line.details:
        return _("It works") if line.details["works"] else _("It does not work")
    return step_word(line.step)


def fields(line: Line, person: Callable[[int], str]) -> list[tuple[str, str]]:
    """Each field's name, and "before → after"."""
    return [
        (change.name, change.said)
        for change in field_changes(line.details.get("before"), line.details.get("after"), person)
    ]


def whose(line: Line) -> int | None:
    """The number of the person whom the line is about, where it is about one."""
    return number_of(line.subject) if line.action in OF_PEOPLE else None


def people_in(line: Line) -> set[int]:
    """The numbers of all people whom it names."""
    found = {line.person, whose(line)}
    for side in (line.details.get("before"), line.details.get("after")):
        if isinstance(side, Mapping):
            found |= {number_of(value) for name, value in side.items() if name in PEOPLE}
    return {number for number in found if number}
