"""A connection test."""

import asyncio
import os
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cti_bridge import catalog
from cti_bridge.checking import steps_of
from cti_bridge.connector import Connector, IntegrationConfig, Step
from dashboard.management.commands._starting import require_tables
from dashboard.store.integrations import configs


class Command(BaseCommand):
    """Connects as the bridge would, and changes nothing for anybody."""

    help = "Connects as the bridge would, and says step by step what works, what does not, and what to do."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which integration."""
        parser.add_argument("name", metavar="NAME")

    def handle(self, **options: Any) -> None:
        """A line for each step, the same as the page's; fails when a step failed."""
        require_tables()
        known = {config.name: config for config in configs(os.urandom(16))}
        config = known.get(options["name"])
        if config is None:
            raise CommandError(f"There is no integration {options['name']}; there are: {', '.join(known) or 'none'}.")
        failed = asyncio.run(self._failed(config))
        if failed is not None:
            raise CommandError(f"{config.name} does not work yet. {failed.name}: {failed.said}")
        self.stdout.write(f"{config.name} works.")

    async def _failed(self, config: IntegrationConfig) -> Step | None:
        """Writes each step as it is done; the first that failed."""
        failed = None
        async for step in steps_of(config, _connector):
            self.stdout.write(f"{'✔' if step.ok else '✘'} {step.name}: {step.said}")
            if step.mend:
                self.stdout.write(f"  → {step.mend}")
            failed = failed or (None if step.ok else step)
        return failed


def _connector(config: IntegrationConfig) -> Connector:
    return catalog.vendor(config.kind).connector(config, now=lambda: datetime.now(UTC))
