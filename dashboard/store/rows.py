"""Single rows of the floor as they stand now, for panels and for deciding about a command."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any, NamedTuple

import msgspec

from cti_bridge.floor.model import FeedState, ReasonCode, Source, source_of
from cti_bridge.floor.rows import Kind
from dashboard.models import FloorRow
from dashboard.store.bodies import decode
from dashboard.store.floor import positions


class Found(NamedTuple):
    """A row's team and body (`cti_bridge.floor.rows.BODY_OF`)."""

    team: str
    body: Any


def find(stream: str, kind: Kind | str, key: str) -> Found | None:
    """A row that stands, or None. Addresses name any key they like, and PostgreSQL takes no NUL."""
    if "\0" in key:
        return None
    row = FloorRow.objects.filter(stream=stream, kind=kind, key=key, gone=False).first()
    return Found(row.team, decode(kind, row.body)) if row else None


def agents(keys: Collection[str]) -> dict[str, Found]:
    """Those of these agents who stand, by key: many in one query."""
    named = {key for key in keys if "\0" not in key}
    stored = FloorRow.objects.filter(
        stream__in={source_of(key) for key in named}, kind=Kind.AGENT, key__in=named, gone=False
    )
    return {row.key: Found(row.team, decode(row.kind, row.body)) for row in stored}


def teams_left(keys: Collection[str]) -> list[tuple[str, str]]:
    """Agents and a team that each of them left some minutes ago, as long as its tombstone stands."""
    named = {key for key in keys if "\0" not in key}
    left = FloorRow.objects.filter(
        stream__in={source_of(key) for key in named}, kind=Kind.AGENT, key__in=named, gone=True
    )
    return list(left.values_list("key", "team"))


def agents_on(source: str, phone: str) -> list[Found]:
    """The agents of a source whose extension is this phone."""
    if not phone or "\0" in phone:
        return []
    named = f'"extension":{msgspec.json.encode(phone).decode()}'
    stored = FloorRow.objects.filter(stream=source, kind=Kind.AGENT, gone=False, body__contains=named)
    found = [Found(row.team, decode(row.kind, row.body)) for row in stored]
    return [one for one in found if one.body.extension == phone]


def source(name: str) -> Source | None:
    """A source with its light, or None before it was first heard of. One that no bridge follows is down."""
    found = find(name, Kind.SOURCE, name)
    if found is None:
        return None
    body: Source = found.body
    position = positions().get(name)
    if (position and position.followed) or body.state is FeedState.DISABLED:
        return body
    return replace(body, state=FeedState.DOWN, since=body.heard_at or body.since)


def is_live(name: str) -> bool:
    """Whether a source's word can be relied on now."""
    found = source(name)
    return found is not None and found.state is FeedState.LIVE


def reasons(name: str) -> list[ReasonCode]:
    """The reason codes that a source named."""
    stored = FloorRow.objects.filter(stream=name, kind=Kind.REASON, gone=False).order_by("key")
    return [decode(Kind.REASON, row.body) for row in stored]
