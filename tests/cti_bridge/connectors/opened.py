"""What `<vendor>/opened.py` gives: a connector that is up on a system that is scripted, and whom to ask about there."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cti_bridge.floor.commands import Command
from cti_bridge.floor.lookups import PastCall, QueueCalls
from cti_bridge.floor.model import AgentId


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A connector with a person signed in, and an agent on its floor; `sent` lists all that went to the system."""

    execute: Callable[[Command], Awaitable[str]]
    look_up: Callable[[QueueCalls], Awaitable[Sequence[PastCall]]]
    agent: AgentId
    sign_in: AgentId
    deadline: datetime
    sent: Callable[[], Sequence[object]]


def soon(now: datetime) -> datetime:
    """A deadline that is far enough."""
    return now + timedelta(minutes=5)
