"""Records of `Label:value` fields: a team's users, queues, phonebooks. By label where it is known, else by position."""

import re
from collections.abc import Mapping, Sequence

from cti_bridge.connectors.generic_connector.fields import text
from cti_bridge.connectors.generic_connector.spellings import (
    EXPRESS_ONLY,
    QUEUE_LABELS,
    QUEUE_POSITIONS,
    RECORD_LABELS,
    USER_LABELS,
    USER_POSITIONS,
)
from cti_bridge.errors import BadMessage

# A comma ends a field only before another label: names and descriptions may hold commas (1.7). An extension that is
# missing may come without its colon (1.2).
_COMMA = {sep: re.compile(rf",(?=\s*(?:[A-Za-z_][\w \t]{{0,60}}{sep}|Extension\s*(?:,|$)))") for sep in ":="}
_COMMA_OF_RECORD = re.compile(rf",(?=\s*(?:{'|'.join(RECORD_LABELS)}):)")
_QUEUE_NUMBER = re.compile(r"queue_?\d+_?")
_FEWEST_OF_ENTERPRISE = 9


def record(part: str) -> Mapping[str, str]:
    """A phonebook or a contact, under the labels as they came."""
    return {label: value for label, value in _pairs(_COMMA_OF_RECORD.split(part), ":") if label}


def user_record(part: str, sep: str) -> Mapping[str, str]:
    """A user by the names of `USER_POSITIONS`. Raises BadMessage without a login id or a state."""
    pairs = _pairs(_split(part, sep), sep)
    found = _by_label(pairs, USER_LABELS) if any(_plain(label) == "loginid" for label, _ in pairs) else None
    user = found if found is not None else _by_position(pairs, USER_POSITIONS)
    if not user.get("login") or not user.get("state"):
        raise BadMessage(f"A list names a user with {len(pairs)} fields: no login id or no state.", kind="user fields")
    return user


def queue_record(part: str) -> Mapping[str, str]:
    """A queue by the names of `QUEUE_LABELS`: UCCE's form, or either of UCCX. Raises BadMessage without a name."""
    pairs = _pairs(_split(part, ":"), ":")
    queue = _by_label(pairs, QUEUE_LABELS)
    if len(pairs) >= _FEWEST_OF_ENTERPRISE and not EXPRESS_ONLY & queue.keys():
        queue = _by_position(pairs, QUEUE_POSITIONS) | queue
    elif "name" not in queue and pairs:
        queue = {"name": pairs[0][1], **queue}
    if not queue.get("name") or len(queue) < 2:
        raise BadMessage(f"A QueueList names a queue with {len(pairs)} fields that are not known.", kind="queue fields")
    return queue


def _split(part: str, sep: str) -> list[str]:
    pieces = _COMMA[sep].split(part)
    return pieces if len(pieces) > 1 else part.split(",")


def _pairs(pieces: Sequence[str], sep: str) -> list[tuple[str, str]]:
    pairs = []
    for piece in pieces:
        label, found, value = piece.partition(sep)  # once: times hold colons
        if found:
            pairs.append((label.strip(), text(value.strip())))
        elif piece.strip() == "Extension":
            pairs.append(("Extension", ""))
        else:
            pairs.append(("", text(piece.strip())))
    return pairs


def _by_label(pairs: Sequence[tuple[str, str]], names: Mapping[str, str]) -> dict[str, str]:
    return {names[plain]: value for label, value in pairs if (plain := _plain(label)) in names}


def _by_position(pairs: Sequence[tuple[str, str]], names: Sequence[str]) -> dict[str, str]:
    return {name: value for name, (_, value) in zip(names, pairs, strict=False)}


def _plain(label: str) -> str:
    return _QUEUE_NUMBER.sub("", label.lower()).replace("_", "").replace(" ", "")
