"""Who waits for an agent's next call sees it on their own desk until it ends, after ten minutes at the latest."""

from datetime import datetime, timedelta

import pytest

from cti_bridge.floor.model import AgentId
from dashboard.models import Follow, Person, TrailLine
from dashboard.store import follows
from dashboard.store.follows import Why
from dashboard.store.pruning import prune
from tests.dashboard.store.asking import TEAM, Hints
from tests.dashboard.store.floors import CISCO, NINE, Reader, agent, holder, put, revision, shown

pytestmark = pytest.mark.usefixtures("database")

ADA = AgentId("cisco:1001")
EXPIRED = NINE + timedelta(minutes=10)


def asks(sam: Person, hints: Hints, at: datetime = NINE) -> Follow:
    """Sam waits for Ada's next call."""
    return follows.ask(sam, ADA, team=TEAM, publish=hints, now=lambda: at)


def lines() -> list[tuple[str, str, dict[str, object]]]:
    """What the trail says."""
    return [(line.action, line.step, line.details) for line in TrailLine.objects.order_by("pk")]


def test_it_stands_on_ones_own_desk_with_the_agents_name_and_its_end(sam: Person, hints: Hints) -> None:
    holder(CISCO).write([put(agent(ADA))])

    asks(sam, hints)

    values = {"agent": ADA, "name": "Ada Novak", "until": "2026-11-20T09:10:00Z"}
    assert shown("desk") == {("follow", f"{sam.pk}:{ADA}"): values}
    assert {team for _, team, _ in Reader("desk").rows} == {f"@{sam.pk}"}
    assert hints.heard == [{"desk"}]
    line = TrailLine.objects.get()
    assert (line.action, line.step, line.person, line.role) == ("follow", "asked", sam.pk, "supervisor")
    assert (line.source, line.subject, line.team) == ("cisco", ADA, TEAM)


def test_who_asks_twice_gets_what_stands(sam: Person, hints: Hints) -> None:
    first = asks(sam, hints)

    assert asks(sam, hints, NINE + timedelta(minutes=9)).pk == first.pk
    assert (len(lines()), len(hints.heard)) == (1, 1)


def test_who_does_not_want_it_any_more_ends_it(sam: Person, hints: Hints) -> None:
    asks(sam, hints)
    reader = Reader("desk")

    assert follows.end(sam, ADA, publish=hints, now=lambda: NINE)
    assert not follows.end(sam, ADA, publish=hints, now=lambda: NINE)

    assert reader.catch_up() == {}
    assert lines()[1:] == [("follow", "ended", {"why": "stopped"})]
    assert len(hints.heard) == 2


def test_it_ends_when_the_call_came(sam: Person, hints: Hints) -> None:
    asks(sam, hints)

    follows.end(sam, ADA, why=Why.ASKED, publish=hints)

    assert lines()[1:] == [("follow", "ended", {"why": "asked"})]


def test_after_ten_minutes_it_is_gone_from_every_page_once(sam: Person, hints: Hints) -> None:
    asks(sam, hints)
    reader = Reader("desk")

    assert follows.end_expired(EXPIRED - timedelta(seconds=1)) == 0
    assert follows.standing_of(sam, now=lambda: EXPIRED) == []
    assert follows.end_expired(EXPIRED) == 1
    before = revision("desk")
    assert follows.end_expired(EXPIRED) == 0

    assert (reader.catch_up(), revision("desk")) == ({}, before)
    assert lines()[1:] == [("follow", "ended", {"why": "expired"})]


def test_pruning_ends_it_too(sam: Person, hints: Hints) -> None:
    asks(sam, hints)

    prune(EXPIRED)

    assert not Follow.objects.exists()


def test_an_expired_one_does_not_stand_in_the_way(sam: Person, hints: Hints) -> None:
    asks(sam, hints)

    again = asks(sam, hints, EXPIRED)

    assert follows.standing_of(sam, now=lambda: EXPIRED) == [again]
    assert [step for _, step, _ in lines()] == ["asked", "ended", "asked"]
    assert shown("desk")["follow", f"{sam.pk}:{ADA}"]["until"] == "2026-11-20T09:20:00Z"
