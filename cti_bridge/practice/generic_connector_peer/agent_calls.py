"""Commands about one's own calls: an agent's, and a supervisor's too, whose silent monitor is one."""

from collections.abc import Callable

from . import calls, consults, events, notes, previews
from .asked import Asked, Handler
from .finesse import Finesse
from .model import Refused


def _call(move: Callable[[Finesse, str, str], object]) -> Handler:
    """Body: the dialog."""

    def handle(asked: Asked) -> None:
        user = asked.as_self()
        move(asked.gc.world, user.login, asked.command.argument(0))

    return handle


def _with_another(move: Callable[[Finesse, str, str, str], object]) -> Handler:
    """Body: the other's extension, the dialog."""

    def handle(asked: Asked) -> None:
        user = asked.as_self()
        move(asked.gc.world, user.login, asked.command.argument(0), asked.command.argument(1))

    return handle


def _make_call(asked: Asked) -> None:
    user = asked.as_self()
    if not asked.command.argument(0):
        raise Refused("MISSING_NUMBER")
    calls.make(asked.gc.world, user.login, asked.command.argument(0))


def _set_variables(asked: Asked) -> None:
    user, dialog_id = asked.as_self(), asked.command.argument(0)
    pairs = (pair.partition("=") for pair in ",".join(asked.command.arguments[1:]).split("|"))
    given = {name.strip(): value.strip() for name, sign, value in pairs if sign and name.strip()}
    notes.set_variables(asked.gc.world, user.login, dialog_id, given)


def _get_dialog_state(asked: Asked) -> None:
    user, dialog_id = asked.as_self(), asked.command.argument(0)
    if not dialog_id:
        raise Refused("MISSING_DIALOG_ID")
    dialog = asked.gc.world.dialogs.get(dialog_id)
    asked.answer(events.dialog_state(user, dialog_id, dialog if dialog and user.login in dialog.logins else None))


HANDLERS: dict[str, Handler] = {
    "makecall": _make_call,
    "answercall": _call(calls.answer),
    "releasecall": _call(calls.release),
    "holdcall": _call(calls.hold),
    "retrievecall": _call(calls.retrieve),
    "consultcall": _with_another(consults.consult),
    "transfercall": _with_another(consults.transfer),
    "conferencecall": _with_another(consults.conference),
    "transfer_sst": _with_another(consults.transfer_blind),
    "acceptoutboundpreview": _call(previews.accept),
    "rejectoutboundpreview": _call(previews.decline),
    "closeoutboundpreview": _call(previews.decline),
    "wrapup": _with_another(notes.wrap_up),
    "update_call_variable": _set_variables,
    "getdialogstate": _get_dialog_state,
}
