"""The membership board and the callbacks page, as Sam's hands find them: by keyboard."""

import re

from playwright.sync_api import Locator, Page, expect

from cti_bridge.practice.xuc_peer import Peer
from tests.journeys.keyboard import press_until

AS_TAKEN = '{"msgType":"CallbackTaken","ctiMessage":{"uuid":"%s","agentId":7}}'
AS_RELEASED = '{"msgType":"CallbackReleased","ctiMessage":{"uuid":"%s"}}'
AS_STARTED = '{"msgType":"CallbackStarted","ctiMessage":{"requestUuid":"%s","ticketUuid":"a-ticket"}}'


def agent(number: int) -> str:
    """An agent's id on our floor."""
    return f"xivo:{number}"


class Board:
    """The membership board with Orders and Travels."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def chip(self, number: int, queue: int = 3) -> Locator:
        """An agent's chip in a queue."""
        chip = self.page.locator(f"[data-queue='xivo:{queue}'] [data-agent='{agent(number)}']")
        expect(chip).to_be_visible()
        return chip

    def penalty(self, *numbers: int) -> None:
        """One penalty down in Orders."""
        self._carry(numbers, "ArrowDown")

    def leave(self, *numbers: int) -> None:
        """Out of Orders: its last lane."""
        self._carry(numbers, *["ArrowDown"] * 9)

    def move_group(self, *way: str) -> None:
        """All of the team who have penalty 0 in Orders."""
        self.page.locator("[data-queue='xivo:3'] [data-lane='0'] button.whole").focus()
        self._drop(way)

    def default(self, queue: int, *numbers: int) -> None:
        """What they serve by default."""
        self._select(numbers, queue)
        press_until(self.page, "Shift+F6", "#selection")
        press_until(self.page, "Tab", "#selection [data-do=default]")
        self.page.keyboard.press("Enter")
        self._say_yes()

    def undo(self) -> None:
        """The way back, while there is one."""
        self.page.locator("#selection [data-do=undo]").focus()
        self.page.keyboard.press("Enter")
        expect(self.page.locator("#selection [data-cell=batch-name]")).to_have_text("Undo")

    def expect(self, counts: str) -> None:
        """What the batch came to."""
        expect(self.page.locator("#selection [data-cell=batch-counts]")).to_have_text(counts)

    def _select(self, numbers: tuple[int, ...], queue: int = 3) -> None:
        for number in numbers:
            self.chip(number, queue).focus()
            self.page.keyboard.press("x")

    def _carry(self, numbers: tuple[int, ...], *way: str) -> None:
        self._select(numbers)
        self._drop(way)

    def _drop(self, way: tuple[str, ...]) -> None:
        for key in ("Space", *way, "Space"):
            self.page.keyboard.press(key)
        self._say_yes()

    def _say_yes(self) -> None:
        expect(self.page.locator("#move")).to_be_visible()
        press_until(self.page, "Tab", "#move button[form=move-do]")
        self.page.keyboard.press("Enter")


class CallbacksPage:
    """The requests of the lists."""

    def __init__(self, page: Page, xuc: Peer) -> None:
        self.page, self._xuc = page, xuc

    def free(self) -> list[str]:
        """All requests, by uuid; those that were as if taken are given back."""
        for key in self._keys("[data-taken]"):
            self._xuc.send_raw(AS_RELEASED % key)
        expect(self.page.locator("tr[data-callback][data-taken]")).to_have_count(0)
        return self._keys()

    def _keys(self, more: str = "") -> list[str]:
        keys = self.page.eval_on_selector_all(
            f"tr[data-callback]{more}", "rows => rows.map(row => row.dataset.callback)"
        )
        return [str(key).removeprefix("xivo:") for key in keys]

    def row(self, uuid: str) -> Locator:
        """A request's row."""
        return self.page.locator(f"tr[data-callback='xivo:{uuid}']")

    def as_taken(self, *uuids: str, started: bool = False) -> None:
        """XUC says that Sam has taken these, and called."""
        for uuid in uuids:
            self._xuc.send_raw(AS_TAKEN % uuid)
            if started:
                self._xuc.send_raw(AS_STARTED % uuid, login="sam")
            deed = "close" if started else "start"
            expect(self.row(uuid).locator(f"[data-action={deed}-callback]").first).to_be_visible()

    def press(self, uuid: str, deed: str) -> None:
        """The button of a deed, which asks at once or opens its form."""
        self.row(uuid).locator(f"[data-action={deed}-callback]").first.focus()
        self.page.keyboard.press("Enter")

    def close(self, uuid: str) -> None:
        """As answered."""
        self.press(uuid, "close")
        expect(self.page.locator("form:popover-open [name=status]")).to_be_focused()
        self.page.keyboard.press("A")
        self._submit()

    def reschedule(self, uuid: str) -> None:
        """To a day in 2030; the part of the day is the one that is offered."""
        self.press(uuid, "reschedule")
        expect(self.page.locator("form:popover-open [name=due]")).to_be_focused()
        self.page.keyboard.type("01022030")
        self._submit()

    def expect(self, outcome: str, *uuids: str) -> None:
        """Each request's own line says so."""
        for uuid in uuids:
            said = self.row(uuid).locator(f".came[data-outcome={outcome}]")
            expect(said, f"{outcome} of {uuid}").to_be_visible(timeout=25_000)

    def expect_said(self, deed: str, outcome: str) -> None:
        """What stands above the lists: the newest deed, and what it came to."""
        expect(self.page.locator("#callback-line")).to_contain_text(re.compile(f"{deed}.*, {outcome}"))

    def _submit(self) -> None:
        press_until(self.page, "Tab", "form:popover-open [type=submit]")
        self.page.keyboard.press("Enter")
