"""A load test asks for events a second."""

from datetime import timedelta

import pytest

from cti_bridge.practice.centre import Centre
from cti_bridge.practice.pace import FASTEST, speed_for
from tests.cti_bridge.practice.conftest import START


@pytest.mark.parametrize(("agents", "wanted"), [(300, 100), (60, 20)])
def test_about_so_many_events_happen(agents: int, wanted: float) -> None:
    speed = speed_for(wanted, seed=1, agents=agents, start=START)

    events = Centre(start=START, seed=1, agents=agents, speed=speed).advance(START + timedelta(seconds=20))

    assert len(events) / 20 == pytest.approx(wanted, rel=0.3)


def test_there_is_a_fastest() -> None:
    assert speed_for(5000, seed=1, agents=1, start=START) == FASTEST
