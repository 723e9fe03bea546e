"""What happened, read back: an agent's day from midnight on in the team's zone, a queue's last hour."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cti_bridge.floor.model import AgentState
from dashboard.models import QueueSample, Site, StateLogEntry, TeamPolicy
from dashboard.store.history import Span, states_today, waiting_in_last_hour
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


def test_a_queue_shows_its_last_hour_and_a_figure_that_was_not_given_is_none() -> None:
    for minutes, waiting in ((61, 9), (59, 3), (1, None), (-1, 5)):
        QueueSample.objects.create(
            source="cisco", queue="cisco:Sales", at=NOON - timedelta(minutes=minutes), waiting=waiting
        )
    QueueSample.objects.create(source="cisco", queue="cisco:Other", at=NOON, waiting=1)

    assert [sample.waiting for sample in waiting_in_last_hour("cisco:Sales", now=NOON)] == [3, None]


def test_a_teams_zone_goes_before_the_sites_and_that_before_the_installations() -> None:
    assert zone_of("cisco:5000") == ZoneInfo("UTC")
    Site.objects.create(time_zone="Europe/Paris")
    assert zone_of("cisco:5000") == ZoneInfo("Europe/Paris")
    TeamPolicy.objects.create(id="cisco:5000", time_zone="Europe/Berlin")
    assert zone_of("cisco:5000") == BERLIN
    TeamPolicy.objects.update(time_zone="Nowhere/Land")
    assert zone_of("cisco:5000") == ZoneInfo("UTC")
