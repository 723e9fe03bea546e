"""Our place on one broker: commands go to the queue, answers come on our own topic."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol
from uuid import uuid4

from cti_bridge.connector import Clock
from cti_bridge.connectors.generic_connector.commands import Outgoing
from cti_bridge.connectors.generic_connector.config import Config
from cti_bridge.transports.address import Address
from cti_bridge.transports.stomp import Frame, Line

OUR_TIME_TO_LIVE = timedelta(seconds=10)  # of what the session says for itself
ECHO_TIME_TO_LIVE = timedelta(days=1)  # it measures the clocks, and must outlive their difference


class Link(Protocol):
    """What a session needs of a broker."""

    destination: str  # the topic on which we are answered, without its prefix

    def say(self, command: Outgoing, time_to_live: timedelta = OUR_TIME_TO_LIVE) -> str:
        """Sends once; returns the correlation id. Raises Retryable: nothing was sent."""
        ...

    def echo(self) -> str:
        """Sends to ourselves: the broker's stamp on it tells the broker's clock. Returns the correlation id."""
        ...

    async def hear(self, within: float) -> Sequence[Frame]:
        """What came, at least one frame, or none after `within` seconds. Raises Retryable when the line is lost."""
        ...

    def close(self) -> None:
        """Hangs up."""
        ...


class Opener(Protocol):
    """Opens a link to one broker."""

    async def __call__(self, address: Address, config: Config, destination: str, now: Clock) -> Link:
        """A link that is subscribed. Raises Retryable, or SignInRefused."""
        ...


class StompLink:
    """A Link over STOMP."""

    def __init__(self, line: Line, config: Config, destination: str) -> None:
        self.destination = destination
        self._line = line
        self._queue = f"/queue/{config.command_queue}"
        self._topic = f"/topic/{destination}"  # without the prefix GC would get no reply-to (2.2)

    def say(self, command: Outgoing, time_to_live: timedelta = OUR_TIME_TO_LIVE) -> str:
        """Sends once; returns the correlation id. Raises Retryable: nothing was sent."""
        return self._send(self._queue, command.body, command.jms_type, time_to_live)

    def echo(self) -> str:
        """Sends to ourselves; returns the correlation id."""
        return self._send(self._topic, "", "Echo", ECHO_TIME_TO_LIVE)

    async def hear(self, within: float) -> Sequence[Frame]:
        """What came, or nothing after `within` seconds. Raises Retryable when the line is lost."""
        return await self._line.receive(within)

    def close(self) -> None:
        """Hangs up."""
        self._line.close()

    def _send(self, destination: str, body: str, type_: str, time_to_live: timedelta) -> str:
        id_ = str(uuid4())
        self._line.send(
            destination, body, type_=type_, reply_to=self._topic, time_to_live=time_to_live, correlation_id=id_
        )
        return id_


async def open_link(address: Address, config: Config, destination: str, now: Clock) -> Link:
    """A link over STOMP, subscribed. Raises Retryable, or SignInRefused with the broker's words."""
    line = await Line.open(
        address, username=config.username, password=config.password, clock=now, ca_certs=config.ca_certs
    )
    try:
        link = StompLink(line, config, destination)
        await line.subscribe(f"/topic/{destination}")  # before Hello: what comes earlier is lost (2.2)
    except BaseException:
        line.close()
        raise
    return link
