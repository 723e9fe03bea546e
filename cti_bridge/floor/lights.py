"""How a source, its light, its age and its measures change: a source before, an event, the source after."""

from dataclasses import replace

from cti_bridge.floor.events import SourceChanged, SourceHeard, SourceMeasured
from cti_bridge.floor.model import Source


def turned(old: Source | None, event: SourceChanged) -> Source:
    """Its light, since the first word of it; a source that is new begins with it."""
    if old is None:
        return Source(id=event.source, kind=event.kind, state=event.state, since=event.at, note=event.note)
    since = old.since if old.state == event.state else event.at
    return replace(old, state=event.state, since=since, note=event.note, kind=event.kind or old.kind)


def heard(old: Source, event: SourceHeard) -> Source:
    """Its last word: its age is never turned back, and what the event leaves out stays."""
    return replace(
        old,
        heard_at=max(event.at, old.heard_at or event.at),
        skew_seconds=old.skew_seconds if event.skew_seconds is None else event.skew_seconds,
        bad_frames=old.bad_frames if event.bad_frames is None else event.bad_frames,
        bad_frame_reason=event.bad_frame_reason or old.bad_frame_reason,
    )


def measured(old: Source, event: SourceMeasured) -> Source:
    """How it does, as its bridge measures."""
    return replace(old, events_a_minute=event.events_a_minute, lag_seconds=event.lag_seconds)
