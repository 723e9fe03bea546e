"""Two fields of a person that Django has none for: agents by name, and teams that are lent until a day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from dashboard.access import today
from dashboard.forms import choices
from dashboard.forms.widgets import Lines, Loans
from dashboard.store import named


class AgentsField(forms.Field):
    """Agents by name or id, one to a line; cleaned to ids."""

    widget = Lines

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)
        self.named: Mapping[str, named.NamedAgent] = {}

    def offer(self, agents: Mapping[str, named.NamedAgent]) -> None:
        """These may be chosen by name."""
        self.named = agents
        self.widget.suggestions = [choices.as_typed(agent, agents) for agent in agents]

    def clean(self, value: Any) -> list[str]:
        """The ids, each once."""
        found: dict[str, None] = {}
        for typed in value or ():
            agent = choices.agent_meant(typed, self.named)
            if agent is None:
                raise ValidationError(
                    _("“%(typed)s” is nobody on the floor, or several: choose one of the list, or write the id."),
                    params={"typed": typed},
                )
            found[agent] = None
        return list(found)


class LoansField(forms.Field):
    """Teams with a last day each; cleaned to a day by team. A day that is over is not taken."""

    widget = Loans

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, **options)

    def clean(self, value: Any) -> dict[str, date]:
        """The last day of each team."""
        loans: dict[str, date] = {}
        for team, until in value or ():
            day = self._day(team, until)
            loans[team] = max(day, loans.get(team, day))
        return loans

    def _day(self, team: str, until: str) -> date:
        if not team or not until:
            raise ValidationError(_("A team that is lent needs its last day, and a last day its team."))
        try:
            day = date.fromisoformat(until)
        except ValueError:
            raise ValidationError(_("“%(until)s” is no day."), params={"until": until}) from None
        if day < today():
            raise ValidationError(_("%(until)s is over: choose today or a later day."), params={"until": until})
        return day
