"""The handles that make something happen in the site: agents' states and calls, callers, figures, and users' phones."""

from dataclasses import replace
from datetime import timedelta

from . import agents, calls, membership
from .model import Presence, State, Talk, Waiting
from .own_thread import OwnThread


class Deeds(OwnThread):
    """What agents, callers and users do by themselves. Agents and queues stand by their ids, users by their logins."""

    def set_state(self, agent: int, state: State | str, *, cause: str = "", seconds: float = 0.0) -> None:
        """Puts an agent into a state, in which they have been for so many seconds."""
        world = self._xuc.world

        def put() -> None:
            phone = world.presences[agent].phone or world.agents[agent].phone
            since = world.now() - timedelta(seconds=seconds)
            world.put(agent, Presence(state=State(state), since=since, phone=phone, cause=cause))

        self._happens(put)

    def start_call(self, agent: int, talk: Talk | None = None, *, answered: bool = True) -> None:
        """An agent's phone rings (or dials, by the talk's direction), and the call is answered, or not yet."""
        world = self._xuc.world

        def start() -> None:
            calls.ring(world, agent, talk or Talk())
            self._xuc.publish()  # else whoever follows would hear of its end only
            if answered:
                calls.answer(world, agent)

        self._happens(start)

    def answer_call(self, agent: int) -> None:
        """An agent answers, or is answered."""
        self._happens(lambda: calls.answer(self._xuc.world, agent))

    def end_call(self, agent: int, *, wrap_up: bool = False) -> None:
        """An agent's call is over, with or without wrap-up after it."""
        self._happens(lambda: calls.end(self._xuc.world, agent, wrap_up=wrap_up))

    def sign_out(self, agent: int) -> None:
        """An agent signs out, whatever the state."""
        self._happens(lambda: agents.leave(self._xuc.world, agent))

    def put_caller(self, queue: int, name: str, number: str, *, waited: float = 0.0) -> None:
        """Somebody waits in a queue, since so many seconds."""
        since = self._xuc.world.now() - timedelta(seconds=waited)
        self._happens(lambda: calls.enter(self._xuc.world, queue, Waiting(name=name, number=number, since=since)))

    def connect_caller(self, queue: int, agent: int, *, recorded: bool = True) -> None:
        """An agent's phone rings for who has waited longest; `answer_call` connects them."""
        self._happens(lambda: calls.connect(self._xuc.world, queue, agent, recorded=recorded))

    def lose_caller(self, queue: int, position: int = 1) -> None:
        """Who waits at this position gives up."""
        self._happens(lambda: calls.abandon(self._xuc.world, queue, position))

    def set_figures(self, queue: int, **figures: int) -> None:
        """Sets some of a queue's `Figures`."""

        def put() -> None:
            self._xuc.world.figures[queue] = replace(self._xuc.world.figures[queue], **figures)
            self._xuc.counters.touch(queue)

        self._happens(put)

    def serve(self, agent: int, queue: int, penalty: int) -> None:
        """Somebody else has an agent serve a queue with this penalty."""
        self._happens(lambda: membership.set_penalty(self._xuc.world, agent, queue, penalty))

    def answer_phone(self, login: str) -> None:
        """A user picks up the phone."""
        self._happens(lambda: self._xuc.phones.answer(login))

    def hang_up(self, login: str) -> None:
        """A user hangs up the phone."""
        self._happens(lambda: self._xuc.phones.hang_up(login))
