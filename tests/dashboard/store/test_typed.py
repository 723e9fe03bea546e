"""The password typed for one's own sign-in stands sealed while that is in: nowhere else, and no longer."""

import logging
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from django.db import connection

from cti_bridge.floor.commands import Outcome, SignOut
from cti_bridge.floor.model import AgentState, FeedState, Source
from cti_bridge.floor.rows import Kind, Row, SignInRow
from dashboard.models import AskedCommand, CtiSignIn, Integration, Person, TrailLine
from dashboard.secrets import reveal
from dashboard.store.claims import claim, settle_now
from dashboard.store.inbox import ask
from dashboard.store.integrations import configs
from dashboard.store.pruning import prune
from dashboard.store.recalling import recall
from dashboard.store.writer import FloorWriter
from tests.dashboard.store.asking import OWN, SOON, Hints, signs_in
from tests.dashboard.store.floors import CISCO, NINE, expire, holder, put, shown

pytestmark = pytest.mark.usefixtures("database", "own")

KEY = b"of these tests"


@pytest.fixture
def own(sam: Person) -> CtiSignIn:
    """Sam's sign-in, without a stored password."""
    cisco = Integration.objects.create(name="cisco", kind="generic_connector")
    return CtiSignIn.objects.create(integration=cisco, login="2001", person=sam)


def typed() -> str:
    """What stands with the sign-in, opened."""
    sealed = CtiSignIn.objects.get().typed
    assert not sealed or sealed.startswith("sealed:")
    return reveal(sealed) if sealed else ""


def sent_by(sam: Person, password: str, at: timedelta = timedelta()) -> UUID:
    """Sam's sign-in, sent by a bridge."""
    command = signs_in("4001", password)
    ask(command, by=sam, publish=Hints(), now=lambda: NINE)
    holder(CISCO)
    claim("cisco", "bridge-1", NINE + at)
    return command.id


def signed_in(state: AgentState = AgentState.NOT_READY) -> None:
    """The floor says how Sam's sign-in stands."""
    body = SignInRow(id=OWN, state=state, since=NINE)
    live = Source(id=CISCO, state=FeedState.LIVE, since=NINE, heard_at=NINE)
    told = (("sign_in", OWN, body), ("source", "cisco", live))
    holder(CISCO).write([put(*(Row(source="cisco", kind=Kind(k), team="", key=id_, body=b) for k, id_, b in told))])


def test_it_moves_to_the_sign_in_when_a_bridge_sends_it(sam: Person) -> None:
    sent_by(sam, "hush")

    assert typed() == "hush"
    assert AskedCommand.objects.get().secret == ""


def test_the_next_bridge_is_given_it_while_the_sign_in_is_in(sam: Person) -> None:
    settle_now(sent_by(sam, "hush"), Outcome.CONFIRMED, "", "", NINE)
    signed_in()

    recalled = recall("cisco", NINE)["2001"]

    assert (recalled.password, recalled.row.state) == ("hush", AgentState.NOT_READY)
    assert "hush" not in repr(recalled)


@pytest.mark.parametrize(("after", "old"), [(timedelta(minutes=59), False), (timedelta(minutes=61), True)])
def test_who_was_in_long_ago_is_not_signed_in_again_the_next_day(sam: Person, after: timedelta, old: bool) -> None:
    settle_now(sent_by(sam, "hush"), Outcome.CONFIRMED, "", "", NINE)
    signed_in()

    recalled = recall("cisco", NINE + after)["2001"]

    assert (recalled.old, recalled.password) == (old, "" if old else "hush")


def test_the_next_bridge_is_given_nothing_of_who_is_out(sam: Person) -> None:
    settle_now(sent_by(sam, "hush"), Outcome.CONFIRMED, "", "", NINE)
    signed_in(AgentState.SIGNED_OUT)

    assert recall("cisco")["2001"].password == ""


def test_the_next_bridge_hears_of_a_sign_in_that_was_taken_away_and_is_given_nothing_of_it(sam: Person) -> None:
    settle_now(sent_by(sam, "hush"), Outcome.CONFIRMED, "", "", NINE)
    signed_in()
    CtiSignIn.objects.all().delete()

    assert (recall("cisco")["2001"].row.id, recall("cisco")["2001"].password) == (OWN, "")


@pytest.mark.parametrize("ended", [Outcome.REFUSED, Outcome.TIMED_OUT, Outcome.LOST])
def test_it_goes_with_a_sign_in_that_did_not_come_true(sam: Person, ended: Outcome) -> None:
    settle_now(sent_by(sam, "hush"), ended, "", "", NINE)

    assert typed() == ""


def test_it_goes_with_the_bridge_that_died_before_the_answer(sam: Person) -> None:
    sent_by(sam, "hush")
    expire("cisco")

    FloorWriter("bridge-2").lease(CISCO)

    assert typed() == ""


@pytest.mark.parametrize(("ended", "left"), [(Outcome.CONFIRMED, ""), (Outcome.REFUSED, "hush")])
def test_it_goes_when_sam_signs_out(sam: Person, ended: Outcome, left: str) -> None:
    settle_now(sent_by(sam, "hush"), Outcome.CONFIRMED, "", "", NINE)
    out = ask(SignOut(id=uuid4(), sign_in=OWN, deadline=SOON), by=sam, publish=Hints(), now=lambda: NINE)

    settle_now(out.pk, ended, "", "", NINE)

    assert typed() == left


def test_signing_in_with_the_stored_password_leaves_nothing_typed(sam: Person) -> None:
    settle_now(sent_by(sam, "hush"), Outcome.CONFIRMED, "", "", NINE)

    sent_by(sam, "")

    assert typed() == ""


def test_another_try_that_no_bridge_took_changes_nothing_for_who_is_in(sam: Person) -> None:
    settle_now(sent_by(sam, "hush"), Outcome.CONFIRMED, "", "", NINE)

    sent_by(sam, "other", at=timedelta(seconds=6))

    assert typed() == "hush"


@pytest.mark.parametrize(
    ("state", "left"), [(AgentState.NOT_READY, "hush"), (AgentState.SIGNED_OUT, ""), (None, "")], ids=str
)
def test_it_is_pruned_when_the_system_signed_sam_out(sam: Person, state: AgentState | None, left: str) -> None:
    settle_now(sent_by(sam, "hush"), Outcome.CONFIRMED, "", "", NINE)
    if state:
        signed_in(state)

    prune(NINE)

    assert typed() == left


def test_it_stands_in_no_dump_no_log_no_trail_and_restarts_no_connector(
    sam: Person, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    (before,) = configs(KEY)

    command = sent_by(sam, "hush")
    signed_in()

    sealed = CtiSignIn.objects.get().typed
    (after,) = configs(KEY)
    assert after.version == before.version
    call_command("dump_setup")
    said = f"{capsys.readouterr().out}{caplog.text}{shown('desk')}{shown()}{list(TrailLine.objects.values())}"
    assert "2001" in said
    asked = f"{list(AskedCommand.objects.filter(pk=command).values())}{after!r}"
    for secret in ("hush", sealed):
        assert secret not in said
        assert secret not in asked


def test_a_password_sealed_by_another_installation_is_asked_for_again(sam: Person) -> None:
    signed_in()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE dashboard_ctisignin SET typed = 'sealed:of-another'")

    assert recall("cisco")["2001"].password == ""
