"""Which destinations the Generic Connector knows, and which users it holds for them."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Session:
    """A user whom GC has subscribed for (Connect), the topic it tells, and the teams it follows for a supervisor."""

    login: str
    topic: str
    teams: set[str] = field(default_factory=set)


class Sessions:
    """GC's own memory; a restart loses it all."""

    def __init__(self) -> None:
        self.destinations: set[str] = set()
        self._held: dict[str, Session] = {}

    def __iter__(self) -> Iterator[Session]:
        return iter(tuple(self._held.values()))

    def get(self, login: str) -> Session | None:
        """The session of a user whom GC holds."""
        return self._held.get(login)

    def hold(self, login: str, topic: str) -> None:
        """Holds a user for a destination; one who is held there already stays as is."""
        self.destinations.add(topic)
        session = self._held.get(login)
        if session is None or session.topic != topic:
            self._held[login] = Session(login, topic)

    def drop(self, login: str) -> None:
        """Holds this user no longer."""
        self._held.pop(login, None)

    def forget(self) -> None:
        """As after a restart."""
        self.destinations.clear()
        self._held.clear()
