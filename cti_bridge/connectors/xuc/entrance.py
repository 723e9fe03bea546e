"""How a sign-in comes in: a token by HTTP, or the password in the address; a socket; LoggedOn (xuc.md 1.3)."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress

from cti_bridge.complaints import Complaints
from cti_bridge.connectors.xuc.config import Config
from cti_bridge.connectors.xuc.login import (
    CHECK,
    LOGIN,
    Denied,
    Token,
    check_headers,
    login_body,
    old_socket_target,
    read_reply,
    socket_target,
)
from cti_bridge.connectors.xuc.sign_ins import Held
from cti_bridge.connectors.xuc.talk import NotLoggedOn, Talk
from cti_bridge.connectors.xuc.tokens import Tokens
from cti_bridge.errors import BadMessage, Fatal, Retryable
from cti_bridge.transports.http import Reply, get, post_json
from cti_bridge.transports.websocket import Line, NotAWebSocket

WRONG_PASSWORD = "The login or the password is wrong."  # noqa: S105 - a sentence
NO_PASSWORD = "No password is stored for this sign-in: type it."  # noqa: S105 - a sentence
NOT_NOW = "XiVO gives no token now."
NO_REPLY = "What answers at this address is no XiVO."


class Entrance:
    """One XUC's. Tokens outlive connections: keep the object."""

    def __init__(self, settings: Config, complaints: Complaints, clock: Callable[[], float]) -> None:
        self._settings, self._complaints, self._clock = settings, complaints, clock
        self._tokens = Tokens(clock)

    async def enter(self, held: Held) -> Talk:
        """A talk that is signed on. Raises Fatal for wrong credentials, Retryable for all that may pass, in words."""
        if not held.password:
            raise Fatal(NO_PASSWORD)
        if self._settings.generation == "old":
            return await self._enter_by_password(held)
        kept = self._tokens.of(held.login)
        if kept is not None:
            with suppress(NotLoggedOn, NotAWebSocket):  # it may have ended before its time
                return await self._enter_by_token(kept)
            self._tokens.forget(held.login)
        return await self._enter_by_token(await self.token(held))

    async def token(self, held: Held) -> Token:
        """A new token, by login and password. Raises Fatal where they are refused."""
        body = login_body(held.login, held.password)
        token = _token(await post_json(self._settings.address, LOGIN, body, ca_certs=self._settings.ca_certs))
        self._tokens.keep(held.login, token)
        return token

    def forget(self, login: str) -> None:
        """A login's token is not to be used again."""
        self._tokens.forget(login)

    async def keep_good(self, login: str, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Renews a login's token before it ends, for the next connection; until cancelled."""
        while (at := self._tokens.next_at(login)) != float("inf"):
            await sleep(max(0.0, at - self._clock()))
            if (token := self._tokens.due(login)) is not None:
                with suppress(Retryable, Fatal):  # the token ends then, and the next connection asks for another
                    self._tokens.keep(login, await self._renewed(token))

    async def _renewed(self, token: Token) -> Token:
        headers = check_headers(token)
        return _token(await get(self._settings.address, CHECK, headers=headers, ca_certs=self._settings.ca_certs))

    async def _enter_by_token(self, token: Token) -> Talk:
        return await self._sign_on(socket_target(token))

    async def _enter_by_password(self, held: Held) -> Talk:
        target = old_socket_target(held.login, held.password, held.extension, prefix=self._settings.prefix)
        try:
            return await self._sign_on(target)
        except NotLoggedOn:
            raise Fatal(WRONG_PASSWORD) from None
        except NotAWebSocket as refused:
            if refused.status in (401, 403):
                raise Fatal(WRONG_PASSWORD) from None
            raise

    async def _sign_on(self, target: str) -> Talk:
        line = await Line.open(self._settings.address, target, ca_certs=self._settings.ca_certs)
        talk = Talk(line, self._complaints, self._clock)
        try:
            await talk.logged_on()
        except BaseException:
            await talk.close()
            raise
        return talk


def _token(reply: Reply) -> Token:
    try:
        said = read_reply(reply.status, reply.body)
    except BadMessage:
        raise Retryable(NO_REPLY) from None
    match said:
        case Token():
            return said
        case Denied():
            raise Fatal(WRONG_PASSWORD) if said.is_wrong_password else Retryable(NOT_NOW)
