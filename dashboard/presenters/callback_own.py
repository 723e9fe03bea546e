"""What concerns the viewer on the callbacks page: as whom requests are taken, and what came of what was asked. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from cti_bridge.connector import Action
from dashboard.presenters import callback_words as said
from dashboard.presenters.asked import own_newest
from dashboard.presenters.callback_lists import Lists
from dashboard.presenters.callback_rules import DEEDS, why_not
from dashboard.presenters.outcomes import OutcomeLine, outcome_line

Values = Mapping[str, Any]
SAID_FOR = timedelta(minutes=1)  # so long what came of one's last deed stands above the lists


def newest(lists: Lists, person: int, now: datetime) -> dict[str, Values]:
    """By request what is to be shown of a person's own last deed on it."""
    return own_newest(_of_callbacks(lists), person, now)


def last(lists: Lists, person: int, now: datetime) -> OutcomeLine | None:
    """What came of a person's very last deed on a callback, for a minute: the row itself may be gone."""
    asked = [{**values, "id": key} for key, values in _of_callbacks(lists) if values.get("by_id") == person]
    recent = [one for one in asked if now - datetime.fromisoformat(one["asked"]) < SAID_FOR]
    found = max(recent, key=lambda one: datetime.fromisoformat(one["asked"]), default=None)
    return line(found) if found else None


def line(values: Values) -> OutcomeLine:
    """The line of an asked command (docs/live.md, `command`, with its `id`)."""
    asked_at = datetime.fromisoformat(values["asked"])
    return outcome_line(str(values["id"]), values["action"], values["outcome"], str(values.get("said", "")), asked_at)


def standing(lists: Lists) -> list[str]:
    """As whom the viewer takes requests, by system; or why the viewer cannot take any there."""
    sources = {lists.source_of(key) for key in (*lists.lists, *lists.callbacks)}
    return [_standing(lists, source) for source in sorted(sources)]


def _standing(lists: Lists, source: str) -> str:
    desk = lists.desk_of(source)
    seat, refusal = desk.seat_for({}), why_not(Action.TAKE_CALLBACK, {}, desk)
    if refusal or seat is None:
        return said.why_not(refusal)
    name = lists.agents.get(seat.agent, {}).get("name") or seat.agent.partition(":")[2]
    return _("You take requests on {source} as {name}.").format(source=source, name=name)


def _of_callbacks(lists: Lists) -> list[tuple[str, Values]]:
    return [(key, values) for key, values in lists.commands.items() if values["action"] in DEEDS]
