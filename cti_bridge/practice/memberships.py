"""Who serves which queue: a supervisor's orders, and what they do."""

from collections.abc import Mapping
from functools import partial
from typing import assert_never

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.commands import GroupChange, Place
from cti_bridge.floor.model import QueueId, TeamId
from cti_bridge.practice.asking import Answer, Asking, Deed, nobody
from cti_bridge.practice.hall import Hall
from cti_bridge.practice.queues import ServiceQueue
from cti_bridge.practice.seats import Seat
from cti_bridge.practice.serving import LARGEST_PENALTY
from cti_bridge.practice.switch import Switch

Penalties = dict[ServiceQueue, int | None]  # None: they serve it no longer


class Memberships:
    """Each order is refused at once where it can be; some tenths of a second later `answer` gets what came of it."""

    def __init__(self, hall: Hall, switch: Switch, asking: Asking) -> None:
        self._hall, self._switch, self._asking = hall, switch, asking

    def set_penalty(self, login: str, queue: QueueId, penalty: int | None, answer: Answer = nobody) -> None:
        """The agent serves the queue with this penalty; None: no longer."""
        self._asking.soon_or_never(partial(self._setting, login, queue, penalty), answer)

    def apply_default(self, login: str, answer: Answer = nobody) -> None:
        """The agent serves the queues that are their default, and no others."""
        self._asking.soon_or_never(partial(self._applying_default, login), answer)

    def change_group(
        self, team: TeamId, change: GroupChange, out_of: Place | None, into: Place | None, answer: Answer = nobody
    ) -> None:
        """All agents of a team who serve a queue with one penalty are moved, copied, removed; or the others added."""
        self._asking.soon_or_never(partial(self._changing_group, team, change, out_of, into), answer)

    # -- checks ------------------------------------------------------------------------------------------------

    def _setting(self, login: str, id_: QueueId, penalty: int | None) -> Deed:
        seat, queue = self._hall.seat(login), self._queue(id_)
        if penalty is not None:
            _refuse_penalty(penalty)
        return partial(self._change, {seat: {queue: penalty}})

    def _applying_default(self, login: str) -> Deed:
        seat = self._hall.seat(login)
        leaves: Penalties = dict.fromkeys(seat.serves)
        return partial(self._change, {seat: {**leaves, **seat.by_default}})

    def _changing_group(self, team: TeamId, change: GroupChange, out_of: Place | None, into: Place | None) -> Deed:
        seats = [seat for seat in self._hall.seats.values() if seat.person.team.id == team]
        concerned, penalties = self._group(seats, change, out_of, into)
        if not concerned:
            raise CommandRefused("There is nobody in that group.", code="INVALID_INPUT")
        return partial(self._change, dict.fromkeys(concerned, penalties))

    def _group(
        self, seats: list[Seat], change: GroupChange, out_of: Place | None, into: Place | None
    ) -> tuple[list[Seat], Penalties]:
        """Whom of a team it concerns, and what they serve instead."""
        if change is GroupChange.ADD:
            new = self._place(into)
            return [seat for seat in seats if not seat.serves.keys() & new], new
        old = self._place(out_of)
        group = [seat for seat in seats if old.items() <= seat.serves.items()]
        leaves: Penalties = dict.fromkeys(old)
        match change:
            case GroupChange.MOVE:
                return group, leaves | self._place(into)
            case GroupChange.COPY:
                return group, self._place(into)
            case GroupChange.REMOVE:
                return group, leaves
            case _:
                assert_never(change)

    def _place(self, place: Place | None) -> Penalties:
        if place is None:
            raise CommandRefused("Say which queue, and which penalty.", code="INVALID_INPUT")
        _refuse_penalty(place.penalty)
        return {self._queue(place.queue): place.penalty}

    def _queue(self, id_: QueueId) -> ServiceQueue:
        queue = self._hall.queues.get(id_)
        if queue is None:
            raise CommandRefused("There is no such queue on the practice floor.", code="UNKNOWN_QUEUE")
        return queue

    # -- deeds -------------------------------------------------------------------------------------------------

    def _change(self, wanted: Mapping[Seat, Penalties]) -> None:
        """Agents' queues change, which is told; then whoever is ready gets who waits in a new one."""
        for seat, penalties in wanted.items():
            for queue, penalty in penalties.items():
                self._hall.serve(seat, queue, penalty)
            self._hall.tell_membership(seat)
        for seat in wanted:
            self._switch.serve_waiting(seat)


def _refuse_penalty(penalty: int) -> None:
    if not 0 <= penalty <= LARGEST_PENALTY:
        raise CommandRefused(f"A penalty is between 0 and {LARGEST_PENALTY}.", code="INVALID_INPUT")
