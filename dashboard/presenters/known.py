"""Sentences that bridges and connectors say in English, as a reader of another language gets them.

A bridge knows no reader. What it says is a fixed sentence, or one with names in it; those that stand here are
translated where they are shown, on pages (`in_words`) and in the browser (`translated`). So nothing but English is
stored, and what was said long ago is translated too. What a vendor said itself stays as it was.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import cycle

from django.utils.formats import get_format
from django.utils.translation import gettext as in_the_present_language
from django.utils.translation import gettext_noop as _

from dashboard.presenters.known_with_names import WITH_NAMES
from dashboard.presenters.known_xuc import XUC
from dashboard.presenters.times import day

SENTENCES = XUC | frozenset(
    (
        _("No bridge follows it: is run_bridge running?"),
        _("Not sent: no bridge took it before its deadline."),
        _("Not sent: whether this call may be listened to has changed since you asked."),
        _("Not sent: you may no longer ask this."),
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
        _("A part of the request is missing: try again, and tell the administrator if it stays so."),
        _("Nobody drops themselves: stop listening instead."),
        _("Ready takes no reason."),
        _("Sign in first, on a practice phone."),
        _("Sign in first."),
        _("Signing in needs the extension of today's phone."),
        _("This participant is no longer in the call."),
        _("That sign-in is the bridge's own."),
        _("The Generic Connector finds a part of the request missing."),
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
        # what the Generic Connector refuses before it is sent, or says of a sign-in or of its line
        _("Barge in first: Finesse lets only a participant of the call drop another."),
        _("Finesse lets a supervisor drop agents only: the others must hang up themselves."),
        _("It is not certain that this call still exists: stop, and listen again."),
        _("Listen first: Finesse lets you barge in only on the call that you listen to."),
        _("Make yourself not ready first: Finesse lets you listen only while you are."),
        _("No phone is known for your sign-in: sign in again, with today's phone."),
        _("The Generic Connector did not answer the sign-in."),
        _("The Generic Connector does not answer."),
        _("The Generic Connector had forgotten us: signing in again."),
        _("The Generic Connector holds no session of this agent, and we have no password of theirs."),
        _("The Generic Connector is not connected to Finesse."),
        _("The agent's phone is not known: wait for their next change of state, and try again."),
        _("The broker is there, but no Generic Connector answers on it."),
        _("The call ended before you could listen: listen to the agent's next one."),
        _("The session of this sign-in had ended. It is being renewed: try again in a moment."),
        _("This is your own phone: to leave the call, stop."),
        _("You are no longer in this call."),
        _("You are on hold: take the call back first."),
        _("You listen to a call already: stop that first."),
        _("You listen to somebody else: stop that, and listen to this agent first."),
        _("Your phone is in a call: end it first."),
        # what the practice floor refuses
        _("Say on which day, and in which part of it."),
        _("Say what came of the call."),
        _("Say which queue, and which penalty."),
        _("Start the call first."),
        _("Take it first."),
        _("That day is over."),
        _("There is no such queue on the practice floor."),
        _("There is nobody in that group."),
        _("They left no such number."),
        _("This callback is done with."),
        _("You are in a call as an agent: start it when that has ended."),
        _("You are signed out as an agent."),
        _("Your sign-in here is no agent's: its settings can name one."),
        # what a bridge says of a system, or of an order that it did not send
        _("A fault of ours: not known whether it reached the system."),
        _("A fault of ours; the log has it. Trying again."),
        _("No answer came in time."),
        _("No feed sign-in came in."),
        _("No feed sign-in is on."),
        _("No feed sign-in is set up: at least one is needed to hear the floor."),
        _("Not asked: there is no connection to the system."),
        _("Not sent: The Generic Connector is not connected now."),
        _("Not sent: The practice centre is not open."),
        _("Not sent: The time for it had passed."),
        _("Not sent: there is no connection to the system."),
        _("Signed out by somebody else."),
        _("The Generic Connector is not connected now."),
        _("The answer can no longer be opened: ask again."),
        _("The bridge that asked was stopped."),
        _("The call ended, and the system did not do it."),
        _("The call was started already: close it, or re-schedule it."),
        _("The connection ended."),
        _("The line was closed."),
        _("The practice centre is not open."),
        _("The system did not answer in time."),
        _("The time for it had passed."),
        _("This bridge does not know how to do that."),
        _("This machine stood still for a while; the practice centre opens anew."),
        _("This system cannot do it."),
        _("What stood before could not be read."),
        # what is wrong with a setting
        _("A broker's address holds no user or password: they have settings of their own."),
        _("A stored secret was sealed with a key that FIELD_KEYS no longer holds."),
        _("An address ends where its path does: what follows may be a secret."),
        _("An address holds no user or password: they have settings of their own."),
        # why a frame was skipped
        _("A DESTINATION message came that is no RECONNECT."),
        _("A ReasonCodes came of an unknown category."),
        _("A System message came that is neither IN_SERVICE nor OUT_OF_SERVICE."),
        _("A binary message came: this system speaks text."),
        _("A message came that is nested too deeply to be one of this system."),
        _("A message came that is not JSON."),
        _("A message came that is not UTF-8."),
        _("A message came whose msgType is no word."),
        _("A message came without “#”: it says neither for whom nor what."),
        _("A message without text came, as a map or object message is."),
        _("An AgentInfo names a team without an id."),
        _("An Error came without a code."),
        _("XiVO reported an error of its own."),
        # why a try was denied (dashboard/views/denials.py)
        _("It is not among this person's teams, or not there."),
        _("The form was not ours, or too old."),
        _("This person may not act."),
        # what a system can do, or cannot (Capability.note)
        _("After barging in you leave the call, and it goes on."),
        _("After barging in: agents and the caller, no other supervisor."),
        _("An agent who is signed in can be signed out; during a call, right after it."),
        _("Barges in, then drops the agent: possible while you listen and the agent talks."),
        _("Barges in on the call that you listen to, then drops the agent."),
        _("After the call was started."),
        _("By who has taken it."),
        _("By whoever is signed in on a practice phone whose settings name an agent."),
        _("Calls from queues are recorded, from the answer on; private calls never are."),
        _("Everybody who waits, with made-up names and numbers."),
        _("On one's own practice phone; an agent, while signed out, on any of the agents' phones."),
        _("Penalties go from 0, which rings first, to 20."),
        _("The agent's phone calls; nobody real is rung."),
        _("The agents of one team, in one order."),
        _("Those from before the centre opened are invented."),
        _("Messages come to the agents' own pages; the practice centre carries none."),
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
        _("Your own practice phone only: agents sign themselves in."),
        _("Any other participant, from a call that you have barged into."),
        _("Agents only, as Finesse is set here, and only from a call that you have barged into."),
        _("Possible before the agent's next call: while not ready, ready, reserved or in wrap-up."),
        _("Possible while not ready or in wrap-up, not in a call."),
        _("Possible while the agent talks, from a practice phone on which you are signed in and not ready."),
        _("Possible while you listen and the agent talks, not while the agent consults a colleague."),
        _("Signs you in to Finesse with today's phone."),
        _("Takes your own part back from hold."),
        _("The Generic Connector has no command for it."),
        _("A queue's last calls, as XiVO's history keeps them."),
        _("Also adds an agent to a queue; XUC says nothing when it refuses, and after 5 s it counts as timed out."),
        _("By position, with name and number, and since when."),
        _("Hangs up your phone, and only while the call that you listen to is its only one."),
        _("Moves, copies, adds or removes the agents of one group between queues and penalties, as one order."),
        _("Only where XUC tells which user an agent is: systems until about 2018 do not."),
        _("Possible during a call that XiVO says is recorded."),
        _("Signs an agent in on a line, which signs out whoever is on it; for yourself, opens your own connection."),
        _("XUC has no command for it."),
        _("XUC makes an agent ready only out of a pause or wrap-up."),
        _("XUC pauses an agent only out of ready or wrap-up, and until 2018 without a reason."),
        _("XUC pauses an agent only out of ready or wrap-up."),
        _("XUC says nothing when it refuses, and after 5 s it counts as timed out."),
        _("XUC signs an agent out only while ready or paused."),
        _("XiVO rings your phone while the agent rings, dials or talks, and may tell the agent."),
        _("Sign in to XiVO with a user who is an agent, and sign that agent in as well."),
        _("You must have taken it and started its call, which opens its ticket."),
        _("You must have taken it, signed in to XiVO as an agent."),
        # connection tests: what is said of a step, and what to do
        _("A fault of ours; the log has it."),
        _("Accepted."),
        _("Add a sign-in that is a feed: a supervisor's in Finesse, used by nothing else."),
        _("Correct Trusted certificates."),
        _("Correct the Time zone of this integration: it is that of the Generic Connector's server."),
        _("Correct the broker's name, or the name server."),
        _("Correct the broker's user and password."),
        _("Correct the login id or the password of this sign-in."),
        _("Correct the login id, the password or the extension of this sign-in."),
        _("Correct the settings of this integration."),
        _("Enable the broker's stomp transport connector, and give its port here (ActiveMQ's usual one: 61613)."),
        _("Give the file of the certificate authority as Trusted certificates."),
        _("Have it renewed soon."),
        _("Have the broker's certificate renewed."),
        _("In service."),
        _("Known, for nobody yet."),
        _("Known, the bridge's own."),
        _("It accepts connections."),
        _("It agrees with ours."),
        _("It does not tell its time."),
        _("It supervises no team."),
        _("It took too long, and was ended."),
        _("Its connector names no step that could be tried."),
        _("Let the broker's user write to the command queue, and read and write the topics that start with ours."),
        _("Look at the Generic Connector's log."),
        _("Look at the network between this machine and the host."),
        _("Look at this login's rights in Finesse."),
        _("Make this login a supervisor in Finesse, and give it the teams."),
        _("No answer."),
        _("No bridge took it: is run_bridge running?"),
        _("Nobody answers behind this queue."),
        _("Nobody answers."),
        _("Not tried: the system does not say that this login is free, and trying it would end a running session."),
        _("Nothing listens on this port."),
        _("Open the port in the firewalls between; see that the host is up."),
        _("See that Finesse runs, and that the Generic Connector reaches it."),
        _("See that it is the broker's stomp+ssl transport connector; without TLS, write stomp:// in front."),
        _("See that this machine's name server is up."),
        _("Set both clocks by NTP: otherwise commands expire before they arrive."),
        _("Set both machines' clocks by NTP, or have the certificate issued anew."),
        _("Signed in already: left alone, since trying it would end that session."),
        _("The bridge has it in use: left alone, since trying it would end that session."),
        _("Start the Generic Connector; see that it listens on this queue, of this broker."),
        _("Start the broker, or correct its port: that of its stomp transport connector, mostly 61613."),
        _("Tell whoever looks after Floorwalker."),
        _("Test again; see whether it stays so."),
        _("The bridge that carried it out is gone."),
        _("The bridge that carried it out was stopped."),
        _("The broker lets us in, and answers our topic."),
        _("The broker refuses this user and password."),
        _("The broker speaks STOMP."),
        _("The broker's certificate has expired."),
        _("The broker's certificate is for another host name."),
        _("The broker's certificate is not valid yet."),
        _("The broker's certificate is signed by nobody whom this machine trusts."),
        _("The file of trusted certificates cannot be read."),
        _("The host cannot be reached."),
        _("The integration was deleted meanwhile."),
        _("The name server does not answer."),
        _("The port accepts connections, and does not answer in STOMP."),
        _("This name cannot be resolved."),
        _("This port does not speak TLS."),
        _("This port speaks OpenWire, not STOMP."),
        _("This port speaks TLS, and its address says that it does not."),
        _("To try it, switch the integration off, and test again."),
        _("Try again; look at the broker's log if it stays."),
        _("Write stomp+ssl:// in front of this broker's address."),
        _("Write the broker's address as its certificate names it, or have a certificate issued for this name."),
        # what a step of a connection test is about : what follows a colon is its subject
        _("Agents"),
        _("Broker sign-in"),
        _("Certificate"),
        _("Clock of the Generic Connector"),
        _("Clock of the broker"),
        _("Connect"),
        _("Connection"),
        _("Connector"),
        _("Hello"),
        _("Login"),
        _("Name"),
        _("Port"),
        _("Practice centre"),
        _("Queues"),
        _("Reason codes"),
        _("Reasons for not ready"),
        _("Reasons for signing out"),
        _("Reasons for wrap-up"),
        _("STOMP"),
        _("Settings"),
        _("Sign-in"),
        _("Sign-ins"),
        _("Team"),
        _("Teams"),
        _("Times of Finesse"),
    )
)


def in_words(said: str) -> str:
    """A sentence, or several, in the present language, as far as we know them; what we do not stays as it was said."""
    return " ".join(map(_worded, _parted(said)))


def translated() -> dict[str, str]:
    """What the present language says otherwise, for the browser: first the fixed ones, then those with names."""
    fixed = {said: in_the_present_language(said) for said in sorted(SENTENCES)}
    fixed = {said: words for said, words in fixed.items() if words != said}
    return fixed | {said: in_the_present_language(said) for said, _form in _FORMS} if fixed else {}


_PLACE = re.compile(r"\{(\w+)\}")
_SHAPES = {"count": r"\d+", "day": r"\d{4}-\d\d-\d\d", "seconds": r"[-+.\d]+", "status": r"\d+"}
_END = re.compile(r"(?<=[.!?]) ")


def _form(sentence: str) -> re.Pattern[str]:
    """What a sentence with names looks like, filled. A name that stands in it twice is the same both times."""
    parts, seen = [], set[str]()
    for is_place, part in zip(cycle((False, True)), _PLACE.split(sentence), strict=False):
        if not is_place:
            parts.append(re.escape(part))
        else:
            parts.append(f"(?P={part})" if part in seen else f"(?P<{part}>{_SHAPES.get(part, '.+?')})")
            seen.add(part)
    return re.compile("".join(parts), re.DOTALL)


# Those that say the most come first: what fits several is the most exact of them.
_FORMS = [(said, _form(said)) for said in sorted(WITH_NAMES, key=lambda said: -len(_PLACE.sub("", said)))]


@lru_cache(maxsize=2048)
def _recognised(said: str) -> tuple[str, Mapping[str, str]] | None:
    """Which sentence with names it is, and the names; None where it is none of them."""
    for sentence, form in _FORMS:
        if found := form.fullmatch(said):
            names = found.groupdict()
            if all(_is_known(name) for place, name in names.items() if place.startswith("known")):
                return sentence, names
    return None


def _is_known(said: str) -> bool:
    return said in SENTENCES or _recognised(said) is not None


@lru_cache(maxsize=2048)
def _parted(said: str) -> Sequence[str]:
    """The sentences of which it consists: such as we know, where it can be parted so; else it is cut after each."""
    return _known_parts(said) or _END.split(said)


def _known_parts(said: str) -> Sequence[str]:
    if said in SENTENCES:
        return (said,)
    for end in _END.finditer(said):
        first, rest = said[: end.start()], said[end.end() :]
        if _is_known(first) and (parts := _known_parts(rest)):
            return (first, *parts)
    return (said,) if _recognised(said) else ()


def _worded(said: str) -> str:
    if said in SENTENCES:
        return in_the_present_language(said)
    if found := _recognised(said):
        sentence, names = found
        return in_the_present_language(sentence).format(**{place: _named(place, name) for place, name in names.items()})
    return said


def _named(place: str, name: str) -> str:
    match place:
        case "day":
            return day(date.fromisoformat(name), year=True)
        case "length":
            return name.replace(".", str(get_format("DECIMAL_SEPARATOR")))
    return in_words(name)
