"""A template rendered once, with a blank for each value, then filled as often as there are rows.

Filled in two steps, so that what seldom changes of a row is kept as text and only the rest is filled for each page.
The template stays the one place that says how a row looks. Values go in as they are: escape them before.
"""

import re
from collections.abc import Collection, Mapping

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

_OPEN, _CLOSE = "\ue000", "\ue001"  # private use: no text of ours holds them, and nothing escapes them
_BLANK = re.compile(f"{_OPEN}(\\w+){_CLOSE}")


class Blanks:
    """A form with blanks, some of them filled late. Each may stand in it any number of times."""

    def __init__(self, text: str, *, late: Collection[str] = ()) -> None:
        names = _BLANK.findall(text)
        self._early = [name for name in names if name not in late]
        self._late = [name for name in names if name in late]
        self._form = _BLANK.sub(lambda b: "%%s" if b.group(1) in late else "%s", text.replace("%", "%%%%"))

    def prepare(self, values: Mapping[str, str]) -> str:
        """The form with all but its late blanks filled, to be kept and finished."""
        return self._form % tuple([values[name].replace("%", "%%") for name in self._early])

    def finish(self, prepared: str, values: Mapping[str, str]) -> str:
        """A prepared form with its late blanks filled."""
        return prepared % tuple([values[name] for name in self._late])


def form_of(template: str, name: str, *, early: Collection[str], late: Collection[str] = ()) -> Blanks:
    """A template in the present language, its variable `name` being all blanks."""
    marks = {blank: mark_safe(f"{_OPEN}{blank}{_CLOSE}") for blank in (*early, *late)}  # noqa: S308
    return Blanks(render_to_string(template, {name: marks}).strip(), late=late)
