"""Calls in the pretend Finesse: offered, made, answered, held, retrieved and released."""

from collections.abc import Iterable

from . import parting
from .dialog import PREVIEW, Dialog, PartState, Party
from .finesse import Finesse
from .model import Platform, Refused, State, User
from .rules import BUSY, CALLED_FROM_READY, INVALID

FREE = (State.READY, State.NOT_READY)
ROUTED_TYPES = ("ACD_IN", "PREROUTE_ACD_IN")
BUSY_HERE = "BUSY"  # the cause of a call that cannot be made


def offer(
    world: Finesse,
    login: str,
    from_number: str,
    *,
    queue: str = "",
    call_type: str = "",
    variables: Iterable[tuple[str, str]] = (),
) -> Dialog:
    """A caller from outside rings at an agent. Raises Refused where the agent cannot be rung."""
    user = world.users[login]
    kind = call_type or ("ACD_IN" if queue else "OTHER_IN")
    routed = bool(queue) or kind in ROUTED_TYPES
    if user.state not in ((State.READY,) if routed else FREE) or world.call_of(login):
        raise Refused(INVALID)
    parties = (outside(from_number), part(user, PartState.ALERTING, is_routed=routed))
    dialog = new(world, kind, from_number, parties, queue=queue, variables=tuple(variables))
    _begin(world, dialog)
    return dialog


def make(world: Finesse, login: str, number: str) -> Dialog:
    """A user calls a number. An outside number answers at once; an agent rings; a busy one makes the call fail."""
    user = world.users[login]
    if user.state not in FREE or world.call_of(login):
        raise Refused(INVALID)
    callee = world.holder_of(number)
    if callee is None:
        dialog = new(world, "OUT", user.extension, (part(user, PartState.ACTIVE), outside(number)))
    else:
        parties = (part(user, PartState.INITIATED), part(callee, PartState.ALERTING))
        dialog = new(world, "AGENT_INSIDE", user.extension, parties)
    if callee and (callee.login == login or not may_ring(world, callee)):
        world.put_dialog(dialog.over(), tell=[login], failure=BUSY_HERE)
        return dialog.over()
    if user.state is State.READY:  # UCCE from 12.5: not ready first
        world.change(user, State.NOT_READY, CALLED_FROM_READY if world.platform is Platform.UCCE else "-1")
    _begin(world, dialog)
    return dialog


def may_ring(world: Finesse, user: User) -> bool:
    """Whether a call from a colleague can reach this user."""
    return user.state in FREE and world.call_of(user.login) is None


def answer(world: Finesse, login: str, dialog_id: str) -> None:
    """The rung user takes the call. Raises Refused."""
    dialog = world.own_dialog(login, dialog_id)
    if dialog.part_of(login) is not PartState.ALERTING or dialog.call_type == PREVIEW:
        raise Refused(INVALID)
    for party in dialog.parties:
        if party.login and party.state in (PartState.ALERTING, PartState.INITIATED):
            dialog = dialog.with_part(party.login, PartState.ACTIVE)
    _begin(world, dialog)


def hold(world: Finesse, login: str, dialog_id: str) -> None:
    """The user puts the call on hold; UCCX keeps the state and tells nobody (the guide). Raises Refused."""
    dialog = world.own_dialog(login, dialog_id)
    if dialog.part_of(login) is not PartState.ACTIVE:
        raise Refused(INVALID)
    world.turn(login, dialog, PartState.HELD)


def retrieve(world: Finesse, login: str, dialog_id: str) -> None:
    """The user takes the call back; not while talking on another. Raises Refused."""
    dialog = world.own_dialog(login, dialog_id)
    if any(other.part_of(login) is not PartState.HELD for other in world.dialogs.of(login)):
        raise Refused(INVALID)
    world.turn(login, dialog, PartState.ACTIVE)


def release(world: Finesse, login: str, dialog_id: str) -> None:
    """A user hangs up; with two parties that ends it for both, a conference goes on. Raises Refused."""
    parting.leave(world, login, world.own_dialog(login, dialog_id))


def end_for(world: Finesse, login: str) -> None:
    """Ends a user's foremost call for everybody, seen or not: one whom `set_state` put on a call has none to see."""
    dialog = world.call_of(login)
    if dialog:
        parting.end(world, dialog)
    elif world.users[login].state in BUSY:
        world.leave_call(world.users[login])


def part(user: User, state: PartState, *, is_routed: bool = False, cause: str = "") -> Party:
    """A user's party at their own phone."""
    return Party(address=user.extension, login=user.login, state=state, is_agent=True, is_routed=is_routed, cause=cause)


def outside(number: str) -> Party:
    """Somebody whom Finesse does not know, on the line."""
    return Party(address=number, state=PartState.ACTIVE)


def new(
    world: Finesse,
    call_type: str,
    from_address: str,
    parties: tuple[Party, ...],
    *,
    queue: str = "",
    variables: tuple[tuple[str, str], ...] = (),
) -> Dialog:
    """A dialog that begins now, with an id of its own; not yet put into the world."""
    return Dialog(
        id=world.dialogs.next_id(),
        call_type=call_type,
        from_address=from_address,
        queue=queue,
        variables=variables,
        started_at=world.now(),
        parties=parties,
    )


def _begin(world: Finesse, dialog: Dialog) -> None:
    world.put_dialog(dialog)
    world.settle(*dialog.logins)
