"""What the views of callbacks read: a viewer's lists, where the viewer sits, and each system's time zone."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.http import Http404

from cti_bridge.floor.model import AgentState, Callback, source_of
from cti_bridge.floor.rows import Kind
from dashboard import access
from dashboard.live.audience import audience_of, sees
from dashboard.live.process import row_cache
from dashboard.models import Integration, Person
from dashboard.presenters.callback_lists import Told, lists_of
from dashboard.presenters.callback_request import Worded
from dashboard.presenters.callback_rules import Desk, Seat
from dashboard.presenters.callbacks import callback_values
from dashboard.presenters.feeds import LIVE
from dashboard.presenters.preflight import Values, is_in
from dashboard.presenters.rights import Rights
from dashboard.presenters.sources import source_values
from dashboard.store import policies, rows
from dashboard.store.zones import site_zone, zone_named
from dashboard.views import reading

_OUT = (AgentState.SIGNED_OUT, AgentState.UNKNOWN)


def worded_for(person: Person, now: datetime) -> Worded:
    """All that a person may see of callbacks, ready to be put into words. PermissionDenied for an agent."""
    entries = row_cache().page(access.has_a_floor(person)).entries
    return _worded(person, now, entries)


def worded_one(person: Person, key: str, now: datetime) -> Worded:
    """The same of one request as the table has it this moment, to decide by. Http404 as `callback_to_see`."""
    body = callback_to_see(person, key)
    entries = row_cache().page(access.has_a_floor(person)).entries
    known = [e for e in entries if not (e.kind == Kind.CALLBACK or (e.kind == Kind.SOURCE and e.key == source_of(key)))]
    decided, source = policies.load(), rows.source(source_of(key))
    stands: list[Told] = [_Row(Kind.CALLBACK, key, callback_values(body, decided))]
    if source:
        stands.append(_Row(Kind.SOURCE, source.id, source_values(source, decided)))
    return _worded(person, now, [*known, *stands])


def callback_to_see(person: Person, key: str) -> Callback:
    """A request as it stands. Http404 where there is none, or its queue is none that this person sees."""
    scope, source = access.has_a_floor(person), source_of(key)
    found = rows.find(source, Kind.CALLBACK, key)
    if found is None or not sees(scope, audience_of(source, Kind.CALLBACK, found.team, key, policies.load())):
        raise Http404("There is no such callback among those that are yours to see.")
    body: Callback = found.body
    return body


def callback_to_act_on(person: Person, key: str) -> Callback:
    """A request with which something may be done. Http404 as for seeing; PermissionDenied for who may look only."""
    body = callback_to_see(person, key)
    if not person.may_act:
        raise PermissionDenied("You may look, and not act.")
    return body


class _Row:
    """A row as the cache would tell it."""

    def __init__(self, kind: str, key: str, values: Values) -> None:
        self.kind, self.key, self.values = kind, key, values


def _worded(person: Person, now: datetime, entries: Iterable[Told]) -> Worded:
    told = list(entries)
    sources = {entry.key: entry.values for entry in told if entry.kind == Kind.SOURCE}
    lists = lists_of(told, _desks(reading.rights_of(person, sources), sources))
    zones = _zones({lists.source_of(key) for key in (*lists.callbacks, *lists.lists)})
    return Worded(lists=lists, now=now, person=person.pk, zones=zones, elsewhere=site_zone())


def _desks(rights: Rights, sources: Mapping[str, Values]) -> dict[str, Desk]:
    own = {values["agent"] for seats in rights.own.values() for values in seats.values() if values.get("agent")}
    there = {key for key, found in rows.agents(own).items() if found.body.state not in _OUT}
    return {
        name: Desk(
            source=name,
            is_live=values["state"] == LIVE,
            may_act=rights.may_act,
            capabilities=rights.capabilities.get(name, {}),
            seats=[_seat(key, own_values, there) for key, own_values in rights.own.get(name, {}).items()],
        )
        for name, values in sources.items()
    }


def _seat(key: str, values: Values, there: set[str]) -> Seat:
    agent = str(values.get("agent", ""))
    return Seat(sign_in=key, is_in=is_in(values), agent=agent, agent_is_in=agent in there)


def _zones(sources: Iterable[str]) -> dict[str, ZoneInfo]:
    """Each system's own zone, as its settings name it; one that names none is not among them."""
    found = Integration.objects.filter(pk__in=list(sources)).values_list("pk", "settings")
    return {name: zone_named(str(settings["time_zone"])) for name, settings in found if settings.get("time_zone")}
