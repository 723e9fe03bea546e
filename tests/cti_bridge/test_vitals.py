"""What a source says of itself within a second is told once, at its end."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from cti_bridge.floor.events import AgentStateChanged, SourceChanged, SourceHeard, SourceMeasured
from cti_bridge.floor.model import AgentId, AgentState, FeedState, Source, SourceId
from cti_bridge.vitals import Vitals

CISCO = SourceId("cisco")
NINE = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LIVE = Source(id=CISCO, state=FeedState.LIVE, since=NINE, heard_at=NINE)
STATE = AgentStateChanged(agent=AgentId("cisco:1001"), state=AgentState.READY, since=NINE)


def after(seconds: float) -> datetime:
    return NINE + timedelta(seconds=seconds)


def heard(seconds: float, skew: float | None = None, bad: int | None = None) -> SourceHeard:
    reason = "A message came without text." if bad else ""
    return SourceHeard(source=CISCO, at=after(seconds), skew_seconds=skew, bad_frames=bad, bad_frame_reason=reason)


def test_a_hundred_words_of_its_health_are_one() -> None:
    vitals = Vitals()

    assert all(vitals.notice(heard(n / 100, skew=n), after(n / 100)) for n in range(100))

    word, figures = vitals.told(LIVE, 1.0)
    assert word == heard(0.99, skew=99)
    assert figures == SourceMeasured(source=CISCO, events_a_minute=0.0, lag_seconds=None)
    assert vitals.told(replace(LIVE, heard_at=after(0.99)), 2.0) == [figures]


def test_what_a_later_word_leaves_out_stands_as_it_was_said() -> None:
    vitals = Vitals()
    vitals.notice(heard(0.1, skew=0.5, bad=3), after(0.1))
    vitals.notice(heard(0.2), after(0.2))

    assert vitals.told(LIVE, 1.0)[0] == replace(heard(0.1, skew=0.5, bad=3), at=after(0.2))


def test_any_word_of_it_makes_it_heard_and_counts() -> None:
    vitals = Vitals()

    assert not vitals.notice(STATE, after(0.5))
    vitals.count(0.5)

    assert vitals.told(LIVE, 1.0) == [heard(0.5), SourceMeasured(source=CISCO, events_a_minute=1.0, lag_seconds=None)]


def test_our_own_note_is_no_word_of_it() -> None:
    vitals = Vitals()

    assert not vitals.notice(SourceChanged(source=CISCO, state=FeedState.LIVE, at=after(1)), after(1))
    vitals.count(1.0)

    assert [type(event) for event in vitals.told(LIVE, 1.0)] == [SourceMeasured]


def test_one_that_is_switched_off_is_not_measured() -> None:
    assert Vitals().told(replace(LIVE, state=FeedState.DISABLED), 1.0) == []
