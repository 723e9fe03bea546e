"""What the XUC peer's tests share: a clock to turn, a site, a peer on a port, and desks at it."""

from collections.abc import Callable, Iterator

import pytest

from cti_bridge.practice.xuc_peer import Peer, Settings, World, a_site
from tests.cti_bridge.practice.xuc_peer.desk import Clock, Desk

StartPeer = Callable[[Settings], Peer]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def world(clock: Clock) -> World:
    """Our site, everybody ready."""
    return a_site(clock=clock)


@pytest.fixture
def start(world: World) -> Iterator[StartPeer]:
    """Starts a peer of that site with other settings."""
    started = []

    def start_peer(settings: Settings) -> Peer:
        started.append(Peer(world, settings).start())
        return started[-1]

    yield start_peer
    for peer in started:
        peer.stop()


@pytest.fixture
def peer(start: StartPeer) -> Peer:
    """A peer whose phones nobody answers, and whose counters go by the queues' ids."""
    return start(Settings(answers_after=None, every_nth_by_name=0))


@pytest.fixture
def desk(peer: Peer) -> Iterator[Callable[[str], Desk]]:
    """Opens a user's desk at the peer."""
    opened = []

    def open_desk(login: str) -> Desk:
        opened.append(Desk.of(peer, login))
        return opened[-1]

    yield open_desk
    for one in opened:
        one.close()


@pytest.fixture
def feed(desk: Callable[[str], Desk]) -> Desk:
    """The feed's desk."""
    return desk("feed")


@pytest.fixture
def sam(desk: Callable[[str], Desk]) -> Desk:
    """Sam's desk; he is the agent 7, signed out."""
    return desk("sam")
