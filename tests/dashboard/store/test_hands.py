"""A raised hand stands where the agent is signed in, for the team and for the agent, until somebody lowers it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cti_bridge.floor.model import AgentState
from cti_bridge.floor.rows import Row
from dashboard.models import Person, RaisedHand, TrailLine
from dashboard.store import hands
from dashboard.store.hands import Why
from tests.dashboard.store.asking import Hints
from tests.dashboard.store.floors import CISCO, NINE, XIVO, Reader, agent, holder, put, revision, shown

pytestmark = pytest.mark.usefixtures("database")

ADA, OTHER_ADA = "cisco:1001", "xivo:19"
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)  # before any row of the floor was written


@pytest.fixture
def ann(database: str) -> Person:
    """Ann is an agent on two systems."""
    return Person.objects.create(username="ann", name="Ann Agent", role="agent", agents=[ADA, OTHER_ADA])


@pytest.fixture
def lea(database: str) -> Person:
    """Lea supervises, too."""
    return Person.objects.create(username="lea", name="Lea Leader", role="supervisor")


def ann_is(here: AgentState = AgentState.READY, there: AgentState = AgentState.SIGNED_OUT) -> None:
    """Ann on cisco, and on xivo."""
    holder(CISCO, XIVO).write([put(agent(ADA, state=here)), put(agent(OTHER_ADA, "xivo:green", state=there))])


def raised(ann: Person, hints: Hints, text: str = "A refund", at: datetime = NINE) -> RaisedHand:
    """Ann raises a hand."""
    hand = hands.raise_hand(ann, text, publish=hints, now=lambda: at)
    assert hand is not None
    return hand


def lines() -> list[tuple[str, str, int | None, str, dict[str, object]]]:
    """What the trail says: deed, step, who, whose."""
    return [(n.action, n.step, n.person, n.subject, n.details) for n in TrailLine.objects.order_by("pk")]


def test_it_is_told_to_the_team_and_to_the_agent_and_no_words_of_it_to_the_trail(ann: Person, hints: Hints) -> None:
    ann_is()

    raised(ann, hints)

    told = {"text": "A refund", "since": "2026-11-20T09:00:00Z", "claimed": None, "by": ""}
    desk = shown("desk")
    assert desk["hand", ADA] == {"name": "Ada Novak", **told, "by_id": None}
    assert desk["raised", str(ann.pk)] == told
    assert {(kind, team) for kind, team, _ in Reader("desk").rows} == {("hand", "cisco:5000"), ("raised", f"@{ann.pk}")}
    assert hints.heard == [{"desk"}]
    assert lines() == [("hand-raise", "raised", ann.pk, ADA, {})]


@pytest.mark.parametrize(
    ("here", "there", "where"),
    [
        (AgentState.SIGNED_OUT, AgentState.TALKING, OTHER_ADA),
        (AgentState.NOT_READY, AgentState.TALKING, ADA),
        (AgentState.SIGNED_OUT, AgentState.SIGNED_OUT, ADA),
    ],
)
def test_it_stands_where_the_agent_is_signed_in_else_at_the_first(
    ann: Person, hints: Hints, here: AgentState, there: AgentState, where: str
) -> None:
    ann_is(here, there)

    assert raised(ann, hints).agent == where


def test_on_no_floor_nobody_would_see_it(ann: Person, hints: Hints) -> None:
    assert hands.raise_hand(ann, "", publish=hints) is None
    assert (lines(), hints.heard) == ([], [])


def test_who_raises_it_twice_gets_what_stands(ann: Person, hints: Hints) -> None:
    ann_is()
    first = raised(ann, hints)

    assert raised(ann, hints, "Something else").pk == first.pk
    assert len(lines()) == 1


def test_one_goes_there_and_nobody_takes_it_over(ann: Person, sam: Person, lea: Person, hints: Hints) -> None:
    ann_is()
    raised(ann, hints)

    claims = [hands.claim(ADA, by=who, publish=hints, now=lambda: NINE) for who in (sam, lea, sam)]

    assert [hand and hand.claimed_by for hand in claims] == [sam.pk] * 3
    assert shown("desk")["raised", str(ann.pk)]["by"] == "Sam Supervisor"
    assert shown("desk")["hand", ADA]["by_id"] == sam.pk
    assert lines()[1:] == [("hand-claim", "claimed", sam.pk, ADA, {})]
    assert len(hints.heard) == 2


def test_what_is_not_up_can_be_neither_claimed_nor_lowered(ann: Person, sam: Person, hints: Hints) -> None:
    assert hands.claim(ADA, by=sam, publish=hints) is None
    assert not hands.lower(ADA, by=sam, publish=hints)
    assert not hands.lower(ann, by=ann, publish=hints)
    assert (lines(), hints.heard) == ([], [])


@pytest.mark.parametrize("side", ["agent", "supervisor"])
def test_either_side_lowers_it(ann: Person, sam: Person, hints: Hints, side: str) -> None:
    ann_is()
    raised(ann, hints)
    reader = Reader("desk")

    assert hands.lower(ann, by=ann, publish=hints) if side == "agent" else hands.lower(ADA, by=sam, publish=hints)

    assert (reader.catch_up(), RaisedHand.objects.count()) == ({}, 0)
    who = ann if side == "agent" else sam
    assert lines()[1:] == [("hand-lower", "lowered", who.pk, ADA, {"why": side})]


def signed_out(row: Row) -> Row:
    """The same agent, signed out."""
    return replace(row, body=replace(row.body, state=AgentState.SIGNED_OUT))  # type: ignore[type-var]


def test_it_is_lowered_when_the_agent_has_signed_out_everywhere_since(ann: Person, hints: Hints) -> None:
    ann_is(there=AgentState.TALKING)
    raised(ann, hints, at=LONG_AGO)
    writer = holder(CISCO, XIVO)

    writer.write([put(signed_out(agent(ADA)))])
    assert hands.tend(NINE) == 1  # it moves to where Ann still is
    assert shown("desk").keys() == {("hand", OTHER_ADA), ("raised", str(ann.pk))}
    writer.write([put(signed_out(agent(OTHER_ADA, "xivo:green")))])

    assert hands.tend(NINE) == 1
    assert (shown("desk"), lines()[-1][-1]) == ({}, {"why": Why.SIGNED_OUT})


def test_who_raised_it_signed_out_keeps_it_up(ann: Person, hints: Hints) -> None:
    ann_is(AgentState.SIGNED_OUT)
    raised(ann, hints, at=datetime.now(UTC) + timedelta(minutes=1))

    assert hands.tend(NINE) == 0
    assert RaisedHand.objects.exists()


@pytest.mark.parametrize("change", [{"is_active": False}, {"agents": ["cisco:1002"]}])
def test_it_is_lowered_when_the_person_is_that_agent_no_more(
    ann: Person, hints: Hints, change: dict[str, object]
) -> None:
    ann_is()
    raised(ann, hints)

    Person.objects.filter(pk=ann.pk).update(**change)

    assert hands.tend(NINE) == 1
    assert lines()[-1] == ("hand-lower", "lowered", None, ADA, {"why": Why.GONE})


@pytest.mark.parametrize("lowered_by", ["tidy", "agent"])
def test_of_two_who_are_one_agent_each_hand_is_seen_until_it_is_down(
    ann: Person, hints: Hints, lowered_by: str
) -> None:
    """An administrator puts Ann out and gives her identity to Zoe, who raises a hand before anything was tidied."""
    ann_is()
    raised(ann, hints)
    zoe = Person.objects.create(username="zoe", name="Zoe", role="agent", agents=[ADA])
    raised(zoe, hints, "My own", at=NINE + timedelta(seconds=1))
    assert shown("desk")["hand", ADA]["text"] == "A refund"

    if lowered_by == "tidy":
        Person.objects.filter(pk=ann.pk).update(is_active=False)
        assert hands.tend(NINE) == 1
    else:
        hands.lower(ann, by=ann, publish=hints)

    assert shown("desk")["hand", ADA]["text"] == "My own"
    assert shown("desk").keys() == {("hand", ADA), ("raised", str(zoe.pk))}


def test_of_two_hands_of_one_agent_the_first_is_claimed_and_both_are_lowered(
    ann: Person, sam: Person, hints: Hints
) -> None:
    ann_is()
    zoe = Person.objects.create(username="zoe", name="Zoe", role="agent", agents=[ADA])
    raised(zoe, hints, "Later", at=NINE + timedelta(seconds=1))
    raised(ann, hints)

    claimed = hands.claim(ADA, by=sam, publish=hints)

    assert claimed is not None
    assert claimed.person == ann.pk
    assert (shown("desk")["hand", ADA]["text"], shown("desk")["hand", ADA]["by_id"]) == ("A refund", sam.pk)
    assert hands.lower(ADA, by=sam, publish=hints)
    assert shown("desk") == {}


def test_it_goes_with_the_agent_to_another_team(ann: Person, hints: Hints) -> None:
    ann_is()
    raised(ann, hints)
    reader = Reader("desk")

    holder(CISCO).write([put(agent(ADA, "cisco:5001"))])

    assert hands.tend(NINE) == 1
    assert {(kind, team) for kind, team, _ in reader.catch_up()} == {("hand", "cisco:5001"), ("raised", f"@{ann.pk}")}


def test_tending_what_stands_well_writes_nothing(ann: Person, hints: Hints) -> None:
    ann_is()
    raised(ann, hints)
    before = revision("desk")

    assert hands.tend(NINE) == 0
    assert revision("desk") == before


def test_who_raises_it_again_and_again_waits_until_the_first_is_a_minute_ago(ann: Person, hints: Hints) -> None:
    ann_is()
    for second in range(hands.MOST_RAISED):
        raised(ann, hints, at=NINE + timedelta(seconds=second))
        hands.lower(ann, by=ann, publish=hints)

    with pytest.raises(hands.RaisedTooOften):
        raised(ann, hints, at=NINE + timedelta(seconds=59))

    assert (RaisedHand.objects.exists(), len(lines())) == (False, 2 * hands.MOST_RAISED)
    assert raised(ann, hints, at=NINE + hands.WITHIN)
