"""Between the asking and the sending an agent's call may become one that nobody may listen to: then nothing is sent."""

from uuid import UUID

import pytest

from cti_bridge.floor.commands import Command
from cti_bridge.floor.model import AgentState, CallType
from dashboard.models import AskedCommand, Person, TeamPolicy
from dashboard.store.claims import claim
from dashboard.store.fairness import NOT_SENT_UNFAIR
from dashboard.store.inbox import ask
from dashboard.store.writer import FloorWriter
from tests.dashboard.store.asking import TEAM, Hints, barges_in, force, listens, outcome, steps
from tests.dashboard.store.floors import CISCO, NINE, holder, put, talking

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def writer(sam: Person) -> FloorWriter:
    """Ada's team is listened to, and Ada talks to a customer of a queue."""
    TeamPolicy.objects.create(id=TEAM, listening="queue_calls")
    writer = holder(CISCO)
    writer.write([put(talking(CallType.QUEUE))])
    return writer


def asked(sam: Person, command: Command) -> UUID:
    """Sam asks, while it may be asked."""
    return ask(command, by=sam, team=TEAM, publish=Hints(), now=lambda: NINE).pk


def sent() -> list[UUID]:
    """What a bridge is handed now, to be sent."""
    return [one.command.id for one in claim("cisco", "bridge-1", NINE)[0]]


@pytest.mark.parametrize("command", [listens, barges_in])
def test_what_may_still_be_listened_to_is_sent(sam: Person, writer: FloorWriter, command: type) -> None:
    wanted = asked(sam, command())

    assert sent() == [wanted]


@pytest.mark.parametrize("command", [listens, barges_in])
@pytest.mark.parametrize("type_", [CallType.CONSULT, CallType.INTERNAL])
def test_nobody_is_put_onto_a_call_between_colleagues_that_began_meanwhile(
    sam: Person, writer: FloorWriter, command: type, type_: CallType
) -> None:
    wanted = asked(sam, command())
    writer.write([put(talking(type_))])

    assert sent() == []
    assert steps(wanted) == ["asked", "refused"]
    assert AskedCommand.objects.get(pk=wanted).said == NOT_SENT_UNFAIR


def test_nor_onto_a_call_of_another_kind_than_the_team_offers(sam: Person, writer: FloorWriter) -> None:
    wanted = asked(sam, listens())
    writer.write([put(talking(CallType.DIRECT_IN))])

    assert (sent(), outcome(wanted)) == ([], "refused")


@pytest.mark.parametrize("ends", [{"listening": "off"}, {"excluded": ["cisco:1001"]}])
def test_nor_where_an_administrator_has_ended_it(sam: Person, writer: FloorWriter, ends: dict[str, object]) -> None:
    wanted = asked(sam, listens())
    TeamPolicy.objects.update(**ends)

    assert (sent(), outcome(wanted)) == ([], "refused")


def test_nor_to_an_agent_who_has_gone_to_another_team(sam: Person, writer: FloorWriter) -> None:
    TeamPolicy.objects.create(id="cisco:5001", listening="all_calls")
    wanted = asked(sam, listens())
    writer.write([put(talking(CallType.QUEUE, team="cisco:5001"))])

    assert (sent(), outcome(wanted)) == ([], "refused")


def test_a_forced_state_is_no_question_of_listening(sam: Person, writer: FloorWriter) -> None:
    TeamPolicy.objects.update(listening="off")
    wanted = asked(sam, force(AgentState.NOT_READY))

    assert sent() == [wanted]
