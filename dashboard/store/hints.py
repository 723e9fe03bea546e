"""What the store says after a commit: the names of what moved. A hint may be lost; the tables are the truth."""

from collections.abc import Callable, Collection

Publish = Callable[[Collection[str]], None]  # must return at once, and never raise

DESK = "desk"  # the stream of what people change
COMMANDS = "commands"  # no stream: wakes the bridges' inboxes


def unheard(_: Collection[str]) -> None:
    """Tells nobody: readers look once a second anyway."""


def tell(publish: Publish, moved: Collection[str]) -> None:
    """Publishes what moved, if anything did."""
    if moved:
        publish(moved)
