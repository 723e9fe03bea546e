"""Commands that only supervisors may give, and the queue list, which UCCX gives to agents too."""

from . import lists
from .asked import Asked, Handler
from .model import Platform, Refused, User

NOT_YOURS = "AUTHORIZATION_FAILURE"


def _signed_in_supervisor(asked: Asked) -> User:
    user = asked.as_self()
    if not user.supervises or not user.signed_in:
        raise Refused(NOT_YOURS)
    return user


def _get_team_users(asked: Asked) -> None:
    supervisor, team = _signed_in_supervisor(asked), asked.command.argument(0)
    gc = asked.gc
    if not team:
        raise Refused("INVALID_CALL_DATA")
    if team not in gc.world.teams:
        raise Refused("NOT_FOUND")
    if team not in supervisor.supervises:
        raise Refused(NOT_YOURS)
    session = asked.own_session()
    if session and asked.command.argument(1).lower() == "true":
        session.teams.add(team)
    asked.answer(lists.team_users(supervisor, team, gc.world, gc.settings))


def _get_queue_list(asked: Asked) -> None:
    for_agents_too = asked.gc.world.platform is Platform.UCCX
    user = asked.as_self() if for_agents_too else _signed_in_supervisor(asked)
    asked.answer(lists.queues(user, asked.gc.world, asked.gc.settings))


def _get_all_agents(asked: Asked) -> None:
    asked.answer(lists.all_agents(_signed_in_supervisor(asked), asked.gc.world))


HANDLERS: dict[str, Handler] = {
    "getteamusers": _get_team_users,
    "getqueuelist": _get_queue_list,
    "getallagents": _get_all_agents,
}
