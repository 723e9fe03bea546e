"""What of the floor the callbacks page is made of: lists, requests, periods, and who may be named. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from cti_bridge.floor.rows import Kind
from dashboard.presenters import COMMAND
from dashboard.presenters.callback_rules import Desk

Values = Mapping[str, Any]
_NOWHERE = Desk(source="", is_live=False, may_act=False)


class Told(Protocol):
    """A row as it is told to the viewer (dashboard.live.stream.Entry)."""

    @property
    def kind(self) -> str: ...

    @property
    def key(self) -> str: ...

    @property
    def values(self) -> Values: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """A viewer's rows, by key (docs/live.md), and where the viewer sits, by source."""

    callbacks: Mapping[str, Values] = field(default_factory=dict)
    lists: Mapping[str, Values] = field(default_factory=dict)
    periods: Mapping[str, Values] = field(default_factory=dict)
    queues: Mapping[str, Values] = field(default_factory=dict)
    agents: Mapping[str, Values] = field(default_factory=dict)  # of the viewer's teams: who else took one is not named
    sources: Mapping[str, Values] = field(default_factory=dict)
    commands: Mapping[str, Values] = field(default_factory=dict)
    desks: Mapping[str, Desk] = field(default_factory=dict)

    def source_of(self, key: str) -> str:
        """The system of a request or of a list."""
        return key.partition(":")[0]

    def list_of(self, key: str) -> str:
        """A request's list, by id."""
        return str(self.callbacks[key]["list"])

    def name_of(self, name: str) -> str:
        """A list's name; its id without the system, where nobody has told of the list."""
        return str(self.lists.get(name, {}).get("name") or name.partition(":")[2])

    def queue_name_of(self, name: str) -> str:
        """The name of a list's queue; "" where the queue is not told of."""
        queue = self.lists.get(name, {}).get("queue", "")
        return str(self.queues.get(queue, {}).get("name", ""))

    def desk_of(self, key: str) -> Desk:
        """Where the viewer sits on the system of a request."""
        return self.desks.get(self.source_of(key), _NOWHERE)

    def is_live(self, source: str) -> bool:
        """Whether a system's word can be relied on."""
        return self.desks.get(source, _NOWHERE).is_live

    def is_mine(self, key: str) -> bool:
        """Whether the viewer has taken a request."""
        return self.desk_of(key).has_taken(self.callbacks[key])

    def taker_of(self, key: str) -> str:
        """The name of who has taken a request, where it is an agent of the viewer's teams; else ""."""
        return str(self.agents.get(self.callbacks[key].get("agent", ""), {}).get("name", ""))

    def periods_of(self, source: str) -> list[tuple[str, Values]]:
        """The parts of the day of a system, in the day's order."""
        found = [(key, values) for key, values in self.periods.items() if self.source_of(key) == source]
        return sorted(found, key=lambda period: (period[1]["starts"], period[1]["ends"], period[0]))


_PARTS: Mapping[str, str] = {
    Kind.CALLBACK: "callbacks",
    Kind.CALLBACK_LIST: "lists",
    Kind.CALLBACK_PERIOD: "periods",
    Kind.QUEUE: "queues",
    Kind.AGENT: "agents",
    Kind.SOURCE: "sources",
    COMMAND: "commands",
}


def lists_of(entries: Iterable[Told], desks: Mapping[str, Desk]) -> Lists:
    """What a viewer's rows say of callbacks."""
    found: dict[str, dict[str, Values]] = {part: {} for part in _PARTS.values()}
    for entry in entries:
        if part := _PARTS.get(entry.kind):
            found[part][entry.key] = entry.values
    return Lists(desks=desks, **found)
