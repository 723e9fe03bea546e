"""What the next bridge is told of a listening of which the one before heard nothing."""

from datetime import timedelta
from uuid import uuid4

import pytest

from cti_bridge.floor.commands import Listen, Outcome
from cti_bridge.floor.model import AgentState, FeedState, Source
from cti_bridge.floor.rows import Kind, Row, SignInRow
from dashboard.models import AskedCommand, CtiSignIn, Integration, Person
from dashboard.store.claims import settle_now
from dashboard.store.inbox import ask
from dashboard.store.recalling import recall
from tests.dashboard.store.asking import OWN, SOON, TEAM, Hints
from tests.dashboard.store.floors import CISCO, NINE, holder, put

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def own(database: None, sam: Person) -> None:
    """Sam is signed in to cisco."""
    cisco = Integration.objects.create(name="cisco", kind="generic_connector")
    CtiSignIn.objects.create(integration=cisco, login="2001", person=sam)
    body = SignInRow(id=OWN, state=AgentState.NOT_READY, since=NINE)
    live = Source(id=CISCO, state=FeedState.LIVE, since=NINE, heard_at=NINE)
    told = (("sign_in", OWN, body), ("source", "cisco", live))
    holder(CISCO).write([put(*(Row(source="cisco", kind=Kind(k), team="", key=id_, body=b) for k, id_, b in told))])


def sent_by(sam: Person) -> Listen:
    """Sam's wish to hear cisco:1001, sent by a bridge (whether it may be is claims' to decide)."""
    listen = Listen(id=uuid4(), sign_in=OWN, agent="cisco:1001", deadline=SOON)
    ask(listen, by=sam, publish=Hints(), team=TEAM, now=lambda: NINE)
    AskedCommand.objects.update(outcome=Outcome.SENT, holder="bridge-1")
    return listen


@pytest.mark.parametrize("came_of_it", [None, Outcome.LOST, Outcome.TIMED_OUT])
def test_whom_one_asked_to_hear_a_moment_ago_is_told_where_nothing_certain_came_of_it(
    sam: Person, came_of_it: Outcome | None
) -> None:
    listen = sent_by(sam)
    if came_of_it:
        settle_now(listen.id, came_of_it, "", "", NINE)

    assert recall("cisco", NINE + timedelta(seconds=30))["2001"].hears == "cisco:1001"


@pytest.mark.parametrize("came_of_it", [Outcome.CONFIRMED, Outcome.REFUSED])
def test_what_came_true_stands_on_the_floor_and_what_was_refused_did_not_begin(
    sam: Person, came_of_it: Outcome
) -> None:
    settle_now(sent_by(sam).id, came_of_it, "", "", NINE)

    assert recall("cisco", NINE + timedelta(seconds=30))["2001"].hears is None


def test_two_minutes_later_it_explains_no_call_any_more(sam: Person) -> None:
    settle_now(sent_by(sam).id, Outcome.LOST, "", "", NINE)

    assert recall("cisco", NINE + timedelta(minutes=3))["2001"].hears is None
