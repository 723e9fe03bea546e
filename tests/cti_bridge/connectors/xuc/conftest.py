"""What the tests against the XUC peer share: a peer on a port, and a follower of it."""

from collections.abc import Callable, Iterator

import pytest

from cti_bridge.practice.xuc_peer import Peer, Settings, a_site
from tests.cti_bridge.connectors.xuc.follower import now

StartPeer = Callable[..., Peer]


@pytest.fixture
def start() -> Iterator[StartPeer]:
    """Starts a peer; its phones are answered at once unless its settings say otherwise."""
    started = []

    def start_peer(settings: Settings | None = None, **site: int) -> Peer:
        peer = Peer(a_site(clock=now, **site), settings or Settings(answers_after=0.0))  # type: ignore[arg-type]
        started.append(peer.start())
        return peer

    yield start_peer
    for peer in started:
        peer.stop()


@pytest.fixture
def peer(start: StartPeer) -> Peer:
    """A site with 24 agents, everybody ready."""
    return start()
