"""An order about who serves a queue is as asked when the system's own word of each agent says so."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cti_bridge.floor.commands import ApplyDefault, ChangeGroup, GroupChange, Place, SetPenalty
from cti_bridge.floor.model import AgentId, Membership, QueueId, TeamId
from cti_bridge.floor.serving import differs, serves_as_asked

NINE = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
SALES, SUPPORT = QueueId("xivo:3"), QueueId("xivo:8")
ADA, BEN = AgentId("xivo:19"), AgentId("xivo:20")

SET = SetPenalty(id=uuid4(), agent=ADA, queue=SALES, penalty=2, deadline=NINE)
LEAVE = replace(SET, penalty=None)
DEFAULT = ApplyDefault(id=uuid4(), agent=ADA, deadline=NINE)
MOVE = ChangeGroup(
    id=uuid4(),
    team=TeamId("xivo:5"),
    change=GroupChange.MOVE,
    out_of=Place(queue=SALES, penalty=0),
    into=Place(queue=SUPPORT, penalty=1),
    agents=(ADA, BEN),
    deadline=NINE,
)
COPY = replace(MOVE, change=GroupChange.COPY)
REMOVE = replace(MOVE, change=GroupChange.REMOVE, into=None)
ADD = replace(MOVE, change=GroupChange.ADD, out_of=None)


def served(agent: AgentId = ADA, default: dict[QueueId, int] | None = None, **queues: int) -> Membership:
    """Who serves which queues, by name, with which penalties."""
    by_name = {"sales": SALES, "support": SUPPORT}
    return Membership(
        agent=agent,
        queues=tuple(sorted((by_name[name], penalty) for name, penalty in queues.items())),
        default=None if default is None else tuple(sorted(default.items())),
    )


def told(*memberships: Membership) -> dict[str, Membership]:
    return {one.agent: one for one in memberships}


@pytest.mark.parametrize(
    ("command", "queues", "is_so"),
    [
        (SET, {"sales": 2}, True),
        (SET, {"sales": 1}, False),
        (SET, {"support": 2}, False),
        (LEAVE, {"support": 2}, True),
        (LEAVE, {"sales": 0}, False),
    ],
)
def test_a_penalty_is_set_when_the_agent_has_it(command: SetPenalty, queues: dict[str, int], is_so: bool) -> None:
    assert serves_as_asked(command, told(served(**queues))) is is_so


@pytest.mark.parametrize("command", [SET, LEAVE, DEFAULT, MOVE, COPY, REMOVE, ADD])
def test_of_whom_the_system_has_said_nothing_nothing_is_confirmed(command: SetPenalty) -> None:
    assert not serves_as_asked(command, told(served(AgentId("xivo:99"), sales=2)))


def test_a_default_is_applied_when_the_agent_serves_just_that() -> None:
    assert serves_as_asked(DEFAULT, told(served(sales=1, default={SALES: 1})))
    assert not serves_as_asked(DEFAULT, told(served(sales=1, support=0, default={SALES: 1})))
    assert not serves_as_asked(DEFAULT, told(served(sales=0, default={SALES: 1})))
    assert not serves_as_asked(DEFAULT, told(served(sales=1)))  # which is the default, nobody knows


def test_nobody_differs_from_a_default_that_is_not_known() -> None:
    assert not differs(served(sales=1))
    assert not differs(served(default={}))
    assert differs(served(sales=1, default={}))


@pytest.mark.parametrize(
    ("command", "queues", "is_so"),
    [
        (MOVE, {"support": 1}, True),
        (MOVE, {"support": 1, "sales": 0}, False),  # there already, and not gone yet
        (MOVE, {"support": 0}, False),
        (COPY, {"support": 1, "sales": 0}, True),
        (COPY, {"support": 1}, True),
        (COPY, {"sales": 0}, False),
        (REMOVE, {"support": 5}, True),
        (REMOVE, {"sales": 0}, False),
        (ADD, {"support": 1, "sales": 0}, True),
        (ADD, {"support": 7}, False),  # somebody else put them there meanwhile: it is not what was asked
        (ADD, {"sales": 0}, False),
    ],
)
def test_a_group_is_changed_when_everybody_is(command: ChangeGroup, queues: dict[str, int], is_so: bool) -> None:
    ben = {"support": 1} if command.change is not GroupChange.REMOVE else {}

    assert serves_as_asked(command, told(served(**queues), served(BEN, **ben))) is is_so
    assert serves_as_asked(command, told(served(BEN, **queues), served(**ben))) is is_so


def test_a_move_within_a_queue_is_to_another_penalty() -> None:
    within = replace(MOVE, into=Place(queue=SALES, penalty=4))

    assert serves_as_asked(within, told(served(sales=4), served(BEN, sales=4)))
    assert not serves_as_asked(within, told(served(sales=4), served(BEN, sales=0)))


def test_an_order_about_nobody_is_never_confirmed() -> None:
    assert not serves_as_asked(replace(MOVE, agents=()), {})


penalties = st.dictionaries(st.sampled_from([SALES, SUPPORT]), st.integers(0, 3))


@given(queues=penalties, default=penalties)
def test_who_is_as_by_default_does_not_differ_and_the_other_way_round(
    queues: dict[QueueId, int], default: dict[QueueId, int]
) -> None:
    one = Membership(agent=ADA, queues=tuple(queues.items()), default=tuple(default.items()))

    assert serves_as_asked(DEFAULT, told(one)) is not differs(one)
