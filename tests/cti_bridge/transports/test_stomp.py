"""The line to a real ActiveMQ: each trap of generic_connector.md 2 that would lose a command or a floor."""

import asyncio
import logging
import threading
import time
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from cti_bridge.errors import Retryable
from cti_bridge.transports.address import Address
from cti_bridge.transports.stomp import HEAVY, Frame, Line, SignInRefused
from cti_bridge.transports.stomp_connection import LARGEST
from tests.cti_bridge.transports.servers import raw
from tests.services.activemq import Broker
from tests.services.stomp_wire import Wire

TOPIC = "/topic/floorwalker-1"
QUEUE = "/queue/Connector1"
HEAP = "/queue/nobody-reads"


def now() -> datetime:
    return datetime.now(UTC)


async def opened(broker: Broker, **options: object) -> Line:
    options = {"username": "bridge", "password": "bridge-secret", "clock": now} | options
    return await Line.open(Address.parse(broker.url), **options)


@pytest.fixture
async def line(activemq: Broker) -> AsyncIterator[Line]:
    line = await opened(activemq)
    yield line
    line.close()


@pytest.fixture
async def queue(activemq: Broker) -> AsyncIterator[Wire]:
    with Wire(activemq) as wire:
        await asyncio.to_thread(wire.subscribe, QUEUE)
        yield wire


def send(line: Line, body: str, *, seconds: float = 5, correlation_id: str = "c1", queue: str = QUEUE) -> None:
    line.send(
        queue,
        body,
        type_="Login#1001",
        reply_to=TOPIC,
        time_to_live=timedelta(seconds=seconds),
        correlation_id=correlation_id,
    )


def send_many(line: Line) -> None:
    for _ in range(2000):
        send(line, "x" * 10_000, queue=HEAP)


async def read_slowly(line: Line) -> None:
    while True:
        time.sleep(0.2)  # the loop is busy elsewhere
        await line.receive(5)


async def next_of(line: Line) -> Frame:
    frames = await line.receive(5)
    assert len(frames) == 1
    return frames[0]


async def gone(name: str) -> None:
    """Returns when no thread of this name runs any more."""
    deadline = time.monotonic() + 5
    while any(name in t.name for t in threading.enumerate()):
        assert time.monotonic() < deadline, [t.name for t in threading.enumerate()]
        await asyncio.sleep(0.01)


# -- what leaves -------------------------------------------------------------------------------------------------


async def test_a_command_is_a_text_message_with_its_type_and_correlation_id(line, queue):
    send(line, "secret,4001 – für Ä")

    came = await asyncio.to_thread(queue.get)
    assert came.headers["type"] == "Login#1001"
    assert came.headers["correlation-id"] == "c1"
    assert "content-length" not in came.headers  # with one, GC would get a BytesMessage
    assert came.body.decode() == "secret,4001 – für Ä"


async def test_an_answer_is_asked_for_on_our_topic(line, queue):
    send(line, "")

    assert (await asyncio.to_thread(queue.get)).headers["reply-to"] == TOPIC


async def test_a_command_is_not_persistent(line, queue):
    send(line, "")

    assert (await asyncio.to_thread(queue.get)).headers.get("persistent", "false") == "false"


async def test_a_command_that_waited_past_its_time_is_not_delivered(activemq, line):
    send(line, "too late", seconds=0.3, queue="/queue/later")
    send(line, "in time", seconds=30, queue="/queue/later")
    await asyncio.sleep(0.5)  # the broker's own clock must pass the moment

    with Wire(activemq) as late:
        await asyncio.to_thread(late.subscribe, "/queue/later")
        came = await asyncio.to_thread(late.get)

    assert came.body == b"in time"
    assert abs(int(came.headers["expires"]) / 1000 - now().timestamp() - 30) < 5


async def test_a_broker_that_takes_nothing_does_not_stop_the_loop(activemq):
    line = await opened(activemq)
    activemq.freeze()
    try:
        started = time.monotonic()
        with pytest.raises(Retryable, match="takes nothing more"):
            send_many(line)
        assert time.monotonic() - started < 3
    finally:
        activemq.thaw()
        line.close()


# -- what arrives ------------------------------------------------------------------------------------------------


async def test_a_frame_arrives_with_its_correlation_id_and_the_senders_clock(activemq, line):
    await line.subscribe(TOPIC)
    with Wire(activemq) as gc:
        gc.send(TOPIC, "System#IN_SERVICE", correlation_id="c7")

        came = await next_of(line)

    assert (came.body, came.correlation_id, came.binary) == (b"System#IN_SERVICE", "c7", False)
    assert came.sent_at is not None
    assert abs(came.sent_at - now().timestamp()) < 2


async def test_bytes_and_empty_messages_arrive_as_what_they_are(activemq, line):
    await line.subscribe(TOPIC)
    with Wire(activemq) as gc:
        gc.send(TOPIC, b"\xff\0\xfe", content_length="3")
        gc.send(TOPIC, "")
        binary, *rest = await line.receive(5)
        empty = rest[0] if rest else await next_of(line)

    assert (binary.body, binary.binary) == (b"\xff\0\xfe", True)
    assert (empty.body, empty.binary) == (b"", False)


async def test_what_is_sent_right_after_the_subscription_is_not_lost(activemq):
    with Wire(activemq) as gc:
        for round_ in range(20):
            line = await opened(activemq)
            await line.subscribe(TOPIC)
            gc.send(TOPIC, f"{round_}")
            assert (await next_of(line)).body == f"{round_}".encode()
            line.close()


async def test_a_burst_arrives_whole_in_order_and_in_batches(activemq, line):
    await line.subscribe(TOPIC)
    many = 20_000

    with Wire(activemq) as gc:
        pump = asyncio.create_task(asyncio.to_thread(lambda: [gc.send(TOPIC, f"{n}") for n in range(many)]))
        bodies, batches = [], 0
        while len(bodies) < many:
            bodies += [f.body for f in await line.receive(5)]
            batches += 1
        await pump

    assert bodies == [f"{n}".encode() for n in range(many)]
    assert batches < many


async def test_no_frame_within_the_time_is_an_empty_batch(line):
    assert await line.receive(0.05) == []


async def test_a_flood_lets_others_have_their_turn():
    line = Line(Address("nowhere", 61613), ca_certs="", clock=now, heartbeat=3.0, inbox=100_000)
    for n in range(2500):
        line._put(Frame(b"%d" % n))
    turns = []
    asyncio.get_running_loop().call_soon(turns.append, "another's")

    batches = [await line.receive() for _ in range(3)]

    assert turns
    assert [len(b) for b in batches] == [1000, 1000, 500]


async def test_nor_does_it_hold_frames_of_any_weight():
    line = Line(Address("nowhere", 61613), ca_certs="", clock=now, heartbeat=3.0, inbox=100_000)
    heavy = Frame(b"x" * (HEAVY // 4))
    for _ in range(20):  # taken as they come, they may go on for ever
        line._put(heavy)
        assert await line.receive(5) == [heavy]
    for _ in range(5):
        line._put(heavy)

    with pytest.raises(Retryable, match="64 MiB wait"):
        await line.receive(5)


async def test_a_frame_without_an_end_ends_the_line_before_it_fills_the_memory():
    sent, body = 0, b"x" * 2**16

    async def endless(reader, writer):
        nonlocal sent
        await reader.readuntil(b"\0")
        writer.write(b"CONNECTED\nversion:1.2\n\n\0MESSAGE\nmessage-id:1\n\n")
        while True:
            writer.write(body)
            await writer.drain()
            sent += len(body)

    async with raw(endless) as address:
        line = await Line.open(address, username="u", password="p", clock=now)
        with pytest.raises(Retryable, match="was lost"):
            await line.receive(20)
        line.close()

    assert sent < 4 * LARGEST


async def test_more_than_the_inbox_holds_ends_the_line_rather_than_dropping(activemq):
    line = await opened(activemq, inbox=100)
    await line.subscribe(TOPIC)
    with Wire(activemq) as gc:
        for n in range(101):
            gc.send(TOPIC, f"{n}")
        with pytest.raises(Retryable, match="100 frames wait"):
            await read_slowly(line)
    line.close()


# -- the line's life ---------------------------------------------------------------------------------------------


async def test_a_wrong_password_gives_the_brokers_own_words(activemq):
    with pytest.raises(SignInRefused, match=r"User name \[bridge\] or password is invalid"):
        await opened(activemq, password="wrong")


async def test_a_port_where_nothing_listens_is_told_in_a_sentence():
    with pytest.raises(Retryable, match="refuses connections"):
        await Line.open(Address("127.0.0.1", 1), username="", password="", clock=now)


async def test_a_name_that_does_not_resolve_is_told_in_a_sentence():
    with pytest.raises(Retryable, match="cannot be resolved"):
        await Line.open(Address("nowhere.invalid", 61613), username="", password="", clock=now)


async def test_connecting_to_a_hung_broker_ends_at_our_own_deadline(activemq):
    activemq.freeze()
    try:
        started = time.monotonic()
        with pytest.raises(Retryable, match="says nothing"):
            await opened(activemq, within=0.5)
        assert time.monotonic() - started < 1.5
    finally:
        activemq.thaw()
    await gone("io_loop")


async def test_a_subscription_that_is_not_confirmed_ends_at_our_own_deadline(activemq, line):
    activemq.freeze()
    try:
        with pytest.raises(Retryable, match="did not confirm"):
            await line.subscribe(TOPIC, within=0.3)
    finally:
        activemq.thaw()


async def test_a_killed_broker_is_noticed_at_once(activemq):
    line = await opened(activemq)
    waiting = asyncio.create_task(line.receive())
    await asyncio.sleep(0.1)

    started = time.monotonic()
    activemq.kill()
    try:
        with pytest.raises(Retryable, match="was lost"):
            await waiting
        assert time.monotonic() - started < 1
        with pytest.raises(Retryable):
            send(line, "")
    finally:
        line.close()
        activemq.start()


async def test_a_hung_broker_is_noticed_by_its_missing_heartbeats(activemq):
    line = await opened(activemq, heartbeat=0.4)
    activemq.freeze()
    try:
        started = time.monotonic()
        with pytest.raises(Retryable, match="silent"):
            await line.receive()
        assert time.monotonic() - started < 2
    finally:
        activemq.thaw()
        line.close()


async def test_heartbeats_keep_an_idle_line_up_in_both_directions(activemq):
    line = await opened(activemq, heartbeat=0.8)

    assert await line.receive(3) == []  # a missing one, theirs or ours, would have ended it before
    line.close()


async def test_a_slow_reader_does_not_lose_the_line(activemq):
    line = await opened(activemq, heartbeat=0.3)
    await line.subscribe(TOPIC)
    with Wire(activemq) as gc:
        gc.send(TOPIC, "before")
        time.sleep(1.5)  # the loop is busy: callbacks only enqueue, heartbeats go on by themselves
        gc.send(TOPIC, "after")
        bodies = []
        while len(bodies) < 2:
            bodies += [f.body for f in await line.receive(5)]
    assert bodies == [b"before", b"after"]
    line.close()


async def test_twenty_lines_one_after_another_leave_no_thread(activemq):
    for _ in range(20):
        line = await opened(activemq)
        line.close()
        with pytest.raises(Retryable, match="was closed"):
            await line.receive()
    await gone("io_loop")
    await gone("StompHeartbeat")


async def test_a_password_never_reaches_a_log(activemq, caplog):
    caplog.set_level(logging.DEBUG)
    line = await opened(activemq)
    send(line, "sup3rsecret,4001", queue=HEAP)
    with pytest.raises(SignInRefused):
        await opened(activemq, password="als0secret")
    line.close()
    assert "secret" not in caplog.text


# -- TLS ---------------------------------------------------------------------------------------------------------


async def tls(broker: Broker, host: str = "127.0.0.1", **options: object) -> Line:
    address = Address(host, broker.tls_port, tls=True)
    options = {"ca_certs": str(broker.ca_certs)} | options
    return await Line.open(address, username="bridge", password="bridge-secret", clock=now, **options)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_every_host_is_spoken_to_over_tls(activemq_tls, host):
    line = await tls(activemq_tls, host)
    await line.subscribe(TOPIC)
    with Wire(activemq_tls) as gc:
        gc.send(TOPIC, "over TLS")
        assert (await next_of(line)).body == b"over TLS"
    line.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # stomp.py leaves the socket to its end
async def test_an_unknown_authority_is_refused(activemq_tls):
    with pytest.raises(Retryable, match="not trusted: self-signed"):
        await tls(activemq_tls, ca_certs="")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
async def test_another_hosts_certificate_is_refused():
    with Broker(tls=True, names=("other.example.com",)) as other, pytest.raises(Retryable, match="is another host's"):
        await tls(other)


async def test_a_killed_broker_is_noticed_at_once_over_tls_too(activemq_tls):
    line = await tls(activemq_tls)
    started = time.monotonic()
    activemq_tls.kill()
    try:
        with pytest.raises(Retryable, match="was lost"):
            await line.receive()
        assert time.monotonic() - started < 1  # stomp.py alone would spin until a heartbeat is missed
    finally:
        line.close()
        activemq_tls.start()
    await gone("io_loop")
