"""agentLogin, one at a time: XUC's AgentError names no agent, so it is about the open one (xuc.md 1.7)."""

import asyncio
from collections.abc import Awaitable, Callable

from cti_bridge.connectors.xuc.agent_messages import AgentError, AgentStateEvent
from cti_bridge.connectors.xuc.commands import AgentLogin
from cti_bridge.errors import CommandRefused

WORDS = {
    "PhoneNumberUnknown": "XiVO does not know this phone: check its number.",
    "LoggedInOnAnotherPhone": "The agent is signed in on another phone already: sign the agent out first.",
}
REFUSED = "XiVO refused to sign the agent in."
_OUT = "AgentLoggedOut"


class AgentLogins:
    """Whoever is being signed in."""

    def __init__(self) -> None:
        self._turn = asyncio.Lock()
        self._open: AgentLogin | None = None
        self._answer: asyncio.Future[None] | None = None

    async def sign_in(self, order: AgentLogin, send: Callable[[AgentLogin], Awaitable[None]]) -> None:
        """Sends it when the one before is answered; returns when its agent shows signed in there.

        Raises CommandRefused with XUC's word as the code. Without an answer it waits until it is cancelled.
        """
        async with self._turn:
            self._open, self._answer = order, asyncio.get_running_loop().create_future()
            try:
                await send(order)
                await self._answer
            finally:
                self._open = self._answer = None

    def heard_error(self, said: AgentError) -> None:
        """XUC refused one: the open one, unless the message says that it is about another."""
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
