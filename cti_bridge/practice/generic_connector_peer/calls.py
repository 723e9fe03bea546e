"""Calls in the pretend Finesse: offered, made, answered, held, retrieved and ended; one call per user at a time."""

from collections.abc import Iterable
from dataclasses import replace

from .finesse import Finesse
from .model import Dialog, PartState, Party, Platform, Refused, State, User
from .rules import BUSY, CALLED_FROM_READY, INVALID, ON_A_CALL

FREE = (State.READY, State.NOT_READY)


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
    parties = (_outside(from_number), _part(user, PartState.ALERTING))
    dialog = _dialog(world, kind, from_number, parties, queue=queue, variables=tuple(variables))
    free = (State.READY,) if dialog.is_routed else FREE
    if user.state not in free or world.call_of(login):
        raise Refused(INVALID)
    world.put_dialog(dialog, tell=[login])
    _rings(world, user, dialog)
    return dialog


def make(world: Finesse, login: str, number: str) -> Dialog:
    """A user calls a number. An outside number answers at once; an agent rings; a busy one makes the call fail."""
    user = world.users[login]
    if user.state not in FREE or world.call_of(login):
        raise Refused(INVALID)
    callee = world.holder_of(number)
    if callee is None:
        parties = (_part(user, PartState.ACTIVE), _outside(number))
        dialog = _dialog(world, "OUT", user.extension, parties)
    else:
        parties = (_part(user, PartState.INITIATED), _part(callee, PartState.ALERTING))
        dialog = _dialog(world, "AGENT_INSIDE", user.extension, parties)
    if callee and (callee.login == login or callee.state not in FREE or world.call_of(callee.login)):
        gone = replace(dialog, parties=tuple(replace(p, state=PartState.DROPPED) for p in dialog.parties))
        world.put_dialog(gone, tell=[login], failure="BUSY")
        return gone
    world.put_dialog(dialog, tell=dialog.logins)
    _calls_out(world, user)
    if callee:
        _rings(world, callee, dialog)
    return dialog


def answer(world: Finesse, login: str, dialog_id: str) -> None:
    """The rung user takes the call. Raises Refused."""
    dialog = _own(world, login, dialog_id)
    if dialog.part_of(login) is not PartState.ALERTING:
        raise Refused(INVALID)
    talking = tuple(
        replace(p, state=PartState.ACTIVE) if p.state in (PartState.ALERTING, PartState.INITIATED) else p
        for p in dialog.parties
    )
    changed = replace(dialog, parties=talking)
    world.put_dialog(changed, tell=changed.logins)
    _talks(world, world.users[login], changed)


def hold(world: Finesse, login: str, dialog_id: str) -> None:
    """The user puts the caller on hold; UCCX keeps the state and tells nobody (the guide). Raises Refused."""
    _turn(world, login, dialog_id, PartState.ACTIVE, PartState.HELD, State.HOLD)


def retrieve(world: Finesse, login: str, dialog_id: str) -> None:
    """The user takes the caller back. Raises Refused."""
    _turn(world, login, dialog_id, PartState.HELD, PartState.ACTIVE, State.TALKING)


def release(world: Finesse, login: str, dialog_id: str) -> None:
    """A user hangs up; with two parties that ends it for both. Raises Refused."""
    end(world, _own(world, login, dialog_id))


def end(world: Finesse, dialog: Dialog) -> None:
    """The call is over for everybody: pending requests, wrap-up or the state before apply."""
    over = replace(dialog, parties=tuple(replace(p, state=PartState.DROPPED) for p in dialog.parties))
    world.put_dialog(over, tell=over.logins)
    for login in over.logins:
        world.leave_call(world.users[login])


def end_for(world: Finesse, login: str) -> None:
    """Ends a user's call, seen or not: one whom `set_state` put on a call has none to see."""
    dialog = world.call_of(login)
    if dialog:
        end(world, dialog)
    elif world.users[login].state in BUSY:
        world.leave_call(world.users[login])


def _turn(world: Finesse, login: str, dialog_id: str, before: PartState, after: PartState, state: State) -> None:
    dialog = _own(world, login, dialog_id)
    if dialog.part_of(login) is not before:
        raise Refused(INVALID)
    parties = tuple(replace(p, state=after) if p.login == login else p for p in dialog.parties)
    shown = world.platform is Platform.UCCE
    world.put_dialog(replace(dialog, parties=parties), tell=[login] if shown else [])
    user = world.users[login]
    if shown and user.state in ON_A_CALL:
        world.change(user, state, "", keep_pending=True)


def _rings(world: Finesse, user: User, dialog: Dialog) -> None:
    if user.state is State.READY and (world.platform is Platform.UCCE or dialog.is_routed):
        world.change(user, State.RESERVED, "")
    elif user.state is State.READY:
        world.change(user, State.NOT_READY, "-1")  # UCCX: a call that no queue gave makes not ready


def _talks(world: Finesse, user: User, dialog: Dialog) -> None:
    if world.platform is Platform.UCCE or dialog.is_routed:  # UCCX stays not ready otherwise (finesse.md 3.3)
        world.change(user, State.TALKING, "", keep_pending=True)


def _calls_out(world: Finesse, user: User) -> None:
    if user.state is State.READY:
        user = world.change(user, State.NOT_READY, CALLED_FROM_READY if world.platform is Platform.UCCE else "-1")
    if world.platform is Platform.UCCE:
        world.change(user, State.TALKING, "")


def _own(world: Finesse, login: str, dialog_id: str) -> Dialog:
    if not dialog_id:
        raise Refused("MISSING_DIALOG_ID")
    dialog = world.dialogs.get(dialog_id)
    if dialog is None or login not in dialog.logins:
        raise Refused("E_CTI_INVALID_CALL_ID")
    return dialog


def _dialog(
    world: Finesse,
    call_type: str,
    from_address: str,
    parties: tuple[Party, ...],
    *,
    queue: str = "",
    variables: tuple[tuple[str, str], ...] = (),
) -> Dialog:
    return Dialog(
        id=world.next_dialog_id(),
        call_type=call_type,
        from_address=from_address,
        queue=queue,
        variables=variables,
        started_at=world.now(),
        parties=parties,
    )


def _part(user: User, state: PartState) -> Party:
    return Party(address=user.extension, login=user.login, state=state)


def _outside(number: str) -> Party:
    return Party(address=number, login=None, state=PartState.ACTIVE)
