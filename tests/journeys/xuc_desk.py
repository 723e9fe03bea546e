"""Sam's hands on all that XUC can be asked for, by keyboard: on the floor, on the board, on the callbacks page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from playwright.sync_api import BrowserContext, Page, expect

from cti_bridge.practice.xuc_peer import Peer
from cti_bridge.practice.xuc_peer.model import Monitor, State, Talk
from tests.journeys.floor_page import expect_state, row
from tests.journeys.keyboard import press_until, to_row
from tests.journeys.site import Program, until
from tests.journeys.xuc_pages import Board, CallbacksPage, agent

QUESTION = "[popover]:popover-open"
ORDERS_AGENTS = range(19, 43, 3)  # of the group Orders, which may be listened to: they serve the queue Orders first
ON_A_CALL = (31, 34, 37, 40)  # of them; each call is recorded
SAM = 7  # the agent that Sam's own user is
BOARD = "/queues/membership/?queue=xivo:3&queue=xivo:11&team="

Uuids = tuple[str, ...]
Numbers = tuple[int, ...]


@dataclass
class Desk:
    """Sam, signed in to the XUC as an agent of it, with a page for each place to ask from."""

    xuc: Peer
    program: Program
    context: BrowserContext
    floor: Page

    def ready(self) -> None:
        """Orders' agents serve it, and are on recorded calls, or ready; Sam is in, as an agent who is on pause."""
        self.xuc.heed_all()
        for number in ORDERS_AGENTS:
            self.xuc.serve(number, 3, 0)
            self.xuc.set_state(number, State.READY, cause="available")
        for number in ON_A_CALL:
            self.xuc.start_call(number, Talk(acd=True, monitor=Monitor.ACTIVE))
        self.xuc.hang_up("sam")
        self.xuc.set_state(SAM, State.ON_PAUSE, cause="meeting")
        for number in (19, 22, 25, 28):
            expect_state(self.floor, agent(number), "ready")
        expect_state(self.floor, agent(40), "talking")
        if "sam" not in self.xuc.signed_in():
            self._sign_in()
        own = self.floor.locator("#my-sign-ins [data-sign-in='xivo:sam']")
        expect(own).to_have_attribute("data-state", "not_ready")

    def _sign_in(self) -> None:
        press_until(self.floor, "Tab", "[popovertarget='my-sign-ins']")
        self.floor.keyboard.press("Enter")
        press_until(self.floor, "Tab", "#my-sign-ins [data-action='sign-in']")
        self.floor.keyboard.press("Enter")
        until(lambda: "sam" in self.xuc.signed_in(), 10, "Sam is signed in")
        self.floor.keyboard.press("Escape")

    # -- the floor ---------------------------------------------------------------------------------------------------

    def pause(self, number: int) -> None:
        """Not ready, at lunch: in the agent's row."""
        to_row(self.floor, agent(number))
        self.floor.keyboard.press("n")
        press_until(self.floor, "Tab", f"{QUESTION} [name=reason]")
        self.floor.keyboard.press("A")  # At lunch
        press_until(self.floor, "Tab", f"{QUESTION} [data-cell=deed]")
        self.floor.keyboard.press("Enter")

    def record(self, number: int, action: str = "pause-recording") -> None:
        """In the agent's panel."""
        self._open_in_panel(number, action)
        self.floor.keyboard.press("Enter")

    def _open_in_panel(self, number: int, action: str) -> None:
        to_row(self.floor, agent(number))
        self.floor.keyboard.press("Enter")
        panel = f'[data-panel="{agent(number)}"]'
        expect(self.floor.locator(panel)).to_be_visible()
        press_until(self.floor, "Tab", f'{panel} [data-action="{action}"]')
        self.floor.keyboard.press("Enter")
        expect(self.floor.locator(QUESTION)).to_be_visible()

    def type_a_line(self, number: int, line: str) -> None:
        """Where an agent is to be signed in: in the panel, up to the question."""
        self._open_in_panel(number, "sign-in")
        expect(self.floor.locator(f"{QUESTION} [name=extension]")).to_be_focused()
        self.floor.keyboard.press("Control+a")
        self.floor.keyboard.type(line)

    def listen(self, number: int) -> None:
        """In the agent's row."""
        to_row(self.floor, agent(number))
        self.floor.keyboard.press("l")
        expect(self.floor.locator(QUESTION)).to_contain_text("may see it")
        self.floor.keyboard.press("Enter")

    def stop_listening(self) -> None:
        """In the bar at the bottom."""
        press_until(self.floor, "F6", "#listening")
        press_until(self.floor, "Tab", "#listening [data-action='stop-listening']")
        self.floor.keyboard.press("Enter")
        expect(self.floor.locator("#listening")).to_be_hidden()

    def expect_on_the_floor(self, outcome: str, *numbers: int) -> None:
        """Each row's own slot says so."""
        for number in numbers:
            slot = row(self.floor, agent(number)).locator(f'[data-outcome="{outcome}"]')
            expect(slot, f"{outcome} of {number}").to_be_visible(timeout=25_000)

    # -- the board ---------------------------------------------------------------------------------------------------

    @cached_property
    def boards(self) -> Sequence[Board]:
        """Four boards, for four orders at once; the third shows Orders alone, whose lanes can be moved whole."""
        return [self.a_board(team=team) for team in ("", "", "xivo:1", "")]

    def a_board(self, *, team: str = "") -> Board:
        """One more board."""
        return Board(self.page(f"{BOARD}{team}"))

    def page(self, path: str) -> Page:
        """One more page."""
        page = self.context.new_page()
        page.goto(f"{self.program.url}{path}")
        page.wait_for_load_state("load")
        return page

    # -- callbacks ---------------------------------------------------------------------------------------------------

    @cached_property
    def callbacks(self) -> CallbacksPage:
        """The callbacks page."""
        return CallbacksPage(self.page("/callbacks/"), self.xuc)

    def ask_each_callback_order(self, take: Uuids, release: Uuids, start: Uuids, close: Uuids, later: Uuids) -> None:
        """Each of requests of its own."""
        page = self.callbacks
        page.as_taken(*release, *start)
        page.as_taken(*close, *later, started=True)
        for deed, uuids in (("start", start), ("take", take), ("release", release)):
            for uuid in uuids:
                page.press(uuid, deed)
        for uuid in close:
            page.close(uuid)
        for uuid in later:
            page.reschedule(uuid)

    def ask_each_board_order(self, *, penalty: Numbers, leave: Numbers, default: Numbers) -> None:
        """Each on a board of its own, which shows what it came to: also that the group goes elsewhere."""
        self.boards[0].penalty(*penalty)
        self.boards[1].leave(*leave)
        self.boards[2].move_group("ArrowRight")
        self.boards[3].default(11, *default)
