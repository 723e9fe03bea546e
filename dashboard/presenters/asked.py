"""The viewer's own actions in the rows: of each agent the newest, as long as it has something to say."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from cti_bridge.connector import Action
from cti_bridge.floor.commands import OPEN, Outcome
from dashboard.presenters.bulk import ACTIONS, UNDONE_WITHIN
from dashboard.presenters.entries import OF_A_TEAM

OF_MANY = (*ACTIONS, Action.READY)  # the way back makes ready
REMEMBERED = timedelta(hours=1)  # so long one's own settled actions are shown


def own_newest(
    commands: Iterable[tuple[str, Mapping[str, Any]]], person: int, now: datetime
) -> dict[str, Mapping[str, Any]]:
    """By agent what to show of a person's own commands (id, values as in docs/live.md), the id among the values.

    What is open stands; what failed stands for an hour; what was confirmed does not, nor anything older than it. What
    was asked of a whole team is not among them: its id may be an agent's too.
    """
    newest: dict[str, Mapping[str, Any]] = {}
    for key, values in commands:
        if values.get("by_id") != person or values["action"] in OF_A_TEAM:
            continue
        known = newest.get(values["subject"])
        if known is None or _asked(known) < _asked(values):
            newest[values["subject"]] = {**values, "id": key}
    return {agent: values for agent, values in newest.items() if _says_something(values, now)}


def own_batch(
    commands: Iterable[tuple[str, Mapping[str, Any]]], person: int, now: datetime
) -> dict[str, Mapping[str, Any]]:
    """A person's own newest deed for many, while there is a way back: its commands by id (docs/live.md)."""
    by_batch: dict[str, dict[str, Mapping[str, Any]]] = {}
    for key, values in commands:
        is_own = values.get("by_id") == person and values["action"] in OF_MANY
        if is_own and (batch := values.get("batch")) and now - _asked(values) < UNDONE_WITHIN:
            by_batch.setdefault(str(batch), {})[key] = values
    return max(by_batch.values(), key=lambda batch: max(map(_asked, batch.values())), default={})


def _says_something(values: Mapping[str, Any], now: datetime) -> bool:
    outcome = Outcome(values["outcome"])
    return outcome in OPEN or (outcome is not Outcome.CONFIRMED and now - _asked(values) < REMEMBERED)


def _asked(values: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(values["asked"])
