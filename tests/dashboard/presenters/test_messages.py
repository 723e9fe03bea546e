"""A message as its page shows it: who is how far, by name, each person once."""

from datetime import UTC, datetime, timedelta

import pytest

from dashboard.models import Message, Receipt
from dashboard.presenters.messages import shown
from dashboard.store.sent import Sent

NINE = datetime(2026, 11, 20, 9, tzinfo=UTC)
STEPS = ("delivered_at", "seen_at", "confirmed_at")


def receipts(message: Message, count: int) -> tuple[Receipt, ...]:
    """Of every four people one is as far as each step, and one has nothing yet."""
    return tuple(
        Receipt(pk=n, message=message, name=f"Agent {n}", **dict.fromkeys(STEPS[: n % 4], NINE)) for n in range(count)
    )


@pytest.mark.parametrize(
    ("must_confirm", "expected"),
    [
        (True, {"confirmed": 1, "seen": 1, "delivered": 1, "addressed": 1}),
        (False, {"seen": 2, "delivered": 1, "addressed": 1}),
    ],
)
def test_everybody_is_named_once_at_the_step_that_they_are_at(must_confirm: bool, expected: dict[str, int]) -> None:
    message = Message(created_at=NINE, until=NINE + timedelta(hours=1), must_confirm=must_confirm)
    sent = Sent(message=message, author="Sam", receipts=receipts(message, 4))

    far = shown(sent, {}, now=NINE, person=1, acts=True, administers=False).far

    assert {each.step: len(each.people) for each in far} == expected


def test_thousands_of_recipients_are_not_compared_with_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def compared(*_: object) -> bool:
        raise AssertionError("a page for 5,000 recipients took a minute, since each was looked for among the others")

    message = Message(created_at=NINE, until=NINE + timedelta(hours=1), must_confirm=True)
    sent = Sent(message=message, author="Sam", receipts=receipts(message, 100))
    monkeypatch.setattr(Receipt, "__eq__", compared)

    far = shown(sent, {}, now=NINE, person=1, acts=True, administers=False).far

    assert sum(len(each.people) for each in far) == 100
