"""Commands that only supervisors may give, and two that may be others': the queue list, and dropping a participant."""

from . import barging, listening, lists
from .asked import Asked, Handler
from .listening import NOT_YOURS
from .model import Platform, Refused, User


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


def _listen(asked: Asked) -> None:
    listening.listen(asked.gc.world, _signed_in_supervisor(asked).login, asked.command.argument(0))


def _stop_listening(asked: Asked) -> None:
    listening.stop(asked.gc.world, _signed_in_supervisor(asked).login, asked.command.argument(0))


def _barge_in(asked: Asked) -> None:
    extension, dialog_id = asked.command.argument(0), asked.command.argument(1)
    barging.barge_in(asked.gc.world, _signed_in_supervisor(asked).login, extension, dialog_id)


def _drop_participant(asked: Asked) -> None:
    extension, dialog_id = asked.command.argument(0), asked.command.argument(1)
    barging.drop_participant(asked.gc.world, asked.as_self().login, extension, dialog_id)


HANDLERS: dict[str, Handler] = {
    "getteamusers": _get_team_users,
    "getqueuelist": _get_queue_list,
    "getallagents": _get_all_agents,
    "silentmonitor": _listen,
    "endsilentmonitor": _stop_listening,
    "bargein": _barge_in,
    "dropparticipant": _drop_participant,
}
