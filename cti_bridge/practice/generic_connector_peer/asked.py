"""One command under way: who asked, by what right, and where the answer goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from . import events
from .model import Refused, User
from .sessions import Session
from .wire import Command

if TYPE_CHECKING:
    from .connector import GenericConnector


class ReLogin(Exception):
    """GC does not hold the agent that a command is for (the guide's State#RE_LOGIN)."""


class Asked:
    """A command with its answers' way back."""

    def __init__(self, *, gc: GenericConnector, command: Command) -> None:
        self.gc = gc
        self.command = command
        self.owes_state_of = ""  # whose State must go back even if no session is told of it
        self.state_told = False
        self.after_state = ""  # what is answered once the State is told
        session = gc.sessions.get(command.target)
        self.topic = command.reply_to or (session.topic if session else "")

    def answer(self, body: str) -> None:
        """Answers, with the correlation id; without reply-to and session there is nowhere to."""
        if self.topic:
            self.gc.say(self.topic, body, self.command.correlation)

    def answer_state(self, user: User) -> None:
        """Answers with a user's present State, addressed to the supervisor who acts on them, if one does."""
        addressee = self.own_session() or self.supervisor()
        login = addressee.login if addressee else user.login
        if addressee:
            self.topic = self.topic or addressee.topic
        self.answer(events.state(login, user, self.gc.world, self.gc.settings))

    def own_session(self) -> Session | None:
        """The target's own session, if the command came from its destination (or does not say whence)."""
        session = self.gc.sessions.get(self.command.target)
        origin = self.command.reply_to
        return session if session and origin in ("", session.topic) else None

    def supervisor(self) -> Session | None:
        """A signed-in supervisor of the target's team at the command's destination (at any, if it does not say)."""
        users = self.gc.world.users
        member = users.get(self.command.target)
        for session in self.gc.sessions:
            supervisor = users[session.login]
            here = self.command.reply_to in ("", session.topic)
            if member and here and supervisor.signed_in and member.team in supervisor.supervises:
                return session
        return None

    def as_self(self) -> User:
        """The target, acting as themselves. Raises ReLogin where GC does not hold them, Refused for a stranger."""
        if self.own_session():
            return self.gc.world.users[self.command.target]
        if self.gc.sessions.get(self.command.target):
            raise Refused("AUTHORIZATION_FAILURE")
        raise ReLogin

    def by_supervisor(self) -> bool:
        """Whether a supervisor acts on the target, instead of the target. Raises ReLogin, or Refused for a stranger."""
        if self.own_session() is None and (acting := self.supervisor()):
            self.topic = self.topic or acting.topic
            return True
        self.as_self()
        return False


Handler = Callable[[Asked], None]
