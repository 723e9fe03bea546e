"""What the peer's tests share: a clock to turn, a site on either platform, and a peer on a real broker."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from cti_bridge.practice.generic_connector_peer import BrokerAddress, Peer, Platform, Settings, a_site
from cti_bridge.practice.generic_connector_peer.finesse import Finesse
from tests.cti_bridge.practice.generic_connector_peer.talk import BERLIN, Client, Clock, Talk
from tests.services.activemq import HOST, Broker


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ucce(clock: Clock) -> Finesse:
    """Our site on Unified CCE, everybody not ready."""
    return a_site(clock=clock)


@pytest.fixture
def uccx(clock: Clock) -> Finesse:
    """Our site on Unified CCX, everybody not ready."""
    return a_site(clock=clock, platform=Platform.UCCX)


@pytest.fixture
def talk(ucce: Finesse) -> Talk:
    """A Generic Connector in front of Unified CCE."""
    return Talk(ucce)


@pytest.fixture
def sams_desk(talk: Talk) -> Talk:
    """The same, with Sam (2001) signed in from our desk and following team 5000."""
    talk.sign_in("2001", "4101")
    talk("getteamusers#2001", "5000,true")
    return talk


@pytest.fixture
def peer(activemq: Broker) -> Iterator[Peer]:
    """A peer on the real broker."""
    world = a_site(clock=lambda: datetime.now(UTC))
    address = BrokerAddress(host=HOST, port=activemq.port, password="gc-secret")
    with Peer(address, world, Settings(zone=BERLIN)) as running:
        yield running


@pytest.fixture
def client(activemq: Broker, peer: Peer) -> Iterator[Client]:
    """A client on the same broker."""
    with Client(activemq) as connected:
        yield connected
