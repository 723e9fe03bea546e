"""The handles of the peer: what tests and trainers make happen or go wrong, and what they may look at.

Each may be called from any thread but the peer's own, and returns when it is done.
"""

import asyncio
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import replace
from datetime import timedelta
from itertools import cycle
from typing import TypeVar

from . import agents, calls
from .front import Front
from .model import Presence, State, Talk, Waiting
from .tokens import INVALID_CREDENTIALS, Tokens
from .xuc import Received, Xuc

T = TypeVar("T")
PATIENCE_SECONDS = 15
BATCH_SECONDS = 0.01


class Handles:
    """What can be done to a running peer; agents and queues stand by their ids, users by their logins."""

    def __init__(self, xuc: Xuc, tokens: Tokens) -> None:
        self._xuc = xuc
        self._tokens = tokens
        self._front: Front
        self._loop: asyncio.AbstractEventLoop | None = None

    # what happens in the site --------------------------------------------------------------------------------

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

    def answer_phone(self, login: str) -> None:
        """A user picks up the phone."""
        self._happens(lambda: self._xuc.phones.answer(login))

    def hang_up(self, login: str) -> None:
        """A user hangs up the phone."""
        self._happens(lambda: self._xuc.phones.hang_up(login))

    def flood(self, states_per_second: float, seconds: float, agents: Iterable[int] = ()) -> "Future[int]":
        """So many changes of states a second, round-robin over these agents (all, where none is named).

        Returns at once; the result, once it is over, is how many there were. Each agent ends ready or on pause.
        """
        names = tuple(agents) or tuple(self._xuc.world.agents)
        return asyncio.run_coroutine_threadsafe(self._flood(states_per_second, seconds, names), self._running)

    # what goes wrong -----------------------------------------------------------------------------------------

    def freeze(self) -> None:
        """Sockets stay open, nothing is read and nothing answered; new connections stand still too."""
        self._do(lambda: self._front.freeze())

    def thaw(self) -> None:
        """Everything goes on where it stood still."""
        self._do(lambda: self._front.thaw())

    def drop_all(self) -> None:
        """All connections are gone, without a goodbye."""
        self._do(lambda: self._front.drop_all())

    def refuse_logins(self, code: str = INVALID_CREDENTIALS) -> None:
        """Nobody may come in from now on, by whatever way."""
        self._tokens.refusal = code

    def allow_logins(self) -> None:
        """People may come in again."""
        self._tokens.refusal = None

    def forget_tokens(self) -> None:
        """No token is good any more, as after a restart."""
        self._do(self._tokens.forget)

    def ignore_next(self, command: str, times: int = 1) -> None:
        """The next so many commands of this name (`ping` too) pass unheard."""

        def remember() -> None:
            self._xuc.ignored[command] += times

        self._do(remember)

    def refuse_next(self, command: str, error: str = "Unknown") -> None:
        """The next command of this name is answered with an AgentError, and not carried out."""
        self._do(lambda: self._xuc.errors.setdefault(command, []).append(error))

    def send_raw(self, text: str | bytes, *, login: str = "") -> None:
        """Sends any text to this user's sockets; to all, where none is named."""
        data = text.encode() if isinstance(text, str) else text

        def send() -> None:
            for client in self._xuc.clients:
                if login in ("", client.user.login):
                    client.say(data)

        self._do(send)

    # what one may look at ------------------------------------------------------------------------------------

    def received(self, login: str = "", command: str = "") -> list[Received]:
        """The frames that came, in order: of this user, and of this command, where they are named."""

        def wanted(one: Received) -> bool:
            return login in ("", one.login) and command in ("", one.command)

        return self._do(lambda: [one for one in self._xuc.received if wanted(one)])

    def state_of(self, agent: int) -> State:
        """The state in which an agent is now."""
        return self._do(lambda: self._xuc.world.presences[agent].state)

    def presence_of(self, agent: int) -> Presence:
        """How an agent is now, with line, cause and call."""
        return self._do(lambda: self._xuc.world.presences[agent])

    def queues_of(self, agent: int) -> dict[int, int]:
        """The queues that an agent serves, with their penalties."""
        return self._do(lambda: dict(self._xuc.world.members[agent]))

    def signed_in(self) -> list[str]:
        """The logins of all sockets that are in, the oldest first."""
        return self._do(lambda: [client.user.login for client in self._xuc.clients])

    # inside --------------------------------------------------------------------------------------------------

    @property
    def _running(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            raise RuntimeError("the peer is not started")
        return self._loop

    def _do(self, act: Callable[[], T]) -> T:
        """Does it on the peer's own thread, or right here while it does not run."""
        if self._loop is None:
            return act()
        done: Future[T] = Future()

        def run() -> None:
            try:
                done.set_result(act())
            except Exception as error:  # whatever it was, it is the caller's
                done.set_exception(error)

        self._loop.call_soon_threadsafe(run)
        return done.result(timeout=PATIENCE_SECONDS)

    def _happens(self, act: Callable[[], None]) -> None:
        def act_and_publish() -> None:
            act()
            self._xuc.publish()

        self._do(act_and_publish)

    async def _flood(self, states_per_second: float, seconds: float, names: tuple[int, ...]) -> int:
        turn, began, made = cycle(names), time.monotonic(), 0
        while (passed := time.monotonic() - began) < seconds:
            due = int(passed * states_per_second) - made
            for agent in (next(turn) for _ in range(due)):
                ready = self._xuc.world.presences[agent].state is State.READY
                cause = "lunch" if ready else "available"
                self._xuc.world.turn(agent, State.ON_PAUSE if ready else State.READY, cause=cause, talk=None)
                self._xuc.publish()
            made += due
            await asyncio.sleep(BATCH_SECONDS)
        return made
