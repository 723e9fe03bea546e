"""The handles of the peer: what tests and trainers make go wrong, and what they may look at; `deeds.py` has the rest.

Each may be called from any thread.
"""

from collections.abc import Callable, Iterable
from dataclasses import asdict

from .deeds import Deeds
from .finesse import Finesse
from .frames import Kind, packed
from .line import Line
from .mishaps import Mishap, Mishaps
from .model import State
from .outbox import Outbox
from .rate import Rate
from .wire import TOPIC, Outgoing, Received, Settings


class Handles(Deeds):
    """A peer's deeds, mishaps and counters."""

    def __init__(self, world: Finesse, settings: Settings, line: Line) -> None:
        super().__init__(world, settings, Outbox(line))
        self.received: list[Received] = []
        self.bytes_messages = 0  # commands that a Java GC would not have understood (generic_connector.md 2.2)
        self.not_commands = 0
        self._mishaps = Mishaps()
        self._rate = Rate(self._flip)

    # how the system is ---------------------------------------------------------------------------------------

    def set_queue(self, name: str, *, longest_seconds: float | None = None, **figures: int | None) -> None:
        """Sets some of a queue's figures, by `QueueFigures`' names; `longest_seconds` is how long the first waits."""
        with self._lock:
            self._world.set_queue(name, longest_seconds=longest_seconds, **figures)

    def configure(self, **changes: object) -> None:
        """Sets up some of `Configuration` otherwise: dropped_by, droppable, conference_limit, unmonitored."""
        with self._lock:
            self._world.configure(**changes)

    # what goes wrong -----------------------------------------------------------------------------------------

    def go_out_of_service(self) -> None:
        """GC loses Finesse: OUT_OF_SERVICE to every destination, commands unanswered, events lost."""
        self._say(lambda: self._gc.set_in_service(False))

    def back(self) -> None:
        """GC has Finesse again: IN_SERVICE to every destination, and every held user's calls."""
        self._say(lambda: self._gc.set_in_service(True))

    def forget_destinations(self) -> None:
        """As after a restart of GC: destinations, sessions and subscriptions are gone, Finesse is as it was."""
        with self._lock:
            self._gc.sessions.forget()

    def invalidate(self, login: str) -> None:
        """This user connects from elsewhere: SESSION_INVALIDATED and a LOGOUT to the present destination."""
        self._say(lambda: self._gc.invalidate(login))

    def mute(self, *commands: str) -> None:
        """Ignores these commands in silence from now on; all of them where none is named."""
        self._mishaps.mute(*commands)

    def unmute(self) -> None:
        """Answers every command again."""
        self._mishaps.unmute()

    def refuse_next(self, command: str, error: str) -> None:
        """Answers the next such command with this error, and does not carry it out."""
        self._befall(command, Mishap(error=error))

    def silence_next(self, command: str) -> None:
        """Ignores the next such command in silence."""
        self._befall(command, Mishap(silent=True))

    def delay_next(self, command: str, seconds: float) -> None:
        """Carries out the next such command so much later; others overtake it."""
        self._befall(command, Mishap(seconds=seconds))

    def fail_next(self, command: str, cause: str) -> None:
        """Accepts the next such command and does nothing but tell of a FAILED dialog with this cause, uncorrelated."""
        self._befall(command, Mishap(cause=cause))

    def delay(self, seconds: float) -> None:
        """Says everything this much later from now on."""
        self._outbox.delay = seconds

    def send_raw(self, topic: str, body: str | bytes, *, kind: Kind = "text") -> None:
        """Sends any body to a topic, as a text, bytes or map message."""
        data, headers = packed(body, kind)
        self._outbox.put(TOPIC + topic, data, headers)

    def rate(self, per_second: float, agents: Iterable[str] = ()) -> None:
        """So many state changes a second, round-robin over these agents (all, where none is named); 0 stops it."""
        names = tuple(agents) or tuple(u.login for u in self._world.users.values() if not u.supervises)
        self._rate.set(per_second, names)

    # what one may look at ------------------------------------------------------------------------------------

    def state_of(self, agent: str) -> str:
        """The state in which Finesse has an agent now."""
        with self._lock:
            return self._world.users[agent].state.value

    def calls_of(self, user: str) -> list[dict[str, object]]:
        """A user's dialogs, the foremost first: id, call_type, part (of this user), addresses (of all in it)."""
        with self._lock:
            return [
                {
                    "id": dialog.id,
                    "call_type": dialog.call_type,
                    "part": dialog.part_of(user).value,
                    "addresses": [party.address for party in dialog.present],
                }
                for dialog in self._world.dialogs.of(user)
            ]

    def commands(self) -> list[dict[str, object]]:
        """`received` as plain values: at (ISO), type, body, headers."""
        with self._lock:
            return [
                {**asdict(came), "at": came.at.isoformat(), "headers": dict(came.headers)} for came in self.received
            ]

    def counts(self) -> dict[str, int]:
        """How often what happened: each key is a plain name, `unsent` being events said while the line was down."""
        return {
            "bytes_messages": self.bytes_messages,
            "not_commands": self.not_commands,
            "unknown_commands": len(self._gc.not_known),
            "unsent": self._outbox.unsent,
            "changes_made": self._rate.made,
        }

    # inside --------------------------------------------------------------------------------------------------

    def _say(self, speak: Callable[[], list[Outgoing]]) -> None:
        with self._lock:
            self._post(speak())

    def _befall(self, command: str, mishap: Mishap) -> None:
        with self._lock:
            self._mishaps.add(command, mishap)

    def _flip(self, login: str) -> None:
        ready = self._world.users[login].state is State.READY
        self.set_state(login, State.NOT_READY if ready else State.READY)
