"""Calls, from the Generic Connector's words to ours. Pure."""

from collections.abc import Callable, Sequence
from datetime import datetime

from cti_bridge.connectors.generic_connector.messages import Dialog
from cti_bridge.connectors.generic_connector.site import Site
from cti_bridge.connectors.generic_connector.times import moment
from cti_bridge.floor.model import AgentId, Call, CallState, CallType, Participant

# generic_connector.md 1.6. DROP is Failed, Dropped and Deleted together.
CALL_STATES = {
    "INITIATING": CallState.DIALLING,
    "INITIATED": CallState.DIALLING,
    "ALERTING": CallState.RINGING,
    "ACTIVE": CallState.ACTIVE,
    "ACCEPTED": CallState.ACTIVE,
    "HOLD": CallState.HELD,
    "HELD": CallState.HELD,
    "WRAP_UP": CallState.WRAP_UP,
    "DROP": CallState.ENDED,
    "DROPPED": CallState.ENDED,
    "DELETED": CallState.ENDED,
    "FAILED": CallState.ENDED,
    "NOTFOUND": CallState.ENDED,
}
CALL_TYPES = {
    "ACD_IN": CallType.QUEUE,
    "PREROUTE_ACD_IN": CallType.QUEUE,
    "PREROUTE_DIRECT_AGENT": CallType.QUEUE,
    "TRANSFER": CallType.UNKNOWN,
    "OTHER_IN": CallType.DIRECT_IN,
    "OUT": CallType.OUT,
    "OUTBOUND": CallType.OUT,
    "OUTBOUND_PREVIEW": CallType.OUT,
    "AGENT_INSIDE": CallType.INTERNAL,
    "CONSULT": CallType.CONSULT,
    "CONSULT_OFFERED": CallType.CONSULT,
    "CONFERENCE": CallType.CONFERENCE,
    "SM": CallType.MONITOR,
    "SUPERVISOR_MONITOR": CallType.MONITOR,
}


def call(
    dialog: Dialog, before: Call | None, agent_at: Callable[[str], AgentId | None], site: Site, now: datetime
) -> Call:
    """The call that a dialog event tells of; what the event leaves out stays as it was."""
    named = dict(dialog.variables or ())
    shown = tuple((n, v) for n, v in named.items() if n in site.call_variables)
    in_queue = named.get(site.queue_variable, "")
    type_ = before.type if before else CallType.UNKNOWN
    return Call(
        id=site.call(dialog.id),
        state=CALL_STATES.get(dialog.state.upper(), CallState.UNKNOWN),
        type=CALL_TYPES.get(dialog.type.upper(), CallType.UNKNOWN) if dialog.type else type_,
        queue=site.queue(in_queue) if in_queue else before.queue if before else None,
        started_at=moment(dialog.started_at, site.zone, now) or (before.started_at if before else None),
        participants=_parties(dialog, before, agent_at),
        variables=before.variables if before and dialog.variables is None else shown,
    )


def _parties(dialog: Dialog, before: Call | None, agent_at: Callable[[str], AgentId | None]) -> tuple[Participant, ...]:
    if dialog.participants is not None:
        return tuple(_participant(p, agent_at) for p in dialog.participants)
    if before is not None:
        return before.participants
    return tuple(parties([dialog.from_address] if dialog.from_address else [], agent_at))


def parties(addresses: Sequence[str], agent_at: Callable[[str], AgentId | None]) -> tuple[Participant, ...]:
    """Active participants of whom only the address is known."""
    return tuple(Participant(address=a, agent=agent_at(a)) for a in addresses)


def _participant(told: tuple[str, ...], agent_at: Callable[[str], AgentId | None]) -> Participant:
    """`[0]` address, `[1]` state, `[3]` cause (1.6)."""
    state = CALL_STATES.get(told[1].upper(), CallState.UNKNOWN) if len(told) > 1 else CallState.ACTIVE
    barged = len(told) > 3 and told[3].upper() == "SUPERVISOR_BARGE_IN"
    return Participant(address=told[0], agent=agent_at(told[0]), state=state, cause="barge_in" if barged else "")
