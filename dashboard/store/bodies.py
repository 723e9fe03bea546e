"""Bodies of rows as JSON text and back: what writers store and readers show."""

from collections.abc import Mapping
from typing import Any

import msgspec

from cti_bridge.floor.rows import BODY_OF, Body, Kind

_encoder = msgspec.json.Encoder()
_decoders: Mapping[str, msgspec.json.Decoder[Any]] = {
    str(kind): msgspec.json.Decoder(body) for kind, body in BODY_OF.items()
}
_plain: msgspec.json.Decoder[dict[str, Any]] = msgspec.json.Decoder(dict[str, Any])


def encode(body: Body | Mapping[str, Any]) -> str:
    """The text of a body: a floor's row, or the values of a desk's (a command)."""
    return _encoder.encode(body).decode()


def decode(kind: Kind | str, text: str) -> Any:
    """The body of a row of `kind`: that of `BODY_OF`, or, for the desk's kinds, a dictionary of values."""
    return _decoders.get(kind, _plain).decode(text)
