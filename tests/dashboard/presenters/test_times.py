"""Days, times and spans are written by the custom of the reader's language."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone, translation

from dashboard.presenters.field_changes import field_changes
from dashboard.presenters.times import day, day_and_time, span, whole_day

AT = datetime(2026, 11, 20, 9, 5, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "short", "whole"),
    [
        ("en", "20 Nov, 09:05", "Friday, 20 November 2026"),
        ("de", "20. Nov., 09:05", "Freitag, 20. November 2026"),
        ("fr", "20 nov., 09:05", "Vendredi 20 novembre 2026"),
        ("es", "20 nov, 09:05", "Viernes, 20 de noviembre de 2026"),
    ],
)
def test_a_day_is_written_as_its_reader_writes_it(language: str, short: str, whole: str) -> None:
    with translation.override(language), timezone.override(UTC):
        assert day_and_time(AT) == short
        assert whole_day(AT) == whole


def test_french_june_and_july_can_be_told_apart() -> None:
    with translation.override("fr"):
        assert [day(date(2026, month, 1)) for month in (6, 7)] == ["1 juin", "1 juil."]


@pytest.mark.parametrize(
    ("language", "said"), [("en", "0.4 s"), ("de", "0,4 s"), ("fr", "0,4\u00a0s"), ("es", "0,4 s")]
)
def test_a_short_span_has_the_readers_decimal_mark(language: str, said: str) -> None:
    with translation.override(language):
        assert span(0.42) == said
        assert span(65) == "1:05"


def test_until_when_somebody_is_lent_is_a_day_and_not_a_machines_stamp() -> None:
    with translation.override("de"):
        change = field_changes({"lent": {}}, {"lent": {"cisco:5000": "2026-11-30"}})[0]

    assert change.after == "cisco:5000: 30. Nov. 2026"
