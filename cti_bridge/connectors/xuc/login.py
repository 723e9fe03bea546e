"""How one signs in to XUC: requests for a token, the replies, and the socket's address with the secret in it. Pure."""

import re
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

import msgspec
from msgspec import Struct

from cti_bridge.errors import BadMessage

LOGIN = "/xuc/api/2.0/auth/login"  # POST (xuc.md 1.3)
CHECK = "/xuc/api/2.0/auth/check"  # GET, with the token; the reply's is the new one
SOCKET = "/xuc/api/2.0/cti"
OLD_SOCKET = "/ctichannel"

WRONG_CREDENTIALS = frozenset({"InvalidCredentials", "UserNotFound", "InvalidPassword", "InvalidToken", "TokenExpired"})

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,49}\Z")
_TOKEN = re.compile(r"[!-~]{1,8000}\Z")  # it goes into a header and an address


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """What lets one in. `seconds` is how long it lasts, where the system says so (not in 2018)."""

    value: str = field(repr=False)
    seconds: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Denied:
    """No token. `code` is XUC's word, empty where it gave none; which HTTP status goes with it, nobody wrote down."""

    code: str
    status: int

    @property
    def is_wrong_password(self) -> bool:
        """Whether waiting will not mend it: the login, the password or the token is wrong."""
        return self.code in WRONG_CREDENTIALS or (not self.code and self.status in (401, 403))


def login_body(login: str, password: str) -> bytes:
    """The body of the request for a token."""
    return msgspec.json.encode({"login": login, "password": password})


def check_headers(token: Token) -> dict[str, str]:
    """The headers of the request for a newer token."""
    return {"Authorization": f"Bearer {token.value}"}


def read_reply(status: int, body: bytes) -> Token | Denied:
    """What the server answered to either request. Raises BadMessage when it is neither of the two."""
    try:
        said = msgspec.json.decode(body, type=_Reply, strict=False)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        said = _Reply()
    if said.token and _TOKEN.match(said.token) and 200 <= status < 300:
        return Token(value=said.token, seconds=said.ttl)
    if said.error or 400 <= status < 500:
        return Denied(code=said.error if said.error and _CODE.match(said.error) else "", status=status)
    raise BadMessage(f"The answer to the sign-in is none of XUC's (HTTP {status}).", kind="login")


def socket_target(token: Token) -> str:
    """Path and query of the socket. Secret."""
    return f"{SOCKET}?token={quote(token.value, safe='')}"


def old_socket_target(login: str, password: str, phone: str, *, prefix: str = "") -> str:
    """Path and query of the old generation's socket, with the password in it. Secret.

    The pages print `&amp;` between the parameters, as HTML does; `&` is what is meant.
    """
    query = urlencode({"username": login, "agentNumber": phone, "password": password}, quote_via=quote)
    return f"{prefix}{OLD_SOCKET}?{query}"


class _Reply(Struct):
    token: str | None = None
    ttl: float | None = msgspec.field(name="TTL", default=None)
    error: str | None = None
