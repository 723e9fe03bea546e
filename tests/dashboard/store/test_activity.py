"""Reading the trail: what a scope may see, what came of commands, who listened. On SQLite and on PostgreSQL."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from dashboard.access import Scope
from dashboard.models import AskedCommand, TrailLine
from dashboard.store import activity
from dashboard.store.activity import Wanted

SAM = 7
EVERYTHING = Scope(everything=True)
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
TEAMS = ("cisco:5000", "cisco:5001", "xivo:acc", "Cisco:5000", f"@{SAM}", "@8", "@77", "")


def line(step: str = "opened", action: str = "history", **values: object) -> TrailLine:
    """One line."""
    values = {"at": NOON, "person": SAM, "source": "cisco", "subject": "cisco:1001", "team": "cisco:5000", **values}
    return TrailLine.objects.create(step=step, action=action, **values)


def command(*steps: str, action: str = "listen", after: float = 0, **values: object) -> UUID:
    """A command's lines, a second apart, as it stands in its own table too."""
    key = uuid4()
    for number, step in enumerate(steps):
        line(step, action, command=key, at=NOON + timedelta(seconds=after + number), **values)
    outcome = [step for step in steps if step != "ended"][-1]
    AskedCommand.objects.create(
        pk=key, action=action, person=SAM, outcome=outcome, asked_at=NOON, deadline=NOON, subject="cisco:1001"
    )
    return key


class TestSight(TestCase):
    """What the database gives is what the scope allows, and no more."""

    @given(
        teams=st.frozensets(st.sampled_from([team for team in TEAMS if ":" in team])),
        sources=st.frozensets(st.sampled_from(["cisco", "xivo", "Cisco"])),
    )
    def test_a_person_sees_the_lines_of_the_own_teams_and_the_own_and_no_others(
        self, teams: frozenset[str], sources: frozenset[str]
    ) -> None:
        lines = [
            line(team=team, source=team.partition(":")[0] if ":" in team else "cisco", person=person)
            for team in TEAMS
            for person in (SAM, 8, None)
        ]
        scope = Scope(teams=teams, sources=sources, personal=frozenset({f"@{SAM}"}))

        seen = {entry.first.pk for entry in activity.page(scope, SAM, Wanted()).entries}

        assert seen == {
            each.pk
            for each in lines
            if each.person == SAM or each.team == f"@{SAM}" or (":" in each.team and scope.sees_team(each.team))
        }


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("outcome", "steps"),
    [
        ("asked", ("asked",)),
        ("asked", ("asked", "sent")),
        ("deferred", ("asked", "sent", "deferred")),
        ("confirmed", ("asked", "sent", "deferred", "confirmed")),
        ("confirmed", ("asked", "sent", "confirmed", "ended")),
        ("refused", ("asked", "sent", "refused")),
        ("lost", ("asked", "sent", "lost")),
        ("timed_out", ("asked", "timed_out")),
    ],
)
def test_an_entry_is_found_by_what_came_of_it_and_by_nothing_else(outcome: str, steps: tuple[str, ...]) -> None:
    key = command(*steps)
    line("denied", "listen")

    found = {
        each: [entry.key for entry in activity.page(EVERYTHING, SAM, Wanted(outcome=each)).entries]
        for each in ("asked", "deferred", "confirmed", "refused", "lost", "timed_out")
    }

    assert {each for each, keys in found.items() if keys} == {outcome}
    assert found[outcome] == [str(key)]


@pytest.mark.usefixtures("database")
def test_pages_go_on_where_the_last_one_ended_though_many_came_in_one_moment() -> None:
    keys = [str(line(at=NOON + timedelta(seconds=number // 4)).pk) for number in range(11)]
    seen: list[str] = []
    before = 0
    while True:
        read = activity.page(EVERYTHING, SAM, Wanted(), before=before, size=3)
        seen += [entry.key for entry in read.entries]
        before = read.before
        if not before:
            break

    assert seen == keys[::-1]
    assert [entry.key for entry in activity.every(EVERYTHING, SAM, Wanted(), size=2)] == keys[::-1]


@pytest.mark.usefixtures("database")
def test_a_command_stands_once_however_its_lines_lie_among_others() -> None:
    first = command("asked", "sent", "confirmed")
    second = command("asked", "sent", "confirmed", after=0.5)

    read = activity.page(EVERYTHING, SAM, Wanted(), size=1)

    assert [entry.key for entry in read.entries] == [str(second)]
    assert len(read.entries[0].lines) == 3
    rest = activity.page(EVERYTHING, SAM, Wanted(), before=read.before, size=1)
    assert ([entry.key for entry in rest.entries], rest.before) == ([str(first)], 0)


@pytest.mark.usefixtures("database")
def test_before_a_line_that_was_pruned_there_is_nothing() -> None:
    line()

    assert activity.page(EVERYTHING, SAM, Wanted(), before=10**9).entries == []


@pytest.mark.usefixtures("database")
def test_somebody_who_is_nobody_and_an_agent_who_is_none_find_nothing() -> None:
    line()

    assert activity.page(EVERYTHING, SAM, Wanted(people=frozenset())).entries == []
    assert activity.page(EVERYTHING, SAM, Wanted(subjects=frozenset())).entries == []


@pytest.mark.usefixtures("database")
def test_an_agent_can_be_told_who_listened_and_only_what_came_true() -> None:
    command("asked", "sent", "refused")
    lasts = command("asked", "sent", "confirmed", after=10)
    ended = command("asked", "sent", "confirmed", "ended", after=20)
    command("asked", "sent", "confirmed", after=30, subject="cisco:1002")
    command("asked", "sent", "confirmed", action="ready", after=40)
    alone = line("ended", "listen", at=NOON + timedelta(seconds=50), details={"since": NOON.isoformat()})

    told = activity.listens_of("cisco:1001", NOON)

    assert [entry.key for entry in told] == [str(alone.pk), str(ended), str(lasts)]
    assert [entry.heard_until is None for entry in told] == [False, False, True]
    assert activity.listens_of("cisco:1001", NOON + timedelta(seconds=15)) == told[:2]
