"""The retention is kept: what is older goes, what is younger stays, and who was away too long is told the whole."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from cti_bridge.floor.commands import ForceState, Outcome
from cti_bridge.floor.model import AgentId, AgentState
from cti_bridge.floor.rows import Kind
from cti_bridge.ports import Tick
from dashboard.models import (
    AskedCommand,
    CallLogEntry,
    Integration,
    Message,
    Person,
    QueueSample,
    Receipt,
    SettingChange,
    Site,
    StateLogEntry,
    TeamPolicy,
    TrailLine,
)
from dashboard.store.claims import claim, settle_now
from dashboard.store.floor import positions, rows_since
from dashboard.store.hints import unheard
from dashboard.store.inbox import ask
from dashboard.store.notices import counted
from dashboard.store.pruning import Pruned, prune
from dashboard.store.streams import next_shared_revision, put_rows
from tests.dashboard.store.floors import CISCO, Reader, agent, expire, holder, put, revision, shown

pytestmark = pytest.mark.usefixtures("database")

NOW = timezone.now()
NOTHING = Pruned(states=0, calls=0, samples=0, commands=0, messages=0, tombstones=0, trail=0)


def _state(*, days: float = 0, at: datetime | None = None, team: str = "cisco:5000") -> StateLogEntry:
    heard = at or NOW - timedelta(days=days)
    return StateLogEntry.objects.create(
        source="cisco", agent="cisco:1", team=team, state="ready", since=heard, since_is_known=True, at=heard
    )


def _age_rows(**ago: float) -> None:
    """All rows grow older."""
    with connection.cursor() as cursor:
        then = connection.ops.adapt_datetimefield_value(timezone.now() - timedelta(**ago))
        cursor.execute("UPDATE dashboard_floorrow SET changed_at = %s", [then])


def _asked(at: datetime) -> AskedCommand:
    sam, _ = Person.objects.get_or_create(username="sam", role="supervisor", teams=["cisco:5000"])
    command = ForceState(
        id=uuid4(), agent=AgentId("cisco:1001"), state=AgentState.READY, deadline=at + timedelta(seconds=5)
    )
    return ask(command, by=sam, team="cisco:5000", publish=unheard, now=lambda: at)


def test_states_and_figures_are_kept_as_long_as_the_site_says() -> None:
    Site.objects.create(states_days=7)
    young = _state(days=6.9)
    _state(days=7.1)
    for days in (6.9, 7.1):
        QueueSample.objects.create(source="cisco", queue="cisco:Sales", at=NOW - timedelta(days=days))

    pruned = prune(NOW)

    assert (pruned.states, pruned.samples) == (1, 1)
    assert list(StateLogEntry.objects.all()) == [young]


def _call(*, days: float = 0, at: datetime | None = None, team: str = "cisco:5000") -> CallLogEntry:
    heard = at or NOW - timedelta(days=days)
    return CallLogEntry.objects.create(
        source="cisco", call="cisco:7", agent="cisco:1", team=team, type="queue", media="voice", ended_at=heard
    )


def test_calls_are_kept_by_a_time_of_their_own() -> None:
    Site.objects.create(states_days=3, calls_days=7)
    young = _call(days=6.9)
    _call(days=7.1)

    assert prune(NOW).calls == 1

    assert list(CallLogEntry.objects.all()) == [young]


def test_what_was_asked_is_kept_as_long_as_the_trail() -> None:
    Site.objects.create(trail_days=10)
    for days in (9, 11):
        settle_now(_asked(NOW - timedelta(days=days)).pk, Outcome.CONFIRMED, "", "", NOW)

    assert prune(NOW).commands == 1

    assert AskedCommand.objects.get().asked_at == NOW - timedelta(days=9)


def test_messages_and_settings_as_they_were_are_kept_as_long_as_the_trail() -> None:
    Site.objects.create(trail_days=10)
    Integration.objects.create(name="cisco")
    for days in (9, 11):
        then = NOW - timedelta(days=days)
        message = Message.objects.create(person=1, content=f"{days}", created_at=then, until=then)
        Receipt.objects.create(message=message, person=2, agent="cisco:1001", team="cisco:5000", addressed_at=then)
        put_rows("desk", next_shared_revision("desk"), taken := counted(message, ["cisco:5000"]))
        assert taken
        SettingChange.objects.create(integration_id="cisco", identifier="a", after=f"{days}", person=1, at=then)

    assert prune(NOW).messages == 1

    assert (Message.objects.get().content, Receipt.objects.count(), SettingChange.objects.get().after) == ("9", 1, "9")
    assert shown("desk") == {}


def test_a_team_may_keep_today_alone_in_its_own_zone_or_nothing() -> None:
    TeamPolicy.objects.create(id="cisco:today", history="today", time_zone="Asia/Tokyo")
    TeamPolicy.objects.create(id="cisco:off", history="off")
    tokyo_midnight = datetime(2026, 11, 19, 15, tzinfo=UTC)
    today = _state(at=tokyo_midnight + timedelta(minutes=1), team="cisco:today")
    _state(at=tokyo_midnight - timedelta(minutes=1), team="cisco:today")
    _state(at=tokyo_midnight + timedelta(minutes=1), team="cisco:off")

    todays_call = _call(at=tokyo_midnight + timedelta(minutes=1), team="cisco:today")
    _call(at=tokyo_midnight - timedelta(minutes=1), team="cisco:today")
    _call(at=tokyo_midnight + timedelta(minutes=1), team="cisco:off")

    pruned = prune(datetime(2026, 11, 20, 9, tzinfo=UTC))

    assert (pruned.states, pruned.calls) == (2, 2)
    assert list(StateLogEntry.objects.all()) == [today]
    assert list(CallLogEntry.objects.all()) == [todays_call]


def test_a_tombstone_stands_ten_minutes() -> None:
    writer = holder(CISCO)
    writer.write([put(agent("cisco:1001"), agent("cisco:1002"))])
    writer.write([Tick(source=CISCO, gone=[(Kind.AGENT, "cisco:1001")])])
    reader = Reader()

    _age_rows(minutes=9)
    assert prune(NOW).tombstones == 0
    assert positions()["cisco"].pruned == 0

    _age_rows(minutes=11)
    assert prune(NOW).tombstones == 1
    assert positions()["cisco"][1:3] == (2, 2)
    assert [row.key for row in rows_since("cisco", 0)] == ["cisco:1002"]
    assert reader.revision >= positions()["cisco"].pruned


def test_whoever_missed_a_pruned_tombstone_knows_it_by_their_position() -> None:
    writer = holder(CISCO)
    writer.write([put(agent("cisco:1001"))])
    away = Reader()
    writer.write([Tick(source=CISCO, gone=[(Kind.AGENT, "cisco:1001")])])
    _age_rows(minutes=11)

    prune(NOW)

    assert away.revision < positions()["cisco"].pruned


def test_the_writer_goes_on_after_a_pruning() -> None:
    writer = holder(CISCO)
    writer.write([put(agent("cisco:1001"))])
    writer.write([Tick(source=CISCO, gone=[(Kind.AGENT, "cisco:1001")])])
    _age_rows(minutes=11)
    prune(NOW)

    writer.write([put(agent("cisco:1001"))])

    assert (revision(), set(shown())) == (3, {("agent", "cisco:1001")})


def test_lines_beyond_the_trails_days_go_and_that_is_a_line() -> None:
    Site.objects.create(trail_days=30)
    for days in (31, 40, 29):
        TrailLine.objects.create(at=NOW - timedelta(days=days), step="asked", action="ready")

    assert prune(NOW).trail == 2

    assert list(TrailLine.objects.order_by("at").values_list("step", "details")) == [
        ("asked", {}),
        ("pruned", {"lines": 2, "days": 30}),
    ]


def test_an_outcome_leaves_the_desk_after_an_hour_and_an_open_command_stays() -> None:
    now = timezone.now()  # rows age on the real clock, and NOW is from when this file was read
    over, still_open = _asked(now), _asked(now + timedelta(seconds=6))
    settle_now(over.pk, Outcome.CONFIRMED, "", "", now)
    settle_now(still_open.pk, Outcome.DEFERRED, "", "", now)
    reader = Reader("desk")

    prune(now)
    assert len(shown("desk")) == 2
    _age_rows(minutes=61)
    prune(now)

    assert list(shown("desk")) == [("command", str(still_open.pk))]
    assert len(reader.catch_up()) == 1


@pytest.mark.parametrize(
    ("was", "becomes"), [(Outcome.ASKED, "timed_out"), (Outcome.SENT, "lost"), (Outcome.DEFERRED, "lost")]
)
def test_a_command_that_no_bridge_will_settle_any_more_is_ended(was: Outcome, becomes: str) -> None:
    command = _asked(NOW - timedelta(days=2))
    if was is not Outcome.ASKED:
        holder(CISCO)
        claim("cisco", "bridge-1", NOW - timedelta(days=2))
    if was is Outcome.DEFERRED:
        settle_now(command.pk, was, "", "", NOW - timedelta(days=2))

    prune(NOW)

    assert AskedCommand.objects.get(pk=command.pk).outcome == becomes
    assert TrailLine.objects.filter(step=becomes).exists()


@pytest.mark.parametrize("goes", [True, False])
def test_the_rows_of_a_deleted_integration_go_though_no_bridge_runs(goes: bool) -> None:
    bridge = holder(CISCO)
    bridge.write([put(agent("cisco:1001"))])
    expire("cisco")
    if not goes:
        Integration.objects.create(name="cisco", kind="practice")
    reader = Reader()

    prune(NOW)

    assert bool(shown()) is bool(reader.catch_up()) is not goes


def test_the_rows_of_a_deleted_integration_are_its_bridges_to_remove_while_one_runs() -> None:
    holder(CISCO).write([put(agent("cisco:1001"))])

    prune(NOW)

    assert shown()


def test_who_was_here_when_and_what_they_searched_for_goes_with_the_end_of_their_session() -> None:
    for key, hours in (("over", -1), ("open", 1)):
        session = Session(session_key=key, session_data="", expire_date=NOW + timedelta(hours=hours))
        session.save()
    for name, minutes in (("long ago", 16), ("lately", 14)):
        failed = AccessAttempt.objects.create(username=name, ip_address="10.0.0.8", failures_since_start=1)
        AccessAttempt.objects.filter(pk=failed.pk).update(attempt_time=NOW - timedelta(minutes=minutes))

    prune(NOW)

    assert [one.session_key for one in Session.objects.all()] == ["open"]
    assert [one.username for one in AccessAttempt.objects.all()] == ["lately"]


def test_pruning_twice_removes_nothing_more() -> None:
    _state(days=31)
    TrailLine.objects.create(at=NOW - timedelta(days=366), step="asked", action="ready")
    prune(NOW)

    assert prune(NOW) == NOTHING


def test_the_command_says_how_much_went(capsys: pytest.CaptureFixture[str]) -> None:
    _state(days=31)

    call_command("prune_history")

    assert capsys.readouterr().out.startswith("Removed 1 states, 0 calls, 0 queue samples")
