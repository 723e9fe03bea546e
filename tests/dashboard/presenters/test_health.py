"""How well an integration is, in words and figures: what is not given is –, and what is a cause for concern says so."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cti_bridge.floor.model import FeedState, Source, SourceId
from dashboard.live import wording
from dashboard.presenters import health as presenter
from dashboard.presenters.connection_tests import NO_BRIDGE
from dashboard.presenters.health import Health, health
from dashboard.presenters.known import SENTENCES
from dashboard.presenters.systems import System
from dashboard.store import checks

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
SYSTEM = System(kind="generic_connector", title="Cisco Finesse", over="")
LIVE = Source(
    id=SourceId("cisco"),
    state=FeedState.LIVE,
    since=NOW - timedelta(minutes=5),
    heard_at=NOW - timedelta(seconds=0.4),
    skew_seconds=0.31,
    bad_frames=0,
    events_a_minute=412.4,
    lag_seconds=0.024,
)


def of(source: Source | None, *, enabled: bool = True, holder: str = "web1:4711") -> Health:
    return health("cisco", SYSTEM, source, enabled=enabled, followed=bool(holder), holder=holder, now=NOW)


def test_a_live_one_says_how_quick_it_is_and_who_holds_it() -> None:
    seen = of(LIVE)

    assert (seen.state, seen.word, seen.note) == ("live", "live", "")
    assert "08:55:00" in str(seen.since)
    assert (seen.heard.text, seen.events.text, seen.lag.text) == ("0.4 s", "412", "24 ms")
    assert (seen.bad.text, seen.skew.text, seen.holder) == ("0", "0.3 s ahead", "web1:4711")
    assert not any(figure.level for figure in (seen.heard, seen.events, seen.lag, seen.bad, seen.skew))


def test_what_is_not_given_is_a_dash_never_nought() -> None:
    silent = of(Source(id=SourceId("cisco"), state=FeedState.CONNECTING, since=NOW))

    assert {silent.heard.text, silent.events.text, silent.skew.text, silent.lag.text} == {"–"}
    never = of(None)
    assert {never.heard.text, never.events.text, never.bad.text, never.skew.text, never.lag.text} == {"–"}


def test_what_a_bridge_measured_that_has_gone_is_not_shown_as_if_it_were_now() -> None:
    for seen in (of(LIVE, holder=""), of(LIVE, enabled=False)):
        assert {seen.events.text, seen.skew.text, seen.lag.text} == {"–"}
        assert seen.heard.text == "0.4 s"


@pytest.mark.parametrize(
    ("skew", "text", "level"),
    [
        (0.01, "0.0 s", ""),
        (-1.5, "1.5 s behind", ""),
        (2.0, "2.0 s ahead", "warn"),
        (-601.0, "10:01 behind", "alarm"),
    ],
)
def test_a_clock_that_is_off_says_which_way_and_how_bad_that_is(skew: float, text: str, level: str) -> None:
    seen = of(replace(LIVE, skew_seconds=skew)).skew

    assert (seen.text, seen.level) == (text, level)


def test_bad_frames_and_lag_that_worry_are_marked() -> None:
    seen = of(replace(LIVE, bad_frames=3, bad_frame_reason="no reply id", lag_seconds=1.4))

    assert (seen.bad.text, seen.bad.level, seen.bad_reason) == ("3", "warn", "no reply id")
    assert (seen.lag.text, seen.lag.level) == ("1.4 s", "warn")


def test_one_that_is_paused_is_off_before_its_bridge_has_noticed() -> None:
    assert of(LIVE, enabled=False).state == "disabled"
    assert of(LIVE, enabled=False).since is None  # what it was since is not what it is


def test_one_that_nobody_follows_says_what_to_ask() -> None:
    seen = of(LIVE, holder="")

    assert (seen.state, seen.note, seen.holder) == ("down", "No bridge follows it: is run_bridge running?", "–")


def test_a_new_one_waits_for_a_bridge_and_is_not_lost() -> None:
    seen = of(None, holder="")

    assert (seen.state, seen.note) == ("connecting", "Waiting for a bridge …")


def test_one_that_is_followed_again_is_connecting_until_its_bridge_says_more() -> None:
    assert of(replace(LIVE, state=FeedState.DISABLED)).state == "connecting"


def test_a_state_of_yesterday_has_its_date() -> None:
    assert "17 Nov, " in str(of(replace(LIVE, since=NOW - timedelta(days=3))).since)


def test_its_sentences_are_those_that_others_say_too() -> None:
    assert presenter.NOBODY_FOLLOWS == wording.NOBODY_FOLLOWS
    assert checks.NO_BRIDGE == NO_BRIDGE
    assert {presenter.NOBODY_FOLLOWS} - SENTENCES == set()
