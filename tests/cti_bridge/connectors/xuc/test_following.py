"""Following an XUC over a real WebSocket: the floor as it is loaded, what happens on it, loss and return."""

import asyncio
import logging
from datetime import timedelta

import pytest

from cti_bridge.connectors.xuc import follow, keepalive
from cti_bridge.floor.events import AgentStateChanged, QueueChanged
from cti_bridge.floor.model import AgentState, CallState, CallType, FeedState, Recording
from cti_bridge.practice.xuc_peer import Peer, PingAnswer, Settings
from cti_bridge.practice.xuc_peer.model import State
from tests.cti_bridge.connectors.xuc.conftest import StartPeer
from tests.cti_bridge.connectors.xuc.follower import FEED, SAM, Follower, now, session

ANNA, BEN = "xivo:19", "xivo:20"


def floor_of(follower: Follower) -> dict[str, AgentState]:
    return {str(id_): agent.state for id_, agent in follower.floor.agents.items()}


async def test_the_floor_is_loaded_whole(peer: Peer) -> None:
    async with Follower(session(peer.url)) as follower:
        await follower.loaded()

        floor = follower.floor
        assert follower.light() is FeedState.LIVE
        assert {team.name for team in floor.teams.values()} == {"Orders", "Travel", "After sales", "Supervisors"}
        assert floor.agents[ANNA].name == "Anna Keller"
        assert floor.agents[ANNA].state is AgentState.READY
        assert floor.agents[ANNA].extension == "1001"
        assert dict(floor.memberships.by_id[ANNA].queues) == {f"xivo:{q}": p for q, p in peer.queues_of(19).items()}
        assert floor.memberships.by_id[ANNA].default is not None
        assert {code.label for code in floor.reasons.values()} == {"At lunch", "Short break", "Team meeting"}
        assert floor.callback_lists.by_id
        assert floor.callback_periods.by_id
        assert all(queue.waiting == 0 for queue in floor.queues.values())


async def test_it_asks_in_the_order_of_the_vendors_own_client(peer: Peer) -> None:
    async with Follower(session(peer.url)) as follower:
        await follower.loaded()
        told = {"subscribeToQueueStats", "getCallbackLists", "subscribeToAgentStats"}
        await follower.until(lambda: told <= {one.command for one in peer.received("feed")})

        asked = [one.command for one in peer.received("feed") if one.command != "ping"]
        assert asked[:7] == ["getList"] * 5 + ["getAgentStates", "subscribeToAgentEvents"]
        assert asked.count("subscribeToQueueCalls") == 6


async def test_states_before_the_list_of_agents_are_not_lost(start: StartPeer) -> None:
    peer = start(Settings(states_before_lists=True))

    async with Follower(session(peer.url)) as follower:
        await follower.loaded()

        assert AgentState.UNKNOWN not in floor_of(follower).values()


async def test_a_pause_shows_with_its_reason(peer: Peer) -> None:
    async with Follower(session(peer.url)) as follower:
        await follower.loaded()
        await asyncio.to_thread(peer.set_state, 19, State.ON_PAUSE, cause="lunch", seconds=90)
        await follower.until(lambda: floor_of(follower)[ANNA] is AgentState.NOT_READY)

        anna = follower.floor.agents[ANNA]
        assert (anna.reason, anna.reason_label) == ("lunch", "At lunch")


async def test_a_queues_call_shows_from_the_first_ring_to_wrap_up(peer: Peer) -> None:
    async with Follower(session(peer.url)) as follower:
        await follower.settled()
        await asyncio.to_thread(peer.put_caller, 3, "Caller", "0230210082", waited=30)
        await follower.until(lambda: follower.floor.callers.by_id["xivo:3"].callers)
        queue = follower.floor.queues["xivo:3"]
        assert queue.waiting == 1
        assert queue.longest_since is not None
        assert abs(now() - queue.longest_since - timedelta(seconds=30)) < timedelta(seconds=3)

        await asyncio.to_thread(peer.connect_caller, 3, 19)
        await follower.until(lambda: [c.state for c in follower.floor.calls_of(ANNA)] == [CallState.RINGING])
        assert floor_of(follower)[ANNA] is AgentState.RESERVED

        await asyncio.to_thread(peer.answer_call, 19)
        await follower.until(lambda: [c.state for c in follower.floor.calls_of(ANNA)] == [CallState.ACTIVE])
        (call,) = follower.floor.calls_of(ANNA)
        assert (call.type, call.recording) == (CallType.QUEUE, Recording.ON)
        assert not follower.floor.callers.by_id["xivo:3"].callers

        await asyncio.to_thread(peer.end_call, 19, wrap_up=True)
        await follower.until(lambda: floor_of(follower)[ANNA] is AgentState.WRAP_UP)
        assert not follower.floor.calls_of(ANNA)


async def test_a_lost_line_is_opened_again_and_the_floor_is_whole(peer: Peer) -> None:
    async with Follower(session(peer.url)) as follower:
        await follower.loaded()
        since = follower.floor.agents[BEN].since

        peer.drop_all()
        await asyncio.to_thread(peer.set_state, 19, State.ON_PAUSE, cause="break")
        await follower.loaded()

        assert follower.light() is FeedState.LIVE
        assert floor_of(follower)[ANNA] is AgentState.NOT_READY
        assert follower.floor.agents[BEN].since == since  # told a little differently each time


@pytest.mark.parametrize("answer", [PingAnswer.ECHO, PingAnswer.EMPTY])
async def test_a_line_that_answers_pings_stays(
    start: StartPeer, answer: PingAnswer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keepalive, "PING_EVERY", 0.05)
    monkeypatch.setattr(keepalive, "SILENT_AFTER", 0.4)
    peer = start(Settings(ping_answer=answer))

    async with Follower(session(peer.url)) as follower:
        await follower.loaded()
        await follower.until(lambda: len(peer.received("feed", "ping")) > 12)

        assert follower.errors == []


async def test_a_half_open_line_is_given_up_and_found_again(peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keepalive, "PING_EVERY", 0.05)
    monkeypatch.setattr(keepalive, "SILENT_AFTER", 0.4)

    async with Follower(session(peer.url)) as follower:
        await follower.loaded()
        await asyncio.to_thread(peer.freeze)
        await follower.until(lambda: follower.light() is FeedState.DOWN)
        assert str(follower.errors[0]) == keepalive.SILENT

        await asyncio.to_thread(peer.thaw)
        assert await follower.until(lambda: follower.light() is FeedState.LIVE) < 5


async def test_messages_that_nobody_knows_are_passed_over_and_logged_once(
    peer: Peer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "cti_bridge.connectors.xuc")

    async with Follower(session(peer.url)) as follower:
        await follower.loaded()
        for _ in range(3):
            peer.send_raw('{"msgType":"NewThing","ctiMessage":{"number":"0230210082"}}', login="feed")
        await asyncio.to_thread(peer.set_state, 19, State.ON_WRAPUP)
        await follower.until(lambda: floor_of(follower)[ANNA] is AgentState.WRAP_UP)

        said = [record.getMessage() for record in caplog.records if "NewThing" in record.getMessage()]
        assert len(said) == 1
        assert "0230210082" not in caplog.text


async def test_frames_that_cannot_be_read_are_counted_and_logged_once(
    peer: Peer, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follow, "HEARD_EVERY", 0.0)

    async with Follower(session(peer.url)) as follower:
        await follower.loaded()
        for _ in range(3):
            peer.send_raw("not JSON at all", login="feed")
        await follower.until(lambda: follower.floor.sources["xivo"].bad_frames == 3)

        assert follower.light() is FeedState.LIVE
        assert len([r for r in caplog.records if "was skipped" in r.getMessage()]) == 1


async def test_a_queue_that_is_told_by_its_name_is_the_same_queue(start: StartPeer) -> None:
    peer = start(Settings(every_nth_by_name=1, names_longest_wait="LongestWaitingTime"))

    async with Follower(session(peer.url)) as follower:
        await follower.loaded()
        await asyncio.to_thread(peer.set_figures, 11, answered=7)
        await follower.until(lambda: dict(follower.floor.queues["xivo:11"].figures)["answered"] == 7)


async def test_a_flood_of_states_ends_right_and_is_told_in_batches(peer: Peer) -> None:
    async with Follower(session(peer.url)) as follower:
        await follower.loaded()
        follower.told.clear()
        flood = peer.flood(2000, 2)
        made = await asyncio.wrap_future(flood)
        names = {"AgentReady": AgentState.READY, "AgentOnPause": AgentState.NOT_READY}
        peers = {f"xivo:{n}": names.get(peer.state_of(n).value) for n in peer._xuc.world.agents}
        await follower.until(lambda: all(floor_of(follower)[a] is s for a, s in peers.items() if s), 5)

        told = sum(isinstance(event, AgentStateChanged) for event in follower.told)
        assert made > 2000
        assert told < made * 0.8  # who changed twice before anybody looked is told once
        assert follower.errors == []
        assert follower.light() is FeedState.LIVE


async def test_an_agent_of_a_group_that_is_not_listed_stands_in_a_team_of_its_own(peer: Peer) -> None:
    async with Follower(session(peer.url)) as follower:
        await follower.loaded()
        peer.send_raw(
            '{"msgType":"AgentConfig","ctiMessage":{"id":900,"firstName":"Nina","lastName":"New","groupId":77}}',
            login="feed",
        )
        await follower.until(lambda: "xivo:900" in follower.floor.agents)

        assert follower.floor.agents["xivo:900"].team == "xivo:77"
        assert follower.floor.teams["xivo:77"].name == "Group 77"
        assert floor_of(follower)["xivo:900"] is AgentState.UNKNOWN


async def test_the_second_feed_is_taken_when_the_first_is_not_let_in(peer: Peer) -> None:
    wrong = type(FEED)(login="nobody", feed=True, password="pw")

    async with Follower(session(peer.url, wrong, FEED, SAM)) as follower:
        await follower.loaded()

        assert follower.floor.sign_ins["xivo:nobody"].note == "The login or the password is wrong."


async def test_nothing_is_left_running_when_following_ends(peer: Peer) -> None:
    async with Follower(session(peer.url)) as follower:
        await follower.loaded()

    await follower.until(lambda: not peer.signed_in())
    left = {task.get_name() for task in asyncio.all_tasks()} - {asyncio.current_task().get_name()}  # type: ignore[union-attr]
    assert left == set()


async def test_a_queue_is_told_once_for_all_its_counters(peer: Peer) -> None:
    async with Follower(session(peer.url)) as follower:
        await follower.settled()
        follower.told.clear()
        await asyncio.to_thread(peer.set_figures, 11, entered=9, answered=7)
        await follower.until(lambda: dict(follower.floor.queues["xivo:11"].figures)["answered"] == 7)

        told = [e for e in follower.told if isinstance(e, QueueChanged) and e.queue.id == "xivo:11"]
        assert len(told) == 1
        assert dict(told[0].queue.figures)["offered"] == 9
