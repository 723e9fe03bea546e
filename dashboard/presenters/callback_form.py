"""The choices of the callbacks page's filters, its tiles, and the systems that have no callbacks, with the reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import pgettext

from cti_bridge.connector import Action
from dashboard.presenters import words
from dashboard.presenters.callback_filters import CallbackFilters
from dashboard.presenters.callback_lists import Lists
from dashboard.presenters.callback_page import COUNTED, Page
from dashboard.presenters.callback_words import DUE
from dashboard.presenters.known import in_words

Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Each field's values with their words."""

    sources: Choices
    lists: Choices
    dues: Choices


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A figure that is a filter too."""

    count: int
    word: str
    query: str
    due: str = ""
    is_chosen: bool = False


def tiles(asked: CallbackFilters, page: Page) -> list[Tile]:
    """All, by how they are due, and those that the viewer has taken. Pressed again, a tile lets all be seen."""
    everything = asked.query(due="", mine="")
    is_all = not asked.due and not asked.mine
    of_due = [
        Tile(
            count=page.counts[due],
            word=str(DUE[due]),
            query=everything if asked.due == due else asked.query(due=due.value),
            due=due.value,
            is_chosen=asked.due == due,
        )
        for due in COUNTED
    ]
    return [
        Tile(count=page.matching, word=pgettext("callbacks", "All"), query=everything, is_chosen=is_all),
        *of_due,
        Tile(
            count=page.mine,
            word=pgettext("callbacks", "Mine"),
            query=asked.query(mine="" if asked.mine else "1"),
            is_chosen=bool(asked.mine),
        ),
    ]


def form(asked: CallbackFilters, lists: Lists) -> Form:
    """What can be chosen; what the address names stays among it, though it is no more."""
    named = {key: lists.name_of(key) for key in lists.lists}
    if asked.list and asked.list not in named:
        named[asked.list] = asked.list
    sources = {lists.source_of(key) for key in (*lists.lists, *lists.callbacks)} | ({asked.source} - {""})
    return Form(
        sources=[(source, source) for source in sorted(sources)],
        lists=sorted(named.items(), key=lambda choice: (choice[1].casefold(), choice[0])),
        dues=[(due, str(word)) for due, word in DUE.items()],
    )


def without(lists: Lists) -> Choices:
    """The viewer's systems that have no callbacks, and why."""
    reasons: list[tuple[str, str]] = []
    for source, desk in sorted(lists.desks.items()):
        capability = desk.capabilities.get(Action.TAKE_CALLBACK)
        if capability is None or not capability.works:
            note = capability.note if capability else ""
            reasons.append((source, in_words(note) or words.preflight("cannot")))
    return reasons
