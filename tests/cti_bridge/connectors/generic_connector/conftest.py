"""What these tests run against: a scripted Generic Connector, or the peer on a real broker."""

from collections.abc import AsyncIterator, Iterator

import pytest

from cti_bridge.connectors.generic_connector import connector
from cti_bridge.practice.generic_connector_peer import BrokerAddress, Peer, Settings, a_site
from tests.cti_bridge.connectors.generic_connector.follower import BERLIN, Follower, now, settings
from tests.cti_bridge.connectors.generic_connector.orders import ready_to_listen
from tests.cti_bridge.connectors.generic_connector.scripted import Desk
from tests.services.activemq import HOST, Broker, activemq

__all__ = ["activemq", "desk"]


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    """A session with a feed (2900), Sam's sign-in (2001) and Lea's without a password (2002)."""
    desk = Desk()
    yield desk
    await desk.stop()


@pytest.fixture
async def sam(desk: Desk) -> Desk:
    """The same; Sam is signed in and not ready, and Anna talks."""
    return await ready_to_listen(desk)


@pytest.fixture
async def express() -> AsyncIterator[Desk]:
    """The same, on Contact Center Express."""
    desk = await ready_to_listen(Desk(platform="uccx"))
    yield desk
    await desk.stop()


@pytest.fixture
def peer(activemq: Broker) -> Iterator[Peer]:
    """A Generic Connector on the broker."""
    address = BrokerAddress(host=HOST, port=activemq.port, password="gc-secret")
    with Peer(address, a_site(clock=now), Settings(zone=BERLIN)) as running:
        yield running


@pytest.fixture
async def follower(activemq: Broker, peer: Peer) -> AsyncIterator[Follower]:
    """A session that has loaded the peer's floor."""
    async with Follower(connector(settings(activemq), now=now)) as follower:
        await follower.loaded()
        yield follower
