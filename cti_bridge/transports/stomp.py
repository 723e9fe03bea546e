"""A line to one STOMP broker: connect, subscribe, send, receive in batches. It understands nothing of what it carries.

The only line that knows threads: stomp.py reads on its own, and its callbacks here only put down what came and wake
the loop once. A line that is lost stays lost; whoever wants another opens another (generic_connector.md 2.2, 2.3).
"""
# mypy: allow-untyped-calls

import asyncio
import itertools
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from stomp.listener import ConnectionListener

from cti_bridge.errors import CtiError, Fatal, Retryable
from cti_bridge.transports.address import Address
from cti_bridge.transports.reach import reach
from cti_bridge.transports.stomp_connection import Connection

CONNECT_WITHIN = 5.0  # seconds; stomp.py's own wait has no end (2.3)
RECEIPT_WITHIN = 5.0
HEARTBEAT = 3.0  # seconds, both ways: they notice a host that hangs or vanished
SILENCE = 2.5  # heartbeats without a word, and the line counts as lost; ActiveMQ skips its first (2.3)
BATCH = 1_000  # frames handed out at once: a few ms of work
INBOX = 100_000  # frames that may wait; more means that we cannot follow, and load anew
HEAVY = 64 * 2**20  # bytes of theirs that may wait


@dataclass(frozen=True, slots=True)
class Frame:
    """What came. `binary`: sent as bytes, not as text. `sent_at` is the sender's or broker's clock, epoch seconds."""

    body: bytes
    correlation_id: str = ""
    sent_at: float | None = None
    binary: bool = False


class Objection(Retryable):
    """The broker answered with a STOMP error; `str()` has its own words."""


class SignInRefused(Fatal):
    """The broker does not let us in; `str()` has its own words."""


class Line:
    """One connection to one broker, from `open` until it is lost or closed. Every attempt is a fresh one (2.3)."""

    def __init__(
        self, address: Address, *, ca_certs: str, clock: Callable[[], datetime], heartbeat: float, inbox: int
    ) -> None:
        self.address = address
        self._loop = asyncio.get_running_loop()
        self._clock = clock
        self._silence = heartbeat * SILENCE
        self._limit = inbox
        self._frames: deque[Frame] = deque()
        self._came = self._taken = 0  # bytes of theirs, counted by the reader's thread and by the loop
        self._wake = asyncio.Event()
        self._is_woken = False  # so that a burst wakes the loop once
        self._heard = time.monotonic()
        self._lost: CtiError | None = None
        self._connected: asyncio.Future[None] = self._loop.create_future()
        self._receipts: dict[str, asyncio.Future[None]] = {}
        self._numbers = itertools.count(1)
        self._stomp = Connection(address, ca_certs, heartbeat)
        self._stomp.set_listener("line", _Listener(self))

    @classmethod
    async def open(
        cls,
        address: Address,
        *,
        username: str,
        password: str,
        clock: Callable[[], datetime],
        ca_certs: str = "",
        heartbeat: float = HEARTBEAT,
        inbox: int = INBOX,
        within: float = CONNECT_WITHIN,
    ) -> "Line":
        """A line that the broker has accepted. Raises Retryable, or SignInRefused with the broker's words."""
        line = cls(address, ca_certs=ca_certs, clock=clock, heartbeat=heartbeat, inbox=inbox)
        start = threading.Thread(target=line._start, args=(username, password), name="stomp-connect", daemon=True)
        start.start()
        try:
            async with asyncio.timeout(within):
                await line._connected
        except _NoSocket:
            line.close()
            await reach(address, ca_certs)  # stomp.py keeps the reason to itself: ask for it
            raise Retryable(f"{address} could not be connected to.") from None
        except TimeoutError:
            line.close()
            raise Retryable(f"The broker {address} accepts, and says nothing for {within:g} s.") from None
        except BaseException:
            line.close()
            raise
        return line

    async def subscribe(self, destination: str, within: float = RECEIPT_WITHIN) -> None:
        """Returns when the broker has confirmed: what is sent to a topic before that is lost (2.2)."""
        receipt = f"r{next(self._numbers)}"
        done = self._receipts[receipt] = self._loop.create_future()
        self._raise_if_lost()
        try:
            self._transmit("SUBSCRIBE", {"destination": destination, "id": receipt, "ack": "auto", "receipt": receipt})
            async with asyncio.timeout(within):
                await done
        except TimeoutError:
            raise Retryable(f"The broker {self.address} did not confirm the subscription.") from None
        finally:
            self._receipts.pop(receipt, None)

    def send(
        self,
        destination: str,
        body: str,
        *,
        type_: str,
        reply_to: str,
        time_to_live: timedelta,
        correlation_id: str = "",
    ) -> None:
        """Hands one text message to the broker, which drops it after `time_to_live`. Raises Retryable: nothing went.

        Returning proves nothing: over TLS it is only queued (2.4).
        """
        expires = self._clock() + time_to_live
        headers = {
            "destination": destination,
            "type": type_,  # becomes JMSType
            "reply-to": reply_to,
            "expires": str(int(expires.timestamp() * 1000)),  # absolute; a duration is in the past, and lost
            "persistent": "false",  # a dead letter would show its password
        }
        if correlation_id:
            headers["correlation-id"] = correlation_id
        self._transmit("SEND", headers, body)  # never a content-length: it would make a BytesMessage of it (2.2)

    async def receive(self, within: float | None = None) -> list[Frame]:
        """What came since the last call, at least one frame and 1,000 at most; none when `within` seconds pass.

        Others get their turn first, however much comes. Raises Retryable when the line is lost, at once, and what
        came before it has been given out.
        """
        until = None if within is None else time.monotonic() + within
        while not self._frames:
            self._raise_if_lost()
            now = time.monotonic()
            if until is not None and now >= until:
                await asyncio.sleep(0)  # nobody who asks without waiting may stop the loop
                return []
            silent_at = self._heard + self._silence
            if now >= silent_at:
                self._lose(f"The broker {self.address} has been silent for {self._silence:g} s.")
                continue
            await self._wait(min(silent_at, until or silent_at) - now)
        await asyncio.sleep(0)  # a flood on this line keeps no other source, and no lease, waiting
        batch: list[Frame] = []
        with suppress(IndexError):  # all taken, or thrown away by the reader's thread (`_put`)
            while len(batch) < BATCH:
                batch.append(self._frames.popleft())
        self._taken += sum(len(frame.body) for frame in batch)
        return batch

    def close(self) -> None:
        """Ends the line and its threads, without waiting for anybody."""
        self._lose("The line was closed.")
        self._stomp.hang_up()

    # -- on the loop ---------------------------------------------------------------------------------------------

    async def _wait(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        self._wake.clear()
        self._is_woken = False  # before the frames are read: what comes from here on wakes anew

    def _raise_if_lost(self) -> None:
        if self._lost is not None:
            raise self._lost

    def _transmit(self, command: str, headers: dict[str, str], body: str = "") -> None:
        self._raise_if_lost()
        try:
            if not self._stomp.takes_more():
                raise Retryable(f"The broker {self.address} takes nothing more from us.")
            self._stomp.send_frame(command, headers, body)
        except CtiError:
            raise
        except Exception as error:  # stomp.py raises OSError, its own errors, and AttributeError when just lost
            self._lose(f"The line to the broker {self.address} was lost.")
            raise Retryable(f"The line to the broker {self.address} was lost.") from error

    # -- on stomp.py's threads -------------------------------------------------------------------------------------

    def _start(self, username: str, password: str) -> None:
        try:
            self._stomp.ask_in(username, password)
        except Exception:
            self._settle(self._connected, _NoSocket())
        if self._lost is not None:
            self._stomp.hang_up()  # given up in the meantime

    def _put(self, frame: Frame) -> None:
        self._came += len(frame.body)
        is_heavy = self._came - self._taken > HEAVY
        if is_heavy or len(self._frames) >= self._limit:
            too_heavy = f"More than {HEAVY // 2**20} MiB wait: we cannot follow, and load anew."
            too_many = f"More than {self._limit} frames wait: we cannot follow, and load anew."
            self._lose(too_heavy if is_heavy else too_many)
            self._frames.clear()
            self._stomp.hang_up()
            return
        self._frames.append(frame)
        self._call_loop()

    def _lose(self, why: str, kind: type[CtiError] = Retryable) -> None:
        if self._lost is None:
            self._lost = kind(why)
        self._settle(self._connected, self._lost)
        for receipt in list(self._receipts.values()):
            self._settle(receipt, self._lost)
        self._call_loop()

    def _call_loop(self) -> None:
        if self._is_woken:
            return
        self._is_woken = True
        self._soon(self._wake.set)

    def _settle(self, future: asyncio.Future[None], error: BaseException | None = None) -> None:
        self._soon(_settle, future, error)

    def _soon(self, call: Any, *args: Any) -> None:
        with suppress(RuntimeError):  # the loop has ended, and with it whoever listened
            self._loop.call_soon_threadsafe(call, *args)


class _NoSocket(Exception):
    """stomp.py could not connect, and keeps the reason to itself."""


def _settle(future: asyncio.Future[None], error: BaseException | None) -> None:
    if future.done():
        return
    if error is None:
        future.set_result(None)
    else:
        future.set_exception(error)
        future.exception()  # read here: nobody may be waiting


class _Listener(ConnectionListener):
    """Puts down what stomp.py tells. Called on its threads; an exception here would kill the connection (2.3)."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def on_connected(self, frame: Any) -> None:
        self._line._heard = time.monotonic()
        self._line._settle(self._line._connected)

    def on_heartbeat(self) -> None:
        self._line._heard = time.monotonic()

    def on_message(self, frame: Any) -> None:
        line, headers = self._line, frame.headers
        line._heard = time.monotonic()
        stamp = headers.get("timestamp", "")
        line._put(
            Frame(
                frame.body,
                headers.get("correlation-id", ""),
                int(stamp) / 1000 if stamp.isdecimal() and len(stamp) < 16 else None,
                "content-length" in headers,
            )
        )

    def on_receipt(self, frame: Any) -> None:
        line = self._line
        line._heard = time.monotonic()
        receipt = line._receipts.get(frame.headers.get("receipt-id", ""))
        if receipt is not None:
            line._settle(receipt)

    def on_error(self, frame: Any) -> None:
        words = frame.headers.get("message", "")[:200] or frame.body[:200].decode(errors="replace")
        refused = not self._line._connected.done() and "password is invalid" in words.lower()
        text = f"The broker {self._line.address} says: {words.strip() or 'error'}"
        self._line._lose(text, SignInRefused if refused else Objection)

    def on_disconnected(self) -> None:
        self._line._lose(f"The line to the broker {self._line.address} was lost.")
