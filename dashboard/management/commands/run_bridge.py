"""A bridge alone; any number may run."""

import asyncio
import signal
from collections.abc import Collection
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dashboard.management.commands._following import follow
from dashboard.management.commands._starting import require_tables
from dashboard.models import Integration


class Command(BaseCommand):
    """Follows CTI systems and carries out what people ask of them."""

    help = "A bridge alone. Any number may run: each source is followed by one of them, another takes over."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which integrations."""
        parser.add_argument("--only", nargs="+", default=(), metavar="NAME", help="follow these integrations alone")

    def handle(self, **options: Any) -> None:
        """Runs until SIGINT or SIGTERM, then lets go of every source."""
        require_tables()
        unknown = set(options["only"]) - set(Integration.objects.values_list("name", flat=True))
        if unknown:
            raise CommandError(f"There is no integration {', '.join(sorted(unknown))}.")
        asyncio.run(_until_signalled(options["only"]))


async def _until_signalled(only: Collection[str]) -> None:
    following = asyncio.create_task(follow(only), name="bridge")
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, following.cancel)
    try:
        await following
    except asyncio.CancelledError:
        return
