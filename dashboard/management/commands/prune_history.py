"""Keeps the retention: removes history, outcomes, messages, tombstones and trail lines older than the Site says."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from dashboard.management.commands._starting import require_tables
from dashboard.store.pruning import prune


class Command(BaseCommand):
    """manage.py prune_history"""

    help = "Removes what is older than the retention allows. To be run each day; it may run at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prunes, and says how much went."""
        require_tables()
        pruned = prune(timezone.now())
        self.stdout.write(
            f"Removed {pruned.states} states, {pruned.calls} calls, {pruned.samples} queue samples,"
            f" {pruned.commands} commands, {pruned.messages} messages,"
            f" {pruned.tombstones} tombstones and {pruned.trail} lines of the trail."
        )
