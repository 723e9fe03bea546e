"""One request of a callback list as the page prints it: when it is due, who has it, and what can be done with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from cti_bridge.connector import Action
from cti_bridge.floor.commands import OPEN
from dashboard.presenters import callback_words as said
from dashboard.presenters.asked import own_newest
from dashboard.presenters.callback_due import Due, Span, span_of
from dashboard.presenters.callback_lists import Lists
from dashboard.presenters.callback_rules import DEEDS, why_not
from dashboard.presenters.outcomes import OutcomeLine, outcome_line
from dashboard.presenters.words import OUTCOMES

Values = Mapping[str, Any]
SAID_FOR = timedelta(minutes=1)  # so long what came of one's last deed stands above the list
_WITH_A_FORM = (Action.CLOSE_CALLBACK, Action.RESCHEDULE_CALLBACK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One button: greyed with the reason, or, while it is on its way, what it has come to."""

    action: str
    step: str  # its part of the address
    word: str
    why_not: str = ""
    number: str = ""  # "phone" or "mobile": which one is called; the number itself never travels
    has_form: bool = False
    command: str = ""
    outcome: str = ""


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
    begins: datetime | None
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
        span, due, is_mine = self.span(key), self.due(key), self.lists.is_mine(key)
        newest = self.newest.get(key)
        every_deed = self._deeds(key, newest)
        fitting = [deed for deed in every_deed if deed.action in _fitting(values, is_mine=is_mine)]
        return Request(
            key=key,
            id=f"callback-{key.replace(':', '-')}",
            values=values,
            due=due.value,
            due_word=str(said.DUE[due]),
            day=said.day(date.fromisoformat(values["due"]), self.today(source)) if values.get("due") else "",
            hours=hours_of(values),
            begins=span.begins if span else None,
            taker=_("you") if is_mine else self.lists.taker_of(key),
            is_taken=bool(values.get("agent")),
            is_mine=is_mine,
            is_started=bool(values.get("started")),
            deeds=fitting if self.lists.desk_of(key).may_act else (),
            every_deed=every_deed,
            came=_line(newest) if newest and newest["outcome"] not in OPEN else None,
            periods=self._periods(key),
            earliest=self.today(source).isoformat(),
        )

    @property
    def newest(self) -> Mapping[str, Values]:
        """By request what is to be shown of the viewer's own last deed on it."""
        if self._newest is None:
            self._newest = own_newest(self._own(), self.person, self.now)
        return self._newest

    @property
    def last(self) -> OutcomeLine | None:
        """What came of the viewer's very last deed on a callback, for a minute: the row itself may be gone."""
        asked = [{**values, "id": key} for key, values in self._own() if values.get("by_id") == self.person]
        recent = [one for one in asked if self.now - datetime.fromisoformat(one["asked"]) < SAID_FOR]
        newest = max(recent, key=lambda one: str(one["asked"]), default=None)
        return _line(newest) if newest else None

    @property
    def standing(self) -> list[str]:
        """As whom the viewer takes requests, by system; or why the viewer cannot take any there."""
        sources = {self.lists.source_of(key) for key in (*self.lists.lists, *self.lists.callbacks)}
        return [self._standing(source) for source in sorted(sources)]

    def _standing(self, source: str) -> str:
        desk = self.lists.desk_of(source)
        seat, refusal = desk.seat_for({}), why_not(Action.TAKE_CALLBACK, {}, desk)
        if refusal or seat is None:
            return said.why_not(refusal)
        name = self.lists.agents.get(seat.agent, {}).get("name") or seat.agent.partition(":")[2]
        return _("You take requests on {source} as {name}.").format(source=source, name=name)

    def _own(self) -> list[tuple[str, Values]]:
        return [(key, values) for key, values in self.lists.commands.items() if values["action"] in DEEDS]

    def _deeds(self, key: str, newest: Values | None) -> list[Deed]:
        values, desk, taker = self.lists.callbacks[key], self.lists.desk_of(key), self.lists.taker_of(key)
        deeds: list[Deed] = []
        for action in DEEDS:
            refused = said.why_not(why_not(action, values, desk, taker=taker))
            on_its_way = newest if newest and newest["action"] == action and newest["outcome"] in OPEN else None
            for number in _numbers(action, values):
                deeds.append(_deed(action, number, refused, on_its_way))
        return deeds

    def _periods(self, key: str) -> list[tuple[str, str, bool]]:
        chosen = self.lists.callbacks[key].get("period")
        found = self.lists.periods_of(self.lists.source_of(key))
        return [
            (
                period,
                f"{values['name']} · {hours_of(values)}",
                period == chosen or (not chosen and bool(values.get("default"))),
            )
            for period, values in found
        ]


def hours_of(values: Values) -> str:
    """The part of the day: `14:00–18:00`, in the system's own time zone; "" for the whole day."""
    return f"{values['starts']}–{values['ends']}" if values.get("starts") else ""


def _fitting(values: Values, *, is_mine: bool) -> tuple[Action, ...]:
    """What fits how a request stands: the next step, and the way back."""
    if not is_mine:
        return (Action.TAKE_CALLBACK,)
    if values.get("started"):
        return Action.CLOSE_CALLBACK, Action.RESCHEDULE_CALLBACK, Action.RELEASE_CALLBACK
    return Action.START_CALLBACK, Action.RELEASE_CALLBACK


def _numbers(action: Action, values: Values) -> tuple[str, ...]:
    """Which numbers an action has a button for each: starting those that there are."""
    if action is not Action.START_CALLBACK:
        return ("",)
    return tuple(number for number in said.NUMBERS if values.get(number)) or ("phone",)


def _deed(action: Action, number: str, refused: str, on_its_way: Values | None) -> Deed:
    word = str(said.DEEDS[action])
    if number:
        word = _("{deed}: {number}").format(deed=word, number=str(said.NUMBERS[number]).lower())
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


def _line(values: Values) -> OutcomeLine:
    asked_at = datetime.fromisoformat(values["asked"])
    return outcome_line(str(values["id"]), values["action"], values["outcome"], str(values.get("said", "")), asked_at)
