"""What Sam asks, as it stands in the table."""

from cti_bridge.floor.commands import Command, ForceState
from dashboard.models import AskedCommand, Person
from dashboard.store.inbox import ask
from tests.dashboard.store.asking import TEAM, Hints
from tests.dashboard.store.floors import NINE

NOTHING_TO_SAY: frozenset[str] = frozenset()


def asked_by(sam: Person, command: Command, **more: object) -> AskedCommand:
    """Sam asks."""
    team = TEAM if isinstance(command, ForceState) else ""
    return ask(command, by=sam, team=team, publish=Hints(), now=lambda: NINE, **more)  # type: ignore[arg-type]
