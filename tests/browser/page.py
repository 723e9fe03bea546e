"""The real page of templates/floor/, made from a scripted floor: what a server would send at that moment."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from django.http import QueryDict
from django.template.loader import render_to_string

from cti_bridge.connector import Action, Capabilities, Capability
from cti_bridge.floor.model import AgentState
from dashboard.presenters import floor as presenter
from dashboard.presenters.asked import own_batch
from dashboard.presenters.causes import Need
from dashboard.presenters.feeds import LIVE, Feed
from dashboard.presenters.policies import Policies
from dashboard.presenters.rights import Rights
from dashboard.presenters.rows import empty_row
from dashboard.presenters.slots import empty_slot
from dashboard.presenters.strip import QueueCard
from dashboard.presenters.views import view_of
from tests.browser.peer import ToldFloor

PERSON = 7
CAN: Capabilities = {
    Action.READY: Capability(works=True, from_states=frozenset({AgentState.NOT_READY, AgentState.WRAP_UP})),
    Action.NOT_READY: Capability(works=True, takes_reason=True),
    Action.SIGN_OUT: Capability(works=True),
    Action.LISTEN: Capability(works=True, from_states=frozenset({AgentState.TALKING, AgentState.HOLD})),
    Action.STOP_LISTENING: Capability(works=True),
    Action.HOLD: Capability(works=True),
    Action.RETRIEVE: Capability(works=True),
    Action.BARGE_IN: Capability(works=True),
    Action.INTERCEPT: Capability(works=True),
    Action.DROP: Capability(works=True),
    Action.FOLLOW: Capability(works=True),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the scripted floor, as the presenters want one."""

    kind: str
    key: str
    values: Mapping[str, Any]
    html: dict[str, str] = field(default_factory=dict)


def render(floor: ToldFloor, query: str, *, may_act: bool = True, single_keys: bool = True) -> str:
    """The page of one who sees all of the floor."""
    now = datetime.now(UTC)
    entries = [Row(kind, key, values) for (kind, key), (_, values) in floor.rows.items() if values is not None]
    seen = presenter.seen(entries)
    rights = _rights(floor, may_act=may_act)
    view = view_of(QueryDict(query))
    context = {
        "floor": presenter.page(seen, view, rights, person=PERSON, now=now),
        "asked": view,
        "position": json.dumps(floor.position()),
        "rights": rights,
        "known": {**seen.known, "command": own_batch(seen.commands.items(), PERSON, now)},
        "blanks": _blanks(),
        "panel": None,
        "user": _viewer(may_act=may_act, single_keys=single_keys),
        "csrf_token": "a-token",
    }
    return render_to_string("floor/page.html", context)


def render_another(floor: ToldFloor) -> str:
    """A page that shows no floor, of the same viewer."""
    context = {
        "line": {"head": "Another page", "icon": "clock"},
        "rights": _rights(floor, may_act=True),
        "user": _viewer(may_act=True, single_keys=True),
        "csrf_token": "a-token",
    }
    return render_to_string("commands/page.html", context)


def _rights(floor: ToldFloor, *, may_act: bool) -> Rights:
    sources = floor.present("source")
    own: dict[str, dict[str, Any]] = {name: {} for name in sources}
    for key, values in floor.present("sign_in").items():
        own[key.partition(":")[0]][key] = values
    return Rights(
        may_act=may_act,
        capabilities=dict.fromkeys(sources, CAN),
        fresh={name: values["state"] == LIVE for name, values in sources.items()},
        policies=Policies(),
        own=own,
    )


def _viewer(*, may_act: bool, single_keys: bool) -> SimpleNamespace:
    return SimpleNamespace(
        pk=PERSON, may_act=may_act, single_keys=single_keys, is_authenticated=False, comfortable_rows=False
    )


def _blanks() -> dict[str, object]:
    return {
        "row": empty_row(),
        "slot": empty_slot(),
        "group": presenter.empty_group(),
        "queue": QueueCard(),
        "feed": Feed(),
        "need": Need(),
    }
