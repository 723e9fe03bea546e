"""One question to a web server: what is asked, what comes back, why nothing does; and no secret told."""

import asyncio
import logging
import threading
import time
import traceback
from pathlib import Path

import pytest

from cti_bridge.errors import CtiError, Retryable
from cti_bridge.transports.address import Address
from cti_bridge.transports.http import LARGEST, get, post_json
from tests.cti_bridge.transports.servers import HOST, answering, http, raw, silent
from tests.services.certificates import certificate
from tests.services.ports import free_port

PATH = "/xuc/api/2.0/auth/login?s3cret"
BODY = b'{"password":"s3cret"}'


async def refused(address: Address, *, ca_certs: str = "", within: float = 5) -> CtiError:
    """Why no answer comes; with no secret anywhere in it."""
    with pytest.raises(Retryable) as raised:
        await post_json(address, PATH, BODY, ca_certs=ca_certs, within=within)
    told = "".join(traceback.format_exception(raised.value)) + repr(raised.value)
    assert "s3cret" not in told
    assert str(raised.value).endswith(".")
    return raised.value


async def test_a_post_carries_json_and_asks_for_an_end():
    asked: list[bytes] = []

    async def handle(reader, writer):
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        asked.append(await reader.readexactly(12))
        writer.write(http("200 OK", b'{"token":"T"}'))
        await writer.drain()

    async with raw(handle) as address:
        reply = await post_json(address, PATH, b'{"login":"u"')

    head, body = asked
    assert head.startswith(f"POST {PATH} HTTP/1.1\r\n".encode())
    assert b"\r\nContent-Type: application/json\r\n" in head
    assert b"\r\nConnection: close\r\n" in head
    assert body == b'{"login":"u"'
    assert (reply.status, reply.body) == (200, b'{"token":"T"}')
    assert "T" not in repr(reply).removeprefix("Reply")


async def test_a_get_carries_its_headers():
    asked: list[bytes] = []

    async def handle(reader, writer):
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(http("200 OK"))
        await writer.drain()

    async with raw(handle) as address:
        await get(address, "/check", headers={"Authorization": "Bearer T"})

    assert asked[0].startswith(b"GET /check HTTP/1.1\r\n")
    assert b"\r\nAuthorization: Bearer T\r\n" in asked[0]


@pytest.mark.parametrize("status", ["401 Unauthorized", "404 Not Found", "500 Internal Server Error"])
async def test_an_answer_is_one_whatever_it_says(status):
    async with raw(answering(http(status, b"words"))) as address:
        reply = await get(address, "/")

    assert (reply.status, reply.body) == (int(status[:3]), b"words")


async def test_a_redirect_is_an_answer_and_not_followed():
    async with raw(answering(http("302 Found", Location=f"http://{HOST}:{free_port()}/"))) as address:
        assert (await get(address, "/")).status == 302


async def test_nothing_listens_there():
    address = Address(HOST, free_port())

    assert str(await refused(address)) == f"{address} refuses connections: nothing listens there."


async def test_a_name_that_nobody_knows():
    assert str(await refused(Address("xuc.invalid", 8090))) == "The name xuc.invalid cannot be resolved."


async def test_a_server_that_accepts_and_says_nothing():
    async with raw(silent) as address:
        assert str(await refused(address, within=0.2)) == f"{address} accepts, and says nothing for 0.2 s."


async def test_a_server_that_never_comes_to_an_end_is_hung_up_on():
    ended = asyncio.Event()

    async def drip(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        try:
            while True:
                writer.write(b"x")
                await writer.drain()
                await asyncio.sleep(0.02)
        except ConnectionError:
            ended.set()

    async with raw(drip) as address:
        started = time.monotonic()
        assert "says nothing for 0.3 s" in str(await refused(address, within=0.3))
        assert time.monotonic() - started < 2

        await asyncio.wait_for(ended.wait(), 5)  # and so the thread ends too


@pytest.mark.parametrize("said", [b"SSH-2.0-OpenSSH_9.2\r\n", b"\x15\x03\x01", http("200 OK", b"x" * (LARGEST + 1))])
async def test_a_server_that_speaks_something_else(said):
    async with raw(answering(said)) as address:
        assert str(await refused(address)) == f"{address} speaks no HTTP, or only over TLS."


@pytest.mark.parametrize("politely", [True, False])
async def test_a_server_that_hangs_up(politely):
    async def hang_up(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        if politely:
            await reader.readexactly(len(BODY))  # what is left unread resets the line

    async with raw(hang_up) as address:
        assert str(await refused(address)) == f"{address} hangs up before it answers."


async def test_a_certificate_that_is_vouched_for(tmp_path: Path):
    shown = certificate(tmp_path)

    async with raw(answering(http("200 OK", b"sealed")), shown.server) as address:
        assert (await get(address, "/", ca_certs=str(shown.ca_certs))).body == b"sealed"


async def test_a_certificate_that_nobody_vouches_for(tmp_path: Path):
    async with raw(answering(http("200 OK")), certificate(tmp_path).server) as address:
        assert str(await refused(address)).startswith(f"The certificate of {address} is not trusted")


async def test_a_proxy_of_the_environment_is_not_used(monkeypatch):
    for name in ("http_proxy", "all_proxy", "HTTP_PROXY"):
        monkeypatch.setenv(name, f"http://{HOST}:{free_port()}")
    monkeypatch.delenv("no_proxy", raising=False)

    async with raw(answering(http("200 OK"))) as address:
        assert (await get(address, "/")).status == 200


async def test_no_secret_stands_in_a_log(caplog):
    caplog.set_level(logging.DEBUG)

    async with raw(answering(http("200 OK", b"s3cret"))) as address:
        await get(address, PATH, headers={"Authorization": "Bearer s3cret"})

    assert "s3cret" not in caplog.text


async def test_others_go_on_meanwhile():
    main = threading.current_thread()
    beats = 0

    async def beat() -> None:
        nonlocal beats
        while True:
            await asyncio.sleep(0.01)
            beats += threading.current_thread() is main

    beating = asyncio.create_task(beat())
    async with raw(silent) as address:
        await refused(address, within=0.3)
    beating.cancel()

    assert beats > 5
