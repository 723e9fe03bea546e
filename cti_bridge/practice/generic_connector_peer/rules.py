"""Finesse's rules for states: what a request does to a user, and what a call's end leaves behind.

The table is the guide's "Agent State Transition"; the supervisor's rows and UCCX's differences are finesse.md 3.3.
Where neither says a word, a request is refused with CF_INVALID_OBJECT_STATE.
"""

from collections.abc import Mapping

from .model import Platform, Refused, State, User, WrapUp

NOT_READY, READY, LOGOUT = State.NOT_READY, State.READY, State.LOGOUT
WORK, WORK_READY = State.WORK, State.WORK_READY

ON_A_CALL = frozenset({State.TALKING, State.HOLD})
BUSY = ON_A_CALL | {State.RESERVED, State.RESERVED_OUTBOUND, State.RESERVED_OUTBOUND_PREVIEW}
WRAPPING_UP = (WORK, WORK_READY)
GIVEN_BY_A_QUEUE = ON_A_CALL | {State.RESERVED}  # on UCCX no other call shows in the state

AT_ONCE: Mapping[State, frozenset[State]] = {
    NOT_READY: frozenset({LOGOUT, NOT_READY, READY}),
    READY: frozenset({NOT_READY}),
    State.RESERVED_OUTBOUND: frozenset({READY, NOT_READY}),
    WORK: frozenset({READY, NOT_READY}),
    WORK_READY: frozenset({READY, NOT_READY}),
}
AFTER_THE_CALL: Mapping[State, frozenset[State]] = {
    State.RESERVED_OUTBOUND_PREVIEW: frozenset({NOT_READY}),
    State.TALKING: frozenset({READY, NOT_READY, WORK, WORK_READY}),
    State.HOLD: frozenset({READY, NOT_READY, WORK, WORK_READY}),
}
BY_SUPERVISOR: Mapping[State, frozenset[State]] = {
    NOT_READY: frozenset({READY, WORK, WORK_READY}),
    READY: frozenset({NOT_READY, WORK, WORK_READY}),  # from-states are in no public text; the desktop offers these
    LOGOUT: BUSY | {READY, NOT_READY, WORK, WORK_READY},
}
CALLED_FROM_READY = "50006"  # UCCE from 12.5: whoever makes a call while ready becomes not ready first
INVALID = "CF_INVALID_OBJECT_STATE"


def waits_when_oneself_asks(user: User, target: State, platform: Platform, *, on_phone: bool) -> bool:
    """Whether a user's own request waits for the call's end. Raises Refused where it may not be made at all."""
    if platform is Platform.UCCX:
        _refuse_on_uccx(user, target, on_phone=on_phone)
        if (user.state, target) == (READY, LOGOUT):
            return False  # UCCX also allows READY -> LOGOUT
    if target in AT_ONCE.get(user.state, ()) and (not on_phone or target is NOT_READY):
        return False
    if target in AFTER_THE_CALL.get(user.state, ()):
        if target in WRAPPING_UP and user.wrap_up is WrapUp.NOT_ALLOWED:
            raise Refused(INVALID)
        return True
    raise Refused(INVALID)


def _refuse_on_uccx(user: User, target: State, *, on_phone: bool) -> None:
    if target is READY and user.state in GIVEN_BY_A_QUEUE:
        raise Refused("CF_INVALID_AGENT_WORKMODE")  # 265: on a call that a queue gave
    if target is READY and on_phone:
        raise Refused("CF_RESOURCE_BUSY")  # 33: on any other call
    if user.state in (State.RESERVED_OUTBOUND, State.RESERVED_OUTBOUND_PREVIEW):
        raise Refused("CF_GENERIC_UNSPECIFIED")  # Finesse answers Internal Server Error
    if target is NOT_READY and user.state in ON_A_CALL and user.pending is NOT_READY:
        raise Refused(INVALID)  # only once per call
    if target is WORK_READY:
        raise Refused(INVALID)  # UCCE only


def waits_when_supervisor_asks(user: User, target: State, *, on_phone: bool) -> bool:
    """Whether a supervisor's request waits for the call's end (only LOGOUT may). Raises Refused."""
    if user.state not in BY_SUPERVISOR.get(target, ()):
        raise Refused(INVALID)
    if on_phone and target is READY:
        raise Refused("CF_RESOURCE_BUSY")  # UCCX: not ready, and on a call that no queue gave
    return target is LOGOUT and (on_phone or user.state in BUSY)


def after_the_call(user: User, platform: Platform) -> tuple[State, str]:
    """The state and reason that a call's end leaves, the pending request and wrap-up considered."""
    if user.pending is LOGOUT:
        return LOGOUT, user.pending_reason
    if user.state not in BUSY:
        return user.state, user.reason  # it rang, or UCCX's call that no queue gave: the state never changed
    work = _work_after(user, platform) if user.state in ON_A_CALL else None
    if work is not None:
        return work, user.pending_reason if user.pending is NOT_READY else ""
    if user.pending is NOT_READY:
        return NOT_READY, user.pending_reason
    target = READY if user.pending is READY else user.resumes
    return target, "" if target is READY else user.resumes_reason


def _work_after(user: User, platform: Platform) -> State | None:
    asked = user.pending if user.pending in WRAPPING_UP else None
    if user.wrap_up in (WrapUp.REQUIRED, WrapUp.REQUIRED_WITH_WRAP_UP_DATA):
        leans_to = user.pending or user.resumes
        asked = asked or (WORK if leans_to is NOT_READY else WORK_READY)
    return WORK if asked and platform is Platform.UCCX else asked


def after_wrap_up(user: User, platform: Platform) -> State:
    """Where the wrap-up timer's end leads: WORK to NOT_READY, WORK_READY to READY; UCCX gives back what was before."""
    if platform is Platform.UCCX:
        return user.resumes
    return NOT_READY if user.state is WORK else READY
