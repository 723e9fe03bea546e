"""Who is told what: over ten thousand random events no supervisor receives a trace of another's team."""

import random

from cti_bridge.floor.model import AgentState
from dashboard.presenters.policies import Policies, QueueRule
from tests.dashboard.live.browser import Browser
from tests.dashboard.live.conftest import ADA, LEA, SAM, XAN, World

EVENTS = 10_000
SAMS, LEAS = ["cisco:5000", "cisco:5001"], ["cisco:5002"]
OWN = {"sam": 7, "lea": 8}


def _happens(world: World, chance: random.Random) -> None:
    """One event, of Sam's teams or of Lea's. Names and keys say whose they are; nobody changes sides."""
    whose, teams = chance.choice([("sam", SAMS), ("lea", LEAS)])
    number, team = chance.randrange(20), chance.choice(teams)
    match chance.randrange(8):
        case 0 | 1 | 2:
            world.table.agent(f"cisco:{whose}-{number}", team, chance.choice(list(AgentState)), f"{whose} {number}")
        case 3:
            world.table.remove("cisco", "agent", f"cisco:{whose}-{number}")
        case 4:
            world.table.command(f"{whose}-{number}", team, chance.choice(["asked", "confirmed"]))
        case 5:
            world.table.queue(f"cisco:{whose}-queue", number)
            world.table.command(f"{whose}-own-{number}", f"@{OWN[whose]}", chance.choice(["asked", "confirmed"]))
        case 6:
            world.table.callers(f"cisco:{whose}-queue", f"caller {number} of {whose}")
            world.table.membership(f"cisco:{whose}-{number}", team, f"cisco:{whose}-queue")
        case 7:
            world.table.callback(f"cisco:{whose}-callback-{number}", f"cisco:{whose}-queue", f"customer of {whose}")


def _live(world: World, chance: random.Random) -> tuple[Browser, Browser, Browser]:
    for whose, teams in (("sam", SAMS), ("lea", LEAS)):
        world.table.queue(f"cisco:{whose}-queue", 0)
        world.policies = Policies(
            queues={"cisco:sam-queue": QueueRule(teams=tuple(SAMS)), "cisco:lea-queue": QueueRule(teams=tuple(LEAS))}
        )
        for team in teams:
            world.table.team(team, f"{whose}'s")
    sam, lea, ada = world.browser(SAM), world.browser(LEA), world.browser(ADA)
    for number in range(EVENTS):
        _happens(world, chance)
        if number % 7 == 0:
            world.clock.seconds += 0.05
            world.tick()
            for browser in (sam, lea, ada):
                browser.acknowledge()
    world.tick()
    return sam, lea, ada


async def test_neither_of_two_supervisors_receives_anything_of_the_others_team(world: World) -> None:
    sam, lea, ada = _live(world, random.Random(20261120))

    for supervisor, other in ((sam, "lea"), (lea, "sam")):
        assert len(supervisor.frames) > 1000
        assert not [frame for frame in supervisor.frames if other in str(frame["rows"])]
        said = [frame["rows"] or "whole" in frame for frame in supervisor.frames[1:]]  # whole: a stream's first rows
        assert all(said), "a frame without rows tells that others moved"
    shared = {key for browser in (sam, lea) for key in browser.rows if not _is_personal(browser, key)}
    assert set(ada.rows) == shared


def _is_personal(browser: Browser, key: tuple[str, str]) -> bool:
    (entry,) = [e for e in browser.hub.cache.page(browser.ticket.scope).entries if (e.kind, e.key) == key]
    return entry.team.startswith("@")


async def test_what_stands_without_its_team_is_told_to_administrators_alone(world: World) -> None:
    sam, xan, ada = world.browser(SAM), world.browser(XAN), world.browser(ADA)

    world.table.agent("cisco:1001", "")
    world.table.agent("xivo:1", "")
    world.table.command("c1", "", "confirmed")
    world.table.team("cisco:5002", "Another")
    world.tick()

    assert sam.rows == xan.rows == {}
    assert set(ada.rows) == {("agent", "cisco:1001"), ("agent", "xivo:1"), ("command", "c1"), ("team", "cisco:5002")}


async def test_an_agent_who_moves_to_another_team_goes_from_one_page_and_comes_to_the_other(world: World) -> None:
    world.table.agent("cisco:1001", "cisco:5000")
    sam, lea = world.browser(SAM), world.browser(LEA)

    world.table.agent("cisco:1001", "cisco:5002")
    world.tick()

    assert sam.frames[-1]["rows"] == [["agent", "cisco:1001", None]]
    assert lea.rows["agent", "cisco:1001"]["team"] == "cisco:5002"


async def test_what_becomes_of_an_agent_after_leaving_is_not_told_to_the_team_that_was_left(world: World) -> None:
    world.table.agent("cisco:1001", "cisco:5000")
    sam = world.browser(SAM)
    world.table.agent("cisco:1001", "cisco:5002")
    world.tick()

    told = len(sam.frames)
    world.table.agent("cisco:1001", "cisco:5003")
    world.tick()
    sam.leave()
    sam.connect()
    world.tick()

    assert [frame["rows"] for frame in sam.frames[told:]] == [[]]


async def test_a_queue_that_is_given_to_another_team_goes_from_the_pages_of_the_first(world: World) -> None:
    world.policies = Policies(queues={"cisco:Sales": QueueRule(teams=("cisco:5000",))})
    world.table.queue("cisco:Sales", 3)
    sam, lea = world.browser(SAM), world.browser(LEA)

    world.policies = Policies(queues={"cisco:Sales": QueueRule(teams=("cisco:5002",))})
    world.clock.seconds += 1
    world.tick()

    assert ("queue", "cisco:Sales") not in sam.rows
    assert lea.rows["queue", "cisco:Sales"]["waiting"] == 3


async def test_who_waits_and_whom_to_call_back_go_with_their_queue_to_another_team(world: World) -> None:
    world.policies = Policies(queues={"cisco:Sales": QueueRule(teams=("cisco:5000",))})
    world.table.callers("cisco:Sales", "Joe")
    world.table.callback("cisco:b1", "cisco:Sales", "Ann")
    sam, lea = world.browser(SAM), world.browser(LEA)
    of_the_queue = {("callers", "cisco:Sales"), ("callback", "cisco:b1")}
    assert (set(sam.rows), set(lea.rows)) == (of_the_queue, set())

    world.policies = Policies(queues={"cisco:Sales": QueueRule(teams=("cisco:5002",))})
    world.clock.seconds += 1
    world.tick()

    assert (set(sam.rows), set(lea.rows)) == (set(), of_the_queue)


async def test_of_a_queue_that_was_given_to_nobody_whoever_has_a_team_of_its_system_sees_who_waits(
    world: World,
) -> None:
    sam, xan, ada = world.browser(SAM), world.browser(XAN), world.browser(ADA)

    world.table.callers("cisco:Sales", "Joe")
    world.tick()

    assert (set(sam.rows), set(xan.rows), set(ada.rows)) == (
        {("callers", "cisco:Sales")},
        set(),
        {("callers", "cisco:Sales")},
    )


async def test_of_who_serves_what_nobody_is_told_queues_that_are_not_theirs_to_see(world: World) -> None:
    world.policies = Policies(queues={"cisco:VIP": QueueRule(teams=("cisco:5002",))})
    world.table.membership("cisco:1001", "cisco:5000", "cisco:Sales", "cisco:VIP", default=["cisco:VIP"])
    sam, ada = world.browser(SAM), world.browser(ADA)
    whole = world.browser(SAM)
    whole.leave()
    whole.position = {}
    whole.connect()
    world.table.membership("cisco:1002", "cisco:5000", "cisco:VIP")
    world.tick()

    for page in (sam, whole):
        assert page.rows["membership", "cisco:1001"] == {"queues": {"cisco:Sales": 0}, "default": {}}
        assert page.rows["membership", "cisco:1002"] == {"queues": {}}
        assert "VIP" not in str(page.frames)
    assert ada.rows["membership", "cisco:1001"]["queues"] == {"cisco:Sales": 0, "cisco:VIP": 0}


async def test_once_a_queue_is_given_to_a_team_or_to_everybody_again_pages_are_told_anew_who_serves_it(
    world: World,
) -> None:
    world.table.membership("cisco:1001", "cisco:5000", "cisco:Sales", "cisco:VIP")
    sam, ada = world.browser(SAM), world.browser(ADA)

    told = []
    for teams in (("cisco:5002",), ("cisco:5000",), ("cisco:5002",), ()):
        world.policies = Policies(queues={"cisco:VIP": QueueRule(teams=teams)})
        world.clock.seconds += 1
        world.tick()
        sam.acknowledge()
        ada.acknowledge()
        told.append([set(page.rows["membership", "cisco:1001"]["queues"]) for page in (sam, ada)])

    both = {"cisco:Sales", "cisco:VIP"}
    assert told == [[{"cisco:Sales"}, both], [both, both], [{"cisco:Sales"}, both], [both, both]]


async def test_a_callback_that_moves_to_another_queue_is_told_to_whoever_sees_that_one(world: World) -> None:
    rules = {"cisco:Sales": QueueRule(teams=("cisco:5000",)), "cisco:Help": QueueRule(teams=("cisco:5002",))}
    world.policies = Policies(queues=rules)
    world.table.callback("cisco:b1", "cisco:Sales", "Ann")
    sam, lea = world.browser(SAM), world.browser(LEA)

    world.table.callback("cisco:b1", "cisco:Help", "Ann")
    world.tick()

    assert (set(sam.rows), set(lea.rows)) == (set(), {("callback", "cisco:b1")})


async def test_what_is_personal_is_told_to_that_person_alone_and_once(world: World) -> None:
    sam, colleague = world.browser(SAM), Browser(world.hub, SAM.__class__(teams=SAM.teams))
    colleague.connect()
    world.table.sign_in("cisco:2001", "4001")
    world.table.command("c1", "@7", "confirmed")
    world.tick()

    assert set(sam.rows) == {("sign_in", "cisco:2001"), ("command", "c1")}
    assert colleague.rows == {}
    assert [len(frame["rows"]) for frame in sam.frames[1:]] == [2]
