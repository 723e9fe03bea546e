"""Many wishes are one deed: all asked or none. What is to follow is asked when the first came true, and only then."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from cti_bridge.floor.commands import DropParticipant, Outcome
from cti_bridge.floor.model import AgentId, AgentState, CallId
from dashboard.models import AskedCommand, Person, TeamPolicy, TrailLine
from dashboard.store.claims import claim, settle_all, settle_now
from dashboard.store.inbox import ask, ask_many
from dashboard.store.orders import command_of
from dashboard.store.wishes import Wish
from tests.dashboard.store.asking import OWN, SOON, TEAM, Hints, barges_in, force, outcome, steps
from tests.dashboard.store.floors import CISCO, NINE, holder, put, revision, shown, talking

pytestmark = pytest.mark.usefixtures("database")

CONFERENCE = CallId("cisco:conference")


def wishes(count: int) -> list[Wish]:
    """Not ready, for so many agents; each as it was seen."""
    return [
        Wish(command=force(AgentState.NOT_READY, f"cisco:{1000 + n}"), team=TEAM, seen={"state": "ready", "n": n})
        for n in range(count)
    ]


def asked_by(sam: Person, wanted: list[Wish], hints: Hints) -> list[AskedCommand]:
    """Sam asks for many at once."""
    return ask_many(wanted, by=sam, publish=hints, why="fire drill", batch=uuid4(), now=lambda: NINE)


def test_each_has_its_own_row_and_line_under_one_batch(sam: Person, hints: Hints) -> None:
    asked = asked_by(sam, wishes(3), hints)

    lines = TrailLine.objects.order_by("pk")
    assert [(line.subject, line.step, line.why, line.details["n"]) for line in lines] == [
        (f"cisco:100{n}", "asked", "fire drill", n) for n in range(3)
    ]
    (batch,) = {one.batch for one in AskedCommand.objects.all()}
    assert {row["batch"] for row in shown("desk").values()} == {str(batch)}
    assert [one.subject for one in asked] == ["cisco:1000", "cisco:1001", "cisco:1002"]
    assert (revision("desk"), hints.heard) == (1, [{"desk", "commands"}])


def test_all_are_asked_or_none(sam: Person, hints: Hints) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE dashboard_trailline RENAME TO away")

    with pytest.raises(DatabaseError):
        asked_by(sam, wishes(3), hints)

    assert not AskedCommand.objects.exists()
    assert (shown("desk"), hints.heard) == ({}, [])


def test_what_is_open_already_is_not_asked_again(sam: Person, hints: Hints) -> None:
    first = asked_by(sam, wishes(2), hints)

    again = asked_by(sam, wishes(3), hints)

    assert [one.pk for one in again[:2]] == [one.pk for one in first]
    assert AskedCommand.objects.count() == 3


def test_the_same_twice_in_one_list_is_asked_once(sam: Person, hints: Hints) -> None:
    asked = asked_by(sam, wishes(1) + wishes(1), hints)

    assert asked[0].pk == asked[1].pk
    assert AskedCommand.objects.count() == 1


def test_two_hundred_cost_few_statements_to_ask_and_one_transaction_to_settle(sam: Person, hints: Hints) -> None:
    with CaptureQueriesContext(connection) as asking:
        asked = asked_by(sam, wishes(200), hints)
    before = revision("desk")
    settle_all([(one.pk, Outcome.CONFIRMED, "", "", "") for one in asked], NINE)

    assert len(asking) < 40
    assert revision("desk") == before + 1
    assert {row["outcome"] for row in shown("desk").values()} == {"confirmed"}


# -- what follows --------------------------------------------------------------------------------------------------


def intercepts(sam: Person) -> AskedCommand:
    """Sam takes Ada's call over; the bridge has sent the first step."""
    command = barges_in()
    asked = ask(command, by=sam, team=TEAM, why="he shouts", then_drop="4001", publish=Hints(), now=lambda: NINE)
    TeamPolicy.objects.create(id=TEAM, listening="queue_calls")
    holder(CISCO).write([put(talking())])
    ((sent, _),) = [(one.command, one.deferred) for one in claim("cisco", "bridge-1", NINE)[0]]
    assert sent == command
    return asked


def test_when_who_intercepts_has_barged_in_the_agent_is_to_be_dropped(sam: Person) -> None:
    first = intercepts(sam)

    hints = settle_all([(first.pk, Outcome.CONFIRMED, "", "", CONFERENCE)], NINE)

    then = AskedCommand.objects.exclude(pk=first.pk).get()
    assert command_of(then) == DropParticipant(
        id=then.pk,
        sign_in=OWN,
        agent=AgentId("cisco:1001"),
        call=CONFERENCE,
        address="4001",
        deadline=NINE + timedelta(seconds=15),
    )
    assert (then.person, then.team, then.batch, then.outcome) == (sam.pk, TEAM, first.batch, "asked")
    assert first.batch is not None
    assert hints == {"desk", "commands"}
    line = TrailLine.objects.get(command=then.pk)
    assert (line.step, line.action, line.role, line.why) == ("asked", "drop", "supervisor", "he shouts")
    assert line.details == {"after": str(first.pk)}
    assert {(row["action"], row["outcome"]) for row in shown("desk").values()} == {
        ("intercept", "confirmed"),
        ("drop", "asked"),
    }


def test_a_barge_in_that_could_be_written_only_long_after_drops_nobody_any_more(sam: Person) -> None:
    first, long_after = intercepts(sam), NINE + timedelta(minutes=5)

    settle_now(first.pk, Outcome.CONFIRMED, "", "", long_after, CONFERENCE)

    assert claim("cisco", "bridge-1", long_after)[0] == []
    then = AskedCommand.objects.exclude(pk=first.pk).get()
    assert steps(then.pk) == ["asked", "timed_out"]


def test_it_follows_once(sam: Person) -> None:
    first = intercepts(sam)

    for _ in range(2):
        settle_now(first.pk, Outcome.CONFIRMED, "", "", NINE, CONFERENCE)

    assert AskedCommand.objects.count() == 2


@pytest.mark.parametrize("ended", [Outcome.REFUSED, Outcome.TIMED_OUT, Outcome.LOST])
def test_who_did_not_barge_in_drops_nobody(sam: Person, ended: Outcome) -> None:
    first = intercepts(sam)

    settle_now(first.pk, ended, "", "", NINE, CONFERENCE)

    assert AskedCommand.objects.count() == 1


def test_who_only_barges_in_drops_nobody(sam: Person) -> None:
    asked = ask(barges_in(), by=sam, team=TEAM, publish=Hints(), now=lambda: NINE)

    settle_now(asked.pk, Outcome.CONFIRMED, "", "", NINE, CONFERENCE)

    assert AskedCommand.objects.count() == 1
    assert asked.action == "barge-in"


def test_that_it_follows_is_written_with_the_outcome_or_neither_is(sam: Person) -> None:
    first = intercepts(sam)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE dashboard_trailline RENAME TO away")

    with pytest.raises(DatabaseError):
        settle_now(first.pk, Outcome.CONFIRMED, "", "", NINE, CONFERENCE)

    assert (outcome(first.pk), AskedCommand.objects.count()) == ("sent", 1)


@pytest.mark.parametrize("ended", [Outcome.CONFIRMED, Outcome.REFUSED, Outcome.LOST])
def test_a_customers_number_is_kept_only_while_it_is_needed(sam: Person, ended: Outcome) -> None:
    number = "+442079460123"
    drop = DropParticipant(
        id=uuid4(), sign_in=OWN, agent=AgentId("cisco:1001"), call=CONFERENCE, address=number, deadline=SOON
    )
    asked = ask(drop, by=sam, team=TEAM, publish=Hints(), now=lambda: NINE)
    assert number not in f"{asked!r}{list(TrailLine.objects.values())}{shown('desk')}"

    settle_now(asked.pk, ended, "", "", NINE)

    assert number not in str(list(AskedCommand.objects.values()))
    assert number not in str(list(TrailLine.objects.values()))
    assert AskedCommand.objects.get().parameters["call"] == CONFERENCE
    assert steps(asked.pk) == ["asked", ended]


def test_only_who_barges_in_may_drop_somebody_then() -> None:
    with pytest.raises(ValueError, match="barged in"):
        Wish(command=force(), team=TEAM, then_drop="4001")
