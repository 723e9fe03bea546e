"""Whether the system still speaks: our heartbeat and its answers, the light, the clocks, the frames that were bad."""

from collections.abc import Callable

from cti_bridge.complaints import Complaints
from cti_bridge.connector import Clock
from cti_bridge.connectors.generic_connector.commands import command
from cti_bridge.connectors.generic_connector.link import Link
from cti_bridge.connectors.generic_connector.pulse import NO_ANSWER_TO_HELLO, STALE_AFTER, Pulse
from cti_bridge.errors import Retryable
from cti_bridge.floor.events import Event, SourceChanged, SourceHeard
from cti_bridge.floor.model import FeedState, SourceId
from cti_bridge.transports.stomp import Frame

OUT_OF_SERVICE = "The Generic Connector is not connected to Finesse."
FORGOTTEN = "The Generic Connector had forgotten us: signing in again."
SILENT = "The Generic Connector does not answer."
NOBODY = "The broker is there, but no Generic Connector answers on it."
MOST_SKEW = 2.0  # seconds that need no word


class Health:
    """The light of one connection. Fills `out`."""

    def __init__(
        self,
        link: Link,
        source: SourceId,
        complaints: Complaints,
        out: list[Event],
        now: Clock,
        clock: Callable[[], float],
    ) -> None:
        self.is_stale = False
        self._is_down = False
        self._note = ""
        self._skew: float | None = None
        self._pulse = Pulse(clock())
        self._echo = link.echo()
        self._link, self._source, self._complaints, self._out = link, source, complaints, out
        self._now, self._clock = now, clock

    # -- time --------------------------------------------------------------------------------------------------------

    def next_at(self) -> float:
        """When to look again."""
        return self._pulse.next_at(self._clock())

    def look(self, *, is_greeting: bool) -> None:
        """Says Hello or Beat when it is due. Raises Retryable when nobody ever answers Hello."""
        at = self._clock()
        if verb := self._pulse.due(at):
            self._link.say(command(verb, self._link.destination))
        silent_for = self._pulse.silent_for(at)
        if is_greeting:
            if silent_for >= NO_ANSWER_TO_HELLO:
                raise Retryable(NOBODY + self._skew_in_words())
        elif silent_for >= STALE_AFTER and not self.is_stale:
            self.is_stale = True
            self._light(FeedState.STALE, SILENT)

    # -- what was said -----------------------------------------------------------------------------------------------

    def is_echo(self, frame: Frame) -> bool:
        """Whether this is our own word come back; then it has told the broker's clock."""
        if frame.correlation_id != self._echo:
            return False
        self.measure(frame)
        return True

    def measure(self, frame: Frame) -> None:
        """Compares the clocks."""
        if frame.sent_at is not None:
            self._skew = frame.sent_at - self._now().timestamp()

    def out_of_service(self) -> None:
        """It answered that it is not connected to Finesse."""
        self._pulse.answered(self._clock(), in_service=False)
        self.is_stale = False
        if not self._is_down:
            self._is_down = True
            self._light(FeedState.DOWN, OUT_OF_SERVICE)

    def in_service(self, *, is_following: bool) -> None:
        """It answered that all is well."""
        self._pulse.answered(self._clock(), in_service=True)
        self._is_down = False
        if self.is_stale:
            self.is_stale = False
            if is_following:
                self._light(FeedState.LIVE, self._note)

    def forgot_us(self) -> None:
        """It answered that it does not know our topic."""
        self._light(FeedState.CONNECTING, FORGOTTEN)

    def heard(self) -> None:
        """Tells that it spoke, with its clock, and how many of its frames were bad."""
        self._out.append(
            SourceHeard(
                source=self._source,
                at=self._now(),
                skew_seconds=None if self._skew is None else round(self._skew, 1),
                bad_frames=self._complaints.count,
                bad_frame_reason=self._complaints.reason,
            )
        )

    def loaded(self) -> None:
        """The load has turned the light, without a note."""
        self._note = ""

    def note(self, words: str) -> None:
        """What is missing while it is live; told when it changes."""
        if words != self._note:
            self._note = words
            if not self.is_stale:
                self._light(FeedState.LIVE, words)

    def _light(self, state: FeedState, note: str) -> None:
        self._out.append(SourceChanged(source=self._source, state=state, at=self._now(), note=note))

    def _skew_in_words(self) -> str:
        if self._skew is None or abs(self._skew) < MOST_SKEW:
            return ""
        return f" The broker's clock is {self._skew:+.0f} s off ours: commands may expire before they arrive."
