"""Times tick in the browser, in view only, from the server's clock; and stand where the source is silent."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.floors import agent, ago, fill, queue, source
from tests.browser.peer import Peer
from tests.browser.waiting import told


def test_times_tick_and_pass_the_hour(page: Page, peer: Peer) -> None:
    peer.floor.put("source", "cisco", source())
    peer.floor.put("agent", "cisco:1", agent("Ada", "ready", since=3592))
    page.goto(peer.url)

    time = page.locator("#agent-cisco-1 [data-cell=time]")
    expect(time).to_have_text(re.compile(r"^59:5\d$"))
    expect(time).to_have_text(re.compile(r"^1:00:0\d$"), timeout=15_000)


def test_an_unknown_start_is_a_least_time(page: Page, peer: Peer) -> None:
    peer.floor.put("source", "cisco", source())
    peer.floor.put("agent", "cisco:1", agent("Ada", "ready", since=60))
    page.goto(peer.url)

    peer.push([("agent", "cisco:1", agent("Ada", "ready", since=724, unsure=True))])

    expect(page.locator("#agent-cisco-1 [data-cell=time]")).to_have_text(re.compile(r"^≥ 12:\d\d$"))


def test_the_servers_clock_counts_and_not_this_machines(page: Page, peer: Peer) -> None:
    peer.floor.put("source", "cisco", source())
    peer.floor.put("agent", "cisco:1", agent("Ada", "ready", since=20))
    page.add_init_script("const now = Date.now; Date.now = () => now() + 3_600_000")
    page.goto(peer.url)
    told(page, peer)

    expect(page.locator("#agent-cisco-1 [data-cell=time]")).to_have_text(re.compile(r"^0:[2-4]\d$"))


def test_a_row_passes_its_limits_by_itself_and_says_so(page: Page, peer: Peer) -> None:
    peer.floor.put("source", "cisco", source())
    peer.floor.put("agent", "cisco:1", agent("Ada", "wrap_up", since=178))
    page.goto(peer.url)
    row = page.locator("#agent-cisco-1")
    expect(row).not_to_have_attribute("data-level", "warn")

    expect(row).to_have_attribute("data-level", "warn")
    expect(row.locator("[data-cell=past]")).to_have_text("past 3:00")
    expect(page.locator("[data-need=agent]")).to_have_attribute("data-about", "cisco:1")
    expect(page.locator("#announce")).to_have_text("1 agent needs you: Ada")

    peer.push([("agent", "cisco:1", agent("Ada", "ready"))])
    expect(row).not_to_have_attribute("data-level", "warn")
    expect(row.locator("[data-cell=past]")).to_have_text("")


def test_only_rows_in_view_are_ticked_and_the_others_when_they_come(page: Page, peer: Peer) -> None:
    fill(peer.floor, 600)
    page.goto(peer.url)
    told(page, peer)
    written = page.evaluate("""() => new Promise((resolve) => {
        const rows = new Set();
        const note = ({target}) => rows.add(target.parentElement.closest("tr"));
        const look = new MutationObserver((all) => all.forEach(note));
        look.observe(document.querySelector("#agents"), {subtree: true, characterData: true, childList: true});
        setTimeout(() => resolve(rows.size), 2500);
    })""")
    assert 10 < written < 150

    last = page.locator("tr[data-agent]").last
    was = last.locator("[data-cell=time]").text_content()
    last.scroll_into_view_if_needed()
    expect(last.locator("[data-cell=time]")).not_to_have_text(str(was))


def test_times_of_a_silent_source_stand_and_go_on_when_it_is_back(page: Page, peer: Peer) -> None:
    peer.floor.put("source", "cisco", source())
    peer.floor.put("agent", "cisco:1", agent("Ada", "ready", since=100))
    page.goto(peer.url)

    peer.push([("source", "cisco", source("stale", since=1, heard=6))])
    row = page.locator("#agent-cisco-1")
    expect(row).to_have_attribute("data-fresh", "false")
    stood = row.locator("[data-cell=time]").text_content()
    page.wait_for_timeout(2_100)
    expect(row.locator("[data-cell=time]")).to_have_text(str(stood))
    expect(page.locator("[data-group='cisco:5000'] [data-cell=silent]")).to_contain_text("silent 0:0")
    expect(page.locator("#banner")).to_contain_text("cisco is silent since")
    expect(page.locator("#banner")).to_contain_text("1 row stands as it was; its actions are locked.")

    peer.push([("source", "cisco", source())])
    expect(row).to_have_attribute("data-fresh", "true")
    expect(row.locator("[data-cell=time]")).not_to_have_text(str(stood))
    expect(page.locator("#announce")).to_have_text("cisco is live again.")


@pytest.mark.parametrize("view", ["?q=4599", "?sort=-name&group=none", "?group=state&state=talking"])
def test_rows_that_a_filter_or_an_order_brings_into_view_tick_too(page: Page, peer: Peer, view: str) -> None:
    fill(peer.floor, 600)
    page.goto(peer.url)
    told(page, peer)

    page.evaluate("view => { history.pushState(null, '', view); dispatchEvent(new PopStateEvent('popstate')) }", view)

    time = page.locator("tr[data-agent]:visible [data-cell=time]").first
    was = str(time.text_content())
    expect(time).not_to_have_text(was, timeout=2_500)
    was = str(time.text_content())
    expect(time).not_to_have_text(was, timeout=2_500)


def test_all_who_wait_too_long_count_against_the_headlines_level(page: Page, peer: Peer) -> None:
    level = {"level": [8, 10], "level_variant": "abandons_negative", "level_lost_after": 20}
    peer.floor.put("source", "cisco", source())
    peer.floor.put(
        "queue", "cisco:Sales", queue("Sales", waiting=2, longest=90) | level | {"waits": [ago(90), ago(60)]}
    )
    page.goto(peer.url)
    figure = page.locator("[data-figure=level] b")
    told(page, peer)
    expect(figure).to_have_text("67 %")

    waits = [ago(90), ago(60), ago(25), ago(0)]
    peer.push([("queue", "cisco:Sales", queue("Sales", waiting=4, longest=90) | level | {"waits": waits})])

    expect(figure).to_have_text("62 %")


def test_where_nobody_waits_there_is_no_longest_wait_and_a_dash_means_not_given(page: Page, peer: Peer) -> None:
    peer.floor.put("source", "cisco", source())
    peer.floor.put("queue", "cisco:Sales", queue("Sales", waiting=2, longest=30))
    page.goto(peer.url)
    wait, figure = page.locator("[data-queue] [data-cell=longest]"), page.locator("[data-figure=longest] b")
    expect(wait).to_have_text(re.compile(r"^0:[3-5]\d$"))

    peer.push([("queue", "cisco:Sales", queue("Sales", waiting=0))])
    expect(wait).to_have_text("")
    expect(figure).to_have_text("")

    peer.push([("queue", "cisco:Sales", queue("Sales", waiting=2))])
    expect(wait).to_have_text("–")
    expect(figure).to_have_text("–")
