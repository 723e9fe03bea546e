"""A Generic Connector's session that is up, for what every vendor promises (test_every_capability.py)."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

from cti_bridge.floor.commands import SignIn
from cti_bridge.floor.model import AgentId
from tests.cti_bridge.connectors.generic_connector.scripted import START, Desk
from tests.cti_bridge.connectors.opened import Opened, soon


@asynccontextmanager
async def opened(settings: dict[str, Any]) -> AsyncIterator[Opened]:
    """Loaded, with Sam signed in."""
    desk = Desk(**settings)
    await desk.loaded()
    sam = AgentId("cisco:2001")
    await desk.execute(SignIn(id=uuid4(), sign_in=sam, extension="4101", deadline=soon(START)))
    yield Opened(
        execute=desk.execute,
        look_up=desk.session.look_up,
        agent=AgentId("cisco:1001"),
        sign_in=sam,
        deadline=soon(START),
        sent=desk.link.types,
    )
    await desk.stop()
