"""Things of one kind by their ids, each a row of its own. Putting and removing say which rows that changes."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Generic, TypeVar

from cti_bridge.floor.model import SourceId, source_of
from cti_bridge.floor.rows import Key, Kind

V = TypeVar("V")

Keys = frozenset[Key]
NOTHING: Keys = frozenset()


class Shelf(Generic[V]):
    """One kind's things. Read them by `by_id`."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self._things: dict[str, V] = {}
        self.by_id: Mapping[str, V] = MappingProxyType(self._things)

    def put(self, id_: str, thing: V) -> Keys:
        """The thing, as it now is."""
        if self._things.get(id_) == thing:
            return NOTHING
        self._things[id_] = thing
        return frozenset({(self.kind, id_)})

    def remove(self, id_: str) -> Keys:
        """Takes a thing away, if it is there."""
        return NOTHING if self._things.pop(id_, None) is None else frozenset({(self.kind, id_)})

    def load(self, source: SourceId, things: Mapping[str, V]) -> Keys:
        """All things of a source: those not named are gone."""
        keys = NOTHING.union(*(self.remove(id_) for id_ in list(self._of(source)) if id_ not in things))
        return keys.union(*(self.put(id_, thing) for id_, thing in things.items()))

    def of(self, source: SourceId) -> tuple[V, ...]:
        """The things of a source."""
        return tuple(self._things[id_] for id_ in self._of(source))

    def _of(self, source: SourceId) -> Iterator[str]:
        return (id_ for id_ in self._things if source_of(id_) == source)
