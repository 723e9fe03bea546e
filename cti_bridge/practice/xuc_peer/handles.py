"""The handles that make something go wrong, or look at what there is; `deeds.py` has those that make things happen.

Each may be called from any thread but the peer's own, and returns when it is done.
"""

import asyncio
from collections.abc import Iterable
from concurrent.futures import Future

from .deeds import Deeds
from .flood import flood
from .front import Front
from .model import Presence, State
from .tokens import INVALID_CREDENTIALS, Tokens
from .xuc import Received, Xuc


class Handles(Deeds):
    """What can be done to a running peer, and what can be seen of it."""

    def __init__(self, xuc: Xuc, tokens: Tokens) -> None:
        super().__init__(xuc)
        self._tokens = tokens
        self._front: Front

    # what goes wrong -----------------------------------------------------------------------------------------

    def flood(self, states_per_second: float, seconds: float, agents: Iterable[int] = ()) -> "Future[int]":
        """So many changes of states a second, round-robin over these agents (all who are in, where none is named).

        Returns at once; the result, once it is over, is how many there were. Each agent ends ready or on pause.
        Raises RuntimeError while the peer is not started.
        """
        if self._loop is None:
            raise RuntimeError("the peer is not started")
        flooding = flood(self._xuc, states_per_second, seconds, tuple(agents))
        return asyncio.run_coroutine_threadsafe(flooding, self._loop)

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

    def ignores(self, command: str) -> bool:
        """Whether commands of this name are still to pass unheard."""
        return self._do(lambda: self._xuc.ignored[command] > 0)

    def refuse_next(self, command: str, error: str = "Unknown") -> None:
        """The next command of this name is answered with an AgentError, and not carried out."""
        self._do(lambda: self._xuc.errors.setdefault(command, []).append(error))

    def heed_all(self) -> None:
        """What was to be ignored, or refused, and did not come yet is carried out when it comes."""

        def forget() -> None:
            self._xuc.ignored.clear()
            self._xuc.errors.clear()

        self._do(forget)

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
