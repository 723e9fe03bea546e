"""What may be asked of a CTI system, and what comes of it.

Asked is not done: a command is settled by the system's own event, which `verdict` reads off the floor.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from cti_bridge.floor.model import Agent, AgentId, AgentState, OwnSignIn, SourceId, source_of


class Outcome(StrEnum):
    """Where a command stands. DEFERRED still waits for the call's end; the last four are final with CONFIRMED."""

    ASKED = "asked"
    SENT = "sent"
    CONFIRMED = "confirmed"
    DEFERRED = "deferred"
    REFUSED = "refused"
    TIMED_OUT = "timed_out"
    LOST = "lost"


OPEN = frozenset({Outcome.ASKED, Outcome.SENT, Outcome.DEFERRED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceState:
    """Make an agent READY, NOT_READY (with a reason where the system takes one) or SIGNED_OUT."""

    id: UUID
    agent: AgentId
    state: AgentState
    reason: str = ""
    deadline: datetime

    @property
    def subject(self) -> AgentId:
        """Whose state tells what came of it."""
        return self.agent


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """Start a person's own CTI sign-in (`source:login`) with today's phone. An empty password means the stored one."""

    id: UUID
    sign_in: AgentId
    extension: str
    password: str = field(default="", repr=False)
    deadline: datetime

    @property
    def subject(self) -> AgentId:
        """Whose state tells what came of it."""
        return self.sign_in


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOut:
    """End a person's own CTI sign-in."""

    id: UUID
    sign_in: AgentId
    deadline: datetime

    @property
    def subject(self) -> AgentId:
        """Whose state tells what came of it."""
        return self.sign_in


@dataclass(frozen=True, slots=True, kw_only=True)
class SetOwnState:
    """Make a person READY or NOT_READY (with a reason) in their own CTI sign-in."""

    id: UUID
    sign_in: AgentId
    state: AgentState
    reason: str = ""
    deadline: datetime

    @property
    def subject(self) -> AgentId:
        """Whose state tells what came of it."""
        return self.sign_in


Command = ForceState | SignIn | SignOut | SetOwnState


def source_for(command: Command) -> SourceId:
    """The system that must carry a command out."""
    return source_of(command.subject)


def verdict(command: Command, subject: Agent | OwnSignIn | None) -> Outcome | None:
    """What the floor says of a sent command: CONFIRMED, DEFERRED, or None while it says nothing yet."""
    if subject is None:
        return None
    reason = ""
    match command:
        case ForceState() | SetOwnState():
            wanted, reason = command.state, command.reason
        case SignOut():
            wanted = AgentState.SIGNED_OUT
        case SignIn():
            signed_in = subject.state not in (AgentState.SIGNED_OUT, AgentState.UNKNOWN)
            return Outcome.CONFIRMED if signed_in else None
        case _:
            assert_never(command)
    if subject.state == wanted and reason in ("", subject.reason):
        return Outcome.CONFIRMED
    return Outcome.DEFERRED if subject.pending == wanted else None
