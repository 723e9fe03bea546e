"""A command is sent once, and comes to its end by what the system then says, or by silence."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from cti_bridge.errors import CommandRefused, Retryable
from cti_bridge.floor.commands import CallbackDeed, Outcome, WorkCallback
from cti_bridge.floor.events import SourceChanged
from cti_bridge.floor.model import (
    AgentId,
    AgentState,
    CallbackId,
    FeedState,
    SourceId,
)
from tests.cti_bridge.desk import NINE, Desk, a_desk, changed, force, load
from tests.cti_bridge.fakes import until


async def test_a_command_is_confirmed_by_the_systems_own_event_and_by_nothing_less() -> None:
    async with a_desk() as desk:
        desk.connectors["cisco"].answer = lambda _: "accepted"
        desk.inbox.ask("cisco", force("cisco:1001", AgentState.NOT_READY))
        await until(lambda: bool(desk.connectors["cisco"].executed))
        await asyncio.sleep(0.03)
        assert desk.inbox.outcomes == []

        desk.says("cisco", changed("cisco:1001", AgentState.NOT_READY))

        await until(lambda: desk.inbox.outcomes == [Outcome.CONFIRMED])


async def test_a_command_for_an_agent_on_a_call_is_deferred_and_confirmed_when_the_call_ends() -> None:
    async with a_desk(AgentState.TALKING) as desk:
        desk.inbox.ask("cisco", force("cisco:1001", AgentState.SIGNED_OUT))
        desk.says("cisco", changed("cisco:1001", AgentState.TALKING, pending=AgentState.SIGNED_OUT))
        await until(lambda: desk.inbox.outcomes == [Outcome.DEFERRED])

        desk.says("cisco", changed("cisco:1001", AgentState.SIGNED_OUT, 2))

        await until(lambda: desk.inbox.outcomes == [Outcome.DEFERRED, Outcome.CONFIRMED])
        assert desk.inbox.settled[0][2] == ""  # "Signs out when the call ends." is the page's to say


async def test_a_refusal_is_told_in_words_with_the_systems_code() -> None:
    async with a_desk() as desk:

        def refuse(_: object) -> str:
            raise CommandRefused("The agent is in the wrong state for this.", code="CF_INVALID_OBJECT_STATE")

        desk.connectors["cisco"].answer = refuse
        desk.inbox.ask("cisco", force("cisco:1001", AgentState.NOT_READY))

        await until(lambda: desk.inbox.outcomes == [Outcome.REFUSED])
        assert desk.inbox.settled[0][2:] == ("The agent is in the wrong state for this.", "CF_INVALID_OBJECT_STATE")


async def test_a_floor_that_stands_still_confirms_nothing() -> None:
    async with a_desk() as desk:
        desk.says("cisco", SourceChanged(source=SourceId("cisco"), state=FeedState.STALE, at=NINE))
        await until(lambda: desk.light("cisco") is FeedState.STALE)

        desk.inbox.ask("cisco", force("cisco:1001", AgentState.READY))

        await until(lambda: desk.inbox.outcomes == [Outcome.REFUSED])
        assert desk.connectors["cisco"].executed == []


async def test_a_callback_that_was_closed_before_it_was_sent_is_refused_and_not_taken_for_ours() -> None:
    async with a_desk() as desk:

        def refuse(_: object) -> str:
            raise CommandRefused("This callback is done with.")

        desk.connectors["cisco"].answer = refuse
        deadline = datetime.now(UTC) + timedelta(seconds=5)
        desk.inbox.ask(
            "cisco",
            WorkCallback(
                id=uuid4(),
                sign_in=AgentId("cisco:sam"),
                callback=CallbackId("cisco:gone"),
                deed=CallbackDeed.CLOSE,
                status="Answered",
                deadline=deadline,
            ),
        )

        await until(lambda: bool(desk.inbox.settled))
        assert desk.inbox.settled[0][1:3] == (Outcome.REFUSED, "This callback is done with.")


async def test_silence_is_timed_out_at_the_deadline() -> None:
    async with a_desk() as desk:
        desk.inbox.ask("cisco", force("cisco:1001", AgentState.NOT_READY, within=0.05))

        await until(lambda: desk.inbox.outcomes == [Outcome.TIMED_OUT])
        assert len(desk.connectors["cisco"].executed) == 1
        assert desk.inbox.settled[0][2] == ""  # the system said nothing: the page says it, in its reader's language


async def test_a_line_lost_before_the_answer_is_lost_and_never_tried_again() -> None:
    async with a_desk() as desk:
        desk.inbox.ask("cisco", force("cisco:1001", AgentState.NOT_READY))
        await until(lambda: bool(desk.connectors["cisco"].executed))

        desk.says("cisco", Retryable("The broker is gone."), load("cisco"))

        await until(lambda: desk.inbox.outcomes == [Outcome.LOST])
        assert desk.inbox.settled[0][2] == ""
        await until(lambda: desk.light("cisco") is FeedState.LIVE)
        assert len(desk.connectors["cisco"].executed) == 1


async def test_a_slow_command_keeps_no_other_waiting() -> None:
    async with a_desk() as desk:
        desk.inbox.ask("cisco", force("cisco:1001", AgentState.SIGNED_OUT))
        desk.inbox.ask("cisco", force("cisco:1001", AgentState.NOT_READY))

        desk.says("cisco", changed("cisco:1001", AgentState.NOT_READY))

        await until(lambda: desk.inbox.outcomes == [Outcome.CONFIRMED])


async def test_the_inbox_hears_what_is_under_way_so_that_it_can_tell_what_is_nobodys() -> None:
    async with a_desk() as desk:
        desk.connectors["cisco"].answer = lambda _: "accepted"
        command = force("cisco:1001", AgentState.NOT_READY)
        desk.inbox.ask("cisco", command)
        await until(lambda: desk.inbox.under_way == {command.id})

        desk.says("cisco", changed("cisco:1001", AgentState.NOT_READY))

        await until(lambda: desk.inbox.outcomes == [Outcome.CONFIRMED] and not desk.inbox.under_way)


async def test_a_deferred_command_of_a_dead_bridge_is_watched_again_and_not_sent_again() -> None:
    async with a_desk(AgentState.TALKING) as desk:
        desk.says("cisco", changed("cisco:1001", AgentState.TALKING, pending=AgentState.SIGNED_OUT))
        desk.inbox.ask("cisco", force("cisco:1001", AgentState.SIGNED_OUT), deferred=True)
        await until(lambda: desk.inbox.outcomes == [Outcome.DEFERRED])

        desk.says("cisco", changed("cisco:1001", AgentState.SIGNED_OUT, 2))

        await until(lambda: desk.inbox.outcomes[-1] is Outcome.CONFIRMED)
        assert desk.connectors["cisco"].executed == []


async def test_a_deferred_command_waits_for_a_source_that_is_not_loaded_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cti_bridge.carrying_out.GRACE", timedelta(seconds=0.02))
    async with Desk("cisco").running() as desk:
        desk.inbox.ask("cisco", force("cisco:1001", AgentState.SIGNED_OUT), deferred=True)
        await until(lambda: desk.inbox.outcomes == [Outcome.DEFERRED])
        await asyncio.sleep(0.1)
        assert desk.inbox.outcomes == [Outcome.DEFERRED]

        desk.says("cisco", load("cisco", AgentState.SIGNED_OUT))

        await until(lambda: desk.inbox.outcomes == [Outcome.DEFERRED, Outcome.CONFIRMED])


async def test_a_deferred_command_that_the_system_dropped_is_timed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cti_bridge.carrying_out.GRACE", timedelta(seconds=0.02))
    async with a_desk(AgentState.TALKING) as desk:
        desk.inbox.ask("cisco", force("cisco:1001", AgentState.SIGNED_OUT))
        desk.says("cisco", changed("cisco:1001", AgentState.TALKING, pending=AgentState.SIGNED_OUT))
        await until(lambda: desk.inbox.outcomes == [Outcome.DEFERRED])

        desk.says("cisco", changed("cisco:1001", AgentState.READY, 2))

        await until(lambda: desk.inbox.outcomes == [Outcome.DEFERRED, Outcome.TIMED_OUT])
