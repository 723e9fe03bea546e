"""agentLogin, one at a time: XUC's AgentError names no agent, so it is about the open one (xuc.md 1.7)."""

import asyncio
from collections.abc import Awaitable, Callable

from cti_bridge.connectors.xuc.agent_messages import AgentError, AgentStateEvent
from cti_bridge.connectors.xuc.commands import AgentLogin
from cti_bridge.connectors.xuc.history import STILL_SILENT
from cti_bridge.errors import CommandRefused

WORDS = {
    "PhoneNumberUnknown": "XiVO does not know this phone: check its number.",
    "LoggedInOnAnotherPhone": "The agent is signed in on another phone already: sign the agent out first.",
}
REFUSED = "XiVO refused to sign the agent in."
_OUT = "AgentLoggedOut"

TURN_WITHIN = 2.0  # seconds that one waits for the one before; then it says that it was not sent
FORGIVEN_AFTER = 15.0  # seconds after which the error of one that was given up does not come any more


class AgentLogins:
    """Whoever is being signed in."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._owed_until = float("-inf")  # an error that names nobody may be about the one that was given up
        self._turn = asyncio.Lock()
        self._open: AgentLogin | None = None
        self._answer: asyncio.Future[None] | None = None

    async def sign_in(self, order: AgentLogin, send: Callable[[AgentLogin], Awaitable[None]]) -> None:
        """Sends it when the one before is answered; returns when its agent shows signed in there.

        Raises CommandRefused with XUC's word as the code, or because the one before is not answered: then it was not
        sent. Without an answer of its own it waits until it is cancelled.
        """
        try:
            async with asyncio.timeout(TURN_WITHIN):
                await self._turn.acquire()
        except TimeoutError:
            raise CommandRefused(STILL_SILENT) from None
        self._open, self._answer = order, asyncio.get_running_loop().create_future()
        try:
            await send(order)
            await self._answer
        except asyncio.CancelledError:
            self._owed_until = self._clock() + FORGIVEN_AFTER
            raise
        finally:
            self._open = self._answer = None
            self._turn.release()

    def heard_error(self, said: AgentError) -> None:
        """XUC refused one: the open one, unless the message says that it is about another, or may be."""
        names_nobody = said.agent_id is None and not said.requested_nb
        if names_nobody and self._clock() < self._owed_until:
            self._owed_until = float("-inf")
            return
        if self._open is None or self._answer is None or self._answer.done():
            return
        if said.agent_id not in (None, self._open.agent_id) or said.requested_nb not in ("", self._open.phone):
            return
        self._answer.set_exception(CommandRefused(WORDS.get(said.error, REFUSED), code=said.error))

    def heard_state(self, said: AgentStateEvent) -> None:
        """An agent's state: the open one is done when its agent is in, on the phone that was asked for."""
        if self._open is None or self._answer is None or self._answer.done():
            return
        if said.agent_id == self._open.agent_id and said.name != _OUT and said.phone_nb == self._open.phone:
            self._answer.set_result(None)
