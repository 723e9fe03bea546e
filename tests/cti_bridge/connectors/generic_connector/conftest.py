"""What these tests run against: a scripted Generic Connector, or the peer on a real broker."""

from collections.abc import AsyncIterator

import pytest

from tests.cti_bridge.connectors.generic_connector.scripted import Desk
from tests.services.activemq import activemq

__all__ = ["activemq", "desk"]


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    """A session with a feed (2900), Sam's sign-in (2001) and Lea's without a password (2002)."""
    desk = Desk()
    yield desk
    await desk.stop()
