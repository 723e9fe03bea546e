"""A supervisor signs an agent in, on a phone: whoever is signed in there already is signed out by it."""

from functools import partial

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.model import AgentState
from cti_bridge.practice.agents_phones import who_sits_at
from cti_bridge.practice.asking import Answer, Asking, Deed, nobody
from cti_bridge.practice.days import Days
from cti_bridge.practice.hall import Hall
from cti_bridge.practice.reasons import FORCED_OUT
from cti_bridge.practice.seats import Seat


class SigningIn:
    """Orders about agents' phones; the centre has as many as it has agents."""

    def __init__(self, hall: Hall, days: Days, asking: Asking) -> None:
        self._hall, self._days, self._asking = hall, days, asking

    def sign_in(self, login: str, extension: str, answer: Answer = nobody) -> None:
        """Signs the agent in, not ready. Refused at once, in words, where that cannot be."""
        self._asking.soon(partial(self._signing_in, login, extension), answer)

    def _signing_in(self, login: str, extension: str) -> Deed:
        seat = self._hall.seat(login)
        if seat.state is not AgentState.SIGNED_OUT:
            raise CommandRefused(f"{seat.person.name} is signed in already.", code="INVALID_STATE")
        if all(extension != other.person.extension for other in self._hall.seats.values()):
            raise CommandRefused(f"There is no agents' phone {extension} here.", code="INVALID_EXTENSION")
        other = who_sits_at(extension, self._hall.seats.values())
        if other is not None and other.busy:
            raise CommandRefused(f"{other.person.name} is in a call on that phone.", code="RESOURCE_BUSY")
        return partial(self._sign_in, seat, extension, other)

    def _sign_in(self, seat: Seat, extension: str, other: Seat | None) -> None:
        if other is not None:
            self._days.sign_out(other, FORCED_OUT)
        self._days.sign_in(seat, extension)
