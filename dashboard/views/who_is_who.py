"""Who is who in the trail, as far as one viewer may know: the floor's names are those of the viewer's own scope."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from cti_bridge.floor.model import source_of
from cti_bridge.floor.rows import Kind
from dashboard.access import Scope
from dashboard.live.process import row_cache
from dashboard.models import Person
from dashboard.presenters.activity import Names
from dashboard.presenters.changed_lines import people_in
from dashboard.presenters.entries import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The agents, teams, queues and sources of a scope, by id; people are asked for as they are needed."""

    agents: Mapping[str, str]
    teams: Mapping[str, str]
    queues: Mapping[str, str]
    sources: frozenset[str]

    def names(self, entries: Iterable[Entry]) -> Names:
        """All names that these entries need."""
        numbers = {number for entry in entries for number in people_in(entry.first)}
        return self._names(_people(Q(pk__in=numbers)))

    def all_names(self) -> Names:
        """All names that any entry may need."""
        return self._names(_people(Q()))

    def _names(self, people: Mapping[int, str]) -> Names:
        return Names(people=people, agents=self.agents, teams=self.teams, queues=self.queues)

    def people_called(self, text: str) -> frozenset[int]:
        """People by a part of the name, by the username, or by number: that of one who was erased too."""
        found = Person.objects.filter(Q(name__icontains=text) | Q(username__iexact=text))
        number = {int(text)} if text.isascii() and text.isdigit() and len(text) <= 18 else set()
        return frozenset(found.values_list("pk", flat=True)) | number

    def agents_called(self, text: str) -> frozenset[str]:
        """Agents by a part of the name, by the id, or by the id without its source."""
        wanted = text.casefold()
        called = {key for key, name in self.agents.items() if wanted in name.casefold()}
        return frozenset({text, *called, *(f"{source}:{text}" for source in self.sources)})


def known_to(scope: Scope) -> Known:
    """Whom and what a scope has on its floor now."""
    entries = row_cache().page(scope).entries
    agents, teams, queues = (
        {entry.key: str(entry.values["name"]) for entry in entries if entry.kind == kind}
        for kind in (Kind.AGENT, Kind.TEAM, Kind.QUEUE)
    )
    sources = {entry.key for entry in entries if entry.kind == Kind.SOURCE}
    return Known(
        agents=agents, teams=teams, queues=queues, sources=frozenset(sources | {source_of(key) for key in teams})
    )


def _people(who: Q) -> dict[int, str]:
    return {person.pk: str(person) for person in Person.objects.filter(who).only("username", "name")}
