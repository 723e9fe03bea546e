"""The line to a real WebSocket server: what it carries, how it ends, why it does not come about; and no secret told."""

import asyncio
import base64
import hashlib
import logging
import time
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from websockets.asyncio.server import ServerConnection
from websockets.exceptions import ConnectionClosed

from cti_bridge.errors import CtiError, Retryable
from cti_bridge.transports.address import Address
from cti_bridge.transports.websocket import BATCH, HEAVY, LARGEST, Closed, Line, NotAWebSocket
from tests.cti_bridge.transports.servers import HOST, Handler, answering, http, raw, silent, web_sockets
from tests.services.certificates import Certificate, certificate
from tests.services.ports import free_port

TARGET = "/xuc/api/2.0/cti?token=s3cret"


async def echo(server: ServerConnection) -> None:
    async for text in server:
        await server.send(text)


def saying(*frames: str | bytes) -> Handler:
    async def handle(server: ServerConnection) -> None:
        for frame in frames:
            await server.send(frame)
        await server.wait_closed()

    return handle


@asynccontextmanager
async def line_to(handler: Handler) -> AsyncIterator[Line]:
    async with web_sockets(handler) as address:
        line = await Line.open(address, TARGET)
        try:
            yield line
        finally:
            await line.close()


async def lost(line: Line) -> Closed:
    """Why the line ended, once everything that came was taken."""
    try:
        async with asyncio.timeout(5):
            while True:
                await line.receive()
    except Closed as closed:
        return closed


async def refused(address: Address, *, ca_certs: str = "", within: float = 5) -> CtiError:
    """Why no line comes about; with no secret anywhere in it."""
    with pytest.raises(Retryable) as raised:
        await Line.open(address, TARGET, ca_certs=ca_certs, within=within)
    error = raised.value
    told = "".join(traceback.format_exception(error)) + repr(error)
    assert "s3cret" not in told
    assert "\n" not in str(error)
    assert str(error).endswith(".")
    return error


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


# -- why it does not come about --------------------------------------------------------------------------------------


async def test_nothing_listens_there():
    address = Address(HOST, free_port())

    assert str(await refused(address)) == f"{address} refuses connections: nothing listens there."


async def test_a_name_that_nobody_knows():
    assert str(await refused(Address("xuc.invalid", 8090))) == "The name xuc.invalid cannot be resolved."


async def test_a_server_that_accepts_and_says_nothing():
    async with raw(silent) as address:
        assert str(await refused(address, within=0.2)) == f"{address} accepts, and says nothing for 0.2 s."


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        ("200 OK", 200, "like a web page"),
        ("400 Bad Request", 400, "like a web page"),
        ("401 Unauthorized", 401, "does not let us in"),
        ("403 Forbidden", 403, "does not let us in"),
        ("404 Not Found", 404, "has no WebSocket"),
        ("502 Bad Gateway", 502, "something behind it is out of order"),
    ],
)
async def test_a_server_that_answers_with_a_page(answer, status, words):
    async with raw(answering(http(answer, b"<html>s3cret</html>"))) as address:
        error = await refused(address)

    assert isinstance(error, NotAWebSocket)
    assert error.status == status
    assert words in str(error)
    assert f"HTTP {status}" in str(error)


async def test_a_redirect_is_not_followed():
    followed = asyncio.Event()

    async def handle(server: ServerConnection) -> None:
        followed.set()

    async with web_sockets(handle) as elsewhere:
        there = f"ws://{elsewhere}/?token=s3cret"
        async with raw(answering(http("302 Found", Location=there))) as address:
            error = await refused(address)

    assert "another address (HTTP 302)" in str(error)
    assert not followed.is_set()


@pytest.mark.parametrize("said", [b"SSH-2.0-OpenSSH_9.2\r\n", b"", b"\x15\x03\x01\x00\x02\x02\x16"])
async def test_a_server_that_speaks_something_else(said):
    async with raw(answering(said)) as address:
        error = await refused(address)

    assert isinstance(error, NotAWebSocket)
    assert error.status is None
    assert str(error) == f"{address} speaks no WebSocket, or only over TLS."


async def test_an_upgrade_that_is_none():
    said = http("101 Switching Protocols", Upgrade="websocket", Connection="Upgrade")

    async with raw(answering(said)) as address:
        assert isinstance(await refused(address), NotAWebSocket)


# -- over TLS ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def shown(tmp_path: Path) -> Certificate:
    return certificate(tmp_path)


async def test_a_certificate_that_is_vouched_for(shown):
    async with web_sockets(echo, shown.server) as address:
        line = await Line.open(address, TARGET, ca_certs=str(shown.ca_certs))
        await line.send("sealed")

        assert await line.receive(5) == ["sealed"]
        await line.close()


async def test_a_certificate_that_nobody_vouches_for(shown):
    async with web_sockets(echo, shown.server) as address:
        assert str(await refused(address)).startswith(f"The certificate of {address} is not trusted")


@pytest.mark.parametrize(
    ("names", "days", "words"),
    [(("elsewhere.example.com",), 30, "is another host's"), (("localhost", HOST), -1, "has expired")],
)
async def test_a_certificate_that_is_wrong(tmp_path, names, days, words):
    wrong = certificate(tmp_path, names=names, days=days)

    async with web_sockets(echo, wrong.server) as address:
        error = await refused(address, ca_certs=str(wrong.ca_certs))

    assert str(error) == f"The certificate of {address} {words}."


async def test_a_file_of_certificates_that_is_not_there():
    error = await refused(Address(HOST, free_port(), tls=True), ca_certs="/nowhere.pem")

    assert str(error) == "The file of trusted certificates, /nowhere.pem, cannot be read."


async def test_plain_words_to_a_server_of_tls(shown):
    async with web_sockets(echo, shown.server) as address:
        plain = Address(address.host, address.port)

        assert str(await refused(plain)) == f"{plain} speaks no WebSocket, or only over TLS."


async def test_tls_to_a_server_of_plain_words():
    async with web_sockets(echo) as address:
        sealed = Address(address.host, address.port, tls=True)

        assert "does not speak TLS as it should" in str(await refused(sealed))


# -- what others may not learn ----------------------------------------------------------------------------------------


async def test_the_address_and_what_is_said_stand_in_no_log(caplog):
    caplog.set_level(logging.DEBUG)

    async with line_to(echo) as line:
        await line.send("0230210082")
        await line.receive(5)

    assert "s3cret" not in caplog.text
    assert "0230210082" not in caplog.text
    assert "s3cret" not in repr(line)


@pytest.mark.parametrize("name", ["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY"])
async def test_a_proxy_of_the_environment_is_not_used(monkeypatch, name):
    monkeypatch.setenv(name, f"http://{HOST}:{free_port()}")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)

    async with line_to(echo) as line:
        await line.send("straight")
        assert await line.receive(5) == ["straight"]
