"""Calls, from the Generic Connector's words to ours. Pure. Their participants are in parties.py."""

from datetime import datetime

from cti_bridge.connectors.generic_connector.messages import Dialog
from cti_bridge.connectors.generic_connector.parties import Directory, parties, state_of, with_whom_one_hears
from cti_bridge.connectors.generic_connector.site import Site
from cti_bridge.connectors.generic_connector.times import moment
from cti_bridge.floor.model import AgentId, Call, CallType, Participant

# Finesse's, and those of silent monitoring that a client saw, or that CTI knows (generic_connector.md 1.6).
TYPES = {
    "ACD_IN": CallType.QUEUE,
    "PREROUTE_ACD_IN": CallType.QUEUE,
    "PREROUTE_DIRECT_AGENT": CallType.DIRECT_IN,
    "OTHER_IN": CallType.DIRECT_IN,
    "OUT": CallType.OUT,
    "OUTBOUND": CallType.OUT,
    "OUTBOUND_PREVIEW": CallType.OUT,
    "AGENT_INSIDE": CallType.INTERNAL,
    "CONSULT": CallType.CONSULT,
    "CONSULT_OFFERED": CallType.CONSULT,
    "CONFERENCE": CallType.CONFERENCE,
    "SUPERVISOR_BARGE_IN": CallType.CONFERENCE,
    "SM": CallType.MONITOR,
    "SUPERVISOR_MONITOR": CallType.MONITOR,
}
TRANSFER = "TRANSFER"
_SURVIVES_A_TRANSFER = frozenset(CallType) - {CallType.CONSULT, CallType.MONITOR}


def call(
    dialog: Dialog, before: Call | None, phones: Directory, site: Site, now: datetime, listens_to: AgentId | None = None
) -> Call:
    """The call that a dialog event tells of; what the event leaves out stays as it was.

    `listens_to` is whom the event's addressee asked to hear last: silent monitoring may not name the agent.
    """
    variables = dict(dialog.variables or ())
    shown = tuple((n, v) for n, v in variables.items() if n in site.call_variables)
    in_queue = variables.get(site.queue_variable, "")
    type_ = _type(dialog.type, before.type if before else CallType.UNKNOWN)
    own, known = site.agent(dialog.login), before.participants if before else ()
    participants = parties(dialog, own, known, phones)
    if type_ is CallType.MONITOR:
        agent = next((p.agent for p in known if p.agent not in (None, own)), listens_to)
        participants = with_whom_one_hears(participants, own, agent, phones)
    return Call(
        id=site.call(dialog.id),
        state=state_of(dialog.state),
        type=type_,
        queue=site.queue(in_queue) if in_queue else before.queue if before else None,
        started_at=moment(dialog.started_at, site.zone, now) or (before.started_at if before else None),
        participants=participants,
        variables=before.variables if before and dialog.variables is None else shown,
    )


def without(call: Call, who: AgentId) -> tuple[Participant, ...]:
    """A call's participants but for one."""
    return tuple(p for p in call.participants if p.agent != who)


def _type(word: str | None, before: CallType) -> CallType:
    """A transfer does not say how the call came about: what is known of the surviving one stays."""
    if not word:
        return before
    if word.upper() == TRANSFER:
        return before if before in _SURVIVES_A_TRANSFER else CallType.UNKNOWN
    return TYPES.get(word.upper(), CallType.UNKNOWN)
