"""The activity's page in a browser: new lines come by themselves, and nothing jumps under whoever reads."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Page, expect

from dashboard.presenters.activity import Names, days
from dashboard.presenters.entries import folded
from dashboard.presenters.policies import Policies
from dashboard.presenters.rights import Rights
from dashboard.presenters.trail_filters import TrailFilters, filters_of
from dashboard.presenters.trail_form import form
from tests.browser.page import PERSON
from tests.browser.peer import Peer, ToldFloor
from tests.dashboard.presenters.test_entries import ALine
from tests.services.chromium import Complaints, serious_violations

NAMES = Names(people={7: "Sam Supervisor"}, agents={"cisco:1001": "Ada Novak"}, teams={"cisco:5000": "Sales North"})
BEGAN = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


class Trail:
    """What the page's server has in its trail."""

    def __init__(self) -> None:
        self.lines: list[ALine] = []

    def asked(self, *, why: str = "") -> UUID:
        """Sam asked something: another entry."""
        command = uuid4()
        self._add(command, "asked", why, {"state": "talking"})
        return command

    def settled(self, command: UUID) -> None:
        """It came true."""
        self._add(command, "confirmed", "", {})

    def page(self, _: ToldFloor, query: str) -> str:
        """The page, as the view renders it."""
        asked = filters_of(dict(part.split("=") for part in query.split("&") if part))
        user = SimpleNamespace(pk=PERSON, may_act=True, single_keys=True, is_authenticated=False, role="supervisor")
        context = {
            "days": days(folded(self.lines), NAMES),
            "asked": asked,
            "zone": "UTC",
            "form": form(TrailFilters(), {}, []),
            "rights": Rights(may_act=True, capabilities={}, fresh={}, policies=Policies()),
            "user": user,
            "csrf_token": "a-token",
        }
        return render_to_string("activity/page.html", context)

    def _add(self, command: UUID, step: str, why: str, details: dict[str, object]) -> None:
        number = len(self.lines) + 1
        at = BEGAN + timedelta(seconds=number)
        self.lines.append(ALine(number, step, at, command, "listen", why=why, details=details))


@pytest.fixture
def trail() -> Trail:
    """A trail of forty commands: more than a window shows."""
    trail = Trail()
    for _ in range(40):
        trail.asked()
    return trail


@pytest.fixture
def peer(trail: Trail) -> Iterator[Peer]:
    """The server of that page."""
    with Peer(trail.page) as peer:
        yield peer


def told(peer: Peer, command: UUID) -> None:
    """The floor tells that a command changed."""
    peer.push(
        [("command", str(command), {"action": "listen", "subject": "cisco:1001", "outcome": "asked", "by_id": 9})]
    )


def opened(page: Page, peer: Peer, query: str = "") -> None:
    """The page, its line open, and the pointer far from the list."""
    page.goto(peer.url + query)
    peer.until(lambda: any("open" in said for socket in peer.sockets for said in socket.said))
    page.mouse.move(2, 2)


def first(page: Page) -> str:
    """The key of the newest entry that the page shows."""
    return page.locator("[data-entry]").first.get_attribute("data-entry") or ""


def test_a_new_command_comes_by_itself_and_then_its_outcome(page: Page, peer: Peer, trail: Trail) -> None:
    opened(page, peer)

    command = trail.asked()
    told(peer, command)
    row = page.locator(f"#entry-{command}")
    expect(row).to_have_attribute("data-outcome", "asked")
    assert first(page) == str(command)

    trail.settled(command)
    told(peer, command)
    expect(row).to_have_attribute("data-outcome", "confirmed")
    expect(page.locator("[data-entry]")).to_have_count(41)


def test_a_page_that_is_read_further_down_does_not_move_and_says_how_many_are_new(
    page: Page, peer: Peer, trail: Trail
) -> None:
    opened(page, peer)
    page.evaluate("scrollTo(0, 400)")
    place = page.locator("[data-entry]").nth(20)
    before = place.bounding_box()

    known, new = UUID(first(page)), [trail.asked(), trail.asked()]
    trail.settled(known)
    for command in new:
        told(peer, command)

    news = page.get_by_role("button", name="2 new lines")
    expect(news).to_be_visible()
    expect(page.locator(f"#entry-{known}")).to_have_attribute("data-outcome", "confirmed")  # what stands is true
    assert place.bounding_box() == before

    news.click()
    expect(page.locator(f"#entry-{new[1]}")).to_be_in_viewport()
    expect(news).to_be_hidden()
    assert page.evaluate("document.activeElement.closest('tr').dataset.entry") == str(new[1])


def test_nothing_moves_under_the_pointer_until_it_leaves(page: Page, peer: Peer, trail: Trail) -> None:
    opened(page, peer)
    page.locator("[data-entry]").nth(2).hover()

    command = trail.asked()
    told(peer, command)
    expect(page.get_by_role("button", name="1 new line")).to_be_visible()
    assert first(page) != str(command)

    page.mouse.move(2, 2)
    expect(page.locator("[data-entry]").first).to_have_attribute("data-entry", str(command))


def test_what_was_opened_stays_open_when_its_outcome_comes(page: Page, peer: Peer, trail: Trail) -> None:
    opened(page, peer)
    command = UUID(first(page))
    row = page.locator(f"#entry-{command}")
    row.locator("summary").click()
    page.mouse.move(2, 2)

    trail.settled(command)
    told(peer, command)

    expect(row).to_have_attribute("data-outcome", "confirmed")
    expect(row.get_by_text("What was seen")).to_be_visible()
    assert row.locator("dd").first.inner_text() == "Talking"


def test_an_older_page_stands(page: Page, peer: Peer, trail: Trail) -> None:
    opened(page, peer, "/?before=999")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    told(peer, trail.asked())
    page.wait_for_timeout(1_500)  # longer than the page ever waits before it asks

    assert asked == []
    expect(page.locator("[data-entry]")).to_have_count(40)


def test_many_changes_are_asked_for_once_a_second(page: Page, peer: Peer, trail: Trail) -> None:
    opened(page, peer)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if request.resource_type == "fetch" else None)

    for _ in range(10):
        command = trail.asked()
        told(peer, command)
    expect(page.locator("[data-entry]").first).to_have_attribute("data-entry", str(command))

    assert 1 <= len(asked) <= 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_axe_finds_nothing_serious_and_nothing_goes_sideways(
    page: Page, peer: Peer, complaints: Complaints, scheme: str, width: int
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 860})
    opened(page, peer)
    page.locator("summary").first.click()

    assert serious_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") == width
