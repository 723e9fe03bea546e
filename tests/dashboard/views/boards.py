"""A board of three queues for tests of membership: who serves what, what is moved, and what was asked."""

import json
import re
from collections.abc import Mapping

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from cti_bridge.connector import Action
from cti_bridge.floor.model import AgentId, Membership, QueueId
from cti_bridge.floor.rows import Kind
from dashboard.models import AskedCommand, FloorRow
from tests.dashboard.views import floors
from tests.dashboard.views.reading import html

HTMX = {"HX-Request": "true"}

ADA, BEN, CLEO, DORA = (f"cisco:100{n}" for n in range(1, 5))

SALES, SUPPORT, BILLING = (f"cisco:{name}" for name in ("Sales", "Support", "Billing"))

MOVES = (Action.SET_PENALTY, Action.LEAVE_QUEUE, Action.APPLY_DEFAULT, Action.CHANGE_GROUP)

CHANGE, PREVIEW = "/queues/membership/change/", "/queues/membership/preview/"


def serves(agent: str, queues: Mapping[str, int], default: Mapping[str, int] | None = None) -> None:
    """Writes who serves what, in the agent's team, as the system says it."""
    team = FloorRow.objects.get(kind=Kind.AGENT, key=agent).team
    body = Membership(
        agent=AgentId(agent), queues=_places(queues), default=None if default is None else _places(default)
    )
    floors.put([(Kind.MEMBERSHIP, team, agent, body)])


def _places(queues: Mapping[str, int]) -> tuple[tuple[QueueId, int], ...]:
    return tuple((QueueId(queue), penalty) for queue, penalty in sorted(queues.items()))


def post(client: Client, address: str, **fields: object) -> HttpResponse:
    return client.post(address, fields, headers=HTMX)


def move(client: Client, *agents: str, address: str = CHANGE, **more: object) -> HttpResponse:
    """From Sales to Support, asked second."""
    asked = {"deed": "move", "queue": SUPPORT, "penalty": 1, "out_of": SALES, "out_of_penalty": 0} | more
    return post(client, address, agents=agents, **asked)


def figures(page: HttpResponse) -> list[str]:
    """At once, cannot."""
    return re.findall(r"<dd>(\d+)</dd>", html(page))


def asked() -> list[tuple[str, str, object, object]]:
    """What was asked: of whom, what, which queue, with which penalty."""
    return sorted(
        (one.subject, one.action, one.parameters.get("queue"), one.parameters.get("penalty"))
        for one in AskedCommand.objects.all()
    )


def came_true(**more: object) -> str:
    """All that was asked is confirmed, and the system says so; the address of the way back."""
    orders = AskedCommand.objects.all()
    orders.update(outcome="confirmed", settled_at=timezone.now(), **more)
    for one in orders:
        for agent, places in one.seen["after"].items():
            row = FloorRow.objects.get(kind=Kind.MEMBERSHIP, key=agent)
            now = dict(json.loads(row.body).get("queues", [])) | places
            serves(agent, {queue: penalty for queue, penalty in now.items() if penalty is not None})
    return f"/queues/membership/{orders[0].batch}/undo/"
