"""The page's own words: states, outcomes, actions and sentences, for templates and, as JSON, for the browser.

A sentence has its places in braces (`{name}`). A counted one has two forms, `one` and `other`.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
    "sign-in": pgettext_lazy("action", "Sign me in"),
    "hold": pgettext_lazy("action", "Hold"),
    "retrieve": pgettext_lazy("action", "Retrieve"),
    "intercept": pgettext_lazy("action", "Take the call"),
    "follow": pgettext_lazy("action", "Follow"),
    "drop": pgettext_lazy("action", "Drop"),
    "pause-recording": pgettext_lazy("action", "Pause recording"),
    "resume-recording": pgettext_lazy("action", "Resume recording"),
    "message": pgettext_lazy("action", "Message"),
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

CALL_TYPES: Words = {
    "queue": pgettext_lazy("call", "Queue"),
    "direct_in": pgettext_lazy("call", "Direct"),
    "out": pgettext_lazy("call", "Outbound"),
    "internal": pgettext_lazy("call", "Internal"),
    "consult": pgettext_lazy("call", "Consult"),
    "conference": pgettext_lazy("call", "Conference"),
    "monitor": pgettext_lazy("call", "Listening"),
    "unknown": pgettext_lazy("call", "Call"),
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
}

DEEDS: Words = {  # the button that does it
    "ready": _("Make ready"),
    "not-ready": _("Make not ready"),
    "sign-out": _("Sign out"),
}

DEFERRED: Words = {  # what waits for the call's end
    "ready": _("Ready when the call ends."),
    "not-ready": _("Not ready when the call ends."),
    "sign-out": _("Signs out when the call ends."),
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
    "agents_one": _("{n} agent"),
    "agents_other": _("{n} agents"),
    "shown": _("{shown} of {n}"),
    "none_match": _("None of {n} match."),
    "past": _("past {limit}"),
    "past_state": _("{state}, past {limit}"),
    "past_reason": _("{state}, {reason}, past {limit}"),
    "past_call": _("on one call, past {limit}"),
    "past_hold": _("caller on hold, past {limit}"),
    "waiting_over": _("{n} waiting, longest over {limit}"),
    "waiting_many": _("{n} waiting"),
    "rows_stand_one": _("{state}; {n} row stands still"),
    "rows_stand_other": _("{state}; {n} rows stand still"),
    "needs_more": _("and {n} more"),
    "needs_nobody": _("Nobody needs you now."),
    "needs_announced_one": _("{n} needs you: {first}"),
    "needs_announced_other": _("{n} need you; first {first}"),
    "pending": _("→ {state}"),
    "since_unsure": _("≥ {time}"),
    "select": _("Select {name}"),
    "open": _("Open {name}"),
    "all_live": _("All systems are live."),
    "no_sources": _("No CTI system is connected."),
    "banner_connecting": _("{source} is connecting."),
    "banner_stale": _("{source} is silent since {time}."),
    "banner_down": _("{source} is lost since {time}."),
    "banner_failed": _("{source} has failed: {note}"),
    "banner_disabled": _("{source} is switched off."),
    "banner_stand_one": _("{n} row stands as it was; its actions are locked."),
    "banner_stand_other": _("{n} rows stand as they were; their actions are locked."),
    "banner_own_line": _("Not connected since {time}. All rows stand as they were."),
    "source_silent": _("{source} is {state}: its actions are locked."),
    "source_lost": _("{source} is {state}."),
    "source_back": _("{source} is live again."),
    "order_held": _("Order held"),
    "sort_one": _("Sort {n}"),
    "sort_other": _("Sort {n}"),
    "age_seconds": _("{n} s"),
    "outcome_line": _("{action}, {outcome}."),
    "dismiss": _("Dismiss"),
    "signed_out": _("You are signed out."),
    "sign_in_again": _("Sign in again"),
    "not_yours": _("This floor is not yours to see."),
}

GROUPS: Words = {
    "agents": _("Agents"),
    "no_team": _("No team"),
}


def say(name: str, **places: object) -> str:
    """A sentence, its places filled."""
    return str(SENTENCES[name]).format(**places)


def count(name: str, n: int, **places: object) -> str:
    """A counted sentence, in the form that the number asks for."""
    return say(f"{name}_one" if n == 1 else f"{name}_other", n=n, **places)


def for_the_browser() -> dict[str, dict[str, str]]:
    """All of it in the present language, as the page's `#words` gives it to the browser's module."""
    return {
        name: {key: str(word) for key, word in words.items()}
        for name, words in {
            "states": STATES,
            "feeds": FEEDS,
            "outcomes": OUTCOMES,
            "actions": ACTIONS,
            "call_states": CALL_STATES,
            "call_types": CALL_TYPES,
            "media": MEDIA,
            "asks": ASKS,
            "deeds": DEEDS,
            "deferred": DEFERRED,
            "outcome_sentences": OUTCOME_SENTENCES,
            "sentences": SENTENCES,
            "groups": GROUPS,
        }.items()
    }
