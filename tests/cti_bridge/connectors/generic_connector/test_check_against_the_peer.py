"""The connection test against a Generic Connector peer on a real ActiveMQ."""

import asyncio
import time

from cti_bridge.connector import IntegrationConfig, SignInConfig, Step
from cti_bridge.connectors.generic_connector import connector
from cti_bridge.connectors.generic_connector.session import Session
from cti_bridge.floor.model import AgentState
from cti_bridge.practice.generic_connector_peer import Peer
from tests.cti_bridge.connectors.generic_connector.follower import now, settings


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
