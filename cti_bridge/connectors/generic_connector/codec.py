"""Reads a frame's body into a message, or raises BadMessage: nothing else, whatever comes. Pure.

Indices are those of generic_connector.md 1.2 to 1.8; `f[0]` is the addressee. Reasons quote no field's value:
a log must not learn a customer's number from them.
"""

import re
from collections.abc import Callable, Mapping

from cti_bridge.connectors.generic_connector.dialogs import DIALOG_EVENTS
from cti_bridge.connectors.generic_connector.fields import after_label, at_least, text
from cti_bridge.connectors.generic_connector.messages import (
    AgentInfo,
    AgentsList,
    CallbackMessage,
    CallbackScheduled,
    ConferenceParticipants,
    Control,
    Error,
    Message,
    QueueList,
    ReasonCodes,
    Reconnect,
    Records,
    ReLogin,
    State,
    SystemStatus,
    TeamInfo,
    TeamMemberStateChanged,
    TeamUsersList,
)
from cti_bridge.connectors.generic_connector.records import queue_record, record, user_record
from cti_bridge.connectors.generic_connector.spellings import NOTHING_FOUND
from cti_bridge.errors import BadMessage

LARGEST = 4_000_000  # bytes; a team's list of 5,000 users is under one million
_NAME = re.compile(r"[A-Za-z_]{1,40}\Z")


def parse(body: bytes | str, *, binary: bool = False) -> Message:
    """The message in a frame's body. Raises BadMessage, whose kind groups equal reasons."""
    if binary:
        raise BadMessage("A binary message came: this system speaks text.", kind="binary")
    if not body:
        raise BadMessage("A message without text came, as a map or object message is.", kind="empty")
    if len(body) > LARGEST:
        raise BadMessage(f"A message of {len(body)} bytes came: too large to be one of this system.", kind="too large")
    if isinstance(body, bytes):
        try:
            body = body.decode()
        except UnicodeDecodeError:
            raise BadMessage("A message came that is not UTF-8.", kind="not UTF-8") from None
    f = body.split("#")
    if len(f) > 1:
        reader = EVENTS.get(f[1].lower())
        if reader is not None and f[0] not in SPECIAL:
            return reader(f)
        special = SPECIAL.get(f[0])
        if special is not None:
            return special(f)
    raise _unknown(f)


def _unknown(f: list[str]) -> BadMessage:
    if len(f) < 2:
        return BadMessage("A message came without “#”: it says neither for whom nor what.", kind="no fields")
    name = f[1] if _NAME.match(f[1]) else "with no name"
    return BadMessage(f"An event came that the guide does not know: {name}.", kind=f"unknown event {name}"[:60])


# -- for the client as a whole -------------------------------------------------------------------------------------


def _system(f: list[str]) -> Message:
    match f[1:]:
        case ["IN_SERVICE", *_]:
            return SystemStatus(True)
        case ["OUT_OF_SERVICE", *_]:
            return SystemStatus(False)
        case ["Error", *_]:
            return _error(f)
    raise BadMessage("A System message came that is neither IN_SERVICE nor OUT_OF_SERVICE.", kind="System")


def _destination(f: list[str]) -> Message:
    if len(f) < 3 or f[2] != "RECONNECT" or not f[1]:
        raise BadMessage("A DESTINATION message came that is no RECONNECT.", kind="DESTINATION")
    return Reconnect(f[1])


def _callback(f: list[str]) -> Message:
    return CallbackScheduled(text("#".join(f[1:])))


def _error(f: list[str]) -> Message:
    at_least(3, f)
    code = f[2].strip()
    if not code:
        raise BadMessage("An Error came without a code.", kind="Error")
    return Error(f[0], code, "#".join(f[3:]))


# -- people ----------------------------------------------------------------------------------------------------------


def _agent_info(f: list[str]) -> Message:
    at_least(7, f)
    first, last, supervisor = text(f[2]), text(f[3]), f[4].strip().lower() == "true"
    if not supervisor:  # without the two of the teams (1.4)
        team, name = f[6], f[7] if len(f) > 7 else ""
        return AgentInfo(
            login=f[0], first_name=first, last_name=last, is_supervisor=False, wrap_up_mode=f[5], team_id=team,
            full_name=text(name),
        )  # fmt: skip
    at_least(8, f)
    teams = tuple(_team(part) for part in f[7].split("|") if part)
    counted = after_label("TotalNumberOfTeams", f[6])
    if counted.isdecimal() and len(counted) < 6 and int(counted) != len(teams):
        raise BadMessage(f"An AgentInfo counts {counted} teams, and names {len(teams)}.", kind="AgentInfo teams")
    return AgentInfo(
        login=f[0], first_name=first, last_name=last, is_supervisor=True, wrap_up_mode=f[5], teams=teams,
        team_id=f[8] if len(f) > 8 else "", full_name=text(f[9]) if len(f) > 9 else "",
    )  # fmt: skip


def _team(part: str) -> tuple[str, str]:
    id_, _, name = part.partition(",")
    if not id_.strip():
        raise BadMessage("An AgentInfo names a team without an id.", kind="AgentInfo teams")
    return id_.strip(), text(name) or id_.strip()


def _state(f: list[str]) -> Message:
    count = len(f)
    if count > 2 and f[2] == "RE_LOGIN":
        return ReLogin(f[0])
    if not 9 <= count <= 13 or not f[2]:  # below 9 it does not say whose state it is (1.3)
        raise BadMessage(f"A State came with {count} fields: it has 13, and at least 9.", kind="State")
    return State(
        f[0],
        f[2],
        f[3],
        f[5],
        f[6],
        text(f[7]),
        f[8] or f[0],
        f[9] if count > 9 else "",
        text(f[10]) if count > 10 else "",
    )


def _reason_codes(f: list[str]) -> Message:
    at_least(5, f)
    codes = tuple(c.strip() for c in f[3].split(",") if c.strip())
    labels = tuple(text(part.strip()) for part in after_label("Labels", f[4]).split(","))
    return ReasonCodes(f[0], after_label("Category", f[2]), codes, labels if any(labels) else ())


# -- a supervisor's lists --------------------------------------------------------------------------------------------


def _team_users(f: list[str]) -> Message:
    at_least(3, f)
    users: list[Mapping[str, str]] = []
    skipped: list[BadMessage] = []
    for part in _listed(f[2:]):
        try:
            users.append(user_record(part, ":"))
        except BadMessage as bad:
            skipped.append(bad)
    if skipped and not users:
        raise skipped[0]  # it would empty the team
    return TeamUsersList(f[0], tuple(users), tuple(skipped))


def _agents_list(f: list[str]) -> Message:
    at_least(3, f)
    return AgentsList(f[0], tuple(user_record(part, "=") for part in "#".join(f[2:]).split("|") if part))


def _queue_list(f: list[str]) -> Message:
    at_least(3, f)
    return QueueList(f[0], tuple(queue_record(part) for part in _listed(f[2:])))


def _records(f: list[str]) -> Message:
    at_least(3, f)
    event = f[1]
    return Records(event, f[0], tuple(record(part) for part in _listed(f[2:])))


def _listed(parts: list[str]) -> list[str]:
    """The records of a list; none when it is empty, or says that nothing was found."""
    parts = [p for p in parts if p.strip()]
    if len(parts) == 1 and ":" not in parts[0] and "," not in parts[0]:
        word = parts[0].lower()
        if word in NOTHING_FOUND or word.startswith("no"):
            return []
    return parts


def _team_info(f: list[str]) -> Message:
    at_least(4, f)
    return TeamInfo(f[0], f[2], tuple(text(v.strip()) for v in f[3].split(",") if v.strip()))


def _member_state(f: list[str]) -> Message:
    at_least(4, f)
    return TeamMemberStateChanged(f[0], f[2], f[3])


def _participants(f: list[str]) -> Message:
    at_least(3, f)
    return ConferenceParticipants(f[0], tuple(e.strip() for e in f[2].split(",") if e.strip()))


def _control(f: list[str]) -> Message:
    at_least(4, f)
    return Control(f[0], text("#".join(f[3:])))


def _callback_message(f: list[str]) -> Message:
    return CallbackMessage(f[0], text("#".join(f[2:])))


SPECIAL: dict[str, Callable[[list[str]], Message]] = {
    "System": _system,
    "DESTINATION": _destination,
    "CallBack": _callback,
}

EVENTS: dict[str, Callable[[list[str]], Message]] = {
    "error": _error,
    "state": _state,
    "agentinfo": _agent_info,
    "reasoncodes": _reason_codes,
    "teamuserslist": _team_users,
    "agentslist": _agents_list,
    "queuelist": _queue_list,
    "teaminfoids": _team_info,
    "teaminfonames": _team_info,
    "teammemberstatechanged": _member_state,
    "conferenceparticipants": _participants,
    "control": _control,
    "phonebooks": _records,
    "teamphonebooks": _records,
    "phonebookcontacts": _records,
    "title": _callback_message,  # the guide prints `#title#data`, and means perhaps any title
    **DIALOG_EVENTS,
}
