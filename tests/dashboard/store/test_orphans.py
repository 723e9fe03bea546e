"""What nobody will carry out any more is ended by whoever serves pages: once, soon after its deadline."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cti_bridge.floor.commands import ForceState, Outcome
from cti_bridge.floor.model import AgentId, AgentState
from dashboard.models import AskedCommand, Person, TrailLine
from dashboard.store.claims import claim, settle_now
from dashboard.store.hints import unheard
from dashboard.store.inbox import ask
from dashboard.store.settling import settle_orphans
from tests.dashboard.store.floors import CISCO, NINE, expire, holder, revision, shown

pytestmark = pytest.mark.usefixtures("database")

DEADLINE = NINE + timedelta(seconds=5)
OVERDUE = NINE + timedelta(seconds=6)


@pytest.fixture
def wish(database: str) -> UUID:
    """Sam asked something at nine."""
    sam = Person.objects.create(username="sam", role="supervisor", teams=["cisco:5000"])
    command = ForceState(id=uuid4(), agent=AgentId("cisco:1001"), state=AgentState.READY, deadline=DEADLINE)
    return ask(command, by=sam, team="cisco:5000", publish=unheard, now=lambda: NINE).pk


def steps(command: UUID) -> list[str]:
    """What the trail says of it."""
    return list(TrailLine.objects.filter(command=command).order_by("pk").values_list("step", flat=True))


@pytest.mark.parametrize("bridge", ["died", "never was"])
def test_what_no_bridge_took_times_out_without_one(wish: UUID, bridge: str) -> None:
    if bridge == "died":
        holder(CISCO)
        expire("cisco")

    assert settle_orphans(OVERDUE) == 1

    assert steps(wish) == ["asked", "timed_out"]
    row = shown("desk")["command", str(wish)]
    assert (row["outcome"], row["said"]) == ("timed_out", "Not sent: no bridge took it before its deadline.")


def test_what_a_dead_bridge_had_sent_is_lost_before_another_comes(wish: UUID) -> None:
    holder(CISCO)
    claim("cisco", "bridge-1", NINE)
    expire("cisco")

    assert settle_orphans(OVERDUE) == 1

    assert steps(wish) == ["asked", "sent", "lost"]
    assert shown("desk")["command", str(wish)]["outcome"] == "lost"


@pytest.mark.parametrize("sent", [False, True])
def test_before_its_deadline_a_bridge_may_still_come(wish: UUID, sent: bool) -> None:
    if sent:
        holder(CISCO)
        claim("cisco", "bridge-1", NINE)
        expire("cisco")

    assert settle_orphans(DEADLINE) == 0

    assert AskedCommand.objects.get().outcome == ("sent" if sent else "asked")


def test_what_a_living_bridge_follows_is_its_own_affair(wish: UUID) -> None:
    holder(CISCO)
    claim("cisco", "bridge-1", NINE)

    assert settle_orphans(OVERDUE) == 0


def test_a_bridge_that_comes_while_we_wait_for_the_desk_has_its_own_say(
    wish: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dashboard.store.steps.hold_the_desk", lambda: holder(CISCO))

    assert settle_orphans(OVERDUE) == 0


def test_what_is_deferred_waits_for_the_next_bridge(wish: UUID) -> None:
    settle_now(wish, Outcome.DEFERRED, "", "", NINE)

    assert settle_orphans(OVERDUE) == 0


def test_many_web_processes_end_it_once(wish: UUID) -> None:
    before, start = revision("desk"), Barrier(4)

    def one(_: int) -> int:
        start.wait(10)
        try:
            return settle_orphans(OVERDUE)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as processes:
        ended = list(processes.map(one, range(4)))

    assert sorted(ended) == [0, 0, 0, 1]
    assert steps(wish) == ["asked", "timed_out"]
    assert revision("desk") == before + 1


def test_when_nothing_is_overdue_it_costs_one_query(wish: UUID) -> None:
    with CaptureQueriesContext(connection) as asked:
        settle_orphans(NINE)

    assert len(asked) == 1
