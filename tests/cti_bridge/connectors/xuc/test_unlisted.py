"""A list that XUC sends without somebody, or not at all: asked for ever less often, said once, and gone on without."""

import logging
from datetime import datetime, timedelta

import pytest

from cti_bridge.complaints import Complaints
from cti_bridge.connectors.xuc.commands import GetList
from cti_bridge.connectors.xuc.follow import Follow
from cti_bridge.connectors.xuc.sign_ins import SignIns
from cti_bridge.connectors.xuc.unlisted import LONGEST_PAUSE, Unlisted
from cti_bridge.floor.events import FloorLoaded
from tests.cti_bridge.connectors.xuc.follower import FEED
from tests.cti_bridge.connectors.xuc.samples import AGENTS, MEMBERS, QUEUES
from tests.cti_bridge.connectors.xuc.test_follow_laws import SITE, START, read, state

AGENT_LIST = GetList(object_type="agent")


def asked_at(unlisted: Unlisted, missing: set[int], hours: float) -> list[float]:
    """At which seconds it is asked for, with somebody missing in each of them."""
    return [float(at) for at in range(int(hours * 3600)) if list(unlisted.asks(missing, float(at)))]


def test_it_is_asked_for_at_once_and_then_ever_less_often() -> None:
    asked = asked_at(Unlisted(AGENT_LIST), {77}, 5)

    assert asked[:5] == [0, 30, 90, 210, 450]
    assert asked[-1] - asked[-2] == LONGEST_PAUSE


def test_for_somebody_new_it_is_asked_again_soon() -> None:
    unlisted = Unlisted(AGENT_LIST)
    asked_at(unlisted, {77}, 1)
    assert unlisted.is_in_vain

    assert list(unlisted.asks({77, 78}, 3600.0)) == [AGENT_LIST]
    assert not unlisted.is_in_vain


def test_while_nobody_is_missing_it_is_not_asked() -> None:
    assert asked_at(Unlisted(AGENT_LIST), set(), 1) == []


class Site:
    """A connection that has sent all that is needed, and no groups; its clock is moved by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0
        sign_ins = SignIns([FEED], SITE, START)
        self.follow = Follow(
            sign_ins.feeds()[0], SITE, sign_ins, Complaints("xivo"), now=self.now, clock=lambda: self.seconds
        )
        self.hear(("AgentList", AGENTS), ("QueueList", QUEUES), ("QueueMemberList", MEMBERS))
        self.follow.look(tuple)
        self.later(10)
        self.follow.look(tuple)

    def now(self) -> datetime:
        """As the clock has it."""
        return START + timedelta(seconds=self.seconds)

    def hear(self, *frames: tuple[str, str]) -> None:
        """These came."""
        self.follow.take(message for message in (read(*frame) for frame in frames) if message is not None)

    def later(self, seconds: float) -> None:
        """So many seconds later an agent of no list does something."""
        self.seconds += seconds
        stranger = state("AgentReady", 77, 0, "available")
        assert stranger is not None
        self.follow.take([stranger])


def test_without_the_list_of_groups_the_floor_is_told_and_its_teams_go_by_their_numbers() -> None:
    (loaded,) = (event for event in Site().follow.drain() if isinstance(event, FloorLoaded))

    assert loaded.agents
    assert {team.name.partition(" ")[0] for team in loaded.teams} == {"Group"}


def test_what_is_never_listed_is_said_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    site = Site()
    for _ in range(20):
        site.later(60)

    said = [record.getMessage() for record in caplog.records]
    assert len([one for one in said if "groups" in one]) == 1
    assert len([one for one in said if "list of agents" in one]) == 1
    asked = [one for one in site.follow.asks if one == AGENT_LIST]
    assert len(asked) < 9  # the start-up did not ask here; 20 minutes of every 30 s would be 40
