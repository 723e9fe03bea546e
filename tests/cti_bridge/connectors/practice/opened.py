"""A practice floor that is open, for what every vendor promises (test_every_capability.py)."""

from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from cti_bridge.connector import IntegrationConfig, SignInConfig
from cti_bridge.connectors.practice.session import connector
from cti_bridge.floor.model import AgentId
from tests.cti_bridge.connectors.opened import Opened, soon

START = datetime(2026, 11, 20, 9, tzinfo=UTC)


@asynccontextmanager
async def opened(settings: dict[str, Any]) -> AsyncIterator[Opened]:
    """Loaded, with Sam known. Nothing is ever sent: it runs in our own process."""
    sam = SignInConfig(login="sam", person="sam", extension="3001")
    config = IntegrationConfig(name="here", kind="practice", settings=settings, sign_ins=(sam,))
    made = connector(config, now=lambda: START)
    async with aclosing(made.events()) as batches:  # type: ignore[type-var]
        await anext(batches)
        yield Opened(
            execute=made.execute,
            look_up=made.look_up,
            agent=AgentId("here:1001"),
            sign_in=AgentId("here:sam"),
            deadline=soon(START),
            sent=list,
        )
