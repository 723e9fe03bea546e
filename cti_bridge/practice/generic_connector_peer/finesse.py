"""A pretend Cisco Finesse: who is signed in and in which state, by the rules of `rules.py`. No I/O; the clock comes in.

Each change is remembered as a happening until `drain()` takes it; `calls.py` moves dialogs through this world.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

from . import rules
from .model import (
    Dialog,
    DialogChanged,
    Happening,
    PartState,
    Platform,
    QueueFigures,
    ReasonCode,
    Refused,
    State,
    Team,
    User,
    UserChanged,
)
from .reasons import SUPERVISOR_STAMP, Reasons

Clock = Callable[[], datetime]

SIGN_IN_REFUSED = "CF_RESOURCE_BUSY"


class Finesse:
    """One system's users, calls, queues and codes. `now()` gives aware times."""

    def __init__(
        self,
        *,
        clock: Clock,
        platform: Platform = Platform.UCCE,
        teams: Iterable[Team] = (),
        users: Iterable[User] = (),
        queues: Iterable[QueueFigures] = (),
        reasons: Iterable[ReasonCode] = (),
        wrap_up_reasons: Iterable[str] = (),
        phones: Iterable[str] = (),
    ) -> None:
        self.now = clock
        self.platform = platform
        self.teams = {team.id: team for team in teams}
        self.users = {user.login: user for user in users}
        self.queues = {queue.name: queue for queue in queues}
        self.reasons = Reasons(reasons, wrap_up=wrap_up_reasons)
        self.phones = frozenset(phones)
        self.dialogs: dict[str, Dialog] = {}
        self._happened: list[Happening] = []
        self._dialog_numbers = count(16_777_217)  # Finesse's voice dialogs have plain numbers, without "_"

    def next_dialog_id(self) -> str:
        """An id that no dialog of this world has had."""
        return str(next(self._dialog_numbers))

    def drain(self) -> list[Happening]:
        """What happened since the last call, in order."""
        happened, self._happened = self._happened, []
        return happened

    def call_of(self, login: str) -> Dialog | None:
        """The dialog in which this user takes part (one at most)."""
        return next((d for d in self.dialogs.values() if login in d.logins), None)

    def holder_of(self, extension: str) -> User | None:
        """The user who is signed in on this extension."""
        return next((u for u in self.users.values() if u.signed_in and u.extension == extension), None)

    # what users ask -------------------------------------------------------------------------------------------

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
        waits = rules.waits_when_oneself_asks(user, target, self.platform, self.call_of(login))
        code = self.reasons.for_oneself(target, reason)
        self._make(user, target, code, waits=waits)

    def force(self, login: str, target: State, reason: str | None = None) -> None:
        """A supervisor's request about a member (who may ask is the caller's to check). Raises Refused."""
        user = self.users[login]
        if reason is not None and target is not State.LOGOUT:
            raise Refused("PLEASE_RETRY")  # no reason code allowed: 400 Invalid Input
        waits = rules.waits_when_supervisor_asks(user, target, self.call_of(login))
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
        if user.state in (State.WORK, State.WORK_READY):
            self.leave_wrap_up(login, rules.after_wrap_up(user, self.platform))

    def leave_wrap_up(self, login: str, target: State) -> None:
        """A user in wrap-up becomes READY or NOT_READY; the reason given during the call stays."""
        user = self.users[login]
        self.change(user, target, "" if target is State.READY else user.reason or "-1")

    # what simply happens --------------------------------------------------------------------------------------

    def set_state(self, login: str, state: State, reason: str = "") -> None:
        """Any state from any state, as under failover; a call that does not fit the new state ends unseen."""
        call = self.call_of(login)
        if call and state not in rules.BUSY:
            self._forget_call(call)
        user = self.users[login]
        holder = None if user.signed_in else self.holder_of(user.phone)
        if holder and state is not State.LOGOUT:
            raise Refused(SIGN_IN_REFUSED)
        code = reason or ("-1" if state in (State.NOT_READY, State.LOGOUT) else "")
        self.change(user, state, code, extension=user.extension or user.phone)

    def set_queue(self, name: str, *, longest_seconds: float | None = None, **figures: int | None) -> None:
        """Sets some of a queue's figures; `longest_seconds` is for how long its first caller has waited."""
        since = self.now() - timedelta(seconds=longest_seconds) if longest_seconds is not None else None
        self.queues[name] = replace(self.queues[name], longest_since=since, **figures)  # type: ignore[arg-type]

    def leave_call(self, user: User) -> None:
        """A user's call ended: what was pending, or wrap-up, or what was before."""
        state, reason = rules.after_the_call(user, self.platform)
        resumes = State.NOT_READY if user.pending in (State.NOT_READY, State.WORK) else user.resumes
        if (state, reason) != (user.state, user.reason) or user.pending:
            self.change(user, state, reason, resumes=resumes)

    def change(
        self,
        user: User,
        state: State,
        reason: str,
        *,
        extension: str | None = None,
        resumes: State | None = None,
        keep_pending: bool = False,
    ) -> User:
        """Puts a user into a state now; what was pending is done with, unless it is kept."""
        entering = state in rules.BUSY and user.state not in rules.BUSY
        was_ready = user.state is State.READY
        if entering:
            resumes = State.READY if was_ready else State.NOT_READY
        changed = replace(
            user,
            state=state,
            reason=reason,
            pending=user.pending if keep_pending else None,
            pending_reason=user.pending_reason if keep_pending else "",
            changed_at=self.now(),
            extension="" if state is State.LOGOUT else extension or user.extension,
            resumes=resumes or user.resumes,
            resumes_reason=_reason_kept(user) if entering else user.resumes_reason,
        )
        return self._keep(changed)

    def put_dialog(self, dialog: Dialog, *, tell: Iterable[str], failure: str = "") -> None:
        """Keeps a dialog as it now is (one whose parties have all dropped is gone) and tells these users."""
        if any(dialog.part_of(login) is not PartState.DROPPED for login in dialog.logins):
            self.dialogs[dialog.id] = dialog
        else:
            self.dialogs.pop(dialog.id, None)
        self._happened += [DialogChanged(login=login, dialog=dialog, failure=failure) for login in tell]

    def _make(self, user: User, target: State, reason: str, *, waits: bool) -> None:
        if waits:
            self._keep(replace(user, pending=target, pending_reason=reason))
        else:
            self.change(user, target, reason)

    def _keep(self, user: User) -> User:
        self.users[user.login] = user
        self._happened.append(UserChanged(user=user))
        return user

    def _forget_call(self, call: Dialog) -> None:
        self.dialogs.pop(call.id, None)
        for login in call.logins:
            self.leave_call(self.users[login])


def _reason_kept(user: User) -> str:
    return user.reason if user.state is State.NOT_READY else "-1"
