"""The connection test: the way to the server, then each sign-in on a line of its own, and what a feed sees there.

Each sentence is fixed where it can be, and what a step is about stands behind the colon of its name: so both can be
said in the reader's language.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import timedelta

from cti_bridge.complaints import Complaints
from cti_bridge.connector import Clock, Step
from cti_bridge.connectors.xuc.check_feed import FeedCheck
from cti_bridge.connectors.xuc.check_words import (
    ADD_FEED,
    CORRECT_LOGIN,
    IN_USE,
    LOOK_AT_XUC,
    NO_FEED,
    REACHED,
    RENEW_SOON,
    SIGNED_ON,
    TYPED,
    WORDS,
)
from cti_bridge.connectors.xuc.config import Config
from cti_bridge.connectors.xuc.entrance import Entrance
from cti_bridge.connectors.xuc.sign_ins import Held
from cti_bridge.connectors.xuc.site import Site
from cti_bridge.errors import Fatal, Retryable
from cti_bridge.transports.reach import Unreachable, certificate, open_port, resolve

SOON = timedelta(days=30)
PROFILE_WITHIN = 1.0  # seconds; a user may have none


class Check:
    """One run of the test."""

    def __init__(
        self,
        settings: Config,
        sign_ins: Sequence[Held],
        site: Site,
        *,
        now: Clock,
        clock: Callable[[], float],
    ) -> None:
        self._settings, self._sign_ins, self._site = settings, sign_ins, site
        self._now, self._clock = now, clock
        complaints = Complaints(f"{site.source}, tried")
        self._entrance = Entrance(settings, complaints, clock)  # with tokens of its own

    async def steps(self) -> AsyncIterator[Step]:
        """Each step as it is done. What depends on a step that failed is not tried."""
        async for step in self._way():
            yield step
            if not step.ok:
                return
        if not any(held.feed for held in self._sign_ins):
            yield Step(name="Sign-ins", ok=False, said=NO_FEED, mend=ADD_FEED)
        for held in sorted(self._sign_ins, key=lambda one: not one.feed):
            async for step in self._sign_in(held):
                yield step

    async def _way(self) -> AsyncIterator[Step]:
        address = self._settings.address
        name = f"Name: {address.host}"
        try:
            yield Step(name=name, ok=True, said=", ".join(await resolve(address)))
            name = f"Port: {address}"
            await open_port(address)
            yield Step(name=name, ok=True, said=REACHED)
            if address.tls:
                name = f"Certificate: {address}"
                ends = await certificate(address, self._settings.ca_certs)
                mend = RENEW_SOON if ends - self._now() < SOON else ""
                yield Step(name=name, ok=True, said=f"Trusted, until {ends:%Y-%m-%d}.", mend=mend)
        except Unreachable as failed:
            said, mend = WORDS[failed.why]
            yield Step(name=name, ok=False, said=said, mend=mend)

    async def _sign_in(self, held: Held) -> AsyncIterator[Step]:
        """One sign-in, without its person's typed password. Who is signed in is left alone."""
        name = f"Login: {held.login}"
        if held.config.in_use:
            yield Step(name=name, ok=True, said=IN_USE)
            return
        if not held.config.password and not held.feed:
            yield Step(name=name, ok=True, said=TYPED)
            return
        try:
            talk = await self._entrance.enter(held)
        except Fatal as refused:
            yield Step(name=name, ok=False, said=str(refused), mend=CORRECT_LOGIN)
            return
        except Retryable as failed:
            yield Step(name=name, ok=False, said=str(failed), mend=LOOK_AT_XUC)
            return
        try:
            profile = await talk.named_profile(PROFILE_WITHIN)
            yield Step(name=name, ok=True, said=f"Signed on. With the profile {profile}." if profile else SIGNED_ON)
            if held.feed:
                async for step in FeedCheck(talk, held.login, self._site, self._now, self._clock).steps():
                    yield step
        finally:
            await talk.close()
