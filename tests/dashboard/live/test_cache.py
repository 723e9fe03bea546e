"""The rows as a process has them: read when they moved, presented once, and kept honest when something is wrong."""

import pytest

from cti_bridge.floor.model import FeedState
from dashboard.access import Scope
from dashboard.presenters.policies import Policies, TeamRule
from tests.dashboard.live.conftest import ADA, SAM, World

NOBODY = Scope()


def test_a_page_is_read_anew_only_after_a_second(world: World) -> None:
    world.cache.page(SAM)
    world.cache.page(SAM)
    assert world.table.reads == 1

    world.clock.seconds += 1
    world.cache.page(SAM)

    assert world.table.reads == 2


def test_a_page_holds_its_scope_and_nothing_else(world: World) -> None:
    world.table.agent("cisco:1001", "cisco:5000")
    world.table.agent("cisco:1002", "cisco:5002")
    world.table.source("cisco")
    world.table.sign_in("cisco:2002", "4001")

    assert [entry.key for entry in world.cache.page(SAM).entries] == ["cisco:1001", "cisco"]
    assert world.cache.page(NOBODY).entries == []
    assert world.cache.page(NOBODY).position == {}


def test_an_entry_stays_the_same_until_its_row_changes(world: World) -> None:
    world.table.agent("cisco:1001", "cisco:5000")
    world.table.agent("cisco:1002", "cisco:5000")
    one, two = world.cache.page(SAM).entries
    one.html["en"] = two.html["en"] = "<tr>"

    world.table.agent("cisco:1002", "cisco:5000", name="Bea")
    world.clock.seconds += 1
    page = {entry.key: entry for entry in world.cache.page(SAM).entries}

    assert page["cisco:1001"].html == {"en": "<tr>"}
    assert page["cisco:1002"].html == {}


async def test_a_row_that_cannot_be_presented_is_logged_and_stops_nobody(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    world.table.agent("cisco:1001", "cisco:5000")
    browser = world.browser(SAM)
    world.table.put("cisco", "agent", "cisco:1001", "{}", "cisco:5000")
    world.table.agent("cisco:1002", "cisco:5000")
    world.tick()

    assert set(browser.rows) == {("agent", "cisco:1002")}
    assert "cannot be presented" in caplog.text


async def test_a_change_of_policies_is_told_to_open_pages_and_only_where_it_shows(world: World) -> None:
    world.table.agent("cisco:1001", "cisco:5000")
    world.table.agent("cisco:1002", "cisco:5001")
    browser = world.browser(SAM)

    world.policies = Policies(teams={"cisco:5000": TeamRule(name="North")})
    world.clock.seconds += 1
    world.tick()

    assert [(key, values["team_name"]) for _, key, values in browser.frames[-1]["rows"]] == [("cisco:1001", "North")]


async def test_a_page_worded_by_other_policies_is_told_the_whole_when_it_comes_back(world: World) -> None:
    world.table.agent("cisco:1001", "cisco:5000")
    browser = world.browser(SAM)
    browser.leave()

    world.policies = Policies(teams={"cisco:5000": TeamRule(name="North")})
    world.clock.seconds += 1
    browser.connect()
    world.tick()

    assert browser.frames[-1]["whole"] == ["cisco"]
    assert browser.rows["agent", "cisco:1001"]["team_name"] == "North"


def test_equal_policies_make_equal_epochs_in_whatever_order_they_were_read(world: World) -> None:
    north, south = ("cisco:5000", TeamRule(name="North")), ("cisco:5001", TeamRule(name="South"))
    other = World()
    world.table.source("cisco")
    other.table.source("cisco")
    world.policies, other.policies = Policies(teams=dict([north, south])), Policies(teams=dict([south, north]))

    assert world.cache.page(ADA).position == other.cache.page(ADA).position


async def test_a_position_ten_minutes_behind_means_the_whole(world: World) -> None:
    world.table.agent("cisco:1001", "cisco:5000")
    browser = world.browser(SAM)
    browser.leave()
    for _ in range(3):
        world.clock.seconds += 301
        world.table.agent("cisco:1002", "cisco:5000", name=str(world.clock.seconds))
        world.cache.refresh()

    browser.connect()
    world.tick()

    assert browser.frames[-1]["whole"] == ["cisco"]


async def test_a_position_before_a_pruned_tombstone_means_the_whole(world: World) -> None:
    world.table.agent("cisco:1001", "cisco:5000")
    browser = world.browser(SAM)
    browser.leave()
    world.table.remove("cisco", "agent", "cisco:1001")
    world.table.prune("cisco", 2)

    browser.connect()
    world.tick()

    assert browser.frames[-1]["whole"] == ["cisco"]
    assert browser.rows == {}


async def test_a_process_that_just_started_resumes_pages_of_another(world: World) -> None:
    world.table.agent("cisco:1001", "cisco:5000")
    world.table.agent("cisco:1002", "cisco:5000")
    elsewhere = world.browser(SAM)
    world.table.remove("cisco", "agent", "cisco:1001")

    started = World()
    started.table = world.table
    started.cache._reader = world.table
    elsewhere.leave()
    elsewhere.hub = started.hub
    elsewhere.connect()
    started.tick()

    assert elsewhere.frames[-1]["rows"] == [["agent", "cisco:1001", None]]
    assert set(elsewhere.rows) == {("agent", "cisco:1002")}


async def test_the_light_of_a_source_that_no_bridge_follows_turns_and_comes_back(world: World) -> None:
    world.table.source("cisco", FeedState.LIVE)
    world.table.source("xivo", FeedState.LIVE)
    browser = world.browser(ADA)

    world.table.follow("cisco", followed=False)
    world.tick()
    lights = {key: values["state"] for (_, key), values in browser.rows.items()}
    assert lights == {"cisco": FeedState.DOWN, "xivo": FeedState.LIVE}
    assert "bridge" in str(browser.rows["source", "cisco"]["note"])

    world.table.follow("cisco", followed=True)
    world.tick()
    assert browser.rows["source", "cisco"]["state"] == FeedState.LIVE
