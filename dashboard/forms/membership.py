"""What the membership board asks: whom to move, out of which place, into which one."""

from typing import Any

from django import forms
from django.http import Http404, QueryDict
from django.utils.translation import gettext_lazy as _

from cti_bridge.floor.commands import Place
from cti_bridge.floor.model import QueueId
from dashboard.forms.plain import PlainForm
from dashboard.presenters.membership_changes import MOST_PENALTY, Deed, Wanted


class MovingForm(PlainForm):
    """One deed for some agents, or for a team. What it cannot mean is said in words; what nobody offers is a 404."""

    deed = forms.CharField()
    team = forms.CharField(required=False)
    queue = forms.CharField(required=False)
    penalty = forms.IntegerField(required=False, min_value=0, max_value=MOST_PENALTY)
    out_of = forms.CharField(required=False)
    out_of_penalty = forms.IntegerField(required=False, min_value=0, max_value=MOST_PENALTY)

    def clean(self) -> dict[str, Any]:
        """What goes together."""
        said = super().clean() or self.cleaned_data
        if not said.get("deed"):
            return said
        if said["deed"] not in set(Deed):
            raise Http404("That is nothing that is done here.")
        deed = Deed(said["deed"])
        if deed in (Deed.MOVE, Deed.ADD) and not (said.get("queue") and said.get("penalty") is not None):
            raise forms.ValidationError(_("Choose a queue and a penalty."))
        if deed is Deed.LEAVE and not said.get("out_of"):
            raise forms.ValidationError(_("Choose the queue that they leave."))
        if said.get("team"):
            self._clean_team(deed, said)
        return said

    @staticmethod
    def _clean_team(deed: Deed, said: dict[str, Any]) -> None:
        """A team moves out of a place, or leaves one: a queue and a penalty. It has no default as a whole."""
        if deed is Deed.DEFAULT:
            raise Http404("That is not done for a team.")
        needs_a_place = deed in (Deed.MOVE, Deed.LEAVE) or bool(said.get("out_of"))
        if needs_a_place and not (said.get("out_of") and said.get("out_of_penalty") is not None):
            raise forms.ValidationError(_("Choose the queue and the penalty that the team moves out of."))

    @property
    def wanted(self) -> Wanted:
        """What is asked. Only of a valid form."""
        said = self.cleaned_data
        return Wanted(
            deed=Deed(said["deed"]),
            into=_place(said["queue"], said["penalty"]),
            out_of=_place(said["out_of"], said["out_of_penalty"]),
            team=said["team"],
        )

    @property
    def sentence(self) -> str:
        """What is wrong with it, in words."""
        return " ".join(dict.fromkeys(str(error) for errors in self.errors.values() for error in errors))


def agents_of(asked: QueryDict) -> list[str]:
    """Whom a form names, each once."""
    return list(dict.fromkeys(asked.getlist("agents")))


def _place(queue: str, penalty: int | None) -> Place | None:
    """A place; of single agents the penalty of a queue that they leave is theirs, and 0 stands for it here."""
    return Place(queue=QueueId(queue), penalty=penalty or 0) if queue else None
