"""Writes what each vendor's system can do into its SUPPORT.md, or says where that no longer holds."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cti_bridge import catalog
from dashboard.setup.support import with_matrix


class Command(BaseCommand):
    """manage.py support --update | --check"""

    help = "The capability matrix of every vendor's SUPPORT.md: --update writes it, --check fails where it differs."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """One of the two."""
        one = parser.add_mutually_exclusive_group(required=True)
        one.add_argument("--update", action="store_true", help="write the matrices")
        one.add_argument("--check", action="store_true", help="write nothing; fail where one is not as it should be")

    def handle(self, *args: Any, update: bool, **options: Any) -> None:
        """Each vendor's page, in the order of their names."""
        differing = [kind for kind in catalog.vendors() if not self._holds(kind, update=update)]
        if differing:
            raise CommandError(f"SUPPORT.md of {', '.join(differing)} differs: run manage.py support --update.")

    def _holds(self, kind: str, *, update: bool) -> bool:
        path = catalog.support_page(kind)
        page = path.read_text(encoding="utf-8")
        try:
            wanted = with_matrix(kind, page)
        except ValueError as error:
            raise CommandError(f"{path}: {error}.") from None
        if page != wanted and update:
            path.write_text(wanted, encoding="utf-8")
            self.stdout.write(f"{path}: written.")
        return update or page == wanted
