"""Hello, Beat, Connect and Login: how a client comes to be known (the guide's "Establish Connection")."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import events
from .asked import Asked, Handler, ReLogin
from .model import Refused
from .wire import joined

if TYPE_CHECKING:
    from .connector import GenericConnector


def system_status(gc: GenericConnector) -> str:
    """System#IN_SERVICE, or OUT_OF_SERVICE while Finesse is away."""
    return joined("System", "IN_SERVICE" if gc.in_service else "OUT_OF_SERVICE")


def _hello(asked: Asked) -> None:
    asked.gc.sessions.destinations.add(asked.command.target)
    _greet(asked, system_status(asked.gc))


def _beat(asked: Asked) -> None:
    known = asked.command.target in asked.gc.sessions.destinations
    if known or not asked.gc.in_service:
        _greet(asked, system_status(asked.gc))
    else:
        _greet(asked, joined("DESTINATION", asked.command.target, "RECONNECT"))


def _greet(asked: Asked, body: str) -> None:
    asked.gc.say(asked.command.target, body, asked.command.correlation)  # on <Client_Destination>, the guide says


def _connect(asked: Asked) -> None:
    destination, password = asked.command.argument(0), asked.command.argument(1)
    asked.topic = asked.topic or destination
    user = asked.gc.world.users.get(asked.command.target)
    if user is None or not destination or password != user.password:
        raise Refused("SUBSCRIPTION_FAILED")
    asked.gc.hold(user.login, destination)  # and no reply: the guide's Connect


def _login(asked: Asked) -> None:
    gc, command = asked.gc, asked.command
    password, extension = command.argument(0), command.argument(1)
    user = gc.world.users.get(command.target)
    if user is None:
        raise Refused("USER_NOT_FOUND")
    if not password:
        raise Refused("MISSING_PASSWORD")
    if not extension:
        raise Refused("MISSING_EXTENSION")
    if not extension.isascii() or not extension.isdigit():
        raise Refused("WRONG_EXTENSION")
    if password != user.password:
        raise Refused("GENERAL_ERROR")
    session = asked.own_session()
    if session is None:
        raise ReLogin
    others = sum(1 for s in gc.sessions if s.login != user.login and gc.world.users[s.login].signed_in)
    if gc.settings.licences is not None and others >= gc.settings.licences:
        raise Refused("LICENSES_EXCEEDED")
    gc.world.sign_in(user.login, password, extension)
    asked.topic = session.topic
    asked.answer(events.agent_info(user, gc.world))
    asked.owes_state_of = user.login
    asked.after_state = events.dialog_status(user.login, gc.world.dialogs.of(user.login), gc.settings)


HANDLERS: dict[str, Handler] = {
    "hello": _hello,
    "beat": _beat,
    "connect": _connect,
    "login": _login,
    "mobileagentlogin": _login,  # its dial number and mode come after the same two arguments
}
