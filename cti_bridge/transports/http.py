"""One question to a web server, and its answer: no proxies, no redirects, no cookies, and an end after 5 s.

Headers, bodies and queries may hold secrets: they stand in no log, no repr and no exception.
"""

import asyncio
import socket
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPSConnection

from cti_bridge.errors import Retryable
from cti_bridge.transports.address import Address
from cti_bridge.transports.reach import reach, tls_context

WITHIN = 5.0  # seconds, for all of it
LARGEST = 2**20  # bytes of an answer


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered, whatever it was."""

    status: int
    body: bytes = field(repr=False)


async def get(
    address: Address, path: str, *, headers: Mapping[str, str] | None = None, ca_certs: str = "", within: float = WITHIN
) -> Reply:
    """The answer to a GET. Raises Retryable, and says why, when there is none."""
    return await _ask(address, ca_certs, within, lambda exchange: exchange.run("GET", path, None, headers or {}))


async def post_json(address: Address, path: str, body: bytes, *, ca_certs: str = "", within: float = WITHIN) -> Reply:
    """The answer to a POST of JSON. Raises Retryable, and says why, when there is none."""
    headers = {"Content-Type": "application/json"}
    return await _ask(address, ca_certs, within, lambda exchange: exchange.run("POST", path, body, headers))


async def _ask(address: Address, ca_certs: str, within: float, run: "Callable[[_Exchange], Reply]") -> Reply:
    exchange = _Exchange(address, ca_certs, within)
    try:
        async with asyncio.timeout(within):
            return await asyncio.to_thread(run, exchange)
    except TimeoutError:
        said = f"{address} accepts, and says nothing for {within:g} s."
    except OSError:  # of the TLS too; http.client's RemoteDisconnected is one
        said = f"{address} hangs up before it answers."
    except HTTPException:
        alone, or_over_tls = f"{address} speaks no HTTP.", f"{address} speaks no HTTP, or only over TLS."
        raise Retryable(alone if address.tls else or_over_tls) from None
    finally:
        exchange.hang_up()
    await reach(address, ca_certs)  # says why: the name, the port, the certificate
    raise Retryable(said)


class _Exchange:
    """One question on a connection of its own, run in a thread, which ends when we hang up."""

    def __init__(self, address: Address, ca_certs: str, within: float) -> None:
        self._line: socket.socket | None = None
        if address.tls:
            context = tls_context(ca_certs)
            self._http: HTTPConnection = HTTPSConnection(address.host, address.port, timeout=within, context=context)
        else:
            self._http = HTTPConnection(address.host, address.port, timeout=within)

    def run(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Reply:
        try:
            self._http.connect()
            self._line = self._http.sock
            self._http.request(method, path, body, {**headers, "Connection": "close"})
            response = self._http.getresponse()
            said = response.read(LARGEST + 1)
        finally:
            self._http.close()
        if len(said) > LARGEST:
            raise HTTPException
        return Reply(response.status, said)

    def hang_up(self) -> None:
        if self._line is not None:
            with suppress(OSError):
                self._line.shutdown(socket.SHUT_RDWR)
