"""Why a line does not come about is told in a sentence, over TLS too, and nobody else learns what is said."""

import asyncio
import logging
from pathlib import Path

import pytest
from websockets.asyncio.server import ServerConnection

from cti_bridge.transports.address import Address
from cti_bridge.transports.websocket import Line, NotAWebSocket
from tests.cti_bridge.transports.lines import TARGET, echo, line_to, refused
from tests.cti_bridge.transports.servers import HOST, answering, http, raw, silent, web_sockets
from tests.services.certificates import Certificate, certificate
from tests.services.ports import free_port


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
