"""A peer in another process, by its control port: the same handles as `handles.py`, one JSON line each way.

A request is `{"do": "set_state", "with": {"agent": "1001", "state": "READY"}}`; the answer `{"gives": …}` or
`{"error": "…"}`.
"""

from collections.abc import Iterable
from typing import Any, cast

from .control_deeds import ControlledDeeds
from .control_line import ControlError
from .frames import Kind

__all__ = ["Control", "ControlError"]


class Control(ControlledDeeds):
    """All handles of a peer in another process. Not thread-safe. Also a context manager."""

    def start(self, *, within: float = 15.0) -> None:
        """The peer returns to the broker."""
        self._do("start", within=within)

    def stop(self) -> None:
        """The peer leaves the broker; its process stays, for `start`."""
        self._do("stop")

    def wait_until_up(self, *, within: float = 15.0) -> None:
        """Returns when the broker gives commands to the peer."""
        self._do("wait_until_up", within=within)

    def set_queue(self, name: str, *, longest_seconds: float | None = None, **figures: int | None) -> None:
        """Sets some of a queue's figures."""
        self._do("set_queue", name=name, longest_seconds=longest_seconds, **figures)

    def configure(self, **changes: object) -> None:
        """Sets up some of `Configuration` otherwise."""
        self._do("configure", **changes)

    def go_out_of_service(self) -> None:
        """GC loses Finesse."""
        self._do("go_out_of_service")

    def back(self) -> None:
        """GC has Finesse again."""
        self._do("back")

    def forget_destinations(self) -> None:
        """As after a restart of GC."""
        self._do("forget_destinations")

    def invalidate(self, login: str) -> None:
        """This user connects from elsewhere."""
        self._do("invalidate", login=login)

    def mute(self, *commands: str) -> None:
        """Ignores these commands in silence; all of them where none is named."""
        self._do("mute", *commands)

    def unmute(self) -> None:
        """Answers every command again."""
        self._do("unmute")

    def refuse_next(self, command: str, error: str) -> None:
        """Answers the next such command with this error."""
        self._do("refuse_next", command=command, error=error)

    def silence_next(self, command: str) -> None:
        """Ignores the next such command in silence."""
        self._do("silence_next", command=command)

    def delay_next(self, command: str, seconds: float) -> None:
        """Carries out the next such command so much later."""
        self._do("delay_next", command=command, seconds=seconds)

    def fail_next(self, command: str, cause: str) -> None:
        """Accepts the next such command, and tells of a FAILED dialog with this cause."""
        self._do("fail_next", command=command, cause=cause)

    def delay(self, seconds: float) -> None:
        """Says everything this much later."""
        self._do("delay", seconds=seconds)

    def send_raw(self, topic: str, body: str | bytes, *, kind: Kind = "text") -> None:
        """Sends any body to a topic. Bytes travel as Latin-1, so that each one arrives."""
        text = body if isinstance(body, str) else body.decode("latin-1")
        self._do("send_raw", topic=topic, body=text, kind=kind, is_bytes=isinstance(body, bytes))

    def rate(self, per_second: float, agents: Iterable[str] = ()) -> None:
        """So many state changes a second; 0 stops it."""
        self._do("rate", per_second=per_second, agents=list(agents))

    def state_of(self, agent: str) -> str:
        """The state in which Finesse has an agent now."""
        return cast(str, self._do("state_of", agent=agent))

    def calls_of(self, user: str) -> list[dict[str, object]]:
        """A user's dialogs, the foremost first: id, call_type, part, addresses."""
        return cast(list[dict[str, object]], self._do("calls_of", user=user))

    def commands(self) -> list[dict[str, Any]]:
        """What came to the command queue: at (ISO), type, body without passwords, headers."""
        return cast(list[dict[str, Any]], self._do("commands"))

    def counts(self) -> dict[str, int]:
        """The peer's counters."""
        return cast(dict[str, int], self._do("counts"))
