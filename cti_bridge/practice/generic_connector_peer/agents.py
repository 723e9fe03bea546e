"""Commands about one agent: the state, which a supervisor may ask for too, and the agent's own lists."""

from collections.abc import Callable

from . import lists
from .asked import Asked, Handler
from .finesse import Finesse
from .model import Refused, State, User


def _get_state(asked: Asked) -> None:
    asked.by_supervisor()
    asked.answer_state(asked.gc.world.users[asked.command.target])


def _state(target: State, *, with_reason: bool = False) -> Handler:
    def handle(asked: Asked) -> None:
        by_supervisor = asked.by_supervisor()
        reason = asked.command.argument(0) if with_reason else None
        if reason == "":
            raise Refused("MISSING_REASON_CODE")
        world = asked.gc.world
        (world.force if by_supervisor else world.ask)(asked.command.target, target, reason)
        asked.owes_state_of = asked.command.target

    return handle


def _work(wrap_up: State, afterwards: State) -> Handler:
    """MakeWorkReady and MakeWorkNotReady: on a call, ask for wrap-up after it; in that wrap-up, leave it."""

    def handle(asked: Asked) -> None:
        user = asked.as_self()
        if user.state is wrap_up:
            asked.gc.world.leave_wrap_up(user.login, afterwards)
        else:
            asked.gc.world.ask(user.login, wrap_up)
        asked.owes_state_of = user.login

    return handle


def _listing(write: Callable[[User, Finesse], str]) -> Handler:
    return lambda asked: asked.answer(write(asked.as_self(), asked.gc.world))


HANDLERS: dict[str, Handler] = {
    "getstate": _get_state,
    "makeready": _state(State.READY),
    "makenotready": _state(State.NOT_READY),
    "makenotreadywithreason": _state(State.NOT_READY, with_reason=True),
    "logout": _state(State.LOGOUT),
    "logoutwithreason": _state(State.LOGOUT, with_reason=True),
    "makeworkready": _work(State.WORK_READY, State.READY),
    "makeworknotready": _work(State.WORK, State.NOT_READY),
    "reasoncodenotready": _listing(lambda user, world: lists.reason_codes(user, State.NOT_READY, world)),
    "reasoncodelogout": _listing(lambda user, world: lists.reason_codes(user, State.LOGOUT, world)),
    "wrapupreasoncode": _listing(lists.wrap_up_reasons),
    "getphonebooks": _listing(lambda user, _: lists.no_phonebooks(user)),
    "getteamphonebooks": _listing(lambda user, _: lists.no_team_phonebooks(user)),
    "getphonebookcontacts": _listing(lambda user, _: lists.no_contacts(user)),
}
