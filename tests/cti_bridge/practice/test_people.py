"""Who works in the practice centre."""

from collections import Counter
from random import Random

import pytest

from cti_bridge.floor.model import SourceId
from cti_bridge.practice.people import LARGEST, hire, slug, team_count, team_name

HERE = SourceId("practice")


@pytest.mark.parametrize(
    ("agents", "teams"), [(1, 1), (3, 3), (10, 4), (60, 4), (150, 10), (1500, 100), (LARGEST, 100)]
)
def test_teams_follow_the_number_of_agents(agents: int, teams: int) -> None:
    people = hire(Random(1), HERE, agents)

    sizes = Counter(p.team.id for p in people)
    assert team_count(agents) == len(sizes) == teams
    assert max(sizes.values()) - min(sizes.values()) <= 1


def test_a_hundred_teams_have_a_hundred_names() -> None:
    assert len({team_name(place) for place in range(100)}) == 100


def test_nobody_shares_a_name_a_login_or_a_phone() -> None:
    people = hire(Random(1), HERE, LARGEST)

    for of in (lambda p: p.name, lambda p: p.login, lambda p: p.extension):
        assert len({of(p) for p in people}) == LARGEST


def test_everybody_serves_a_queue_and_some_serve_several() -> None:
    people = hire(Random(1), HERE, 60)

    counts = Counter(len(p.skills) for p in people)
    assert counts[0] == 0
    assert counts[2] > 5
    assert len({s for p in people for s in p.skills}) == 6


@pytest.mark.parametrize("agents", [0, LARGEST + 1])
def test_a_size_out_of_bounds_is_refused(agents: int) -> None:
    with pytest.raises(ValueError, match="between 1 and 5000"):
        hire(Random(1), HERE, agents)


def test_a_name_becomes_part_of_an_id() -> None:
    assert slug("Sales Old Town") == "sales-old-town"
