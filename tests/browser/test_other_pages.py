"""Every page of one who has a floor keeps what is theirs live: the bar above all, by a line of nothing else."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.calls import ADA, SAM, answer, command, heard, hearing, listening_floor, phone
from tests.browser.floors import agent, ago
from tests.browser.page import render_another
from tests.browser.peer import Peer, ToldFloor
from tests.services.chromium import Complaints

OWN = {"kinds": ["sign_in", "command", "follow", "source", "team"], "keys": []}


@pytest.fixture
def another(page: Page, peer: Peer) -> Page:
    """A page that shows no floor, while Sam listens to Ada."""
    listening_floor(peer.floor, hearing())
    peer.answers["/another/"] = (200, render_another(peer.floor))
    page.goto(f"{peer.url}/another/")
    peer.until(lambda: bool(peer.sockets and peer.sockets[0].said))  # the modules are there: what is pressed is theirs
    return page


def test_its_line_asks_for_what_is_the_viewers_own_and_for_no_agents(another: Page, peer: Peer) -> None:
    peer.until(lambda: bool(peer.sockets and peer.sockets[0].said))

    assert peer.sockets[0].said[0] == {"open": {}, "only": OWN}


def test_the_bar_is_in_the_page_as_it_comes_and_lives_on(another: Page, peer: Peer) -> None:
    expect(another.locator("#listening")).to_contain_text("Listening to Ada Novak")

    peer.push([("sign_in", SAM, heard())])

    expect(another.locator("#listening")).to_contain_text("You are heard on Ada Novak’s call")


def test_one_can_stop_from_there(another: Page, peer: Peer) -> None:
    answer(peer, f"/sign-ins/{SAM}/stop-listening/", "stop-listening")
    another.click("#listening [data-action=stop-listening]")
    expect(another.locator("#listening [data-action=stop-listening]")).to_have_text("Asked")

    peer.push([("command", "c1", command("stop-listening", "confirmed")), ("sign_in", SAM, phone())])

    expect(another.locator("#listening")).to_be_hidden()


def test_one_can_barge_in_from_there_asked_once_in_place(another: Page, peer: Peer) -> None:
    answer(peer, f"/agents/{ADA}/barge-in/", "barge-in")
    another.click("#listening [data-action=barge-in]")
    expect(another.locator("#confirm")).to_contain_text("Barge in on Ada Novak")
    another.keyboard.press("Enter")

    peer.until(lambda: [asked.path for asked in peer.asked] == [f"/agents/{ADA}/barge-in/"])
    expect(another.locator("#listening [data-action=barge-in]")).to_have_text("Asked")


def test_a_lost_line_leaves_the_bar_uncertain(another: Page, peer: Peer) -> None:
    expect(another.locator("#listening")).to_be_visible()
    peer.until(lambda: bool(peer.sockets))

    peer.admits = False
    peer.close_all(1001)

    expect(another.locator("#listening")).to_contain_text("It is not certain that you are still on this call.")
    peer.admits = True


def agent_page(floor: ToldFloor, note: str) -> str:
    """Ada's panel, as a page of its own."""
    panel = f'''<article id="agent-panel" data-panel="{ADA}" data-url="/another/" data-since="{ago(5)}">
        <time data-cell="time"></time><p id="note">{note}</p><div id="outcomes"></div></article>'''
    return render_another(floor).replace("</main>", f"{panel}</main>", 1)


def test_an_agents_own_page_is_told_of_the_agent_and_keeps_up(page: Page, peer: Peer) -> None:
    listening_floor(peer.floor)
    peer.answers["/another/"] = (200, agent_page(peer.floor, "Talks"))
    page.goto(f"{peer.url}/another/")
    peer.until(lambda: bool(peer.sockets and peer.sockets[0].said))
    assert peer.sockets[0].said[0] == {"open": {}, "only": OWN | {"keys": [ADA]}}

    peer.answers["/another/"] = (200, agent_page(peer.floor, "Wraps up"))
    page.evaluate("document.querySelector('#outcomes').innerHTML = '<p data-outcome=refused>Not now.</p>'")
    peer.push([("agent", ADA, agent("Ada Novak", "wrap_up"))])

    expect(page.locator("#note")).to_have_text("Wraps up")
    expect(page.locator("#outcomes")).to_have_text("Not now.")
    expect(page.locator("#agent-panel time")).to_contain_text("0:")


def test_an_agents_own_page_says_that_it_stands_while_the_line_is_lost(page: Page, peer: Peer) -> None:
    listening_floor(peer.floor)
    peer.answers["/another/"] = (200, agent_page(peer.floor, "Talks"))
    page.goto(f"{peer.url}/another/")
    peer.until(lambda: bool(peer.sockets))

    peer.admits = False
    peer.close_all(1001)
    expect(page.locator(".wrong")).to_contain_text("This page stands as it was.")

    peer.admits = True
    expect(page.locator(".wrong")).to_have_count(0, timeout=20_000)


def test_an_agents_own_page_says_that_the_agent_has_left_the_teams(
    page: Page, peer: Peer, complaints: Complaints
) -> None:
    complaints.expect("404")
    listening_floor(peer.floor)
    told = agent_page(peer.floor, "Talks").replace(
        '<time data-cell="time">', '<h1>Ada Novak</h1><time data-cell="time">'
    )
    peer.answers["/another/"] = (200, told)
    page.goto(f"{peer.url}/another/")
    peer.until(lambda: bool(peer.sockets and peer.sockets[0].said))

    peer.answers["/another/"] = (404, "<h1>Not found</h1>")
    peer.push([("agent", ADA, None)])

    expect(page.get_by_role("status").filter(has_text="Ada Novak is no longer among your agents")).to_be_visible()
    expect(page.locator("#note")).to_have_count(0)
    expect(page.get_by_role("heading", name="Ada Novak")).to_be_visible()


MENU = f"""<div id="my-sign-ins"><section data-sign-in="{SAM}" data-state="signed_out">
<span data-cell="state"></span><time data-cell="time"></time>
<form data-when="out"><button type="button">Sign me in</button></form>
<div data-when="in" hidden><form><input type="hidden" name="t"><button type="button">Ready</button></form></div>
</section></div><main"""


def test_who_pressed_sign_me_in_stands_at_what_came_in_its_place(page: Page, peer: Peer) -> None:
    listening_floor(peer.floor, phone("signed_out"))
    peer.answers["/another/"] = (200, render_another(peer.floor).replace("<main", MENU, 1))
    page.goto(f"{peer.url}/another/")
    peer.until(lambda: bool(peer.sockets and peer.sockets[0].said))
    page.focus("text=Sign me in")

    peer.push([("sign_in", SAM, phone())])

    expect(page.get_by_role("button", name="Ready")).to_be_focused()


def test_the_time_that_a_message_has_left_is_right_after_the_machine_has_slept(another: Page, peer: Peer) -> None:
    another.evaluate(
        """async (ends) => {
          const now = performance.now.bind(performance);
          window.slept = 0; // a browser's steady clock stands while the machine sleeps
          performance.now = () => now() - window.slept;
          const active = `<p id="active"><time data-left="${ends}"></time></p>`;
          document.querySelector("main").insertAdjacentHTML("beforeend", active);
          await import("/static/js/messages.js");
        }""",
        ago(-1800),
    )
    left = another.locator("#active time")
    expect(left).to_have_text(re.compile(r"^29:\d\d$"))

    another.evaluate("window.slept = 600000")
    expect(left).to_have_text(re.compile(r"^39:\d\d$"))
    peer.push([("sign_in", SAM, heard())])

    expect(left).to_have_text(re.compile(r"^29:\d\d$"))
