"""A socket that asked for less is told of that alone, shares it with its like, and knows where the streams stand."""

from dashboard.live.only import Only
from tests.dashboard.live.browser import Browser
from tests.dashboard.live.conftest import ADA, LEA, SAM, World

BAR = Only(kinds=frozenset({"sign_in", "command", "follow", "source"}), keys=frozenset({"cisco:1001"}))


def told(browser: Browser) -> list[tuple[str, str]]:
    """The rows of all frames so far; those of one frame in no order."""
    return [(kind, key) for frame in browser.frames for kind, key, _ in sorted(frame["rows"], key=lambda row: row[:2])]


async def test_it_is_told_the_kinds_and_the_keys_that_it_asked_for_and_nothing_else(world: World) -> None:
    world.table.agent("cisco:1001", "cisco:5000")
    world.table.agent("cisco:1002", "cisco:5000")
    world.table.source("cisco")
    page = Browser(world.hub, SAM, only=BAR)
    page.connect()
    world.tick()

    world.table.sign_in("cisco:2001", "4001")
    world.table.agent("cisco:1002", "cisco:5000", name="Ben")
    world.table.agent("cisco:1001", "cisco:5000", name="Bea")
    world.tick()
    world.table.remove("cisco", "agent", "cisco:1001")
    world.table.remove("cisco", "agent", "cisco:1002")
    world.tick()

    assert told(page) == [
        *(("agent", "cisco:1001"), ("source", "cisco")),
        *(("agent", "cisco:1001"), ("sign_in", "cisco:2001")),
        ("agent", "cisco:1001"),
    ]
    assert set(page.rows) == {("source", "cisco"), ("sign_in", "cisco:2001")}


async def test_what_it_did_not_ask_for_costs_it_no_frame(world: World) -> None:
    world.table.agent("cisco:1002", "cisco:5000")
    page = world.browser(SAM, BAR)
    for number in range(1003, 1010):
        world.table.agent(f"cisco:{number}", "cisco:5000")
        world.tick()

    assert len(page.frames) == 1, "the answer to its opening"


async def test_it_never_widens_what_its_person_may_see(world: World) -> None:
    lea = world.browser(LEA, Only(kinds=frozenset({"agent", "sign_in", "follow"}), keys=frozenset({"cisco:1001"})))
    world.table.agent("cisco:1001", "cisco:5000")
    world.table.sign_in("cisco:2001", "4001")
    world.table.waits("7:cisco:1001", "@7")
    world.tick()

    assert lea.rows == {}


async def test_a_follow_is_told_to_its_own_person_alone(world: World) -> None:
    sam, lea, ada = world.browser(SAM), world.browser(LEA), world.browser(ADA)

    world.table.waits("7:cisco:1001", "@7")
    world.table.waits("8:cisco:1001", "")  # without its person's mark: its key says whose it is
    world.tick()

    assert set(sam.rows) == {("follow", "7:cisco:1001")}
    assert set(lea.rows) == {("follow", "8:cisco:1001")}
    assert ada.rows == {}


async def test_sockets_that_asked_for_the_same_share_what_is_made_for_them(world: World) -> None:
    same = Only(kinds=frozenset(list(BAR.kinds)), keys=frozenset(list(BAR.keys)))
    pages = [world.browser(SAM, BAR), world.browser(SAM, same)]
    groups = {id(world.hub._sockets[page.socket]) for page in pages}
    other = world.browser(SAM)

    assert len(groups) == 1
    assert id(world.hub._sockets[other.socket]) not in groups


async def test_a_stream_of_which_it_is_told_no_row_is_told_once_a_minute_where_it_stands(world: World) -> None:
    world.table.agent("cisco:1002", "cisco:5000")
    page, whole = world.browser(SAM, BAR), world.browser(SAM)
    begun = page.position["cisco"]
    for _ in range(59):
        world.clock.seconds += 1
        world.table.agent("cisco:1002", "cisco:5000")
        world.tick()
        for browser in (page, whole):
            browser.acknowledge()
    assert page.position["cisco"] == begun

    world.clock.seconds += 1
    world.tick()
    world.clock.seconds += 1
    world.tick()

    assert page.position["cisco"] == whole.position["cisco"]
    assert [frame["rows"] for frame in page.frames] == [[], []]


async def test_where_nothing_moved_there_is_nothing_to_say_however_long(world: World) -> None:
    world.table.agent("cisco:1001", "cisco:5000")
    page = world.browser(LEA, BAR)
    for _ in range(10):
        world.clock.seconds += 61
        world.table.agent("xivo:19", "xivo:1")
        world.tick()

    assert len(page.frames) == 1, "xivo is not Lea's: that it moved is not told"


async def test_it_resumes_where_it_was_after_hours_of_what_it_is_not_told_of(world: World) -> None:
    world.table.agent("cisco:1001", "cisco:5000")
    page = world.browser(SAM, BAR)
    for _ in range(100):
        world.clock.seconds += 65
        world.table.agent("cisco:1002", "cisco:5000")
        world.tick()
        page.acknowledge()
    page.leave()
    frames = len(page.frames)
    page.connect()
    world.tick()

    assert "whole" not in page.frames[frames]
    assert page.frames[frames]["rows"] == []


async def test_a_page_that_was_made_with_its_rows_is_told_those_alone_that_it_was_made_without(world: World) -> None:
    world.table.source("cisco")
    world.table.membership("cisco:1001", "cisco:5000", "cisco:Sales")
    world.table.membership("cisco:1002", "cisco:5000", "cisco:Sales")
    only = Only(kinds=frozenset({"membership", "source"}))
    page = Browser(world.hub, SAM, only=only, anew=Only(kinds=frozenset({"source"})))
    page.load(world.cache)
    world.table.membership("cisco:1002", "cisco:5000")

    page.connect()
    world.tick()

    assert told(page) == [("membership", "cisco:1002"), ("source", "cisco")]
    assert "whole" not in page.frames[0]
