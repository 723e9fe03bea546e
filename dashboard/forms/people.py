"""A person as an administrator sets them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dashboard.access import today
from dashboard.forms import choices
from dashboard.forms.constraints import check, longest
from dashboard.forms.meanwhile import ChangingForm
from dashboard.forms.person_fields import AgentsField, LoansField
from dashboard.forms.policies import Explained, explained
from dashboard.forms.widgets import Picks
from dashboard.models import Person
from dashboard.models.people import Role
from dashboard.setup import schema
from dashboard.store import named
from dashboard.store.changes import whose
from dashboard.store.people import PERSON
from dashboard.store.roster import Fault, Wanted, Why, standing
from dashboard.store.zones import site_zone

WHY: Mapping[Why, Promise] = {
    Why.NAME_TAKEN: _("{whose} has this user name already."),
    Why.AGENT_TAKEN: _("{agent} is {whose} already: an agent is one person only. Take it from them first."),
    Why.ONESELF: _("You cannot do this to yourself, or you would lock yourself out: another administrator can."),
    Why.LAST: _(
        "This is the last administrator: without one nobody could change anything here. Make another one first."
    ),
}
ROLES: Explained = {
    Role.ADMINISTRATOR: (Role.ADMINISTRATOR.label, _("Sees every team, may act, and changes these settings.")),
    Role.SUPERVISOR: (Role.SUPERVISOR.label, _("Sees the own teams, and may act.")),
    Role.VIEWER: (Role.VIEWER.label, _("Sees the own teams, and never acts.")),
    Role.AGENT: (Role.AGENT.label, _("Has the own page only.")),
}


def said(fault: Fault) -> str:
    """A fault in words."""
    return str(WHY[fault.why]).format(whose=fault.whose, agent=fault.agent)


class PersonForm(ChangingForm):
    """One person. What of it cannot be stands at its field."""

    username = forms.CharField(
        label=_("User name"),
        max_length=longest(schema.Person, "username"),
        help_text=_("To sign in with."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=longest(schema.Person, "name"),
        required=False,
        help_text=_("As others see it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect, choices=explained(ROLES, list(ROLES)))
    active = forms.BooleanField(
        label=_("May sign in"),
        required=False,
        help_text=_(
            "Who leaves is deactivated, never deleted: the activity names people by number, and goes on knowing whose"
            " deeds they were. All their sessions and pages end within two seconds."
        ),
    )
    teams = forms.MultipleChoiceField(
        label=_("Teams"),
        required=False,
        widget=Picks,
        help_text=_("An administrator sees every team without any of these."),
    )
    lent = LoansField(
        label=_("Lent to another team"),
        help_text=_("Theirs too, up to the end of the last day ({zone}). Choose – to take one back."),
    )
    agents = AgentsField(
        label=_("Agent on the floor"),
        help_text=_(
            "Who this person is on the floor: begin to type a name. Several, where they have several sign-ins."
        ),
    )
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, sent: QueryDict | None = None, *, person: Person | None = None) -> None:
        self._person = person
        stood = standing(person) if person else Wanted(username="", role=Role.SUPERVISOR)
        self._agents = list(stood.agents)
        super().__init__(sent, initial=_initial(stood), about=(PERSON, whose(person)) if person else None)
        self._offer(stood)
        if person is None:
            del self.fields["active"]

    def standing_value(self, name: str) -> Any:
        """Agents by id: what they are called is the floor's, and changes there."""
        return self._agents if name == "agents" else super().standing_value(name)

    def wanted(self) -> Wanted:
        """What was sent; only of a form that is valid."""
        said = self.cleaned_data
        return Wanted(
            id=self._person.pk if self._person else None,
            username=said["username"],
            name=said["name"],
            role=said["role"],
            teams=tuple(said["teams"]),
            agents=tuple(said["agents"]),
            language=said["language"],
            active=said.get("active", True),
            lent=said["lent"],
        )

    def mark(self, faults: Sequence[Fault]) -> None:
        """Writes what cannot be at its field."""
        for fault in faults:
            self.add_error(fault.field if fault.field in self.fields else None, said(fault))

    def clean(self) -> dict[str, Any]:
        """Whatever a setup file refuses, a form refuses."""
        sent = super().clean()
        if not self.errors:
            values = {name: sent[name] for name in ("username", "name", "role", "teams", "language")}
            check(self, schema.Person, values | {"agent": sent["agents"]}, called={"agent": "agents"})
        return sent

    def _offer(self, stood: Wanted) -> None:
        fields: dict[str, Any] = self.fields
        teams, agents = named.teams(), named.agents()
        sources = named.sources()
        fields["language"].choices = [("", _("The browser's")), *settings.LANGUAGES]
        fields["teams"].choices = choices.teams(teams, sources=sources, standing=stood.teams)
        fields["lent"].widget.choices = choices.teams(teams, sources=sources, standing=list(stood.lent))
        fields["lent"].help_text = str(fields["lent"].help_text).format(zone=site_zone())
        fields["lent"].widget.first_day = today().isoformat()
        fields["agents"].offer(agents)
        self.initial["agents"] = [choices.as_typed(agent, agents) for agent in stood.agents]


def _initial(stood: Wanted) -> dict[str, Any]:
    now = today()
    return {
        "username": stood.username,
        "name": stood.name,
        "role": stood.role,
        "active": stood.active,
        "teams": list(stood.teams),
        "lent": [(team, until.isoformat()) for team, until in stood.lent.items() if until >= now],
        "language": stood.language,
    }
