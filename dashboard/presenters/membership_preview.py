"""The preview of a change on the membership board, and its way back: what the dialog says before and after. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cti_bridge.floor.commands import Outcome, Place
from dashboard.presenters.bulk import LeftOut, gone_why, left_out
from dashboard.presenters.membership_changes import Change, Deed, Member, Plan, Touched, Wanted, way_back

Names = Sequence[tuple[str, str]]  # of those who are left out, with why


class Asked(Protocol):
    """An order that was asked: what the person saw (`before`, `after`: by agent and queue), and what came of it."""

    @property
    def pk(self) -> Any: ...

    @property
    def seen(self) -> Mapping[str, Any]: ...

    @property
    def outcome(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """All that templates/membership/_preview.html prints."""

    title: str
    selected: str
    changes: Sequence[Change]
    cannot: Sequence[LeftOut]
    cannot_count: int
    asks_why: bool
    fields: Sequence[tuple[str, object]]  # what the button sends, besides the agents
    as_one: bool  # one order to the system for all of a team


def preview(wanted: Wanted, plan: Plan, team_name: str) -> Preview:
    """What the dialog says before anything is sent."""
    total = len(plan.changes) + len(plan.cannot)
    return Preview(
        title=title(wanted, len(plan.changes), team_name),
        selected=ngettext(
            "{count} is concerned. Nothing is sent until you say so.",
            "{count} are concerned. Nothing is sent until you say so.",
            total,
        ).format(count=total),
        changes=plan.changes,
        cannot=left_out(plan.cannot),
        cannot_count=len(plan.cannot),
        asks_why=plan.asks_why,
        fields=fields(wanted),
        as_one=bool(wanted.team),
    )


def title(wanted: Wanted, count: int, team_name: str = "") -> str:
    """The deed with its number: “Move 14 agents”."""
    said = {
        Deed.MOVE: ngettext("Move {count} agent", "Move {count} agents", count),
        Deed.ADD: ngettext("Add {count} agent", "Add {count} agents", count),
        Deed.LEAVE: ngettext("Take {count} agent out", "Take {count} agents out", count),
        Deed.DEFAULT: ngettext("Give {count} agent their default", "Give {count} agents their default", count),
    }[wanted.deed].format(count=count)
    return _("{deed} ({team})").format(deed=said, team=team_name) if team_name else said


def fields(wanted: Wanted) -> list[tuple[str, object]]:
    """A form's fields that say the same."""
    return [
        ("deed", wanted.deed.value),
        *((("team", wanted.team),) if wanted.team else ()),
        *_of_place(wanted.into, "queue", "penalty"),
        *_of_place(wanted.out_of, "out_of", "out_of_penalty"),
    ]


def _of_place(place: Place | None, queue: str, penalty: str) -> list[tuple[str, object]]:
    return [(queue, place.queue), (penalty, place.penalty)] if place else []


# -- what was asked ------------------------------------------------------------------------------------------------


def touched_by(asked: Iterable[Asked]) -> dict[str, tuple[Touched, Touched]]:
    """By agent the queues that a batch was to change: as they were before, and after it."""
    found: dict[str, tuple[dict[str, int | None], dict[str, int | None]]] = {}
    for one in asked:
        for agent, after in one.seen.get("after", {}).items():
            before_all, after_all = found.setdefault(agent, ({}, {}))
            before_all |= one.seen["before"][agent]
            after_all |= after
    return dict(found)


def targets(asked: Iterable[Asked]) -> list[dict[str, object]]:
    """For the browser: each order with its outcome, and where it is to bring whom."""
    return [{"id": str(one.pk), "outcome": one.outcome, "after": one.seen.get("after", {})} for one in asked]


def came_true(asked: Iterable[Asked]) -> dict[str, tuple[Touched, Touched]]:
    """The same of those orders of a batch that the system has confirmed: the others have no way back."""
    return touched_by(one for one in asked if one.outcome == Outcome.CONFIRMED)


def why_not_undone(
    agents: Iterable[str],
    confirmed: Mapping[str, tuple[Touched, Touched]],
    known: Mapping[str, Member],
    gone: Mapping[str, str],
) -> list[tuple[str, str]]:
    """Who of a batch keeps what they have, with why; `gone` are the names of those who have left, by key."""
    found = []
    for agent in agents:
        if agent in gone:
            found.append((gone[agent], gone_why()))
        elif agent not in confirmed:
            found.append((known[agent].name, _("it has not been confirmed")))
        elif not way_back(*confirmed[agent], known[agent].queues):
            found.append((known[agent].name, _("does not serve as it was asked")))
    return found
