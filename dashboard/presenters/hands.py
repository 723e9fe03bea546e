"""What a supervisor is told who claims or lowers an agent's hand: lines as of an action that asks no system."""

from django.utils.translation import gettext as _

from dashboard.presenters.outcomes import OutcomeLine

CLAIM, LOWER = "hand-claim", "hand-lower"  # as dashboard.store.hands has them


def claimed_line(name: str) -> OutcomeLine:
    """One is on the way."""
    return _line(CLAIM, _("You are coming."), _("{name} sees that you are on the way.").format(name=name))


def taken_line(by: str) -> OutcomeLine:
    """Somebody else is on the way already."""
    return _line(CLAIM, _("Taken."), _("{name} is coming already.").format(name=by), refused=True)


def lowered_line(name: str) -> OutcomeLine:
    """The hand is down."""
    return _line(LOWER, _("Lowered."), _("{name}'s hand is down.").format(name=name))


def not_up_line(action: str, name: str, *, refused: bool) -> OutcomeLine:
    """The hand is not up, or not any more."""
    return _line(action, _("Not up."), _("{name} has no hand up now.").format(name=name), refused=refused)


def _line(action: str, head: str, sentence: str, *, refused: bool = False) -> OutcomeLine:
    outcome, icon = ("refused", "x") if refused else ("confirmed", "check")
    return OutcomeLine(command="", action=action, outcome=outcome, head=head, sentence=sentence, icon=icon)
