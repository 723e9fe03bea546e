"""Real sockets, over a real daphne and a real uvicorn, with hints over a real Redis."""

import asyncio
import json
import shutil
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from channels_redis.pubsub import RedisPubSubChannelLayer
from django.conf import settings
from pytest_django import DjangoDbBlocker
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from cti_bridge.floor.model import AgentState, ReasonCategory, ReasonCode, SourceId
from cti_bridge.floor.rows import AgentRow, Kind, Row
from dashboard.live.publisher import Publisher
from dashboard.live.sockets import LONGEST_MESSAGE
from dashboard.models import AskedCommand, ReasonPolicy, TrailLine
from dashboard.models.people import Role
from tests.dashboard.live.server import Server
from tests.dashboard.live.site import Site, Visitor
from tests.dashboard.store.floors import agent
from tests.services.databases import settings_of, standing_on
from tests.services.redis import RedisServer

MIB = 1024 * 1024
ORDERS = (  # as somebody might try who reads docs/live.md: a socket tells, and is asked nothing
    '{"action": "sign-out", "agent": "cisco:1401"}',
    '{"ack": 1, "command": {"action": "listen", "subject": "cisco:1401"}}',
    '{"rows": [["agent", "cisco:1401", {"state": "signed_out"}]]}',
    '{"rows": [["command", "c1", {"action": "sign-out", "subject": "cisco:1401", "outcome": "asked"}]]}',
)
names = count(1)


@pytest.fixture(scope="module", params=["daphne", "uvicorn"])
def server(
    request: pytest.FixtureRequest,
    redis_server: RedisServer,
    sqlite_template: Path,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Server]:
    """A running web process on a fresh database."""
    folder = tmp_path_factory.mktemp("web")
    shutil.copy(sqlite_template, folder / "floor.sqlite3")
    url = f"sqlite:///{folder / 'floor.sqlite3'}"
    environment = {
        "DATABASE_URL": url,
        "REDIS_URL": redis_server.url,
        "SECRET_KEY": settings.SECRET_KEY,
        "FIELD_KEYS": ",".join(settings.FIELD_KEYS),
        "ALLOWED_HOSTS": "127.0.0.1",
    }
    database = settings_of(url, folder)
    server = Server(request.param, environment, folder / "log.txt")
    with django_db_blocker.unblock(), standing_on(database), server:
        yield server


@pytest.fixture(scope="module")
def site(server: Server, redis_server: RedisServer) -> Iterator[Site]:
    """Its database, and its bridge's hints."""
    layer = RedisPubSubChannelLayer(hosts=[redis_server.url], prefix="floorwalker")
    publisher = Publisher(layer)
    site = Site(publisher)
    yield site
    site.close()
    publisher.close()


class Page:
    """A browser's page on a real socket: reads, folds and acknowledges in the background."""

    def __init__(self, line: ClientConnection) -> None:
        self.line = line
        self.rows: dict[tuple[str, str], Any] = {}
        self.position: dict[str, Any] = {}
        self.frames: list[dict[str, Any]] = []
        self.beats: list[dict[str, Any]] = []

    async def open(self, position: dict[str, Any]) -> None:
        """Opens with a position."""
        await self.line.send(json.dumps({"open": position}))

    async def read(self) -> None:
        """Takes everything until the socket ends."""
        async for text in self.line:
            said = json.loads(text)
            if "beat" in said:
                self.beats.append(said)
                continue
            self.frames.append(said)
            if "whole" in said:
                self.rows = {k: row for k, row in self.rows.items() if k[1].partition(":")[0] not in said["whole"]}
            for kind, key, values in said["rows"]:
                self.rows[kind, key] = values
                if values is None:
                    del self.rows[kind, key]
            self.position |= said["position"]
            await self.line.send(json.dumps({"ack": said["frame"]}))

    async def shows(self, key: str, name: str, within: float = 5.0) -> float:
        """Waits until an agent's row has this name; after how many seconds that was."""
        begun = time.monotonic()
        while self.rows.get(("agent", key), {}).get("name") != name:
            assert time.monotonic() - begun < within, f"{key} did not become {name} within {within} s"
            await asyncio.sleep(0.005)
        return time.monotonic() - begun

    async def closed(self, within: float) -> int | None:
        """The code with which the server closed it."""
        async with asyncio.timeout(within):
            await self.line.wait_closed()
        return self.line.close_code


def line_of(server: Server, visitor: Visitor | None, origin: str | None = "ours", **options: Any) -> connect:
    """A connection as a browser makes it."""
    headers = {"Cookie": visitor.cookie} if visitor else {}
    asked = server.origin if origin == "ours" else origin
    return connect(server.address, origin=asked, additional_headers=headers, compression=None, max_size=None, **options)


@asynccontextmanager
async def page_of(server: Server, visitor: Visitor, position: dict[str, Any]) -> AsyncIterator[Page]:
    """An open page, reading."""
    async with line_of(server, visitor) as line:
        page = Page(line)
        await page.open(position)
        reading = asyncio.create_task(page.read())
        yield page
        reading.cancel()
        await asyncio.wait([reading])


async def sam(site: Site, *teams: str) -> Visitor:
    """A new Sam of the Cisco team 5000, or of others."""
    return await site.sign_in(f"sam{next(names)}", teams=teams or ("cisco:5000",))


async def test_an_opening_without_a_position_is_told_the_whole_then_each_change(server: Server, site: Site) -> None:
    visitor = await sam(site)
    await site.tell([agent("cisco:1001", name="Ada"), agent("cisco:1002", name="Ben")])

    async with page_of(server, visitor, {}) as page:
        await page.shows("cisco:1002", "Ben")
        assert "cisco" in page.frames[0]["whole"]
        await site.tell([agent("cisco:1002", name="Bea")])
        await page.shows("cisco:1002", "Bea")

    assert [row[:2] for row in page.frames[-1]["rows"]] == [["agent", "cisco:1002"]]


async def test_a_page_that_comes_back_gets_what_changed_since_and_no_more(server: Server, site: Site) -> None:
    visitor = await sam(site)
    await site.tell([agent("cisco:1101"), agent("cisco:1102")])
    async with page_of(server, visitor, {}) as page:
        await page.shows("cisco:1102", "Ada Novak")

    await site.tell([agent("cisco:1101", name="Anna")])
    async with page_of(server, visitor, page.position) as back:
        await back.shows("cisco:1101", "Anna")

    assert "whole" not in back.frames[0]
    assert [row[1] for row in back.frames[0]["rows"]] == ["cisco:1101"]


async def test_a_page_made_from_the_tables_resumes_at_its_position(server: Server, site: Site) -> None:
    visitor = await sam(site)
    await site.tell([agent("cisco:1201")])
    position, _ = await site.page(visitor)
    await site.tell([agent("cisco:1201", name="Anna"), agent("cisco:1202", "cisco:5002", name="Not Sam's")])

    async with page_of(server, visitor, position) as page:
        await page.shows("cisco:1201", "Anna")

    assert [row[1] for row in page.frames[0]["rows"]] == ["cisco:1201"]


async def test_a_beat_is_answered(server: Server, site: Site) -> None:
    async with page_of(server, await sam(site), {}) as page:
        await page.line.send('{"beat": 7}')
        async with asyncio.timeout(5):
            while not page.beats:
                await asyncio.sleep(0.01)

    assert page.beats[0]["beat"] == 7
    assert page.beats[0]["at"].endswith("Z")


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:9", "null", None])
async def test_a_foreign_or_missing_origin_is_refused_before_the_socket_opens(
    server: Server, site: Site, origin: str | None
) -> None:
    with pytest.raises(InvalidStatus) as refused:
        await line_of(server, await sam(site), origin)

    assert refused.value.response.status_code == 403


async def test_nobody_is_closed_with_4401(server: Server) -> None:
    async with line_of(server, None) as line:
        assert await Page(line).closed(within=5) == 4401


@pytest.mark.parametrize("said", ORDERS)
async def test_nobody_asks_anything_of_a_socket(server: Server, site: Site, said: str) -> None:
    async with line_of(server, None) as line:
        with suppress(ConnectionClosed):
            await line.send(said)
        assert await Page(line).closed(within=5) == 4401

    assert await site.do(AskedCommand.objects.count) == 0


@pytest.mark.parametrize("said", ORDERS)
async def test_a_socket_that_gives_orders_is_closed_with_4400_and_nothing_is_asked(
    server: Server, site: Site, said: str
) -> None:
    before = await site.do(TrailLine.objects.count)
    async with line_of(server, await sam(site)) as line:
        await line.send('{"open": {}}')
        assert "rows" in json.loads(await line.recv())
        await line.send(said)
        assert await Page(line).closed(within=5) == 4400

    assert await site.do(AskedCommand.objects.count) == 0
    assert await site.do(TrailLine.objects.count) == before


async def test_an_agent_is_told_of_their_own_state_and_of_nobody_else(server: Server, site: Site) -> None:
    ann = await site.sign_in(f"ann{next(names)}", Role.AGENT)
    await site.change(ann, agents=["cisco:1701"])
    await site.tell([agent("cisco:1701", name="Ann"), agent("cisco:1702", name="Ben")])

    async with page_of(server, ann, {}) as page:
        async with asyncio.timeout(5):
            while ("self", "cisco:1701") not in page.rows:
                await asyncio.sleep(0.01)
        await site.tell([agent("cisco:1702", name="Bea"), agent("cisco:1701", name="Anna")])
        async with asyncio.timeout(5):
            while page.rows["self", "cisco:1701"]["name"] != "Anna":
                await asyncio.sleep(0.01)

    assert {(kind, key) for frame in page.frames for kind, key, _ in frame["rows"]} <= {
        ("self", "cisco:1701"),
        ("source", "cisco"),
    }


@pytest.mark.parametrize(
    "said",
    [
        *("nonsense", '{"open": []}', '{"ack": 1}', b"bytes", '{"open": {}, "more": 1}'),
        *(
            '{"open": {}, "only": []}',
            '{"open": {}, "only": {"kind": ["agent"]}}',
            '{"open": {}, "only": {"keys": [1]}}',
        ),
        json.dumps({"open": {}, "only": {"kinds": [f"kind{n}" for n in range(21)]}}),
        json.dumps({"open": {}, "only": {"keys": [f"cisco:{n}" for n in range(201)]}}),
    ],
)
async def test_a_socket_that_does_not_open_properly_is_closed_with_4400(
    server: Server, site: Site, said: str | bytes
) -> None:
    async with line_of(server, await sam(site)) as line:
        await line.send(said)
        assert await Page(line).closed(within=5) == 4400


@pytest.mark.parametrize("said", ["x" * (LONGEST_MESSAGE + 1), ["x" * (LONGEST_MESSAGE // 2)] * 3])
async def test_a_message_of_any_size_is_not_taken_in_not_even_in_pieces(
    server: Server, site: Site, said: str | list[str]
) -> None:
    async with line_of(server, await sam(site)) as line:
        with suppress(ConnectionClosed):  # it may be ended before all of it was said
            await line.send(said)
        assert await Page(line).closed(within=5) in (1006, 1009)


async def test_a_whole_floor_of_more_than_a_mebibyte_is_told(server: Server, site: Site) -> None:
    await site.tell([agent(f"cisco:{number}", name="x" * 3000) for number in range(30000, 30500)])
    async with page_of(server, await sam(site), {}) as page:
        await page.shows("cisco:30499", "x" * 3000)


async def test_an_opening_as_long_as_may_be_is_taken(server: Server, site: Site) -> None:
    said = json.dumps({"open": {}, "only": {"keys": [f"cisco:{n:0300}" for n in range(200)]}})
    async with line_of(server, await sam(site)) as line:
        await line.send(said.ljust(LONGEST_MESSAGE))
        assert "rows" in json.loads(await line.recv())


@pytest.mark.parametrize("what", ["signed out", "deactivated", "other teams", "other role", "other password"])
async def test_who_is_no_longer_who_they_were_is_closed_with_4401_within_two_seconds(
    server: Server, site: Site, what: str
) -> None:
    visitor, other = await sam(site), await sam(site)
    async with page_of(server, visitor, {}) as page, page_of(server, other, {}) as others:
        await site.tell([agent("cisco:1301", name="Cleo")])
        await page.shows("cisco:1301", "Cleo")

        if what == "signed out":
            await site.sign_out(visitor)
        else:
            fields: dict[str, dict[str, object]] = {
                "deactivated": {"is_active": False},
                "other teams": {"teams": ["cisco:5001"]},
                "other role": {"role": Role.VIEWER},
                "other password": {"password": "!"},
            }
            await site.change(visitor, **fields[what])

        assert await page.closed(within=2.0) == 4401
        await site.tell([agent("cisco:1301", name="Dora")])
        await others.shows("cisco:1301", "Dora")


async def test_whose_sessions_an_administrator_ends_is_closed_with_4401_within_two_seconds(
    server: Server, site: Site
) -> None:
    visitor, ada = await sam(site), await site.sign_in(f"ada{next(names)}", Role.ADMINISTRATOR)
    async with page_of(server, visitor, {}) as page, page_of(server, ada, {}) as adas:
        await site.tell([agent("cisco:1701", name="Cleo")])
        await page.shows("cisco:1701", "Cleo")

        await asyncio.to_thread(_end_all_sessions, server, ada, of=visitor)

        assert await page.closed(within=2.0) == 4401
        await adas.shows("cisco:1701", "Cleo")
    async with line_of(server, visitor) as back:
        assert await Page(back).closed(within=5) == 4401


def _end_all_sessions(server: Server, administrator: Visitor, *, of: Visitor) -> None:
    """Presses the button on a person's page."""
    token = "t" * 32
    asked = Request(  # noqa: S310 - our own server
        f"{server.origin}/settings/people/{of.person}/end/",
        data=urlencode({"csrfmiddlewaretoken": token}).encode(),
        headers={"Cookie": f"{administrator.cookie}; csrftoken={token}"},
    )
    with urlopen(asked, timeout=5) as answer:  # noqa: S310
        assert answer.url.endswith(f"/settings/people/{of.person}/?kept")


async def test_a_client_that_stops_reading_costs_little_and_delays_nobody(server: Server, site: Site) -> None:
    keys = [f"cisco:{number}" for number in range(20000, 20400)]
    stuck_visitor, visitor = await sam(site), await sam(site)
    await site.tell([agent(key, name="x" * 200) for key in keys])
    async with line_of(server, stuck_visitor, max_queue=1, ping_interval=None) as stuck:
        await stuck.send('{"open": {}}')
        async with page_of(server, visitor, {}) as page:
            await page.shows(keys[-1], "x" * 200)
            before, waits = server.memory(), []
            for turn in range(150):
                name = f"{turn:03}" + "x" * 197
                await site.tell([agent(key, name=name) for key in keys])
                waits.append(await page.shows(keys[-1], name))
            grown = server.memory() - before

            stalled = Page(stuck)
            reading = asyncio.create_task(stalled.read())
            await stalled.shows(keys[-1], name)
            caught_up = len(stalled.frames)
            reading.cancel()
            await asyncio.wait([reading])

    sent = sum(len(json.dumps(frame)) for frame in page.frames)
    assert sent > 15 * MIB
    assert grown < 8 * MIB
    assert sorted(waits)[-3] < 1.0
    assert caught_up < len(page.frames) / 2
    assert stalled.rows == page.rows


@pytest.mark.parametrize("server", ["daphne"], indirect=True)
async def test_a_label_changed_while_200_look_on_is_told_to_all_within_five_seconds_and_nothing_else_is(
    server: Server, site: Site
) -> None:
    at_lunch = [with_reason(agent(f"cisco:15{number:02}"), "10") for number in range(5)]
    of_lea = with_reason(agent("cisco:1590", team="cisco:5002"), "10")
    lunch = ReasonCode(source=SourceId("cisco"), category=ReasonCategory.NOT_READY, code="10", label="Lunch")
    row = Row(source="cisco", kind=Kind.REASON, team="", key="cisco:not_ready:10", body=lunch)
    await site.tell([*at_lunch, of_lea, *(agent(f"cisco:16{number:02}") for number in range(60)), row])
    visitors = [await sam(site) for _ in range(10)]

    async with AsyncExitStack() as stack:
        opening = [stack.enter_async_context(page_of(server, visitors[n % 10], {})) for n in range(200)]
        pages = await asyncio.gather(*opening)
        await all_show(pages, "Lunch")
        before = [len(page.frames) for page in pages]

        begun = time.monotonic()
        await site.do(lambda: change_label("10", "Mittag"))
        await all_show(pages, "Mittag")
        took = time.monotonic() - begun

        assert took < 5.0
        told = [
            [row for frame in page.frames[seen:] for row in frame["rows"]]
            for page, seen in zip(pages, before, strict=True)
        ]
        assert {tuple(sorted((kind, key) for kind, key, _ in rows)) for rows in told} == {
            (*(("agent", f"cisco:15{number:02}") for number in range(5)), ("reason", "cisco:not_ready:10"))
        }
        assert not any(
            "whole" in frame for page, seen in zip(pages, before, strict=True) for frame in page.frames[seen:]
        )
        assert {page.line.close_code for page in pages} == {None}  # none has reconnected

        await site.do(ReasonPolicy.objects.all().delete)
        await all_show(pages, "Lunch")  # and all is as other tests expect it


def with_reason(row: Row, code: str) -> Row:
    assert isinstance(row.body, AgentRow)
    return replace(row, body=replace(row.body, state=AgentState.NOT_READY, reason=code, reason_label="Lunch"))


def change_label(code: str, label: str) -> None:
    ReasonPolicy.objects.update_or_create(source="cisco", category="not_ready", code=code, defaults={"label": label})


async def all_show(pages: list[Page], label: str) -> None:
    """Waits until every page has this label, wherever the reason stands."""
    async with asyncio.timeout(10):
        while any(
            page.rows.get(place, {}).get("label") != label
            for page in pages
            for place in (("reason", "cisco:not_ready:10"), ("agent", "cisco:1504"))
        ):
            await asyncio.sleep(0.01)


async def test_without_redis_the_floor_is_a_second_late_and_no_more(
    server: Server, site: Site, redis_server: RedisServer
) -> None:
    async with page_of(server, await sam(site), {}) as page:
        redis_server.kill()
        try:
            for name in ("One", "Two", "Three"):
                await site.tell([agent("cisco:1401", name=name, state=AgentState.TALKING)])
                assert await page.shows("cisco:1401", name) < 1.5
        finally:
            redis_server.start()
