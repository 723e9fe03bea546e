"""The viewer's own actions in the rows: of each agent the newest, as long as it has something to say."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from cti_bridge.floor.commands import OPEN, Outcome

REMEMBERED = timedelta(hours=1)  # so long one's own settled actions are shown


def own_newest(
    commands: Iterable[tuple[str, Mapping[str, Any]]], person: int, now: datetime
) -> dict[str, Mapping[str, Any]]:
    """By agent what to show of a person's own commands (id, values as in docs/live.md), the id among the values.

    What is open stands; what failed stands for an hour; what was confirmed does not, nor anything older than it.
    """
    newest: dict[str, Mapping[str, Any]] = {}
    for key, values in commands:
        if values.get("by_id") != person:
            continue
        known = newest.get(values["subject"])
        if known is None or _asked(known) < _asked(values):
            newest[values["subject"]] = {**values, "id": key}
    return {agent: values for agent, values in newest.items() if _says_something(values, now)}


def _says_something(values: Mapping[str, Any], now: datetime) -> bool:
    outcome = Outcome(values["outcome"])
    return outcome in OPEN or (outcome is not Outcome.CONFIRMED and now - _asked(values) < REMEMBERED)


def _asked(values: Mapping[str, Any]) -> datetime:
    return datetime.fromisoformat(values["asked"])
