"""The bridge follows every source, and no failure of one is felt by another."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from cti_bridge.bridge import Bridge
from cti_bridge.connector import IntegrationConfig, SignInConfig
from cti_bridge.errors import CommandRefused, Fatal, Retryable
from cti_bridge.floor.commands import CallbackDeed, ForceState, Outcome, WorkCallback
from cti_bridge.floor.events import AgentStateChanged, Event, FloorLoaded, SourceChanged, SourceHeard
from cti_bridge.floor.model import (
    Agent,
    AgentId,
    AgentState,
    CallbackId,
    CallState,
    CallType,
    FeedState,
    Source,
    SourceId,
    Team,
    TeamId,
)
from cti_bridge.floor.rows import AgentRow, CallOnRow, PartyOnRow, SignInRow
from cti_bridge.following import pause_before
from cti_bridge.ports import Ended, Recalled, Store
from tests.cti_bridge.fakes import FixedIntegrations, ListInbox, RecordingStore, ScriptedConnector, until

NINE = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


async def quick(seconds: float) -> None:
    await asyncio.sleep(seconds / 100)


class Desk:
    """A running bridge with its fakes."""

    def __init__(self, *sources: str) -> None:
        self.store = RecordingStore()
        self.inbox = ListInbox()
        self.connectors = {name: ScriptedConnector() for name in sources}
        self.connected: Callable[[IntegrationConfig], None] = lambda _: None  # hears what a connector is made of
        self.integrations = FixedIntegrations(
            [IntegrationConfig(name=n, kind="scripted", version="1") for n in sources]
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Desk"]:
        store: Store = self.store
        bridge = Bridge(
            store=store,
            inbox=self.inbox,
            integrations=self.integrations,
            connect=self._connector,
            sleep=quick,
            chance=lambda: 0.5,
        )
        task = asyncio.create_task(bridge.run())
        try:
            yield self
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    def _connector(self, config: IntegrationConfig) -> ScriptedConnector:
        self.connected(config)
        return self.connectors[config.name]

    def says(self, source: str, *events: Event | Exception) -> None:
        for event in events:
            self.connectors[source].says.put_nowait(event if isinstance(event, Exception) else [event])

    def light(self, source: str) -> FeedState | None:
        body = self.store.body(source, "source", source)
        return body.state if isinstance(body, Source) else None

    def source(self, source: str) -> Source:
        body = self.store.body(source, "source", source)
        assert isinstance(body, Source)
        return body

    def heard_at(self, source: str) -> datetime:
        heard_at = self.source(source).heard_at
        assert heard_at is not None
        return heard_at

    def note(self, source: str) -> str:
        body = self.store.body(source, "source", source)
        return body.note if isinstance(body, Source) else ""

    def state(self, agent: str) -> AgentState | None:
        body = self.store.body(agent.partition(":")[0], "agent", agent)
        return body.state if isinstance(body, AgentRow) else None


def load(source: str, state: AgentState = AgentState.READY) -> FloorLoaded:
    team = TeamId(f"{source}:1")
    agent = Agent(id=AgentId(f"{source}:1001"), team=team, name="Ada", state=state, since=NINE)
    return FloorLoaded(source=SourceId(source), at=NINE, teams=(Team(id=team, name="North"),), agents=(agent,))


def changed(agent: str, state: AgentState, seconds: float = 1, pending: AgentState | None = None) -> AgentStateChanged:
    return AgentStateChanged(
        agent=AgentId(agent), state=state, since=NINE + timedelta(seconds=seconds), pending=pending
    )


def force(agent: str, state: AgentState, *, within: float = 5.0) -> ForceState:
    return ForceState(
        id=uuid4(), agent=AgentId(agent), state=state, deadline=datetime.now(UTC) + timedelta(seconds=within)
    )


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


def test_the_pause_between_attempts_grows_and_never_passes_half_a_minute() -> None:
    pauses = [pause_before(n, 0.999) for n in range(100)]

    assert pauses == sorted(pauses)
    assert max(pauses) <= 30
    assert pause_before(0, 0.0) >= 0.1


# -- commands ------------------------------------------------------------------------------------------------


@asynccontextmanager
async def a_desk(state: AgentState = AgentState.READY) -> AsyncIterator[Desk]:
    async with Desk("cisco").running() as desk:
        desk.says("cisco", load("cisco", state))
        await until(lambda: desk.light("cisco") is FeedState.LIVE)
        yield desk


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
