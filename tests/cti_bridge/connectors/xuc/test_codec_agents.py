"""An agent's state as XUC tells it: its call, its recording, and since when."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.cti_bridge.connectors.xuc import samples
from tests.cti_bridge.connectors.xuc.reading import NOW, read


@pytest.mark.parametrize(("name", "payload"), samples.STATES.items())
def test_each_state_is_read(name, payload):
    state = read("AgentStateEvent", payload)

    assert (state.name, state.agent_id, state.phone_nb, state.cause) == (name, 19, "1000", "available")
    assert state.queues == (8, 14, 170, 4, 1)


def test_a_call_has_its_direction_its_kind_and_its_recording():
    state = read("AgentStateEvent", samples.ON_CALL)

    assert (state.acd, state.direction, state.call_type, state.monitor_state) == (
        False, "Incoming", "External", "ACTIVE",
    )  # fmt: skip


def test_since_is_seconds_ago():
    assert read("AgentStateEvent", samples.STATES["AgentOnWrapup"]).began_at(NOW) == NOW - timedelta(seconds=2)


def test_since_is_a_moment_when_it_is_as_large_as_one():
    signed_in = datetime(2015, 2, 13, 15, 3, 7, tzinfo=UTC)

    assert read("AgentStateEvent", samples.SIGNED_IN).began_at(signed_in + timedelta(hours=3)) == signed_in


@pytest.mark.parametrize("since", ["null", "1e300", "-1e300", "9999999999"])
def test_a_since_that_says_nothing_is_not_guessed(since):
    assert read("AgentStateEvent", f'{{"name":"AgentReady","agentId":1,"since":{since}}}').began_at(NOW) is None


@pytest.mark.parametrize("since", ["-5", str(int(NOW.timestamp()) + 60)])
def test_nothing_begins_after_now(since):
    assert read("AgentStateEvent", f'{{"name":"AgentReady","agentId":1,"since":{since}}}').began_at(NOW) == NOW


@pytest.mark.parametrize("phone", ["null", '"null"', '""'])
def test_no_phone_is_no_phone(phone):
    assert read("AgentStateEvent", f'{{"name":"AgentLoggedOut","agentId":1,"phoneNb":{phone}}}').phone_nb == ""


def test_a_state_that_nobody_knows_yet_keeps_its_name():
    assert read("AgentStateEvent", '{"name":"AgentOnMoon","agentId":1}').name == "AgentOnMoon"
