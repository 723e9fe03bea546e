"""One page's socket, from its opening to its end: who it is, what it says, and why it is closed (docs/live.md).

A plain ASGI application. Channels' own consumers hop to the database's thread for every message, and make a task for
each (channels 4.3, `AsyncConsumer.dispatch` and `await_many_dispatch`): a thousand pages that acknowledge and beat
would cost most of a core. Only signing in touches the database here (door.py).
"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Annotated, Any
from uuid import UUID

import msgspec

from dashboard.live import process
from dashboard.live.door import Door
from dashboard.live.hub import Hub
from dashboard.live.line import Line, Message, Send
from dashboard.live.only import Only
from dashboard.live.origin import is_ours
from dashboard.live.sockets import (
    LONGEST_MESSAGE,
    NOT_ALLOWED,
    NOT_HEARD,
    NOT_UNDERSTOOD,
    SILENT_SECONDS,
    Socket,
    Ticket,
)
from dashboard.store.receipts import MOST, Report, Step

Receive = Callable[[], Awaitable[Message]]
Messages = Annotated[tuple[UUID, ...], msgspec.Meta(max_length=MOST)]


class Opening(msgspec.Struct, forbid_unknown_fields=True):
    """A page's first message."""

    open: dict[str, tuple[str, int]]
    only: Only | None = None
    anew: Only | None = None


class Said(msgspec.Struct, forbid_unknown_fields=True):
    """Any later message."""

    ack: int | None = None
    beat: int | None = None
    receipts: int | None = None  # the page's number for these: the answer has it
    delivered: Messages = ()
    seen: Messages = ()
    confirmed: Messages = ()

    def reports_of(self, person: int) -> list[Report]:
        """What it says became of messages."""
        steps = ((Step.DELIVERED, self.delivered), (Step.SEEN, self.seen), (Step.CONFIRMED, self.confirmed))
        return [report for step, messages in steps for report in Report.each(person, step, messages)]


_opening = msgspec.json.Decoder(Opening).decode
_said = msgspec.json.Decoder(Said).decode
_door = Door()


async def floor_socket(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """The application of `/live/floor/`."""
    await receive()  # websocket.connect
    if not is_ours(scope["headers"]):
        await send({"type": "websocket.close", "code": NOT_ALLOWED})  # before it is accepted: HTTP 403
        return
    ticket = await _door.ticket(scope["headers"], receive)
    if ticket is None:
        return
    await send({"type": "websocket.accept"})
    if isinstance(ticket, int):
        await send({"type": "websocket.close", "code": ticket})
        return
    await _attend(process.hub(), ticket, receive, send)


async def _attend(hub: Hub, ticket: Ticket, receive: Receive, send: Send) -> None:
    """Serves one socket until it ends."""
    line = Line(send)
    socket: Socket | None = None
    try:
        while (message := await _next(receive, line, is_open=socket is not None))["type"] == "websocket.receive":
            if line.closing:
                continue
            try:
                text = _text_of(message)
                if socket is None:
                    opening = _opening(text)
                    socket = hub.open(ticket, line, opening.open, opening.only, opening.anew)
                else:
                    said = _said(text)
                    hub.hear(socket, ack=said.ack, beat=said.beat)
                    if said.receipts is not None:
                        answer = partial(hub.answer_receipts, socket, said.receipts)
                        process.receipts_of_pages().hear(socket, said.reports_of(ticket.person), answer)
            except msgspec.DecodeError:
                if socket is not None:
                    hub.leave(socket)
                line.close(NOT_UNDERSTOOD)
    finally:
        if socket is not None:
            hub.leave(socket)
        await line.drop()


async def _next(receive: Receive, line: Line, *, is_open: bool) -> Message:
    """The next message. One that does not even open is closed like one that falls silent (the hub sees to those)."""
    if is_open or line.closing:
        return await receive()
    try:
        async with asyncio.timeout(SILENT_SECONDS):
            return await receive()
    except TimeoutError:
        line.close(NOT_HEARD)
        return await receive()


def _text_of(message: Message) -> str:
    text = message.get("text")
    if not isinstance(text, str) or len(text) > LONGEST_MESSAGE:
        raise msgspec.DecodeError("Not a short text.")
    return text
