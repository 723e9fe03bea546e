"""A pretend Cisco Finesse: what users and supervisors may ask about states, by the rules of `rules.py`."""

from dataclasses import replace
from datetime import timedelta

from . import parting, rules
from .model import Refused, State, User
from .reasons import SUPERVISOR_STAMP
from .world import Clock, World

__all__ = ["Clock", "Finesse"]

SIGN_IN_REFUSED = "CF_RESOURCE_BUSY"


class Finesse(World):
    """The world of `world.py`, with its doors."""

    def sign_in(self, login: str, password: str, extension: str) -> None:
        """Signs a user in on a phone; not ready, without a reason. One who is in stays as is. Raises Refused."""
        user = self.users.get(login)
        if user is None:
            raise Refused("USER_NOT_FOUND")
        if password != user.password:
            raise Refused("GENERAL_ERROR")  # the guide names no better word for Login
        if extension not in self.phones:
            raise Refused("CF_INVALID_LOGON_DEVICE_SPECIFIED")
        if user.signed_in:
            if user.extension != extension:
                raise Refused(SIGN_IN_REFUSED)
            return
        if self.holder_of(extension):
            raise Refused(SIGN_IN_REFUSED)
        self.change(user, State.NOT_READY, "-1", extension=extension)

    def ask(self, login: str, target: State, reason: str | None = None) -> None:
        """A user's request about their own state. Raises Refused."""
        user = self.users[login]
        waits = rules.waits_when_oneself_asks(user, target, self.platform, on_phone=self.call_of(login) is not None)
        code = self.reasons.for_oneself(target, reason)
        self._make(user, target, code, waits=waits)

    def force(self, login: str, target: State, reason: str | None = None) -> None:
        """A supervisor's request about a member (who may ask is the caller's to check). Raises Refused."""
        user = self.users[login]
        if reason is not None and target is not State.LOGOUT:
            raise Refused("PLEASE_RETRY")  # no reason code allowed: 400 Invalid Input
        waits = rules.waits_when_supervisor_asks(user, target, on_phone=self.call_of(login) is not None)
        match target:
            case State.NOT_READY:
                code = SUPERVISOR_STAMP[self.platform]
            case State.LOGOUT:
                code = self.reasons.configured(target, reason) if reason is not None else "-1"
            case _:
                code = ""
        self._make(user, target, code, waits=waits)

    def end_wrap_up(self, login: str) -> None:
        """The wrap-up timer ran out; nothing when the user is not wrapping up."""
        user = self.users[login]
        if user.state in rules.WRAPPING_UP:
            self.leave_wrap_up(login, rules.after_wrap_up(user, self.platform))

    def leave_wrap_up(self, login: str, target: State) -> None:
        """A user in wrap-up becomes READY or NOT_READY; the reason given during the call stays."""
        user = self.users[login]
        self.change(user, target, "" if target is State.READY else user.reason or "-1")

    def set_state(self, login: str, state: State, reason: str = "") -> None:
        """Any state from any state, as under failover; a user whose new state fits no call is out of all of them."""
        user = self.users[login]
        holder = None if user.signed_in else self.holder_of(user.phone)
        if holder and state is not State.LOGOUT:
            raise Refused(SIGN_IN_REFUSED)
        if state not in rules.BUSY:
            parting.vanish(self, login)
        code = reason or ("-1" if state in (State.NOT_READY, State.LOGOUT) else "")
        self.change(self.users[login], state, code, extension=user.extension or user.phone)

    def set_queue(self, name: str, *, longest_seconds: float | None = None, **figures: int | None) -> None:
        """Sets some of a queue's figures; `longest_seconds` is for how long its first caller has waited."""
        since = self.now() - timedelta(seconds=longest_seconds) if longest_seconds is not None else None
        self.queues[name] = replace(self.queues[name], longest_since=since, **figures)  # type: ignore[arg-type]

    def _make(self, user: User, target: State, reason: str, *, waits: bool) -> None:
        if waits:
            self.keep_user(replace(user, pending=target, pending_reason=reason))
        else:
            self.change(user, target, reason)
