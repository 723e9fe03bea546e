"""The callbacks page: a viewer's lists with their requests, filtered, sorted, counted and cut into pages. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from dashboard.presenters.callback_due import Due
from dashboard.presenters.callback_filters import CallbackFilters
from dashboard.presenters.callback_lists import Lists
from dashboard.presenters.callback_request import Request, Worded

AT_ONCE = 100  # requests on a page (xuc.md 3, Callbacks)
COUNTED = (Due.OVERDUE, Due.NOW, Due.LATER)
_RANKS = {due: rank for rank, due in enumerate((*COUNTED, Due.UNSET))}
Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One list with those of its requests that stand on this page; `counts` are of all that match."""

    key: str
    name: str
    queue: str
    source: str
    zone: str  # in which its days and hours are
    is_live: bool
    counts: Counts
    requests: Sequence[Request] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the page prints. `turns`: when something of it is due otherwise by itself."""

    groups: Sequence[Group]
    counts: Counts
    matching: int  # whatever is due when
    mine: int
    count: int  # on all pages
    number: int
    last: int
    turns: datetime | None
    quiet: Sequence[Group] = ()  # lists without any request
    all: int = 0  # requests that the viewer may see, whatever is filtered
    first: int = 0

    @property
    def until(self) -> int:
        """The number of the last request on this page."""
        return min(self.count, self.first + AT_ONCE - 1)


def page(lists: Lists, asked: CallbackFilters, worded: Worded) -> Page:
    """The page that an address asks for; one that is too high is the last."""
    matching = [key for key in lists.callbacks if _matches(key, lists, asked, worded)]
    shown = [key for key in matching if not asked.due or worded.due(key) == asked.due]
    shown.sort(key=lambda key: _place(key, lists, worded))
    last = max(1, -(-len(shown) // AT_ONCE))
    number = min(asked.page, last)
    here = shown[(number - 1) * AT_ONCE : number * AT_ONCE]
    by_list: dict[str, list[str]] = {}
    for key in matching:
        by_list.setdefault(lists.list_of(key), []).append(key)
    groups = [_group(name, by_list[name], here, lists, worded) for name in dict.fromkeys(map(lists.list_of, here))]
    return Page(
        groups=groups,
        counts=counted(matching, worded),
        matching=len(matching),
        mine=sum(lists.is_mine(key) for key in matching),
        count=len(shown),
        number=number,
        last=last,
        turns=_turns(lists, worded),
        quiet=() if asked.of_any_page else _quiet(lists, worded),
        all=len(lists.callbacks),
        first=(number - 1) * AT_ONCE + 1,
    )


def every(lists: Lists, asked: CallbackFilters, worded: Worded) -> list[str]:
    """All requests that match, by key, in the page's order; for the export."""
    found = [key for key in lists.callbacks if _matches(key, lists, asked, worded)]
    wanted = [key for key in found if not asked.due or worded.due(key) == asked.due]
    return sorted(wanted, key=lambda key: _place(key, lists, worded))


def counted(keys: Iterable[str], worded: Worded) -> Counts:
    """How many are overdue, are due now, and later."""
    counts = dict.fromkeys(COUNTED, 0)
    for key in keys:
        if (due := worded.due(key)) in counts:
            counts[due] += 1
    return {due.value: count for due, count in counts.items()}


def _matches(key: str, lists: Lists, asked: CallbackFilters, worded: Worded) -> bool:
    """Whether a request is what was asked for, but for how it is due: the counts of that are its own filter."""
    if asked.source and lists.source_of(key) != asked.source:
        return False
    if asked.list and lists.list_of(key) != asked.list:
        return False
    if asked.mine and not lists.is_mine(key):
        return False
    return not asked.q or _says(lists.callbacks[key], asked.q.casefold())


def _says(callback: Mapping[str, Any], wanted: str) -> bool:
    """Whether a text stands in what is shown of a request: values come masked, so no number can be found out."""
    shown = ("name", "company", "description", "phone", "mobile", "period_name")
    return any(wanted in str(callback.get(part, "")).casefold() for part in shown)


def _place(key: str, lists: Lists, worded: Worded) -> tuple[object, ...]:
    """Where a request stands: by list, in it what is overdue, then what is due now by its end, then what comes first.

    So a request that turns overdue stays where it stands. Those without a day are last.
    """
    named, span, due = lists.list_of(key), worded.span(key), worded.due(key)
    at = span and (span.begins if due is Due.LATER else span.ends)
    name = str(lists.callbacks[key].get("name", "")).casefold()
    return lists.name_of(named).casefold(), named, _RANKS[due], at, name, key


def _group(name: str, all_of_it: Sequence[str], here: Sequence[str], lists: Lists, worded: Worded) -> Group:
    source = lists.source_of(name)
    return Group(
        key=name,
        name=lists.name_of(name),
        queue=lists.queue_name_of(name),
        source=source,
        zone=worded.zone(source).key,
        is_live=lists.is_live(source),
        counts=counted(all_of_it, worded),
        requests=[worded.request(key) for key in here if lists.list_of(key) == name],
    )


def _quiet(lists: Lists, worded: Worded) -> list[Group]:
    busy = {lists.list_of(key) for key in lists.callbacks}
    names = sorted(lists.lists.keys() - busy, key=lambda name: (lists.name_of(name).casefold(), name))
    return [_group(name, (), (), lists, worded) for name in names]


def _turns(lists: Lists, worded: Worded) -> datetime | None:
    """The next moment at which a request is due otherwise, or a day ends."""
    spans = (worded.span(key) for key in lists.callbacks)
    moments = [at for span in spans if span and (at := span.turns(worded.now))]
    if moments:
        moments += [_midnight(worded, source) for source in {lists.source_of(key) for key in lists.callbacks}]
    return min(moments, default=None)


def _midnight(worded: Worded, source: str) -> datetime:
    local = worded.now.astimezone(worded.zone(source))
    return (local + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
