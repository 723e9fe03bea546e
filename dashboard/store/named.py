"""What stands on the floor, by name: teams, agents and queues, for forms that choose among them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from cti_bridge.floor.model import source_of
from cti_bridge.floor.rows import Kind
from dashboard.models import FloorRow, Integration, QueuePolicy, TeamPolicy


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedAgent:
    """An agent, as a person finds them."""

    id: str
    name: str
    team: str
    team_name: str


class _Named(msgspec.Struct):
    """Of a row's body, the name alone: thousands are read at once."""

    name: str = ""
    team_name: str = ""


_decode = msgspec.json.Decoder(_Named).decode


def teams() -> dict[str, str]:
    """Every team on the floor, and every one that something was decided for: id to name as shown, by name."""
    own = dict(TeamPolicy.objects.values_list("id", "name"))
    return _shown({key: body.name for key, _, body in _rows(Kind.TEAM)}, own)


def queues() -> dict[str, str]:
    """Every queue on the floor, and every one that something was decided for: id to name as shown, by name."""
    own = dict(QueuePolicy.objects.values_list("id", "name"))
    return _shown({key: body.name for key, _, body in _rows(Kind.QUEUE)}, own)


def agents(team: str = "") -> dict[str, NamedAgent]:
    """Every agent on the floor, or of one team, by id; in the order of names."""
    found = [
        NamedAgent(id=key, name=body.name or key, team=of_team, team_name=body.team_name)
        for key, of_team, body in _rows(Kind.AGENT, **({"team": team} if team else {}))
    ]
    return {agent.id: agent for agent in sorted(found, key=lambda agent: (agent.name.casefold(), agent.id))}


def sources() -> list[str]:
    """Every CTI system: those that are set up, and those whose rows still stand."""
    standing = FloorRow.objects.filter(kind=Kind.SOURCE, gone=False).values_list("key", flat=True)
    return sorted({*Integration.objects.values_list("name", flat=True), *standing})


def system_names(kind: Kind) -> dict[str, str]:
    """What the systems themselves call their teams, or queues: id to name."""
    return {key: body.name for key, _, body in _rows(kind)}


def _rows(kind: Kind, **only: Any) -> Iterator[tuple[str, str, _Named]]:
    stored = FloorRow.objects.filter(kind=kind, gone=False, **only).values_list("key", "team", "body")
    return ((key, team, _decode(body)) for key, team, body in stored)


def _shown(named: dict[str, str], own: dict[str, str]) -> dict[str, str]:
    """Our own name where there is one, else the system's, else the id; a system's things together, by name."""
    shown = {key: own.get(key) or named.get(key) or key.partition(":")[2] for key in {*named, *own}}
    return dict(sorted(shown.items(), key=lambda item: (source_of(item[0]), item[1].casefold(), item[0])))
