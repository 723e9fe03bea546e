"""A source that is switched off or deleted leaves the floor; of one that is followed it is told how it does."""

import asyncio
from dataclasses import replace

import pytest

from cti_bridge.connector import SignInConfig
from cti_bridge.floor.events import SourceChanged, SourceHeard
from cti_bridge.floor.model import (
    AgentId,
    AgentState,
    CallState,
    CallType,
    FeedState,
    SourceId,
)
from cti_bridge.floor.rows import CallOnRow, PartyOnRow, SignInRow
from cti_bridge.ports import Ended, Recalled
from tests.cti_bridge.desk import LONG_AGO, NINE, Desk, changed, load
from tests.cti_bridge.fakes import until


async def test_a_source_that_is_switched_off_leaves_the_floor_but_for_its_light() -> None:
    async with Desk("cisco").running() as desk:
        desk.says("cisco", load("cisco"))
        await until(lambda: desk.state("cisco:1001") is AgentState.READY)

        desk.integrations.configs = [replace(desk.integrations.configs[0], enabled=False, version="2")]

        await until(lambda: desk.light("cisco") is FeedState.DISABLED)
        assert desk.state("cisco:1001") is None


SAM = AgentId("cisco:2001")

LISTENS = CallOnRow(
    id="cisco:9",
    state=CallState.ACTIVE,
    type=CallType.MONITOR,
    media="voice",
    parties=(PartyOnRow(address="4001", agent="cisco:1001"),),
)

SAM_LISTENED = Recalled(row=SignInRow(id=SAM, state=AgentState.TALKING, since=NINE, calls=(LISTENS,)), password="typed")


@pytest.mark.parametrize("old", [False, True])
async def test_the_connector_is_given_who_was_in_lately_with_what_they_typed_apart_from_what_is_stored(
    old: bool,
) -> None:
    desk, made = Desk("cisco"), []
    desk.store.recalled = {"cisco": {"2001": replace(SAM_LISTENED, old=old)}}
    own = SignInConfig(login="2001", person="sam", password="stored")
    desk.integrations.configs = [replace(desk.integrations.configs[0], sign_ins=(own,))]
    desk.connected = made.append
    async with desk.running():
        await until(lambda: bool(made))

    assert made[0].sign_ins == (own if old else replace(own, last=SAM_LISTENED.row, typed="typed"),)
    assert "typed'" not in repr(made[0])


async def test_a_listening_is_over_when_its_source_is_switched_off() -> None:
    desk = Desk("cisco")
    desk.store.recalled = {"cisco": {"2001": SAM_LISTENED}}
    desk.integrations.configs = [replace(desk.integrations.configs[0], enabled=False)]
    async with desk.running():
        await until(lambda: desk.light("cisco") is FeedState.DISABLED)

        ends = [end for tick in desk.store.ticks for end in tick.listened]
        assert [(end.sign_in, end.agent, end.why) for end in ends] == [(SAM, "cisco:1001", Ended.UNKNOWN)]


async def test_a_source_that_was_deleted_leaves_nothing() -> None:
    async with Desk("cisco").running() as desk:
        desk.says("cisco", load("cisco"))
        await until(lambda: desk.state("cisco:1001") is AgentState.READY)

        desk.integrations.configs = []

        await until(lambda: not desk.store.rows)


async def test_a_source_that_speaks_while_it_is_deleted_leaves_nothing_either() -> None:
    async with Desk("cisco").running() as desk:
        desk.says("cisco", load("cisco"))
        await until(lambda: desk.state("cisco:1001") is AgentState.READY)

        await asyncio.sleep(0.05)  # all else is written
        desk.store.slow = asyncio.Event()
        desk.integrations.configs = []
        await until(lambda: any(tick.whole and not tick.rows for tick in desk.store.waiting))
        desk.says("cisco", load("cisco", AgentState.TALKING))
        await until(lambda: desk.connectors["cisco"].says.empty())
        await asyncio.sleep(0.02)
        desk.store.slow.set()

        await until(lambda: desk.store.released == ["cisco"])
        assert not desk.store.rows


async def test_our_own_note_about_a_source_is_no_word_of_it() -> None:
    async with Desk("cisco").running() as desk:
        desk.says("cisco", replace(load("cisco"), at=LONG_AGO))
        await until(lambda: desk.light("cisco") is FeedState.LIVE)
        await until(lambda: desk.heard_at("cisco") > LONG_AGO)  # of the load, by the bridge's clock
        heard = desk.heard_at("cisco")

        desk.says("cisco", SourceChanged(source=SourceId("cisco"), state=FeedState.LIVE, at=NINE, note="No queues."))
        await until(lambda: desk.note("cisco") == "No queues.")
        await asyncio.sleep(0.05)
        assert desk.heard_at("cisco") == heard

        desk.says("cisco", changed("cisco:1001", AgentState.TALKING))
        await until(lambda: desk.heard_at("cisco") > heard)


async def test_how_a_source_does_is_told_with_its_age() -> None:
    async with Desk("cisco").running() as desk:
        word = SourceHeard(
            source=SourceId("cisco"), at=LONG_AGO, skew_seconds=0.4, bad_frames=2, bad_frame_reason="empty"
        )
        desk.says("cisco", load("cisco"), changed("cisco:1001", AgentState.TALKING), word)

        await until(lambda: desk.light("cisco") is FeedState.LIVE)
        await until(lambda: desk.source("cisco").events_a_minute == 2)

        found = desk.source("cisco")
        assert (found.skew_seconds, found.bad_frames, found.bad_frame_reason) == (0.4, 2, "empty")
        assert found.lag_seconds is not None
        assert 0 <= found.lag_seconds < 5


async def test_what_the_store_took_late_is_told_as_lag() -> None:
    async with Desk("cisco").running() as desk:
        desk.says("cisco", load("cisco"))
        await until(lambda: desk.light("cisco") is FeedState.LIVE)
        desk.store.slow = asyncio.Event()
        desk.says("cisco", changed("cisco:1001", AgentState.TALKING))
        await until(lambda: len(desk.store.waiting) > 0)
        await asyncio.sleep(0.05)  # so much later, by the clock that is measured
        desk.store.slow.set()

        await until(lambda: (desk.source("cisco").lag_seconds or 0) >= 0.05)


async def test_leases_are_given_back_at_the_end() -> None:
    desk = Desk("cisco", "xivo")
    async with desk.running():
        desk.says("cisco", load("cisco"))
        await until(lambda: desk.light("cisco") is FeedState.LIVE)

    assert sorted(desk.store.released) == ["cisco", "xivo"]
