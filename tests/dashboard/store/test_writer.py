"""The writer keeps what the bridge says: one transaction a write, one revision a source, nothing without the lease."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from cti_bridge.floor.model import AgentState
from cti_bridge.floor.rows import Kind
from cti_bridge.ports import QueueSample, StateEntry, Tick
from dashboard.models import QueueSample as StoredSample
from dashboard.models import StateLogEntry, TeamPolicy
from dashboard.store.floor import positions, rows_since
from tests.dashboard.store.floors import (
    CISCO,
    NINE,
    XIVO,
    Reader,
    agent,
    expire,
    holder,
    load,
    put,
    revision,
    shown,
    team,
    whole,
)

pytestmark = pytest.mark.usefixtures("database")


def test_what_was_put_is_read_as_it_was() -> None:
    row = agent("cisco:1001", state=AgentState.TALKING)

    holder(CISCO).write([put(row)])

    assert shown() == {("agent", "cisco:1001"): row.body}


def test_all_rows_of_a_tick_carry_its_revision() -> None:
    writer = holder(CISCO)
    writer.write([put(team("cisco:5000"))])

    writer.write([put(agent("cisco:1001"), agent("cisco:1002"))])

    assert [(row.key, row.revision) for row in rows_since("cisco", 1)] == [("cisco:1001", 2), ("cisco:1002", 2)]
    assert revision() == 2


def test_what_says_nothing_new_spends_no_revision() -> None:
    writer = holder(CISCO)
    writer.write([load(CISCO, agent("cisco:1001"))])

    again = writer.write([load(CISCO, agent("cisco:1001")), put(agent("cisco:1001")), Tick(source=CISCO)])

    assert (again.moved, again.lost, revision()) == ((), (), 1)


def test_an_agent_who_moves_leaves_a_tombstone_in_the_old_team_alone() -> None:
    writer = holder(CISCO)
    writer.write([put(agent("cisco:1001", "cisco:5000"))])

    writer.write([put(agent("cisco:1001", "cisco:5001"))])

    told = [(row.team, row.gone, row.revision) for row in rows_since("cisco", 1)]
    assert told == [("cisco:5000", True, 2), ("cisco:5001", False, 2)]


def test_an_agent_who_comes_back_stands_once() -> None:
    writer = holder(CISCO)
    for there in ("cisco:5000", "cisco:5001", "cisco:5000"):
        writer.write([put(agent("cisco:1001", there))])

    assert [(row.team, row.gone) for row in rows_since("cisco", 0)] == [("cisco:5001", True), ("cisco:5000", False)]


def test_a_row_named_twice_in_a_tick_stands_as_it_was_named_last() -> None:
    holder(CISCO).write([put(agent("cisco:1001", "cisco:5000"), agent("cisco:1001", "cisco:5001"))])

    assert [(row.team, row.gone) for row in rows_since("cisco", 0)] == [("cisco:5001", False)]


def test_a_tombstone_says_nothing_of_who_left() -> None:
    writer = holder(CISCO)
    writer.write([put(agent("cisco:1001"))])

    writer.write([Tick(source=CISCO, gone=[(Kind.AGENT, "cisco:1001"), (Kind.AGENT, "cisco:never-there")])])

    (row,) = rows_since("cisco", 0)
    assert (row.key, row.gone, row.body) == ("cisco:1001", True, "")
    assert shown() == {}


def test_a_load_keeps_the_revision_of_what_is_the_same_and_buries_what_it_does_not_name() -> None:
    writer = holder(CISCO)
    writer.write([put(agent("cisco:1001"), agent("cisco:1002"), agent("cisco:1003"))])

    writer.write([load(CISCO, agent("cisco:1001"), agent("cisco:1002", name="Ben Okafor"))])

    told = {row.key: (row.revision, row.gone) for row in rows_since("cisco", 0)}
    assert told == {"cisco:1001": (1, False), "cisco:1002": (2, False), "cisco:1003": (2, True)}


def test_a_new_bridge_knows_what_stands_when_it_loads() -> None:
    first = holder(CISCO)
    first.write([put(agent("cisco:1001"), agent("cisco:1002"))])
    first.release(CISCO)

    holder(CISCO, token="bridge-2").write([load(CISCO, agent("cisco:1001"))])

    assert {row.key: (row.revision, row.gone) for row in rows_since("cisco", 0)} == {
        "cisco:1001": (1, False),
        "cisco:1002": (2, True),
    }


def test_who_lost_the_lease_writes_nothing() -> None:
    first = holder(CISCO)
    first.write([put(agent("cisco:1001"))])
    expire("cisco")
    second = holder(CISCO, token="bridge-2")
    before = (revision(), whole())

    written = first.write([put(agent("cisco:1001", state=AgentState.BUSY), agent("cisco:6666"))])

    assert written.lost == (CISCO,)
    assert (revision(), whole()) == before
    assert second.write([put(agent("cisco:1002"))]).moved == (CISCO,)


def test_a_lease_that_ran_out_writes_nothing_even_when_nobody_took_it() -> None:
    writer = holder(CISCO)
    expire("cisco")

    written = writer.write([Tick(source=CISCO, rows=[agent("cisco:1001")], states=[_entry("cisco:1001")])])

    assert written.lost == (CISCO,)
    assert not StateLogEntry.objects.exists()
    assert writer.lease(CISCO) == (True, 0)
    assert writer.write([put(agent("cisco:1001"))]).moved == (CISCO,)


def test_one_lost_lease_does_not_keep_another_source_from_being_written() -> None:
    writer = holder(CISCO, XIVO)
    expire("cisco")

    written = writer.write([put(agent("cisco:1001")), put(agent("xivo:19", "xivo:1"))])

    assert (written.moved, written.lost) == ((XIVO,), (CISCO,))
    assert (shown("cisco"), len(shown("xivo"))) == ({}, 1)


def test_a_write_that_fails_leaves_nothing_and_can_be_made_again() -> None:
    writer = holder(CISCO, XIVO)
    writer.write([put(agent("cisco:1001"))])
    before, fine = whole(), put(agent("cisco:1002"))
    broken = Tick(source=XIVO, states=[_entry("xivo:19", since=None)])

    with pytest.raises(IntegrityError):
        writer.write([fine, broken])

    assert whole() == before
    writer.write([fine])
    assert set(shown()) == {("agent", "cisco:1001"), ("agent", "cisco:1002")}


def test_an_id_that_no_table_can_hold_is_left_out_and_said_once(caplog: pytest.LogCaptureFixture) -> None:
    writer = holder(CISCO)
    endless = agent("cisco:" + "9" * 5000)

    writer.write([put(endless, agent("cisco:1001"))])
    writer.write([put(endless)])

    assert set(shown()) == {("agent", "cisco:1001")}
    assert len(caplog.records) == 1


def test_a_row_that_would_fill_every_browser_is_left_out_and_the_others_stand(caplog: pytest.LogCaptureFixture) -> None:
    writer = holder(CISCO)

    writer.write([put(agent("cisco:1001", name="A" * 2**20), agent("cisco:1002"))])

    assert set(shown()) == {("agent", "cisco:1002")}
    assert len(caplog.records) == 1


def test_states_and_figures_are_appended_as_they_come() -> None:
    sample = QueueSample(queue="cisco:Sales", at=NINE, waiting=None, longest_since=NINE)
    tick = Tick(source=CISCO, states=[_entry("cisco:1001"), _entry("cisco:1001")], samples=[sample])

    written = holder(CISCO).write([tick])

    assert written.moved == ()
    assert list(StateLogEntry.objects.values_list("agent", "state", "since")) == [("cisco:1001", "ready", NINE)] * 2
    assert list(StoredSample.objects.values_list("queue", "waiting", "longest_since")) == [("cisco:Sales", None, NINE)]


@pytest.mark.parametrize("endless", ["cisco:" + "9" * 5000, "cisco:1\0"], ids=["long", "NUL"])
def test_an_id_that_no_table_can_hold_does_not_keep_the_history_of_others_out(endless: str) -> None:
    states = [_entry(endless), _entry("cisco:1001", team=endless), replace(_entry("cisco:1001"), reason="1\0")]
    samples = [QueueSample(queue=q, at=NINE, waiting=1, longest_since=None) for q in (endless, "cisco:Sales")]

    holder(CISCO).write([Tick(source=CISCO, states=states, samples=samples)])

    assert list(StateLogEntry.objects.values_list("agent", "team", "reason")) == [("cisco:1001", "cisco:5000", "1")]
    assert [sample.queue for sample in StoredSample.objects.all()] == ["cisco:Sales"]


def test_nothing_is_kept_of_a_team_whose_history_is_off() -> None:
    TeamPolicy.objects.create(id="cisco:5000", history="off")

    holder(CISCO).write([Tick(source=CISCO, states=[_entry("cisco:1001"), _entry("cisco:1002", team="cisco:5001")])])

    assert [entry.agent for entry in StateLogEntry.objects.all()] == ["cisco:1002"]


def test_a_reader_never_sees_half_a_tick() -> None:
    writer, reader = holder(CISCO), Reader()
    writer.write([put(*(agent(f"cisco:{n}") for n in range(100)))])

    assert len(reader.catch_up()) == 100
    assert {row.revision for row in rows_since("cisco", 0)} == {1}


def test_a_stream_that_is_new_has_an_epoch_of_its_own() -> None:
    holder(CISCO, XIVO)

    epochs = {name: position.epoch for name, position in positions().items()}
    assert epochs["cisco"] != epochs["xivo"]
    assert all(epochs.values())


def test_the_writer_does_not_read_the_rows_it_knows() -> None:
    writer = holder(CISCO)
    writer.write([put(agent("cisco:1001"))])

    with CaptureQueriesContext(connection) as queries:
        writer.write([put(agent("cisco:1001", state=AgentState.BUSY))])

    assert not [q["sql"] for q in queries if q["sql"].startswith("SELECT")]


def _entry(agent_id: str, *, team: str = "cisco:5000", since: object = NINE) -> StateEntry:
    return StateEntry(
        agent=agent_id,  # type: ignore[arg-type]
        team=team,
        state=AgentState.READY,
        reason="",
        since=since,  # type: ignore[arg-type]
        since_is_known=True,
        at=NINE,
    )
