"""Frames of every JMS kind, for what a client must survive: text, bytes and map messages."""

import json
from typing import Literal

Kind = Literal["text", "bytes", "map"]


def packed(body: str | bytes, kind: Kind) -> tuple[bytes, dict[str, str]]:
    """The bytes and headers that make the broker pass on this kind of message (generic_connector.md 2.2)."""
    data = body.encode() if isinstance(body, str) else body
    match kind:
        case "text":
            return data, {}
        case "bytes":
            return data, {"content-length": str(len(data))}
        case "map":
            entry = {"string": ["body", data.decode("utf-8", errors="replace")]}
            text = json.dumps({"map": {"entry": [entry]}})
            return text.encode(), {"transformation": "jms-map-json"}
