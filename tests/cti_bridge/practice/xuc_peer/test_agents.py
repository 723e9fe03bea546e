"""What happens to agents: states, pauses, sign-ins and recordings, told by events and never acknowledged."""

from collections.abc import Callable

import pytest

from cti_bridge.practice.xuc_peer import Peer, Settings, World, a_site
from cti_bridge.practice.xuc_peer.model import CallType, Direction, Monitor, Talk
from tests.cti_bridge.practice.xuc_peer.conftest import StartPeer
from tests.cti_bridge.practice.xuc_peer.desk import Clock, Desk, contents, states, token_of


@pytest.fixture
def feed(desk: Callable[[str], Desk]) -> Desk:
    """The feed's desk, following agents."""
    feed = desk("feed")
    feed.ask("subscribeToAgentEvents")
    return feed


def test_whoever_asks_is_told_every_agents_state_with_its_age(feed: Desk, clock: Clock) -> None:
    clock.turn(90)

    told = contents(feed.ask("getAgentStates"), "AgentStateEvent")

    assert len(told) == 26
    assert {one["name"] for one in told} == {"AgentReady", "AgentLoggedOut"}
    (anna,) = [one for one in told if one["agentId"] == 19]
    assert (anna["phoneNb"], anna["since"], anna["queues"]) == ("1001", 90, [3, 14, 170])


def test_a_line_that_is_not_known_is_null_or_the_word(clock: Clock) -> None:
    with Peer(a_site(clock=clock, signed_in=False)) as peer:
        desk = Desk.of(peer, "feed")
        told = contents(desk.ask("getAgentStates"), "AgentStateEvent")
        desk.close()

    assert {one["phoneNb"] for one in told} == {None, "null"}


def test_states_may_come_before_the_agents(start: StartPeer) -> None:
    peer = start(Settings(states_before_lists=True))
    desk = Desk(peer, f"/xuc/api/2.0/cti?token={token_of(peer, 'feed')}")

    assert len(contents(desk.hears(), "AgentStateEvent")) == 26
    desk.close()


def test_a_pause_with_its_reason_and_its_end_are_told(feed: Desk) -> None:
    assert states(feed.ask("pauseAgent", agentid=19, reason="lunch")) == [(19, "AgentOnPause", "lunch")]
    assert states(feed.ask("unpauseAgent", agentid=19)) == [(19, "AgentReady", "available")]


def test_who_has_not_subscribed_is_not_told(feed: Desk, sam: Desk) -> None:
    feed.ask("pauseAgent", agentid=19)

    assert sam.hears() == []


def test_an_agents_own_desk_is_told_without_asking(feed: Desk, desk: Callable[[str], Desk]) -> None:
    anna = desk("agent19")

    feed.ask("pauseAgent", agentid=20)
    feed.ask("pauseAgent", agentid=19)

    assert [agent for agent, _, _ in states(anna.hears())] == [19]


def test_without_an_agent_it_is_the_own(desk: Callable[[str], Desk]) -> None:
    anna = desk("agent19")

    assert states(anna.ask("pauseAgent", reason="break")) == [(19, "AgentOnPause", "break")]


@pytest.mark.parametrize(
    ("state", "command"),
    [
        ("AgentOnPause", "pauseAgent"),
        ("AgentReady", "unpauseAgent"),
        ("AgentOnCall", "pauseAgent"),
        ("AgentRinging", "agentLogout"),
        ("AgentOnWrapup", "agentLogout"),
        ("AgentLoggedOut", "pauseAgent"),
        ("AgentOnCall", "monitorPause"),
    ],
)
def test_what_a_state_does_not_allow_is_passed_over_in_silence(
    feed: Desk, peer: Peer, state: str, command: str
) -> None:
    peer.set_state(19, state)
    feed.hears()

    assert feed.ask(command, agentid=19) == []
    assert peer.state_of(19) == state


def test_nobody_acts_on_an_agent_who_is_not_there(feed: Desk) -> None:
    for command in ("agentLogin", "agentLogout", "pauseAgent", "unpauseAgent", "listenAgent", "monitorPause"):
        assert feed.ask(command, agentid=4711) == []


def test_the_older_pause_is_a_user_status(desk: Callable[[str], Desk]) -> None:
    anna = desk("agent19")

    assert states(anna.ask("userStatusUpdate", status="lunch")) == [(19, "AgentOnPause", "lunch")]
    assert states(anna.ask("userStatusUpdate", status="meeting")) == [(19, "AgentOnPause", "meeting")]
    assert anna.ask("userStatusUpdate", status="away") == []
    assert states(anna.ask("userStatusUpdate", status="available")) == [(19, "AgentReady", "available")]
    assert anna.ask("userStatusUpdate", status="asleep") == [("Error", {"Error": "no such status"})]


def test_a_call_is_told_with_its_kind_and_where_it_comes_from(feed: Desk, peer: Peer) -> None:
    peer.start_call(19, Talk(direction=Direction.OUTGOING, type=CallType.INTERNAL, other="1002"), answered=False)
    assert [name for _, name, _ in states(feed.hears())] == ["AgentDialing"]

    peer.answer_call(19)

    (told,) = contents(feed.hears(), "AgentStateEvent")
    assert (told["name"], told["acd"], told["direction"], told["callType"]) == (
        "AgentOnCall",
        False,
        "Outgoing",
        "Internal",
    )
    assert "monitorState" not in told


def test_a_recording_is_paused_and_goes_on(feed: Desk, peer: Peer) -> None:
    peer.start_call(19, Talk(acd=True, monitor=Monitor.ACTIVE))
    feed.hears()

    for command, state in (("monitorPause", "PAUSED"), ("monitorUnpause", "ACTIVE")):
        (told,) = contents(feed.ask(command, agentid=19), "AgentStateEvent")
        assert told["monitorState"] == state
    assert feed.ask("monitorUnpause", agentid=19) == []


def test_after_a_call_comes_wrap_up_or_what_was_before(feed: Desk, peer: Peer) -> None:
    peer.start_call(19)
    peer.start_call(20)
    assert states(feed.hears())[:2] == [(19, "AgentRinging", "available"), (19, "AgentOnCall", "available")]

    peer.end_call(19, wrap_up=True)
    peer.end_call(20)

    assert states(feed.hears()) == [(19, "AgentOnWrapup", "available"), (20, "AgentReady", "available")]


def test_a_days_times_are_told_at_once_and_whenever_they_change(feed: Desk, peer: Peer, clock: Clock) -> None:
    clock.turn(60)
    (first, *_) = [one for one in contents(feed.ask("subscribeToAgentStats"), "AgentStatistics") if one["id"] == 19]
    clock.turn(40)

    (after,) = contents(feed.ask("pauseAgent", agentid=19), "AgentStatistics")

    assert {one["name"]: one["value"] for one in first["statistics"]}["AgentReadyTotalTime"] == 60
    named = {one["name"]: one["value"] for one in after["statistics"]}
    assert (named["AgentReadyTotalTime"], named["AgentPausedTotalTime"]) == (100, 0)
    assert named["LoginDateTime"] == "2026-11-20T09:00:00.000+00:00"


def test_the_directory_has_everybody_with_their_state(feed: Desk) -> None:
    ((kind, content),) = feed.ask("getAgentDirectory")

    assert kind == "AgentDirectory"
    assert len(content["directory"]) == 26
    anna = next(one for one in content["directory"] if one["agent"]["id"] == 19)
    assert (anna["agent"]["userId"], anna["agentState"]["name"]) == (186, "AgentReady")


def test_a_site_may_be_larger(clock: Clock) -> None:
    world: World = a_site(clock=clock, agents=900, queues=50)

    assert (len(world.agents), len(world.queues)) == (902, 50)
    for attribute in ("phone", "number", "user_id"):
        assert len({getattr(agent, attribute) for agent in world.agents.values()}) == 902
    assert len({(agent.first, agent.last) for agent in world.agents.values()}) == 902
