"""Where people are on the floor with their agent identities: in which team, and signed in or not."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

from cti_bridge.floor.model import AgentState, source_of
from cti_bridge.floor.rows import AgentRow, Kind
from dashboard.models import FloorRow
from dashboard.store.bodies import decode


class Place(NamedTuple):
    """An agent identity as it stands on the floor."""

    agent: str
    team: str
    name: str
    is_in: bool  # anything but signed out
    changed_at: datetime


def places_of(agents: Collection[str]) -> dict[str, Place]:
    """Those of these agents who stand on the floor, by id: many in one query, in the order given."""
    stored = FloorRow.objects.filter(
        stream__in={source_of(agent) for agent in agents}, kind=Kind.AGENT, key__in=set(agents), gone=False
    )
    found = {row.key: _place(row) for row in stored}
    return {agent: found[agent] for agent in agents if agent in found}


def best_of(places: Mapping[str, Place], agents: Collection[str], at: str = "") -> Place | None:
    """Where somebody with these identities is met: signed in, at `at` where they still are, else at the first one.

    None: on no floor.
    """
    stand = [places[agent] for agent in agents if agent in places]
    stand.sort(key=lambda place: (not place.is_in, place.agent != at))
    return stand[0] if stand else None


def _place(row: FloorRow) -> Place:
    body: AgentRow = decode(row.kind, row.body)
    return Place(row.key, row.team, body.name, body.state is not AgentState.SIGNED_OUT, row.changed_at)
