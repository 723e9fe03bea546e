"""Web and bridge in one process."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from dashboard.management.commands._following import follow
from dashboard.management.commands._starting import DEFAULT_BIND, address, require_name, require_tables
from dashboard.setup import practice


class Command(BaseCommand):
    """All of Floorwalker, on one event loop."""

    help = "Web and bridge in one process, on one event loop."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen, and whether to train."""
        parser.add_argument("--bind", type=address, default=DEFAULT_BIND, metavar="HOST:PORT")
        parser.add_argument(
            "--practice",
            action="store_true",
            help="with a pretend contact centre of 60 agents, and people to sign in as; on loopback only",
        )

    def handle(self, **options: Any) -> None:
        """Runs until a signal comes."""
        from dashboard.serving import CannotServe, serve

        bind = options["bind"]
        if options["practice"] and not bind.is_loopback:
            raise CommandError("The practice floor binds to loopback only: its passwords stand on the screen.")
        require_name(bind)
        require_tables()
        lines = [f"Floorwalker is at {bind.url}"]
        if options["practice"]:
            lines += _people()
        try:
            serve(bind.host, bind.port, ready=lambda: self._say(lines), beside=follow)
        except CannotServe as error:
            raise CommandError(str(error)) from None

    def _say(self, lines: list[str]) -> None:
        self.stdout.write("\n".join(lines))
        self.stdout.flush()


def _people() -> list[str]:
    try:
        return [f"sign in as {name} with {password}" for name, password in practice.prepare(settings.VAR).items()]
    except practice.NotEmpty as error:
        raise CommandError(str(error)) from None
