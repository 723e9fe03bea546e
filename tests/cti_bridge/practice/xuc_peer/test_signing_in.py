"""Agents are signed in on a line, and out again; a line that another agent has is taken over."""

from collections.abc import Callable

import pytest

from cti_bridge.practice.xuc_peer import Peer
from tests.cti_bridge.practice.xuc_peer.desk import Desk, contents, states


@pytest.fixture
def feed(desk: Callable[[str], Desk]) -> Desk:
    """The feed's desk, following agents."""
    feed = desk("feed")
    feed.ask("subscribeToAgentEvents")
    return feed


def test_a_sign_out_keeps_the_line_for_the_next_sign_in(feed: Desk) -> None:
    assert states(feed.ask("agentLogout", agentid=19)) == [(19, "AgentLoggedOut", "")]

    told = contents(feed.ask("agentLogin", agentid=19), "AgentStateEvent")

    assert [(one["name"], one["phoneNb"]) for one in told] == [("AgentLogin", "1001"), ("AgentReady", "1001")]
    assert told[0]["since"] > 10**9  # an epoch, as on the vendor's page
    assert told[1]["since"] == 0


def test_an_unknown_line_is_an_error_to_who_asked(feed: Desk, sam: Desk) -> None:
    feed.ask("agentLogout", agentid=19)

    told = feed.ask("agentLogin", agentphonenumber="5555", agentid=19)

    assert told == [("AgentError", {"Error": "PhoneNumberUnknown"})]
    assert sam.hears() == []


def test_who_is_in_on_another_line_stays_there(feed: Desk, peer: Peer) -> None:
    told = feed.ask("agentLogin", agentphonenumber="9003", agentid=19)

    assert told == [("AgentError", {"Error": "LoggedInOnAnotherPhone", "phoneNb": "1001", "RequestedNb": "9003"})]
    assert peer.presence_of(19).phone == "1001"


def test_who_is_in_on_that_line_already_stays(feed: Desk) -> None:
    assert feed.ask("agentLogin", agentphonenumber="1001", agentid=19) == []


def test_a_line_is_taken_over_and_who_had_it_is_signed_out(feed: Desk) -> None:
    feed.ask("agentLogout", agentid=19)

    told = states(feed.ask("agentLogin", agentphonenumber="1002", agentid=19))

    assert told == [
        (20, "AgentLoggedOut", ""),
        (19, "AgentLogin", ""),
        (19, "AgentReady", "available"),
    ]
