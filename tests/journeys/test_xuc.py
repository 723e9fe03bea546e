"""Issue 5, what must be seen 2: whatever XUC can be asked for, by keyboard, and each way in which it can end.

XUC has an error for one order alone, an agent's sign-in (xuc.md 1.7). All else it refuses by silence; an AgentError
that comes after them names nothing, so it proves nothing: they time out as well, and say so.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from cti_bridge.practice.xuc_peer import Peer
from tests.journeys.floor_page import expect_light, expect_outcome, expect_state, row
from tests.journeys.keyboard import press_until
from tests.journeys.site import Site, until
from tests.journeys.xuc import an_xuc, xivo
from tests.journeys.xuc_desk import QUESTION, Desk
from tests.journeys.xuc_pages import agent
from tests.services.chromium import Complaints, screenshot

pytestmark = pytest.mark.journey

ANNA, DAVID = 19, 22
ORDERS, TRAVELS = 3, 11
DIFFER = (23, 38)  # of Travel: not as by default
CALLBACK_ORDERS = ("takeCallback", "releaseCallback", "startCallback", "updateCallbackTicket", "updateCallbackTicket")
OTHER_ORDERS = (
    "pauseAgent",
    "monitorPause",
    "listenAgent",
    "setAgentQueue",
    "removeAgentFromQueue",
    "moveAgentsInGroup",
    "applyUsersDefaultMembership",
)


@pytest.fixture(scope="module")
def desk(chromium: Browser) -> Iterator[Desk]:
    """One system, one bridge and one browser for all of it."""
    complaints = Complaints()
    with an_xuc() as xuc, Site() as site:
        site.set_up(xivo(xuc.url, command_ttl_seconds=10))  # no less than all that is asked at once takes to be typed
        up = site.start("up")
        context = chromium.new_context(viewport={"width": 1280, "height": 860}, locale="en-US")
        context.set_default_timeout(20_000)
        complaints.watch(context)
        page = context.new_page()
        page.goto(f"{up.url}/login/")
        page.fill("[name=username]", "sam")
        page.fill("[name=password]", "a-password-for-journeys")
        page.click("main [type=submit]")
        page.wait_for_selector("#main[data-position]")
        expect_light(page, "xivo", "live")
        yield Desk(xuc, up, context, page)
        context.close()
    assert not complaints.all(), "\n".join(complaints.all())


@pytest.fixture(autouse=True)
def _ready(desk: Desk) -> None:
    desk.ready()


@pytest.fixture
def xuc(desk: Desk) -> Peer:
    """Its other end."""
    return desk.xuc


def test_each_is_confirmed_by_xucs_own_event(desk: Desk, xuc: Peer) -> None:
    floor, callbacks, board = desk.floor, desk.callbacks, desk.boards[2]
    desk.pause(ANNA)
    expect_outcome(floor, agent(ANNA), "confirmed")
    expect(row(floor, agent(ANNA)).locator("[data-cell=reason]")).to_have_text("At lunch")
    desk.record(34)
    expect(floor.locator(f'[data-panel="{agent(34)}"] button[data-action=resume-recording]')).to_be_visible()
    desk.record(34, "resume-recording")
    expect(floor.locator(f'[data-panel="{agent(34)}"] button[data-action=pause-recording]')).to_be_visible()
    desk.listen(31)
    expect(floor.locator("#listening")).to_contain_text("Léa")
    screenshot(floor, "journey-xuc-listening")
    desk.stop_listening()
    assert xuc.received(login="sam", command="hangup")

    board.penalty(DAVID)
    board.expect("1 confirmed")
    assert xuc.queues_of(DAVID)[ORDERS] == 1
    board.default(ORDERS, DAVID)
    board.expect("1 confirmed")
    assert xuc.queues_of(DAVID)[ORDERS] == 0
    before = len(xuc.received(command="moveAgentsInGroup"))
    board.move_group("ArrowRight")
    board.expect("8 confirmed")
    assert xuc.queues_of(DAVID).keys() & {ORDERS, TRAVELS} == {TRAVELS}
    assert len(xuc.received(command="moveAgentsInGroup")) == before + 1
    board.undo()
    board.expect("8 confirmed")
    board.leave(DAVID)
    board.expect("1 confirmed")
    assert ORDERS not in xuc.queues_of(DAVID)
    board.undo()
    board.expect("1 confirmed")

    one, *_ = callbacks.free()
    for deed, said in (("take", "Take"), ("release", "Release"), ("take", "Take"), ("start", "Call back")):
        callbacks.press(one, deed)
        callbacks.expect_said(said, "confirmed")
    callbacks.reschedule(one)
    callbacks.expect_said("Re-schedule", "confirmed")
    expect(callbacks.row(one)).to_contain_text("2 Jan 2030")
    xuc.hang_up("sam")
    for deed in ("take", "start"):
        callbacks.press(one, deed)
    callbacks.close(one)
    callbacks.expect_said("Close", "confirmed")
    expect(callbacks.row(one)).to_have_count(0)


def test_each_that_xuc_passes_over_or_meets_with_an_error_times_out_and_says_so(desk: Desk, xuc: Peer) -> None:
    for command in (*OTHER_ORDERS, *CALLBACK_ORDERS):
        xuc.ignore_next(command)
        xuc.refuse_next(command)
    desk.listen(31)  # phones ring longer than words: these are asked first
    desk.listen(40)
    free = iter(desk.callbacks.free())
    twice = [tuple(next(free) for _ in range(2)) for _ in CALLBACK_ORDERS]
    desk.ask_each_callback_order(*twice)
    for number in (ANNA, DAVID):
        desk.pause(number)
    for number in (34, 37):
        desk.record(number)
    desk.ask_each_board_order(penalty=(ANNA, DAVID), leave=(25, 28), default=DIFFER)
    boards = [*desk.boards, desk.a_board(team="xivo:1")]
    boards[-1].move_group("ArrowDown")

    desk.expect_on_the_floor("timed_out", ANNA, DAVID, 34, 37)
    expect_state(desk.floor, agent(ANNA), "ready")
    for board, agents in zip(boards, (2, 2, 8, 2, 8), strict=True):
        board.expect(f"{agents} timed out")
    screenshot(boards[0].page, "journey-xuc-board")
    desk.callbacks.expect("timed_out", *sum(twice, ()))
    desk.expect_on_the_floor("timed_out", 31, 40)
    screenshot(desk.callbacks.page, "journey-xuc-callbacks")


def test_each_that_was_on_its_way_when_the_line_was_lost_is_lost_and_says_so(desk: Desk, xuc: Peer) -> None:
    for command in (*OTHER_ORDERS, *CALLBACK_ORDERS):
        xuc.ignore_next(command)
    each = [(uuid,) for uuid in desk.callbacks.free()[: len(CALLBACK_ORDERS)]]
    assert len(desk.boards) == 4  # open before anything is asked

    desk.listen(31)
    desk.ask_each_callback_order(*each)
    lose_the_line_when_it_has(xuc, "updateCallbackTicket")
    desk.expect_on_the_floor("lost", 31)
    desk.callbacks.expect("lost", *sum(each, ()))

    expect_light(desk.floor, "xivo", "live")
    desk.record(34)
    desk.pause(25)
    desk.ask_each_board_order(penalty=(ANNA,), leave=(DAVID,), default=DIFFER[:1])
    lose_the_line_when_it_has(xuc, "applyUsersDefaultMembership")
    desk.expect_on_the_floor("lost", 34, 25)
    for board, agents in zip(desk.boards, (1, 1, 8, 1), strict=True):
        board.expect(f"{agents} lost")
    expect_light(desk.floor, "xivo", "live")
    until(lambda: "sam" in xuc.signed_in(), 10, "Sam's own line is back by itself")


def lose_the_line_when_it_has(xuc: Peer, command: str) -> None:
    """All connections are gone once this, which is the last, has been passed over."""
    until(lambda: not xuc.ignores(command), 5, f"{command} was sent")
    xuc.drop_all()


def test_a_line_that_another_agent_uses_is_taken_over_only_when_that_is_agreed_to(desk: Desk, xuc: Peer) -> None:
    xuc.sign_out(25)
    expect_state(desk.floor, agent(25), "signed_out")
    line = xuc.presence_of(28).phone or ""

    desk.type_a_line(25, line)
    expect(desk.floor.locator(QUESTION)).to_contain_text(re.compile(f"signed in on {line}: this signs .* out"))
    desk.floor.keyboard.press("Enter")

    expect_state(desk.floor, agent(25), "ready")
    expect_state(desk.floor, agent(28), "signed_out")


def test_an_unknown_line_is_refused_in_words(desk: Desk, xuc: Peer) -> None:
    xuc.sign_out(25)
    expect_state(desk.floor, agent(25), "signed_out")

    desk.type_a_line(25, "7777")
    desk.floor.keyboard.press("Enter")

    desk.expect_on_the_floor("refused", 25)


def test_a_queues_past_calls_are_asked_for_and_told_in_words(desk: Desk) -> None:
    page = desk.page("/queues/xivo:8/")
    press_until(page, "Tab", "#ask-calls")
    page.keyboard.press("Enter")

    expect(page.locator("#queue-calls [data-fate=answered]").first).to_contain_text("answered")
    expect(page.locator("#queue-calls [data-fate=divert_waittime]").first).to_be_visible()
    screenshot(page, "journey-xuc-queue")
