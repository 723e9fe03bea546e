"""The floor's law: folding the changes gives the floor, following is loading fresh, and twice is once."""

from typing import get_args

import pytest
from hypothesis import Phase, find, given, settings

from cti_bridge.floor.events import Event, FloorLoaded, SignInChanged
from cti_bridge.floor.model import source_of
from cti_bridge.floor.rows import Key, Kind, Row
from cti_bridge.floor.state import Floor
from tests.cti_bridge.floor.histories import histories, loads, some_events, sources


def fold(rows: dict[Key, Row], floor: Floor, keys: frozenset[Key]) -> None:
    for key in keys:
        row = floor.row(key)
        if row is None:
            rows.pop(key, None)
        else:
            rows[key] = row


enough = settings(max_examples=60)  # long stories: each of them is many events


@enough
@given(histories)
def test_folding_the_changes_gives_the_floor(history: list[Event]) -> None:
    floor, told = Floor(), dict[Key, Row]()

    for event in history:
        fold(told, floor, floor.apply(event))

    assert told == {(row.kind, row.key): row for row in floor.rows()}


@enough
@given(histories)
def test_following_events_is_loading_fresh(history: list[Event]) -> None:
    followed = Floor()
    for event in history:
        followed.apply(event)

    fresh = Floor()
    for own in [own for own in followed.sign_ins.values() if source_of(own.id) in followed.sources]:
        fresh.apply(SignInChanged(sign_in=own))  # no load tells of them
    for source in followed.sources:
        fresh.apply(followed.loaded(source))

    known = set(followed.sources)
    assert {(r.kind, r.key): r for r in fresh.rows() if r.kind is not Kind.SOURCE} == {
        (r.kind, r.key): r for r in followed.rows() if r.kind is not Kind.SOURCE and r.source in known
    }


@enough
@given(histories, sources.flatmap(loads))
def test_after_a_load_a_sources_part_equals_it(history: list[Event], load: FloorLoaded) -> None:
    floor, fresh = Floor(), Floor()
    for event in history:
        floor.apply(event)

    floor.apply(load)
    for own in floor.sign_ins.values():
        fresh.apply(SignInChanged(sign_in=own))  # no load tells of them
    fresh.apply(load)

    assert {(r.kind, r.key): r for r in floor.rows(load.source) if r.kind is not Kind.SOURCE} == {
        (r.kind, r.key): r for r in fresh.rows(load.source) if r.kind is not Kind.SOURCE
    }


@enough
@given(histories)
def test_applying_an_event_twice_changes_nothing_more(history: list[Event]) -> None:
    floor = Floor()
    for event in history:
        floor.apply(event)
        assert not floor.apply(event)


seen_once = settings(phases=[Phase.generate], max_examples=2_000, database=None)  # found, and not made small


@pytest.mark.parametrize("event", get_args(Event), ids=lambda event: event.__name__)
def test_the_histories_leave_out_no_event(event: type) -> None:
    find(some_events("cisco"), lambda found: isinstance(found, event), settings=seen_once)
