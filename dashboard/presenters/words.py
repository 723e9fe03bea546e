"""The page's own words: states, outcomes, actions and sentences, for templates and, as JSON, for the browser.

A sentence has its places in braces (`{name}`). A counted one has two forms, `one` and `other`, by `{count}`.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from dashboard.presenters import known, me_words
from dashboard.presenters.queue_words import QUEUE

Words = Mapping[str, Promise]

STATES: Words = {
    "ready": pgettext_lazy("agent state", "Ready"),
    "talking": pgettext_lazy("agent state", "Talking"),
    "reserved": pgettext_lazy("agent state", "Reserved"),
    "hold": pgettext_lazy("agent state", "On hold"),
    "wrap_up": pgettext_lazy("agent state", "Wrap-up"),
    "not_ready": pgettext_lazy("agent state", "Not ready"),
    "busy": pgettext_lazy("agent state", "Busy"),
    "signed_out": pgettext_lazy("agent state", "Signed out"),
    "unknown": pgettext_lazy("agent state", "Unknown"),
}

FEEDS: Words = {
    "connecting": pgettext_lazy("source", "connecting"),
    "live": pgettext_lazy("source", "live"),
    "stale": pgettext_lazy("source", "silent"),
    "down": pgettext_lazy("source", "lost"),
    "failed": pgettext_lazy("source", "failed"),
    "disabled": pgettext_lazy("source", "off"),
}

OUTCOMES: Words = {
    "asked": pgettext_lazy("outcome", "Asked"),
    "sent": pgettext_lazy("outcome", "Asked"),  # that it left us is no news to a supervisor
    "confirmed": pgettext_lazy("outcome", "Confirmed"),
    "deferred": pgettext_lazy("outcome", "Deferred"),
    "refused": pgettext_lazy("outcome", "Refused"),
    "timed_out": pgettext_lazy("outcome", "Timed out"),
    "lost": pgettext_lazy("outcome", "Lost"),
}

ACTIONS: Words = {
    "listen": pgettext_lazy("action", "Listen"),
    "stop-listening": pgettext_lazy("action", "Stop listening"),
    "barge-in": pgettext_lazy("action", "Barge in"),
    "ready": pgettext_lazy("action", "Ready"),
    "not-ready": pgettext_lazy("action", "Not ready"),
    "sign-out": pgettext_lazy("action", "Sign out"),
    "sign-in": pgettext_lazy("action", "Sign in"),
    "hold": pgettext_lazy("action", "Hold"),
    "retrieve": pgettext_lazy("action", "Retrieve"),
    "intercept": pgettext_lazy("action", "Take the call"),
    "follow": pgettext_lazy("action", "Follow"),
    "drop": pgettext_lazy("action", "Drop"),
    "pause-recording": pgettext_lazy("action", "Pause recording"),
    "resume-recording": pgettext_lazy("action", "Resume recording"),
    "message": pgettext_lazy("action", "Message"),
    "set-penalty": pgettext_lazy("action", "Set a queue's penalty"),
    "leave-queue": pgettext_lazy("action", "Take out of a queue"),
    "change-group": pgettext_lazy("action", "Move a team between queues"),
    "apply-default": pgettext_lazy("action", "Apply default queues"),
    "take-callback": pgettext_lazy("action", "Take a callback"),
    "release-callback": pgettext_lazy("action", "Release a callback"),
    "start-callback": pgettext_lazy("action", "Call back"),
    "close-callback": pgettext_lazy("action", "Close a callback"),
    "reschedule-callback": pgettext_lazy("action", "Re-schedule a callback"),
    "see-callers": pgettext_lazy("action", "See who waits"),
    "see-queue-calls": pgettext_lazy("action", "See a queue's past calls"),
}

CALL_STATES: Words = {
    "dialling": pgettext_lazy("call", "dialling"),
    "ringing": pgettext_lazy("call", "ringing"),
    "active": pgettext_lazy("call", "talking"),
    "held": pgettext_lazy("call", "on hold"),
    "wrap_up": pgettext_lazy("call", "wrap-up"),
    "ended": pgettext_lazy("call", "ended"),
    "unknown": pgettext_lazy("call", "unknown"),
}

RECORDINGS: Words = {
    "on": pgettext_lazy("recording", "on"),
    "paused": pgettext_lazy("recording", "paused"),
    "off": pgettext_lazy("recording", "off"),
}

BARGED_IN = pgettext_lazy("a supervisor, in a call", "barged in")
ENDS_FOLLOWING = pgettext_lazy("action", "Stop following")

HANDS: Words = {  # what helps an agent whose hand is up
    "claim": pgettext_lazy("to a raised hand", "I’m coming"),
    "lower": pgettext_lazy("a raised hand", "Lower"),
}

MEDIA: Words = {
    "voice": pgettext_lazy("media", "Call"),
    "chat": pgettext_lazy("media", "Chat"),
    "email": pgettext_lazy("media", "E-mail"),
    "task": pgettext_lazy("media", "Task"),
}

ASKS: Words = {  # asked once, in place, naming the agent and the deed
    "ready": _("Make {name} ready?"),
    "not-ready": _("Make {name} not ready?"),
    "sign-out": _("Sign {name} out?"),
    "listen": _("Listen to {name}?"),
    "barge-in": _("Barge in on {name}'s call? Everybody on it hears you."),
    "intercept": _("Take {name}'s call? First you barge in, then {name} is dropped."),
    "drop": _("Whom to drop from {name}'s call?"),
    "sign-in": _("Sign {name} in, on which phone?"),
    "pause-recording": _("Pause the recording of {name}'s call?"),
    "resume-recording": _("Record {name}'s call again?"),
}

DEEDS: Words = {  # the button that does it
    "ready": _("Make ready"),
    "not-ready": _("Make not ready"),
    "sign-out": _("Sign out"),
    "listen": pgettext_lazy("action", "Listen"),
    "barge-in": pgettext_lazy("action", "Barge in"),
    "intercept": pgettext_lazy("action", "Take the call"),
    "drop": pgettext_lazy("action", "Drop"),
    "sign-in": pgettext_lazy("action", "Sign in"),
    "pause-recording": pgettext_lazy("action", "Pause recording"),
    "resume-recording": pgettext_lazy("action", "Resume recording"),
}

DEFERRED: Words = {  # what waits for the call's end
    "ready": _("Ready when the call ends."),
    "not-ready": _("Not ready when the call ends."),
    "sign-out": _("Signs out when the call ends."),
}

PREFLIGHT: Words = {  # why a call cannot be acted on now, and what to do (presenters/preflight.py)
    "look": _("You may look at the floor, and not act on it."),
    "cannot": _("This system cannot do it."),
    "locked": _("{source} is not live: its actions are locked."),
    "no_sign_in": _("You have no sign-in on {source}: ask an administrator for one."),
    "not_signed_in": _("You are not signed in on {source}: sign in there first, with today's phone."),
    "no_phone": _("You are signed in on {source} without a phone: sign in again, with today's phone."),
    "not_not_ready": _("You are “{state}” on {source}: make yourself not ready first."),
    "listening_here": _("You are on {name}'s call already."),
    "listening_elsewhere": _("You listen to {name}: stop that first."),
    "on_a_call": _("Your phone is on another call: end that first."),
    "not_talking": _("{name} is not talking: wait until they are."),
    "off": _("Listening is off for this team: an administrator can switch it on, with a purpose."),
    "excluded": _("Nobody listens to {name}: an administrator has excluded them."),
    "type": _("Only queue calls are listened to in this team, and this is not one."),
    "private": _("A call between colleagues is not listened to."),
    "consult": _("{name} consults a colleague: that is not listened to."),
    "unknown": _("What kind of call this is, the system does not say: it is not listened to."),
    "taken": _("Somebody else listens to {name}: wait until they stop."),
    "not_listening": _("Only while you listen to {name}: press Listen first."),
    "doubtful": _("It is not certain that you are still on the call: wait until the system confirms it, or stop."),
    "barged_already": _("You are heard on this call already."),
    "not_barged": _("Only while you are heard on the call: barge in first."),
    "away": _("{name} is signed out."),
    "not_in_state": _("Not possible while {name} is “{state}”."),
    "not_on_a_call": _("You are not on a call."),
    "already": _("{name} is {state} already."),
    "state": _("Not possible in the state “{state}”."),
    "protected": _("{name} is in a protected break ({reason}): nobody is forced out of it."),
    "held": _("The call is on hold already."),
    "not_held": _("The call is not on hold."),
    "is_in": _("{name} is signed in already."),
    "not_recorded": _("{name}'s call is not recorded now."),
    "not_paused": _("The recording of {name}'s call is not paused."),
}

NAMELESS: Words = {  # of several agents who are left out for the same reason
    "already": _("{state} already"),
    "protected": _("in a protected break ({reason}): nobody is forced out of it"),
}

BAR: Words = {  # the listening bar, on every page (static/js/listening.js)
    "listening": _("Listening to {name}"),
    "barged": _("You are heard on {name}’s call"),
    "ringing": _("Your phone rings: answer it to listen"),
    "held": _("on hold"),
    "doubtful": _("It is not certain that you are still on this call."),
    "over": _("You no longer listen to {name}."),
    "over_barged": _("You are no longer on {name}’s call."),
    "over_signed_out": _("You are signed out of {source}."),
    "over_call": _("The call has ended."),
    "over_ended": _("The call is over, or the system has ended it."),
    "step_barge": _("1 Barge in: {outcome}"),
    "step_drop": _("2 Drop {name}: {outcome}"),
    "step_next": pgettext_lazy("step", "next"),
    "hold": pgettext_lazy("on one's call", "Hold"),
    "retrieve": pgettext_lazy("on one's call", "Retrieve"),
    "barge-in": pgettext_lazy("on one's call", "Barge in"),
    "intercept": pgettext_lazy("on one's call", "Take the call"),
    "drop": pgettext_lazy("on one's call", "Drop…"),
    "stop-listening": pgettext_lazy("on one's call", "Stop"),
}

OUTCOME_SENTENCES: Words = {  # where the system said nothing itself
    "asked": _("Asked; not confirmed yet."),
    "sent": _("Asked; not confirmed yet."),
    "confirmed": _("Confirmed by the system."),
    "refused": _("The system refused."),
    "timed_out": _("No answer in time. It may still happen."),
    "lost": _("Not known whether it reached the system. It is not tried again."),
}

SENTENCES: Words = {
    "shown": _("{shown} of {total}"),
    "none_match": _("None of {total} match."),
    "past": _("past {limit}"),
    "past_state": _("{state}, past {limit}"),
    "past_reason": _("{state}, {reason}, past {limit}"),
    "past_call": _("on one call, past {limit}"),
    "past_hold": _("caller on hold, past {limit}"),
    "waiting_over": _("{number} waiting, longest over {limit}"),
    "waiting_many": _("{number} waiting"),
    "more": _("and {number} more"),
    "all": pgettext_lazy("who need you", "all {number}"),
    "pending": _("→ {state}"),
    "since_unsure": _("≥ {time}"),
    "all_live": _("All systems are live."),
    "no_sources": _("No CTI system is connected."),
    "banner_connecting": _("{source} is connecting."),
    "banner_stale": _("{source} is silent since {time}."),
    "banner_down": _("{source} is lost since {time}."),
    "banner_failed": _("{source} has failed: {note}"),
    "banner_disabled": _("{source} is switched off."),
    "banner_own_line": _("Not connected since {time}. All rows stand as they were."),
    "locked_line": _("Not connected: nothing can be asked from here until the line is back."),
    "page_stands": _("Not connected since {time}. This page stands as it was."),
    "panel_lost": _("Not connected: what {name} does is shown here when the line is back."),
    "panel_failed": _("{name} cannot be shown now. It is tried again every few seconds."),
    "panel_gone": _("{name} is no longer among your agents: they have left the system, or your teams."),
    "needs_unknown": _("Not connected: who needs you is not known."),
    "locked": _("{source} is not live: its actions are locked."),
    "no_reason": _("This system takes no reason when a supervisor does it."),
    "source_back": _("{source} is live again."),
    "age": _("{seconds} s"),
    "outcome_line": _("{action}, {outcome}."),
    "service_level": _("service level"),
    "service_level_of": _("service level, {seconds} s"),
    "snooze": _("Not now: {name}"),
    "snooze_until": _("Put off for ten minutes, or until it gets worse"),
    "doubtful": _("on a call that nobody has confirmed for a minute: it may be over. Ask, or listen."),
    "also": _("also: {why}"),
    "also_on": _("also {source}: {state}"),
    "hand_up": _("raised a hand"),
    "hand_says": _("raised a hand: “{text}”"),
    "hand_said": _("{name} raised a hand: {text}"),
    "hand_said_up": _("{name} raised a hand."),
    "no_hand": _("{name} has not raised a hand."),
    "coming": _("{name} is coming"),
    "coming_self": _("you are coming"),
    "and_last": pgettext_lazy("the last of some names", "{first} and {last}"),
    "deed_for": pgettext_lazy("a button: what, for whom", "{action}: {name}"),
    "purpose": _("Purpose: {purpose}"),
    "may_be_told": _("This system tells the agent's own phone program that somebody listens: {name} may see it."),
    "unseen": _("{count} not shown"),
    "outcome_count": pgettext_lazy("so many outcomes", "{count} {outcome}"),
    "undo": _("Undo {seconds} s"),
    "follow_ask": _("{name} is on a call. Listen?"),
    "follow_how": _("Press F6 to answer within {seconds} seconds."),
    "follow_unanswered": _("No answer: nothing was started for {name}."),
    "follow_over": _("You no longer follow {name}: ten minutes are over."),
    "follow_gone": _("You no longer follow {name}: they are no longer among your agents."),
    "compose": _("Write a message"),
    "compose_none": _("Not connected: nothing can be sent now. Try again in a moment."),
    "compose_lost": _("Not connected: perhaps it was sent. Look under Messages before you send it again."),
    "close": _("Close"),
    "not_yours": _("This floor is not yours to see."),
}

COUNTED: Mapping[str, Words] = {
    "bulk_sign-out": {"one": _("Sign out {count} agent"), "other": _("Sign out {count} agents")},
    "bulk_not-ready": {"one": _("Make {count} agent not ready"), "other": _("Make {count} agents not ready")},
    "bulk_of": {
        "one": _("{count} is selected. Nothing is sent until you say so."),
        "other": _("{count} are selected. Nothing is sent until you say so."),
    },
    "agents": {"one": _("{count} agent"), "other": _("{count} agents")},
    "selected": {"one": _("{count} selected"), "other": _("{count} selected")},
    "sort": {"one": pgettext_lazy("one would move", "Sort {count}"), "other": _("Sort {count}")},
    "rows_stand": {"one": _("{state}; {count} row stands still"), "other": _("{state}; {count} rows stand still")},
    "put_off": {"one": _("{count} put off"), "other": _("{count} put off")},
    "agents_of": {"one": _("{count} agent of {team}"), "other": _("{count} agents of {team}")},
    "help": {
        "one": pgettext_lazy("one agent", "{names} could help"),
        "other": pgettext_lazy("several agents", "{names} could help"),
    },
    "help_more": {"one": _("{names} and {count} more could help"), "other": _("{names} and {count} more could help")},
    "needs": {"one": _("{count} agent needs you: {first}"), "other": _("{count} need you; first {first}")},
    "banner_stand": {
        "one": _("{count} row stands as it was; its actions are locked."),
        "other": _("{count} rows stand as they were; their actions are locked."),
    },
}


def say(sentence: str, /, **places: object) -> str:
    """A sentence, its places filled."""
    return str(SENTENCES[sentence]).format(**places)


def preflight(code: str, places: Mapping[str, str] | None = None, note: str = "") -> str:
    """Why a call cannot be acted on now; a system's own sentence (`note`) comes before ours.

    The place `state` is a state's name, and filled with its word.
    """
    return known.in_words(note) if note else _filled(PREFLIGHT[code], code, places or {})


def nameless(code: str, places: Mapping[str, str], note: str = "") -> str:
    """The same of several agents at once: in words that name none of them."""
    sentence = NAMELESS.get(code, PREFLIGHT[code])
    return known.in_words(note) if note else _filled(sentence, code, places)


def _filled(sentence: Promise, code: str, places: Mapping[str, str]) -> str:
    filled = dict(places)
    if "state" in filled:
        state = str(STATES[filled["state"]])
        filled["state"] = state.lower() if code == "already" else state
    return str(sentence).format(**filled)


def counted(sentence: str, /, count: int, **places: object) -> str:
    """A counted sentence, in the form that the number asks for."""
    return str(COUNTED[sentence]["one" if count == 1 else "other"]).format(count=count, **places)


def for_the_browser() -> dict[str, object]:
    """All of it in the present language, as the page's `#words` gives it to the browser (static/js/words.js)."""
    vocabularies: Mapping[str, Words] = {
        "state": STATES,
        "feed": FEEDS,
        "outcome": OUTCOMES,
        "action": ACTIONS,
        "call": CALL_STATES,
        "ask": ASKS,
        "deed": DEEDS,
        "deferred": DEFERRED,
        "said": OUTCOME_SENTENCES,
        "preflight": PREFLIGHT,
        "bar": BAR,
        "queue": QUEUE,
        "hand": HANDS,
        **COUNTED,
    }
    said: dict[str, object] = {"known": known.translated(), "me": me_words.for_the_browser()}
    said |= {name: str(sentence) for name, sentence in SENTENCES.items()}
    for name, words in vocabularies.items():
        said[name] = {key: str(word) for key, word in words.items()}
    return said
