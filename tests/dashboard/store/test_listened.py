"""A listening's end is a line of the trail, written with the rows; calls are logged where a team keeps them."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from cti_bridge.floor.commands import Outcome
from cti_bridge.floor.model import AgentId, CallId, CallType
from cti_bridge.floor.rows import Kind, PartyOnRow
from cti_bridge.ports import CallEntry, Ended, Listened, Tick
from dashboard.models import AskedCommand, CallLogEntry, CtiSignIn, Integration, Person, TeamPolicy, TrailLine
from dashboard.store.claims import settle_now
from dashboard.store.history import last_calls
from dashboard.store.inbox import ask
from tests.dashboard.store.asking import OWN, TEAM, Hints, listens
from tests.dashboard.store.floors import CISCO, NINE, agent, expire, holder, put

pytestmark = pytest.mark.usefixtures("database")

ADA = AgentId("cisco:1001")
THEN = NINE + timedelta(seconds=90)
END = Listened(
    sign_in=OWN, agent=ADA, call=CallId("cisco:7"), barged=True, since=NINE, ended_at=THEN, why=Ended.CALL_ENDED
)
CALL = CallEntry(
    call=CallId("cisco:7"),
    agent=ADA,
    team=TEAM,
    type=CallType.QUEUE,
    media="voice",
    queue="Sales",
    parties=(PartyOnRow(address="+442079460123"),),
    variables=(("case", "77"),),
    since=NINE,
    ended_at=THEN,
)


@pytest.fixture
def owner(sam: Person) -> Person:
    """Sam, who has a sign-in."""
    cisco = Integration.objects.create(name="cisco", kind="generic_connector")
    CtiSignIn.objects.create(integration=cisco, login="2001", person=sam)
    return sam


def asked_for(agent_id: str, by: Person, outcome: Outcome) -> UUID:
    """Sam asked to listen to an agent, and this came of it."""
    asked = ask(listens(agent_id), by=by, team=TEAM, publish=Hints(), now=lambda: NINE)
    settle_now(asked.pk, outcome, "", "", NINE)
    return asked.pk


def test_it_names_who_listened_to_whom_how_long_and_why_it_is_over(owner: Person) -> None:
    asked_for("cisco:1002", owner, Outcome.CONFIRMED)
    came_true = asked_for(ADA, owner, Outcome.CONFIRMED)
    asked_for(ADA, owner, Outcome.REFUSED)
    writer = holder(CISCO)
    writer.write([put(agent(ADA))])

    writer.write([Tick(source=CISCO, listened=[END])])

    line = TrailLine.objects.get(step="ended")
    assert (line.at, line.action, line.person, line.command) == (THEN, "listen", owner.pk, came_true)
    assert (line.source, line.subject, line.team) == ("cisco", ADA, TEAM)
    assert line.details == {
        "call": "cisco:7",
        "sign_in": OWN,
        "since": "2026-11-20T09:00:00+00:00",
        "ended": "2026-11-20T09:01:30+00:00",
        "seconds": 90,
        "barged": True,
        "why": "call_ended",
    }


def sent(agent_id: str, by: Person, outcome: Outcome | None) -> UUID:
    """Sam asked to listen to an agent; a bridge sent it, and this came of it so far."""
    asked = ask(listens(agent_id), by=by, team=TEAM, publish=Hints(), now=lambda: NINE)
    AskedCommand.objects.filter(pk=asked.pk).update(outcome=Outcome.SENT, holder="bridge-1")
    if outcome:
        settle_now(asked.pk, outcome, "", "", NINE)
    return asked.pk


@pytest.mark.parametrize("outcome", [None, Outcome.TIMED_OUT, Outcome.LOST])
def test_it_is_the_end_of_the_last_that_was_sent_though_its_outcome_does_not_say_so(
    owner: Person, outcome: Outcome | None
) -> None:
    writer = holder(CISCO)
    earlier = asked_for(ADA, owner, Outcome.CONFIRMED)
    writer.write([Tick(source=CISCO, listened=[END])])
    later = sent(ADA, owner, outcome)

    writer.write([Tick(source=CISCO, listened=[replace(END, ended_at=THEN + timedelta(minutes=1))])])

    assert list(TrailLine.objects.filter(step="ended").values_list("command", flat=True)) == [earlier, later]


def test_an_end_that_was_written_already_is_not_written_twice(owner: Person) -> None:
    asked_for(ADA, owner, Outcome.CONFIRMED)
    writer = holder(CISCO)

    for _ in range(2):
        writer.write([Tick(source=CISCO, listened=[END])])

    assert TrailLine.objects.filter(step="ended").count() == 1


def test_it_names_who_listened_though_their_sign_in_was_taken_away_meanwhile(owner: Person) -> None:
    came_true = asked_for(ADA, owner, Outcome.CONFIRMED)
    CtiSignIn.objects.all().delete()

    holder(CISCO).write([Tick(source=CISCO, listened=[END])])

    line = TrailLine.objects.get(step="ended")
    assert (line.person, line.command) == (owner.pk, came_true)


def test_an_agent_who_left_the_floor_meanwhile_is_still_of_the_team(owner: Person) -> None:
    writer = holder(CISCO)
    writer.write([put(agent(ADA))])

    writer.write([Tick(source=CISCO, gone=[(Kind.AGENT, ADA)], listened=[replace(END, why=Ended.UNKNOWN)])])

    assert TrailLine.objects.get().team == TEAM


def test_a_sign_in_of_nobody_and_a_start_that_nobody_knows_leave_their_line_too() -> None:
    holder(CISCO).write([Tick(source=CISCO, listened=[replace(END, since=None)])])

    line = TrailLine.objects.get()
    assert (line.person, line.command, line.team) == (None, None, "")
    assert (line.details["since"], line.details["seconds"]) == (None, None)


def test_who_lost_the_lease_writes_none_of_it() -> None:
    writer = holder(CISCO)
    expire("cisco")

    writer.write([Tick(source=CISCO, listened=[END], calls=[CALL])])

    assert not TrailLine.objects.exists()
    assert not CallLogEntry.objects.exists()


def test_a_call_is_kept_as_it_was() -> None:
    holder(CISCO).write([Tick(source=CISCO, calls=[CALL])])

    (past,) = last_calls(ADA, limit=20)
    assert (past.call, past.type, past.queue, past.since, past.ended_at) == (CALL.call, "queue", "Sales", NINE, THEN)
    assert (past.parties, past.variables) == (list(CALL.parties), list(CALL.variables))


@pytest.mark.parametrize(("history", "kept"), [("off", 0), ("today", 1), ("kept", 1)])
def test_a_team_whose_history_is_off_has_no_calls_in_the_log(history: str, kept: int) -> None:
    TeamPolicy.objects.create(id=TEAM, history=history)

    holder(CISCO).write([Tick(source=CISCO, calls=[CALL])])

    assert CallLogEntry.objects.count() == kept


@pytest.mark.parametrize(
    "entry",
    [
        replace(CALL, call=CallId("c" * 300)),
        replace(CALL, agent=AgentId("cisco:\0")),
        replace(CALL, media="m" * 50, queue="q" * 500, variables=(("a", "\0\0"),)),
    ],
)
def test_whatever_a_vendor_says_does_not_keep_the_others_out(entry: CallEntry) -> None:
    holder(CISCO).write([Tick(source=CISCO, calls=[entry, CALL])])

    assert CallLogEntry.objects.filter(queue="Sales").exists()
