"""Past calls in words."""

import pytest

from cti_bridge.floor.lookups import CallFate, PastCall
from dashboard.presenters.policies import Policies
from dashboard.presenters.queue_calls import past_calls_shown


@pytest.mark.parametrize("fate", CallFate)
def test_whatever_became_of_a_call_has_words_of_its_own(fate: CallFate) -> None:
    [shown] = past_calls_shown([PastCall(began=None, seconds=None, fate=fate)], Policies())

    assert shown.word
    assert shown.word not in {"full", "joinempty", "leaveempty", "divert_ca_ratio", "divert_waittime"}


def test_no_two_fates_read_the_same() -> None:
    shown = past_calls_shown([PastCall(began=None, seconds=1, fate=fate) for fate in CallFate], Policies())

    assert len({call.word for call in shown}) == len(CallFate)


def test_what_the_system_does_not_say_is_a_dash() -> None:
    [shown] = past_calls_shown([PastCall(began=None, seconds=None, fate=CallFate.MISSED)], Policies())

    assert (shown.time, shown.lasted, shown.whom) == ("–", "–", "–")


def test_a_number_is_masked_unless_the_site_says_otherwise() -> None:
    call = PastCall(began=None, seconds=61, fate=CallFate.UNKNOWN, caller="+49 40 1234552", said="gone to +49401234552")

    [masked], [open_] = past_calls_shown([call], Policies()), past_calls_shown([call], Policies(mask_numbers=False))

    assert "1234552" not in masked.whom + masked.said
    assert open_.whom == "+49 40 1234552"
