"""The installation as a setup file."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cti_bridge.errors import CtiError
from dashboard.management.commands._starting import require_tables
from dashboard.setup.dumping import dump


class Command(BaseCommand):
    """On standard output; what its references need, on standard error too."""

    help = (
        "Writes the installation as a setup file. Secrets come out as references: those that were typed as env:NAME, "
        "with the names listed; people's passwords do not come out at all."
    )

    def handle(self, **_options: Any) -> None:
        """The file."""
        require_tables()
        try:
            text, names = dump()
        except CtiError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(text, ending="")
        if names:
            self.stderr.write("To load this elsewhere, set there: " + ", ".join(names))
