"""The connection test: one step after another, on a topic of its own, and nobody's session is touched.

Each sentence is fixed where it can be, and what a step is about stands behind the colon of its name: so both can be
said in the reader's language.
"""

from collections.abc import AsyncIterator, Sequence
from datetime import timedelta

from cti_bridge.connector import Clock, Step
from cti_bridge.connectors.generic_connector.check_clocks import BROKER, CONNECTOR, clock_step
from cti_bridge.connectors.generic_connector.check_line import LineCheck
from cti_bridge.connectors.generic_connector.check_sign_in import LOOK_AT_FINESSE, SignInCheck
from cti_bridge.connectors.generic_connector.commands import command
from cti_bridge.connectors.generic_connector.config import Config
from cti_bridge.connectors.generic_connector.link import Opener
from cti_bridge.connectors.generic_connector.messages import Message, SystemStatus
from cti_bridge.connectors.generic_connector.sign_ins import Held
from cti_bridge.connectors.generic_connector.spellings import Verb
from cti_bridge.connectors.generic_connector.talk import Talk
from cti_bridge.errors import Retryable

PATIENT = timedelta(minutes=30)  # a Hello's time to live that outlasts a clock that is wrong

NOBODY = "Nobody answers behind this queue."
START_IT = "Start the Generic Connector; see that it listens on this queue, of this broker."
NO_FINESSE = "The Generic Connector is not connected to Finesse."
IN_SERVICE = "In service."
NO_FEED = "No feed sign-in is set up: at least one is needed to hear the floor."
ADD_FEED = "Add a sign-in that is a feed: a supervisor's in Finesse, used by nothing else."
TRY_AGAIN = "Try again; look at the broker's log if it stays."


class Check:
    """One run of the test."""

    def __init__(
        self, settings: Config, sign_ins: Sequence[Held], destination: str, *, opened: Opener, now: Clock
    ) -> None:
        self._settings = settings
        self._feeds = [h for h in sign_ins if h.feed]
        self._destination = destination
        self._now = now
        self._line = LineCheck(settings, destination, opened=opened, now=now)
        self._bearable = settings.command_ttl_seconds / 2  # seconds between clocks

    async def steps(self) -> AsyncIterator[Step]:
        """Each step as it is done. What depends on a step that failed is not tried."""
        try:
            for address in self._settings.addresses:
                async for step in self._line.steps(address):
                    yield step
            if self._line.links:
                async for step in self._system():
                    yield step
        except Retryable as lost:
            yield Step(name="Connection", ok=False, said=str(lost), mend=TRY_AGAIN)
        finally:
            for link in self._line.links:
                link.close()

    async def _system(self) -> AsyncIterator[Step]:
        talk = Talk(self._line.links[0], self._now)
        clock = clock_step(BROKER, await talk.skew(), self._bearable)
        yield clock
        if not clock.ok:
            return  # it would drop what we say, or keep it too long: silence would be blamed on others
        async for step in self._greet(talk):
            yield step
            if not step.ok:
                return
        if not self._feeds:
            yield Step(name="Sign-ins", ok=False, said=NO_FEED, mend=ADD_FEED)
        for held in self._feeds:
            async for step in SignInCheck(self._settings, held, self._line.links[0], self._now).steps():
                yield step

    async def _greet(self, talk: Talk) -> AsyncIterator[Step]:
        name, hello = f"Hello: {self._settings.command_queue}", command(Verb.HELLO, self._destination)
        status = await talk.answer(_status, hello, within=2.0)
        if status is None:
            status = await talk.answer(_status, hello, within=3.0, time_to_live=PATIENT)
        if status is None:
            yield Step(name=name, ok=False, said=NOBODY, mend=START_IT)
        elif not status.in_service:
            yield Step(name=name, ok=False, said=NO_FINESSE, mend=LOOK_AT_FINESSE)
        else:
            yield Step(name=name, ok=True, said=IN_SERVICE)
            yield clock_step(CONNECTOR, talk.skew_of_answer, self._bearable)


def _status(message: Message) -> SystemStatus | None:
    return message if isinstance(message, SystemStatus) else None
