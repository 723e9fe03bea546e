"""Whether an agent's present call may be listened to at all, whoever asks: the fairness of the floor, in one function.

Off until a team's listening is switched on; private, consult and excluded agents' calls, and calls of which too little
is known, are never offered. Who asks, and whether their system can do it, is the pre-flight's affair (preflight.py).
"""

from collections.abc import Collection, Iterable
from enum import StrEnum

from cti_bridge.floor.model import ON_A_CALL, CallState, CallType
from cti_bridge.floor.rows import AgentRow, CallOnRow

OFF, QUEUE_CALLS, ALL_CALLS = "off", "queue_calls", "all_calls"  # `[[team]] listening` of the contract

VOICE = "voice"
_TALKED_ON = (CallState.ACTIVE, CallState.HELD)  # the first that there is
_OFFERED_OF_ALL = frozenset({CallType.QUEUE, CallType.DIRECT_IN, CallType.OUT, CallType.CONFERENCE})


class NoListen(StrEnum):
    """Why nobody may listen to an agent's present call (docs/live.md, `no_listen`)."""

    OFF = "off"  # the team is not listened to
    EXCLUDED = "excluded"  # this agent is not
    TYPE = "type"  # the team's queue calls are offered, and this is none
    PRIVATE = "private"  # between colleagues
    CONSULT = "consult"
    UNKNOWN = "unknown"  # too little is known of the call


def no_listen(row: AgentRow, *, listening: str, excluded: Collection[str]) -> str:
    """A code of NoListen; "" where the present call may be listened to, or where there is none.

    `listening` and `excluded` are the team's policy. That somebody is not talking is no code: their state says so.
    """
    if listening not in (QUEUE_CALLS, ALL_CALLS):
        return NoListen.OFF
    if row.id in excluded:
        return NoListen.EXCLUDED
    call = call_talked_on(row.calls)
    if call is None:
        return NoListen.UNKNOWN if row.state in ON_A_CALL else ""
    return _of_call(call, listening)


def call_talked_on(calls: Iterable[CallOnRow]) -> CallOnRow | None:
    """Of an agent's voice calls the active one, else a held one, else the first; None without any."""
    spoken = [call for call in calls if call.media == VOICE and call.type is not CallType.MONITOR]
    for state in _TALKED_ON:
        for call in spoken:
            if call.state is state:
                return call
    return spoken[0] if spoken else None


def _of_call(call: CallOnRow, listening: str) -> str:
    if call.doubtful or call.type is CallType.UNKNOWN:
        return NoListen.UNKNOWN
    if call.type is CallType.CONSULT:
        return NoListen.CONSULT
    if call.type is CallType.INTERNAL:
        return NoListen.PRIVATE
    return "" if _is_offered(call, listening) else NoListen.TYPE


def _is_offered(call: CallOnRow, listening: str) -> bool:
    if listening == ALL_CALLS:
        return call.type in _OFFERED_OF_ALL
    of_a_queue = bool(call.queue_id or call.queue)
    return call.type is CallType.QUEUE or (call.type is CallType.CONFERENCE and of_a_queue)
