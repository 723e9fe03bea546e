"""Those who are signed in at the pretend XUC, each by a socket, and what each of them has subscribed to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from .model import User


class Topic(StrEnum):
    """What can be subscribed to; a request for a list subscribes to its changes too."""

    AGENT_STATES = "agent_states"
    AGENT_STATISTICS = "agent_statistics"
    QUEUE_STATISTICS = "queue_statistics"
    AGENTS = "agents"
    MEMBERS = "members"
    DEFAULTS = "defaults"
    CALLBACKS = "callbacks"


@dataclass(eq=False, slots=True, kw_only=True)
class Client:
    """One socket: whose, by which phone, and how to say something to it."""

    user: User
    phone: str
    say: Callable[[bytes], None]
    topics: set[Topic] = field(default_factory=set)
    queues: set[int] = field(default_factory=set)  # whose waiting callers are told


class Clients:
    """All sockets that are signed in."""

    def __init__(self) -> None:
        self._all: dict[Client, None] = {}

    def __iter__(self) -> Iterator[Client]:
        return iter(tuple(self._all))

    def add(self, client: Client) -> None:
        """One more is there."""
        self._all[client] = None

    def remove(self, client: Client) -> None:
        """One is gone."""
        self._all.pop(client, None)
