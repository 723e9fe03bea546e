"""A connection test."""

import asyncio
import os
from datetime import UTC, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cti_bridge import catalog
from cti_bridge.connector import IntegrationConfig
from cti_bridge.errors import CtiError
from dashboard.management.commands._starting import require_tables
from dashboard.store.integrations import configs


class Command(BaseCommand):
    """Connects as the bridge would, and changes nothing for anybody."""

    help = "Connects as the bridge would, and says step by step what works, what does not, and what to do."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which integration."""
        parser.add_argument("name", metavar="NAME")

    def handle(self, **options: Any) -> None:
        """A line for each step; fails when a step failed."""
        require_tables()
        known = {config.name: config for config in configs(os.urandom(16))}
        config = known.get(options["name"])
        if config is None:
            raise CommandError(f"There is no integration {options['name']}; there are: {', '.join(known) or 'none'}.")
        if config.fault:
            raise CommandError(config.fault)
        try:
            works = asyncio.run(self._steps(config))
        except CtiError as error:
            raise CommandError(str(error)) from None
        if not works:
            raise CommandError(f"{config.name} does not work yet.")
        self.stdout.write(f"{config.name} works.")

    async def _steps(self, config: IntegrationConfig) -> bool:
        connector = catalog.vendor(config.kind).connector(config, now=lambda: datetime.now(UTC))
        works = True
        async for step in connector.check():
            self.stdout.write(f"{'✔' if step.ok else '✘'} {step.name}: {step.said}")
            if step.mend:
                self.stdout.write(f"  → {step.mend}")
            works = works and step.ok
        return works
