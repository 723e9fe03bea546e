"""Writing a message in place: M on a row, or the selection's button; Escape leaves, a line says who it went to."""

from datetime import UTC, datetime
from urllib.parse import parse_qs
from zoneinfo import ZoneInfo

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page, expect

from dashboard.forms.messages import LONGEST, MessageForm
from dashboard.presenters import messages as presenter
from dashboard.store.recipients import Reach, Recipient
from tests.browser.floors import agent, source
from tests.browser.peer import Peer
from tests.services.chromium import Complaints, serious_violations

TEXT = "#message-content"


def form(*names: str) -> str:
    """The server's form for Ada and Ben, whom it can reach, or not."""
    agents = ["cisco:1001", "cisco:1002"]
    reach = Reach(
        people=tuple(
            Recipient(person=number, agent=agents[number], team="cisco:5000", name=name)
            for number, name in enumerate(names)
        ),
        nobody=() if names else (("cisco:1001", "Ada"),),
    )
    blank = MessageForm(
        teams=[("cisco:5000", "Sales North")],
        agents=agents,
        now=datetime.now(UTC),
        zone=ZoneInfo("UTC"),
        initial={"agents": agents},
    )
    context = {"form": blank, "longest": LONGEST, "zone": "UTC", "chosen": True, "agents": agents, "reach": reach}
    heads = {"reach_head": presenter.reach_head(reach), "nobody_head": presenter.nobody_head(reach)}
    return render_to_string("messages/_compose.html", context | heads)


@pytest.fixture
def floor(page: Page, peer: Peer) -> Page:
    """Ada and Ben, and a server that takes what is sent to them."""
    peer.floor.put("source", "cisco", source())
    for number, name in enumerate(("Ada", "Ben")):
        peer.floor.put("agent", f"cisco:{1001 + number}", agent(name, "talking"))
    peer.answers["/messages/new/"] = (200, form("Ada", "Ben"))
    peer.answers["/messages/"] = (
        200,
        render_to_string("messages/_sent.html", {"sentence": presenter.sent_line(["Ada", "Ben"])}),
    )
    page.goto(peer.url)
    return page


def test_m_writes_to_the_row_in_focus_and_leads_back_to_it(floor: Page, peer: Peer) -> None:
    floor.focus("#agent-cisco-1001-name")
    floor.keyboard.press("m")
    expect(floor.locator(TEXT)).to_be_focused()
    assert peer.asked[0].body == "agents=cisco%3A1001"
    assert not serious_violations(floor)

    floor.keyboard.type("Come and see me, please.")
    expect(floor.locator("#message-count")).to_have_text("231 characters left")
    floor.fill("[name=until]", "23:59")
    floor.click("#compose [data-do=send]")

    expect(floor.locator("#compose")).to_be_hidden()
    sent = parse_qs(peer.asked[-1].body)
    assert (sent["content"], sent["lasts"]) == (["Come and see me, please."], ["until"])
    assert sent["until_at"][0].endswith(":59:00.000Z")  # the viewer's 23:59, as a moment
    expect(floor.locator("#selection [data-cell=batch-counts]")).to_have_text("Sent to 2 people: Ada, Ben.")
    expect(floor.locator("#agent-cisco-1001-name")).to_be_focused()


def test_the_selection_is_written_to_at_once_and_escape_sends_nothing(floor: Page, peer: Peer) -> None:
    floor.click("#agent-cisco-1001 .c-sel")
    floor.click("#agent-cisco-1002 .c-sel")
    floor.click("#selection [data-do=message]")
    expect(floor.locator(TEXT)).to_be_focused()
    assert peer.asked[0].body == "agents=cisco%3A1001&agents=cisco%3A1002"

    floor.keyboard.press("Escape")

    expect(floor.locator("#compose")).to_be_hidden()
    expect(floor.locator("#selection [data-do=message]")).to_be_focused()
    expect(floor.locator("#selection [data-cell=selected]")).to_have_text("2 selected")
    assert len(peer.asked) == 1


def test_m_in_a_selected_row_writes_to_all_who_are_selected(floor: Page, peer: Peer) -> None:
    floor.focus("#agent-cisco-1001-name")
    floor.keyboard.press("Control+a")
    floor.keyboard.press("m")

    expect(floor.locator(TEXT)).to_be_focused()
    assert peer.asked[0].body == "agents=cisco%3A1001&agents=cisco%3A1002"


def test_what_was_written_and_left_stands_there_the_next_time(floor: Page, peer: Peer) -> None:
    floor.focus("#agent-cisco-1001-name")
    floor.keyboard.press("m")
    expect(floor.locator(TEXT)).to_be_focused()
    floor.keyboard.type("Come and")
    floor.keyboard.press("Escape")

    floor.keyboard.press("m")

    expect(floor.locator("#compose")).to_be_visible()
    assert parse_qs(peer.asked[-1].body) == {"agents": ["cisco:1001"], "content": ["Come and"]}


def test_where_the_form_cannot_be_brought_it_says_so_and_leads_back(floor: Page, complaints: Complaints) -> None:
    complaints.expect("ERR_FAILED")
    floor.route("**/messages/new/", lambda route: route.abort())
    floor.focus("#agent-cisco-1001-name")
    floor.keyboard.press("m")

    expect(floor.get_by_role("dialog", name="Write a message")).to_contain_text("nothing can be sent now")
    floor.keyboard.press("Enter")
    expect(floor.locator("#agent-cisco-1001-name")).to_be_focused()


def test_characters_are_counted_as_the_server_does_and_none_is_swallowed(floor: Page) -> None:
    floor.focus("#agent-cisco-1001-name")
    floor.keyboard.press("m")
    count = floor.locator("#message-count")
    expect(count).to_have_text("255 characters left")

    floor.keyboard.insert_text("😀" * 200 + "e\u0301" * 54)
    expect(count).to_have_text("1 character left")

    floor.keyboard.insert_text("😀😀")
    expect(count).to_have_text("1 character too many")
    expect(floor.locator(TEXT)).to_have_attribute("aria-invalid", "true")


def test_a_time_that_comes_twice_in_a_night_is_the_next_of_the_two(chromium: Browser, peer: Peer) -> None:
    with chromium.new_context(timezone_id="Europe/Berlin") as context:
        page = context.new_page()
        page.goto(peer.url)

        ends = page.evaluate(
            """async (nows) => {
              const { nextTime } = await import("/static/js/compose_form.js");
              return nows.map((now) => nextTime("02:30", new Date(now)).toISOString());
            }""",
            ["2026-10-24T20:00Z", "2026-10-25T00:40Z", "2026-10-25T01:40Z"],
        )

    assert ends == ["2026-10-25T00:30:00.000Z", "2026-10-25T01:30:00.000Z", "2026-10-26T01:30:00.000Z"]


def test_with_nobody_to_deliver_to_it_is_said_and_not_sent(floor: Page, peer: Peer) -> None:
    peer.answers["/messages/new/"] = (200, form())
    floor.focus("#agent-cisco-1001-name")
    floor.keyboard.press("m")
    floor.locator(TEXT).fill("Is anybody there?")

    floor.locator("#compose [data-do=send]").press("Enter")

    expect(floor.locator("#compose .reach")).to_be_focused()
    expect(floor.locator("#compose .reach")).to_contain_text("There is nobody to deliver this to.")
    assert len(peer.asked) == 1
