"""A setup file into the database."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from dashboard.management.commands._starting import require_tables
from dashboard.setup.errors import WrongSetup
from dashboard.setup.loading import load


class Command(BaseCommand):
    """All of a file, or, where anything in it is wrong, nothing."""

    help = (
        "Loads a setup file: all of it or nothing; a second time, nothing changes. An entry is set whole (what it "
        "leaves out has its default); what the file does not name is kept, never deleted. A person's password is used "
        "when that person is made, and never again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Which file, and whether to load it."""
        parser.add_argument("file", type=Path, metavar="FILE.toml", help='"-" for standard input')
        parser.add_argument("--check", action="store_true", help="say what would change, and change nothing")

    def handle(self, **options: Any) -> None:
        """Says what changed, a line each."""
        require_tables()
        file, check = options["file"], options["check"]
        try:
            changes = load(_text(file), check=check)
        except WrongSetup as error:
            raise CommandError(str(error)) from None
        for change in changes:
            self.stdout.write(f"would {change}" if check else change)
        if not changes:
            self.stdout.write("nothing would change" if check else "nothing changed")


def _text(file: Path) -> str:
    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{file} cannot be read ({type(error).__name__}).") from None
