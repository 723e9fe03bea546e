"""One request of a callback list as the page prints it: when it is due, who has it, and what can be done with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from cti_bridge.floor.commands import OPEN
from dashboard.presenters import callback_own
from dashboard.presenters import callback_words as said
from dashboard.presenters.callback_deeds import Deed, deeds, fitting
from dashboard.presenters.callback_due import Due, Span, span_of
from dashboard.presenters.callback_lists import Lists
from dashboard.presenters.outcomes import OutcomeLine

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One row. `deeds` are those that fit how it stands, `every_deed` all of them."""

    key: str
    id: str  # its element's
    values: Values
    due: str
    due_word: str
    day: str
    hours: str
    taker: str
    is_taken: bool
    is_mine: bool
    is_started: bool
    deeds: Sequence[Deed] = ()
    every_deed: Sequence[Deed] = ()
    came: OutcomeLine | None = None  # of what the viewer last asked, where it is not on its way and not done
    periods: Sequence[tuple[str, str, bool]] = ()  # id, words, whether it is the request's own
    earliest: str = ""  # the day that it is there


@dataclass(slots=True, kw_only=True)
class Worded:
    """Puts requests into words for one viewer at one moment. `zones` are the systems' own, by source."""

    lists: Lists
    now: datetime
    person: int
    zones: Mapping[str, ZoneInfo]
    elsewhere: ZoneInfo  # the zone of a system that is not among them
    _spans: dict[tuple[Any, ...], Span | None] = field(default_factory=dict)
    _newest: Mapping[str, Values] | None = None

    def zone(self, source: str) -> ZoneInfo:
        """The zone in which a system's days and hours are."""
        return self.zones.get(source, self.elsewhere)

    def today(self, source: str) -> date:
        """The day that it is where a system is."""
        return self.now.astimezone(self.zone(source)).date()

    def span(self, key: str) -> Span | None:
        """When somebody wants to be called; None without a day."""
        values, source = self.lists.callbacks[key], self.lists.source_of(key)
        alike = source, values.get("due"), values.get("starts"), values.get("ends")
        if alike not in self._spans:
            self._spans[alike] = span_of(values, self.zone(source))
        return self._spans[alike]

    def due(self, key: str) -> Due:
        """How a request is due."""
        span = self.span(key)
        return span.due(self.now) if span else Due.UNSET

    def request(self, key: str) -> Request:
        """A request, as it stands."""
        values, source = self.lists.callbacks[key], self.lists.source_of(key)
        due, is_mine = self.due(key), self.lists.is_mine(key)
        newest = self.newest.get(key)
        desk, taker = self.lists.desk_of(key), self.lists.taker_of(key)
        every_deed, fit = deeds(values, desk, taker=taker, newest=newest), fitting(values, is_mine=is_mine)
        return Request(
            key=key,
            id=f"callback-{key.replace(':', '-')}",
            values=values,
            due=due.value,
            due_word=str(said.DUE[due]),
            day=said.day(date.fromisoformat(values["due"]), self.today(source)) if values.get("due") else "",
            hours=said.hours(values),
            taker=_("you") if is_mine else taker,
            is_taken=bool(values.get("agent")),
            is_mine=is_mine,
            is_started=bool(values.get("started")),
            deeds=[deed for deed in every_deed if deed.action in fit] if desk.may_act else (),
            every_deed=every_deed,
            came=callback_own.line(newest) if newest and newest["outcome"] not in OPEN else None,
            periods=self._periods(key),
            earliest=self.today(source).isoformat(),
        )

    @property
    def newest(self) -> Mapping[str, Values]:
        """By request what is to be shown of the viewer's own last deed on it."""
        if self._newest is None:
            self._newest = callback_own.newest(self.lists, self.person, self.now)
        return self._newest

    @property
    def last(self) -> OutcomeLine | None:
        """What came of the viewer's very last deed."""
        return callback_own.last(self.lists, self.person, self.now)

    def _periods(self, key: str) -> list[tuple[str, str, bool]]:
        chosen = self.lists.callbacks[key].get("period")
        found = self.lists.periods_of(self.lists.source_of(key))
        return [
            (
                period,
                f"{values['name']} · {said.hours(values)}",
                period == chosen or (not chosen and bool(values.get("default"))),
            )
            for period, values in found
        ]
