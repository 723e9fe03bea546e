"""The line to a real WebSocket server: what it carries, how it ends, why it does not come about; and no secret told."""

import asyncio
import base64
import hashlib
import time

import pytest
from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from cti_bridge.errors import Retryable
from cti_bridge.transports.websocket import BATCH, HEAVY, LARGEST, Closed, Line
from tests.cti_bridge.transports.lines import TARGET, echo, line_to, lost, saying
from tests.cti_bridge.transports.servers import raw, web_sockets

# -- what it carries -----------------------------------------------------------------------------------------------


async def test_text_goes_and_comes():
    async with line_to(echo) as line:
        await line.send('{"claz":"ping","ü":"–"}')

        assert await line.receive(5) == ['{"claz":"ping","ü":"–"}']


async def test_the_server_is_asked_for_the_whole_address():
    asked = []

    async def note(server: ServerConnection) -> None:
        asked.append(server.request.path)

    async with line_to(note) as line:
        await lost(line)

    assert asked == [TARGET]


async def test_frames_come_in_their_order_and_many_at_once():
    sent = [str(n) for n in range(2 * BATCH + 7)]

    async with line_to(saying(*sent)) as line:
        batches = []
        while sum(map(len, batches)) < len(sent):
            batches.append(await line.receive(5))

    assert [frame for batch in batches for frame in batch] == sent
    assert len(batches) < len(sent) / 4
    assert max(map(len, batches)) <= BATCH


@pytest.mark.parametrize("within", [0, 0.02])
async def test_nothing_comes_in_time(within):
    async with line_to(echo) as line:
        assert await line.receive(within) == []

        await line.send("later")
        assert await line.receive(5) == ["later"]


async def test_while_nobody_takes_anything_no_more_is_read_than_a_batch():
    sent = 0

    async def flood(server: ServerConnection) -> None:
        nonlocal sent
        for number in range(20_000):
            await server.send(f"{number} " + "x" * 1_000)
            sent += 1

    async with line_to(flood) as line:
        before = -1
        while sent != before:  # until the server has to wait
            before = sent
            await asyncio.sleep(0.1)

        assert before < 20_000
        assert len(await line.receive(5)) <= BATCH
        assert (await line.receive(5))[0].startswith(f"{BATCH} ")


async def test_of_heavy_frames_fewer_wait():
    heavy = ["x" * LARGEST] * 12

    async with line_to(saying(*heavy)) as line:
        await asyncio.sleep(0.3)  # nobody takes anything
        batches = []
        while sum(map(len, batches)) < len(heavy):
            batches.append(await line.receive(5))

    assert max(map(len, batches)) <= HEAVY // LARGEST + 1


async def test_the_largest_frame_is_four_mebibytes():
    async with line_to(saying("x" * LARGEST)) as line:
        assert len((await line.receive(5))[0]) == LARGEST

    async with line_to(saying("x" * (LARGEST + 1))) as line:
        assert str(await lost(line)).endswith("sent a frame of more than 4 MiB.")


# -- how it ends ------------------------------------------------------------------------------------------------------


async def test_what_came_before_the_end_is_given_out_first():
    async def handle(server: ServerConnection) -> None:
        await server.send("last words")
        await server.close(4001, "s3cret")

    async with line_to(handle) as line:
        assert await line.receive(5) == ["last words"]
        closed = await lost(line)

        assert (closed.code, str(closed)) == (4001, f"{line.address} closed the line (code 4001).")
        with pytest.raises(Closed):
            await line.send("too late")


async def test_a_line_that_breaks_has_no_code():
    async def handle(server: ServerConnection) -> None:
        server.transport.abort()

    async with line_to(handle) as line:
        closed = await lost(line)

        assert (closed.code, str(closed)) == (None, f"The line to {line.address} was lost.")


async def test_a_binary_frame_ends_the_line_and_the_server_is_told_why():
    codes = []

    async def handle(server: ServerConnection) -> None:
        await server.send(b"\x00")
        await server.wait_closed()
        codes.append(server.close_code)

    async with line_to(handle) as line:
        assert "binary" in str(await lost(line))

    assert codes == [1003]


async def test_who_waits_hears_at_once_that_we_closed():
    async with line_to(echo) as line:
        waiting = asyncio.create_task(line.receive())
        await asyncio.sleep(0)

        await line.close()

        with pytest.raises(Closed):
            await asyncio.wait_for(waiting, 1)


async def test_the_server_is_told_goodbye():
    ends = []

    async def handle(server: ServerConnection) -> None:
        try:
            await server.recv()
        except ConnectionClosed as closed:
            ends.append(closed.rcvd.code if closed.rcvd else None)

    async with web_sockets(handle) as address:
        line = await Line.open(address, TARGET)
        await line.close()

    assert ends == [1000]


async def test_closing_twice_does_no_harm():
    async with line_to(echo) as line:
        await line.close()


async def test_a_closed_line_leaves_nothing_running():
    async with web_sockets(echo) as address:
        before = asyncio.all_tasks()
        line = await Line.open(address, TARGET)
        await line.close()
        await asyncio.sleep(0)

        assert not [task for task in asyncio.all_tasks() - before if "Line" in repr(task)]


# -- a server that hangs ----------------------------------------------------------------------------------------------


async def frozen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Shakes hands, and neither reads nor writes ever again."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    key = next(line.split(": ")[1] for line in head.split("\r\n") if line.lower().startswith("sec-websocket-key"))
    digest = hashlib.sha1(f"{key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11".encode(), usedforsecurity=False).digest()
    accept = base64.b64encode(digest).decode()
    writer.write(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Accept: {accept}\r\n\r\n".encode()
    )
    reader._transport.pause_reading()
    await asyncio.Event().wait()


async def test_a_frozen_server_does_not_hold_up_the_end():
    async with raw(frozen) as address:
        line = await Line.open(address, TARGET)
        started = time.monotonic()

        await line.close()

        assert time.monotonic() - started < 2


async def send_for_ever(line: Line) -> None:
    while True:
        await line.send("x" * 100_000)


async def test_a_frozen_server_does_not_hold_up_a_command():
    async with raw(frozen) as address:
        line = await Line.open(address, TARGET)

        with pytest.raises(Retryable, match="takes nothing more"):
            await asyncio.wait_for(send_for_ever(line), 5)

        await line.close()


async def test_closing_can_be_given_up():
    async with raw(frozen) as address:
        line = await Line.open(address, TARGET)
        closing = asyncio.create_task(line.close())
        await asyncio.sleep(0.05)

        closing.cancel()

        with pytest.raises(asyncio.CancelledError):
            await closing
        with pytest.raises(Closed):
            await line.receive()
