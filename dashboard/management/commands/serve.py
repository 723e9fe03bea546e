"""The web process alone."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dashboard.management.commands._starting import DEFAULT_BIND, address, require_name, require_tables


class Command(BaseCommand):
    """Pages and sockets; bridges run elsewhere."""

    help = "The web process alone (daphne). Bridges run elsewhere: manage.py run_bridge."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to listen."""
        parser.add_argument("--bind", type=address, default=DEFAULT_BIND, metavar="HOST:PORT")

    def handle(self, **options: Any) -> None:
        """Serves until a signal comes."""
        from dashboard.serving import CannotServe, serve

        bind = options["bind"]
        require_name(bind)
        require_tables()
        try:
            serve(bind.host, bind.port, ready=lambda: self._say(f"Floorwalker is at {bind.url}"))
        except CannotServe as error:
            raise CommandError(str(error)) from None

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
