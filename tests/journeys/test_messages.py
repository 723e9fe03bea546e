"""Issue 4, what must be seen 1: a message to forty agents, each by name, with the server killed in between."""

import json
import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.agents_online import AgentOnline, Crowd
from tests.journeys.conftest import SignIn
from tests.journeys.setups import an_agent, practice_floor
from tests.journeys.site import Program, Site, until
from tests.services.chromium import Complaints, screenshot, serious_violations

pytestmark = pytest.mark.journey

AGENTS = 40
LATE = f"a{AGENTS + 1}"  # comes when the message stands already
SESSIONS = """
import json
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from dashboard.models import Person
made = {}
for person in Person.objects.filter(role="agent"):
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.create()
    made[person.username] = store.session_key
print("SESSIONS " + json.dumps(made))
"""


@pytest.fixture
def web(site: Site) -> Program:
    """Web and bridge as processes of their own, on the practice floor, with an identity for each of forty agents."""
    people = [an_agent(f"a{number}", f"Agent {number:02}", 1000 + number) for number in range(1, AGENTS + 2)]
    site.set_up(practice_floor(*people, agents=60))
    site.start("run_bridge")
    return site.start("serve")


@pytest.fixture
def sessions(site: Site, web: Program) -> dict[str, str]:
    """A session of each agent: forty sign-ins by password would measure password hashing."""
    printed = site.manage("shell", "--no-imports", "--command", SESSIONS)
    found = re.search(r"SESSIONS (.*)", printed)
    assert found, printed
    made: dict[str, str] = json.loads(found[1])
    return made


@pytest.fixture
def crowd(web: Program, sessions: dict[str, str]) -> Iterator[Crowd]:
    """Forty agents on their pages."""
    with Crowd(web.url, [sessions[f"a{number}"] for number in range(1, AGENTS + 1)]) as crowd:
        until(lambda: all(agent.connections for agent in crowd.agents), 20, "everybody is there")
        yield crowd


def test_a_message_to_forty_agents_from_sending_to_the_last_confirmation(
    site: Site, web: Program, crowd: Crowd, sessions: dict[str, str], sign_in: SignIn, complaints: Complaints
) -> None:
    complaints.expect("WebSocket connection to")  # the page knocks at a server that is down, and the browser says so
    page = sign_in(web, "sam")
    send(page, web, "Water is leaking in room 4")

    until(lambda: all("Water is leaking in room 4" in agent.messages for agent in crowd.agents), 5, "delivered to all")
    (message,) = {values["message"] for agent in crowd.agents for values in agent.messages.values()}
    written = written_at(crowd.agents[0], message)
    delays = sorted(agent.told_at[message] - written for agent in crowd.agents)
    print(f"sent to delivered: median {delays[AGENTS // 2]:.3f} s, last {delays[-1]:.3f} s")
    assert delays[-1] < 1.0

    of_message = page.locator(f"[data-message='{message}']").first
    expect(count(page, message, "seen")).to_have_text(str(AGENTS), timeout=20_000)
    assert crowd.do(crowd.agents[0].confirm("Water is leaking in room 4")).status < 300
    expect(of_message.locator("details[data-step=confirmed]")).to_contain_text(name_of(crowd.agents[0]))

    another_screen = AgentOnline(web.url, sessions["a1"])
    crowd.come(another_screen)
    until(lambda: "Water is leaking in room 4" in another_screen.messages, 5, "the second screen has it")
    assert set(crowd.do(crowd.all_confirm("Water is leaking in room 4"))) <= {200, 204}
    expect(count(page, message, "confirmed")).to_have_text(str(AGENTS), timeout=20_000)
    screenshot(page, "journey-message")
    assert not serious_violations(page)

    late = AgentOnline(web.url, sessions[LATE])
    crowd.come(late)
    until(lambda: "Water is leaking in room 4" in late.messages, 5, "who comes later gets it")
    expect(count(page, message, "delivered")).to_have_text(str(AGENTS + 1), timeout=20_000)

    before = {agent: agent.connections for agent in crowd.agents}
    web.kill()
    again = restarted(site, web)
    until(lambda: all(agent.connections > before[agent] for agent in crowd.agents), 20, "all are back")
    assert all("Water is leaking in room 4" in agent.messages for agent in crowd.agents)
    page.goto(f"{again.url}/messages/")
    expect(count(page, message, "confirmed")).to_have_text(str(AGENTS), timeout=20_000)

    page.click(f"#delete-{message}")
    page.click(f"#ask-{message} button[type=submit]")
    until(lambda: all(not agent.messages for agent in crowd.agents), 5, "off every screen")
    expect(page.locator("#active article")).to_have_count(0)
    expect(page.locator("#message-line")).to_contain_text("Deleted from the screens of 41 people.")
    last = max(agent.gone_at[message] for agent in crowd.agents)
    took = last - deleted_at(page, again, message)
    print(f"deleted to the last screen emptied: {took:.3f} s")
    assert took < 1.0


def send(page: Page, web: Program, words: str) -> None:
    """Writes to every team; must be confirmed."""
    page.goto(f"{web.url}/messages/new/")
    page.wait_for_load_state("load")
    page.fill("#message-content", words)
    for box in page.locator("#message-form input[name=teams]").all():
        box.check()
    page.check("#message-form input[name=must_confirm]")
    expect(page.locator("#message-names")).to_be_visible()  # who gets it, said before it is sent
    page.click("#message-form [data-do=send]")
    expect(page.locator("#active article")).to_have_count(1)


def count(page: Page, message: str, step: str) -> Locator:
    """How many have come so far with a message."""
    return page.locator(f"#message-{message} .counts [data-step={step}] b")


def restarted(site: Site, web: Program) -> Program:
    """Another server on the same port."""
    return site.start("serve", port=web.port)


def written_at(agent: AgentOnline, message: str) -> float:
    """When the server wrote it (time.time)."""
    (at,) = {values["at"] for values in agent.messages.values() if values["message"] == message}
    return datetime.fromisoformat(str(at)).timestamp()


def deleted_at(page: Page, web: Program, message: str) -> float:
    """When the server wrote that (time.time), as the message's own page has it."""
    page.goto(f"{web.url}/messages/{message}/")
    at = page.locator(".marks time").get_attribute("datetime")
    return datetime.fromisoformat(str(at)).timestamp()


def name_of(agent: AgentOnline) -> str:
    """As the floor has them."""
    return next(str(values["name"]) for (kind, _), values in agent.rows.items() if kind == "self")
