"""As much of HTTP/1.1 as a login needs: reads a request, writes an answer of JSON, and closes."""

import asyncio
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import parse_qs, urlsplit

import msgspec

from .frames import Json

LARGEST_HEAD = 64 * 1024  # bytes; it is the limit of asyncio's streams too
LARGEST_BODY = 1024 * 1024
END = b"\r\n\r\n"


class NotHttp(ValueError):
    """What came is no request that can be answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A request without its body. Headers' names are in lower case."""

    method: str
    path: str
    query: dict[str, str] = field(repr=False)
    headers: dict[str, str] = field(repr=False)
    head: bytes = field(repr=False)  # as it came

    @property
    def upgrades(self) -> bool:
        """Whether a WebSocket is asked for."""
        return self.headers.get("upgrade", "").lower() == "websocket"


async def read_head(reader: asyncio.StreamReader) -> Request:
    """The next request's line and headers. Raises NotHttp, and IncompleteReadError where the other end has gone."""
    try:
        head = await reader.readuntil(END)
        line, *lines = head[: -len(END)].decode("latin-1").split("\r\n")
        method, target, _ = line.split(" ")
        parts = urlsplit(target)
    except (asyncio.LimitOverrunError, ValueError):
        raise NotHttp from None
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    # The reference client of the proxy form sends the literal text "&amp;" (xuc.md 1.3).
    query = parse_qs(parts.query.replace("&amp;", "&"))
    told = {name: values[-1] for name, values in query.items()}
    return Request(method=method, path=parts.path, query=told, headers=headers, head=head)


async def read_body(reader: asyncio.StreamReader, request: Request) -> bytes:
    """The request's body, by its Content-Length. Raises as `read_head`."""
    length = request.headers.get("content-length", "0")
    if not length.isascii() or not length.isdigit() or int(length) > LARGEST_BODY:
        raise NotHttp
    return await reader.readexactly(int(length))


def answer(status: HTTPStatus, content: Json) -> bytes:
    """A whole answer, after which the connection closes."""
    body = msgspec.json.encode(content)
    head = (
        f"HTTP/1.1 {status.value} {status.phrase}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    return head.encode("ascii") + body
