"""How an agent is named in a page: the row's id and the address, made in this one place."""

import re
from urllib.parse import quote

_OTHER = re.compile(r"[^A-Za-z0-9]")


def row_id(agent: str) -> str:
    """The id of an agent's row: `agent-cisco-1001`. Different agents never share one.

    After the source's colon, which becomes `-`, whatever is neither letter nor digit becomes `_` and its code.
    """
    source, _, own = agent.partition(":")
    return f"agent-{_plain(source)}-{_plain(own)}"


def agent_url(agent: str) -> str:
    """The address of an agent's page."""
    return f"/agents/{quote(agent, safe=':')}/"


def sign_in_url(sign_in: str, action: str) -> str:
    """Where something is asked of one's own sign-in, or of the call that it is on."""
    return f"/sign-ins/{quote(sign_in, safe=':')}/{action}/"


def _plain(text: str) -> str:
    return text if text.isalnum() and text.isascii() else _OTHER.sub(lambda found: f"_{ord(found.group()):x}", text)
