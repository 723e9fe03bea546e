"""The next call of one whom the viewer follows: a question with a countdown, in one tab; unanswered, nothing starts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.calls import ADA, answer, listening_floor, talking
from tests.browser.floors import agent, ago
from tests.browser.page import PERSON, render_another
from tests.browser.peer import Peer, Values
from tests.browser.waiting import told
from tests.services.chromium import serious_violations

KEY = f"{PERSON}:{ADA}"
LISTEN, FOLLOW = f"/agents/{ADA}/listen/", f"/agents/{ADA}/follow/"
PROMPT = "#follow-prompt"


def follow(*, seconds: float = 590) -> Values:
    """Sam follows Ada, for so many seconds more."""
    return {"agent": ADA, "name": "Ada Novak", "until": ago(-seconds)}


@pytest.fixture
def floor(page: Page, peer: Peer) -> Page:
    """Ada is ready; Sam follows her."""
    listening_floor(peer.floor)
    peer.floor.put("agent", ADA, agent("Ada Novak", "ready"))
    peer.floor.put("follow", KEY, follow())
    answer(peer, LISTEN, "listen")
    answer(peer, FOLLOW, "follow", "confirmed", command="")
    page.goto(peer.url)
    told(page, peer)
    return page


def call_comes(peer: Peer, **more: object) -> None:
    """Ada's next call."""
    peer.push([("agent", ADA, talking(since=0, **more))])


def test_at_the_next_call_the_viewer_is_asked_and_keeps_the_focus(floor: Page, peer: Peer) -> None:
    floor.focus("#tools [name=q]")
    call_comes(peer)

    expect(floor.locator(PROMPT)).to_contain_text("Ada Novak is on a call. Listen?")
    expect(floor.locator(f"{PROMPT} [data-cell=follow-left]")).to_have_text(re.compile(r"^\d\d? s$"))
    expect(floor.locator("#alarm")).to_contain_text("Ada Novak is on a call. Listen?")
    expect(floor.locator("#tools [name=q]")).to_be_focused()
    assert peer.asked == []


def test_listen_listens_and_follows_no_more(floor: Page, peer: Peer) -> None:
    call_comes(peer)
    floor.click(f"{PROMPT} button[type=submit]")

    peer.until(lambda: sorted(asked.path for asked in peer.asked) == [FOLLOW, LISTEN])
    assert {asked.body for asked in peer.asked if asked.path == FOLLOW} == {"stop=asked"}
    expect(floor.locator(PROMPT)).to_be_hidden()


def test_not_now_starts_nothing(floor: Page, peer: Peer) -> None:
    call_comes(peer)
    floor.click(f"{PROMPT} [data-do=follow-not]")

    expect(floor.locator(PROMPT)).to_be_hidden()
    peer.until(lambda: [asked.path for asked in peer.asked] == [FOLLOW])


def test_unanswered_nothing_starts_and_it_says_so(page: Page, peer: Peer) -> None:
    listening_floor(peer.floor)
    peer.floor.put("agent", ADA, agent("Ada Novak", "ready"))
    peer.floor.put("follow", KEY, follow())
    answer(peer, FOLLOW, "follow", "confirmed", command="")
    page.clock.install()
    page.goto(peer.url)
    page.clock.run_for(1_000)
    call_comes(peer)
    page.clock.run_for(1_000)
    expect(page.locator(PROMPT)).to_be_visible()

    page.clock.run_for(15_000)

    expect(page.locator(PROMPT)).to_contain_text("No answer: nothing was started for Ada Novak.")
    assert [asked.path for asked in peer.asked] == [FOLLOW]
    page.clock.run_for(10_000)
    expect(page.locator(PROMPT)).to_be_hidden()


def test_a_call_that_nobody_may_listen_to_is_not_asked_about(floor: Page, peer: Peer) -> None:
    call_comes(peer, no_listen="private")
    told(floor, peer)
    floor.wait_for_timeout(400)

    expect(floor.locator(PROMPT)).to_be_hidden()


def test_the_present_call_is_not_the_next_one(floor: Page, peer: Peer) -> None:
    peer.push([("follow", KEY, None), ("agent", ADA, talking(since=60))])
    told(floor, peer)
    peer.push([("follow", KEY, follow(seconds=600))])
    told(floor, peer)
    peer.push([("agent", ADA, talking(since=60, ext="4001"))])
    told(floor, peer)
    floor.wait_for_timeout(400)
    expect(floor.locator(PROMPT)).to_be_hidden()

    peer.push([("agent", ADA, agent("Ada Novak", "wrap_up"))])
    call_comes(peer)
    expect(floor.locator(PROMPT)).to_be_visible()


def test_of_two_tabs_one_asks(floor: Page, peer: Peer) -> None:
    other = floor.context.new_page()
    other.goto(peer.url)
    told(other, peer)
    call_comes(peer)

    peer.until(lambda: _open(floor) + _open(other) == 1)
    floor.wait_for_timeout(600)
    assert _open(floor) + _open(other) == 1


def _open(page: Page) -> int:
    return page.locator(f"{PROMPT}:popover-open").count()


def test_a_page_that_shows_no_floor_asks_too(page: Page, peer: Peer) -> None:
    listening_floor(peer.floor)
    peer.floor.put("agent", ADA, agent("Ada Novak", "ready"))
    peer.floor.put("follow", KEY, follow())
    peer.answers["/another/"] = (200, render_another(peer.floor))
    page.goto(f"{peer.url}/another/")
    wanted = {"kinds": ["sign_in", "command", "follow", "source", "team"], "keys": [ADA]}
    peer.until(lambda: any(said.get("only") == wanted for socket in peer.sockets for said in socket.said))

    call_comes(peer)

    expect(page.locator(PROMPT)).to_contain_text("Ada Novak is on a call. Listen?")


def test_it_is_over_after_ten_minutes_and_says_so(page: Page, peer: Peer) -> None:
    listening_floor(peer.floor)
    peer.floor.put("agent", ADA, agent("Ada Novak", "ready"))
    peer.floor.put("follow", KEY, follow(seconds=3))
    page.goto(peer.url)
    told(page, peer)

    expect(page.locator("#announce")).to_have_text("You no longer follow Ada Novak: ten minutes are over.")
    expect(page.locator(PROMPT)).to_be_visible()
    call_comes(peer)
    told(page, peer)
    page.wait_for_timeout(400)
    expect(page.locator("#alarm")).to_be_empty()


def test_it_ends_with_a_word_when_the_agent_leaves_ones_teams(floor: Page, peer: Peer) -> None:
    peer.push([("agent", ADA, None), ("follow", KEY, None)])

    said = "You no longer follow Ada Novak: they are no longer among your agents."
    expect(floor.locator(PROMPT)).to_have_text(re.compile(said))
    expect(floor.locator("#announce")).to_contain_text(said)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_the_question(floor: Page, peer: Peer, scheme: str) -> None:
    floor.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    call_comes(peer)
    expect(floor.locator(PROMPT)).to_be_visible()

    assert serious_violations(floor) == []
