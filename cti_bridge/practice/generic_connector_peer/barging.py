"""A supervisor barges into the call that they listen to, and drops parties of a conference (finesse.md 3.4)."""

from dataclasses import replace

from . import parting
from .calls import part
from .dialog import CONFERENCE, Dialog, PartState, Party
from .finesse import Finesse
from .listening import NOT_THERE, NOT_YOURS, WRONG_STATE, monitor_of
from .model import CONFERENCE_FULL, NOT_THE_CONTROLLER, Droppable, DroppedBy, Platform, Refused

CAUSE = "SUPERVISOR_BARGE_IN"
UCCE_ONLY = "CF_GENERIC_OPERATION"


def barge_in(world: Finesse, login: str, extension: str, dialog_id: str) -> Dialog:
    """The call that the supervisor listens to becomes a conference with them in it. Raises Refused."""
    if not extension:
        raise Refused("MISSING_EXTENSION")
    monitor = monitor_of(world, login, dialog_id)
    agent, call = world.users[monitor.monitors], world.dialogs[monitor.hears]
    if agent.extension != extension:
        raise Refused(NOT_THERE)
    party = call.party(agent.login)
    if party is None or party.state is not PartState.ACTIVE or monitor.part_of(login) is not PartState.ACTIVE:
        raise Refused(WRONG_STATE)
    if call.controller not in ("", agent.login) or len(world.dialogs.of(agent.login)) > 1:
        raise Refused(NOT_THE_CONTROLLER)  # or an outstanding consult call
    if len(call.present) >= world.configuration.conference_limit:
        raise Refused(CONFERENCE_FULL)
    own = part(world.users[login], PartState.ACTIVE, is_routed=party.is_routed, cause=CAUSE)
    joined = replace(call, call_type=CONFERENCE, controller=agent.login, parties=(*call.parties, own))
    world.put_dialog(monitor.over())
    world.put_dialog(joined)
    world.settle(login)
    return joined


def drop_participant(world: Finesse, login: str, extension: str, dialog_id: str) -> None:
    """The party at this extension is out of the conference; the others go on. Raises Refused."""
    if not extension:
        raise Refused("MISSING_EXTENSION")
    if world.platform is not Platform.UCCE:
        raise Refused(UCCE_ONLY)
    dialog = world.own_dialog(login, dialog_id)
    if dialog.call_type != CONFERENCE:
        raise Refused(WRONG_STATE)
    party = next((p for p in dialog.present if p.address == extension), None)
    if party is None:
        raise Refused(NOT_THERE)
    if not _may_drop(world, login, dialog, party):
        raise Refused(NOT_YOURS)
    parting.drop(world, dialog, extension)


def _may_drop(world: Finesse, login: str, dialog: Dialog, party: Party) -> bool:
    configuration = world.configuration
    if configuration.droppable is Droppable.AGENTS and not party.is_agent:
        return False
    match configuration.dropped_by:
        case DroppedBy.ALL:
            return True
        case DroppedBy.CONTROLLER_AND_SUPERVISORS if dialog.controller == login:
            return True
        case _:
            return bool(world.users[login].supervises)
