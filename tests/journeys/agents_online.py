"""Agents on their own pages, as a load script has them: a real socket each, as docs/live.md says, and real forms.

They run on a loop in a thread of their own, so that a journey can drive a browser meanwhile.
"""

import asyncio
import json
import re
import threading
import time
from collections.abc import Coroutine, Iterable
from contextlib import suppress
from typing import Any, TypeVar
from urllib.parse import urlencode

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.journeys.http_page import Answer, ask

T = TypeVar("T")
KINDS = ["self", "told", "raised", "source"]


def stream_of(kind: str, key: str) -> str:
    """The stream of a row that an agent is told."""
    return "desk" if kind in ("told", "raised") else key.partition(":")[0]


class AgentOnline:
    """One screen of one agent: reads, acknowledges, says what was delivered and seen, and comes back when cut off."""

    def __init__(self, url: str, session: str) -> None:
        self.rows: dict[tuple[str, str], dict[str, Any]] = {}
        self.told_at: dict[str, float] = {}  # by message: when it came first (time.time)
        self.gone_at: dict[str, float] = {}
        self.connections = 0
        self._url = url
        self._cookie = f"floorwalker={session}"
        self._token = ""

    @property
    def messages(self) -> dict[str, dict[str, Any]]:
        """The messages on this screen, by their words."""
        return {values["content"]: values for (kind, _), values in self.rows.items() if kind == "told"}

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            with suppress(OSError, ConnectionClosed, InvalidStatus):
                await self._load()
                await self._follow()
            await asyncio.sleep(0.2)

    async def confirm(self, content: str) -> Answer:
        """Presses Confirm."""
        return await self._receipt("confirmed", [self.messages[content]["message"]])

    async def post(self, path: str, **fields: str) -> Answer:
        """Sends a form of the page."""
        headers = {"X-CSRFToken": self._token, "HX-Request": "true"}
        return await ask(self._url + path, self._cookies, form=urlencode(fields), headers=headers)

    async def _load(self) -> None:
        page = await ask(f"{self._url}/me/", self._cookie)
        assert page.status == 200, page.text[:300]
        token = re.search(r'X-CSRFToken&quot;: &quot;(\w+)|"X-CSRFToken": "(\w+)"', page.text)
        assert token, "the page names its token"
        self._token = token[1] or token[2]
        self._cookies = "; ".join((self._cookie, *page.cookies))

    async def _follow(self) -> None:
        address = self._url.replace("http", "ws", 1) + "/live/floor/"
        async with connect(address, origin=self._url, additional_headers={"Cookie": self._cookie}) as line:  # type: ignore[arg-type]
            self.connections += 1
            await line.send(json.dumps({"open": {}, "only": {"kinds": KINDS}}))
            async for text in line:
                frame = json.loads(text)
                if "frame" in frame:
                    await self._take(frame, line)
                    await line.send(json.dumps({"ack": frame["frame"]}))

    async def _take(self, frame: dict[str, Any], line: ClientConnection) -> None:
        now, new = time.time(), []
        for stream in frame.get("whole", ()):
            self.rows = {key: values for key, values in self.rows.items() if stream_of(*key) != stream}
        for kind, key, values in frame["rows"]:
            if values is None:
                if (row := self.rows.pop((kind, key), None)) and kind == "told":
                    self.gone_at[row["message"]] = now
                continue
            self.rows[kind, key] = values
            if kind == "told" and values["message"] not in self.told_at:
                self.told_at[values["message"]] = now
                new.append(values["message"])
        if new:
            await line.send(json.dumps({"receipts": len(self.told_at), "delivered": new, "seen": new}))

    async def _receipt(self, what: str, messages: Iterable[str]) -> Answer:
        form = urlencode([(what, message) for message in messages])
        headers = {"X-CSRFToken": self._token, "HX-Request": "true"}
        return await ask(f"{self._url}/me/receipts/", self._cookies, form=form, headers=headers)


class Crowd:
    """Many of them. A context manager: leaves nothing running."""

    def __init__(self, url: str, sessions: Iterable[str]) -> None:
        self.agents = [AgentOnline(url, session) for session in sessions]
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._running: list[asyncio.Task[None]] = []

    def come(self, agent: AgentOnline) -> None:
        """One more screen."""
        self.agents.append(agent)
        self.do(self._begin(agent))

    def do(self, deed: Coroutine[Any, Any, T], within: float = 30.0) -> T:
        """Does something on their loop, and waits for it."""
        return asyncio.run_coroutine_threadsafe(deed, self._loop).result(within)

    async def all_confirm(self, content: str) -> list[int]:
        """Everybody presses Confirm; how each was answered."""
        return [answer.status for answer in await asyncio.gather(*(a.confirm(content) for a in self.agents))]

    async def _begin(self, agent: AgentOnline) -> None:
        self._running.append(asyncio.create_task(agent.run()))

    async def _end(self) -> None:
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    def __enter__(self) -> "Crowd":
        self._thread.start()
        for agent in self.agents:
            self.do(self._begin(agent))
        return self

    def __exit__(self, *_: object) -> None:
        self.do(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()
