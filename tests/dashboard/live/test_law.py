"""The law: what a page folded from its frames is what a whole page would hold, whatever happened in between."""

import asyncio
from dataclasses import replace
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from cti_bridge.floor.model import AgentState, FeedState
from dashboard.live.only import Only
from dashboard.presenters.policies import QueueRule, TeamRule
from tests.dashboard.live.browser import Browser, rows_of
from tests.dashboard.live.conftest import ADA, LEA, SAM, XAN, World

AGENTS = ["cisco:1001", "cisco:1002", "cisco:1003", "xivo:19"]
TEAMS = {"cisco": ["cisco:5000", "cisco:5001", "cisco:5002"], "xivo": ["xivo:1"]}
QUEUES = ["cisco:Sales", "cisco:Help", "xivo:Sales"]
PLACES = ["cisco:5000", "cisco:5002", "xivo:1", "@7", "@8"]

queue_teams = st.sampled_from([(), ("cisco:5000",), ("cisco:5002",), ("cisco:5001", "cisco:5002")])
number = st.integers(0, 3)
two = st.integers(0, 1)
page = st.integers(0, 5)
deeds = st.one_of(
    st.tuples(st.just("agent"), st.sampled_from(AGENTS), number, st.sampled_from(AgentState)),
    st.tuples(st.just("agent gone"), st.sampled_from(AGENTS)),
    st.tuples(st.just("queue"), st.sampled_from(QUEUES), number),
    st.tuples(st.just("queue gone"), st.sampled_from(QUEUES)),
    st.tuples(st.just("serves"), st.sampled_from(AGENTS), number, st.sets(st.sampled_from(["Sales", "Help"]))),
    st.tuples(st.just("source"), st.sampled_from(["cisco", "xivo"]), st.sampled_from(FeedState)),
    st.tuples(st.just("sign-in"), st.sampled_from(["cisco:2001", "cisco:2002"]), number),
    st.tuples(st.just("command"), two, st.sampled_from(PLACES), st.sampled_from(["asked", "confirmed"])),
    st.tuples(st.just("command gone"), two),
    st.tuples(st.just("follow"), st.sampled_from(["7:cisco:1001", "8:cisco:1001"])),
    st.tuples(st.just("follow gone"), st.sampled_from(["7:cisco:1001", "8:cisco:1001"])),
    st.tuples(st.just("prune"), st.sampled_from(["cisco", "desk"]), st.integers(0, 30)),
    st.tuples(st.just("anew"), st.sampled_from(["cisco", "desk"])),
    st.tuples(st.just("end"), st.just("xivo")),
    st.tuples(st.just("policy"), queue_teams, number),
    st.tuples(st.just("wait"), st.sampled_from([0.1, 1.5, 61.0, 700.0])),
    st.tuples(st.just("read")),
    st.tuples(st.just("stop reading"), page),
    st.tuples(st.just("stop acknowledging"), page),
    st.tuples(st.just("go on"), page),
    st.tuples(st.just("reconnect"), page),
    st.tuples(st.just("fresh"), page),
    st.tuples(st.just("another page"), page),
)
some_kinds = st.frozensets(st.sampled_from(["agent", "queue", "membership", "source", "sign_in", "command", "follow"]))
some_keys = st.frozensets(st.sampled_from([*AGENTS, *QUEUES, "cisco", "cisco:2001", "c0"]))
less = st.builds(Only, kinds=some_kinds, keys=some_keys)


def _change(world: World, what: str, *to: Any) -> None:
    """What happens on the floor."""
    table = world.table
    match what, to:
        case "agent", (key, team, state):
            teams = TEAMS[key.partition(":")[0]]
            table.agent(key, teams[team % len(teams)], state)
        case "agent gone", (key,):
            table.remove(key.partition(":")[0], "agent", key)
        case "queue", (key, waiting):
            table.queue(key, waiting)
        case "queue gone", (key,):
            table.remove(key.partition(":")[0], "queue", key)
        case "serves", (key, team, queues):
            source = key.partition(":")[0]
            teams, served = TEAMS[source], [f"{source}:{queue}" for queue in sorted(queues)]
            table.membership(key, teams[team % len(teams)], *served, default=[f"{source}:Sales"])
        case "source", (key, state):
            table.source(key, state)
        case "sign-in", (key, extension):
            table.sign_in(key, f"400{extension}")
        case "command", (key, team, outcome):
            table.command(f"own{key}" if team.startswith("@") else f"c{key}", team, outcome)
        case "command gone", (key,):
            table.remove("desk", "command", f"c{key}")
        case "follow", (key,):
            table.waits(key, f"@{key[0]}")
        case "follow gone", (key,):
            table.remove("desk", "follow", key)
        case "prune", (stream, revision):
            table.prune(stream, revision)
        case "anew", (stream,):
            table.begin_anew(stream)
        case "end", (stream,):
            table.end(stream)
        case "policy", (teams, name):
            queues, named = {"cisco:Sales": QueueRule(teams=teams)}, {"cisco:5000": TeamRule(name=f"Team {name}")}
            world.policies = replace(world.policies, queues=queues, teams=named)
        case "wait", (seconds,):
            world.clock.seconds += seconds


async def _line(world: World, what: str, browser: Browser) -> None:
    """What happens on a page's line."""
    match what:
        case "stop reading":
            browser.stuck = browser.stuck or asyncio.Event()
        case "stop acknowledging":
            browser.acknowledges = False
        case "go on":
            await _go_on(browser)
        case "reconnect":
            await _reconnect(world, browser)
        case "fresh":
            browser.position, browser.rows = {}, {}
            await _reconnect(world, browser)
        case "another page":
            browser.load(world.cache)
            await _reconnect(world, browser)


async def _go_on(browser: Browser) -> None:
    browser.acknowledges = True
    if browser.stuck is not None:
        browser.stuck.set()
        browser.stuck = None
    while browser.socket.line.busy:
        await asyncio.sleep(0)
    browser.acknowledge()
    while browser.socket.line.busy:
        await asyncio.sleep(0)


async def _reconnect(world: World, browser: Browser) -> None:
    browser.leave()
    await browser.socket.line.drop()
    browser.stuck, browser.acknowledges = None, True
    browser.connect()


def _check(world: World, browsers: list[Browser]) -> None:
    for browser in browsers:
        if browser.stuck is None and browser.acknowledges:
            browser.acknowledge()
            assert browser.rows == rows_of(world.cache, browser.ticket.scope, browser.only)
            assert _queues_told(browser) <= _queues_seen(world, browser)


def _queues_told(browser: Browser) -> set[str]:
    serving = [row for (kind, _), row in browser.rows.items() if kind == "membership"]
    return {queue for row in serving for queue in (*row["queues"], *row["default"])}


def _queues_seen(world: World, browser: Browser) -> set[str]:
    rules, scope = world.cache._wording.policies.queues, browser.ticket.scope  # those that were read
    return {queue for queue in [*QUEUES, "xivo:Help"] if scope.sees_queue(queue, rules.get(queue, QueueRule()).teams)}


async def _live(world: World, story: list[tuple[Any, ...]], only: Only, anew: Only) -> None:
    browsers = [world.browser(scope) for scope in (SAM, LEA, XAN)] + [world.browser(ADA, anew=anew)]
    browsers += [world.browser(SAM, only, anew), world.browser(ADA, only)]
    for what, *to in story:
        if what == "read":
            world.tick()
            _check(world, browsers)
        elif what in ("stop reading", "stop acknowledging", "go on", "reconnect", "fresh", "another page"):
            await _line(world, what, browsers[to[0]])
        else:
            _change(world, what, *to)
    world.clock.seconds += 1.0  # so that policies are looked at
    world.tick()
    for browser in browsers:
        await _go_on(browser)
    _check(world, browsers)
    for browser in browsers:
        browser.leave()
        await browser.socket.line.drop()


@settings(max_examples=300, deadline=None)
@example([("command", 0, "@8", "asked"), ("read",), ("command", 0, "@7", "asked")], Only(), Only())
@given(st.lists(deeds, max_size=60), less, less)
def test_what_a_page_folded_is_what_a_whole_page_would_hold(
    story: list[tuple[Any, ...]], only: Only, anew: Only
) -> None:
    """Of those who asked for less: what a whole page would hold of that. Some pages are made without rows (`anew`)."""
    asyncio.run(_live(World(), story, only, anew))
