"""A call as each of its participants has it."""

from cti_bridge.floor.model import AgentId, Call, CallId, CallState, Participant
from cti_bridge.floor.rows import call_on_row
from cti_bridge.floor.state import Floor

ADA, SAM = AgentId("cisco:1001"), AgentId("cisco:2001")


def test_who_barged_in_has_the_cause_of_their_own_part_and_others_see_it_on_the_party() -> None:
    ada, sam = Participant(address="4001", agent=ADA), Participant(address="4009", agent=SAM, cause="barge_in")
    call = Call(id=CallId("cisco:16777"), state=CallState.ACTIVE, participants=(ada, sam))

    sams = call_on_row(call, SAM, "", {}, Floor())
    adas = call_on_row(call, ADA, "", {}, Floor())

    assert (sams.cause, [party.cause for party in sams.parties]) == ("barge_in", [""])
    assert (adas.cause, [party.cause for party in adas.parties]) == ("", ["barge_in"])
