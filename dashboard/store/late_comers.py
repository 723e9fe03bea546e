"""Messages that stand, for who comes to their teams later with the own page open: looked for each second, cheaply."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from dashboard.models import Message, Receipt
from dashboard.store.messages import address_to, standing
from dashboard.store.recipients import people_of, stand_where

KNOWN_FOR = timedelta(seconds=5)  # who is which agent is read anew so often: administrators alone change it


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was looked at last: while it is the same, nobody can have come."""

    messages: frozenset[UUID] = frozenset()
    places: frozenset[tuple[str, str]] = frozenset()  # agents, and their teams


@dataclass(slots=True)
class LateComers:
    """One for each web process, on one thread. It remembers whom each message has reached.

    So a second in which nobody moved costs two queries, however many messages stand and people they have.
    """

    _told: dict[UUID, set[int]] = field(default_factory=dict)
    _looked: _Looked = field(default_factory=_Looked)
    _looked_at: datetime | None = None

    def address(self, now: datetime) -> int:
        """Addresses what stands to who has come since; to how many."""
        messages = standing(now)
        looked = _Looked(frozenset(message.pk for message in messages), _places_for(messages))
        if looked == self._looked and self._looked_at and timedelta() <= now - self._looked_at < KNOWN_FOR:
            return 0
        self._remember(looked.messages)
        wanting = self._wanting(messages, looked.places)
        come = address_to(wanting, now)
        for message in wanting:
            del self._told[message]  # it is read the next time who has a receipt by now
        self._looked, self._looked_at = _Looked() if wanting else looked, now
        return come

    def _wanting(self, messages: list[Message], places: frozenset[tuple[str, str]]) -> Mapping[UUID, set[int]]:
        """Who is where a message is for, and has not got it."""
        known = people_of({agent for agent, _team in places})
        there: dict[str, set[int]] = {}
        for agent, team in places:
            for name in (agent, team):
                there.setdefault(name, set()).update(known.get(agent, ()))
        wanting: dict[UUID, set[int]] = {}
        for message in messages:
            told = self._told[message.pk]
            for name in (*message.teams, *message.agents):
                if not there.get(name, told) <= told:
                    wanting.setdefault(message.pk, set()).update(there[name] - told)
        return wanting

    def _remember(self, messages: frozenset[UUID]) -> None:
        """Whom each of these has reached, and of no others."""
        new = messages - self._told.keys()
        self._told = {message: told for message, told in self._told.items() if message in messages}
        self._told |= {message: set() for message in new}
        for message, person in Receipt.objects.filter(message__in=new).values_list("message", "person"):
            self._told[message].add(person)


def _places_for(messages: list[Message]) -> frozenset[tuple[str, str]]:
    if not messages:
        return frozenset()
    teams = {team for message in messages for team in message.teams}
    return stand_where(teams, {agent for message in messages for agent in message.agents})
