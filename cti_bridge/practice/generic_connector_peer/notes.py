"""What is noted on a call: its wrap-up reason and its call variables."""

from collections.abc import Mapping
from dataclasses import replace

from .finesse import Finesse
from .model import Refused, WrapUp
from .rules import INVALID


def wrap_up(world: Finesse, login: str, reason: str, dialog_id: str) -> None:
    """The reason, by its label, for a call under way or just over. Raises Refused."""
    dialog = world.wrapping_up.get(login)
    if dialog is None or dialog.id != dialog_id:
        dialog = world.own_dialog(login, dialog_id)
    if world.users[login].wrap_up is WrapUp.NOT_ALLOWED:
        raise Refused(INVALID)
    if reason not in world.reasons.wrap_up:
        raise Refused("PLEASE_RETRY")  # "invalid request params"
    noted = replace(dialog, wrap_up_reason=reason)
    if login in world.wrapping_up:
        world.wrapping_up[login] = noted
        world.tell(noted, login)
    else:
        world.put_dialog(noted)


def set_variables(world: Finesse, login: str, dialog_id: str, variables: Mapping[str, str]) -> None:
    """Some of the call's variables are new, for all who take part. Raises Refused."""
    dialog = world.own_dialog(login, dialog_id)
    if not variables:
        raise Refused("INVALID_CALL_DATA")
    world.put_dialog(replace(dialog, variables=tuple({**dict(dialog.variables), **variables}.items())))
