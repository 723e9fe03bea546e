"""The session and the connection test against a Generic Connector peer on a real ActiveMQ."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from cti_bridge.connector import IntegrationConfig, SignInConfig, Step
from cti_bridge.connectors.generic_connector import connector
from cti_bridge.connectors.generic_connector.session import Session
from cti_bridge.errors import CommandRefused, Fatal, Retryable
from cti_bridge.floor.commands import ForceState, Outcome, SignIn, SignOut
from cti_bridge.floor.events import FloorLoaded, SourceChanged
from cti_bridge.floor.model import AgentState, FeedState
from cti_bridge.floor.state import Floor
from cti_bridge.floor.verdicts import verdict
from cti_bridge.practice.generic_connector_peer import BrokerAddress, Peer, Settings, a_site
from tests.services.activemq import HOST, Broker

BERLIN = ZoneInfo("Europe/Berlin")
ANNA = "cisco:1001"


def now() -> datetime:
    return datetime.now(UTC)


def settings(*brokers: Broker, **changes: object) -> IntegrationConfig:
    return IntegrationConfig(
        name="cisco",
        kind="generic_connector",
        settings={
            "brokers": [b.url for b in brokers],
            "username": "bridge",
            "password": "bridge-secret",
            "time_zone": "Europe/Berlin",
            **changes,
        },
        sign_ins=(
            SignInConfig(login="2900", feed=True, password="pw-2900", extension="4900"),
            SignInConfig(login="2001", person="sam", password="pw-2001", extension="4101"),
        ),
    )


class Follower:
    """Follows as a bridge would, and keeps the floor."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.floor = Floor()
        self.loads = 0
        self.errors: list[Exception] = []
        self._task: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Follower":
        self._light(FeedState.CONNECTING)
        self._task = asyncio.create_task(self._follow())
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._task is not None
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    async def until(self, is_so: Callable[[], object], within: float = 10.0) -> float:
        """Returns how many seconds it took."""
        started = time.monotonic()
        while not is_so():
            assert time.monotonic() - started < within, (self.floor.sources, self.errors[-1:])
            await asyncio.sleep(0.005)
        return time.monotonic() - started

    async def loaded(self) -> None:
        before = self.loads
        await self.until(lambda: self.loads > before)

    def state(self, agent: str = ANNA) -> AgentState:
        return self.floor.agents[agent].state

    def light(self) -> FeedState:
        return self.floor.sources["cisco"].state

    def force(self, to: AgentState, agent: str = ANNA, seconds: float = 3) -> ForceState:
        return ForceState(id=uuid4(), agent=agent, state=to, deadline=now() + timedelta(seconds=seconds))

    def _light(self, state: FeedState) -> None:
        self.floor.apply(SourceChanged(source="cisco", state=state, at=now()))

    async def _follow(self) -> None:
        while True:
            try:
                async with aclosing(self.session.events()) as batches:
                    async for batch in batches:
                        for event in batch:
                            self.floor.apply(event)
                            self.loads += isinstance(event, FloorLoaded)
            except Retryable as error:
                self.errors.append(error)
                self._light(FeedState.DOWN)
                await asyncio.sleep(0.1)
            except Fatal as error:
                self.errors.append(error)
                self._light(FeedState.FAILED)
                return


@pytest.fixture
def peer(activemq: Broker) -> Iterator[Peer]:
    address = BrokerAddress(host=HOST, port=activemq.port, password="gc-secret")
    with Peer(address, a_site(clock=now), Settings(zone=BERLIN)) as running:
        yield running


@pytest.fixture
async def follower(activemq: Broker, peer: Peer) -> AsyncIterator[Follower]:
    async with Follower(connector(settings(activemq), now=now)) as follower:
        await follower.loaded()
        yield follower


async def test_three_teams_two_dozen_agents_queues_and_reasons(follower):
    floor = follower.floor

    assert sorted((t.id, t.name) for t in floor.teams.values()) == [
        ("cisco:5000", "Sales North"),
        ("cisco:5001", "Support"),
        ("cisco:5002", "Billing"),
    ]
    assert len(floor.agents) == 24
    assert all(a.state is AgentState.NOT_READY and a.since_is_known for a in floor.agents.values())
    assert all(abs(a.since - now()) < timedelta(minutes=1) for a in floor.agents.values())  # the zone is right
    assert floor.queues["cisco:Sales"].waiting == 2
    assert {r.label for r in floor.reasons.values()} >= {"Lunch", "End of shift"}
    assert follower.light() is FeedState.LIVE


async def test_a_state_change_arrives_at_once(follower, peer):
    peer.set_state("1001", "READY")

    assert await follower.until(lambda: follower.state() is AgentState.READY) < 0.5


async def test_a_forced_state_is_confirmed_by_the_floor(follower):
    order = follower.force(AgentState.READY)

    assert await follower.session.execute(order) == ""
    await follower.until(lambda: verdict(order, follower.floor) is Outcome.CONFIRMED)


async def test_a_sign_out_during_a_call_waits_for_its_end(follower, peer):
    await follower.session.execute(follower.force(AgentState.READY))
    peer.start_call("1001", "+49301234567")
    await follower.until(lambda: follower.state() is AgentState.TALKING)

    order = follower.force(AgentState.SIGNED_OUT)
    await follower.session.execute(order)
    await follower.until(lambda: verdict(order, follower.floor) is Outcome.DEFERRED)
    peer.end_call("1001")
    await follower.until(lambda: verdict(order, follower.floor) is Outcome.CONFIRMED)


async def test_what_finesse_refuses_is_said_in_words(follower, peer):
    peer.refuse_next("MakeReady", "CF_RESOURCE_BUSY")

    with pytest.raises(CommandRefused, match="busy"):
        await follower.session.execute(follower.force(AgentState.READY))


async def test_what_is_not_answered_ends_at_the_deadline(follower, peer):
    peer.mute("MakeReady")

    started = time.monotonic()
    assert await follower.session.execute(follower.force(AgentState.READY, seconds=0.5)) == ""
    assert time.monotonic() - started < 1


async def test_a_person_signs_in_and_out(follower, peer):
    sam = "cisco:2001"
    deadline = now() + timedelta(seconds=5)
    await follower.session.execute(SignIn(id=uuid4(), sign_in=sam, extension="4102", deadline=deadline))
    await follower.until(lambda: follower.floor.sign_ins[sam].state is AgentState.NOT_READY)
    assert follower.floor.sign_ins[sam].extension == "4102"

    await follower.session.execute(SignOut(id=uuid4(), sign_in=sam, deadline=deadline))
    await follower.until(lambda: follower.floor.sign_ins[sam].state is AgentState.SIGNED_OUT)


async def test_out_of_service_and_back(follower, peer):
    peer.go_out_of_service()
    await follower.until(lambda: follower.light() is FeedState.DOWN)
    peer.set_state("1001", "READY")  # while nobody tells us

    peer.back()
    await follower.until(lambda: follower.light() is FeedState.LIVE)
    await follower.until(lambda: follower.state() is AgentState.READY)


async def test_a_connector_that_forgot_us_is_signed_in_to_again(follower, peer):
    peer.forget_destinations()

    await follower.loaded()

    assert follower.light() is FeedState.LIVE


async def test_a_killed_broker_and_its_return(follower, activemq, peer):
    activemq.kill()
    try:
        assert await follower.until(lambda: follower.light() is FeedState.DOWN) < 1
    finally:
        await asyncio.to_thread(activemq.start)
    started = time.monotonic()
    await follower.loaded()

    assert time.monotonic() - started < 5
    await asyncio.to_thread(peer.wait_until_up)


async def test_the_second_broker_takes_over(activemq):
    with Broker() as second:
        world = a_site(clock=now)
        address = BrokerAddress(host=HOST, port=second.port, password="gc-secret")
        with Peer(address, world, Settings(zone=BERLIN)):
            dead = Broker()  # never started: its port refuses
            async with Follower(connector(settings(dead, second), now=now)) as follower:
                await follower.loaded()
                assert "refuses connections" in str(follower.errors[0])
            dead.close()


async def test_frames_that_cannot_be_read_stop_nothing(follower, peer):
    session = follower.session
    topic = session._destination
    for kind, body in (("text", "2900#State#"), ("text", ""), ("bytes", b"\xff\x00\xfe"), ("text", "x" * 1_000_000)):
        peer.send_raw(topic, body, kind=kind)
    peer.set_state("1001", "READY")

    await follower.until(lambda: follower.state() is AgentState.READY)
    await follower.until(lambda: follower.floor.sources["cisco"].bad_frames == 4)
    assert follower.errors == []


async def test_somebody_else_taking_the_feeds_login_is_fatal(follower, peer):
    peer.invalidate("2900")

    await follower.until(lambda: follower.light() is FeedState.FAILED)

    assert "signed in somewhere else" in str(follower.errors[-1])


async def test_no_command_reached_it_as_bytes(follower, peer):
    assert peer.bytes_messages == 0
    assert peer.not_commands == 0


# -- the connection test -----------------------------------------------------------------------------------------


async def steps(session: Session) -> dict[str, Step]:
    return {step.name: step async for step in session.check()}


async def test_a_check_goes_all_the_way_and_leaves_nobody_signed_in(activemq, peer):
    found = await steps(connector(settings(activemq), now=now))

    assert all(step.ok for step in found.values()), found
    assert found["Sign-in 2900"].said == "Signed in as Floor Feed."
    assert found["Team Support"].said == "8 members."
    assert found["Queues"].said == "4 queues."
    assert await asyncio.to_thread(_is_signed_out, peer, "2900")


def _is_signed_out(peer: Peer, login: str) -> bool:
    deadline = time.monotonic() + 3
    while time.monotonic() < deadline:
        if peer.state_of(login) == "LOGOUT":
            return True
        time.sleep(0.02)
    return False


async def test_a_check_beside_a_running_bridge_does_not_throw_it_out(follower, activemq, peer):
    found = await steps(connector(settings(activemq), now=now))

    step = found["Sign-in 2900"]
    assert step.said.startswith("Not tried: ")
    assert step.mend == "To try it, switch the integration off, and test again."
    peer.set_state("1001", "READY")
    await follower.until(lambda: follower.state() is AgentState.READY)
    assert follower.errors == []


async def test_a_check_names_a_wrong_broker_password(activemq):
    found = await steps(connector(settings(activemq, password="wrong"), now=now))

    (step,) = [s for s in found.values() if not s.ok]
    assert "password is invalid" in step.said
    assert step.mend == "Correct the broker's user and password."


async def test_a_check_names_a_broker_that_is_not_there():
    config = settings()
    config.settings["brokers"] = ["stomp://127.0.0.1:1", "stomp://nowhere.invalid"]
    found = await steps(connector(config, now=now))

    assert [s.said for s in found.values() if not s.ok] == [
        "127.0.0.1:1 refuses connections: nothing listens there.",
        "The name nowhere.invalid cannot be resolved.",
    ]


async def test_a_check_names_a_wrong_feed_password(activemq, peer):
    config = settings(activemq)
    wrong = IntegrationConfig(
        name="cisco",
        kind="generic_connector",
        settings=config.settings,
        sign_ins=(SignInConfig(login="2900", feed=True, password="wrong", extension="4900"),),
    )
    found = await steps(connector(wrong, now=now))

    assert not found["Sign-in 2900"].ok
    assert found["Sign-in 2900"].mend


async def test_a_check_names_a_system_that_is_out_of_service(activemq, peer):
    peer.go_out_of_service()

    found = await steps(connector(settings(activemq), now=now))

    assert found["Generic Connector"].said == "It answers, and is not connected to Finesse."
    assert "Sign-in 2900" not in found
