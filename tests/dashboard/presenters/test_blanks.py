"""Forms with blanks, and the one place for ids."""

from hypothesis import given
from hypothesis import strategies as st

from dashboard.presenters.blanks import Blanks
from dashboard.presenters.ids import agent_url, row_id

FORM = Blanks("100 % of \ue000name\ue001: \ue000time\ue001, \ue000name\ue001", late=("time",))


@given(st.text(), st.text())
def test_a_form_filled_in_two_steps_holds_both_values_as_they_are(name: str, time: str) -> None:
    assert FORM.finish(FORM.prepare({"name": name}), {"time": time}) == f"100 % of {name}: {time}, {name}"


def test_a_prepared_form_can_be_finished_again() -> None:
    prepared = FORM.prepare({"name": "50 %s"})

    assert FORM.finish(prepared, {"time": "0:01"}) == "100 % of 50 %s: 0:01, 50 %s"
    assert FORM.finish(prepared, {"time": "0:02"}) == "100 % of 50 %s: 0:02, 50 %s"


def test_a_row_is_named_by_source_and_own_id() -> None:
    assert row_id("cisco:1001") == "agent-cisco-1001"
    assert agent_url("cisco:10 01/x") == "/agents/cisco:10%2001%2Fx/"


keys = st.builds("{}:{}".format, st.from_regex(r"\A[a-z0-9-]{1,5}\Z"), st.text(min_size=1, max_size=5))


@given(keys, keys)
def test_two_agents_never_share_an_id(one: str, other: str) -> None:
    assert (row_id(one) == row_id(other)) == (one == other)


@given(keys)
def test_an_id_needs_no_escaping(key: str) -> None:
    assert row_id(key).replace("-", "").replace("_", "").isalnum()
    assert row_id(key).isascii()
