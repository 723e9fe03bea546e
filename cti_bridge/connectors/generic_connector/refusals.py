"""Every error of the guide as one sentence for a supervisor, and what it means for a sign-in or a call."""

import re

from cti_bridge.connectors.generic_connector.call_refusals import BY_VERB, CODES
from cti_bridge.connectors.generic_connector.spellings import Verb

WORDS = {
    "SUBSCRIPTION_FAILED": "The login id or the password is wrong.",
    "UNABLE_TO_SUBSCRIBE_TO_FINESSE": "Finesse did not accept the login id and password.",
    "SESSION_INVALIDATED": "This login was signed in somewhere else, which ended our session.",
    "LICENSES_EXCEEDED": "All licences of the Generic Connector are in use: nobody else can sign in now.",
    "MISSING_EXTENSION": "The phone's extension is missing.",
    "WRONG_EXTENSION": "The extension is not a number.",
    "MISSING_PASSWORD": "The password is missing.",
    "USER_NOT_FOUND": "Finesse does not know this login id.",
    "GENERAL_ERROR": "Finesse refused, and does not say why. Try again.",
    "CF_GENERIC_UNSPECIFIED": "The contact centre refused, and does not say why. Try again.",
    "CF_INVALID_LOGON_DEVICE_SPECIFIED": "This extension cannot be signed in with: it is no agent's phone.",
    "CF_RESOURCE_BUSY": "The phone or the agent is busy. Try again in a moment.",
    "CF_INVALID_OBJECT_STATE": "This is not possible in the agent's present state.",
    "CF_INVALID_AGENT_WORKMODE": "The agent cannot be made ready during a call.",
    "PLEASE_RETRY": "The Generic Connector could not carry it out just now. Try again.",
    "MISSING_REASON_CODE": "Finesse asks for a reason code here.",
    "MISSING_DIALOG_ID": "The call to act on was not named.",
    "MISSING_NUMBER": "The number to dial is missing.",
    "E_CTI_INVALID_CALL_ID": "This call does not exist any more.",
    "CF_GENERIC_OPERATION": "The contact centre could not carry it out.",
    "INVALID_CALL_DATA": "The Generic Connector finds a part of the request missing.",
    # Outside the guide's list: from its supervisor features page and from Finesse (finesse.md 3.4).
    "265": "The agent cannot be made ready during a call.",
    "33": "The phone or the agent is busy. Try again in a moment.",
    "AUTHORIZATION_FAILURE": "This login may not do that: it is not a supervisor of that team.",
    "NOT_FOUND": "Finesse does not know this agent or team.",
}

# A sign-in that fails so will fail again until a person mends it; any other failure may pass.
LASTING = frozenset(
    {
        "SUBSCRIPTION_FAILED",
        "UNABLE_TO_SUBSCRIBE_TO_FINESSE",
        "MISSING_EXTENSION",
        "WRONG_EXTENSION",
        "MISSING_PASSWORD",
        "USER_NOT_FOUND",
        "CF_INVALID_LOGON_DEVICE_SPECIFIED",
    }
)

INVALIDATED = "SESSION_INVALIDATED"
_NUMBER = re.compile(r"\+?\d(?:[ ()/.-]?\d){5,}")  # no code of Finesse's has so many digits
_NO_SUCH_CALL = frozenset({"E CTI INVALID CALL ID", "NOT FOUND"})

# These say nothing of their cause: a text that comes with them may (1.8).
VAGUE = frozenset(
    {"GENERAL ERROR", "CF GENERIC UNSPECIFIED", "CF GENERIC OPERATION", "INVALID STATE", "INTERNAL SERVER ERROR"}
)


def in_words(code: str, verb: Verb | None = None, detail: str = "") -> str:
    """One sentence for an error, as an answer to `verb` where that is known; for an unknown code, one that holds it."""
    said = _found(code, verb)
    more = _found(detail, verb) if detail and (said is None or _plain(code) in VAGUE) else None
    return more or said or f"The contact centre refused: {without_numbers(code)[:80]}."


def without_numbers(code: str) -> str:
    """A code as it may be kept: where a frame is not as we think, somebody's number could stand in its place."""
    return _NUMBER.sub("…", code)


def is_of_no_call(code: str) -> bool:
    """Whether an error says that there is no such call."""
    return _plain(code) in _NO_SUCH_CALL


def _found(said: str, verb: Verb | None) -> str | None:
    plain = _plain(said)
    if plain.startswith("SYSTEM RESOURCE LIMIT"):
        plain = "SYSTEM RESOURCE LIMIT"
    of_verb = BY_VERB.get(verb, {}) if verb else {}
    return of_verb.get(plain) or CODES.get(plain) or _PLAIN_WORDS.get(plain)


def _plain(code: str) -> str:
    """As the tables have it: an error may come in words, `Invalid State`, or in one, `INVALID_STATE`."""
    return code.strip().upper().replace("_", " ")


_PLAIN_WORDS = {_plain(code): words for code, words in WORDS.items()}
