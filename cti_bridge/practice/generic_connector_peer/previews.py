"""Outbound preview: a campaign reserves an agent, who sees the customer first and then dials or does not."""

from collections.abc import Mapping
from dataclasses import replace

from . import parting
from .calls import new, outside, part
from .dialog import PREVIEW, Dialog, PartState
from .finesse import Finesse
from .model import Refused, State
from .rules import INVALID


def offer(world: Finesse, login: str, number: str, variables: Mapping[str, str]) -> Dialog:
    """A customer is shown to a ready agent. Raises Refused."""
    user = world.users[login]
    if user.state is not State.READY or world.call_of(login):
        raise Refused(INVALID)
    known = {"BACustomerNumber": number, **variables}  # the guide's Appendix 1
    parties = (outside(number), part(user, PartState.ALERTING, is_routed=True))
    dialog = new(world, PREVIEW, number, parties, variables=tuple(known.items()))
    world.put_dialog(dialog)
    world.settle(login)
    return dialog


def accept(world: Finesse, login: str, dialog_id: str) -> None:
    """The customer is dialled, and answers. Raises Refused."""
    dialog = _reserved(world, login, dialog_id).with_part(login, PartState.ACTIVE)
    world.put_dialog(replace(dialog, started_at=world.now()))
    world.settle(login)


def decline(world: Finesse, login: str, dialog_id: str) -> None:
    """The customer goes to somebody else (reject), or to nobody (close). Raises Refused."""
    parting.leave(world, login, _reserved(world, login, dialog_id))


def _reserved(world: Finesse, login: str, dialog_id: str) -> Dialog:
    dialog = world.own_dialog(login, dialog_id)
    if dialog.call_type != PREVIEW or dialog.part_of(login) is not PartState.ALERTING:
        raise Refused(INVALID)
    return dialog
