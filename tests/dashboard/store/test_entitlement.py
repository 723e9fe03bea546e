"""Between the asking and the sending somebody may lose the right to ask: then nothing is sent for them."""

from uuid import UUID

import pytest

from cti_bridge.floor.commands import Command, SignOut, StopListening
from cti_bridge.floor.model import AgentId, CallId
from dashboard.models import AskedCommand, CtiSignIn, Integration, Person, TeamPolicy
from dashboard.store.claims import claim
from dashboard.store.entitlement import NOT_SENT_NOT_ENTITLED
from dashboard.store.inbox import ask
from tests.dashboard.store.asking import OWN, SOON, TEAM, Hints, force, listens, outcome, signs_in, steps
from tests.dashboard.store.floors import CISCO, NINE, holder, put, talking

pytestmark = pytest.mark.usefixtures("database", "floor")


@pytest.fixture
def floor(database: str) -> None:
    """Ada's team is listened to, and Ada talks to a customer of a queue."""
    TeamPolicy.objects.create(id=TEAM, listening="queue_calls")
    holder(CISCO).write([put(talking())])


@pytest.fixture
def own(sam: Person) -> CtiSignIn:
    """Sam's own sign-in."""
    cisco = Integration.objects.create(name="cisco", kind="generic_connector")
    return CtiSignIn.objects.create(integration=cisco, login="2001", person=sam)


def asked(sam: Person, command: Command, team: str = TEAM) -> UUID:
    """Sam asks, while Sam may."""
    return ask(command, by=sam, team=team, publish=Hints(), now=lambda: NINE).pk


def sent() -> list[UUID]:
    """What a bridge is handed now, to be sent."""
    return [one.command.id for one in claim("cisco", "bridge-1", NINE)[0]]


@pytest.mark.parametrize("ends", [{"role": "viewer"}, {"is_active": False}, {"teams": ["cisco:5001"]}])
def test_what_somebody_asked_who_may_no_more_is_not_sent(sam: Person, ends: dict[str, object]) -> None:
    wanted = [asked(sam, listens()), asked(sam, force())]
    Person.objects.filter(pk=sam.pk).update(**ends)

    assert sent() == []
    assert [steps(one) for one in wanted] == [["asked", "refused"]] * 2
    assert set(AskedCommand.objects.values_list("said", flat=True)) == {NOT_SENT_NOT_ENTITLED}


def test_nobody_elses_phone_rings_when_a_sign_in_went_to_another(sam: Person, own: CtiSignIn) -> None:
    wanted = [asked(sam, listens()), asked(sam, signs_in("4001", "typed"), team="")]
    CtiSignIn.objects.update(person=Person.objects.create(username="lea", role="supervisor", teams=[TEAM]))

    assert sent() == []
    assert [outcome(one) for one in wanted] == ["refused", "refused"]


def test_what_is_still_theirs_is_sent(sam: Person, own: CtiSignIn) -> None:
    wanted = [asked(sam, listens()), asked(sam, signs_in("4001", "typed"), team="")]

    assert sorted(sent()) == sorted(wanted)


def test_whoever_listens_may_always_stop_and_whoever_is_in_go_out(sam: Person, own: CtiSignIn) -> None:
    stop = StopListening(
        id=UUID(int=1), sign_in=OWN, agent=AgentId("cisco:1001"), call=CallId("cisco:7"), deadline=SOON
    )
    out = SignOut(id=UUID(int=2), sign_in=OWN, deadline=SOON)
    wanted = [asked(sam, stop), asked(sam, out, team="")]
    Person.objects.update(role="agent", teams=[], is_active=False)

    assert sent() == wanted
