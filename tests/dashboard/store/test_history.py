"""What happened, read back: an agent's day from midnight on in the team's zone, a queue's last hour."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cti_bridge.floor.model import AgentState
from dashboard.models import CallLogEntry, Site, StateLogEntry, TeamPolicy
from dashboard.store.history import Span, last_calls, last_states, states_today
from dashboard.store.zones import zone_of

pytestmark = pytest.mark.usefixtures("database")

BERLIN = ZoneInfo("Europe/Berlin")
MIDNIGHT = datetime(2026, 11, 19, 23, tzinfo=UTC)  # of 20 November, in Berlin
NOON = MIDNIGHT + timedelta(hours=12)


def _log(hours: float, state: str, reason: str = "", *, heard_later: float = 0.0) -> None:
    since = MIDNIGHT + timedelta(hours=hours)
    StateLogEntry.objects.create(
        source="cisco",
        agent="cisco:1001",
        team="cisco:5000",
        state=state,
        reason=reason,
        since=since,
        since_is_known=True,
        at=since + timedelta(hours=heard_later),
    )


def _today() -> list[tuple[str, str, float, float | None]]:
    """State, reason, and the hours since midnight."""
    return [_hours(span) for span in states_today("cisco:1001", zone=BERLIN, now=NOON)]


def _hours(span: Span) -> tuple[str, str, float, float | None]:
    hour = timedelta(hours=1)
    until = None if span.until is None else (span.until - MIDNIGHT) / hour
    return span.state, span.reason, (span.since - MIDNIGHT) / hour, until


def test_each_state_lasts_until_the_next_and_the_last_one_still_lasts() -> None:
    _log(8, "ready")
    _log(9, "not_ready", "10")
    _log(9.5, "ready")

    assert _today() == [("ready", "", 8, 9), ("not_ready", "10", 9, 9.5), ("ready", "", 9.5, None)]


def test_what_began_yesterday_begins_at_midnight() -> None:
    _log(-30, "ready")
    _log(-2, "signed_out")
    _log(8, "ready")

    assert _today() == [("signed_out", "", 0, 8), ("ready", "", 8, None)]


def test_a_state_logged_again_by_another_bridge_stands_once() -> None:
    _log(8, "ready")
    _log(8, "ready", heard_later=1)
    _log(9, "talking")

    assert _today() == [("ready", "", 8, 9), ("talking", "", 9, None)]


def test_a_state_corrected_at_the_same_moment_counts_as_it_was_last_heard() -> None:
    _log(8, "ready")
    _log(8, "not_ready", "7", heard_later=0.1)

    assert _today() == [("not_ready", "7", 8, None)]


def test_an_agent_without_a_word_today_has_no_states() -> None:
    assert _today() == []


def test_what_the_clock_has_not_reached_is_not_shown() -> None:
    _log(8, "ready")
    _log(13, "talking")

    assert _today() == [("ready", "", 8, None)]


def test_a_day_of_25_hours_begins_at_its_own_midnight() -> None:
    sunday_noon = datetime(2026, 10, 25, 11, tzinfo=UTC)
    StateLogEntry.objects.create(
        source="cisco",
        agent="a",
        team="t",
        state="ready",
        since=sunday_noon - timedelta(days=2),
        since_is_known=True,
        at=sunday_noon,
    )

    (span,) = states_today("a", zone=BERLIN, now=sunday_noon)

    assert (span.state, span.since) == (AgentState.READY, datetime(2026, 10, 24, 22, tzinfo=UTC))


def test_a_teams_zone_goes_before_the_sites_and_that_before_the_installations() -> None:
    assert zone_of("cisco:5000") == ZoneInfo("UTC")
    Site.objects.create(time_zone="Europe/Paris")
    assert zone_of("cisco:5000") == ZoneInfo("Europe/Paris")
    TeamPolicy.objects.create(id="cisco:5000", time_zone="Europe/Berlin")
    assert zone_of("cisco:5000") == BERLIN
    TeamPolicy.objects.update(time_zone="Nowhere/Land")
    assert zone_of("cisco:5000") == ZoneInfo("UTC")


# -- the last of it ------------------------------------------------------------------------------------------------


def _last_states(limit: int = 50, since: datetime | None = None) -> list[tuple[str, str, float, float | None]]:
    """State, reason, and the hours since midnight, the newest first."""
    return [_hours(span) for span in last_states("cisco:1001", limit=limit, since=since, now=NOON)]


def test_the_last_states_are_told_backwards_with_their_times() -> None:
    _log(-30, "ready")
    _log(8, "not_ready", "10")
    _log(9.5, "ready")

    assert _last_states() == [("ready", "", 9.5, None), ("not_ready", "10", 8, 9.5), ("ready", "", -30, 8)]
    assert _last_states(2) == [("ready", "", 9.5, None), ("not_ready", "10", 8, 9.5)]
    assert _last_states(since=MIDNIGHT) == [("ready", "", 9.5, None), ("not_ready", "10", 8, 9.5)]


def test_of_the_last_states_too_what_was_logged_twice_or_corrected_stands_once() -> None:
    _log(7, "ready")
    _log(8, "talking")
    _log(8, "not_ready", "7", heard_later=0.1)
    _log(8, "not_ready", "7", heard_later=1)
    _log(8.5, "not_ready", "7", heard_later=1)

    assert _last_states() == [("not_ready", "7", 8, None), ("ready", "", 7, 8)]
    assert _last_states(1) == [("not_ready", "7", 8, None)]


def _call(hours: float, *, agent: str = "cisco:1001", lasting: float | None = None) -> None:
    ended = MIDNIGHT + timedelta(hours=hours)
    CallLogEntry.objects.create(
        source="cisco",
        call=f"cisco:{hours}",
        agent=agent,
        team="cisco:5000",
        type="queue",
        media="voice",
        since=ended - timedelta(hours=lasting) if lasting else None,
        ended_at=ended,
    )


def _last_calls(limit: int = 20, since: datetime | None = None) -> list[str]:
    return [past.call for past in last_calls("cisco:1001", limit=limit, since=since, now=NOON)]


def test_the_last_calls_are_the_agents_own_the_newest_first() -> None:
    for hours in (8, -2, 9):
        _call(hours)
    _call(10, agent="cisco:1002")

    assert _last_calls() == ["cisco:9", "cisco:8", "cisco:-2"]
    assert _last_calls(2) == ["cisco:9", "cisco:8"]
    assert _last_calls(since=MIDNIGHT) == ["cisco:9", "cisco:8"]


def test_a_consultation_within_a_call_stands_above_the_call_that_began_before_it() -> None:
    _call(9.1, lasting=0.5)
    _call(9, lasting=0.2)

    assert _last_calls() == ["cisco:9", "cisco:9.1"]


@pytest.mark.parametrize(("kept", "calls", "states"), [("off", 0, 0), ("today", 1, 1), ("kept", 2, 2)])
def test_what_a_team_does_not_keep_is_shown_to_nobody_though_nothing_was_pruned_yet(
    kept: str, calls: int, states: int
) -> None:
    TeamPolicy.objects.create(id="cisco:5000", history=kept, time_zone="Europe/Berlin")
    for hours in (-1, 1):
        _call(hours)
        _log(hours, "ready" if hours < 0 else "talking")

    assert (len(_last_calls()), len(_last_states())) == (calls, states)
