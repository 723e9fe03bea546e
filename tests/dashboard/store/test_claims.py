"""A bridge claims what was asked, once, in time; what it had sent when it died is lost and never sent again."""

from datetime import timedelta

import pytest

from cti_bridge.floor.commands import Outcome
from cti_bridge.floor.model import AgentState
from dashboard.models import AskedCommand, Person, TrailLine
from dashboard.store.claims import claim, settle_now
from dashboard.store.inbox import ask
from dashboard.store.writer import FloorWriter
from tests.dashboard.store.asking import LATER, SOON, TEAM, Hints, force, outcome, steps
from tests.dashboard.store.floors import CISCO, NINE, expire, holder, revision, shown
from tests.dashboard.store.wishes_asked import NOTHING_TO_SAY, asked_by

pytestmark = pytest.mark.usefixtures("database")


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
