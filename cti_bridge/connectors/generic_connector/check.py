"""The connection test: one step after another, on a topic of its own, and nobody's session is touched.

A Connect from a second topic ends the session on the first (SESSION_INVALIDATED). So a sign-in is tried only when the
system says that it holds none: it answers GetState with RE_LOGIN then, and with a State, or elsewhere, if it does.
Silence says nothing of the login: that step tells so, and how to have it tried.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import timedelta

from cti_bridge.connector import Clock, Step
from cti_bridge.connectors.generic_connector.commands import Outgoing, command
from cti_bridge.connectors.generic_connector.config import Config
from cti_bridge.connectors.generic_connector.link import Link, Opener
from cti_bridge.connectors.generic_connector.messages import (
    AgentInfo,
    Message,
    QueueList,
    ReasonCodes,
    ReLogin,
    State,
    SystemStatus,
    TeamUsersList,
)
from cti_bridge.connectors.generic_connector.sign_ins import Held
from cti_bridge.connectors.generic_connector.spellings import Verb
from cti_bridge.connectors.generic_connector.talk import Talk
from cti_bridge.errors import CommandRefused, CtiError, Retryable
from cti_bridge.transports.address import Address
from cti_bridge.transports.reach import certificate, open_port, resolve

MOST_SKEW = 1.0  # seconds that need no word
SOON = timedelta(days=21)

LEFT_ALONE = "Signed in already: left alone, since trying it would end that session."
NOT_TRIED = (
    "Not tried: the system did not say that nobody is signed in, so a running bridge may be. It is left alone, since"
    " trying it would end that session."
)
TO_TRY_IT = "To try it, switch the integration off, and test again."


class Check:
    """One run of the test."""

    def __init__(
        self, settings: Config, sign_ins: Sequence[Held], destination: str, *, opened: Opener, now: Clock
    ) -> None:
        self._settings = settings
        self._feeds = [h for h in sign_ins if h.feed]
        self._destination = destination
        self._opened, self._now = opened, now
        self._links: list[Link] = []

    async def steps(self) -> AsyncIterator[Step]:
        """Each step as it is done. What depends on a step that failed is not tried."""
        try:
            for address in self._settings.addresses:
                async for step in self._broker(address):
                    yield step
            if self._links:
                async for step in self._system(Talk(self._links[0], self._now)):
                    yield step
        finally:
            for link in self._links:
                link.close()

    # -- each broker -------------------------------------------------------------------------------------------------

    async def _broker(self, address: Address) -> AsyncIterator[Step]:
        name = str(address)
        try:
            found = await resolve(address)
            yield Step(name=f"Name of {address.host}", ok=True, said=", ".join(found))
            await open_port(address)
            yield Step(name=f"Port of {name}", ok=True, said="It accepts connections.")
            if address.tls:
                yield await self._certificate(address)
            self._links.append(await self._opened(address, self._settings, self._destination, self._now))
            yield Step(name=f"Sign-in at {name}", ok=True, said="The broker lets us in, and answers our topic.")
        except CtiError as failed:
            yield Step(name=f"Broker {name}", ok=False, said=str(failed), mend=_mend(str(failed)))

    async def _certificate(self, address: Address) -> Step:
        ends = await certificate(address, self._settings.ca_certs)
        said = f"Trusted, until {ends:%Y-%m-%d}."
        mend = "Have it renewed soon." if ends - self._now() < SOON else ""
        return Step(name=f"Certificate of {address}", ok=True, said=said, mend=mend)

    # -- the system behind it ----------------------------------------------------------------------------------------

    async def _system(self, talk: Talk) -> AsyncIterator[Step]:
        try:
            yield await self._clock(talk)
            greeting = await self._greet(talk)
            yield greeting
            if not greeting.ok:
                return
            if not self._feeds:
                mend = "Add a sign-in with feed = true."
                yield Step(name="Sign-ins", ok=False, said="No feed sign-in is set up.", mend=mend)
            for held in self._feeds:
                async for step in self._sign_in(talk, held):
                    yield step
        except Retryable as lost:
            yield Step(name="Line", ok=False, said=str(lost), mend="Try again; look at the broker's log if it stays.")

    async def _clock(self, talk: Talk) -> Step:
        skew = await talk.skew()
        if skew is None:
            return Step(name="Clock", ok=True, said="The broker does not tell its time.")
        ok = abs(skew) < self._settings.command_ttl_seconds / 2
        mend = "" if ok else "Set both clocks by NTP: otherwise commands expire before they arrive."
        return Step(name="Clock", ok=ok, said=_skew_in_words(skew), mend=mend)

    async def _greet(self, talk: Talk) -> Step:
        hello = command(Verb.HELLO, self._destination)
        status = await talk.answer(_status, hello, within=3.5) or await talk.answer(_status, hello, within=3.5)
        name, queue = "Generic Connector", self._settings.command_queue
        if status is None:
            mend = f"See that it runs, and that it listens on the queue {queue} of this broker."
            return Step(name=name, ok=False, said="No answer to Hello.", mend=mend)
        if not status.in_service:
            mend = "Look at its connection to Finesse."
            return Step(name=name, ok=False, said="It answers, and is not connected to Finesse.", mend=mend)
        return Step(name=name, ok=True, said="In service.")

    async def _sign_in(self, talk: Talk, held: Held) -> AsyncIterator[Step]:
        login, name = held.login, f"Sign-in {held.login}"

        def is_present(message: Message) -> bool | None:
            if isinstance(message, ReLogin) and message.login == login:
                return False
            return True if isinstance(message, State) and message.subject == login else None

        present = await talk.answer(is_present, command(Verb.GET_STATE, login), within=3.0)
        if present is not False:
            yield Step(name=name, ok=True, said=LEFT_ALONE) if present else _not_tried(name)
            return
        try:
            sso = ("SSO",) if self._settings.single_sign_on else ()
            connect = command(Verb.CONNECT, login, self._destination, held.config.password, *sso)
            enter = command(Verb.LOGIN, login, held.config.password, held.config.extension)
            info = await talk.answer(_info, connect, enter, about=login)
            if info is None:
                yield Step(name=name, ok=False, said="No answer to the sign-in.", mend="Look at Finesse's state.")
                return
            yield Step(name=name, ok=True, said=f"Signed in as {info.full_name or info.first_name}.")
            async for step in self._floor(talk, held, info):
                yield step
        except CommandRefused as refused:
            mend = "Correct the login id, the password or the extension of this sign-in."
            yield Step(name=name, ok=False, said=str(refused), mend=mend)
        finally:
            await self._sign_out(talk, login)  # nobody was signed in before

    async def _sign_out(self, talk: Talk, login: str) -> None:
        codes = await talk.answer(_codes, command(Verb.LOGOUT_REASONS, login), within=3.0) or ()
        reason = self._settings.sign_out_reason or next(iter(codes), "")
        leave = command(Verb.LOGOUT_WITH_REASON, login, reason) if reason else command(Verb.LOGOUT, login)

        def left(message: Message) -> bool | None:
            return True if isinstance(message, State) and message.subject == login else None

        await talk.answer(left, leave, within=3.0)

    async def _floor(self, talk: Talk, held: Held, info: AgentInfo) -> AsyncIterator[Step]:
        if not info.teams:
            mend = "Make this login a supervisor in Finesse, and give it the teams."
            yield Step(name=f"Teams of {held.login}", ok=False, said="It supervises no team.", mend=mend)
        for id_, name in info.teams:
            ask = command(Verb.GET_TEAM_USERS, held.login, id_, "false")
            yield await self._list(talk, held, f"Team {name}", ask, _users, "members")
        ask = command(Verb.GET_QUEUES, held.login)
        yield await self._list(talk, held, "Queues", ask, _queues, "queues")

    async def _list(
        self, talk: Talk, held: Held, name: str, ask: Outgoing, counted: Callable[[Message], int | None], what: str
    ) -> Step:
        try:
            count = await talk.answer(counted, ask, about=held.login)
        except CommandRefused as refused:
            return Step(name=name, ok=False, said=str(refused), mend=f"Look at the rights of {held.login} in Finesse.")
        if count is None:
            return Step(name=name, ok=False, said="No answer.", mend="Look at the Generic Connector's log.")
        return Step(name=name, ok=True, said=f"{count} {what}.")


def _not_tried(name: str) -> Step:
    return Step(name=name, ok=True, said=NOT_TRIED, mend=TO_TRY_IT)


def _status(message: Message) -> SystemStatus | None:
    return message if isinstance(message, SystemStatus) else None


def _info(message: Message) -> AgentInfo | None:
    return message if isinstance(message, AgentInfo) else None


def _codes(message: Message) -> tuple[str, ...] | None:
    return message.codes if isinstance(message, ReasonCodes) else None


def _users(message: Message) -> int | None:
    return len(message.users) if isinstance(message, TeamUsersList) else None


def _queues(message: Message) -> int | None:
    return len(message.queues) if isinstance(message, QueueList) else None


def _skew_in_words(skew: float) -> str:
    if abs(skew) < MOST_SKEW:
        return "The broker's clock agrees with ours."
    return f"The broker's clock is {abs(skew):.1f} s {'ahead of' if skew > 0 else 'behind'} ours."


def _mend(said: str) -> str:
    for word, mend in _MENDS.items():
        if word in said:
            return mend
    return "Look at the broker and at the network between."


_MENDS = {
    "resolved": "Correct the broker's name, or the name server.",
    "refuses connections": "Start the broker, and enable its stomp transport connector (ActiveMQ's usual port: 61613).",
    "did not answer within": "Open the port in the firewalls between; see that the host is up.",
    "not trusted": "Name the file of the certificate authority in ca_certs, or correct the broker's certificate.",
    "cannot be read": "Correct ca_certs.",
    "TLS": "See that this port is a stomp+ssl transport connector.",
    "password is invalid": "Correct the broker's user and password.",
    "says nothing": "See that this port speaks STOMP, and that the broker is not stuck.",
}
