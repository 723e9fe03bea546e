"""Telephone numbers are masked; names and short extensions are not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.presenters.numbers import masked


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("+49 40 1234552", "+49 40 •••• 552"),
        ("+442079460123", "+44 20 •••• 123"),
        ("004420 7946 0123", "+44 20 •••• 123"),
        ("+1 212 555 0100", "+1 21 •••• 100"),
        ("+35312345678", "+353 12 •••• 678"),
        ("0791234567", "079 •••• 567"),
        ("sip:+4940123456@example.org", "sip:+49 40 •••• 456@example.org"),
        ("M. Keller +49 40 1234552", "M. Keller +49 40 •••• 552"),
        ("5551234", "•••• 234"),
        ("tel:+49-40-1234552", "tel:+49 40 •••• 552"),
        ("call back at 040/123 45-52, please", "call back at 040 •••• 552, please"),
        ("(040) 1234552", "040 •••• 552"),
        ("040–1234–552", "040 •••• 552"),
    ],
)
def test_a_number_keeps_its_country_and_its_last_three_digits(address: str, shown: str) -> None:
    assert masked(address) == shown


@pytest.mark.parametrize("address", ["M. Keller", "4001", "112", "Hotel Adler 24", "", "•", "ab12cd34ef56", "A-20917"])
def test_what_is_no_number_stays(address: str) -> None:
    assert masked(address) == address


@given(st.from_regex(r"\A\+?[1-9][0-9]{7,14}\Z"))
def test_no_more_than_seven_digits_of_any_number_are_ever_shown(number: str) -> None:
    digits = [letter for letter in masked(number) if letter.isdigit()]

    assert len(digits) <= 8
    assert len(digits) < len([letter for letter in number if letter.isdigit()])


_SEPARATORS = st.sampled_from(["", "", "", " ", ".", "-", "/", " (", ") ", "\xa0", "–"])
_WORDS = st.text(st.characters(categories=["L", "Zs"], include_characters=":,;=?"), max_size=12)
_DIGITS_LEFT = re.compile(r"(?:\d[\s().\-/–]*){7,}")


@given(_WORDS, st.sampled_from(["", "+", "tel:", "tel:+"]), st.lists(st.tuples(st.integers(0, 9), _SEPARATORS)), _WORDS)
def test_no_run_of_seven_digits_is_left_in_any_text(
    before: str, opening: str, pieces: list[tuple[int, str]], after: str
) -> None:
    text = before + opening + "".join(f"{digit}{separator}" for digit, separator in pieces) + after

    assert not _DIGITS_LEFT.search(masked(text))
