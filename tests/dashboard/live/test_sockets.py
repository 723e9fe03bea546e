"""A socket's manners: it waits for acknowledgements, goes on with each row once, answers beats, and ends."""

import asyncio

import pytest

from dashboard.live.pulse import tell_all
from dashboard.live.sockets import WINDOW_BYTES, Socket
from dashboard.live.standing import Standings
from tests.dashboard.live.browser import Browser
from tests.dashboard.live.conftest import LEA, SAM, World

BIG = "x" * 100_000


async def test_a_page_with_nothing_new_is_told_so_once(world: World) -> None:
    browser = Browser(world.hub, SAM)
    browser.connect()
    world.tick()
    world.tick()

    assert [frame["rows"] for frame in browser.frames] == [[]]


async def test_more_than_a_mebibyte_unacknowledged_waits_then_goes_on_with_each_row_once(world: World) -> None:
    browser = world.browser(SAM)
    for turn in range(30):
        world.table.agent("cisco:1001", "cisco:5000", name=f"{turn}{BIG}")
        world.tick()
    waiting = len(browser.frames)

    browser.acknowledge()
    await asyncio.sleep(0)

    assert waiting < WINDOW_BYTES / len(BIG) + 3
    assert len(browser.frames) == waiting + 1
    assert browser.frames[-1]["rows"][0][2]["name"].startswith("29x")


async def test_three_seconds_unacknowledged_waits(world: World) -> None:
    browser = world.browser(SAM)
    world.clock.seconds += 3.1
    world.table.agent("cisco:1001", "cisco:5000")
    world.tick()
    assert len(browser.frames) == 1

    browser.acknowledge()

    assert browser.rows["agent", "cisco:1001"]["state"] == "ready"


async def test_a_server_that_makes_us_wait_delays_nobody_else(world: World) -> None:
    stuck, other = world.browser(SAM), world.browser(SAM)
    stuck.stuck = asyncio.Event()
    for name in ("Ada", "Bea", "Cleo"):
        world.table.agent("cisco:1001", "cisco:5000", name=name)
        world.tick()
    assert other.rows["agent", "cisco:1001"]["name"] == "Cleo"
    assert len(stuck.frames) == 1

    stuck.stuck.set()
    while stuck.socket.line.busy:
        await asyncio.sleep(0)

    names = [values["name"] for frame in stuck.frames for _, _, values in frame["rows"]]
    assert names == ["Ada", "Cleo"], "what was on its way, then what is new"


async def test_one_that_cannot_be_told_is_closed_and_those_after_it_are_told(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken, other = world.browser(SAM), world.browser(SAM)
    tell = world.hub.tell

    def told(socket: Socket) -> None:
        if socket is broken.socket:
            raise ValueError("a fault of ours")
        tell(socket)

    monkeypatch.setattr(world.hub, "tell", told)
    world.table.agent("cisco:1001", "cisco:5000")
    world.cache.refresh()
    await tell_all(world.hub, world.hub.sockets)

    assert broken.closed_with == 1011
    assert set(other.rows) == {("agent", "cisco:1001")}
    assert "cannot be told" in caplog.text


async def test_a_beat_is_answered_with_the_servers_time(world: World) -> None:
    browser = world.browser(SAM)

    world.hub.hear(browser.socket, ack=None, beat=7)

    assert [(beat["beat"], beat["at"][-1]) for beat in browser.beats] == [(7, "Z")]


async def test_no_beat_is_answered_while_the_floor_cannot_be_read(world: World) -> None:
    browser = world.browser(SAM)
    for beat, seconds in enumerate((5, 1, 5)):  # nothing reads meanwhile
        world.clock.seconds += seconds
        world.hub.hear(browser.socket, ack=None, beat=beat)
    assert [answer["beat"] for answer in browser.beats] == [0]

    world.tick()

    assert [answer["beat"] for answer in browser.beats] == [0, 2]


async def test_a_flood_of_beats_is_not_answered_one_by_one(world: World) -> None:
    browser = world.browser(SAM)

    for beat in range(1000):
        world.hub.hear(browser.socket, ack=None, beat=beat)

    assert len(browser.beats) == 1


async def test_who_says_more_than_any_page_does_is_closed(world: World) -> None:
    flood, page = world.browser(SAM), world.browser(SAM)
    for beat in range(1001):
        world.hub.hear(flood.socket, ack=None, beat=beat)
    for beat in range(2000):
        world.clock.seconds += 0.1
        world.hub.hear(page.socket, ack=1, beat=beat)

    assert (flood.closed_with, page.closed_with) == (4400, None)


async def test_a_socket_that_is_not_heard_of_is_closed_with_4408(world: World) -> None:
    silent, alive = world.browser(SAM), world.browser(SAM)
    world.clock.seconds += 20
    world.hub.hear(alive.socket, ack=1, beat=1)
    world.clock.seconds += 11
    world.hub.close_silent()

    assert (silent.closed_with, alive.closed_with) == (4408, None)


async def test_a_socket_that_beats_but_never_gets_anything_is_closed_in_the_end(world: World) -> None:
    browser = world.browser(SAM)
    for _ in range(13):
        world.clock.seconds += 10
        world.hub.hear(browser.socket, ack=None, beat=1)
        world.hub.close_silent()

    assert browser.closed_with == 4408


async def test_a_closed_socket_is_told_nothing_more(world: World) -> None:
    browser = world.browser(SAM)
    world.hub.close_session("s7")
    world.table.agent("cisco:1001", "cisco:5000")
    world.tick()

    assert browser.closed_with == 4401
    assert len(browser.frames) == 1


async def test_who_is_no_longer_who_they_were_is_closed_with_4401(world: World) -> None:
    sam, lea = Browser(world.hub, SAM, person=7), Browser(world.hub, LEA, person=8, session="s8")
    sockets = [sam.connect(), lea.connect()]

    world.hub.close_fallen(sockets, Standings(sessions={"s7", "s8"}, people={7: "other teams", 8: "as ever"}))

    assert (sam.closed_with, lea.closed_with) == (4401, None)


async def test_who_came_while_the_standings_were_read_is_not_judged_by_them(world: World) -> None:
    browser = world.browser(SAM)

    world.hub.close_fallen([], Standings(sessions=set(), people={}))

    assert browser.closed_with is None


async def test_a_close_comes_after_what_is_on_its_way(world: World) -> None:
    browser = world.browser(SAM)
    browser.stuck = asyncio.Event()
    world.table.agent("cisco:1001", "cisco:5000")
    world.tick()
    world.hub.close_session("s7")
    assert browser.closed_with is None

    browser.stuck.set()
    while browser.socket.line.busy:
        await asyncio.sleep(0)
    await asyncio.sleep(0)

    assert len(browser.frames) == 2
    assert browser.closed_with == 4401


async def test_the_pulse_beats_from_the_first_socket_to_the_last(world: World) -> None:
    first, second = world.browser(SAM), world.browser(LEA)
    assert world.pulse.running == 1

    first.leave()
    assert world.pulse.running == 1
    second.leave()

    assert world.pulse.running == 0


async def test_sockets_of_one_scope_share_what_is_made_for_them(world: World) -> None:
    pages = [world.browser(SAM) for _ in range(3)]
    texts: list[str] = []
    for page in pages:
        page.socket.line.put = lambda message: texts.append(message["text"])  # type: ignore[method-assign]
    world.table.agent("cisco:1001", "cisco:5000")
    world.tick()

    rows = {text[text.index('"rows"') :] for text in texts}
    assert len(texts) == 3
    assert len(rows) == 1


async def test_a_socket_that_waited_past_a_pruned_tombstone_is_told_the_whole(world: World) -> None:
    world.table.agent("cisco:1001", "cisco:5000")
    browser = world.browser(SAM)
    world.clock.seconds += 3.1  # unacknowledged: it waits
    world.table.remove("cisco", "agent", "cisco:1001")
    world.tick()
    world.table.prune("cisco", 2)
    world.tick()

    browser.acknowledge()

    assert browser.frames[-1]["whole"] == ["cisco"]
    assert browser.rows == {}
