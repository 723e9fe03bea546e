"""A command is written before it is sent, sent at most once, settled once, and each step stands in the trail."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection

from cti_bridge.floor.commands import Command, ForceState, Outcome, SetOwnState, SignIn, SignOut
from cti_bridge.floor.model import AgentId, AgentState
from dashboard.models import AskedCommand, Person, TrailLine
from dashboard.store.claims import claim, settle_now
from dashboard.store.inbox import ask
from dashboard.store.orders import command_of
from dashboard.store.writer import FloorWriter
from tests.dashboard.store.asking import LATER, SOON, TEAM, Hints, force, outcome, signs_in, steps
from tests.dashboard.store.floors import CISCO, NINE, expire, holder, revision, shown

pytestmark = pytest.mark.usefixtures("database")

NOTHING_TO_SAY: frozenset[str] = frozenset()


def asked_by(sam: Person, command: Command, **more: object) -> AskedCommand:
    """Sam asks."""
    team = TEAM if isinstance(command, ForceState) else ""
    return ask(command, by=sam, team=team, publish=Hints(), now=lambda: NINE, **more)  # type: ignore[arg-type]


def test_what_is_asked_stands_in_the_table_the_trail_and_on_the_desk(sam: Person, hints: Hints) -> None:
    command = force(AgentState.NOT_READY)
    seen = {"state": "talking", "since": "2026-11-20T08:59:00Z", "call": "cisco:7", "word_age": 0.4}

    ask(command, by=sam, team=TEAM, why="lunch", seen=seen, publish=hints, now=lambda: NINE)

    line = TrailLine.objects.get()
    assert (line.step, line.action, line.person, line.role) == ("asked", "not-ready", sam.pk, "supervisor")
    assert (line.subject, line.team, line.why, line.details) == ("cisco:1001", TEAM, "lunch", seen)
    assert shown("desk") == {
        ("command", str(command.id)): {
            "action": "not-ready",
            "subject": "cisco:1001",
            "outcome": "asked",
            "said": "",
            "by": "Sam Supervisor",
            "by_id": sam.pk,
            "asked": "2026-11-20T09:00:00Z",
            "settled": None,
            "wanted": "not_ready",
            "batch": "",
        }
    }
    assert hints.heard == [{"desk", "commands"}]


def test_without_its_line_in_the_trail_nothing_is_asked(sam: Person, hints: Hints) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE dashboard_trailline RENAME TO away")

    with pytest.raises(DatabaseError):
        ask(force(), by=sam, team=TEAM, publish=hints)

    assert not AskedCommand.objects.exists()
    assert (shown("desk"), hints.heard) == ({}, [])


def test_who_presses_twice_gets_the_open_one(sam: Person, hints: Hints) -> None:
    first = asked_by(sam, force())

    second = ask(force(), by=sam, team=TEAM, publish=hints, now=lambda: NINE)

    assert second.pk == first.pk
    assert (AskedCommand.objects.count(), TrailLine.objects.count(), hints.heard) == (1, 1, [])


def test_of_what_a_system_says_only_what_a_person_reads_is_kept(sam: Person) -> None:
    """Whatever it sends: the trail cannot be shortened afterwards, and PostgreSQL keeps no NUL."""
    wanted = asked_by(sam, force())

    assert settle_now(wanted.pk, Outcome.REFUSED, "No\0t now. " + "x" * 100_000, "E\0" * 500, NINE)

    wanted.refresh_from_db()
    (line,) = TrailLine.objects.filter(step="refused")
    assert wanted.said == line.details["said"]
    assert wanted.said.startswith("Not now. x")
    assert (len(wanted.said), wanted.code, line.details["code"]) == (500, "E" * 100, "E" * 100)


@pytest.mark.parametrize("ended", [Outcome.CONFIRMED, Outcome.REFUSED, Outcome.LOST])
def test_what_is_over_may_be_asked_again(sam: Person, ended: Outcome) -> None:
    first = asked_by(sam, force())
    settle_now(first.pk, ended, "", "", NINE)

    assert asked_by(sam, force()).pk != first.pk


def test_another_wish_or_another_person_is_no_double_press(sam: Person) -> None:
    lea = Person.objects.create(username="lea", role="supervisor")
    asked_by(sam, force())

    asked_by(sam, force(AgentState.NOT_READY))
    asked_by(sam, force(agent="cisco:1002"))
    asked_by(lea, force())

    assert AskedCommand.objects.count() == 4


@pytest.mark.parametrize("first_is", [Outcome.ASKED, Outcome.DEFERRED])
def test_another_reason_is_another_wish_and_each_is_open_once(sam: Person, first_is: Outcome) -> None:
    lunch = asked_by(sam, force(AgentState.NOT_READY, reason="Lunch"))
    if first_is is Outcome.DEFERRED:
        settle_now(lunch.pk, first_is, "", "", NINE)

    coaching = asked_by(sam, force(AgentState.NOT_READY, reason="Coaching"))

    assert coaching.pk != lunch.pk
    assert asked_by(sam, force(AgentState.NOT_READY, reason="Lunch")).pk == lunch.pk
    assert asked_by(sam, force(AgentState.NOT_READY, reason="Coaching")).pk == coaching.pk
    assert outcome(lunch.pk) == first_is


@pytest.mark.parametrize(("extension", "password"), [("4002", "hush"), ("4001", "no, hush!"), ("4001", "")])
def test_a_sign_in_with_another_phone_or_password_is_another_wish(sam: Person, extension: str, password: str) -> None:
    first = asked_by(sam, signs_in("4001", "hush"))

    assert asked_by(sam, signs_in(extension, password)).pk != first.pk
    assert asked_by(sam, signs_in("4001", "hush")).pk == first.pk


def test_a_sign_in_under_way_is_not_asked_again(sam: Person) -> None:
    first = asked_by(sam, signs_in("4001", "hush"))
    holder(CISCO)
    claim("cisco", "bridge-1", NINE)

    assert asked_by(sam, signs_in("4001", "hush")).pk == first.pk


def test_what_no_bridge_took_in_time_does_not_stand_in_the_way(sam: Person, hints: Hints) -> None:
    first = asked_by(sam, force())

    second = ask(force(), by=sam, team=TEAM, publish=hints, now=lambda: LATER)

    assert second.pk != first.pk
    assert (outcome(first.pk), outcome(second.pk)) == ("timed_out", "asked")
    assert steps(first.pk) == ["asked", "timed_out"]


def test_an_order_about_an_agent_names_the_team(sam: Person) -> None:
    with pytest.raises(ValueError, match="team"):
        ask(force(), by=sam, publish=Hints())


def test_a_claim_is_sent_and_in_the_trail_before_it_is_handed_out(sam: Person) -> None:
    command = force(AgentState.SIGNED_OUT)
    asked_by(sam, command)
    holder(CISCO)

    claimed, told = claim("cisco", "bridge-1", NINE)

    assert [(one.command, one.deferred) for one in claimed] == [(command, False)]
    assert told
    assert (outcome(command.id), steps(command.id)) == ("sent", ["asked", "sent"])
    assert shown("desk")["command", str(command.id)]["outcome"] == "sent"


def test_a_command_is_claimed_once(sam: Person) -> None:
    asked_by(sam, force())
    holder(CISCO)

    assert len(claim("cisco", "bridge-1", NINE)[0]) == 1
    assert claim("cisco", "bridge-1", NINE) == ([], NOTHING_TO_SAY)


def test_the_oldest_wish_comes_first(sam: Person) -> None:
    late = ask(force(agent="cisco:1"), by=sam, team=TEAM, publish=Hints(), now=lambda: NINE + timedelta(seconds=1))
    early = ask(force(agent="cisco:2"), by=sam, team=TEAM, publish=Hints(), now=lambda: NINE)
    holder(CISCO)

    claimed, _ = claim("cisco", "bridge-1", NINE)

    assert [one.command.id for one in claimed] == [early.pk, late.pk]


@pytest.mark.parametrize("who", ["somebody else", "bridge-1 too late"])
def test_who_does_not_hold_the_lease_claims_nothing(sam: Person, who: str) -> None:
    command = asked_by(sam, force())
    holder(CISCO)
    expire("cisco")

    assert claim("cisco", who.removesuffix(" too late"), NINE) == ([], NOTHING_TO_SAY)
    assert outcome(command.pk) == "asked"


def test_what_comes_after_its_deadline_is_never_sent(sam: Person) -> None:
    command = asked_by(sam, force())
    holder(CISCO)

    assert claim("cisco", "bridge-1", SOON) == ([], {"desk"})
    assert (outcome(command.pk), steps(command.pk)) == ("timed_out", ["asked", "timed_out"])


def test_a_final_outcome_never_changes(sam: Person) -> None:
    command = asked_by(sam, force())

    assert settle_now(command.pk, Outcome.CONFIRMED, "", "", NINE)
    assert not settle_now(command.pk, Outcome.REFUSED, "too late", "", NINE)
    assert not settle_now(command.pk, Outcome.DEFERRED, "", "", NINE)

    assert (outcome(command.pk), steps(command.pk)) == ("confirmed", ["asked", "confirmed"])


def test_a_deferred_command_may_still_come_true(sam: Person) -> None:
    command = asked_by(sam, force())
    settle_now(command.pk, Outcome.DEFERRED, "", "", NINE)

    assert not settle_now(command.pk, Outcome.DEFERRED, "", "", NINE)
    assert settle_now(command.pk, Outcome.CONFIRMED, "", "", LATER)

    assert steps(command.pk) == ["asked", "deferred", "confirmed"]
    assert shown("desk")["command", str(command.pk)]["settled"] == "2026-11-20T09:00:06Z"


def test_what_the_system_said_stands_in_the_trail(sam: Person) -> None:
    command = asked_by(sam, force())

    settle_now(command.pk, Outcome.REFUSED, "Ada is not signed in.", "INVALID_STATE", NINE)

    assert TrailLine.objects.get(step="refused").details == {"said": "Ada is not signed in.", "code": "INVALID_STATE"}


def test_what_a_dead_bridge_had_sent_is_lost_and_never_sent_again(sam: Person) -> None:
    command = asked_by(sam, force())
    holder(CISCO)
    claim("cisco", "bridge-1", NINE)
    expire("cisco")
    before = revision("desk")

    assert FloorWriter("bridge-2").lease(CISCO) == (True, 1)

    assert claim("cisco", "bridge-2", NINE) == ([], NOTHING_TO_SAY)
    assert (outcome(command.pk), steps(command.pk)) == ("lost", ["asked", "sent", "lost"])
    assert AskedCommand.objects.get(pk=command.pk).said == ""  # the page says it, in its reader's language
    assert revision("desk") == before + 1
    assert not settle_now(command.pk, Outcome.CONFIRMED, "", "", LATER)


def test_a_bridge_that_lives_loses_nothing_by_renewing(sam: Person) -> None:
    command = asked_by(sam, force())
    writer = holder(CISCO)
    claim("cisco", "bridge-1", NINE)

    assert writer.lease(CISCO) == (True, 0)
    expire("cisco")
    assert writer.lease(CISCO) == (True, 0)

    assert outcome(command.pk) == "sent"


def test_a_deferred_command_of_a_dead_bridge_is_watched_again_not_sent(sam: Person) -> None:
    command = force()
    asked_by(sam, command)
    holder(CISCO)
    claim("cisco", "bridge-1", NINE)
    settle_now(command.id, Outcome.DEFERRED, "", "", NINE)
    expire("cisco")
    holder(CISCO, token="bridge-2")

    claimed, told = claim("cisco", "bridge-2", LATER)

    assert [(one.command, one.deferred) for one in claimed] == [(command, True)]
    assert not told
    assert claim("cisco", "bridge-2", LATER, [command.id]) == ([], NOTHING_TO_SAY)
    assert steps(command.id) == ["asked", "sent", "deferred"]


def test_what_was_claimed_by_a_commit_whose_answer_was_lost_ends_after_its_deadline(sam: Person) -> None:
    holder(CISCO)
    nobodys, looked_after = asked_by(sam, force()), asked_by(sam, force(AgentState.NOT_READY))
    claim("cisco", "bridge-1", NINE)  # its answer never arrived: nobody carries `nobodys` out

    assert claim("cisco", "bridge-1", SOON, [looked_after.pk]) == ([], NOTHING_TO_SAY)
    assert claim("cisco", "bridge-1", LATER, [looked_after.pk]) == ([], {"desk"})

    assert (outcome(nobodys.pk), outcome(looked_after.pk)) == ("lost", "sent")
    assert steps(nobodys.pk) == ["asked", "sent", "lost"]
    assert shown("desk")["command", str(nobodys.pk)]["outcome"] == "lost"


def test_what_was_left_deferred_by_a_release_that_failed_is_watched_again(sam: Person) -> None:
    holder(CISCO)
    command = force()
    asked_by(sam, command)
    claim("cisco", "bridge-1", NINE)
    settle_now(command.id, Outcome.DEFERRED, "", "", NINE)

    assert claim("cisco", "bridge-1", NINE, [command.id]) == ([], NOTHING_TO_SAY)
    claimed, _ = claim("cisco", "bridge-1", NINE)

    assert [(one.command, one.deferred) for one in claimed] == [(command, True)]


def test_a_deferred_command_is_watched_again_by_the_same_bridge_when_it_begins_anew(sam: Person) -> None:
    command = force()
    asked_by(sam, command)
    writer = holder(CISCO)
    claim("cisco", "bridge-1", NINE)
    settle_now(command.id, Outcome.DEFERRED, "", "", NINE)

    assert writer.release(CISCO) == 0
    writer.lease(CISCO)

    claimed, _ = claim("cisco", "bridge-1", LATER)
    assert [(one.command, one.deferred) for one in claimed] == [(command, True)]
    assert steps(command.id) == ["asked", "sent", "deferred"]


def test_what_a_bridge_had_sent_when_it_let_go_is_lost_at_once(sam: Person) -> None:
    command = asked_by(sam, force())
    writer = holder(CISCO)
    claim("cisco", "bridge-1", NINE)

    assert writer.release(CISCO) == 1

    assert steps(command.pk) == ["asked", "sent", "lost"]
    assert shown("desk")["command", str(command.pk)]["outcome"] == "lost"


def test_a_typed_password_is_sealed_until_it_is_claimed_and_then_gone(sam: Person) -> None:
    command = signs_in("4001", "hush")
    asked_by(sam, command)
    holder(CISCO)

    stored = AskedCommand.objects.get()
    assert stored.secret.startswith("sealed:")
    assert "hush" not in f"{stored.secret}{stored.parameters}{shown('desk')}"
    (claimed,), _ = claim("cisco", "bridge-1", NINE)
    assert claimed.command == command
    assert AskedCommand.objects.get().secret == ""


def test_a_password_that_was_never_claimed_goes_too(sam: Person) -> None:
    command = signs_in("4001", "hush")
    asked_by(sam, command)
    holder(CISCO)

    claim("cisco", "bridge-1", LATER)

    assert AskedCommand.objects.get().secret == ""


def test_a_password_that_cannot_be_opened_is_a_refusal(sam: Person) -> None:
    command = signs_in("4001", "hush")
    asked_by(sam, command)
    AskedCommand.objects.update(secret="sealed:of-another-installation")
    holder(CISCO)

    assert claim("cisco", "bridge-1", NINE) == ([], {"desk"})
    assert outcome(command.id) == "refused"


def test_ones_own_sign_in_is_shown_to_oneself_alone(sam: Person) -> None:
    own = SignOut(id=uuid4(), sign_in=AgentId("cisco:2001"), deadline=SOON)

    assert asked_by(sam, own).team == f"@{sam.pk}"


@pytest.mark.parametrize(
    "command",
    [
        force(AgentState.READY),
        force(AgentState.SIGNED_OUT),
        ForceState(id=uuid4(), agent=AgentId("cisco:1"), state=AgentState.NOT_READY, reason="10", deadline=SOON),
        SignIn(id=uuid4(), sign_in=AgentId("cisco:2001"), extension="4001", deadline=SOON),
        SignOut(id=uuid4(), sign_in=AgentId("cisco:2001"), deadline=SOON),
        SetOwnState(id=uuid4(), sign_in=AgentId("cisco:2001"), state=AgentState.READY, deadline=SOON),
    ],
    ids=lambda command: type(command).__name__,
)
def test_a_command_comes_out_of_the_table_as_it_went_in(sam: Person, command: Command) -> None:
    asked_by(sam, command)

    assert command_of(AskedCommand.objects.get()) == command


def test_an_action_that_this_bridge_does_not_know_is_refused_in_words(sam: Person) -> None:
    command = asked_by(sam, force())
    AskedCommand.objects.update(action="follow")
    holder(CISCO)

    claim("cisco", "bridge-1", NINE)

    assert (outcome(command.pk), AskedCommand.objects.get().said) == (
        "refused",
        "This bridge does not know how to do that.",
    )
