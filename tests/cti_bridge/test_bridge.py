"""The bridge follows every source, and no failure of one is felt by another."""

import asyncio
import logging
from dataclasses import replace

import pytest

from cti_bridge.errors import Fatal, Retryable
from cti_bridge.floor.model import (
    AgentState,
    FeedState,
    Source,
)
from cti_bridge.following import pause_before
from tests.cti_bridge.desk import Desk, changed, load
from tests.cti_bridge.fakes import until


async def test_what_a_source_says_is_written() -> None:
    async with Desk("cisco").running() as desk:
        desk.says("cisco", load("cisco"), changed("cisco:1001", AgentState.TALKING))

        await until(lambda: desk.state("cisco:1001") is AgentState.TALKING)
        assert desk.light("cisco") is FeedState.LIVE


async def test_every_state_on_the_way_is_in_the_history_though_the_row_is_written_once() -> None:
    async with Desk("cisco").running() as desk:
        on_the_way = [AgentState.RESERVED, AgentState.TALKING, AgentState.WRAP_UP]
        desk.says("cisco", load("cisco"))
        desk.connectors["cisco"].says.put_nowait([changed("cisco:1001", s, n) for n, s in enumerate(on_the_way, 1)])

        await until(lambda: desk.state("cisco:1001") is AgentState.WRAP_UP)
        assert [s.state for t in desk.store.ticks for s in t.states] == [AgentState.READY, *on_the_way]


async def test_a_lost_source_keeps_its_rows_and_comes_back_whole() -> None:
    async with Desk("cisco").running() as desk:
        desk.says("cisco", load("cisco"), Retryable("The broker is gone."))
        await until(lambda: desk.light("cisco") is FeedState.DOWN)
        assert desk.state("cisco:1001") is AgentState.READY

        desk.says("cisco", load("cisco", AgentState.NOT_READY))

        await until(lambda: desk.light("cisco") is FeedState.LIVE)
        assert desk.state("cisco:1001") is AgentState.NOT_READY


@pytest.mark.parametrize("failure", [Fatal("Wrong password."), RuntimeError("a fault of ours"), Retryable("gone")])
async def test_one_sources_failure_is_not_felt_by_another(failure: Exception) -> None:
    async with Desk("cisco", "xivo").running() as desk:
        desk.says("cisco", load("cisco"), failure)
        desk.says("xivo", load("xivo"))
        await until(lambda: desk.light("cisco") in (FeedState.FAILED, FeedState.DOWN))

        desk.says("xivo", changed("xivo:1001", AgentState.TALKING))

        await until(lambda: desk.state("xivo:1001") is AgentState.TALKING)
        assert desk.light("xivo") is FeedState.LIVE


async def test_a_tick_that_can_never_be_written_stops_no_other_source() -> None:
    async with Desk("cisco", "xivo").running() as desk:
        desk.store.refuses.add("cisco")
        desk.says("cisco", load("cisco"))
        desk.says("xivo", load("xivo"))
        await until(lambda: desk.state("xivo:1001") is AgentState.READY)

        desk.says("cisco", changed("cisco:1001", AgentState.RESERVED, 1))
        desk.says("xivo", changed("xivo:1001", AgentState.TALKING))
        await until(lambda: desk.state("xivo:1001") is AgentState.TALKING)
        assert desk.state("cisco:1001") is None

        desk.store.refuses.clear()

        await until(lambda: desk.state("cisco:1001") is AgentState.RESERVED)
        states = [s.state for t in desk.store.ticks if t.source == "cisco" for s in t.states]
        assert states == [AgentState.READY, AgentState.RESERVED]


async def test_a_fatal_end_says_what_to_mend_and_tries_again_only_after_a_change() -> None:
    async with Desk("cisco").running() as desk:
        desk.says("cisco", Fatal("The password of 2900 is wrong."))
        await until(lambda: desk.light("cisco") is FeedState.FAILED)
        body = desk.store.body("cisco", "source", "cisco")
        assert isinstance(body, Source)
        assert body.note == "The password of 2900 is wrong."
        assert desk.connectors["cisco"].connections == 1

        desk.integrations.configs = [replace(desk.integrations.configs[0], version="2")]
        desk.says("cisco", load("cisco"))

        await until(lambda: desk.light("cisco") is FeedState.LIVE)


async def test_a_secret_that_cannot_be_had_stops_its_source_alone() -> None:
    desk = Desk("cisco", "xivo")
    cisco, xivo = desk.integrations.configs
    desk.integrations.configs = [replace(cisco, fault="GC_BROKER_PASSWORD is not set."), xivo]
    async with desk.running():
        desk.says("xivo", load("xivo"))

        await until(lambda: desk.light("cisco") is FeedState.FAILED and desk.light("xivo") is FeedState.LIVE)
        assert desk.connectors["cisco"].connections == 0


async def test_loss_and_return_are_logged_once_each(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    async with Desk("cisco").running() as desk:
        desk.says("cisco", load("cisco"), *[Retryable("The broker is gone.")] * 4, load("cisco", AgentState.TALKING))
        await until(lambda: desk.state("cisco:1001") is AgentState.TALKING)

    said = [r.getMessage() for r in caplog.records if "cisco" in r.getMessage()]
    assert said == ["cisco is live", "cisco is lost: The broker is gone.", "cisco is live"]


async def test_a_source_that_another_bridge_holds_is_left_alone_until_it_is_free() -> None:
    desk = Desk("cisco")
    desk.store.held_by_another.add("cisco")
    async with desk.running():
        desk.says("cisco", load("cisco"))
        await asyncio.sleep(0.05)
        assert desk.connectors["cisco"].connections == 0

        desk.store.held_by_another.clear()

        await until(lambda: desk.state("cisco:1001") is AgentState.READY)


async def test_a_bridge_that_lost_its_lease_writes_nothing_more() -> None:
    async with Desk("cisco").running() as desk:
        desk.says("cisco", load("cisco"))
        await until(lambda: desk.state("cisco:1001") is AgentState.READY)

        desk.store.held_by_another.add("cisco")
        written = len(desk.store.ticks)
        desk.says("cisco", changed("cisco:1001", AgentState.TALKING))
        await asyncio.sleep(0.1)

        assert len(desk.store.ticks) == written


async def test_nothing_is_lost_while_the_database_is_away() -> None:
    async with Desk("cisco").running() as desk:
        desk.says("cisco", load("cisco"))
        await until(lambda: desk.state("cisco:1001") is AgentState.READY)
        desk.store.broken = True
        desk.says("cisco", changed("cisco:1001", AgentState.RESERVED, 1))
        await asyncio.sleep(0.05)
        desk.says("cisco", changed("cisco:1001", AgentState.TALKING, 2))
        await asyncio.sleep(0.05)

        desk.store.broken = False

        await until(lambda: desk.state("cisco:1001") is AgentState.TALKING)
        states = [s.state for t in desk.store.ticks for s in t.states]
        assert states == [AgentState.READY, AgentState.RESERVED, AgentState.TALKING]


def test_the_pause_between_attempts_grows_and_never_passes_half_a_minute() -> None:
    pauses = [pause_before(n, 0.999) for n in range(100)]

    assert pauses == sorted(pauses)
    assert max(pauses) <= 30
    assert pause_before(0, 0.0) >= 0.1
