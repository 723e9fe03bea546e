"""Calls as the floor last had them, out of the row of one of our own sign-ins."""

from collections.abc import Iterator

from cti_bridge.connectors.generic_connector.state_calls import is_of_a_state
from cti_bridge.floor.model import AgentId, Call, CallId, Participant, QueueId
from cti_bridge.floor.rows import CallOnRow, PartyOnRow, SignInRow


def kept_calls(row: SignInRow) -> Iterator[Call]:
    """Its calls, with its own part in them. One that was doubtful still is."""
    for call in row.calls:
        if not is_of_a_state(CallId(call.id)):
            yield _call(call, row)


def _call(call: CallOnRow, row: SignInRow) -> Call:
    own = Participant(address=row.extension, agent=AgentId(row.id), is_agent=True, state=call.state, cause=call.cause)
    return Call(
        id=CallId(call.id),
        state=call.state,
        type=call.type,
        media=call.media,
        queue=QueueId(call.queue_id) if call.queue_id else None,
        started_at=call.since,
        participants=(own, *map(_participant, call.parties)),
        variables=call.variables,
        doubtful=call.doubtful,
    )


def _participant(party: PartyOnRow) -> Participant:
    """A row names agents of one team only: others come back as the number that they have."""
    who = party.agent or party.sign_in
    return Participant(
        address=party.address,
        agent=AgentId(who) if who else None,
        is_agent=party.is_agent,
        state=party.state,
        cause=party.cause,
    )
