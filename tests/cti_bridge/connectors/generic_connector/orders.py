"""What Sam asks for in these tests, and the events about calls that answer."""

from dataclasses import replace
from datetime import timedelta
from typing import TypeVar
from uuid import uuid4

from cti_bridge.floor.commands import (
    BargeIn,
    Command,
    DropParticipant,
    ForceState,
    HoldCall,
    Listen,
    RetrieveCall,
    SetOwnState,
    SignIn,
    StopListening,
)
from cti_bridge.floor.model import AgentState
from tests.cti_bridge.connectors.generic_connector.scripted import START, Desk, state

A_MOMENT = timedelta(seconds=0.05)
LATER = START + timedelta(hours=1)
SAM_ID, ANNA = "cisco:2001", "cisco:1001"
C = TypeVar("C", bound=Command)


async def sign_sam_in(desk: Desk, **changes: object) -> str:
    options = {"extension": "4101", "deadline": desk.time.now() + timedelta(seconds=5)} | changes
    return await desk.execute(SignIn(id=uuid4(), sign_in=SAM_ID, **options))


TALKS = state("1001", "TALKING", at="2026-11-20 08:59:30")


async def ready_to_listen(desk: Desk) -> Desk:
    """Sam is signed in and not ready; Anna talks."""
    await desk.loaded()
    await sign_sam_in(desk)
    await desk.tell(TALKS)
    return desk


def force(login: str, to: AgentState, reason: str = "") -> ForceState:
    return ForceState(id=uuid4(), agent=f"cisco:{login}", state=to, reason=reason, deadline=LATER)


def own(to: AgentState, reason: str = "") -> SetOwnState:
    return SetOwnState(id=uuid4(), sign_in=SAM_ID, state=to, reason=reason, deadline=LATER)


def soon(desk: Desk, command: C) -> C:
    """The same, with a deadline that a test can wait for."""
    return replace(command, deadline=desk.time.now() + A_MOMENT)


def listen(agent: str = ANNA) -> Listen:
    return Listen(id=uuid4(), sign_in=SAM_ID, agent=agent, deadline=LATER)


def stop(dialog: str) -> StopListening:
    return StopListening(id=uuid4(), sign_in=SAM_ID, agent=ANNA, call=f"cisco:{dialog}", deadline=LATER)


def hold(dialog: str) -> HoldCall:
    return HoldCall(id=uuid4(), sign_in=SAM_ID, agent=ANNA, call=f"cisco:{dialog}", deadline=LATER)


def retrieve(dialog: str) -> RetrieveCall:
    return RetrieveCall(id=uuid4(), sign_in=SAM_ID, agent=ANNA, call=f"cisco:{dialog}", deadline=LATER)


def barge_in(dialog: str, agent: str = ANNA) -> BargeIn:
    return BargeIn(id=uuid4(), sign_in=SAM_ID, agent=agent, call=f"cisco:{dialog}", deadline=LATER)


def drop(address: str, dialog: str) -> DropParticipant:
    return DropParticipant(
        id=uuid4(), sign_in=SAM_ID, agent=ANNA, call=f"cisco:{dialog}", address=address, deadline=LATER
    )


def call(
    *participants: str,
    to: str = "2001",
    state: str = "ACTIVE",
    dialog: str = "77",
    kind: str = "ACD_IN",
    from_: str = "+4930555",
    variables: str = "",
) -> str:
    """An InboundCall in full, as the guide prints it (generic_connector.md 1.6)."""
    return (
        f"{to}#InboundCall#{state}#DialogID:{dialog}#{from_}#{variables}#2026-11-20 08:59:00#CallType:{kind}"
        f"#ParticipantsCount:{len(participants)}#participants:{'|'.join(participants)}"
    )


def over(dialog: str = "77", to: str = "2001", state: str = "DROP") -> str:
    return f"{to}#InboundCall#{state}#DialogID:{dialog}"


def failed(cause: str, dialog: str = "77", to: str = "2001") -> str:
    return f"{to}#InboundCall#FAILED#DialogID:{dialog}#{cause}#Sam S"


def monitor(*participants: str, dialog: str = "90", state: str = "ACTIVE", to: str = "2001") -> str:
    """Silent monitoring, as the supervisor has it."""
    return call(*participants, to=to, state=state, dialog=dialog, kind="SM", from_="4101")


MONITOR = monitor("4101,ACTIVE,AGENT_DEVICE", "4001,ACTIVE,AGENT_DEVICE")
CONFERENCE = call(
    "+4930555,ACTIVE,NULL",
    "4001,ACTIVE,AGENT_DEVICE",
    "4101,ACTIVE,AGENT_DEVICE,SUPERVISOR_BARGE_IN",
    kind="CONFERENCE",
)
