"""How an agent and a queue are named in a page: the row's id and the address, made in this one place."""

import re
from urllib.parse import quote

_OTHER = re.compile(r"[^A-Za-z0-9]")


def row_id(agent: str) -> str:
    """The id of an agent's row: `agent-cisco-1001`. Different agents never share one.

    After the source's colon, which becomes `-`, whatever is neither letter nor digit becomes `_` and its code.
    """
    return f"agent-{_parted(agent)}"


def queue_row_id(queue: str) -> str:
    """The id of a queue's row: `queue-cisco-Sales`, made as an agent's."""
    return f"queue-{_parted(queue)}"


def agent_url(agent: str) -> str:
    """The address of an agent's page."""
    return f"/agents/{quote(agent, safe=':')}/"


def queue_url(queue: str) -> str:
    """The address of a queue's page."""
    return f"/queues/{quote(queue, safe=':')}/"


def sign_in_url(sign_in: str, action: str) -> str:
    """Where something is asked of one's own sign-in, or of the call that it is on."""
    return f"/sign-ins/{quote(sign_in, safe=':')}/{action}/"


def _parted(key: str) -> str:
    source, _, own = key.partition(":")
    return f"{_plain(source)}-{_plain(own)}"


def _plain(text: str) -> str:
    return text if text.isalnum() and text.isascii() else _OTHER.sub(lambda found: f"_{ord(found.group()):x}", text)
