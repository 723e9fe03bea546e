"""The training site lives by itself, by one seed, and leaves alone what a supervisor has done."""

from random import Random

from cti_bridge.practice.xuc_peer import World, a_site, agents
from cti_bridge.practice.xuc_peer.life import Life
from cti_bridge.practice.xuc_peer.model import State
from tests.cti_bridge.practice.xuc_peer.desk import Clock

HALF_AN_HOUR = 1800


def live(world: World, clock: Clock, seconds: int, *, seed: int = 1) -> set[State]:
    """Lets a site live; every state that was seen."""
    life, seen = Life(world, Random(seed)), set()
    for _ in range(seconds):
        clock.turn(1)
        life.step()
        seen |= {presence.state for presence in world.presences.values()}
        world.drain()
    return seen


def test_half_an_hour_shows_everything_that_training_needs(world: World, clock: Clock) -> None:
    past = len(world.past)

    seen = live(world, clock, HALF_AN_HOUR)

    figures = world.figures.values()
    assert seen == set(State) - {State.LOGIN}
    assert sum(one.answered for one in figures) > 50
    assert sum(one.abandoned for one in figures) > 0
    assert len(world.past) > past + 50


def test_callers_neither_vanish_nor_double(world: World, clock: Clock) -> None:
    live(world, clock, HALF_AN_HOUR)

    for queue, figures in world.figures.items():
        assert figures.entered == figures.answered + figures.abandoned + len(world.waiting[queue])


def test_the_same_seed_gives_the_same_life_and_another_another(clock: Clock) -> None:
    figures = []
    for seed in (1, 1, 2):
        clock = Clock()
        world = a_site(clock=clock)
        live(world, clock, 600, seed=seed)
        figures.append(dict(world.figures))

    assert figures[0] == figures[1] != figures[2]


def test_who_was_signed_out_stays_out(world: World, clock: Clock) -> None:
    live(world, clock, 60)
    for agent in world.agents:
        agents.leave(world, agent)
    entered = sum(one.entered for one in world.figures.values())

    assert live(world, clock, 600) == {State.LOGGED_OUT}
    assert sum(one.entered for one in world.figures.values()) == entered


def test_what_is_planned_for_a_former_state_does_not_happen(world: World, clock: Clock) -> None:
    life = Life(world, Random(1))
    world.turn(19, State.ON_WRAPUP)
    life.step()
    agents.pause(world, 19, "lunch")
    clock.turn(1)
    agents.unpause(world, 19)
    agents.pause(world, 19, "meeting")
    clock.turn(3600)  # long after the wrap-up would have been over

    life.step()

    assert world.presences[19].cause == "meeting"
