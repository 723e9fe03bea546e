"""While one is on somebody's call a bar says so at the bottom of every page, read from one's own sign-in alone."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import calls
from tests.browser.calls import ADA, SAM, answer, command, heard, hearing, listening_floor, phone
from tests.browser.floors import agent, ago, source
from tests.browser.peer import Peer
from tests.browser.waiting import told
from tests.services.chromium import Complaints, serious_violations

OWN = f"/sign-ins/{SAM}/"
COVERED = """() => {
    const last = [...document.querySelectorAll("tr[data-agent]")].at(-1);
    last.scrollIntoView({block: "end"});
    return last.getBoundingClientRect().bottom - document.querySelector("#listening").getBoundingClientRect().top;
}"""


@pytest.fixture
def floor(page: Page, peer: Peer) -> Page:
    """Sam listens to Ada."""
    listening_floor(peer.floor, hearing())
    page.goto(peer.url)
    told(page, peer)
    return page


def bar(page: Page) -> Locator:
    """The bar."""
    return page.locator("#listening")


def button(page: Page, action: str) -> Locator:
    """One of its buttons."""
    return page.locator(f"#listening [data-action={action}]")


def test_there_is_none_while_one_is_on_nobodys_call(page: Page, peer: Peer) -> None:
    listening_floor(peer.floor)
    page.goto(peer.url)
    told(page, peer)

    expect(bar(page)).to_be_hidden()


def test_it_says_whom_and_its_clock_ticks(floor: Page) -> None:
    expect(bar(floor)).to_contain_text("Listening to Ada Novak")
    expect(bar(floor)).to_contain_text("Sales")
    clock = floor.locator("#listening [data-cell=bar-time]")
    first = str(clock.text_content())
    assert first.startswith("1:")
    expect(clock).not_to_have_text(first)


def test_it_comes_with_the_call_and_says_so(page: Page, peer: Peer) -> None:
    listening_floor(peer.floor)
    page.goto(peer.url)
    told(page, peer)

    peer.push([("sign_in", SAM, hearing(since=0))])

    expect(bar(page)).to_be_visible()
    expect(page.locator("#announce")).to_have_text("Listening to Ada Novak")


def test_a_second_tab_and_a_page_loaded_again_show_it_too(floor: Page, peer: Peer) -> None:
    other = floor.context.new_page()
    other.goto(peer.url)
    expect(bar(other)).to_contain_text("Listening to Ada Novak")

    floor.reload()
    expect(bar(floor)).to_contain_text("Listening to Ada Novak")
    peer.push([("sign_in", SAM, phone())])
    expect(bar(floor)).to_contain_text("You no longer listen to Ada Novak.")
    expect(bar(other)).to_contain_text("You no longer listen to Ada Novak.")


def test_what_was_stopped_in_another_tab_is_not_said_to_have_ended_by_itself(floor: Page, peer: Peer) -> None:
    stop = command("stop-listening", "sent", asked=ago(-1))
    peer.push([("command", "c9", stop)])
    expect(button(floor, "stop-listening")).to_have_text("Asked")

    peer.push([("command", "c9", stop | {"outcome": "confirmed"}), ("sign_in", SAM, phone())])

    expect(bar(floor)).to_be_hidden()
    expect(floor.locator("#announce")).to_contain_text("You no longer listen to Ada Novak.")
    expect(floor.locator("#alarm")).to_be_empty()


def test_a_stop_of_an_earlier_call_says_nothing_of_this_one(floor: Page, peer: Peer) -> None:
    peer.push([("command", "c9", command("stop-listening", "confirmed", asked=ago(600)))])
    told(floor, peer)

    peer.push([("sign_in", SAM, phone())])

    expect(bar(floor)).to_contain_text("You no longer listen to Ada Novak.")
    expect(floor.locator("#alarm")).to_contain_text("You no longer listen to Ada Novak.")


@pytest.mark.parametrize("width", [1280, 1024, 768, 400])
def test_it_takes_space_and_never_covers_a_row(page: Page, peer: Peer, width: int) -> None:
    listening_floor(peer.floor, hearing())
    for number in range(40):
        peer.floor.put("agent", f"cisco:{3000 + number}", agent(f"Agent {number}"))
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(peer.url)

    assert page.evaluate(COVERED) <= 0
    expect(button(page, "stop-listening")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_at_twice_the_size_it_still_says_whom(page: Page, peer: Peer) -> None:
    listening_floor(peer.floor, hearing())
    page.set_viewport_size({"width": 640, "height": 400})
    page.goto(peer.url)
    told(page, peer)
    for action in ("hold", "barge-in", "intercept"):
        page.evaluate(
            "([a]) => document.querySelector(`#listening [data-action=${a}] span`).append(' in langen Worten')",
            [action],
        )

    head = floor_head(page)

    assert head["shown"] >= head["wanted"]
    expect(button(page, "stop-listening")).to_be_in_viewport(ratio=1)


def floor_head(page: Page) -> dict[str, float]:
    """How wide the name of whom one hears is shown, and how wide it is."""
    found: dict[str, float] = page.evaluate(
        """() => {
        const {clientWidth, scrollWidth} = document.querySelector("#listening .whom b");
        return {shown: clientWidth, wanted: scrollWidth};
    }"""
    )
    return found


def test_a_press_is_shown_as_asked_at_once_and_posted_to_the_own_sign_in(floor: Page, peer: Peer) -> None:
    answer(peer, f"{OWN}hold/", "hold")
    button(floor, "hold").click()

    expect(button(floor, "hold")).to_have_text("Asked")
    peer.until(lambda: [asked.path for asked in peer.asked] == [f"{OWN}hold/"])
    assert peer.asked[0].headers["x-csrftoken"] == "a-token"


def test_hold_turns_into_retrieve_when_the_call_is_held(floor: Page, peer: Peer) -> None:
    answer(peer, f"{OWN}hold/", "hold")
    button(floor, "hold").click()
    peer.push([("command", "c1", command("hold", "confirmed")), ("sign_in", SAM, hearing(state="held"))])

    expect(button(floor, "hold")).to_be_hidden()
    expect(button(floor, "retrieve")).to_have_text("Retrieve")
    expect(bar(floor)).to_contain_text("Sales · on hold")
    expect(bar(floor)).to_contain_text("Hold, confirmed.")


def test_what_was_refused_stands_on_its_button_with_the_sentence_until_it_is_pressed(floor: Page, peer: Peer) -> None:
    answer(peer, f"{OWN}hold/", "hold")
    button(floor, "hold").click()
    peer.push([("command", "c1", command("hold", "refused", said="This system cannot hold."))])

    expect(button(floor, "hold")).to_have_text("Refused")
    expect(bar(floor)).to_contain_text("Hold, refused. This system cannot hold.")
    button(floor, "hold").click()
    expect(button(floor, "hold")).to_have_text("Hold")
    expect(bar(floor)).not_to_contain_text("This system cannot hold.")
    assert len(peer.asked) == 1


def test_two_presses_ask_once(floor: Page, peer: Peer) -> None:
    answer(peer, f"{OWN}stop-listening/", "stop-listening")
    floor.evaluate("""() => {
        const stop = document.querySelector("#listening [data-action=stop-listening]");
        stop.click();
        stop.click();
    }""")
    told(floor, peer)
    expect(button(floor, "stop-listening")).to_have_text("Asked")

    assert len(peer.asked) == 1


def test_after_barging_in_it_says_that_one_is_heard(floor: Page, peer: Peer) -> None:
    peer.push([("sign_in", SAM, heard())])

    expect(bar(floor)).to_contain_text("You are heard on Ada Novak’s call")
    expect(bar(floor)).to_have_attribute("data-barged", "true")
    expect(button(floor, "barge-in")).to_be_hidden()
    expect(button(floor, "drop")).to_be_visible()
    expect(floor.locator("#announce")).to_have_text("You are heard on Ada Novak’s call")


def test_barging_in_asks_once_in_place_and_names_the_agent(floor: Page, peer: Peer) -> None:
    answer(peer, f"/agents/{ADA}/barge-in/", "barge-in")
    button(floor, "barge-in").click()
    expect(floor.locator("#confirm")).to_contain_text("Barge in on Ada Novak")
    expect(floor.locator("#confirm [data-cell=deed]")).to_be_focused()
    floor.keyboard.press("Enter")

    expect(button(floor, "barge-in")).to_have_text("Asked")
    expect(floor.locator(f"#agent-{ADA.replace(':', '-')} .c-act [data-outcome=asked]")).to_be_visible()


def test_what_came_true_is_announced_once_and_the_bar_stays_as_high_as_it_is(floor: Page, peer: Peer) -> None:
    answer(peer, f"/agents/{ADA}/barge-in/", "barge-in")
    high = bar(floor).bounding_box()
    button(floor, "barge-in").click()
    floor.keyboard.press("Enter")

    peer.push([("command", "c1", command("barge-in", "confirmed")), ("sign_in", SAM, heard())])

    expect(bar(floor)).to_contain_text("Barge in, confirmed.")
    expect(floor.locator("#announce")).to_have_text("You are heard on Ada Novak’s call")
    assert bar(floor).bounding_box() == high


def test_a_refusal_is_announced_once(floor: Page, peer: Peer) -> None:
    answer(peer, f"/agents/{ADA}/barge-in/", "barge-in")
    button(floor, "barge-in").click()
    floor.keyboard.press("Enter")

    peer.push([("command", "c1", command("barge-in", "refused", said="Not by the rules of this call."))])

    expect(floor.locator("#announce")).to_have_text("Barge in, refused. Not by the rules of this call.")


def test_taking_the_call_shows_its_two_steps(floor: Page, peer: Peer) -> None:
    answer(peer, f"/agents/{ADA}/intercept/", "intercept")
    button(floor, "intercept").click()
    floor.keyboard.press("Enter")
    peer.push([("command", "c1", command("intercept", "sent", batch="b1"))])
    expect(bar(floor)).to_contain_text("1 Barge in: asked · 2 Drop Ada Novak: next")

    peer.push(
        [
            ("command", "c1", command("intercept", "confirmed", batch="b1")),
            ("command", "c2", command("drop", "sent", batch="b1")),
            ("sign_in", SAM, heard()),
        ]
    )
    expect(bar(floor)).to_contain_text("1 Barge in: confirmed · 2 Drop Ada Novak: asked")

    peer.push([("command", "c2", command("drop", "refused", batch="b1", said="Not by the rules of this call."))])
    expect(bar(floor)).to_contain_text("2 Drop Ada Novak: refused · Not by the rules of this call.")


def test_who_was_dropped_is_still_named(floor: Page, peer: Peer) -> None:
    peer.push([("sign_in", SAM, heard())])
    expect(bar(floor)).to_contain_text("You are heard")

    peer.push([("sign_in", SAM, heard(agent="", name=""))])
    told(floor, peer)

    expect(bar(floor)).to_contain_text("You are heard on Ada Novak’s call")


def test_what_is_not_certain_is_said_and_stopping_stays_possible(floor: Page, peer: Peer) -> None:
    peer.push([("sign_in", SAM, hearing(doubtful=True))])

    expect(bar(floor)).to_contain_text("It is not certain that you are still on this call.")
    expect(button(floor, "barge-in")).to_have_attribute("aria-disabled", "true")
    expect(button(floor, "stop-listening")).not_to_have_attribute("aria-disabled", "true")


def test_while_the_system_is_silent_the_bar_is_not_certain_and_its_clock_stands(floor: Page, peer: Peer) -> None:
    peer.push([("source", "cisco", source("stale", since=6))])

    expect(bar(floor)).to_have_attribute("data-doubtful", "true")
    clock = floor.locator("#listening [data-cell=bar-time]")
    stood = str(clock.text_content())
    floor.wait_for_timeout(1_600)
    expect(clock).to_have_text(stood)


def test_a_listening_that_ends_by_itself_is_said_aloud_and_stands_until_it_is_dismissed(
    floor: Page, peer: Peer
) -> None:
    peer.push([("agent", ADA, agent("Ada Novak", "wrap_up")), ("sign_in", SAM, phone())])

    expect(floor.locator("#alarm")).to_have_text("You no longer listen to Ada Novak. The call has ended.")
    expect(bar(floor)).to_contain_text("You no longer listen to Ada Novak.")
    expect(button(floor, "stop-listening")).to_be_hidden()
    floor.click("#listening [data-do=bar-close]")
    expect(bar(floor)).to_be_hidden()


def test_it_goes_by_itself_after_ten_seconds(page: Page, peer: Peer) -> None:
    listening_floor(peer.floor, hearing())
    page.clock.install()
    page.goto(peer.url)
    page.clock.run_for(1_000)
    expect(bar(page)).to_be_visible()

    peer.push([("sign_in", SAM, phone("signed_out"))])
    page.clock.run_for(1_000)
    expect(bar(page)).to_contain_text("You are signed out of cisco.")
    page.clock.run_for(10_000)

    expect(bar(page)).to_be_hidden()


def test_a_listening_that_was_stopped_goes_quietly_and_the_focus_goes_to_the_table(floor: Page, peer: Peer) -> None:
    answer(peer, f"{OWN}stop-listening/", "stop-listening")
    button(floor, "stop-listening").focus()
    floor.keyboard.press("Enter")
    expect(button(floor, "stop-listening")).to_have_text("Asked")

    peer.push([("command", "c1", command("stop-listening", "confirmed")), ("sign_in", SAM, phone())])

    expect(bar(floor)).to_be_hidden()
    expect(floor.locator("#alarm")).to_have_text("")
    assert floor.evaluate("document.activeElement.closest('#agents') !== null")


def test_f6_leads_to_it(floor: Page) -> None:
    floor.focus("#agent-cisco-1001 [data-cell=name]")
    floor.keyboard.press("F6")
    floor.keyboard.press("F6")

    assert floor.evaluate("document.activeElement.closest('#listening') !== null")


def test_escape_never_stops_listening(floor: Page, peer: Peer) -> None:
    button(floor, "hold").focus()
    floor.keyboard.press("Escape")
    told(floor, peer)

    expect(bar(floor)).to_be_visible()
    assert peer.asked == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("own", [hearing(), heard(), hearing(doubtful=True)], ids=["listening", "heard", "doubtful"])
def test_axe_finds_nothing_serious_in_it(page: Page, peer: Peer, scheme: str, own: calls.Values) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    listening_floor(peer.floor, own)
    page.goto(peer.url)
    told(page, peer)
    expect(bar(page)).to_be_visible()

    assert serious_violations(page) == []


def test_a_server_that_does_not_answer_leaves_it_open_whether_it_took_it(
    floor: Page, peer: Peer, complaints: Complaints
) -> None:
    complaints.expect("net::ERR")
    floor.route("**/sign-ins/**", lambda route: route.abort())
    button(floor, "hold").click()

    expect(button(floor, "hold")).to_have_text("Lost")
    expect(bar(floor)).to_contain_text("Not known whether it reached the system.")
