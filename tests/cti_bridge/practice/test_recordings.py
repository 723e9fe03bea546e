"""Calls from queues are recorded, private ones never; a recording is paused and goes on."""

import pytest
from hypothesis import given

from cti_bridge.errors import CommandRefused
from cti_bridge.floor.model import Call, CallState, Recording
from tests.cti_bridge.practice.conftest import Watched
from tests.cti_bridge.practice.test_centre import pieces, seeds, sizes, unhurried


@unhurried
@given(seed=seeds, agents=sizes, waits=pieces)
def test_what_came_through_a_queue_and_was_answered_is_recorded_and_nothing_else(
    seed: int, agents: int, waits: list[float]
) -> None:
    watched = Watched(seed=seed, agents=agents)

    for wait in waits:
        watched.after(wait)

        for call in watched.floor.calls.values():
            is_recorded = call.queue is not None and call.state is not CallState.RINGING
            assert call.recording is (Recording.ON if is_recorded else None)


def somebodys(watched: Watched, *, recorded: bool) -> tuple[str, Call]:
    """Who is in such a call, and no other."""
    for call in watched.floor.calls.values():
        agents = [p.agent for p in call.participants if p.agent]
        if (
            (call.recording is not None) is recorded
            and len(agents) == 1
            and len(watched.floor.calls_of(agents[0])) == 1
        ):
            return agents[0].partition(":")[2], call
    raise AssertionError


def test_a_recording_is_paused_and_goes_on(watched: Watched) -> None:
    login, call = somebodys(watched, recorded=True)

    watched.centre.recordings.set(login, on=False)
    watched.until(lambda: watched.floor.calls[call.id].recording is Recording.PAUSED, seconds=1)
    watched.centre.recordings.set(login, on=True)
    watched.until(lambda: watched.floor.calls[call.id].recording is Recording.ON, seconds=1)


def test_a_private_call_has_no_recording_to_pause(watched: Watched) -> None:
    login, _ = somebodys(watched, recorded=False)

    with pytest.raises(CommandRefused, match="in no call that is recorded"):
        watched.centre.recordings.set(login, on=False)
