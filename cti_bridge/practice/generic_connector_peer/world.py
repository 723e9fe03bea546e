"""Who is at the pretend Finesse, in which state and on which calls. No I/O; the clock comes in.

Each change is remembered as a happening until `drain()` takes it. `finesse.py` says what may be asked of this world;
`calls.py` and its neighbours move dialogs through it.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec

from . import rules
from .dialog import CONFERENCE, Dialog, Dialogs, PartState
from .fitting import fitting
from .happenings import ConferenceChanged, DialogChanged, Happening, UserChanged
from .model import Configuration, Platform, QueueFigures, Refused, State, Team, User
from .reasons import Reasons

Clock = Callable[[], datetime]


class World:
    """One system's users, calls, queues and codes. `now()` gives aware times."""

    def __init__(
        self,
        *,
        clock: Clock,
        platform: Platform = Platform.UCCE,
        teams: Iterable[Team] = (),
        users: Iterable[User] = (),
        queues: Iterable[QueueFigures] = (),
        reasons: Reasons | None = None,
        phones: Iterable[str] = (),
        configuration: Configuration | None = None,
    ) -> None:
        self.now = clock
        self.platform = platform
        self.teams = {team.id: team for team in teams}
        self.users = {user.login: user for user in users}
        self.queues = {queue.name: queue for queue in queues}
        self.reasons = reasons or Reasons(())
        self.phones = frozenset(phones)
        self.configuration = configuration or Configuration()
        self.dialogs = Dialogs()
        self.wrapping_up: dict[str, Dialog] = {}  # of each login in wrap-up, the call that is over
        self._happened: list[Happening] = []

    def drain(self) -> list[Happening]:
        """What happened since the last call, in order."""
        happened, self._happened = self._happened, []
        return happened

    def configure(self, **changes: Any) -> None:
        """Sets up some of `Configuration` otherwise."""
        self.configuration = msgspec.convert({**msgspec.to_builtins(self.configuration), **changes}, Configuration)

    def call_of(self, login: str) -> Dialog | None:
        """The foremost dialog in which this user takes part: the one talked on, if there is one."""
        return next(iter(self.dialogs.of(login)), None)

    def own_dialog(self, login: str, dialog_id: str) -> Dialog:
        """The dialog in which this user takes part. Raises Refused for any other, and for none."""
        if not dialog_id:
            raise Refused("MISSING_DIALOG_ID")
        dialog = self.dialogs.get(dialog_id)
        if dialog is None or login not in dialog.logins:
            raise Refused("E_CTI_INVALID_CALL_ID")
        return dialog

    def holder_of(self, extension: str) -> User | None:
        """The user who is signed in on this extension."""
        return next((u for u in self.users.values() if u.signed_in and u.extension == extension), None)

    def put_dialog(self, dialog: Dialog, *, tell: Iterable[str] | None = None, failure: str = "") -> None:
        """Keeps a dialog as it now is and tells these users (all who take part, or have just dropped).

        Whoever listens to an agent who is no longer in it hears no more.
        """
        before = self.dialogs.get(dialog.id)
        self.dialogs.keep(dialog)
        for login in dialog.logins if tell is None else tell:
            self.tell(self._wrapped_up(login, dialog), login, failure)
        self._tell_of_conference(before, dialog)
        listening = [monitor for monitor in self.dialogs.values() if monitor.hears == dialog.id]
        for monitor in listening:
            if monitor.monitors not in {party.login for party in dialog.present}:
                self.put_dialog(monitor.over())
                self.settle(*monitor.logins)

    def tell(self, dialog: Dialog, login: str, failure: str = "") -> None:
        """Tells one user how a dialog stands."""
        self._happened.append(DialogChanged(login=login, dialog=dialog, failure=failure))

    def turn(self, login: str, dialog: Dialog, state: PartState) -> None:
        """A user holds or retrieves; "UCCX does not send the hold event" (the guide), nor another state."""
        self.put_dialog(dialog.with_part(login, state), tell=[login] if self.platform is Platform.UCCE else [])
        self.settle(login)

    def settle(self, *logins: str) -> None:
        """Puts users into the state that fits their calls; after the last one what was pending, or wrap-up, follows."""
        for login in logins:
            user, dialogs = self.users[login], self.dialogs.of(login)
            if not user.signed_in:
                continue
            if not dialogs:
                self.leave_call(user)
            elif (state := fitting(user, dialogs, self.platform)) is not user.state:
                self.change(user, state, "-1" if state is State.NOT_READY else "", keep_pending=True)

    def leave_call(self, user: User) -> None:
        """A user's last call ended: what was pending, or wrap-up, or what was before."""
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
        return self.keep_user(changed)

    def keep_user(self, user: User) -> User:
        """Keeps a user as they now are, and tells of it; the call of a wrap-up that is over is gone with it."""
        if user.state not in rules.WRAPPING_UP and (dialog := self.wrapping_up.pop(user.login, None)):
            self.tell(dialog.with_part(user.login, PartState.DROPPED), user.login)
        self.users[user.login] = user
        self._happened.append(UserChanged(user=user))
        return user

    def _wrapped_up(self, login: str, dialog: Dialog) -> Dialog:
        """The dialog as a user sees it who leaves it: over, or still there for the wrap-up that follows."""
        user = self.users[login]
        if dialog.part_of(login) is not PartState.DROPPED or user.state not in rules.ON_A_CALL:
            return dialog
        if dialog.consulted_by == login:  # a transfer drops both calls (1.8)
            return dialog
        if self.dialogs.of(login) or rules.after_the_call(user, self.platform)[0] not in rules.WRAPPING_UP:
            return dialog
        self.wrapping_up[login] = dialog.with_part(login, PartState.WRAP_UP)
        return self.wrapping_up[login]

    def _tell_of_conference(self, before: Dialog | None, dialog: Dialog) -> None:
        """To supervisors in it and to those who listen to it (the guide's ConferenceParticipants)."""
        addresses = tuple(party.address for party in dialog.present)
        if dialog.call_type != CONFERENCE or dialog.id not in self.dialogs:
            return
        if before and before.call_type == CONFERENCE and {p.address for p in before.present} == set(addresses):
            return
        listening = [login for d in self.dialogs.values() if d.hears == dialog.id for login in d.logins]
        inside = [party.login for party in dialog.present if party.login and self.users[party.login].supervises]
        self._happened += [ConferenceChanged(login=login, addresses=addresses) for login in (*inside, *listening)]


def _reason_kept(user: User) -> str:
    return user.reason if user.state is State.NOT_READY else "-1"
