""" "Needs you" in the browser: ranked and worded as on the server's page of the same floor, and what its cards do."""

import random
import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.floors import TEAMS, Values, agent, ago, queue, source
from tests.browser.page import PERSON
from tests.browser.peer import Peer
from tests.browser.waiting import told
from tests.services.chromium import Complaints, serious_violations

Row = tuple[str, str, Values | None]
ADA = "/agents/cisco:1/hand/"

# What both say, but for what ticks: as the server's page has it, and as the browser has written it since.
SAYS = """async (fresh) => {
    const page = fresh ? new DOMParser().parseFromString(await (await fetch("/")).text(), "text/html") : document;
    const text = (within, name) => within.querySelector(`[data-cell=${name}]`).textContent.trim();
    const query = (link) => link.hasAttribute("href") ? new URL(link.getAttribute("href"), location.origin).search : "";
    const button = (found) => found.hidden ? null
        : [found.textContent.trim(), found.dataset.of, found.dataset.action, found.title, found.ariaDisabled];
    const card = (li) => ({
        for: [li.dataset.need, li.dataset.about, li.dataset.level, li.dataset.since ?? ""],
        icon: li.querySelector(".nk use").getAttribute("href").split("#")[1],
        says: ["need-name", "need-why", "need-also", "need-help"].map((name) => text(li, name)),
        leads: [...li.querySelectorAll("a:not([hidden])")].map(query),
        does: button(li.querySelector("[data-cell=need-act]")),
        comes: li.querySelector("[data-cell=need-hand]").hidden || [
            text(li, "need-hand"), li.querySelector("[data-cell=need-hand]").dataset.of,
            li.querySelector("[data-cell=need-hand]").getAttribute("formaction"),
        ],
        snooze: ["value", "ariaLabel", "title"].map((name) => li.querySelector("[data-do=snooze]")[name]),
    });
    const line = (id) => page.getElementById(id).hidden ? "" : page.getElementById(id).textContent.trim();
    return {
        cards: [...page.querySelectorAll("#needs-list > li")].map(card),
        lines: ["needs-count", "needs-more", "needs-all", "needs-nobody", "needs-put-off"].map(line),
    };
}"""


def hand(name: str = "Ada", text: str = "which form?", *, since: float = 20, by: str = "", by_id: int = 0) -> Values:
    """A raised hand's values; claimed where somebody comes."""
    values: Values = {"name": name, "since": ago(since)} | ({"text": text} if text else {})
    return values | ({"claimed": ago(5), "by": by, "by_id": by_id} if by else {})


def snooze(about: str, *, left: float = 300) -> Row:
    """One need put off, for so many seconds yet."""
    return "snooze", f"{PERSON}:{about}", {"about": about, "until": ago(-left)}


def past(name: str, state: str = "wrap_up", **more: object) -> Values:
    """An agent past the limit of a state, by a while."""
    return agent(name, state, **{"since": 4000, **more})  # type: ignore[arg-type]


def on_a_doubtful_call(name: str) -> Values:
    call = {"id": "c1", "type": "queue", "state": "active", "since": ago(100), "doubtful": True}
    return agent(name, "talking", since=100, calls=[call])


def a_team(number: int, team: str = "cisco:5000", state: str = "not_ready") -> list[Row]:
    """So many of one team past the same limit."""
    return [
        ("agent", f"{team.partition(':')[0]}:{900 + n}", past(f"Mate {n}", state, team=team, since=5000 + 7 * n))
        for n in range(number)
    ]


def floors() -> dict[str, list[Row]]:
    """Floors by what is to be seen on them; their times count from now."""
    return {
        "nobody": [("agent", "cisco:1", agent("Ada"))],
        "hands, claimed and not, above all else": [
            ("hand", "cisco:1", hand("Ada", since=20)),
            ("hand", "cisco:2", hand("Ben", text="", since=90)),
            ("hand", "cisco:3", hand("Cleo", since=200, by="Sam", by_id=PERSON)),
            ("hand", "cisco:4", hand("Dora", since=300, by="Lea", by_id=99)),
            ("hand", "cisco:5", hand("Who Is Not On The Floor")),
            *(("agent", f"cisco:{n}", agent(name)) for n, name in enumerate(("Ada", "Ben", "Cleo", "Dora"), 1)),
            ("agent", "cisco:9", past("Emil")),
        ],
        "an agent with three reasons has one card": [
            ("hand", "cisco:1", hand("Ada")),
            ("agent", "cisco:1", on_a_doubtful_call("Ada") | {"since": ago(4000)}),
            ("agent", "cisco:2", on_a_doubtful_call("Ben")),
        ],
        "a whole team past the same limit": [*a_team(9), *a_team(2, state="hold")],
        "teams of two sources, some past another limit": [
            *a_team(6),
            *a_team(5, "xivo:acc"),
            ("agent", "cisco:1", past("Ada", "not_ready", label="Lunch", reason="10", warn=60, limit=120)),
            ("hand", "cisco:901", hand("Mate 1")),
        ],
        "a queue whose teams could help": [
            ("team", "cisco:5001", {"name": "Support DE", "queues": ["cisco:Support"]}),
            ("queue", "cisco:Support", queue("Support", waiting=5, longest=161)),
            ("agent", "cisco:1", agent("Ada", "not_ready", team="cisco:5001", since=300)),
            ("agent", "cisco:2", agent("Ben", "wrap_up", team="cisco:5001", since=240)),
            ("agent", "cisco:3", agent("Cleo", "not_ready", team="cisco:5000", since=900)),
            ("agent", "cisco:4", agent("Dora", "not_ready", team="cisco:5001", since=700, protected=True)),
            ("agent", "cisco:5", agent("Emil", "wrap_up", team="cisco:5001", since=30)),
        ],
        "a queue that no team has, and many who could": [
            ("queue", "cisco:Sales", queue("Sales", waiting=2, longest=80)),
            *(("agent", f"cisco:{n}", agent(f"Idle {n}", "not_ready", since=100 + n)) for n in range(6)),
            ("agent", "xivo:1", agent("Elsewhere", "not_ready", team="xivo:acc", since=999)),
        ],
        "a silent source, and a hand that is seen all the same": [
            ("source", "cisco", source("stale", since=12)),
            ("agent", "cisco:1", past("Ada")),
            ("agent", "xivo:1", past("Zoë", team="xivo:acc", unsure=True)),
            ("hand", "cisco:1", hand("Ada")),
        ],
        "what was put off": [
            ("agent", "cisco:1", past("Ada")),
            ("agent", "cisco:2", past("Ben")),
            ("agent", "cisco:3", agent("Cleo", "hold", since=200)),
            ("hand", "cisco:1", hand("Ada", since=20)),
            ("hand", "cisco:4", hand("Dora", since=2000)),
            snooze("agent cisco:1"),
            snooze("agent cisco:3"),
            snooze("hand cisco:4"),
            snooze("agent cisco:2", left=-5),
        ],
        "put off as a warning, and worse since": [
            ("agent", "cisco:1", agent("Ada", "hold", since=200)),
            snooze("agent cisco:1", left=550),
            ("queue", "cisco:Sales", queue("Sales", waiting=2, longest=161)),
            ("queue", "cisco:Support", queue("Support", waiting=2, longest=80)),
            snooze("warn queue cisco:Sales"),
            snooze("warn queue cisco:Support"),
        ],
        "a team that was put off": [*a_team(9), snooze("team cisco:5000 not_ready 2400")],
    }


def any_floor(chance: random.Random) -> list[Row]:
    """A floor on which everything can meet; nobody is about to pass a limit."""
    rows: list[Row] = []
    for number in range(chance.randrange(30)):
        team = chance.choice(list(TEAMS))
        key = f"{team.partition(':')[0]}:{number}"
        state = chance.choice(("ready", "not_ready", "wrap_up", "hold", "talking"))
        values = agent(f"Agent {number:02}", state, team=team, since=chance.choice((30, 250, 1500, 4000)) + number)
        if state in ("hold", "talking") and chance.random() < 0.5:
            values["calls"] = [{"id": "c", "type": "queue", "state": "active", "since": ago(number + 40)}]
            values["calls"][0] |= {"doubtful": True} if chance.random() < 0.5 else {}
        if state == "not_ready" and chance.random() < 0.4:
            values |= {"reason": "10", "label": "Lunch"} | ({"protected": True} if chance.random() < 0.5 else {})
        rows.append(("agent", key, values))
        if chance.random() < 0.15:
            by = chance.choice((("", 0), ("Lea", 99), ("Sam", PERSON)))
            rows.append(("hand", key, hand(values["name"], since=chance.randrange(900), by=by[0], by_id=by[1])))
        if chance.random() < 0.15:
            rows.append(snooze(f"{chance.choice(('hand', 'agent', 'call'))} {key}", left=chance.randrange(20, 590)))
    for name in ("Sales", "Support"):
        rows.append(("queue", f"cisco:{name}", queue(name, waiting=3, longest=chance.choice((5, 70, 300)))))
    if chance.random() < 0.5:
        rows.append(("team", "cisco:5000", {"name": "Sales North", "queues": ["cisco:Sales"]}))
    return rows


def put(peer: Peer, rows: list[Row]) -> None:
    """Another floor, in place of whatever was there: two live systems, and these rows."""
    gone: list[Row] = [(kind, key, None) for (kind, key), (_, values) in peer.floor.rows.items() if values is not None]
    live: list[Row] = [("source", name, source()) for name in ("cisco", "xivo")]
    peer.push([*gone, *live, *rows])


@pytest.fixture
def floor(page: Page, peer: Peer) -> Page:
    """A live floor, still without agents, and a server that takes what is put off."""
    put(peer, [])
    peer.answers["/needs/snooze/"] = (200, "")
    page.goto(peer.url)
    return page


def agrees(page: Page, within: float = 4.0) -> tuple[Any, Any]:
    """What the browser says, and what the server would, as soon as they agree, or at the end of the patience."""
    deadline = time.monotonic() + within
    while True:
        found = page.evaluate(SAYS, False), page.evaluate(SAYS, True)
        if found[0] == found[1] or time.monotonic() > deadline:
            return found
        page.wait_for_timeout(100)


def test_the_browser_ranks_and_words_as_the_server_does(floor: Page, peer: Peer) -> None:
    asked: dict[str, Callable[[], list[Row]]] = {name: (lambda name=name: floors()[name]) for name in floors()}  # type: ignore[misc]
    asked |= {f"any floor {n}": (lambda n=n: any_floor(random.Random(n))) for n in range(8)}  # type: ignore[misc]

    for name, rows in asked.items():
        put(peer, rows())
        here, there = agrees(floor)
        assert here["lines"] == there["lines"], name
        assert len(here["cards"]) == len(there["cards"]), name
        for ours, theirs in zip(here["cards"], there["cards"], strict=True):
            assert ours == theirs, name


def test_a_queue_that_comes_past_its_limit_is_said_once_and_again_when_it_is_worse(
    floor: Page, peer: Peer, complaints: Complaints
) -> None:
    complaints.expect("WebSocket connection")
    put(peer, [("queue", "cisco:Sales", queue("Sales", waiting=1, longest=20))])
    told(floor, peer)
    said = floor.locator("#announce")

    peer.push([("queue", "cisco:Sales", queue("Sales", waiting=2, longest=61))])
    expect(said).to_have_text("Sales: 2 waiting, longest over 1:00")

    said.evaluate("region => region.textContent = ''")
    peer.push([("queue", "cisco:Sales", queue("Sales", waiting=3, longest=63))])
    expect(card(floor, "3 waiting")).to_be_visible()
    floor.wait_for_timeout(1_100)  # what is said is said within a second
    expect(said).to_have_text("")

    peer.push([("queue", "cisco:Sales", queue("Sales", waiting=3, longest=121))])
    expect(said).to_have_text("Sales: 3 waiting, longest over 2:00")

    said.evaluate("region => region.textContent = ''")
    peer.admits = False
    peer.close_all(1012)
    expect(floor.locator("#needs-count")).to_have_text("–")
    peer.admits = True
    floor.evaluate("dispatchEvent(new Event('online'))")  # no reason to wait any longer
    expect(floor.locator("#needs-count")).to_have_text("1")
    peer.push([("queue", f"cisco:{n}", queue(f"Queue {n}", waiting=1, longest=61)) for n in range(5)])
    expect(said).to_have_text(re.compile(r"^(Queue \d: 1 waiting, longest over 1:00; ){3}and 2 more$"))


def card(page: Page, name: str) -> Locator:
    """Somebody's card."""
    return page.locator("#needs-list > li", has_text=name)


def test_those_who_are_longest_past_a_limit_come_first_and_the_rest_is_counted(floor: Page, peer: Peer) -> None:
    others = [past(f"Agent {n}", warn=100 - n, limit=5000, since=200 + n) for n in range(9)]
    put(peer, [("agent", f"cisco:{n}", values) for n, values in enumerate(others)])
    peer.push([("agent", "cisco:90", agent("Past The Limit", "hold", since=400))])

    expect(floor.locator("#needs-count")).to_have_text("10")
    expect(floor.locator("#needs-more")).to_have_text("and 3 more")
    names = floor.locator("#needs-list [data-cell=need-name]").all_text_contents()
    assert names == ["Past The Limit", *(f"Agent {n}" for n in range(8, 2, -1))]


def test_a_hand_comes_first_is_said_and_marked_and_one_press_comes_to_it(floor: Page, peer: Peer) -> None:
    put(peer, [*a_team(2), ("agent", "cisco:1", agent("Ada"))])
    told(floor, peer)
    row = floor.locator("#agent-cisco-1")
    expect(row).not_to_have_attribute("data-hand", re.compile("."))

    peer.push([("hand", "cisco:1", hand("Ada", "which form?", since=0))])

    def is_asked(button: Locator, path: str) -> bool:
        """Pressed until it is taken: a press right after another was not meant for what the button has become."""
        button.click()
        return peer.asked[-1].path == path

    first = floor.locator("#needs-list > li").first
    expect(first).to_contain_text("raised a hand: “which form?”")
    expect(floor.locator("#announce")).to_have_text(re.compile("Ada raised a hand: which form?"))
    expect(row).to_have_attribute("data-hand", "up")
    expect(row.locator("[data-cell=name]")).to_have_accessible_description(re.compile("hand raised"))

    peer.answers |= dict.fromkeys((f"{ADA}claim/", f"{ADA}lower/"), (200, '<p data-outcome="confirmed">As wanted.</p>'))
    first.get_by_role("button", name="I’m coming").click()
    peer.until(lambda: [asked.path for asked in peer.asked] == [f"{ADA}claim/"])
    peer.push([("hand", "cisco:1", hand("Ada", by="Sam", by_id=PERSON))])
    expect(first).to_contain_text("you are coming")
    expect(row).to_have_attribute("data-hand", "taken")
    peer.until(lambda: is_asked(first.get_by_role("button", name="Lower"), f"{ADA}lower/"))
    peer.push([("hand", "cisco:1", None)])
    expect(card(floor, "raised a hand")).to_have_count(0)
    expect(row).not_to_have_attribute("data-hand", re.compile("."))


@pytest.mark.parametrize("where", ["#agent-cisco-1 [data-cell=name]", "#needs-list a"])
def test_the_key_comes_from_the_row_and_from_the_card(
    floor: Page, peer: Peer, complaints: Complaints, where: str
) -> None:
    put(peer, [("agent", "cisco:1", agent("Ada")), ("hand", "cisco:1", hand("Ada"))])
    told(floor, peer)
    peer.answers[f"{ADA}claim/"] = (422, '<p data-outcome="refused">Lea is coming already.</p>')
    complaints.expect("422")

    floor.focus(where)
    floor.keyboard.press("h")

    expect(floor.locator("#said")).to_contain_text("Lea is coming already.")
    assert [asked.path for asked in peer.asked] == [f"{ADA}claim/"]


def test_the_key_says_why_there_is_nothing_to_come_to(floor: Page, peer: Peer) -> None:
    taken = hand("Ben", by="Lea", by_id=99)
    put(peer, [("agent", "cisco:1", agent("Ada")), ("agent", "cisco:2", agent("Ben")), ("hand", "cisco:2", taken)])
    told(floor, peer)

    for row, why in (("cisco-1", "Ada has not raised a hand."), ("cisco-2", "Lea is coming")):
        floor.focus(f"#agent-{row} [data-cell=name]")
        floor.keyboard.press("h")
        expect(floor.locator("#said")).to_contain_text(why)
        floor.keyboard.press("Escape")
    assert not peer.asked


def test_a_card_asks_as_the_row_does_and_shows_what_came_of_it(floor: Page, peer: Peer) -> None:
    put(peer, [("agent", "cisco:1", past("Ada"))])
    peer.answers["/agents/cisco:1/ready/"] = (200, '<p data-command="c1" data-outcome="asked">Asked.</p>')
    button = card(floor, "Ada").locator("[data-cell=need-act]")
    button.click()
    expect(floor.locator("#confirm")).to_contain_text("Make Ada ready?")

    floor.keyboard.press("Enter")

    expect(button).to_have_attribute("data-outcome", "asked")
    assert [asked.path for asked in peer.asked] == ["/agents/cisco:1/ready/"]


def test_put_off_it_is_gone_at_once_on_every_page_and_comes_back_when_asked(floor: Page, peer: Peer) -> None:
    put(peer, [("agent", "cisco:1", past("Ada")), ("agent", "cisco:2", past("Ben", since=3900))])
    expect(floor.locator("#needs-list > li")).to_have_count(2)

    card(floor, "Ada").locator("[data-do=snooze]").click()
    expect(card(floor, "Ada")).to_have_count(0)
    expect(card(floor, "Ben").locator("[data-cell=need-name]")).to_be_focused()
    peer.until(lambda: [asked.body for asked in peer.asked] == ["about=agent+cisco%3A1"])
    peer.push([snooze("agent cisco:1"), snooze("agent cisco:2")])  # the second from another page of the same person
    expect(floor.locator("#needs-nobody")).to_be_visible()
    expect(floor.locator("#needs-put-off")).to_have_text("2 put off · Show")

    floor.click("#needs-put-off button")
    expect(floor.locator("#needs-list > li")).to_have_count(2)
    expect(floor.locator("#needs-put-off")).to_be_hidden()
    peer.until(lambda: peer.asked[-1].body == "back=1")


def test_what_the_server_does_not_put_off_is_back(floor: Page, peer: Peer, complaints: Complaints) -> None:
    complaints.expect("422")
    put(peer, [("agent", "cisco:1", past("Ada"))])
    peer.answers["/needs/snooze/"] = (422, "No.")

    card(floor, "Ada").locator("[data-do=snooze]").click()

    peer.until(lambda: len(peer.asked) == 1)
    expect(card(floor, "Ada")).to_have_count(1)


def test_one_card_for_a_team_leads_to_its_rows(floor: Page, peer: Peer) -> None:
    put(peer, [*a_team(9), ("agent", "cisco:1", agent("Ada"))])
    expect(floor.locator("#needs-count")).to_have_text("1")

    card(floor, "9 agents of Sales North").locator("[data-cell=need-shows]").click()

    expect(floor.locator("#count")).to_have_text("9 of 10")
    assert floor.evaluate("location.search") == "?team=cisco%3A5000&state=not_ready&sort=time"


def test_who_could_help_a_queue_is_a_link_to_the_panel(floor: Page, peer: Peer) -> None:
    put(peer, floors()["a queue whose teams could help"])
    peer.answers["/agents/cisco:2/"] = (200, '<article data-panel="cisco:2" data-fresh="false"><h2>Ben</h2></article>')

    card(floor, "Ada and Ben could help").get_by_role("link", name="Ben").click()

    expect(floor.locator("#panel h2")).to_have_text("Ben")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_with_the_cards(floor: Page, peer: Peer, scheme: str) -> None:
    floor.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    put(peer, [*floors()["hands, claimed and not, above all else"], snooze("agent cisco:9")])
    expect(floor.locator("#needs-put-off")).to_be_visible()

    assert serious_violations(floor) == []


def test_a_floor_is_read_from_a_page_made_of_it(page: Page, peer: Peer) -> None:
    for row in (("source", "cisco", source()), *floors()["an agent with three reasons has one card"]):
        peer.floor.put(*row)
    page.goto(peer.url)

    expect(page.locator("#needs-list > li").first).to_contain_text("also: on one call, past 20:00")
    expect(page.locator("#agent-cisco-1")).to_have_attribute("data-hand", "up")
    assert page.evaluate("() => document.querySelectorAll('#needs-list > li').length") == 2
