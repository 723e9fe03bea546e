"""A line to a peer's control port: one JSON request, one JSON answer."""

import json
import socket
from typing import Self, cast


class ControlError(Exception):
    """The peer could not do it; the words are the peer's."""


class ControlLine:
    """A connection to a peer's control port. Not thread-safe. Also a context manager."""

    def __init__(self, host: str, port: int, *, within: float = 10.0) -> None:
        self._socket = socket.create_connection((host, port), timeout=within)
        self._lines = self._socket.makefile("rwb")

    def close(self) -> None:
        """Lets go of the peer, which goes on."""
        self._lines.close()
        self._socket.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

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
