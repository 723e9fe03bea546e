"""Transports on daphne write at once, and wait only for the rest."""

import socket
from collections.abc import Iterator

import pytest
from twisted.internet.abstract import FileDescriptor
from twisted.internet.main import CONNECTION_LOST

from dashboard.writing import write_at_once


class WatchedBy:
    """A reactor that remembers who waits until they may write."""

    def __init__(self) -> None:
        self.waiting: set[object] = set()
        self.addWriter = self.waiting.add
        self.removeWriter = self.waiting.discard

    def removeReader(self, reader: object) -> None:  # noqa: N802 - Twisted's name
        """Nobody reads here."""


class Transport(FileDescriptor):
    """Writes into one end of a socket pair, at most `takes` bytes at a time."""

    def __init__(self, reactor: WatchedBy, line: socket.socket) -> None:
        super().__init__(reactor)
        self.connected = 1
        self.line = line
        self.takes = 1 << 20
        self.is_lost = False

    def writeSomeData(self, data: bytes) -> int | Exception:  # noqa: N802 - Twisted's name
        """As twisted.internet.tcp.Connection does."""
        return CONNECTION_LOST if self.is_lost else self.line.send(data[: self.takes])


@pytest.fixture
def reactor() -> WatchedBy:
    return WatchedBy()


@pytest.fixture
def line() -> Iterator[tuple[socket.socket, socket.socket]]:
    ours, theirs = socket.socketpair()
    theirs.setblocking(False)
    with ours, theirs:
        yield ours, theirs


@pytest.fixture
def transport(reactor: WatchedBy, line: tuple[socket.socket, socket.socket]) -> Transport:
    transport = Transport(reactor, line[0])
    write_at_once(transport)
    return transport


def test_a_free_line_has_what_was_written_without_a_turn_of_the_loop(
    transport: Transport, reactor: WatchedBy, line: tuple[socket.socket, socket.socket]
) -> None:
    transport.write(b"one ")
    transport.writeSequence([b"two ", b"three"])

    assert line[1].recv(100) == b"one two three"
    assert not reactor.waiting


def test_what_a_slow_line_does_not_take_waits_and_stays_in_order(
    transport: Transport, reactor: WatchedBy, line: tuple[socket.socket, socket.socket]
) -> None:
    transport.takes = 2

    transport.write(b"abcdef")
    transport.write(b"ghi")

    assert reactor.waiting == {transport}
    assert line[1].recv(100) == b"ab"

    while transport in reactor.waiting:
        transport.doWrite()

    assert line[1].recv(100) == b"cdefghi"


def test_a_lost_line_is_left_to_the_reactor(transport: Transport, reactor: WatchedBy) -> None:
    transport.is_lost = True

    transport.write(b"frame")

    assert reactor.waiting == {transport}
    assert transport.doWrite() is CONNECTION_LOST


def test_a_line_with_nothing_to_write_can_be_closed(transport: Transport, reactor: WatchedBy) -> None:
    transport.loseConnection()

    assert reactor.waiting == {transport}
    assert transport.doWrite() is not None
