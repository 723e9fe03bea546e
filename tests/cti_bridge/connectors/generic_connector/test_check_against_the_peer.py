"""The connection test against a Generic Connector peer on a real ActiveMQ: each failure is named for what it is."""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from cti_bridge.connector import Clock, IntegrationConfig, Step
from cti_bridge.connectors.generic_connector import connector
from cti_bridge.connectors.generic_connector.config import Config, read
from cti_bridge.connectors.generic_connector.link import Link, open_link
from cti_bridge.connectors.generic_connector.session import Session
from cti_bridge.errors import Retryable
from cti_bridge.floor.model import AgentState
from cti_bridge.practice.generic_connector_peer import BrokerAddress, Peer, Settings, a_site
from cti_bridge.transports.address import Address
from cti_bridge.transports.stomp import Objection
from tests.cti_bridge.connectors.generic_connector.follower import BERLIN, now, settings
from tests.services.activemq import HOST, Broker

TEN_MINUTES = timedelta(minutes=10)


@pytest.fixture(scope="module")
def activemq() -> Iterator[Broker]:
    """A broker that speaks OpenWire too, as they come."""
    with Broker(openwire=True) as broker:
        yield broker


@pytest.fixture(scope="module")
def expired() -> Iterator[Broker]:
    """A broker whose certificate is no longer valid."""
    with Broker(tls=True, valid_days=0) as broker:
        yield broker


@pytest.fixture(scope="module")
def localhost() -> Iterator[Broker]:
    """A broker whose certificate names `localhost` alone."""
    with Broker(tls=True, names=("localhost",)) as broker:
        yield broker


async def steps(session: Session) -> dict[str, Step]:
    return {step.name: step async for step in session.check()}


async def a_test(
    *urls: str, clock: Callable[[], datetime] = now, feed: dict[str, object] | None = None, **changes: object
) -> dict[str, Step]:
    """The steps of a test, by name, with these brokers and these settings."""
    config = settings(**changes)
    config.settings["brokers"] = list(urls)
    first, *others = config.sign_ins
    sign_ins = (replace(first, **feed), *others) if feed else config.sign_ins  # type: ignore[arg-type]
    made = IntegrationConfig(name="cisco", kind="generic_connector", settings=config.settings, sign_ins=sign_ins)
    return await steps(connector(made, now=clock))


def failed(found: dict[str, Step]) -> Step:
    """The one step that failed: nothing is tried that depends on it."""
    (step,) = [s for s in found.values() if not s.ok]
    assert step is list(found.values())[-1]
    return step


# -- all is well -----------------------------------------------------------------------------------------------------


async def test_a_check_goes_all_the_way_and_leaves_nobody_signed_in(activemq, peer):
    found = await a_test(activemq.url)

    assert all(step.ok and not step.mend for step in found.values()), found
    address = f"{HOST}:{activemq.port}"
    assert [(step.name, step.said) for step in found.values()] == [
        (f"Name: {HOST}", HOST),
        (f"Port: {address}", "It accepts connections."),
        (f"STOMP: {address}", "The broker speaks STOMP."),
        (f"Broker sign-in: {address}", "The broker lets us in, and answers our topic."),
        ("Clock of the broker", "It agrees with ours."),
        ("Hello: Connector1", "In service."),
        ("Clock of the Generic Connector", "It agrees with ours."),
        ("Connect: 2900", "Accepted."),
        ("Login: 2900", "Signed in as Floor Feed."),
        ("Team: Sales North", "8 members."),
        ("Team: Support", "8 members."),
        ("Team: Billing", "8 members."),
        ("Queues: 2900", "4 queues."),
        ("Reasons for not ready: 2900", "4 reason codes."),
        ("Reasons for signing out: 2900", "2 reason codes."),
        ("Reasons for wrap-up: 2900", "4 reason codes."),
        ("Times of Finesse: 2900", "It agrees with ours."),
    ]
    assert await asyncio.to_thread(_is_signed_out, peer, "2900")


def _is_signed_out(peer: Peer, login: str) -> bool:
    deadline = time.monotonic() + 3
    while time.monotonic() < deadline:
        if peer.state_of(login) == "LOGOUT":
            return True
        time.sleep(0.02)
    return False


async def test_a_check_beside_a_running_bridge_does_not_throw_it_out(follower, activemq, peer):
    found = await a_test(activemq.url)

    step = found["Login: 2900"]
    assert step.said.startswith("Not tried: ")
    assert step.mend == "To try it, switch the integration off, and test again."
    peer.set_state("1001", "READY")
    await follower.until(lambda: follower.state() is AgentState.READY)
    assert follower.errors == []


async def test_a_sign_in_that_the_bridge_has_in_use_is_not_touched(activemq, peer):
    found = await a_test(activemq.url, feed={"in_use": True})

    assert found["Login: 2900"].said == "The bridge has it in use: left alone, since trying it would end that session."
    assert all(step.ok for step in found.values())
    assert peer.state_of("2900") == "LOGOUT"


# -- the broker ------------------------------------------------------------------------------------------------------


async def test_a_closed_port_is_named():
    step = failed(await a_test("stomp://127.0.0.1:1"))

    assert (step.name, step.said) == ("Port: 127.0.0.1:1", "Nothing listens on this port.")
    assert step.mend.startswith("Start the broker, or correct its port: ")


async def test_a_name_that_does_not_resolve_is_named():
    step = failed(await a_test("stomp://nowhere.invalid"))

    assert (step.name, step.said) == ("Name: nowhere.invalid", "This name cannot be resolved.")
    assert step.mend == "Correct the broker's name, or the name server."


async def test_one_broker_that_is_not_there_does_not_hide_the_other(activemq, peer):
    found = await a_test("stomp://127.0.0.1:1", activemq.url)

    assert [s.name for s in found.values() if not s.ok] == ["Port: 127.0.0.1:1"]
    assert found["Login: 2900"].ok


async def test_a_wrong_broker_password_is_named_after_the_port_spoke_stomp(activemq):
    found = await a_test(activemq.url, password="wrong")

    assert found[f"STOMP: {HOST}:{activemq.port}"].ok
    step = failed(found)
    assert step.name == f"Broker sign-in: {HOST}:{activemq.port}"
    assert (step.said, step.mend) == (
        "The broker refuses this user and password.",
        "Correct the broker's user and password.",
    )


async def test_a_port_that_speaks_openwire_only_is_named(activemq):
    step = failed(await a_test(f"stomp://{HOST}:{activemq.openwire_port}"))

    assert step.name == f"STOMP: {HOST}:{activemq.openwire_port}"
    assert step.said == "This port speaks OpenWire, not STOMP."
    assert step.mend.startswith("Enable the broker's stomp transport connector")


async def test_an_expired_certificate_is_named(expired):
    step = failed(await a_test(expired.tls_url, ca_certs=str(expired.ca_certs)))

    assert step.name == f"Certificate: {HOST}:{expired.tls_port}"
    assert (step.said, step.mend) == ("The broker's certificate has expired.", "Have the broker's certificate renewed.")


async def test_a_certificate_of_another_host_name_is_named(localhost):
    step = failed(await a_test(localhost.tls_url, ca_certs=str(localhost.ca_certs)))

    assert step.said == "The broker's certificate is for another host name."
    assert step.mend.startswith("Write the broker's address as its certificate names it")


async def test_a_certificate_that_ends_soon_is_trusted_and_its_end_told(localhost):
    found = await a_test(
        f"stomp+ssl://localhost:{localhost.tls_port}",
        ca_certs=str(localhost.ca_certs),
        clock=lambda: now() + timedelta(days=15),
    )

    step = found[f"Certificate: localhost:{localhost.tls_port}"]
    assert step.ok
    assert step.said.startswith("Trusted, until 20")
    assert step.mend == "Have it renewed soon."
    assert found[f"Broker sign-in: localhost:{localhost.tls_port}"].ok


async def test_a_certificate_that_nobody_vouches_for_is_named(localhost):
    step = failed(await a_test(f"stomp+ssl://localhost:{localhost.tls_port}"))

    assert step.said == "The broker's certificate is signed by nobody whom this machine trusts."
    assert step.mend == "Give the file of the certificate authority as Trusted certificates."


async def test_a_file_of_certificates_that_is_not_there_is_named(localhost, tmp_path: Path):
    step = failed(await a_test(localhost.tls_url, ca_certs=str(tmp_path / "none.pem")))

    assert step.said == "The file of trusted certificates cannot be read."


async def test_a_tls_port_without_tls_in_its_address_is_named(localhost):
    step = failed(await a_test(f"stomp://{HOST}:{localhost.tls_port}"))

    assert step.mend == "Write stomp+ssl:// in front of this broker's address."


async def test_a_port_without_tls_with_tls_in_its_address_is_named(activemq):
    step = failed(await a_test(f"stomp+ssl://{HOST}:{activemq.openwire_port}"))

    assert step.said == "This port does not speak TLS."


# -- the clocks ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("off", "said"), [(-TEN_MINUTES, "10 min ahead of"), (TEN_MINUTES, "10 min behind")])
async def test_a_brokers_clock_ten_minutes_off_is_named_before_anybody_else_is_blamed(activemq, peer, off, said):
    step = failed(await a_test(activemq.url, clock=lambda: now() + off))

    assert (step.name, step.said) == ("Clock of the broker", f"It is {said} ours.")
    assert step.mend.startswith("Set both clocks by NTP")


@pytest.fixture
def peer_with(activemq: Broker) -> Iterator[Callable[..., Peer]]:
    """Makes a Generic Connector of another kind."""
    running: list[Peer] = []

    def made(clock: Callable[[], datetime] = now, user: str = "gc", queue: str = "Connector1") -> Peer:
        address = BrokerAddress(host=HOST, port=activemq.port, user=user, password="gc-secret", command_queue=queue)
        running.append(Peer(address, a_site(clock=clock), Settings(zone=BERLIN)).start())
        return running[-1]

    yield made
    for one in running:
        one.stop()


async def test_a_generic_connector_whose_clock_is_ten_minutes_ahead_is_named_though_it_drops_what_we_say(
    activemq, peer_with
):
    peer_with(clock=lambda: now() + TEN_MINUTES)

    step = failed(await a_test(activemq.url))

    assert (step.name, step.said) == ("Clock of the Generic Connector", "It is 10 min ahead of ours.")
    assert step.mend.startswith("Set both clocks by NTP")


async def test_a_wrong_time_zone_is_named(activemq, peer):
    step = failed(await a_test(activemq.url, time_zone="Asia/Kolkata"))

    assert step.name == "Times of Finesse: 2900"
    assert step.mend.startswith("Correct the Time zone of this integration")


# -- the system behind it --------------------------------------------------------------------------------------------


async def test_nobody_behind_the_queue_is_named(activemq):
    step = failed(await a_test(activemq.url, command_queue="Nobody"))

    assert (step.name, step.said) == ("Hello: Nobody", "Nobody answers behind this queue.")
    assert step.mend == "Start the Generic Connector; see that it listens on this queue, of this broker."


async def test_a_system_that_is_out_of_service_is_named(activemq, peer):
    peer.go_out_of_service()

    step = failed(await a_test(activemq.url))

    assert step.said == "The Generic Connector is not connected to Finesse."


async def test_a_wrong_agent_password_is_named(activemq, peer):
    step = failed(await a_test(activemq.url, feed={"password": "wrong"}))

    assert (step.name, step.said) == ("Connect: 2900", "The login id or the password is wrong.")
    assert step.mend == "Correct the login id or the password of this sign-in."


async def test_a_wrong_extension_is_named(activemq, peer):
    step = failed(await a_test(activemq.url, feed={"extension": "9999"}))

    assert step.name == "Login: 2900"
    assert step.said == "This extension cannot be signed in with: it is no agent's phone."


async def test_a_feed_that_supervises_nobody_is_named(activemq, peer):
    feed = {"login": "1001", "password": "pw-1001", "extension": "4001"}
    peer.set_state("1001", "LOGOUT")

    found = await a_test(activemq.url, feed=feed)

    step = found["Teams: 1001"]
    assert (step.ok, step.said) == (False, "It supervises no team.")


async def test_a_test_without_a_feed_says_that_one_is_needed(activemq, peer):
    step = failed(await a_test(activemq.url, feed={"feed": False}))

    assert step.said == "No feed sign-in is set up: at least one is needed to hear the floor."


async def test_no_password_is_in_any_step(activemq, peer):
    found = await a_test(activemq.url, password="hunter2", feed={"password": "hunter3"})
    found |= await a_test(activemq.url, feed={"password": "hunter3"})

    assert "hunter" not in repr(found)


async def test_a_broker_that_objects_is_quoted_after_its_port_spoke_stomp(activemq):
    async def objecting(*_: object) -> Link:
        raise Objection("The broker says: User bridge is not authorized to read from the topic.")

    config = settings(activemq)
    step = failed(await steps(Session(config, read(config.settings), now=now, opened=objecting)))

    assert (step.name, step.said) == (
        f"Broker sign-in: {HOST}:{activemq.port}",
        "The broker says: User bridge is not authorized to read from the topic.",
    )
    assert step.mend.startswith("Let the broker's user write to the command queue")


async def test_a_test_that_is_given_up_leaves_no_line_open(activemq):
    links: list[Link] = []

    async def remembered(address: Address, config: Config, destination: str, clock: Clock) -> Link:
        links.append(await open_link(address, config, destination, clock))
        return links[-1]

    config = settings(activemq)
    checking = Session(config, read(config.settings), now=now, opened=remembered).check()
    async for step in checking:
        if step.name.startswith("Broker sign-in"):
            break
    await checking.aclose()  # type: ignore[attr-defined]

    with pytest.raises(Retryable, match="The line was closed"):
        await links[0].hear(0.1)
