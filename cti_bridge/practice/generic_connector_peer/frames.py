"""Frames of every JMS kind, for what a client must survive: text, bytes and map messages."""

from typing import Literal

Kind = Literal["text", "bytes", "map"]


def packed(body: str | bytes, kind: Kind) -> tuple[bytes, dict[str, str]]:
    """The bytes and headers with which this kind of message reaches a STOMP client (generic_connector.md 2.2).

    The broker writes a map message as a frame without a body, so that is what is sent for one; Debian's ActiveMQ lacks
    the library that would make a true one out of STOMP.
    """
    data = body.encode() if isinstance(body, str) else body
    match kind:
        case "text":
            return data, {}
        case "bytes":
            return data, {"content-length": str(len(data))}
        case "map":
            return b"", {}
