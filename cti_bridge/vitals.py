"""When a source was last heard, and how it does: gathered as it speaks, told once a second in one row."""

from dataclasses import replace
from datetime import datetime

from cti_bridge.floor.events import Event, SourceChanged, SourceForgotten, SourceHeard, SourceMeasured
from cti_bridge.floor.model import FeedState, Source
from cti_bridge.meter import Meter


class Vitals:
    """Of one source."""

    def __init__(self) -> None:
        self.meter = Meter()
        self._said = 0
        self._spoke_at: datetime | None = None
        self._word: SourceHeard | None = None  # its own, of when and how it was heard

    def notice(self, event: Event, at: datetime) -> bool:
        """Notes that this came; True when it says nothing else, and so can wait for the second's end."""
        if isinstance(event, SourceHeard):
            self._spoke_at, self._word = at, _both(self._word, event)
            return True
        if not isinstance(event, SourceChanged | SourceForgotten):  # those are our own notes, no word of the source
            self._spoke_at = at
            self._said += 1
        return False

    def count(self, at: float) -> None:
        """Counts what was noticed since the last call. `at` is in seconds of the meter's clock."""
        self.meter.said(self._said, at)
        self._said = 0

    def told(self, known: Source, at: float) -> list[Event]:
        """What a second comes to."""
        (spoke_at, self._spoke_at), (word, self._word) = (self._spoke_at, None), (self._word, None)
        if known.state is FeedState.DISABLED:
            return []
        if spoke_at and known.state is FeedState.LIVE and (known.heard_at or spoke_at) < spoke_at:
            word = _both(word, SourceHeard(source=known.id, at=spoke_at))
        events, lag = self.meter.events_a_minute(at), self.meter.lag_seconds(at)
        figures = SourceMeasured(source=known.id, events_a_minute=events, lag_seconds=lag)
        return [word, figures] if word else [figures]


def _both(first: SourceHeard | None, then: SourceHeard) -> SourceHeard:
    """Two words of a source as one: the later counts where it says something."""
    if first is None:
        return then
    return replace(
        first,
        at=max(first.at, then.at),
        skew_seconds=first.skew_seconds if then.skew_seconds is None else then.skew_seconds,
        bad_frames=first.bad_frames if then.bad_frames is None else then.bad_frames,
        bad_frame_reason=then.bad_frame_reason or first.bad_frame_reason,
    )
