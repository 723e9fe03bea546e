"""The heads of the columns that sort."""

from dataclasses import dataclass

from django.utils.translation import pgettext

from dashboard.presenters.views import View


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column's head, and what a press on it sorts by."""

    sort: str
    word: str
    cls: str
    direction: str
    next: str


def columns(view: View) -> list[Column]:
    """The heads of the columns that sort."""
    named = (
        ("name", pgettext("column", "Agent"), "c-name"),
        ("state", pgettext("column", "State"), "c-state"),
        ("time", pgettext("column", "In state"), "c-time"),
        ("call", pgettext("column", "Call"), "c-call"),
        ("call-time", pgettext("column", "On call"), "c-ct"),
        ("day-in", pgettext("column", "Signed in since"), "c-day"),
        ("day-ready", pgettext("column", "Ready today"), "c-day"),
        ("day-not-ready", pgettext("column", "Not ready today"), "c-day"),
        ("day-wrap-up", pgettext("column", "Wrap-up today"), "c-day"),
        ("team", pgettext("column", "Team"), "c-team"),
        ("ext", pgettext("column", "Ext."), "c-ext"),
        ("source", pgettext("column", "Source"), "c-src"),
    )
    direction = {view.sort: "ascending", view.sort.removeprefix("-"): "descending"} if view.sort[:1] == "-" else {}
    direction = direction or {view.sort: "ascending"}
    return [
        Column(
            sort=sort,
            word=word,
            cls=cls,
            direction=direction.get(sort, ""),
            next=f"-{sort}" if view.sort == sort else sort,
        )
        for sort, word, cls in named
    ]
