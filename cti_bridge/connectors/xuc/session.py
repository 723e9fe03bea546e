"""Follows one XUC. What it hears is not followed yet: a source of this kind says so."""

from collections.abc import AsyncIterator, Sequence

from cti_bridge.connector import Capabilities, Clock, Connector, IntegrationConfig, Step
from cti_bridge.connectors.xuc.capabilities import capabilities
from cti_bridge.connectors.xuc.config import read
from cti_bridge.errors import CommandRefused, Fatal
from cti_bridge.floor.commands import Command
from cti_bridge.floor.events import Event
from cti_bridge.floor.lookups import PastCall, QueueCalls

NOT_YET = "This version cannot follow an XUC yet."


class _NotYet:
    def __init__(self, can: Capabilities) -> None:
        self.capabilities = can

    async def events(self) -> AsyncIterator[Sequence[Event]]:
        raise Fatal(NOT_YET)
        yield ()

    async def look_up(self, question: QueueCalls) -> Sequence[PastCall]:
        raise CommandRefused(NOT_YET)

    async def execute(self, command: Command) -> str:
        raise CommandRefused(NOT_YET)

    async def check(self) -> AsyncIterator[Step]:
        yield Step(name="Follow", ok=False, said=NOT_YET)


def connector(config: IntegrationConfig, *, now: Clock) -> Connector:
    """A connector that says that it cannot follow; raises Fatal when the settings are wrong."""
    read(config.settings)
    return _NotYet(capabilities(config.settings))
