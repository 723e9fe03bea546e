"""The handles of the peer: what tests and trainers make happen at Finesse, and what they make go wrong.

Each may be called from any thread.
"""

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict

from . import calls
from .connector import GenericConnector
from .dialog import Dialog
from .finesse import Finesse
from .frames import Kind, packed
from .line import Line
from .model import State
from .outbox import Outbox
from .rate import Rate
from .wire import TOPIC, Outgoing, Received, Settings


class Handles:
    """One Generic Connector and its Finesse, with a lock around both and an outbox for what they say."""

    def __init__(self, world: Finesse, settings: Settings, line: Line) -> None:
        self.received: list[Received] = []
        self.bytes_messages = 0  # commands that a Java GC would not have understood (generic_connector.md 2.2)
        self.not_commands = 0
        self._world = world
        self._gc = GenericConnector(world, settings)
        self._lock = threading.RLock()
        self._muted: Callable[[str], bool] = lambda name: False
        self._refusals: dict[str, list[str]] = {}
        self._outbox = Outbox(line)
        self._rate = Rate(self._flip)

    # what happens at Finesse ---------------------------------------------------------------------------------

    def set_state(self, agent: str, state: str, reason: str = "") -> None:
        """Puts an agent into any Finesse state, from any."""
        with self._changing():
            self._world.set_state(agent, State(state), reason)

    def start_call(
        self,
        agent: str,
        from_number: str,
        *,
        queue: str = "",
        call_type: str = "",
        variables: Mapping[str, str] | None = None,
        answered: bool = True,
    ) -> str:
        """A call from outside for an agent; answered at once, or left ringing. Gives the dialog's id."""
        given = tuple((variables or {}).items())
        with self._changing():
            dialog = calls.offer(self._world, agent, from_number, queue=queue, call_type=call_type, variables=given)
            if answered:
                calls.answer(self._world, agent, dialog.id)
        return dialog.id

    def answer_call(self, agent: str) -> None:
        """The agent takes the call that rings."""
        self._with_call(agent, lambda dialog: calls.answer(self._world, agent, dialog.id))

    def hold_call(self, agent: str) -> None:
        """The agent puts the caller on hold."""
        self._with_call(agent, lambda dialog: calls.hold(self._world, agent, dialog.id))

    def retrieve_call(self, agent: str) -> None:
        """The agent takes the caller back."""
        self._with_call(agent, lambda dialog: calls.retrieve(self._world, agent, dialog.id))

    def end_call(self, agent: str) -> None:
        """The agent's call ends; what was pending, or wrap-up, follows."""
        with self._changing():
            calls.end_for(self._world, agent)

    def end_wrap_up(self, agent: str) -> None:
        """The agent's wrap-up timer runs out."""
        with self._changing():
            self._world.end_wrap_up(agent)

    def set_queue(self, name: str, *, longest_seconds: float | None = None, **figures: int | None) -> None:
        """Sets some of a queue's figures, by `QueueFigures`' names; `longest_seconds` is how long the first waits."""
        with self._lock:
            self._world.set_queue(name, longest_seconds=longest_seconds, **figures)

    # what goes wrong -----------------------------------------------------------------------------------------

    def go_out_of_service(self) -> None:
        """GC loses Finesse: OUT_OF_SERVICE to every destination, commands unanswered, events lost."""
        self._say(lambda: self._gc.set_in_service(False))

    def back(self) -> None:
        """GC has Finesse again: IN_SERVICE to every destination."""
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
        names = {name.lower() for name in commands}
        self._muted = (lambda name: name in names) if names else (lambda name: True)

    def unmute(self) -> None:
        """Answers every command again."""
        self._muted = lambda name: False

    def refuse_next(self, command: str, error: str) -> None:
        """Answers the next such command with this error, and does not carry it out."""
        with self._lock:
            self._refusals.setdefault(command.lower(), []).append(error)

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

    @contextmanager
    def _changing(self) -> Iterator[None]:
        with self._lock:
            yield
            self._post(self._gc.publish())

    def _say(self, speak: Callable[[], list[Outgoing]]) -> None:
        with self._lock:
            self._post(speak())

    def _with_call(self, agent: str, move: Callable[[Dialog], None]) -> None:
        with self._changing():
            dialog = self._world.call_of(agent)
            if dialog is None:
                raise ValueError(f"{agent} is on no call")
            move(dialog)

    def _flip(self, login: str) -> None:
        ready = self._world.users[login].state is State.READY
        self.set_state(login, State.NOT_READY if ready else State.READY)

    def _post(self, said: list[Outgoing]) -> None:
        for event in said:
            headers = {"correlation-id": event.correlation} if event.correlation else {}
            self._outbox.put(TOPIC + event.topic, event.body.encode(), headers)
