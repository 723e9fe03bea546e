"""A command is written before it is sent, sent at most once, settled once, and each step stands in the trail."""

from uuid import uuid4

import pytest
from django.db import DatabaseError, connection

from cti_bridge.floor.commands import Command, ForceState, Outcome, SetOwnState, SignIn, SignOut
from cti_bridge.floor.model import AgentId, AgentState
from dashboard.models import AskedCommand, Person, TrailLine
from dashboard.store.claims import claim, settle_now
from dashboard.store.inbox import ask
from dashboard.store.orders import command_of
from tests.dashboard.store.asking import LATER, SOON, TEAM, Hints, force, outcome, signs_in, steps
from tests.dashboard.store.floors import CISCO, NINE, holder, shown
from tests.dashboard.store.wishes_asked import asked_by

pytestmark = pytest.mark.usefixtures("database")


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
