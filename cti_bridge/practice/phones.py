"""Practice phones: where Floorwalker's own people sign in and set their state. No calls come to them."""

from dataclasses import dataclass, field, replace
from functools import partial

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.events import SignInChanged
from cti_bridge.floor.model import AgentId, AgentState, OwnSignIn, ReasonCategory
from cti_bridge.practice import reasons
from cti_bridge.practice.hall import Hall
from cti_bridge.practice.orders import LATENCY_SECONDS
from cti_bridge.practice.reasons import SIGNED_IN, Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Who may sign in on a practice phone. A feed's account is signed in from the start, and stays so."""

    login: str
    extension: str = ""
    password: str = field(default="", repr=False)
    feed: bool = False


class Phones:
    """All accounts with their present state; what changes is told with the hall's other news."""

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._accounts: dict[str, Account] = {}
        self._sign_ins: dict[str, OwnSignIn] = {}

    def know(self, account: Account) -> None:
        """From now on this account exists."""
        self._accounts[account.login] = account
        self._sign_ins[account.login] = OwnSignIn(
            id=AgentId(f"{self._hall.source}:{account.login}"),
            state=AgentState.NOT_READY if account.feed else AgentState.SIGNED_OUT,
            since=self._hall.clock.at(self._hall.now),
            extension=account.extension,
            feed=account.feed,
        )

    def all(self) -> tuple[OwnSignIn, ...]:
        """Every sign-in as it stands."""
        return tuple(self._sign_ins.values())

    def sign_in(self, login: str, extension: str, password: str) -> None:
        """Signs in on a phone, not ready; an empty password means the stored one. Raises CommandRefused."""
        account, _ = self._own(login)
        if account.password and password and password != account.password:
            raise CommandRefused("The password is wrong.", code="INVALID_PASSWORD")
        if not extension:
            raise CommandRefused("Signing in needs the extension of today's phone.", code="INVALID_EXTENSION")
        if self._is_taken(extension, login):
            raise CommandRefused(f"The phone {extension} is somebody else's now.", code="INVALID_EXTENSION")
        self._soon(login, AgentState.NOT_READY, SIGNED_IN, extension)

    def sign_out(self, login: str) -> None:
        """Signs out. Raises CommandRefused."""
        self._own(login)
        self._soon(login, AgentState.SIGNED_OUT, None)

    def set_state(self, login: str, state: AgentState, code: str) -> None:
        """Ready, or not ready with a reason. Raises CommandRefused."""
        _, sign_in = self._own(login)
        if sign_in.state is AgentState.SIGNED_OUT:
            raise CommandRefused("Sign in first.", code="INVALID_STATE")
        if state not in (AgentState.READY, AgentState.NOT_READY):
            raise CommandRefused(f"One cannot make oneself {state.replace('_', ' ')}.", code="INVALID_INPUT")
        reason = reasons.find(ReasonCategory.NOT_READY, code) if code else None
        if code and (reason is None or state is AgentState.READY):
            raise CommandRefused(f"The reason code {code} does not go with that.", code="INVALID_INPUT")
        self._soon(login, state, reason)

    def _own(self, login: str) -> tuple[Account, OwnSignIn]:
        account = self._accounts.get(login)
        if account is None:
            raise CommandRefused(f"There is no sign-in {login} on the practice floor.", code="UNKNOWN_AGENT")
        if account.feed:
            raise CommandRefused("That sign-in is the bridge's own.", code="INVALID_INPUT")
        return account, self._sign_ins[login]

    def _is_taken(self, extension: str, login: str) -> bool:
        others = (s for key, s in self._sign_ins.items() if key != login and s.state is not AgentState.SIGNED_OUT)
        agents = (seat.person.extension for seat in self._hall.seats.values())
        return extension in agents or any(s.extension == extension for s in others)

    def _soon(self, login: str, state: AgentState, reason: Reason | None, extension: str | None = None) -> None:
        wait = self._hall.rng.uniform(*LATENCY_SECONDS) * self._hall.clock.speed
        self._hall.agenda.after(wait, partial(self._set, login, state, reason, extension))

    def _set(self, login: str, state: AgentState, reason: Reason | None, extension: str | None) -> None:
        old = self._sign_ins[login]
        new = replace(
            old,
            state=state,
            reason=reason.code if reason else "",
            reason_label=reason.label if reason else "",
            extension=old.extension if extension is None else extension,
        )
        if new != old:
            new = replace(new, since=self._hall.clock.at(self._hall.now))
            self._sign_ins[login] = new
            self._hall.told.append(SignInChanged(sign_in=new))
