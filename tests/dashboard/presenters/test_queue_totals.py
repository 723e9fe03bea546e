"""Queues together: sums, the longest of waits, shares from counts; and what cannot be added up (metrics.md)."""

from datetime import UTC, datetime, timedelta
from typing import Any

from dashboard.presenters.queue_cells import level_parts
from dashboard.presenters.queue_totals import Shown, totals
from dashboard.presenters.times import stamp

NINE = datetime(2026, 11, 20, 9, tzinfo=UTC)
NEGATIVE = "abandons_negative 20"


def shown(seconds: float | None = None, rule: str = NEGATIVE, **values: Any) -> Shown:
    told = values if "level" in values else {"level_missing": "not_given", **values}
    return Shown(values=told if seconds is None else {"longest": ago(seconds), **told}, rule=rule, at=NINE)


def ago(seconds: float) -> str:
    return stamp(NINE - timedelta(seconds=seconds))


def total(key: str, *queues: Shown) -> tuple[str, str]:
    """The text of a total, and why it is none."""
    cell = next(cell for cell in totals(queues) if cell.key == key)
    return cell.text, cell.why


def test_those_who_wait_are_added_up() -> None:
    assert total("waiting", shown(waiting=3), shown(waiting=0)) == ("3", "")


def test_a_sum_without_some_queues_is_at_least_so_much_and_says_so() -> None:
    found = total("waiting", shown(waiting=3), shown())

    assert found == ("≥ 3", "Without the queues whose system does not give it: 1.")


def test_what_no_system_gives_is_a_dash() -> None:
    assert total("answered", shown(), shown()) == ("–", "None of these systems gives this figure.")


def test_of_waits_the_longest_is_taken() -> None:
    assert total("longest", shown(30, waiting=1), shown(95, waiting=2), shown(waiting=0)) == ("1:35", "")


def test_where_nobody_waits_no_wait_is_the_longest() -> None:
    assert total("longest", shown(waiting=0), shown(waiting=0)) == ("", "Nobody waits.")


def test_a_wait_of_which_nobody_knows_makes_the_longest_at_least_so_long() -> None:
    assert total("longest", shown(30, waiting=1), shown(waiting=2))[0] == "≥ 0:30"


def test_of_expected_waits_the_longest_is_taken() -> None:
    queues = [shown(figures={"expected_wait_seconds": seconds}) for seconds in (20, 80)]

    assert total("expected-wait", *queues) == ("1:20", "")


def test_percentages_are_made_of_counts_and_never_averaged() -> None:
    small, large = shown(level=(1, 10)), shown(level=(900, 990))

    assert total("level", small, large) == ("90.1 %", "")  # their average would be 50.5 %


def test_levels_that_count_by_different_rules_are_not_added_up() -> None:
    found = total("level", shown(level=(8, 10)), shown(level=(8, 10), rule="answered_only 20"))

    assert found == ("–", "Not added up: these queues count by different rules.")


def test_agents_are_never_added_up_over_queues() -> None:
    found = total("ready", shown(agents={"ready": 4}), shown(agents={"ready": 4}))

    assert found == ("–", "Not added up: one agent may serve several queues.")


def test_minus_one_is_not_known_and_no_count() -> None:
    assert total("answered", shown(figures={"answered": -1}), shown(figures={"answered": 5}))[0] == "≥ 5"


def test_who_waits_too_long_counts_against_the_level_already() -> None:
    told = {"level": (8, 10), "level_lost_after": 20}

    assert level_parts(told | {"longest": ago(20)}, NINE) == (8, 10)  # at just the threshold it is in time
    assert level_parts(told | {"longest": ago(21)}, NINE) == (8, 11)


def test_of_those_of_whom_the_system_told_since_when_they_wait_all_count_who_wait_too_long() -> None:
    queue = shown(300, level=(8, 10), level_lost_after=20, waits=[ago(300), ago(21), ago(20)])

    assert level_parts(queue.values, NINE) == (8, 12)
    assert total("level", queue) == ("66.7 %", "")


def test_with_nobody_counted_but_one_who_waits_too_long_the_level_is_none_of_one() -> None:
    waits = {"level_lost_after": 20, "longest": ago(21)}

    assert level_parts(waits | {"level_missing": "no_data"}, NINE) == (0, 1)
    assert level_parts(waits | {"level_missing": "not_given"}, NINE) is None
