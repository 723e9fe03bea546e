"""The connection test's first half: from a broker's name to our place on it, each thing that may be wrong by itself."""

from collections.abc import AsyncIterator
from datetime import timedelta

from cti_bridge.connector import Clock, Step
from cti_bridge.connectors.generic_connector.config import Config
from cti_bridge.connectors.generic_connector.link import Link, Opener
from cti_bridge.errors import Retryable
from cti_bridge.transports.address import Address
from cti_bridge.transports.reach import Unreachable, Why, certificate, first_words, open_port, resolve, speaks_tls
from cti_bridge.transports.stomp import Objection, SignInRefused

SOON = timedelta(days=21)
OPENWIRE = b"ActiveMQ"  # with which an OpenWire port greets, before it is spoken to

SPEAKS_STOMP = "The broker speaks STOMP."
LETS_US_IN = "The broker lets us in, and answers our topic."
REFUSES_US = "The broker refuses this user and password."
SPEAKS_OPENWIRE = "This port speaks OpenWire, not STOMP."
SPEAKS_TLS = "This port speaks TLS, and its address says that it does not."
NO_STOMP = "The port accepts connections, and does not answer in STOMP."

ENABLE_STOMP = "Enable the broker's stomp transport connector, and give its port here (ActiveMQ's usual one: 61613)."
START_BROKER = "Start the broker, or correct its port: that of its stomp transport connector, mostly 61613."
WRITE_TLS = "Write stomp+ssl:// in front of this broker's address."
CORRECT_USER = "Correct the broker's user and password."
GRANT_RIGHTS = "Let the broker's user write to the command queue, and read and write the topics that start with ours."

WORDS: dict[Why, tuple[str, str]] = {
    Why.NO_NAME: ("This name cannot be resolved.", "Correct the broker's name, or the name server."),
    Why.NO_NAME_SERVER: ("The name server does not answer.", "See that this machine's name server is up."),
    Why.REFUSED: ("Nothing listens on this port.", START_BROKER),
    Why.SILENT: ("Nobody answers.", "Open the port in the firewalls between; see that the host is up."),
    Why.UNREACHABLE: ("The host cannot be reached.", "Look at the network between this machine and the host."),
    Why.EXPIRED: ("The broker's certificate has expired.", "Have the broker's certificate renewed."),
    Why.NOT_YET_VALID: (
        "The broker's certificate is not valid yet.",
        "Set both machines' clocks by NTP, or have the certificate issued anew.",
    ),
    Why.OTHER_NAME: (
        "The broker's certificate is for another host name.",
        "Write the broker's address as its certificate names it, or have a certificate issued for this name.",
    ),
    Why.UNTRUSTED: (
        "The broker's certificate is signed by nobody whom this machine trusts.",
        "Give the file of the certificate authority as Trusted certificates.",
    ),
    Why.NO_TLS: (
        "This port does not speak TLS.",
        "See that it is the broker's stomp+ssl transport connector; without TLS, write stomp:// in front.",
    ),
    Why.NO_CA_FILE: ("The file of trusted certificates cannot be read.", "Correct Trusted certificates."),
}


class LineCheck:
    """The steps to each broker. `links` are those that came about: close them."""

    def __init__(self, settings: Config, destination: str, *, opened: Opener, now: Clock) -> None:
        self.links: list[Link] = []
        self._settings, self._destination = settings, destination
        self._opened, self._now = opened, now

    async def steps(self, address: Address) -> AsyncIterator[Step]:
        """Each step to one broker, as far as it goes."""
        name = f"Name: {address.host}"
        try:
            found = await resolve(address)
            yield Step(name=name, ok=True, said=", ".join(found))
            name = f"Port: {address}"
            await open_port(address)
            yield Step(name=name, ok=True, said="It accepts connections.")
            if address.tls:
                name = f"Certificate: {address}"
                yield await self._certificate(name, address)
        except Unreachable as failed:
            said, mend = WORDS[failed.why]
            yield Step(name=name, ok=False, said=said, mend=mend)
            return
        async for step in self._sign_in(address):
            yield step

    async def _certificate(self, name: str, address: Address) -> Step:
        ends = await certificate(address, self._settings.ca_certs)
        mend = "Have it renewed soon." if ends - self._now() < SOON else ""
        return Step(name=name, ok=True, said=f"Trusted, until {ends:%Y-%m-%d}.", mend=mend)

    async def _sign_in(self, address: Address) -> AsyncIterator[Step]:
        speaks = Step(name=f"STOMP: {address}", ok=True, said=SPEAKS_STOMP)
        name = f"Broker sign-in: {address}"
        try:
            self.links.append(await self._opened(address, self._settings, self._destination, self._now))
        except SignInRefused:
            yield speaks
            yield Step(name=name, ok=False, said=REFUSES_US, mend=CORRECT_USER)
        except Objection as said:
            yield speaks
            yield Step(name=name, ok=False, said=str(said), mend=GRANT_RIGHTS)
        except Retryable:
            said_, mend = await self._what_else_it_speaks(address)
            yield Step(name=speaks.name, ok=False, said=said_, mend=mend)
        else:
            yield speaks
            yield Step(name=name, ok=True, said=LETS_US_IN)

    async def _what_else_it_speaks(self, address: Address) -> tuple[str, str]:
        if OPENWIRE in await first_words(address, self._settings.ca_certs):
            return SPEAKS_OPENWIRE, ENABLE_STOMP
        if not address.tls and await speaks_tls(address):
            return SPEAKS_TLS, WRITE_TLS
        return NO_STOMP, ENABLE_STOMP
