"""Seals every stored secret with the first of FIELD_KEYS, so that the others can be taken away."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dashboard.management.commands._starting import require_tables
from dashboard.store.sealed import rotate


class Command(BaseCommand):
    """manage.py rotate_keys"""

    help = (
        'Seals every stored secret with the first of FIELD_KEYS. Start everything with FIELD_KEYS="new,old", run this '
        "until it says that none was left to seal, and take the old key away. Pages and bridges may run meanwhile."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Rotates, and says how many; fails where a secret cannot be opened by any of the keys."""
        require_tables()
        rotated = rotate()
        self.stdout.write(f"Sealed anew: {rotated.anew}. Sealed with the first key already: {rotated.already}.")
        if rotated.closed:
            raise CommandError(
                "Sealed with a key that FIELD_KEYS does not hold, and left as they are: " + ", ".join(rotated.closed)
            )
        if rotated.anew:
            self.stdout.write("Run it once more: when none is left to seal, the other keys can be taken away.")
        else:
            self.stdout.write("None was left to seal: the other keys can be taken away.")
