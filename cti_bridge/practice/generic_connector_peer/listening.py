"""Silent monitoring, as finesse.md 3.4 has it: a supervisor hears an agent's call, and nobody in it notices."""

from dataclasses import replace

from . import parting
from .calls import new, part
from .dialog import MONITOR, Dialog, PartState, Party
from .finesse import Finesse
from .model import Platform, Refused, State, User

NOT_YOURS = "AUTHORIZATION_FAILURE"
NOT_THERE = "NOT_FOUND"
WRONG_STATE = "Invalid State"  # Finesse's error type; no number is published for it
HELD_OR_NOT_READY = "13145"  # UCCE
NOT_IN_A_CALL = "88049"  # UCCX
LEGACY_PHONE, MOBILE_AGENT, NO_BUILT_IN_BRIDGE, NO_PARTITION = "13139", "13140", "13141", "13142"
LISTENED_TO_ALREADY = "CF_RESOURCE_BUSY"  # one supervisor per agent; no error is published for a second


def listen(world: Finesse, login: str, extension: str) -> Dialog:
    """A supervisor begins to hear the agent on this extension; the system picks the call. Raises Refused."""
    supervisor = world.users[login]
    if not extension:
        raise Refused("MISSING_EXTENSION")
    agent = world.holder_of(extension)
    if agent is None:
        raise Refused(NOT_THERE)
    if agent.team not in supervisor.supervises:
        raise Refused(NOT_YOURS)
    if supervisor.state is not State.NOT_READY or world.call_of(login):
        raise Refused(WRONG_STATE)
    heard = _call_to_hear(world, agent)
    if extension in world.configuration.unmonitored:
        raise Refused(world.configuration.unmonitored[extension])
    if world.dialogs.listening_to(agent.login):
        raise Refused(LISTENED_TO_ALREADY)
    quiet = Party(address=agent.extension, state=PartState.ACTIVE, is_agent=True)  # without login: is told nothing
    dialog = new(world, MONITOR, supervisor.extension, (part(supervisor, PartState.ACTIVE), quiet))
    dialog = replace(dialog, monitors=agent.login, hears=heard.id)
    world.put_dialog(dialog)
    world.settle(login)
    return dialog


def stop(world: Finesse, login: str, dialog_id: str) -> None:
    """The supervisor hears no more. Raises Refused where that dialog is not a silent monitor's of theirs."""
    parting.leave(world, login, monitor_of(world, login, dialog_id))


def monitor_of(world: Finesse, login: str, dialog_id: str) -> Dialog:
    """The supervisor's own silent monitor dialog. Raises Refused."""
    if not dialog_id:
        raise Refused("MISSING_DIALOG_ID")
    dialog = world.dialogs.get(dialog_id)
    if dialog is None or login not in dialog.logins or not dialog.monitors:
        raise Refused(NOT_THERE)
    return dialog


def _call_to_hear(world: Finesse, agent: User) -> Dialog:
    call = world.call_of(agent.login)
    if world.platform is Platform.UCCX:
        fits, otherwise = agent.state in (State.TALKING, State.NOT_READY), NOT_IN_A_CALL
    else:
        fits = agent.state is State.TALKING
        otherwise = HELD_OR_NOT_READY if agent.state in (State.HOLD, State.NOT_READY) else WRONG_STATE
    if call is None or not fits or call.part_of(agent.login) is not PartState.ACTIVE:
        raise Refused(otherwise)
    if call.monitors:
        raise Refused(WRONG_STATE)  # any call but a silent monitor's
    return call
