"""Which queues agents serve, as it stands now: for deciding what may be asked of many at once."""

from collections.abc import Collection

from cti_bridge.floor.model import Membership, Queue, source_of
from cti_bridge.floor.rows import Kind
from dashboard.models import FloorRow
from dashboard.store.bodies import decode


def of_agents(keys: Collection[str]) -> dict[str, Membership]:
    """What is known of these agents' queues, by agent; who is not named serves nobody knows what."""
    named = {key for key in keys if "\0" not in key}
    stored = FloorRow.objects.filter(
        stream__in={source_of(key) for key in named}, kind=Kind.MEMBERSHIP, key__in=named, gone=False
    )
    return {row.key: decode(row.kind, row.body) for row in stored}


def agents_of_team(team: str) -> list[str]:
    """The agents who are in a team now, in the order of their ids."""
    if "\0" in team:
        return []
    stored = FloorRow.objects.filter(stream=source_of(team), kind=Kind.AGENT, team=team, gone=False)
    return sorted(stored.values_list("key", flat=True))


def queues(keys: Collection[str]) -> dict[str, Queue]:
    """Those of these queues that are there, by key."""
    named = {key for key in keys if "\0" not in key}
    stored = FloorRow.objects.filter(
        stream__in={source_of(key) for key in named}, kind=Kind.QUEUE, key__in=named, gone=False
    )
    return {row.key: decode(row.kind, row.body) for row in stored}
