"""The connection test's last part: one feed sign-in, signed in, asked what it sees, and signed out again.

A Connect from a second topic ends the session on the first (SESSION_INVALIDATED). So a sign-in is tried only when the
system says that it holds none: it answers GetState with RE_LOGIN then, and with a State, or elsewhere, if it does.
Silence says nothing of the login: that step tells so, and how to have it tried. What our own bridge has in use, or is
about to, is not even asked about: between the question and the sign-in it might have come in.
"""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace

from cti_bridge.connector import Clock, Step
from cti_bridge.connectors.generic_connector.asking import REASONS, REASONS_WITHIN
from cti_bridge.connectors.generic_connector.check_clocks import OwnTimes
from cti_bridge.connectors.generic_connector.commands import Outgoing, command
from cti_bridge.connectors.generic_connector.config import Config
from cti_bridge.connectors.generic_connector.link import Link
from cti_bridge.connectors.generic_connector.messages import (
    AgentInfo,
    Message,
    QueueList,
    ReasonCodes,
    ReLogin,
    State,
    TeamUsersList,
)
from cti_bridge.connectors.generic_connector.sign_ins import Held
from cti_bridge.connectors.generic_connector.spellings import Verb
from cti_bridge.connectors.generic_connector.talk import Talk
from cti_bridge.errors import CommandRefused

OF_CONNECT = frozenset({"SUBSCRIPTION_FAILED", "UNABLE_TO_SUBSCRIBE_TO_FINESSE"})  # the guide's Connect

ACCEPTED = "Accepted."
NO_ANSWER = "No answer."
NO_TEAM = "It supervises no team."
CORRECT_PASSWORD = "Correct the login id or the password of this sign-in."  # noqa: S105 - an advice
CORRECT_SIGN_IN = "Correct the login id, the password or the extension of this sign-in."
LOOK_AT_FINESSE = "See that Finesse runs, and that the Generic Connector reaches it."
LOOK_AT_LOG = "Look at the Generic Connector's log."
LOOK_AT_RIGHTS = "Look at this login's rights in Finesse."
MAKE_SUPERVISOR = "Make this login a supervisor in Finesse, and give it the teams."
IN_USE = "The bridge has it in use: left alone, since trying it would end that session."
LEFT_ALONE = "Signed in already: left alone, since trying it would end that session."
NOT_TRIED = "Not tried: the system does not say that this login is free, and trying it would end a running session."
TO_TRY_IT = "To try it, switch the integration off, and test again."


class SignInCheck:
    """The steps of one feed sign-in."""

    def __init__(self, settings: Config, held: Held, link: Link, now: Clock) -> None:
        self._settings, self._held, self._login = settings, held, held.login
        self._destination = link.destination
        self._times = OwnTimes(held.login, settings.zone, now)
        self._refused = False
        self._talk = Talk(link, now, noticed=self._times.notice)

    async def steps(self) -> AsyncIterator[Step]:
        """Each step as it is done."""
        if self._held.config.in_use:
            yield Step(name=f"Login: {self._login}", ok=True, said=IN_USE)
            return
        present = await self._talk.answer(self._presence, command(Verb.GET_STATE, self._login), within=3.0)
        if present is not False:
            name = f"Login: {self._login}"
            yield Step(name=name, ok=True, said=LEFT_ALONE) if present else _not_tried(name)
            return
        try:
            async for step in self._signed_in():
                yield step
        finally:
            if not self._refused:
                await self._sign_out()  # nobody was signed in before
        if times := self._times.step(self._settings.command_ttl_seconds / 2):
            yield times

    # -- in and out --------------------------------------------------------------------------------------------------

    async def _signed_in(self) -> AsyncIterator[Step]:
        connected = Step(name=f"Connect: {self._login}", ok=True, said=ACCEPTED)
        name = f"Login: {self._login}"
        try:
            info = await self._sign_in()
        except CommandRefused as refused:
            self._refused = True
            if refused.code in OF_CONNECT:
                yield Step(name=connected.name, ok=False, said=str(refused), mend=CORRECT_PASSWORD)
            else:
                yield connected
                yield Step(name=name, ok=False, said=str(refused), mend=CORRECT_SIGN_IN)
            return
        if info is None:
            yield Step(name=name, ok=False, said=NO_ANSWER, mend=LOOK_AT_FINESSE)
            return
        yield connected
        yield Step(name=name, ok=True, said=f"Signed in as {info.full_name or info.first_name}.")
        async for step in self._floor(info):
            yield step

    async def _sign_in(self) -> AgentInfo | None:
        password, sso = self._held.config.password, ("SSO",) if self._settings.single_sign_on else ()
        connect = command(Verb.CONNECT, self._login, self._destination, password, *sso)
        enter = command(Verb.LOGIN, self._login, password, self._held.config.extension)
        return await self._talk.answer(_info, connect, enter, about=self._login)

    async def _sign_out(self) -> None:
        ask = command(Verb.LOGOUT_REASONS, self._login)
        codes = await self._talk.answer(_codes, ask, within=REASONS_WITHIN) or ()
        reason = self._settings.sign_out_reason or next(iter(codes), "")
        leave = command(Verb.LOGOUT_WITH_REASON, self._login, reason) if reason else command(Verb.LOGOUT, self._login)
        await self._talk.answer(self._absence, leave, within=3.0)

    def _presence(self, message: Message) -> bool | None:
        if isinstance(message, ReLogin) and message.login == self._login:
            return False
        return True if isinstance(message, State) and message.subject == self._login else None

    def _absence(self, message: Message) -> bool | None:
        is_own = isinstance(message, State) and message.subject == self._login
        return True if is_own and isinstance(message, State) and message.state == "LOGOUT" else None

    # -- what it sees ------------------------------------------------------------------------------------------------

    async def _floor(self, info: AgentInfo) -> AsyncIterator[Step]:
        if not info.teams:
            yield Step(name=f"Teams: {self._login}", ok=False, said=NO_TEAM, mend=MAKE_SUPERVISOR)
        for id_, name in info.teams:
            ask = command(Verb.GET_TEAM_USERS, self._login, id_, "false")
            yield await self._list(f"Team: {name}", ask, _users, "members")
        yield await self._list(f"Queues: {self._login}", command(Verb.GET_QUEUES, self._login), _queues, "queues")
        for verb, name in REASONS.items():
            found = await self._list(f"{name}: {self._login}", command(verb, self._login), _reasons, "reason codes")
            yield replace(found, ok=True)  # the floor works without: it shows codes as they come

    async def _list(self, name: str, ask: Outgoing, counted: Callable[[Message], int | None], what: str) -> Step:
        try:
            count = await self._talk.answer(counted, ask, about=self._login)
        except CommandRefused as refused:
            return Step(name=name, ok=False, said=str(refused), mend=LOOK_AT_RIGHTS)
        if count is None:
            return Step(name=name, ok=False, said=NO_ANSWER, mend=LOOK_AT_LOG)
        return Step(name=name, ok=True, said=f"{count} {what}.")


def _not_tried(name: str) -> Step:
    return Step(name=name, ok=True, said=NOT_TRIED, mend=TO_TRY_IT)


def _info(message: Message) -> AgentInfo | None:
    return message if isinstance(message, AgentInfo) else None


def _codes(message: Message) -> tuple[str, ...] | None:
    return message.codes if isinstance(message, ReasonCodes) else None


def _reasons(message: Message) -> int | None:
    return len(message.codes or message.labels) if isinstance(message, ReasonCodes) else None


def _users(message: Message) -> int | None:
    return len(message.users) if isinstance(message, TeamUsersList) else None


def _queues(message: Message) -> int | None:
    return len(message.queues) if isinstance(message, QueueList) else None
