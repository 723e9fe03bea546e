"""One queue's page in a real browser: it asks for itself when the floor tells of it, and stays as one left it."""

import json
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import BrowserContext, Page, expect

from cti_bridge.connector import Capability
from dashboard.presenters import one_queue as presenter
from dashboard.presenters.explained import explained_of
from dashboard.presenters.feeds import Lights, lit
from dashboard.presenters.policies import NO_QUEUE_RULE
from tests.browser.floors import agent, ago, source
from tests.browser.page import _rights, _viewer
from tests.browser.peer import Peer, ToldFloor
from tests.browser.queues_page import told
from tests.services.chromium import Complaints, serious_violations

HATCHED = re.compile("repeating-linear-gradient")
KEY, ADA = "xivo:11", "xivo:19"
CAN = Capability(works=True)


def render_one(floor: ToldFloor, template: str = "queue") -> str:
    """The page of the queue, or what of it is live, for one who sees all of the floor."""
    now = datetime.now(UTC)
    values, light = floor.present("queue")[KEY], Lights(floor.present("source"), now).of(KEY)
    members = presenter.members(KEY, floor.present("membership"), floor.present("agent"), light, CAN)
    context = {
        "key": KEY,
        "position": json.dumps(floor.position()),
        "source": "xivo",
        "queue": values,
        "fresh": light.fresh,
        "figures": presenter.figures(explained_of(values, NO_QUEUE_RULE, source="xivo", now=light.at)),
        "lit": lit(floor.present("source"), now, leads_to="/"),
        "wait_level": presenter.wait_level(values, light),
        "waiting": presenter.waiting(values, floor.present("callers").get(KEY), light, CAN),
        "members": members,
        "rights": _rights(floor, may_act=True),
        "user": _viewer(may_act=True, single_keys=True),
        "csrf_token": "a-token",
    }
    return render_to_string(f"queues/{template}.html", context)


@pytest.fixture
def peer() -> Iterator[Peer]:
    """A server with a queue in which one caller waits, and which one agent serves."""
    with Peer(lambda floor, _query: render_one(floor)) as peer:
        peer.floor.put("source", "xivo", source())
        peer.floor.put("queue", KEY, told("Accueil", 1, 30))
        peer.floor.put("callers", KEY, {"callers": [{"position": 1, "name": "Inès Dubois", "since": ago(30)}]})
        peer.floor.put("agent", ADA, agent("Ada Novak", "ready", team="xivo:acc"))
        peer.floor.put("membership", ADA, {"queues": {KEY: 0}})
        yield peer


@pytest.fixture
def context(peer: Peer, context: BrowserContext) -> BrowserContext:
    """The browser leaves before the server does."""
    return context


@pytest.fixture
def queue(page: Page, peer: Peer) -> Page:
    """The page, connected."""
    page.goto(peer.url)
    peer.answers[f"/queues/{KEY}/"] = (200, render_one(peer.floor, "_live"))
    peer.until(lambda: any("open" in said for socket in peer.sockets for said in socket.said))
    return page


def test_it_is_told_of_its_queue_and_its_agents_and_not_of_the_whole_floor(queue: Page, peer: Peer) -> None:
    opening = next(said for said in peer.sockets[-1].said if "open" in said)
    only = opening["only"]

    assert {KEY, ADA} <= set(only["keys"])
    assert not {"agent", "queue", "callers"} & set(only["kinds"])
    assert opening["open"] == peer.floor.position()
    assert opening["anew"] == {"kinds": ["sign_in", "command", "follow", "source", "team"], "keys": []}


def test_when_others_come_to_serve_it_its_line_goes_on_from_where_it_stands(queue: Page, peer: Peer) -> None:
    ben = "xivo:20"
    stood = peer.floor.position()
    peer.floor.put("agent", ben, agent("Ben Lind", "ready", team="xivo:acc"))
    joins = ("membership", ben, {"queues": {KEY: 1}})
    peer.floor.put(*joins)
    peer.answers[f"/queues/{KEY}/"] = (200, render_one(peer.floor, "_live"))

    peer.push([joins])

    expect(queue.locator(".penalties li")).to_have_count(2)
    peer.until(lambda: len(peer.sockets) == 2 and bool(peer.sockets[1].said))
    again = peer.sockets[1].said[0]
    assert ben in again["only"]["keys"]
    assert stood["xivo"][1] < again["open"]["xivo"][1] <= peer.floor.position()["xivo"][1]  # type: ignore[operator]


def test_what_changes_is_shown_while_the_focus_and_an_open_explanation_stay(queue: Page, peer: Peer) -> None:
    queue.focus("#figure-waiting")
    queue.keyboard.press("Enter")
    expect(queue.locator("#what-waiting")).to_be_visible()
    changed = [
        ("queue", KEY, told("Accueil", 2, 150)),
        ("agent", ADA, agent("Ada Novak", "talking", team="xivo:acc", since=3)),
        ("callers", KEY, {"callers": [{"position": 1, "since": ago(150)}, {"position": 2, "name": "Noé Petit"}]}),
    ]
    for kind, key, values in changed:
        peer.floor.put(kind, key, values)
    peer.answers[f"/queues/{KEY}/"] = (200, render_one(peer.floor, "_live"))

    peer.push(changed)

    expect(queue.locator("#figure-waiting b")).to_have_text("2")
    expect(queue.locator(".penalties li")).to_have_attribute("data-state", "talking")
    expect(queue.locator(".callers tbody tr")).to_have_count(2)
    expect(queue.locator("#what-waiting")).to_be_visible()
    queue.keyboard.press("Escape")
    expect(queue.locator("#figure-waiting")).to_be_focused()


def test_a_page_that_nobody_looks_at_asks_for_nothing_until_somebody_does(queue: Page, peer: Peer) -> None:
    asked: list[str] = []
    queue.on("request", lambda request: asked.append(request.url) if KEY in request.url else None)
    look(queue, hidden=True)
    peer.push([("queue", KEY, told("Accueil", 2, 150))])
    queue.wait_for_timeout(800)  # more than a hidden page's frame, and a question's delay
    assert asked == []

    with queue.expect_request(f"**/queues/{KEY}/"):
        look(queue, hidden=False)


def look(page: Page, *, hidden: bool) -> None:
    """Somebody turns away from the page, or looks at it again."""
    page.evaluate(
        """hidden => {
          Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
          document.dispatchEvent(new Event("visibilitychange"));
        }""",
        hidden,
    )


def test_where_answers_are_slow_it_asks_less_often(queue: Page, peer: Peer) -> None:
    begun = time.monotonic()
    queue.evaluate("""async () => {
      const say = (what) => document.getElementById("queue-live").dispatchEvent(new Event(what, { bubbles: true }));
      say("htmx:beforeRequest");
      await new Promise((done) => setTimeout(done, 250));
      say("htmx:afterRequest");
    }""")

    with queue.expect_request(f"**/queues/{KEY}/"):
        peer.push([("queue", KEY, told("Accueil", 2, 150))])

    assert time.monotonic() - begun > 1.2  # the answer, and four times as long as it took; not 0.3 s


def test_when_its_system_falls_silent_it_stands_and_is_hatched(queue: Page, peer: Peer) -> None:
    silent = source("stale", since=4, heard=10)
    peer.floor.put("source", "xivo", silent)
    peer.answers[f"/queues/{KEY}/"] = (200, render_one(peer.floor, "_live"))

    peer.push([("source", "xivo", silent)])

    expect(queue.locator("#queue-live")).to_have_attribute("data-fresh", "false")


def test_a_lost_line_is_said_once_and_hatches_it_until_it_is_back(
    queue: Page, peer: Peer, complaints: Complaints
) -> None:
    complaints.expect("Unexpected response code: 403")
    peer.admits = False
    peer.close_all(1001)

    expect(queue.get_by_text("Not connected since")).to_have_count(1)
    expect(queue.locator("#banner")).to_have_attribute("data-level", "alarm")
    expect(queue.locator(".figure").first).to_have_css("background-image", HATCHED)
    expect(queue.locator("[data-feed=xivo] .light")).to_have_css("border-style", "dashed")

    peer.admits = True
    expect(queue.locator("#banner")).to_have_text("All systems are live.", timeout=20_000)
    expect(queue.locator(".figure").first).to_have_css("background-image", "none")


def test_its_light_is_kept(queue: Page, peer: Peer) -> None:
    peer.push([("source", "xivo", source("stale", since=4, heard=10))])

    expect(queue.locator("[data-feed=xivo]")).to_have_attribute("data-feed-state", "stale")
    expect(queue.locator("#banner")).to_contain_text("xivo is silent since")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_for_everybody_and_for_every_width(page: Page, peer: Peer, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": 400, "height": 860})
    peer.answers[f"/queues/{KEY}/"] = (200, render_one(peer.floor, "_live"))
    page.goto(peer.url)
    page.click("#figure-level")
    expect(page.locator("#what-level")).to_be_visible()

    assert serious_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 400
