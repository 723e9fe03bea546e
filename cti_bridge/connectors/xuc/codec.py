"""A frame to a message, a command to a frame: text in, text out, and nothing kept. Pure.

Whatever comes, `decode` raises BadMessage and nothing else; its reason quotes no value, because a log must not learn
a customer's number from it. One JSON object for each frame, `{"msgType", "ctiMessage"}` (xuc.md 1.1).
"""

import msgspec

from cti_bridge.connectors.xuc.commands import Command
from cti_bridge.connectors.xuc.messages import Heard

PING = '{"claz":"ping"}'  # every 5 s (1.2)


def encode(command: Command) -> str:
    """The frame of a command."""
    return '{"claz":"web",' + msgspec.json.encode(command).decode()[1:]


def decode(text: str) -> Heard:
    """The message in a frame. Raises BadMessage, whose kind groups equal reasons."""
    raise NotImplementedError
