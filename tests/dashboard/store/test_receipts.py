"""What became of a message for one recipient: each step has its time once, whatever screens say in whatever order."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.models import Person, Receipt
from dashboard.store import messages, receipts
from dashboard.store.receipts import Step
from tests.dashboard.store.asking import TEAM, Hints
from tests.dashboard.store.floors import NINE, Reader
from tests.dashboard.store.telling import (
    LASTS,
    clock,
    confirmed,
    delivered,
    desk,
    open_floor,
    people,
    receipt,
    seen,
    sends,
    steps_of,
)

pytestmark = pytest.mark.usefixtures("database")
SOON = NINE + timedelta(seconds=30)


@pytest.fixture
def ada(database: str) -> Person:
    """Ada, on the floor with Ben."""
    open_floor()
    return people()["ada"]


def counts() -> dict[str, int]:
    """What supervisors of the team are told."""
    (row,) = desk("message").values()
    return {name: row[name] for name in ("to", "delivered", "seen", "confirmed")}


def test_confirmed_was_seen_and_delivered(sam: Person, hints: Hints, ada: Person) -> None:
    message = sends(sam, hints)

    assert confirmed(ada, [message.pk], publish=hints, now=clock(SOON)) == 1

    found = receipt(message, ada)
    assert (found.delivered_at, found.seen_at, found.confirmed_at, found.way) == (SOON, SOON, SOON, "page")
    assert counts() == {"to": 2, "delivered": 1, "seen": 1, "confirmed": 1}
    assert desk("told")[f"{message.pk}:{ada.pk}"]["confirmed"] == "2026-11-20T09:00:30Z"
    assert hints.heard == [{"desk"}, {"desk"}]


def test_a_second_screen_changes_nothing_and_tells_nobody(sam: Person, hints: Hints, ada: Person) -> None:
    message = sends(sam, hints)
    confirmed(ada, [message.pk], publish=hints, now=clock(NINE))
    before, heard = Reader("desk").revision, len(hints.heard)

    for again in (delivered, seen, confirmed):
        assert again(ada, [message.pk], publish=hints, now=clock(SOON)) == 0

    assert receipt(message, ada).confirmed_at == NINE
    assert (Reader("desk").revision, len(hints.heard)) == (before, heard)


def test_several_messages_are_one_transaction_and_one_hint(sam: Person, hints: Hints, ada: Person) -> None:
    first, second = sends(sam, hints), sends(sam, hints, must_confirm=False)
    before = Reader("desk").revision

    assert delivered(ada, [first.pk, second.pk, uuid4()], publish=hints, now=clock(SOON)) == 2

    assert Reader("desk").revision == before + 1
    assert len(hints.heard) == 3


@pytest.mark.parametrize("count", [1, 7])
def test_it_costs_the_same_however_many_messages_are_seen_at_once(
    sam: Person, hints: Hints, ada: Person, count: int
) -> None:
    several = [sends(sam, hints).pk for _ in range(count)]

    with CaptureQueriesContext(connection) as asked:
        assert seen(ada, several, publish=hints, now=clock(SOON)) == count

    statements = [one["sql"] for one in asked if "INSERT" not in one["sql"]]
    assert len(statements) <= 11
    assert [row["seen"] for row in desk("message").values()] == [1] * count


def test_where_none_is_asked_for_a_confirmation_is_a_look(sam: Person, hints: Hints, ada: Person) -> None:
    message = sends(sam, hints, must_confirm=False)

    assert confirmed(ada, [message.pk], publish=hints, now=clock(SOON)) == 1
    assert confirmed(ada, [message.pk], publish=hints, now=clock(SOON)) == 0

    assert steps_of(message, ada) == ["delivered", "seen"]


def test_nobody_answers_for_somebody_else(sam: Person, hints: Hints, ada: Person) -> None:
    message = sends(sam, hints)

    assert confirmed(sam, [message.pk], publish=hints, now=clock(SOON)) == 0
    assert not Receipt.objects.exclude(confirmed_at=None).exists()


@pytest.mark.parametrize("late", [9, 11])
def test_what_was_pressed_in_the_last_moment_counts_and_brings_nothing_back(
    sam: Person, hints: Hints, ada: Person, late: int
) -> None:
    message = sends(sam, hints)
    messages.delete(message, by=sam, publish=hints, now=clock(NINE))

    confirmed(ada, [message.pk], publish=hints, now=clock(NINE + timedelta(seconds=late)))

    assert steps_of(message, ada) == (["delivered", "seen", "confirmed"] if late < 10 else [])
    assert (desk("told"), desk("message")) == ({}, {})


DEEDS = (delivered, seen, confirmed, messages.resend)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(-5, 60)), max_size=10), st.booleans())
def test_receipts_never_go_backwards(
    sam: Person, hints: Hints, ada: Person, deeds: list[tuple[Callable[..., object], int]], must_confirm: bool
) -> None:
    """Two screens, on machines whose clocks differ, tell what they like in any order; a supervisor sends it again."""
    message = sends(sam, hints, must_confirm=must_confirm, lasts=LASTS)
    was: dict[str, Any] = {}
    for deed, seconds in deeds:
        at = clock(NINE + timedelta(seconds=seconds))
        if deed == messages.resend:
            messages.resend(message, by=sam, sees_team=lambda _: True, publish=hints, now=at)
        else:
            deed(ada, [message.pk], publish=hints, now=at)

        found = receipt(message, ada)
        stands = {step: getattr(found, f"{step}_at") for step in ("delivered", "seen", "confirmed")}
        assert {step: time for step, time in stands.items() if step in was} == was
        was = {step: time for step, time in stands.items() if time}
        times = list(was.values())
        assert list(was) == ["delivered", "seen", "confirmed"][: len(was)]
        assert times == sorted(times)
        row = desk("message")[f"{message.pk}:{TEAM}"]
        assert [row[step] for step in ("delivered", "seen", "confirmed")] == [int(step in was) for step in stands]


@pytest.mark.parametrize("count", [1, 40])
def test_a_message_that_reaches_many_in_the_same_moment_is_written_as_if_it_reached_one(
    sam: Person, hints: Hints, ada: Person, count: int
) -> None:
    message = sends(sam, hints)
    Receipt.objects.bulk_create(
        Receipt(message=message, person=1000 + n, agent=f"cisco:{n}", team=TEAM, addressed_at=NINE)
        for n in range(count)
    )
    everybody = [*range(1000, 1000 + count), ada.pk]
    reports = [receipts.Report(person=person, message=message.pk, step=Step.SEEN) for person in everybody]
    before = Reader("desk").revision

    with CaptureQueriesContext(connection) as asked:
        assert receipts.note([*reports, *reports], publish=hints, now=clock(SOON)) == count + 1

    assert len([one for one in asked if "INSERT" not in one["sql"]]) <= 10
    assert Reader("desk").revision == before + 1
    assert counts() == {"to": 2 + count, "delivered": 1 + count, "seen": 1 + count, "confirmed": 0}


def test_of_people_who_report_together_each_answers_for_what_they_have(sam: Person, hints: Hints, ada: Person) -> None:
    first, second = sends(sam, hints), sends(sam, hints)
    ben = Person.objects.get(username="ben")
    reports = [
        receipts.Report(person=ada.pk, message=first.pk, step=Step.SEEN),
        receipts.Report(person=ben.pk, message=second.pk, step=Step.SEEN),
        receipts.Report(person=ben.pk, message=first.pk, step=Step.DELIVERED),
    ]

    assert receipts.note(reports, publish=hints, now=clock(SOON)) == 3

    assert (steps_of(first, ada), steps_of(second, ada)) == (["delivered", "seen"], [])
    assert (steps_of(first, ben), steps_of(second, ben)) == (["delivered"], ["delivered", "seen"])
