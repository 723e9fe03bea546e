"""The phones of those who sign in at XUC: they ring when their user listens, dial, talk, and are hung up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from . import calls
from .happenings import Listened, PhoneChanged
from .model import ON_THE_PHONE, Direction, Talk, User
from .settings import Settings
from .world import World

Later = Callable[[float, Callable[[], None]], None]  # does something so many seconds from now

RINGING, DIALING, ESTABLISHED, RELEASED = "EventRinging", "EventDialing", "EventEstablished", "EventReleased"
_TALK: Mapping[str, Callable[[str], Talk]] = {  # what an agent is busy with, by the call's first event
    RINGING: calls.internal,
    DIALING: lambda number: Talk(direction=Direction.OUTGOING, other=number),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneCall:
    """What a user's phone is busy with. `hears` is the agent who is listened to."""

    phone: str
    other: str = field(repr=False)
    event: str
    id: str
    hears: int | None = None


class Phones:
    """Each user's call, at most one. `later` is asked for what takes time."""

    def __init__(self, world: World, settings: Settings, later: Later) -> None:
        self._world = world
        self._settings = settings
        self._later = later
        self._calls: dict[str, PhoneCall] = {}
        self._ids = count(1)

    def of(self, login: str) -> PhoneCall | None:
        """What this user's phone is busy with."""
        return self._calls.get(login)

    def listen(self, user: User, phone: str, agent: int) -> None:
        """This user's phone rings, to hear an agent who is on the phone; silently nothing where it cannot be."""
        presence = self._world.presences.get(agent)
        if presence is None or presence.state not in ON_THE_PHONE or phone == presence.phone:
            return
        if self._is_busy(user.login, phone):
            return
        call = PhoneCall(phone=phone, other=presence.phone or "", event=RINGING, id=self._new_id(), hears=agent)
        self._tell(user.login, call)
        if self._settings.answers_after is None:
            self._later(self._settings.rings_for, lambda: self._if_still(user.login, call, self.hang_up))
        else:
            self._later(self._settings.answers_after, lambda: self._if_still(user.login, call, self.answer))

    def dial(self, user: User, phone: str, number: str) -> None:
        """This user's phone calls a number, and is answered there after a while."""
        if not number or self._is_busy(user.login, phone):
            return
        call = PhoneCall(phone=phone, other=number, event=DIALING, id=self._new_id())
        self._tell(user.login, call)
        if self._settings.answers_after is not None:
            self._later(self._settings.answers_after, lambda: self._if_still(user.login, call, self.answer))

    def answer(self, login: str) -> None:
        """A ringing, or dialled, call is answered. Nothing happens where there is none."""
        call = self._calls.get(login)
        if call is None or call.event == ESTABLISHED:
            return
        self._tell(login, replace(call, event=ESTABLISHED))
        if call.hears is not None:
            self._world.happens(Listened(agent=call.hears, phone=call.phone, started=True))

    def hang_up(self, login: str) -> None:
        """A user's call is over. Nothing happens where there is none."""
        call = self._calls.pop(login, None)
        if call is None:
            return
        self._tell(login, replace(call, event=RELEASED))
        if call.hears is not None and call.event == ESTABLISHED:
            self._world.happens(Listened(agent=call.hears, phone=call.phone, started=False))

    def agent_is_off(self, agent: int) -> None:
        """An agent's call is over: who listens to it hears no more."""
        for login in [login for login, call in self._calls.items() if call.hears == agent]:
            self.hang_up(login)

    def _is_busy(self, login: str, phone: str) -> bool:
        agent = self._world.agent_on(phone)
        on_the_phone = agent is not None and self._world.presences[agent].state in ON_THE_PHONE
        return not phone or login in self._calls or on_the_phone

    def _if_still(self, login: str, call: PhoneCall, act: Callable[[str], None]) -> None:
        if self._calls.get(login) is call:
            act(login)

    def _tell(self, login: str, call: PhoneCall) -> None:
        if call.event != RELEASED:
            self._calls[login] = call
        self._agent_follows(call)
        self._world.happens(
            PhoneChanged(
                login=login, event=call.event, phone=call.phone, number=call.other, linked_id=call.id, unique_id=call.id
            )
        )

    def _agent_follows(self, call: PhoneCall) -> None:
        """An agent's state is made of the sign-in's and the phone's (xuc.md 1.8, Server internals)."""
        agent = self._world.agent_on(call.phone)
        if agent is None:
            return
        off = self._world.presences[agent].state not in ON_THE_PHONE
        match call.event:
            case event if event in (RINGING, DIALING) and off:
                calls.ring(self._world, agent, _TALK[event](call.other))
            case event if event == ESTABLISHED:
                calls.answer(self._world, agent)
            case event if event == RELEASED:
                calls.end(self._world, agent)
            case _:
                pass

    def _new_id(self) -> str:
        return f"{self._world.now().timestamp():.0f}.{next(self._ids)}"
