"""What the connection test says is fixed, so that a page can say it in its reader's language."""

import pytest
from django.utils import translation

from cti_bridge import checking
from cti_bridge.connectors.generic_connector import check, check_clocks, check_line, check_sign_in
from cti_bridge.connectors.generic_connector.check_clocks import OwnTimes, clock_step
from cti_bridge.connectors.generic_connector.messages import State
from cti_bridge.transports.reach import Why
from dashboard.presenters.known import SENTENCES, in_words
from tests.cti_bridge.connectors.generic_connector.follower import BERLIN
from tests.cti_bridge.connectors.generic_connector.scripted import START

MODULES = (check, check_clocks, check_line, check_sign_in, checking)


def sentences() -> set[str]:
    """Every sentence that these modules name."""
    named = {value for module in MODULES for value in vars(module).values() if isinstance(value, str)}
    return {text for text in named if text.endswith(".") and "\n" not in text and text[0].isupper()}


def test_every_sentence_is_known_to_pages() -> None:
    by_reason = {text for pair in check_line.WORDS.values() for text in pair}
    docstrings = {module.__doc__ for module in MODULES}

    assert (sentences() | by_reason) - docstrings - SENTENCES == set()


def test_every_reason_for_which_a_host_is_not_reached_has_its_words() -> None:
    assert check_line.WORDS.keys() == set(Why)


@pytest.mark.parametrize(
    ("skew", "ok", "said"),
    [
        (None, True, "It does not tell its time."),
        (0.4, True, "It agrees with ours."),
        (-2.2, True, "It is 2.2 s behind ours."),
        (3.0, False, "It is 3.0 s ahead of ours."),
        (600.0, False, "It is 10 min ahead of ours."),
    ],
)
def test_how_far_a_clock_is_off_is_told_and_failed_only_where_commands_cannot_bear_it(
    skew: float | None, ok: bool, said: str
) -> None:
    step = clock_step("Clock", skew, 2.5)

    assert (step.ok, step.said, bool(step.mend)) == (ok, said, not ok)


def told(**times: str) -> OwnTimes:
    """What Finesse told of 2900's own states, at ten in Berlin (nine UTC)."""
    times_ = OwnTimes("2900", BERLIN, lambda: START)
    for state, at in times.items():
        times_.notice(State("2900", state, "", "", f"2026-11-20 {at}", "Floor", "2900", "4900", ""))
    return times_


def test_a_spell_that_began_before_says_nothing_of_a_clock() -> None:
    assert told(NOT_READY="08:12:00").step(2.5) is None


def test_one_right_time_is_enough() -> None:
    step = told(NOT_READY="08:12:00", LOGOUT="10:00:00").step(2.5)

    assert step is not None
    assert step.ok


@pytest.mark.parametrize(
    ("first", "then", "mend"),
    [
        ("09:00:01", "09:00:03", "Correct the Time zone of this integration"),  # as if its zone were UTC
        ("14:30:00", "14:30:02", "Correct the Time zone of this integration"),  # India's
        ("10:10:00", "10:10:02", "Set both clocks by NTP"),
    ],
)
def test_two_times_that_agree_tell_a_wrong_zone_from_a_wrong_clock(first: str, then: str, mend: str) -> None:
    step = told(NOT_READY=first, LOGOUT=then).step(2.5)

    assert step is not None
    assert not step.ok
    assert step.mend.startswith(mend)


@pytest.mark.parametrize("name", ["Port: cti1.example.com:61613", "Team: North: late", "Clock of the broker"])
def test_a_steps_name_keeps_its_subject_in_every_language(name: str) -> None:
    with translation.override("de"):
        words, colon, subject = in_words(name).partition(": ")

    assert words
    assert colon + subject == name[len(name.partition(": ")[0]) :]
