"""Who takes part in a call, from a dialog event's words to ours. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from cti_bridge.connectors.generic_connector.messages import Dialog
from cti_bridge.floor.model import AgentId, CallState, Participant

# generic_connector.md 1.6. DROP is Failed, Dropped and Deleted together.
STATES = {
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
BARGED_IN = "barge_in"
_HAS_LEFT = (CallState.ENDED, CallState.WRAP_UP)


class Directory(Protocol):
    """Knows phones."""

    def at(self, address: str) -> AgentId | None:
        """Who is at this extension."""
        ...

    def of(self, who: AgentId) -> str:
        """Somebody's extension, or nothing."""
        ...

    def knows(self, who: AgentId) -> bool:
        """Whether this is somebody of ours."""
        ...


def state_of(word: str) -> CallState:
    """Our state for a dialog's or a participant's; UNKNOWN for one that we do not know."""
    return STATES.get(word.strip().upper(), CallState.UNKNOWN)


def parties(dialog: Dialog, own: AgentId, before: Sequence[Participant], phones: Directory) -> tuple[Participant, ...]:
    """The participants that an event tells of, `own` (whom it was told to) among them; else those from before.

    Whoever has left, or is in wrap-up after it, is no participant any more.
    """
    told = _told(dialog, before, phones)
    listed = next((p for p in told if p.agent == own), None)
    others = [p for p in told if p.agent != own and p.state not in _HAS_LEFT]
    if listed is None and not phones.knows(own):
        return tuple(others)
    part = listed or Participant(address=phones.of(own), agent=own, is_agent=True)
    return (replace(part, state=_own_state(dialog, listed)), *others)


def named(addresses: Sequence[str], phones: Directory) -> tuple[Participant, ...]:
    """Active participants of whom only the address is known."""
    return tuple(_party(a, phones) for a in addresses)


def named_again(participants: Sequence[Participant], phones: Directory) -> tuple[Participant, ...]:
    """The same, with the names of those whose phones are known by now."""
    return tuple(p if p.agent else replace(p, agent=phones.at(p.address)) for p in participants)


def with_whom_one_hears(
    participants: Sequence[Participant], own: AgentId, agent: AgentId | None, phones: Directory
) -> tuple[Participant, ...]:
    """The parties of silent monitoring: an agent whom the event does not name is the one who was asked for."""
    others = [p for p in participants if p.agent != own]
    if agent is None or any(p.agent for p in others):
        return tuple(participants)
    if len(others) == 1:
        return tuple(p if p.agent == own else replace(p, agent=agent, is_agent=True) for p in participants)
    return (*participants, Participant(address=phones.of(agent), agent=agent, is_agent=True))


def _told(dialog: Dialog, before: Sequence[Participant], phones: Directory) -> Sequence[Participant]:
    if dialog.participants is not None:
        causes = {p.address: p.cause for p in before}  # told once perhaps: who has barged in stays so
        return [_participant(p, causes, phones) for p in dialog.participants]
    if before:
        return before
    return named([dialog.from_address], phones) if dialog.from_address else ()


def _own_state(dialog: Dialog, listed: Participant | None) -> CallState:
    """The event's state is the dialog's as its addressee has it; an active one may list a part on hold (1.6)."""
    said = state_of(dialog.state)
    if said is not CallState.ACTIVE or dialog.participants is None or listed is None:
        return said
    return listed.state if listed.state is CallState.HELD else said


def _participant(told: tuple[str, ...], causes: Mapping[str, str], phones: Directory) -> Participant:
    """`[0]` address, `[1]` state, `[2]` address type, NULL for none, `[3]` cause (1.6)."""
    address, state, type_, cause = (*told, "", "", "", "")[:4]
    barged = cause.upper() == "SUPERVISOR_BARGE_IN"
    return replace(
        _party(address, phones),
        is_agent=type_.upper() == "AGENT_DEVICE",
        state=state_of(state) if state else CallState.ACTIVE,
        cause=BARGED_IN if barged else causes.get(address, ""),
    )


def _party(address: str, phones: Directory) -> Participant:
    return Participant(address=address, agent=phones.at(address))
