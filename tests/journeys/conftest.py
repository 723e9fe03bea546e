"""What the journeys share: a broker, a Generic Connector peer with its site, and people in browsers."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Page

from cti_bridge.practice.generic_connector_peer import BrokerAddress, Peer, Settings, a_site
from cti_bridge.practice.xuc_peer import Peer as XucPeer
from tests.journeys.setups import listened_to
from tests.journeys.site import Program, Site
from tests.journeys.xuc import an_xuc
from tests.services.activemq import Broker
from tests.services.chromium import Complaints

SignIn = Callable[[Program, str], Page]


def utc_now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture(scope="session")
def _broker() -> Iterator[Broker]:
    with Broker() as broker:
        yield broker


@pytest.fixture
def broker(_broker: Broker) -> Broker:
    """A real ActiveMQ, which runs: one for all journeys of this process, for its start takes seconds."""
    return _broker.start()


@pytest.fixture
def peer(broker: Broker) -> Iterator[Peer]:
    """The Generic Connector of a site with three teams and 24 agents, behind that broker."""
    with a_peer(broker) as peer:
        yield peer


def a_peer(broker: Broker, *, agents: int = 24, leas_teams: tuple[str, ...] = ("5002",)) -> Peer:
    """A Generic Connector behind a broker, with a site of its own: its agents, and the teams that Lea supervises."""
    world = a_site(clock=utc_now, agents=agents)
    world.users["2002"] = replace(world.users["2002"], supervises=leas_teams)
    return Peer(
        BrokerAddress(host="127.0.0.1", port=broker.port, password="gc-secret"),
        world,
        Settings(zone=ZoneInfo("UTC")),
    )


@pytest.fixture
def xuc() -> Iterator[XucPeer]:
    """The XUC of a site with three groups and 24 agents, on a free port."""
    with an_xuc() as peer:
        yield peer


@pytest.fixture
def site() -> Iterator[Site]:
    """An installation of its own, on SQLite."""
    with Site() as site:
        yield site


@pytest.fixture
def listening_up(site: Site, broker: Broker, peer: Peer) -> Program:
    """Web and bridge in one process, following that broker; Sales North may be listened to."""
    site.set_up(listened_to(broker.url))
    return site.start("up")


@pytest.fixture
def sign_in(chromium: Browser, complaints: Complaints) -> Iterator[SignIn]:
    """Opens a browser of their own for a person, signs in, and returns the floor's page."""
    contexts = []

    def open_floor(program: Program, username: str) -> Page:
        context = chromium.new_context(viewport={"width": 1280, "height": 860})
        context.set_default_timeout(20_000)
        complaints.watch(context)
        contexts.append(context)
        page = context.new_page()
        page.goto(f"{program.url}/login/")
        page.fill("[name=username]", username)
        page.fill("[name=password]", "a-password-for-journeys")
        page.click("main [type=submit]")
        page.wait_for_selector("#main[data-position]")
        page.wait_for_load_state("load")  # pressed before htmx is there, a form is posted as without a script
        return page

    yield open_floor
    for context in contexts:
        context.close()
