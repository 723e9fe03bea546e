"""A peer in another process, by its control port: the same handles as `handles.py`, one JSON line each way.

A request is `{"do": "set_state", "with": {"agent": "1001", "state": "READY"}}`; the answer `{"gives": …}` or
`{"error": "…"}`.
"""

import json
import socket
from collections.abc import Iterable, Mapping
from typing import Any, cast

from .frames import Kind


class ControlError(Exception):
    """The peer could not do it; the words are the peer's."""


class Control:
    """A connection to a peer's control port. Not thread-safe. Also a context manager."""

    def __init__(self, host: str, port: int, *, within: float = 10.0) -> None:
        self._socket = socket.create_connection((host, port), timeout=within)
        self._lines = self._socket.makefile("rwb")

    def close(self) -> None:
        """Lets go of the peer, which goes on."""
        self._lines.close()
        self._socket.close()

    def __enter__(self) -> "Control":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self, *, within: float = 15.0) -> None:
        """The peer returns to the broker."""
        self._do("start", within=within)

    def stop(self) -> None:
        """The peer leaves the broker; its process stays, for `start`."""
        self._do("stop")

    def wait_until_up(self, *, within: float = 15.0) -> None:
        """Returns when the broker gives commands to the peer."""
        self._do("wait_until_up", within=within)

    def set_state(self, agent: str, state: str, reason: str = "") -> None:
        """Puts an agent into any Finesse state, from any."""
        self._do("set_state", agent=agent, state=state, reason=reason)

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
        """A call from outside for an agent. Gives the dialog's id."""
        kind = {"queue": queue, "call_type": call_type, "variables": variables, "answered": answered}
        return cast(str, self._do("start_call", agent=agent, from_number=from_number, **kind))

    def answer_call(self, agent: str) -> None:
        """The agent takes the call that rings."""
        self._do("answer_call", agent=agent)

    def hold_call(self, agent: str) -> None:
        """The agent puts the caller on hold."""
        self._do("hold_call", agent=agent)

    def retrieve_call(self, agent: str) -> None:
        """The agent takes the caller back."""
        self._do("retrieve_call", agent=agent)

    def end_call(self, agent: str) -> None:
        """The agent's call ends."""
        self._do("end_call", agent=agent)

    def end_wrap_up(self, agent: str) -> None:
        """The agent's wrap-up timer runs out."""
        self._do("end_wrap_up", agent=agent)

    def set_queue(self, name: str, *, longest_seconds: float | None = None, **figures: int | None) -> None:
        """Sets some of a queue's figures."""
        self._do("set_queue", name=name, longest_seconds=longest_seconds, **figures)

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

    def commands(self) -> list[dict[str, Any]]:
        """What came to the command queue: at (ISO), type, body without passwords, headers."""
        return cast(list[dict[str, Any]], self._do("commands"))

    def counts(self) -> dict[str, int]:
        """The peer's counters."""
        return cast(dict[str, int], self._do("counts"))

    def _do(self, verb: str, /, *arguments: object, **named: object) -> object:
        self._lines.write(json.dumps({"do": verb, "list": arguments, "with": named}).encode() + b"\n")
        self._lines.flush()
        line = self._lines.readline()
        if not line:
            raise ControlError("the peer hung up")
        answer = json.loads(line)
        if "error" in answer:
            raise ControlError(answer["error"])
        return cast(object, answer["gives"])
