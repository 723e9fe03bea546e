"""One deed for many: a preview before anything is sent, one outcome for each, live counts, a way back."""

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Locator, Page, expect

from dashboard.presenters.bulk import Agent, LeftOut, Preview
from tests.browser.calls import command
from tests.browser.floors import agent, ago, crowd, source
from tests.browser.peer import Peer, Values
from tests.browser.waiting import told
from tests.services.chromium import Complaints, serious_violations

COUNT_FRAMES = """() => {
    globalThis.frames = 0; // in how many goes the slots were written
    new MutationObserver(() => { globalThis.frames += 1; })
        .observe(document.querySelector("#agents"), {subtree: true, attributeFilter: ["data-outcome"]});
}"""


def preview(agents: int, *, asks_why: bool = False) -> str:
    """What the server answers before anything is sent."""
    done = [Agent(f"cisco:{1001 + number}", {"name": f"Agent {number}"}) for number in range(agents)]
    shown = Preview(
        action="not-ready",
        title=f"Make {agents} agents not ready",
        selected=f"From your selection of {agents + 1}. Nothing is sent until you say so.",
        at_once=done,
        later=[],
        cannot=[LeftOut(why="is signed out", names=["Zoë"])],
        cannot_count=1,
        asks_why=asks_why,
        destroys=False,
    )
    return render_to_string("bulk/_preview.html", {"preview": shown, "csrf_token": "a-token"})


def asked(count: int, *, batch: str = "11111111-1111-1111-1111-111111111111", undo: bool = True) -> str:
    """What it answers once it has asked it of so many."""
    context = {"batch": batch, "action": "not-ready", "count": count, "undo": undo, "request": {"htmx": True}}
    return render_to_string("bulk/_asked.html", context)


BATCH = "11111111-1111-1111-1111-111111111111"


def outcome(number: int, said: str) -> tuple[str, str, Values]:
    """A row of the batch."""
    subject = f"cisco:{1001 + number}"
    return "command", f"c{number}", command("not-ready", said, subject=subject, batch=BATCH)


@pytest.fixture
def floor(page: Page, peer: Peer) -> Page:
    """Three agents, all selected."""
    peer.floor.put("source", "cisco", source())
    for number, name in enumerate(("Ada", "Ben", "Cleo")):
        peer.floor.put("agent", f"cisco:{1001 + number}", agent(name, "ready"))
    peer.answers["/bulk/preview/"] = (200, preview(3))
    peer.answers["/bulk/"] = (200, asked(3))
    page.goto(peer.url)
    told(page, peer)
    page.click("#select-all")
    return page


def counts(page: Page) -> Locator:
    """What became of them, in the selection's row."""
    return page.locator("#selection [data-cell=batch]")


def confirm(floor: Page) -> None:
    """Asks for the preview, and says so."""
    floor.click("#selection [data-action=not-ready]")
    floor.click("#bulk button[form=bulk-do]")


def test_nothing_is_sent_before_the_preview_is_confirmed_and_cancel_has_the_focus(floor: Page, peer: Peer) -> None:
    floor.click("#selection [data-action=not-ready]")

    expect(floor.locator("#bulk")).to_be_visible()
    expect(floor.locator("#bulk h2")).to_have_text("Make 3 agents not ready")
    expect(floor.locator("#bulk")).to_contain_text("Zoë: is signed out")
    expect(floor.get_by_role("button", name="Cancel").last).to_be_focused()
    assert [each.path for each in peer.asked] == ["/bulk/preview/"]
    assert peer.asked[0].body == "action=not-ready&agents=cisco%3A1001&agents=cisco%3A1002&agents=cisco%3A1003"

    floor.keyboard.press("Enter")
    expect(floor.locator("#bulk")).to_be_hidden()
    expect(floor.locator("#selection")).to_contain_text("3 selected")
    assert len(peer.asked) == 1


def test_it_is_counted_live_and_each_row_shows_its_own(floor: Page, peer: Peer) -> None:
    confirm(floor)
    expect(counts(floor)).to_contain_text("Not ready")
    expect(counts(floor)).to_contain_text("3 asked")

    peer.push([outcome(0, "confirmed"), outcome(1, "deferred"), outcome(2, "sent")])

    expect(counts(floor)).to_contain_text("1 confirmed · 1 deferred · 1 asked")
    expect(floor.locator("#agent-cisco-1001 [data-outcome=confirmed]")).to_be_visible()
    expect(floor.locator("#agent-cisco-1002 [data-outcome=deferred]")).to_be_visible()
    expect(floor.locator("#announce")).to_have_text("Not ready: 1 confirmed · 1 deferred · 1 asked")


def test_rows_that_come_before_the_servers_answer_count_too(floor: Page, peer: Peer) -> None:
    floor.click("#selection [data-action=not-ready]")
    peer.push([outcome(0, "confirmed"), outcome(1, "confirmed"), outcome(2, "confirmed")])
    floor.click("#bulk button[form=bulk-do]")

    expect(counts(floor)).to_contain_text("3 confirmed")


def test_a_reason_that_is_asked_for_must_be_given(floor: Page, peer: Peer) -> None:
    peer.answers["/bulk/preview/"] = (200, preview(3, asks_why=True))
    confirm(floor)

    expect(floor.locator("#bulk")).to_be_visible()
    assert len(peer.asked) == 1
    floor.fill("#bulk [name=why]", "Fire drill, building B")
    floor.keyboard.press("Enter")

    expect(floor.locator("#bulk")).to_be_hidden()
    peer.until(lambda: len(peer.asked) == 2)
    assert "why=Fire+drill%2C+building+B" in peer.asked[1].body


def test_there_is_a_way_back_while_it_counts_down(floor: Page, peer: Peer) -> None:
    peer.answers[f"/bulk/{BATCH}/undo/"] = (200, asked(2, batch="22222222-2222-2222-2222-222222222222", undo=False))
    confirm(floor)
    undo = floor.locator("#selection [data-do=undo]")
    expect(undo).to_have_text("Undo 29 s")

    undo.click()

    expect(counts(floor)).to_contain_text("2 asked")
    expect(undo).to_be_hidden()


def test_after_half_a_minute_there_is_none(page: Page, peer: Peer, complaints: Complaints) -> None:
    complaints.expect("WebSocket is closed before")  # half a minute at once: the line seems silent, and is opened anew
    peer.floor.put("source", "cisco", source())
    peer.floor.put("agent", "cisco:1001", agent("Ada", "ready"))
    peer.answers["/bulk/preview/"] = (200, preview(1))
    peer.answers["/bulk/"] = (200, asked(1))
    page.clock.install()
    page.goto(peer.url)
    page.click("#select-all")
    confirm(page)
    page.clock.run_for(1_000)
    expect(page.locator("#selection [data-do=undo]")).to_be_visible()

    page.clock.run_for(30_000)

    expect(page.locator("#selection [data-do=undo]")).to_be_hidden()


def test_two_hundred_outcomes_are_spread_over_a_few_frames_of_the_table_so_that_none_stalls(
    page: Page, peer: Peer
) -> None:
    crowd(peer.floor, 200)
    peer.answers["/bulk/preview/"] = (200, preview(200))
    peer.answers["/bulk/"] = (200, asked(200))
    page.goto(peer.url)
    told(page, peer)
    page.click("#select-all")
    confirm(page)
    expect(counts(page)).to_contain_text("200 asked")
    page.evaluate(COUNT_FRAMES)

    peer.push(outcome(number, "deferred") for number in range(200))
    expect(counts(page)).to_contain_text("200 deferred")

    expect(page.locator("#agents [data-outcome=deferred]")).to_have_count(200)
    assert 2 <= page.evaluate("globalThis.frames") <= 6  # forty at once (static/js/frames.js)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_in_the_preview(floor: Page, scheme: str) -> None:
    floor.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    floor.click("#selection [data-action=not-ready]")
    expect(floor.locator("#bulk")).to_be_visible()

    assert serious_violations(floor) == []


def test_escape_on_a_button_of_the_selection_leads_back_to_the_table(floor: Page) -> None:
    floor.focus("#selection [data-action=sign-out]")

    floor.keyboard.press("Escape")

    expect(floor.locator("#selection")).to_be_hidden()
    assert floor.evaluate("document.activeElement.closest('#agents') !== null")


def test_so_does_dismissing_what_came_of_it(floor: Page) -> None:
    confirm(floor)

    floor.focus("#selection [data-do=batch-close]")
    floor.keyboard.press("Enter")

    expect(floor.locator("#selection")).to_be_hidden()
    assert floor.evaluate("document.activeElement.closest('#agents') !== null")


def test_a_page_loaded_again_still_counts_and_offers_the_way_back(page: Page, peer: Peer) -> None:
    peer.floor.put("source", "cisco", source())
    peer.floor.put("agent", "cisco:1001", agent("Ada", "not_ready"))
    for number, said in enumerate(("confirmed", "deferred")):
        kind, key, values = outcome(number, said)
        peer.floor.put(kind, key, values | {"asked": ago(10)})
    page.goto(peer.url)
    told(page, peer)

    expect(counts(page)).to_contain_text("1 confirmed · 1 deferred")
    expect(page.locator("#selection [data-do=undo]")).to_contain_text("Undo 1")


def test_what_was_asked_longer_ago_is_over(page: Page, peer: Peer) -> None:
    peer.floor.put("source", "cisco", source())
    kind, key, values = outcome(0, "confirmed")
    peer.floor.put(kind, key, values | {"asked": ago(40)})
    page.goto(peer.url)
    told(page, peer)

    expect(counts(page)).to_be_hidden()
