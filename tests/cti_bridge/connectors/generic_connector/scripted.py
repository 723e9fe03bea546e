"""A Generic Connector in thirty lines, over a link that remembers: time only moves when the session waits."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from typing import Any

from cti_bridge.connector import IntegrationConfig, SignInConfig
from cti_bridge.connectors.generic_connector.commands import Outgoing
from cti_bridge.connectors.generic_connector.config import read
from cti_bridge.connectors.generic_connector.link import OUR_TIME_TO_LIVE
from cti_bridge.connectors.generic_connector.session import Session
from cti_bridge.errors import Retryable
from cti_bridge.floor.events import Event, FloorLoaded, SourceChanged
from cti_bridge.floor.model import FeedState
from cti_bridge.floor.state import Floor
from cti_bridge.transports.stomp import Frame

START = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
FEED = SignInConfig(login="2900", feed=True, extension="4900", password="feed-pw")
SAM = SignInConfig(login="2001", person="sam", extension="4101", password="sam-pw")
LEA = SignInConfig(login="2002", person="lea", extension="4102")

LIVE, STALE, DOWN, CONNECTING = FeedState.LIVE, FeedState.STALE, FeedState.DOWN, FeedState.CONNECTING

Answer = str | tuple[str, ...]


class Time:
    """A clock that is turned by hand."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.stands = False  # while somebody waits in real time

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds - 1000)

    def steady(self) -> float:
        return self.seconds


class ScriptedLink:
    """Remembers what was said; answers what `answers` has for it. Waiting turns the clock."""

    def __init__(self, time: Time, answers: dict[str, Answer | Callable[[Outgoing], Answer]]) -> None:
        self.destination = ""
        self.answers = answers
        self.said: list[Outgoing] = []
        self.times_to_live: list[timedelta] = []
        self.ids: list[str] = []
        self.lost = ""
        self.closed = False
        self.correlates = True
        self.skew = 0.0
        self._time = time
        self._frames: deque[Frame] = deque()

    def say(self, command: Outgoing, time_to_live: timedelta = OUR_TIME_TO_LIVE) -> str:
        id_ = f"id{len(self.said)}"
        self.said.append(command)
        self.ids.append(id_)
        self.times_to_live.append(time_to_live)
        found = self.answers.get(command.jms_type, self.answers.get(command.verb.jms_type, ()))
        found = found(command) if callable(found) else found
        for body in (found,) if isinstance(found, str) else found:
            self.tell(body, id_ if self.correlates else "")
        return id_

    def echo(self) -> str:
        self._put(b"", "echo")
        return "echo"

    def tell(self, body: str | bytes, id_: str = "", *, binary: bool = False) -> None:
        """An event comes."""
        self._put(body.encode() if isinstance(body, str) else body, id_, binary=binary)

    async def hear(self, within: float) -> Sequence[Frame]:
        await asyncio.sleep(0)
        if not self._frames and self.lost:
            raise Retryable(self.lost)
        if not self._frames and self._time.stands:
            await asyncio.sleep(0.001)
            return []
        if not self._frames:
            self._time.seconds += within
            return []
        frames = list(self._frames)
        self._frames.clear()
        return frames

    def close(self) -> None:
        self.closed = True

    def types(self, start: str = "") -> list[str]:
        """The JMSTypes that were sent."""
        return [c.jms_type for c in self.said if c.jms_type.startswith(start)]

    def _put(self, body: bytes, id_: str, *, binary: bool = False) -> None:
        stamp = self._time.now().timestamp() + self.skew
        self._frames.append(Frame(body, id_, stamp, binary))


def state(
    subject: str,
    word: str,
    *,
    to: str = "2900",
    reason: str = "",
    pending: str = "",
    at: str = "",
    label: str = "",
    phone: str = "",
) -> str:
    """A State event as the guide prints it."""
    at = at or "2026-11-20 08:59:00"
    phone = phone or (f"41{subject[2:]}" if subject.startswith("20") else f"4{subject[1:]}")
    return f"{to}#State#{word}#{reason}##{pending}#{at}#Agent {subject}#{subject}#{phone}#{label}##"


def user(login: str, word: str = "NOT_READY", at: str = "2026-11-20 08:00:00") -> str:
    """A member in a team's list."""
    name = f"FirstName:Agent,LastName:{login}"
    return f"{name},Extension:4{login[1:]},LoginId:{login},State:{word},PendingState:,MediaType:Voice,StateChangeTime:{at},StateChangeLabel:"  # noqa: E501


def answers() -> dict[str, Any]:
    """A system in service, with one feed over two teams."""
    info = (
        "2900#AgentInfo#Floor#Feed#True#OPTIONAL#TotalNumberOfTeams:2#5000,Sales North|5001,Support#1#Floor Feed#2900"
    )

    def users(command: Outgoing) -> str:
        who = ("1001", "1002") if command.body.startswith("5000,") else ("1003",)
        return f"2900#TeamUsersList#{'#'.join(user(w) for w in who)}"

    return {
        "Hello": "System#IN_SERVICE",
        "Beat": "System#IN_SERVICE",
        "Login#2900": (info, state("2900", "NOT_READY", at="2026-11-20 08:58:00"), "2900#DialogStatus###"),
        "Login#2001": (
            "2001#AgentInfo#Sam#S#True#OPTIONAL#TotalNumberOfTeams:1#5000,Sales North#1#Sam#2001",
            state("2001", "NOT_READY", to="2001"),
        ),
        "getteamusers#2900": users,
        "getqueuelist#2900": "2900#QueueList#Name:Sales,NotReady:1,Ready:2,TalkingInbound:0,TalkingInternal:0,"
        "TalkingOutbound:0,WrapUpNotReady:0,WrapUpReady:0,CallsInQueue:3,StartTime:2026-11-20 08:59:30",
        "reasoncodenotready#2900": "2900#ReasonCodes#Category:NOT_READY#10,11#Labels:Lunch,Break#Floor Feed",
        "reasoncodelogout#2900": "2900#ReasonCodes#Category:LOGOUT#28#Labels:End of shift#Floor Feed",
        "wrapupreasoncode#2900": "2900#ReasonCodes#Category:WRAP_UP##Labels:Sold,Call back#Floor Feed",
    }


class Desk:
    """A session on scripted links, and the floor that its events make."""

    def __init__(self, *sign_ins: SignInConfig, brokers: int = 1, **settings: Any) -> None:
        self.time = Time()
        self.answers = answers()
        self.links: list[ScriptedLink] = []
        self.opened: list[str] = []
        self.skew = 0.0  # of the broker's clock, on lines to come
        self.correlates = True  # whether answers on lines to come carry their question's id
        self.refuses: dict[str, Exception] = {}
        urls = [f"stomp://broker{n}:61613" for n in range(1, brokers + 1)]
        self.session = Session(
            IntegrationConfig(
                name="cisco", kind="generic_connector", settings=settings, sign_ins=sign_ins or (FEED, SAM, LEA)
            ),
            read({"brokers": urls, **settings}),
            now=self.time.now,
            clock=self.time.steady,
            opened=self._open,
            token=lambda: "abcd",
        )
        self.floor = Floor()
        self.floor.apply(SourceChanged(source="cisco", state=FeedState.CONNECTING, at=START))
        self.heard: list[Event] = []
        self.batches: list[Sequence[Event]] = []
        self.error: Exception | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def link(self) -> ScriptedLink:
        """The newest link."""
        return self.links[-1]

    async def _open(self, address: Any, config: Any, destination: str, now: Any) -> ScriptedLink:
        self.opened.append(address.host)
        if failure := self.refuses.get(address.host):
            raise failure
        link = ScriptedLink(self.time, self.answers)
        link.destination, link.skew, link.correlates = destination, self.skew, self.correlates
        self.links.append(link)
        return link

    async def run(self, until: Callable[[], object], rounds: int = 2000) -> None:
        """Follows until something is so, or the line ends (then `error` has it)."""
        if self._task is None or self._task.done():
            self.error = None
            self._task = asyncio.create_task(self._follow())
        for _ in range(rounds):
            if until() or self._task.done():
                return
            await asyncio.sleep(0)
        raise AssertionError(f"it never came to be; last heard: {self.heard[-3:]}")

    async def loaded(self) -> None:
        """Follows until the floor is loaded."""
        before = len(self.loads)
        await self.run(lambda: len(self.loads) > before)
        assert self.error is None, self.error

    async def ends(self) -> Exception:
        """Follows until the line ends; returns why."""
        await self.run(lambda: False)
        assert self.error is not None
        return self.error

    async def wait(self, seconds: float) -> None:
        """Follows for so long."""
        until = self.time.seconds + seconds
        await self.run(lambda: self.time.seconds >= until)

    async def tell(self, *bodies: str | bytes) -> None:
        """Events come, and are followed."""
        for body in bodies:
            self.link.tell(body)
        await self.run(lambda: not self.link._frames)
        await self.wait(0.01)

    async def execute(self, command: Any) -> str:
        """Carries out while the line is followed; the clock stands, so a deadline is waited for in real time."""
        self.time.stands = True
        try:
            return await self.session.execute(command)
        finally:
            self.time.stands = False

    async def stop(self) -> None:
        """Ends the following."""
        if self._task:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    @property
    def loads(self) -> list[FloorLoaded]:
        """Every load so far."""
        return [e for e in self.heard if isinstance(e, FloorLoaded)]

    @property
    def light(self) -> tuple[FeedState, str]:
        """The feed light and its note."""
        source = self.floor.sources["cisco"]
        return source.state, source.note

    async def _follow(self) -> None:
        try:
            async with aclosing(self.session.events()) as batches:
                async for batch in batches:
                    self.batches.append(batch)
                    for event in batch:
                        self.heard.append(event)
                        self.floor.apply(event)
        except Exception as error:
            self.error = error
