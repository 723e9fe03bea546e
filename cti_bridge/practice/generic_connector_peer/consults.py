"""A call and a second one beside it: consult, transfer, conference, and the transfer in a single step."""

from dataclasses import replace

from .calls import BUSY_HERE, may_ring, new, outside, part
from .dialog import CONFERENCE, CONSULT, Dialog, PartState, Party
from .finesse import Finesse
from .model import CONFERENCE_FULL, NOT_THE_CONTROLLER, Refused
from .rules import INVALID

NOT_TAKEN = "CF_GENERIC_UNSPECIFIED"  # what TransferCall may answer (generic_connector.md 1.8)
TRANSFER = "TRANSFER"


def consult(world: Finesse, login: str, number: str, dialog_id: str) -> Dialog:
    """The user's call goes on hold and a second one begins. Raises Refused.

    A busy colleague makes the second call fail, as one that was made; the first stays on hold.
    """
    main = _movable(world, login, number, dialog_id)
    if main.controller not in ("", login):
        raise Refused(NOT_THE_CONTROLLER)
    if main.part_of(login) is PartState.ACTIVE:
        world.turn(login, main, PartState.HELD)
    user, callee = world.users[login], world.holder_of(number)
    own = part(user, PartState.INITIATED if callee else PartState.ACTIVE)
    other = part(callee, PartState.ALERTING) if callee else outside(number)
    dialog = new(world, CONSULT, user.extension, (own, other), variables=main.variables)
    dialog = replace(dialog, consults=main.id, consulted_by=login)
    if callee and not may_ring(world, callee):
        world.put_dialog(dialog.over(), tell=[login], failure=BUSY_HERE)
        return dialog.over()
    world.put_dialog(dialog)
    world.settle(*dialog.logins)
    return dialog


def transfer(world: Finesse, login: str, extension: str, dialog_id: str) -> Dialog:
    """Whom the user consulted takes over the first call, which keeps its id. Raises Refused."""
    main, second, other = _pair(world, login, extension, dialog_id)
    own = world.users[login].extension
    controller = other.login or "" if main.controller == login else main.controller
    taken = replace(_handed_on(main.without(own), other), controller=controller)
    # The order of events is generic_connector.md 1.8's for TransferCall.
    world.put_dialog(taken, tell=[login])
    world.put_dialog(second.over(), tell=[login])
    world.put_dialog(taken, tell=[party.login for party in taken.present if party.login])
    world.settle(login)
    if other.login:
        world.put_dialog(second.over(), tell=[other.login])
        world.settle(other.login)
    return taken


def conference(world: Finesse, login: str, extension: str, dialog_id: str) -> Dialog:
    """Whom the user consulted joins the first call, which keeps its id. Raises Refused."""
    main, second, other = _pair(world, login, extension, dialog_id)
    if main.controller not in ("", login):
        raise Refused(NOT_THE_CONTROLLER)
    if len(main.present) >= world.configuration.conference_limit:
        raise Refused(CONFERENCE_FULL)
    joined = replace(main.with_part(login, PartState.ACTIVE), call_type=CONFERENCE, controller=login)
    joined = replace(joined, parties=(*joined.parties, replace(other, is_routed=False)))
    world.put_dialog(second.over(), tell=[login])
    world.put_dialog(joined)
    if other.login:
        world.put_dialog(second.over(), tell=[other.login])
    world.settle(*joined.logins)
    return joined


def transfer_blind(world: Finesse, login: str, number: str, dialog_id: str) -> Dialog:
    """The call rings at somebody else, who is not asked; the user is out of it. Raises Refused."""
    main = _movable(world, login, number, dialog_id)
    callee = world.holder_of(number)
    if callee and not may_ring(world, callee):
        raise Refused(NOT_TAKEN)
    other = part(callee, PartState.ALERTING) if callee else outside(number)
    left = main.without(world.users[login].extension)
    controller = other.login or "" if main.controller == login else main.controller
    dialog = replace(_handed_on(left, other), controller=controller)
    world.put_dialog(dialog)
    world.settle(*dialog.logins)
    return dialog


def outstanding(world: Finesse, login: str) -> tuple[Dialog, Dialog, Party]:
    """The user's first call, the consult call beside it, and whom they consult. Raises Refused where there is none."""
    for second in world.dialogs.of(login):
        main = world.dialogs.get(second.consults)
        if second.consulted_by == login and main and login in main.logins:
            return main, second, next(p for p in second.parties if p.login != login)
    raise Refused(INVALID)


def _movable(world: Finesse, login: str, number: str, dialog_id: str) -> Dialog:
    if not number:
        raise Refused("MISSING_NUMBER")
    main = world.own_dialog(login, dialog_id)
    if main.part_of(login) not in (PartState.ACTIVE, PartState.HELD) or main.monitors:
        raise Refused(INVALID)
    if len(world.dialogs.of(login)) > 1:
        raise Refused(INVALID)  # one consult at a time
    return main


def _pair(world: Finesse, login: str, extension: str, dialog_id: str) -> tuple[Dialog, Dialog, Party]:
    if not extension:
        raise Refused("MISSING_EXTENSION")
    asked = world.own_dialog(login, dialog_id)
    main, second, other = outstanding(world, login)
    if asked.id != main.id or other.address != extension or other.state is not PartState.ACTIVE:
        raise Refused(INVALID)
    return main, second, other


def _handed_on(dialog: Dialog, other: Party) -> Dialog:
    """On UCCX a call that is handed on is no longer one that a queue gave."""
    kind = dialog.call_type if dialog.call_type == CONFERENCE else TRANSFER
    return replace(dialog, call_type=kind, parties=(*dialog.parties, replace(other, is_routed=False)))
