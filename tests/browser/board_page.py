"""The real page of templates/membership/, made from a scripted floor, and what its server answers."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from types import SimpleNamespace

from django.http import QueryDict
from django.template.loader import render_to_string

from cti_bridge.connector import Action, Capabilities, Capability
from dashboard.presenters import board_words
from dashboard.presenters import membership as presenter
from dashboard.presenters.feeds import LIVE, lit
from dashboard.presenters.policies import Policies
from dashboard.presenters.rights import Rights
from tests.browser.page import PERSON, Row
from tests.browser.peer import Peer, ToldFloor, Values

MOVES = (Action.SET_PENALTY, Action.LEAVE_QUEUE, Action.APPLY_DEFAULT, Action.CHANGE_GROUP)
CAN: Capabilities = dict.fromkeys(MOVES, Capability(works=True))
BATCH = "11111111-1111-1111-1111-111111111111"
CHANGE, PREVIEW = "/queues/membership/change/", "/queues/membership/preview/"


def render_board(floor: ToldFloor, query: str, *, may_act: bool = True) -> str:
    """The board of one who sees all of the floor."""
    entries = [Row(kind, key, values) for (kind, key), (_, values) in floor.rows.items() if values is not None]
    sources = floor.present("source")
    rights = Rights(
        may_act=may_act,
        capabilities=dict.fromkeys(sources, CAN),
        fresh={name: values["state"] == LIVE for name, values in sources.items()},
        policies=Policies(),
    )
    view = presenter.view_of(QueryDict(query))
    context = {
        "board": presenter.board(entries, view, rights),
        "asked": view,
        "lit": lit(sources, datetime.now(UTC), leads_to="/"),
        "batch": {},
        "position": json.dumps(floor.position()),
        "rights": rights,
        "words": board_words.for_the_browser(),
        "user": SimpleNamespace(
            pk=PERSON, may_act=may_act, single_keys=True, is_authenticated=False, comfortable_rows=False
        ),
        "csrf_token": "a-token",
    }
    return render_to_string("membership/page.html", context)


def serving(queues: Mapping[str, int], default: Mapping[str, int] | None = None) -> Values:
    """The values of a membership row."""
    return {"queues": dict(queues)} | ({} if default is None else {"default": dict(default)})


def answer_preview(peer: Peer, title: str = "Move 1 agent", **fields: object) -> None:
    """What the server answers before anything is sent."""
    preview = {
        "title": title,
        "selected": "1 is concerned. Nothing is sent until you say so.",
        "changes": [
            {"member": {"name": "Ada Novak", "key": "cisco:1001"}, "words": "joins Support with 1, leaves Sales"}
        ],
        "cannot": [],
        "cannot_count": 0,
        "asks_why": False,
        "fields": list(fields.items()),
        "as_one": False,
    }
    context = {"preview": preview, "csrf_token": "a-token", "request": {"htmx": True}}
    peer.answers[PREVIEW] = (200, render_to_string("membership/_preview.html", context))


Order = tuple[str, Mapping[str, Mapping[str, int | None]]]  # its id, and where it is to bring whom


def answer_asked(peer: Peer, *orders: Order) -> None:
    """What it answers once it has asked it."""
    peer.answers[CHANGE] = (200, asked(*orders))


def asked(*orders: Order, undo: bool = True) -> str:
    """What the server says of orders that it has asked."""
    context = {
        "batch": BATCH,
        "name": "Move 1 agent",
        "count": 1,
        "undo": undo,
        "targets": [{"id": key, "outcome": "asked", "after": after} for key, after in orders],
        "request": {"htmx": True},
    }
    return render_to_string("membership/_asked.html", context)


def told_of(key: str, outcome: str, action: str = "set-penalty") -> tuple[str, str, Values]:
    """A row of the desk: what an order of the batch has come to."""
    at = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    told = {"action": action, "subject": "cisco:1001", "outcome": outcome, "by_id": PERSON, "batch": BATCH, "asked": at}
    return "command", key, told


def fields_of(body: str) -> dict[str, list[str]]:
    """What a form sent."""
    sent = QueryDict(body)
    return json.loads(json.dumps(dict(sent.lists())))  # type: ignore[no-any-return]
