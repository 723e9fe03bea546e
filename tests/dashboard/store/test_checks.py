"""A connection test is asked once, carried out by one bridge, shown as it goes, and never waited for in vain."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from cti_bridge.connector import Step
from dashboard.access import ADMINISTRATORS, scope_of
from dashboard.models import ConnectionTest, Person, TrailLine
from dashboard.store import checks
from tests.dashboard.store.asking import Hints
from tests.dashboard.store.floors import NINE, Reader, revision, shown

pytestmark = pytest.mark.usefixtures("database")

BRIDGE = "web1:4711:1f9c2ab0"
NAME = Step(name="Name: broker.example.com", ok=True, said="10.0.0.7")
PORT = Step(name="Port: broker.example.com:61613", ok=False, said="Nothing listens there.", mend="Start the broker.")


def after(seconds: float) -> datetime:
    return NINE + timedelta(seconds=seconds)


@pytest.fixture
def eve(database: str) -> Person:
    """Eve administrates."""
    return Person.objects.create(username="eve", role="administrator")


@pytest.fixture
def asked(eve: Person, hints: Hints) -> UUID:
    """Eve asked for a test at nine."""
    return checks.ask("cisco", by=eve, publish=hints, now=lambda: NINE).pk


def row() -> dict[str, object]:
    """What pages show of it."""
    values: dict[str, object] = shown("desk")["check", "cisco"]
    return values


def lines() -> list[tuple[str, str, str, dict[str, object]]]:
    return [(line.action, line.step, line.subject, line.details) for line in TrailLine.objects.order_by("pk")]


def test_its_steps_stand_on_the_desk_as_they_are_done(asked: UUID) -> None:
    assert checks.claim(["cisco", "xivo"], BRIDGE, after(1)) == [(asked, "cisco")]
    checks.add_step(asked, NAME, after(2))
    first = row()
    checks.add_step(asked, PORT, after(3))
    checks.end(asked, after(4), works=False)

    name = {"name": NAME.name, "ok": True, "said": "10.0.0.7", "mend": "", "at": "2026-11-20T09:00:02+00:00"}
    assert (first["steps"], first["begun"], first["ended"]) == ([name], "2026-11-20T09:00:01Z", None)
    assert [step["name"] for step in row()["steps"]] == [NAME.name, PORT.name]  # type: ignore[attr-defined]
    assert (row()["works"], row()["ended"]) == (False, "2026-11-20T09:00:04Z")
    assert lines() == [
        ("check", "asked", "cisco", {}),
        ("check", "ended", "cisco", {"works": False, "said": f"{PORT.name}: {PORT.said}"}),
    ]


def test_administrators_alone_are_told_of_it(asked: UUID, eve: Person, sam: Person) -> None:
    assert {team for _, team, _ in Reader("desk").rows} == {ADMINISTRATORS}
    assert (scope_of(eve).sees_personal(ADMINISTRATORS), scope_of(sam).sees_personal(ADMINISTRATORS)) == (True, False)


def test_who_asks_while_one_is_open_gets_that_one(asked: UUID, eve: Person, hints: Hints) -> None:
    checks.claim(["cisco"], BRIDGE, after(1))

    assert checks.ask("cisco", by=eve, publish=hints, now=lambda: after(30)).pk == asked
    assert hints.heard == [{"desk", "commands"}]


def test_a_new_one_takes_the_place_of_one_that_is_over(asked: UUID, eve: Person, hints: Hints) -> None:
    checks.claim(["cisco"], BRIDGE, after(1))
    checks.add_step(asked, NAME, after(2))
    checks.end(asked, after(3), works=True)

    again = checks.ask("cisco", by=eve, publish=hints, now=lambda: after(4))

    assert checks.newest("cisco") == again
    assert (ConnectionTest.objects.count(), row()["steps"], row()["begun"]) == (1, [], None)


def test_one_bridge_alone_gets_it_and_only_one_that_follows_such_integrations(asked: UUID) -> None:
    assert checks.claim(["xivo"], "other:1:a", after(1)) == []
    assert checks.claim(["cisco"], BRIDGE, after(1)) == [(asked, "cisco")]
    assert checks.claim(["cisco"], "other:1:a", after(1)) == []
    assert ConnectionTest.objects.get().holder == BRIDGE


def test_what_no_bridge_takes_within_ten_seconds_says_so(asked: UUID) -> None:
    assert checks.end_orphans(after(10)) == 0
    assert checks.end_orphans(after(10.1)) == 1

    assert (row()["said"], row()["works"]) == ("No bridge took it: is run_bridge running?", False)
    assert checks.claim(["cisco"], BRIDGE, after(11)) == []
    before = revision("desk")
    assert (checks.end_orphans(after(12)), revision("desk")) == (0, before)


def test_one_whose_bridge_has_been_silent_for_a_minute_is_over(asked: UUID) -> None:
    checks.claim(["cisco"], BRIDGE, after(9))
    checks.add_step(asked, NAME, after(30))

    assert checks.end_orphans(after(90)) == 0
    assert checks.end_orphans(after(90.1)) == 1

    assert row()["said"] == "The bridge that carried it out is gone."
    assert not checks.add_step(asked, PORT, after(91))
    assert not checks.end(asked, after(91), works=True)
    assert row()["works"] is False


def test_a_late_one_does_not_stand_in_the_way(asked: UUID, eve: Person, hints: Hints) -> None:
    again = checks.ask("cisco", by=eve, publish=hints, now=lambda: after(11))

    assert again.pk != asked
    assert [step for _, step, _, _ in lines()] == ["asked", "ended", "asked"]


def test_the_tests_of_a_deleted_integration_stand_on_no_page(asked: UUID) -> None:
    reader = Reader("desk")

    checks.forget("cisco")

    assert (reader.catch_up(), checks.newest("cisco")) == ({}, None)


def test_of_what_a_system_says_to_a_step_only_what_a_person_reads_is_kept(asked: UUID) -> None:
    checks.claim(["cisco"], BRIDGE, after(1))
    checks.add_step(asked, Step(name="Sign-in", ok=False, said="No\0: " + "x" * 100_000), after(2))
    checks.end(asked, after(3), works=False)

    said = row()["steps"][0]["said"]  # type: ignore[index]
    assert (said[:4], len(said)) == ("No: ", checks.LONGEST_SAID)
    assert len(str(lines()[-1])) < 2 * checks.LONGEST_SAID
