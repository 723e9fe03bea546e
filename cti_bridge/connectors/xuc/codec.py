"""A frame to a message, a command to a frame: text in, text out, and nothing kept. Pure.

Whatever comes, `decode` raises BadMessage and nothing else; its reason quotes no value, because a log must not learn
a customer's number from it. A frame is one JSON object, `{"msgType", "ctiMessage"}` (xuc.md 1.1).
"""

import re
from typing import Any

import msgspec
from msgspec import DecodeError, Raw, Struct, ValidationError

from cti_bridge.connectors.xuc.commands import Command
from cti_bridge.connectors.xuc.messages import Heard, Keepalive, Unknown, Unread
from cti_bridge.connectors.xuc.readers import READERS, UNREAD
from cti_bridge.errors import BadMessage

PING = '{"claz":"ping"}'  # every 5 s (1.2)

_NUL = r"\u0000"  # in a name or an id: no person typed it, and no table keeps it
_NULS = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")  # but for a backslash of the text's own, which stands doubled
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]{0,49}\Z")


def encode(command: Command) -> str:
    """The frame of a command."""
    return '{"claz":"web",' + msgspec.json.encode(command).decode()[1:]


def decode(text: str) -> Heard:
    """The message in a frame. Raises BadMessage, whose kind groups equal reasons."""
    try:
        return _decode(_NULS.sub(r"\1", text) if _NUL in text else text)
    except BadMessage:
        raise
    except RecursionError:
        raise BadMessage("A message came that is nested too deeply to be one of this system.", kind="nested") from None
    except (DecodeError, UnicodeError):
        raise BadMessage("A message came that is not JSON.", kind="not JSON") from None


class _Envelope(Struct):
    name: Any = msgspec.field(name="msgType", default=None)
    payload: Raw = msgspec.field(name="ctiMessage", default=Raw(b"null"))


_envelope = msgspec.json.Decoder(_Envelope)


def _decode(text: str) -> Heard:
    try:
        frame = _envelope.decode(text)
    except ValidationError:  # JSON, and no object: any word shows that the server is there (1.2)
        msgspec.json.decode(text)
        return Keepalive()
    match frame.name:
        case None:
            return Keepalive()
        case str(name) if name in READERS:
            return READERS[name](name, frame.payload)
        case str(name) if name in UNREAD:
            return Unread(name)
        case str(name):
            return Unknown(name if _NAME.match(name) else "")
    raise BadMessage("A message came whose msgType is no word.", kind="msgType")
