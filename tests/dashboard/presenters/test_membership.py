"""What changes when agents are moved between queues and penalties, who cannot be, and the way back."""

from collections.abc import Mapping

import pytest
from django.http import QueryDict

from cti_bridge.connector import Action, Capability
from cti_bridge.floor.commands import GroupChange, Place
from cti_bridge.floor.model import QueueId
from dashboard.presenters import membership as boards
from dashboard.presenters.membership_changes import Deed, Member, Wanted, concerned, plan, touched, way_back
from dashboard.presenters.policies import Policies
from dashboard.presenters.rights import Rights

SALES, SUPPORT, BILLING = "cisco:Sales", "cisco:Support", "cisco:Billing"
NAMES = {SALES: "Sales", SUPPORT: "Support", BILLING: "Billing"}
ALL = (Action.SET_PENALTY, Action.LEAVE_QUEUE, Action.APPLY_DEFAULT, Action.CHANGE_GROUP)


def rights(*can: Action, live: bool = True) -> Rights:
    capabilities = {
        action: Capability(works=action in can, note="" if action in can else "Not here.") for action in ALL
    }
    return Rights(may_act=True, capabilities={"cisco": capabilities}, fresh={"cisco": live}, policies=Policies())


def member(queues: Mapping[str, int] | None, default: Mapping[str, int] | None = None, key: str = "cisco:1") -> Member:
    return Member(key=key, name="Ada", queues=queues, default=default)


def place(queue: str, penalty: int = 0) -> Place:
    return Place(queue=QueueId(queue), penalty=penalty)


def why(wanted: Wanted, of: Member, rights: Rights) -> str:
    """Why it cannot be done for them; empty when it can."""
    return next((why for _, why in plan(wanted, [of], rights, NAMES).cannot), "")


@pytest.mark.parametrize(
    ("wanted", "served", "after"),
    [
        (Wanted(deed=Deed.MOVE, into=place(SUPPORT, 1), out_of=place(SALES)), {SALES: 0}, {SUPPORT: 1, SALES: None}),
        (Wanted(deed=Deed.MOVE, into=place(SALES, 2), out_of=place(SALES)), {SALES: 0}, {SALES: 2}),
        (Wanted(deed=Deed.MOVE, into=place(SUPPORT), out_of=place(BILLING)), {SALES: 0}, {SUPPORT: 0}),
        (Wanted(deed=Deed.ADD, into=place(SUPPORT)), {SALES: 0}, {SUPPORT: 0}),
        (Wanted(deed=Deed.ADD, into=place(SALES)), {SALES: 0}, {}),
        (Wanted(deed=Deed.LEAVE, out_of=place(SALES)), {SALES: 3}, {SALES: None}),
        (Wanted(deed=Deed.LEAVE, out_of=place(SALES)), {}, {}),
    ],
)
def test_what_changes_is_what_differs(wanted: Wanted, served: dict[str, int], after: dict[str, int | None]) -> None:
    assert touched(wanted, member(served)) == after


def test_a_default_takes_out_of_what_is_not_in_it() -> None:
    ada = member({SALES: 1, BILLING: 0, SUPPORT: 0}, {SALES: 0, SUPPORT: 0})

    assert touched(Wanted(deed=Deed.DEFAULT), ada) == {BILLING: None, SALES: 0}


def test_it_is_said_in_words() -> None:
    wanted = Wanted(deed=Deed.MOVE, into=place(SUPPORT, 1), out_of=place(SALES))

    (change,) = plan(wanted, [member({SALES: 0, SUPPORT: 2})], rights(*ALL), NAMES).changes

    assert change.words == "Support 2 → 1, leaves Sales"
    assert change.before == {SUPPORT: 2, SALES: 0}


@pytest.mark.parametrize(
    ("wanted", "of", "rights", "said"),
    [
        (Wanted(deed=Deed.ADD, into=place(SALES)), member({}), rights(), "Not here."),
        (Wanted(deed=Deed.ADD, into=place(SALES)), member({}), rights(*ALL, live=False), "cisco is not live"),
        (Wanted(deed=Deed.ADD, into=place("xivo:3")), member({}), rights(*ALL), "another system"),
        (Wanted(deed=Deed.ADD, into=place(SALES)), member(None), rights(*ALL), "does not tell which queues"),
        (Wanted(deed=Deed.DEFAULT), member({}), rights(*ALL), "tells no default"),
        (Wanted(deed=Deed.DEFAULT), member({}, {}), rights(*ALL), "is so already"),
        (Wanted(deed=Deed.DEFAULT), member({}, {"cisco:Other": 0}), rights(*ALL), "that you do not see"),
    ],
)
def test_who_cannot_is_told_why(wanted: Wanted, of: Member, rights: Rights, said: str) -> None:
    assert said in why(wanted, of, rights)


def test_who_moves_needs_a_system_that_lets_them_leave_too() -> None:
    wanted = Wanted(deed=Deed.MOVE, into=place(SUPPORT), out_of=place(SALES))

    assert why(wanted, member({SALES: 0}), rights(Action.SET_PENALTY)) == "Not here."
    assert not why(wanted, member({}), rights(Action.SET_PENALTY))


def test_a_team_moves_those_who_stand_in_the_very_place() -> None:
    here, other = member({SALES: 1}, key="cisco:1"), member({SALES: 2}, key="cisco:2")
    wanted = Wanted(deed=Deed.MOVE, into=place(SUPPORT), out_of=place(SALES, 1), team="cisco:5000")

    assert concerned(wanted, [here, other]) == [here]
    assert wanted.of_a_team is GroupChange.MOVE


def test_a_team_is_added_where_its_agents_are_not_yet() -> None:
    wanted = Wanted(deed=Deed.ADD, into=place(SALES), team="cisco:5000")

    assert concerned(wanted, [member({SALES: 4}), member({SUPPORT: 0})]) == [member({SUPPORT: 0})]
    assert wanted.of_a_team is GroupChange.ADD


@pytest.mark.parametrize(("now", "back"), [({SALES: 2}, {SALES: 0}), ({SALES: 3}, {}), ({}, {}), (None, {})])
def test_the_way_back_is_for_those_whom_nobody_changed_since(
    now: dict[str, int] | None, back: dict[str, int | None]
) -> None:
    assert way_back({SALES: 0}, {SALES: 2}, now) == back


# -- the board ----------------------------------------------------------------------------------------------------


class Row:
    """A row of the cache."""

    def __init__(self, kind: str, key: str, values: Mapping[str, object]) -> None:
        self.kind, self.key, self.values = kind, key, values


def crowd(agents: int, queues: int) -> list[Row]:
    """Everybody serves everything."""
    keys = [f"cisco:q{n:02}" for n in range(queues)]
    rows = [Row("queue", key, {"name": key[-2:]}) for key in keys]
    for n in range(agents):
        key = f"cisco:{n}"
        rows.append(Row("agent", key, {"name": f"Ágent {n}", "team": "cisco:t", "team_name": "T", "state": "ready"}))
        rows.append(Row("membership", key, {"queues": dict.fromkeys(keys, n % 2)}))
    return rows


def shown(rows: list[Row], query: str = "") -> boards.Board:
    return boards.board(rows, boards.view_of(QueryDict(query)), rights(*ALL))


def test_a_lane_stands_for_every_penalty_in_use_and_for_the_next() -> None:
    assert boards.lanes([]) == [0, 1]
    assert boards.lanes([2, 5]) == [0, 2, 5, 6]


def test_of_very_many_names_the_first_columns_are_printed_and_all_are_counted() -> None:
    board = shown(crowd(agents=600, queues=10))

    assert [column.is_folded for column in board.shown] == [False] * 8 + [True] * 2
    assert {column.served for column in board.shown} == {600}
    assert not shown(crowd(agents=600, queues=10), "queue=cisco:q09").shown[0].is_folded


def test_one_is_found_without_accents() -> None:
    assert shown(crowd(agents=3, queues=1), "q=agent 2").total == 1
