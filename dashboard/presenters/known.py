"""Sentences that bridges and connectors say in English, as a reader of another language gets them.

A bridge knows no reader. What it says is a fixed sentence where it can be; those that stand here are translated where
they are shown, on pages (`in_words`) and in the browser (`translated`). What a vendor said itself stays as it was.
"""

from django.utils.translation import gettext as in_the_present_language
from django.utils.translation import gettext_noop as _

SENTENCES = frozenset(
    (
        _("No bridge follows it: is run_bridge running?"),
        _("Not sent: no bridge took it before its deadline."),
        _("Comes with a later version."),
        _("The login id or the password is wrong."),
        _("Finesse did not accept the login id and password."),
        _("This login was signed in somewhere else, which ended our session."),
        _("All licences of the Generic Connector are in use: nobody else can sign in now."),
        _("The phone's extension is missing."),
        _("The extension is not a number."),
        _("The password is missing."),
        _("Finesse does not know this login id."),
        _("Finesse refused, and does not say why. Try again."),
        _("The contact centre refused, and does not say why. Try again."),
        _("This extension cannot be signed in with: it is no agent's phone."),
        _("The phone or the agent is busy. Try again in a moment."),
        _("This is not possible in the agent's present state."),
        _("The agent cannot be made ready during a call."),
        _("The Generic Connector could not carry it out just now. Try again."),
        _("Finesse asks for a reason code here."),
        _("The contact centre could not carry it out."),
        _("This login may not do that: it is not a supervisor of that team."),
        _("Finesse does not know this agent or team."),
        _("This agent is in no team that our sign-ins supervise."),
        _("Finesse takes no reason code when a supervisor changes somebody's state."),
        _("Finesse signs you out only while you are not ready: make yourself not ready first."),
        _("You are not signed in to this system."),
        _("No password is stored for this sign-in: type it."),
    )
)


def in_words(said: str) -> str:
    """A sentence in the present language, where it is one that we know; else as it was said."""
    return in_the_present_language(said) if said in SENTENCES else said


def translated() -> dict[str, str]:
    """The sentences that the present language says otherwise, for the browser."""
    found = {said: in_the_present_language(said) for said in sorted(SENTENCES)}
    return {said: words for said, words in found.items() if words != said}
