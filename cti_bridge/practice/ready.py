"""Who of a queue's agents is asked first: by penalty, and with equal penalties who is ready longest."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cti_bridge.practice.seats import Seat


class Ready:
    """The ready agents of one queue, in the order in which they are asked."""

    __slots__ = ("_by_penalty",)

    def __init__(self) -> None:
        self._by_penalty: dict[int, dict[str, Seat]] = {}

    def put(self, seat: "Seat", penalty: int) -> None:
        """The agent has become ready: behind those of the same penalty."""
        self._by_penalty.setdefault(penalty, {})[seat.person.login] = seat

    def take_out(self, seat: "Seat", penalty: int) -> None:
        """The agent is ready no more; nothing where they were not."""
        self._by_penalty.get(penalty, {}).pop(seat.person.login, None)

    @property
    def first(self) -> "Seat | None":
        """Who is asked first; None when nobody is ready."""
        return next(iter(self), None)

    def __iter__(self) -> "Iterator[Seat]":
        for penalty in sorted(self._by_penalty):
            yield from self._by_penalty[penalty].values()

    def __bool__(self) -> bool:
        return any(self._by_penalty.values())
