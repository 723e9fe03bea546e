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
        # why an order is refused
        _("A call variable's name must not contain “=”."),
        _("A mobile agent, or one of an old telephone system, cannot be listened to: ask for an office phone."),
        _("An agent can be made ready, not ready, or be signed out; nothing else."),
        _("Another supervisor cannot be dropped."),
        _("Finesse did not understand the request: try again, and tell the administrator if it stays so."),
        _("Finesse does not know the agent's extension: check it, then try again."),
        _("Finesse does not let you drop this participant: they must hang up themselves."),
        _("Finesse failed: try again in a moment, and tell the administrator if it stays so."),
        _("Finesse is at its limit: try again in a moment."),
        _("Finesse lets you listen only while the agent is talking and you are not ready: try again then."),
        _("Finesse misses a part of the request: try again, and tell the administrator if it stays so."),
        _("Nobody drops themselves: stop listening instead."),
        _("Ready takes no reason."),
        _("Sign in first, on a practice phone."),
        _("Sign in first."),
        _("Signing in needs the extension of today's phone."),
        _("That participant is not in the call any more."),
        _("That sign-in is the bridge's own."),
        _("The Generic Connector misses a part of the request."),
        _("The agent consults somebody, or is in a conference of another's: barge in when that is over."),
        _("The agent is on hold or not ready: listen when the agent is talking again."),
        _("The agent is on no call that can be listened to: listen when the agent is talking."),
        _("The agent's call is over already: listen to the next one."),
        _("The agent's phone is of a kind that cannot be listened to: ask for another one."),
        _("The built-in bridge of the agent's phone is off: ask the telephone administrator to switch it on."),
        _("The call is over already: there is nothing left to do."),
        _("The call that you listened to is over: listen to the agent's next one."),
        _("The call to act on was not named."),
        _("The number to dial is missing."),
        _("The password is wrong."),
        _("The practice centre refuses an order now and then, for training."),
        _("The telephone system does not know the agent's extension: check it, then try again."),
        _("The telephone system has no room for another conference: try again in a moment."),
        _("This call does not exist any more."),
        _("This integration has no such sign-in."),
        _("This is not possible in the present state of the call or the agent: look again, then try again."),
        _("This participant cannot be dropped now: look again who is in the call, then try again."),
        _("You are in a call: stop listening first."),
        _("You are not in that call any more."),
        _("You are not on hold."),
        _("You are on hold already."),
        _("You are ready: make yourself not ready first."),
        _("You can make yourself ready or not ready; nothing else."),
        _("You cannot barge in on the call as it is now: go on listening, and try again in a moment."),
        _("You have barged in already."),
        _("You only listen: barge in before you drop somebody."),
        _("Your part in the call cannot be held or retrieved as it is now: try again in a moment."),
        _("Your phone may not call the agent's: ask the telephone administrator about partitions and search spaces."),
        _("Your phone or the agent's is busy, or somebody else listens: try again in a moment."),
        # what a system can do, or cannot (Capability.note)
        _("After barging in you leave the call, and it goes on."),
        _("After barging in: agents and the caller, no other supervisor."),
        _("An agent who is signed in can be signed out; during a call, right after it."),
        _("Barges in and drops the agent: possible while you listen and the agent talks."),
        _("Barges in on the call that you listen to, then drops the agent."),
        _("Calls on the practice floor are not recorded."),
        _("Contact Center Express cannot drop a participant."),
        _("Contact Center Express does not tell when a call is held or retrieved."),
        _("Finesse lets a supervisor make an agent not ready only out of ready or wrap-up, and without a reason."),
        _("Finesse lets a supervisor make an agent ready only out of not ready or wrap-up."),
        _("Finesse lets you barge in only on the call that you listen to."),
        _("Finesse lets you listen while the agent is talking and you are not ready, to one agent at a time."),
        _("Finesse lets you listen while the agent talks on a queue's call and you are not ready."),
        _("Floorwalker watches for the agent's next call, and asks you then."),
        _("Holds your own part in the call that you listen to."),
        _("Holds your own part only; the others go on talking."),
        _("In a call it waits for the call's end; not possible while signed out."),
        _("Leaves the call that you listen to, or have barged into."),
        _("One's own practice phone only; agents sign themselves in."),
        _("Out of a call that you have barged into: any other participant."),
        _("Out of a call that you have barged into; Finesse lets a supervisor drop agents only, as it is set here."),
        _("Possible before the agent's next call: while not ready, ready, reserved or in wrap-up."),
        _("Possible while not ready or in wrap-up, not in a call."),
        _("Possible while the agent talks, from a practice phone on which you are signed in and not ready."),
        _("Possible while you listen and the agent talks, not while the agent consults a colleague."),
        _("Signs you in to Finesse with today's phone."),
        _("Takes your own part back from hold."),
        _("The Generic Connector has no command for it."),
    )
)


def in_words(said: str) -> str:
    """A sentence in the present language, where it is one that we know; else as it was said."""
    return in_the_present_language(said) if said in SENTENCES else said


def translated() -> dict[str, str]:
    """The sentences that the present language says otherwise, for the browser."""
    found = {said: in_the_present_language(said) for said in sorted(SENTENCES)}
    return {said: words for said, words in found.items() if words != said}
