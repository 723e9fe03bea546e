"""Issue 2, what must be seen 2 and 3: bridge and web as separate processes, killed at the worst moment."""

import sqlite3
from collections import Counter

import pytest

from cti_bridge.practice.generic_connector_peer import Peer
from tests.journeys.conftest import SignIn
from tests.journeys.floor_page import ask, expect_light, expect_outcome, expect_state
from tests.journeys.site import Site, cisco, until
from tests.services.activemq import Broker
from tests.services.postgres import Postgres
from tests.services.redis import RedisServer

pytestmark = pytest.mark.journey

FORCED = ("makenotready#", "makeready#", "logout#")


def sent(peer: Peer) -> Counter[str]:
    """How often each forcing command reached the system."""
    return Counter(c.type for c in list(peer.received) if c.type.lower().startswith(FORCED))


def test_a_bridge_killed_with_commands_under_way_sends_none_twice_and_leaves_none_without_its_line(
    site: Site, broker: Broker, peer: Peer, sign_in: SignIn
) -> None:
    site.set_up(cisco(broker.url))
    web, bridge = site.start("serve"), site.start("run_bridge")
    page = sign_in(web, "sam")
    expect_light(page, "cisco", "live")
    agents = [f"10{n:02d}" for n in (1, 4, 7, 10)]
    for agent in agents:
        peer.set_state(agent, "READY")
    for agent in agents:
        expect_state(page, f"cisco:{agent}", "ready")
    peer.mute("MakeNotReady")

    for agent in agents:
        ask(page, f"cisco:{agent}", "not-ready")
    until(lambda: sum(sent(peer).values()) >= 2, 5, "some are sent")
    bridge.kill()
    until(lambda: page.locator('[data-feed="cisco"][data-feed-state="live"]').count() == 0, 12, "the light turns")
    peer.unmute()
    site.start("run_bridge")
    expect_light(page, "cisco", "live", within=20_000)

    for agent in agents:
        until(
            lambda a=agent: (
                page.locator(  # type: ignore[misc]
                    f'tr[data-agent="cisco:{a}"] :is([data-outcome="lost"],[data-outcome="timed_out"])'
                ).count()
                == 1
                or peer.state_of(a) == "NOT_READY"
            ),
            15,
            f"{agent} is settled",
        )
    assert max(sent(peer).values()) == 1
    with sqlite3.connect(f"{site.folder}/db.sqlite3") as database:
        asked = database.execute("SELECT count(*) FROM dashboard_askedcommand").fetchone()[0]
        lines = database.execute(
            "SELECT count(DISTINCT command) FROM dashboard_trailline WHERE step='asked'"
        ).fetchone()[0]
        steps = database.execute("SELECT count(*) FROM dashboard_trailline WHERE step='sent'").fetchone()[0]
    assert asked == lines == len(agents)
    assert steps >= sum(sent(peer).values())


@pytest.mark.parametrize("sent", [False, True])
def test_what_was_asked_of_a_bridge_that_died_ends_on_the_page_though_no_other_comes(
    site: Site, broker: Broker, peer: Peer, sign_in: SignIn, sent: bool
) -> None:
    site.set_up(cisco(broker.url))
    web, bridge = site.start("serve"), site.start("run_bridge")
    page = sign_in(web, "sam")
    expect_light(page, "cisco", "live")
    peer.set_state("1001", "READY")
    expect_state(page, "cisco:1001", "ready")

    if sent:
        peer.mute("MakeNotReady")
        ask(page, "cisco:1001", "not-ready")
        expect_outcome(page, "cisco:1001", "sent")
        bridge.kill()
    else:
        bridge.kill()
        ask(page, "cisco:1001", "not-ready")  # its lease still runs

    expect_outcome(page, "cisco:1001", "lost" if sent else "timed_out", within=15_000)


def test_two_web_processes_on_postgresql_and_redis_and_redis_killed_midway(
    broker: Broker, peer: Peer, sign_in: SignIn
) -> None:
    with (
        Postgres() as postgres,
        RedisServer() as redis,
        Site(DATABASE_URL=postgres.url, REDIS_URL=redis.url) as site,
    ):
        site.set_up(cisco(broker.url))
        first, second = site.start("serve"), site.start("serve")
        site.start("run_bridge")
        one, two = sign_in(first, "sam"), sign_in(second, "sam")
        for page in (one, two):
            expect_light(page, "cisco", "live")

        peer.set_state("1001", "READY")
        for page in (one, two):
            expect_state(page, "cisco:1001", "ready")
        ask(one, "cisco:1001", "not-ready")
        expect_outcome(one, "cisco:1001", "confirmed")
        expect_state(two, "cisco:1001", "not_ready")

        redis.kill()
        peer.set_state("1001", "READY")
        for page in (one, two):
            expect_state(page, "cisco:1001", "ready", within=3000)
        ask(two, "cisco:1001", "not-ready")
        expect_outcome(two, "cisco:1001", "confirmed")
        for page in (one, two):
            page.context.close()  # before the site goes: a page whose server went says so on the console
