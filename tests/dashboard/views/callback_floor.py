"""Callback lists in the database, as a bridge's store writes them: xivo is live, with two lists, each of one queue."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from cti_bridge.connector import Action, Capabilities, Capability
from cti_bridge.floor.model import (
    AgentId,
    AgentState,
    Callback,
    CallbackId,
    CallbackList,
    CallbackPeriod,
    Queue,
    QueueId,
    Team,
    TeamId,
)
from cti_bridge.floor.rows import Kind, SignInRow
from dashboard.models import CtiSignIn, FloorRow, Integration, Person
from dashboard.presenters.callback_rules import DEEDS
from dashboard.views import reading
from tests.dashboard.views import floors

PARIS = ZoneInfo("Europe/Paris")  # where xivo is
SUPPORT, SALES = QueueId("xivo:11"), QueueId("xivo:12")
MORNING = CallbackPeriod(id="xivo:p1", name="Morning", starts=time(8), ends=time(12), default=True)
EVENING = CallbackPeriod(id="xivo:p2", name="Evening", starts=time(17), ends=time(20))
LISTS = {"xivo:l1": ("Support lines", SUPPORT), "xivo:l2": ("Sales leads", SALES)}
JANE = Callback(
    id=CallbackId("xivo:c1"),
    list="xivo:l1",
    queue=SUPPORT,
    name="Jane Roe",
    company="Roe & Sons",
    description="The router blinks red",
    phone="+33 1 40123456",
    mobile="+33 6 12345678",
    due=datetime.now(PARIS).date() - timedelta(days=1),
    period=MORNING,
)


def open_lists(sam: Person) -> None:
    """Xivo, live: Sam supervises its team 1, is its agent 19, and is signed in there."""
    Integration.objects.get_or_create(
        name="xivo", defaults={"kind": "practice", "settings": {"time_zone": "Europe/Paris"}}
    )
    floors.put_source(source="xivo")
    floors.put([(Kind.TEAM, "xivo:1", "xivo:1", Team(id=TeamId("xivo:1"), name="Paris"))], "xivo")
    names = {SUPPORT: "Support", SALES: "Sales"}
    now = floors.ago(1)
    floors.put([(Kind.QUEUE, "", key, Queue(id=key, name=name, heard_at=now)) for key, name in names.items()], "xivo")
    floors.put(
        [
            (Kind.CALLBACK_LIST, f"#{queue}", key, CallbackList(id=key, name=name, queue=queue))
            for key, (name, queue) in LISTS.items()
        ],
        "xivo",
    )
    floors.put([(Kind.CALLBACK_PERIOD, "", period.id, period) for period in (MORNING, EVENING)], "xivo")
    Person.objects.filter(pk=sam.pk).update(teams=["cisco:5000", "cisco:5001", "xivo:1"])
    CtiSignIn.objects.get_or_create(integration_id="xivo", login="sam", defaults={"person": sam})
    put_callback()
    put_agent("xivo:19", "Sam Supervisor")
    put_own()


def put_callback(callback: Callback = JANE, **changes: Any) -> Callback:
    """Writes a request, with changes."""
    callback = replace(callback, **changes)
    floors.put([(Kind.CALLBACK, f"#{callback.queue}", callback.id, callback)], "xivo")
    return callback


def take_away(key: str) -> None:
    """Writes that a request is no more."""
    FloorRow.objects.filter(kind=Kind.CALLBACK, key=key).update(gone=True, body="")
    floors.put([], "xivo")


def put_agent(key: str, name: str, state: AgentState = AgentState.READY, team: str = "xivo:1") -> None:
    """Writes an agent of xivo."""
    floors.put_agents(floors.agent(key, name, state, team=team), source="xivo")


def put_own(state: AgentState = AgentState.READY, agent: str = "xivo:19") -> None:
    """Writes how Sam's own sign-in stands."""
    own = SignInRow(id="xivo:sam", state=state, since=floors.ago(100), agent=agent)
    floors.put([(Kind.SIGN_IN, "", own.id, own)], "xivo")


def taken(by: str = "xivo:19", **changes: Any) -> Callback:
    """Writes that Jane's request is taken."""
    return put_callback(agent=AgentId(by), **changes)


def today() -> date:
    """The day that it is there."""
    return datetime.now(PARIS).date()


def let_xivo_have_callbacks(patch: pytest.MonkeyPatch, *, without: Mapping[Action, str] | None = None) -> None:
    """Xivo can do everything with callbacks, but for what `without` says it cannot, and why."""
    known = reading.capabilities
    can: dict[Action, Capability] = {deed: Capability(works=True) for deed in DEEDS}
    can |= {deed: Capability(works=False, note=note) for deed, note in (without or {}).items()}

    def capabilities(sources: Any) -> dict[str, Capabilities]:
        named = list(sources)
        return {**known(named), **({"xivo": can} if "xivo" in named else {})}

    patch.setattr(reading, "capabilities", capabilities)
