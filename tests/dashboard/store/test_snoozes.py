"""What a person put off: theirs alone, ten minutes, on the desk until it is over."""

from datetime import UTC, datetime, timedelta

import pytest

from dashboard.models import FloorRow, Person, Snooze
from dashboard.store import snoozes
from dashboard.store.bodies import decode
from dashboard.store.hints import unheard

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ADA = "agent cisco:1001"


def put_off(person: Person, about: str = ADA, at: datetime = NOON) -> Snooze:
    return snoozes.put_off(person, about, publish=unheard, now=lambda: at)


def on_the_desk() -> dict[str, str]:
    """The rows that stand, by team: what each is about."""
    rows = FloorRow.objects.filter(kind="snooze", gone=False)
    return {row.team: decode(row.kind, row.body)["about"] for row in rows}


def test_it_lasts_ten_minutes_and_is_told_to_nobody_else(sam: Person) -> None:
    snooze = put_off(sam)

    assert snooze.until == NOON + timedelta(minutes=10)
    assert on_the_desk() == {f"@{sam.pk}": ADA}


def test_putting_off_again_begins_anew(sam: Person) -> None:
    put_off(sam)
    put_off(sam, at=NOON + timedelta(minutes=8))

    assert Snooze.objects.get().until == NOON + timedelta(minutes=18)


def test_what_is_over_is_taken_down_and_the_rest_stands(sam: Person, lea: Person) -> None:
    put_off(sam)
    put_off(lea, at=NOON + timedelta(minutes=5))

    assert snoozes.end_ended(NOON + timedelta(minutes=9)) == 0
    assert snoozes.end_ended(NOON + timedelta(minutes=10)) == 1
    assert on_the_desk() == {f"@{lea.pk}": ADA}
    assert Snooze.objects.get().person == lea.pk


def test_one_is_taken_back_or_all_of_ones_own(sam: Person, lea: Person) -> None:
    for about in (ADA, "queue cisco:Sales", "hand cisco:1002"):
        put_off(sam, about)
    put_off(lea)

    assert snoozes.take_back(sam, ADA, publish=unheard) == 1
    assert snoozes.take_back(sam, publish=unheard) == 2
    assert on_the_desk() == {f"@{lea.pk}": ADA}
