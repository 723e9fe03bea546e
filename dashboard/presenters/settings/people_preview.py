"""What an import of people would change, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboard.forms import choices
from dashboard.models.people import Role
from dashboard.store.people_import import Change, Plan

NOTHING = "–"
FIELDS = {
    "name": gettext_lazy("Name"),
    "role": gettext_lazy("Role"),
    "teams": gettext_lazy("Teams"),
    "agents": gettext_lazy("Agent on the floor"),
    "language": gettext_lazy("Language"),
    "active": gettext_lazy("May sign in"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """New people; changed ones with field, before and after; how many stay; and teams that nobody has heard of."""

    new: Sequence[tuple[int, str, str, str, str]]  # line, user name, name, role, teams
    changed: Sequence[tuple[int, str, Sequence[tuple[str, str, str]]]]
    unchanged: int
    unknown_teams: Sequence[str]

    @property
    def count(self) -> int:
        """How many people would change, or be made."""
        return len(self.new) + len(self.changed)


def preview_of(plan: Plan, teams: Mapping[str, str]) -> Preview:
    """A plan in words; `teams` are the names of those that are known."""
    wanted = {team for change in plan.to_do for team in change.wanted.teams}
    return Preview(
        new=[_new(change, teams) for change in plan.new],
        changed=[(c.line.number, _who(c), _what(c, teams)) for c in plan.changed],
        unchanged=len(plan.unchanged),
        unknown_teams=sorted(team for team in wanted if team not in teams and not team.endswith(choices.ALL)),
    )


def _new(change: Change, teams: Mapping[str, str]) -> tuple[int, str, str, str, str]:
    wanted = change.wanted
    role, of_teams = _words("role", wanted.role, teams), _words("teams", wanted.teams, teams)
    return change.line.number, wanted.username, wanted.name, role, of_teams


def _who(change: Change) -> str:
    """As they are called now: the file may change it."""
    return (change.stood.name if change.stood else "") or change.line.username


def _what(change: Change, teams: Mapping[str, str]) -> list[tuple[str, str, str]]:
    return [
        (str(FIELDS[name]), _words(name, before, teams), _words(name, after, teams))
        for name, before, after in change.differing
    ]


def _words(field: str, value: Any, teams: Mapping[str, str]) -> str:
    match field:
        case "active":
            return _("yes") if value else _("no")
        case "role":
            return str(Role(value).label)
        case "teams":
            return ", ".join(choices.team_name(team, teams) for team in value) or NOTHING
        case "agents":
            return ", ".join(value) or NOTHING
        case _:
            return str(value) or NOTHING
