"""What agents may be made to do: sign in and out, pause, be ready, have their recording paused.

What the reference client does not offer in a state (xuc.md 1.8, Action guards) XUC ignores here without a word: it
acknowledges nothing.
"""

from dataclasses import dataclass, replace

from . import calls
from .model import ON_THE_PHONE, Monitor, State
from .world import World

PAUSES, UNPAUSES = "queuepause_all", "queueunpause_all"  # actions of user statuses


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInError:
    """Why an agent could not sign in, as AgentError's payload says it (the vendor's page, Agent login)."""

    error: str
    phone: str = ""
    asked: str = ""


def sign_in(world: World, agent: int, phone: str) -> SignInError | None:
    """Signs an agent in on a line; who was signed in there is signed out. Already there: nothing happens."""
    now = world.presences[agent]
    if phone not in world.phones:
        return SignInError(error="PhoneNumberUnknown")
    if now.is_in and now.phone == phone:
        return None
    if now.is_in:
        return SignInError(error="LoggedInOnAnotherPhone", phone=now.phone or "", asked=phone)
    other = world.agent_on(phone)
    if other is not None:
        leave(world, other)
    presence = replace(now, state=State.READY, since=world.now(), phone=phone, cause="available", talk=None)
    world.put(agent, presence, passing=State.LOGIN)
    return None


def leave(world: World, agent: int) -> None:
    """Signs an agent out, whatever the state; a call is over with it. The line stays known."""
    if world.presences[agent].state in ON_THE_PHONE:
        calls.end(world, agent)
    world.turn(agent, State.LOGGED_OUT, cause="", talk=None)


def sign_out(world: World, agent: int) -> None:
    """Signs out who is ready or on pause."""
    if world.presences[agent].state in (State.READY, State.ON_PAUSE):
        leave(world, agent)


def pause(world: World, agent: int, reason: str) -> None:
    """Pauses who is ready or in wrap-up."""
    if world.presences[agent].state in (State.READY, State.ON_WRAPUP):
        world.turn(agent, State.ON_PAUSE, cause=reason)


def unpause(world: World, agent: int) -> None:
    """Makes ready who is on pause or in wrap-up."""
    if world.presences[agent].state in (State.ON_PAUSE, State.ON_WRAPUP):
        world.turn(agent, State.READY, cause="available")


def take_status(world: World, agent: int, status: str) -> None:
    """The older way to pause: a user status with an action on queues. Raises KeyError for one that is not there."""
    match world.statuses[status].action:
        case action if action == PAUSES and world.presences[agent].state is State.ON_PAUSE:
            world.turn(agent, State.ON_PAUSE, cause=status)
        case action if action == PAUSES:
            pause(world, agent, status)
        case action if action == UNPAUSES:
            unpause(world, agent)
        case _:
            pass


def record(world: World, agent: int, wanted: Monitor) -> None:
    """Pauses or resumes the recording of an agent's call, where it is recorded and is not so already."""
    presence = world.presences[agent]
    talk = presence.talk
    if presence.state is State.ON_CALL and talk and talk.monitor and talk.monitor is not wanted:
        world.put(agent, replace(presence, talk=replace(talk, monitor=wanted)))
