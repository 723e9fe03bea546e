"""The trail's lines folded into entries: nothing is lost, nothing is told twice, whatever order they come in."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from dashboard.presenters.entries import ENDED, FINAL, ON_THE_WAY, folded

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
COMMANDS = [UUID(int=number) for number in range(1, 4)]


@dataclass
class ALine:
    """A line, as the database gives it."""

    pk: int
    step: str
    at: datetime = NOON
    command: UUID | None = None
    action: str = "listen"
    person: int | None = 7
    role: str = ""
    source: str = "cisco"
    subject: str = "cisco:1001"
    team: str = "cisco:5000"
    why: str = ""
    details: dict[str, Any] = field(default_factory=dict)


def told(*steps: str, action: str = "listen", **details: Any) -> list[ALine]:
    """A command's lines, a second apart; `details` are those of the last one."""
    lines = [
        ALine(number, step, NOON + timedelta(seconds=number), COMMANDS[0], action) for number, step in enumerate(steps)
    ]
    lines[-1].details = details
    return lines


@st.composite
def trails(draw: st.DrawFn) -> list[ALine]:
    """Any lines at all: times that disagree, commands without a beginning or an end, lines by themselves."""
    steps = st.sampled_from([*sorted(FINAL | ON_THE_WAY), ENDED, "opened", "denied"])
    count = draw(st.integers(0, 12))
    return [
        ALine(
            pk=number,
            step=draw(steps),
            at=NOON + timedelta(seconds=draw(st.integers(-60, 60))),
            command=draw(st.sampled_from([None, *COMMANDS])),
            action=draw(st.sampled_from(["listen", "ready", "history"])),
            details=draw(st.sampled_from([{}, {"since": "nonsense"}, {"since": NOON.isoformat()}, {"since": None}])),
        )
        for number in range(count)
    ]


@given(trails(), st.randoms())
def test_every_line_stands_in_exactly_one_entry_whatever_their_order(lines: list[ALine], chance: Any) -> None:
    shuffled = list(lines)
    chance.shuffle(shuffled)

    entries = folded(shuffled)

    assert Counter(line.pk for entry in entries for line in entry.lines) == Counter(line.pk for line in lines)
    assert entries == folded(lines)
    assert len({entry.key for entry in entries}) == len(entries)


@given(trails())
def test_an_entry_always_has_a_beginning_an_outcome_and_no_negative_time(lines: list[ALine]) -> None:
    for entry in folded(lines):
        assert entry.first.pk == min(line.pk for line in entry.lines)
        assert entry.outcome in {line.step for line in entry.lines}
        assert entry.latency is None or entry.latency >= timedelta()
        assert entry.heard_for is None or entry.heard_for >= timedelta()


@given(trails())
def test_entries_come_newest_first(lines: list[ALine]) -> None:
    began = [(entry.first.at, entry.first.pk) for entry in folded(lines)]

    assert began == sorted(began, reverse=True)


def test_what_came_of_it_is_the_final_outcome_and_not_what_ended_later() -> None:
    (entry,) = folded(told("asked", "sent", "confirmed", "ended"))

    assert (entry.outcome, entry.latency) == ("confirmed", timedelta(seconds=2))


def test_a_deferred_one_waits_until_it_came_true() -> None:
    (waiting,) = folded(told("asked", "sent", "deferred"))
    (done,) = folded(told("asked", "sent", "deferred", "confirmed"))

    assert (waiting.outcome, waiting.settled_at) == ("deferred", None)
    assert done.latency == timedelta(seconds=3)


def test_a_listening_began_when_the_system_says_so_and_ended_when_it_was_over() -> None:
    since = (NOON + timedelta(seconds=1.5)).isoformat()

    (entry,) = folded(told("asked", "sent", "confirmed", "ended", since=since, barged=True))

    assert entry.heard_since == NOON + timedelta(seconds=1.5)
    assert entry.heard_for == timedelta(seconds=1.5)
    assert entry.barged


def test_an_end_that_nobody_asked_for_tells_its_listening_by_itself() -> None:
    alone = ALine(1, "ended", NOON, None, details={"since": (NOON - timedelta(minutes=2)).isoformat()})

    (entry,) = folded([alone])

    assert (entry.heard_for, entry.latency, entry.outcome) == (timedelta(minutes=2), None, "ended")


def test_what_is_no_listening_was_heard_by_nobody() -> None:
    (entry,) = folded(told("asked", "sent", "confirmed", action="ready"))

    assert entry.heard_since is None
