"""The practice floor through a whole bridge: asked in the inbox, confirmed by the floor, written as rows."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from cti_bridge.bridge import Bridge
from cti_bridge.connector import IntegrationConfig, SignInConfig
from cti_bridge.floor.commands import (
    BargeIn,
    Command,
    DropParticipant,
    HoldCall,
    Listen,
    Outcome,
    RetrieveCall,
    SignIn,
    StopListening,
)
from cti_bridge.floor.model import AgentId, AgentState, CallState, CallType
from cti_bridge.floor.rows import AgentRow, SignInRow
from cti_bridge.ports import Recalled
from tests.cti_bridge.fakes import FixedIntegrations, ListInbox, RecordingStore, until

SAM = AgentId("practice:sam")


class Practice:
    """A bridge that follows a practice floor, and Sam who asks there."""

    def __init__(self, store: RecordingStore | None = None) -> None:
        self.store, self.inbox = store or RecordingStore(), ListInbox()
        sam = SignInConfig(login="sam", person="sam", extension="3001")
        self.integrations = FixedIntegrations(
            [IntegrationConfig(name="practice", kind="practice", settings={"speed": 0.1}, sign_ins=(sam,), version="1")]
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Practice"]:
        task = asyncio.create_task(Bridge(store=self.store, inbox=self.inbox, integrations=self.integrations).run())
        try:
            await until(lambda: self.store.body("practice", "sign_in", SAM) is not None)
            yield self
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def ask(self, kind: type[Command], **said: Any) -> tuple[Outcome, str]:
        """What came of it, and what was said."""
        command = kind(id=uuid4(), sign_in=SAM, deadline=datetime.now(UTC) + timedelta(seconds=15), **said)  # type: ignore[call-arg]
        before = len(self.inbox.settled)
        self.inbox.ask("practice", command)
        await until(lambda: len(self.inbox.settled) > before)
        _, outcome, words, _ = self.inbox.settled[-1]
        return outcome, words

    def own(self) -> SignInRow:
        body = self.store.body("practice", "sign_in", SAM)
        assert isinstance(body, SignInRow)
        return body

    def agent(self, id_: str) -> AgentRow:
        body = self.store.body("practice", "agent", id_)
        assert isinstance(body, AgentRow)
        return body

    def somebody_who_talks(self) -> AgentId:
        """Somebody with a caller from a queue."""
        agents = (row.body for row in self.store.rows.values() if isinstance(row.body, AgentRow))
        return next(
            AgentId(a.id) for a in agents if a.state is AgentState.TALKING and [c.type for c in a.calls] == ["queue"]
        )


async def test_from_listening_to_leaving_each_step_is_confirmed_by_the_floor() -> None:
    async with Practice().running() as practice:
        done = (Outcome.CONFIRMED, "")
        assert await practice.ask(SignIn, extension="3001") == done
        agent = practice.somebody_who_talks()

        assert await practice.ask(Listen, agent=agent) == done
        await until(lambda: bool(practice.agent(agent).listeners))
        (call,) = practice.own().calls
        assert (call.type, call.state, practice.agent(agent).listeners) == (CallType.MONITOR, CallState.ACTIVE, (SAM,))

        assert await practice.ask(HoldCall, agent=agent, call=call.id) == done
        assert await practice.ask(RetrieveCall, agent=agent, call=call.id) == done
        assert await practice.ask(BargeIn, agent=agent, call=call.id) == done
        await until(lambda: [c.type for c in practice.own().calls] == [CallType.CONFERENCE])
        (call,) = practice.own().calls
        assert call.queue
        assert call.id in [c.id for c in practice.agent(agent).calls]

        assert (
            await practice.ask(DropParticipant, agent=agent, call=call.id, address=practice.agent(agent).extension)
            == done
        )
        await until(lambda: call.id not in [c.id for c in practice.agent(agent).calls])
        assert await practice.ask(StopListening, agent=agent, call=call.id) == done
        await until(lambda: practice.own().calls == ())
        assert practice.own().state is AgentState.NOT_READY


async def test_a_refusal_is_told_in_words() -> None:
    async with Practice().running() as practice:
        outcome, said = await practice.ask(Listen, agent=practice.somebody_who_talks())

    assert (outcome, said) == (Outcome.REFUSED, "Sign in first, on a practice phone.")


async def test_under_the_next_bridge_sam_is_signed_in_again_and_can_listen_at_once() -> None:
    async with Practice().running() as practice:
        await practice.ask(SignIn, extension="3009")
        await practice.ask(Listen, agent=practice.somebody_who_talks())
        await until(lambda: bool(practice.own().calls))
        last = practice.own()

    store = RecordingStore(recalled={"practice": {"sam": Recalled(row=last)}})
    async with Practice(store).running() as practice:
        own = practice.own()
        assert (own.state, own.extension, own.calls) == (AgentState.NOT_READY, "3009", ())
        outcome, _ = await practice.ask(Listen, agent=practice.somebody_who_talks())

    assert outcome is Outcome.CONFIRMED
