"""An agent's day as the CTI system itself counts it, for the panel."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from cti_bridge.floor.model import AgentState, Day
from dashboard.presenters import words
from dashboard.presenters.times import clock, moment


def counted(day: Day | None, state: AgentState) -> Sequence[tuple[str, str]]:
    """Each thing that the system counts, with its name; nothing of what it does not."""
    if day is None:
        return ()
    signed_in = _("Signed in at") if state is AgentState.SIGNED_OUT else _("Signed in since")
    at = [(signed_in, day.signed_in_at), (_("Signed out at"), day.signed_out_at)]
    spans = [
        (AgentState.READY, day.ready),
        (AgentState.NOT_READY, day.not_ready),
        (AgentState.WRAP_UP, day.wrap_up),
    ]
    told = [(name, moment(when, to="minutes")) for name, when in at if when]
    return told + [(str(words.STATES[state]), clock(seconds)) for state, seconds in spans if seconds is not None]
