"""Practice phones: where Floorwalker's own people sign in and set their state. No callers come to them."""

from functools import partial

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.model import AgentId, AgentState, OwnSignIn, ReasonCategory
from cti_bridge.practice import reasons
from cti_bridge.practice.asking import Answer, Asking, Deed, nobody
from cti_bridge.practice.days import Days
from cti_bridge.practice.desks import Account, Desk
from cti_bridge.practice.hall import Hall
from cti_bridge.practice.reasons import SIGNED_IN


class Phones:
    """All desks; what changes at them is told with the hall's other news.

    Each order is refused at once where it can be, by CommandRefused; else `answer` gets what came of it.
    """

    def __init__(self, hall: Hall, days: Days, asking: Asking) -> None:
        self._hall, self._days, self._asking = hall, days, asking

    def know(self, account: Account, *, signed_in_on: str = "") -> None:
        """From now on this account exists; whoever was signed in on a phone is again, not ready, if it is free."""
        desk = Desk(
            id=AgentId(f"{self._hall.source}:{account.login}"),
            account=account,
            extension=account.extension,
            since=self._hall.now,
            seat=self._hall.seats.get(account.agent),
        )
        if account.feed:
            desk.state = AgentState.NOT_READY
        elif signed_in_on and not self._is_taken(signed_in_on):
            desk.state, desk.reason, desk.extension = AgentState.NOT_READY, SIGNED_IN, signed_in_on
            self._begin_work(desk)
        self._hall.desks[account.login] = desk

    def all(self) -> tuple[OwnSignIn, ...]:
        """Every sign-in as it stands."""
        return tuple(desk.as_told(self._hall.clock.at(desk.since)) for desk in self._hall.desks.values())

    def sign_in(self, login: str, extension: str, password: str, answer: Answer = nobody) -> None:
        """Signs in on a phone, not ready; an empty password means the stored one."""
        self._asking.soon(partial(self._signing_in, login, extension, password), answer)

    def sign_out(self, login: str, answer: Answer = nobody) -> None:
        """Signs out."""
        self._asking.soon(partial(self._signing_out, login), answer)

    def set_state(self, login: str, state: AgentState, code: str, answer: Answer = nobody) -> None:
        """Ready, or not ready with a reason."""
        self._asking.soon(partial(self._setting_state, login, state, code), answer)

    def desk(self, login: str) -> Desk:
        """The desk of a person's own account. Raises CommandRefused where there is none."""
        desk = self._hall.desks.get(login)
        if desk is None:
            raise CommandRefused(f"There is no sign-in {login} on the practice floor.", code="UNKNOWN_AGENT")
        if desk.account.feed:
            raise CommandRefused("That sign-in is the bridge's own.", code="INVALID_INPUT")
        return desk

    # -- checks ------------------------------------------------------------------------------------------------

    def _signing_in(self, login: str, extension: str, password: str) -> Deed:
        desk = self._off_calls(login)
        if desk.account.password and password and password != desk.account.password:
            raise CommandRefused("The password is wrong.", code="INVALID_PASSWORD")
        if not extension:
            raise CommandRefused("Signing in needs the extension of today's phone.", code="INVALID_EXTENSION")
        if self._is_taken(extension, but_by=desk):
            raise CommandRefused(f"The phone {extension} is somebody else's now.", code="INVALID_EXTENSION")
        return partial(self._sign_in, desk, extension)

    def _signing_out(self, login: str) -> Deed:
        return partial(self._sign_out, self._off_calls(login))

    def _setting_state(self, login: str, state: AgentState, code: str) -> Deed:
        desk = self._off_calls(login)
        if desk.state is AgentState.SIGNED_OUT:
            raise CommandRefused("Sign in first.", code="INVALID_STATE")
        if state not in (AgentState.READY, AgentState.NOT_READY):
            raise CommandRefused("You can make yourself ready or not ready; nothing else.", code="INVALID_INPUT")
        reason = reasons.find(ReasonCategory.NOT_READY, code) if code else None
        if code and (reason is None or state is AgentState.READY):
            raise CommandRefused(f"The reason code {code} does not go with that.", code="INVALID_INPUT")
        return partial(self._hall.move_desk, desk, state, reason)

    def _off_calls(self, login: str) -> Desk:
        desk = self.desk(login)
        if desk.call is not None:
            raise CommandRefused("You are in a call: stop listening first.", code="INVALID_STATE")
        return desk

    def _is_taken(self, extension: str, *, but_by: Desk | None = None) -> bool:
        others = (d for d in self._hall.desks.values() if d is not but_by and d.state is not AgentState.SIGNED_OUT)
        agents = (seat.person.extension for seat in self._hall.seats.values())
        return extension in agents or any(d.extension == extension for d in others)

    def _sign_in(self, desk: Desk, extension: str) -> None:
        desk.extension = extension
        self._hall.move_desk(desk, AgentState.NOT_READY, SIGNED_IN)
        self._begin_work(desk)

    def _sign_out(self, desk: Desk) -> None:
        self._hall.move_desk(desk, AgentState.SIGNED_OUT)
        if desk.seat is not None:
            self._days.let_go(desk.seat)

    def _begin_work(self, desk: Desk) -> None:
        if desk.seat is not None:
            self._days.keep(desk.seat)
