"""Parties leave a dialog: with two it is over for both, with more the others go on."""

from dataclasses import replace

from .dialog import Dialog
from .world import World


def drop(world: World, dialog: Dialog, *addresses: str, silently_for: str = "") -> None:
    """The parties at these addresses leave. A call needs two parties, and one of our users among them.

    A conference whose controller leaves has none, so that any of the others may take somebody in (chosen: no public
    text says what becomes of it).
    """
    left = dialog.without(*addresses)
    if left.controller not in {party.login for party in left.present}:
        left = replace(left, controller="")
    if len(left.present) < 2 or not any(party.login for party in left.present):
        left = dialog.over()
    world.put_dialog(left, tell=[login for login in left.logins if login != silently_for])
    world.settle(*(login for login in left.logins if login != silently_for))


def leave(world: World, login: str, dialog: Dialog) -> None:
    """A user hangs up."""
    drop(world, dialog, *_addresses(dialog, login))


def end(world: World, dialog: Dialog) -> None:
    """The call is over for everybody: pending requests, wrap-up or the state before apply."""
    drop(world, dialog, *(party.address for party in dialog.parties))


def vanish(world: World, login: str) -> None:
    """A user is out of all calls without a word to them; the other parties hear of it."""
    for dialog in world.dialogs.of(login):
        if dialog.id in world.dialogs:
            drop(world, dialog, *_addresses(dialog, login), silently_for=login)


def _addresses(dialog: Dialog, login: str) -> tuple[str, ...]:
    return tuple(party.address for party in dialog.parties if party.login == login)
