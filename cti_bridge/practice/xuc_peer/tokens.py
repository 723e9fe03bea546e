"""Who may come in: the HTTP login with its tokens, and passwords in the socket's address (xuc.md 1.3)."""

import hmac
import secrets
from datetime import datetime, timedelta

import msgspec

from .frames import Json
from .model import User
from .settings import Settings
from .world import World

INVALID_JSON, INVALID_CREDENTIALS, UNHANDLED = "InvalidJson", "InvalidCredentials", "UnhandledError"
USER_NOT_FOUND, INVALID_PASSWORD = "UserNotFound", "InvalidPassword"  # until 2018.16


class NoEntry(Exception):
    """Somebody may not come in; `code` is the error that XUC's login answers."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Credentials(msgspec.Struct):
    """The login's body; newer clients say more, which does not matter here."""

    login: str
    password: str


class Tokens:
    """The tokens that were given out. `refusal` is the code that every login gets while it is set."""

    def __init__(self, world: World, settings: Settings) -> None:
        self._world = world
        self._seconds = settings.token_seconds
        self._old_codes = settings.old_codes
        self._given: dict[str, tuple[str, datetime]] = {}
        self.refusal: str | None = None

    def log_in(self, body: bytes) -> Json:
        """What the login answers. Raises NoEntry."""
        try:
            told = msgspec.json.decode(body, type=Credentials)
        except (msgspec.DecodeError, UnicodeError):
            raise NoEntry(INVALID_JSON) from None
        return self._give(self.by_password(told.login, told.password))

    def check(self, authorization: str) -> Json:
        """What the check of a token answers: a new one. Raises NoEntry."""
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer":
            raise NoEntry(INVALID_CREDENTIALS)
        return self._give(self.by_token(token.strip()))

    def by_token(self, token: str) -> User:
        """Whose token this is. Raises NoEntry for one that is unknown or out of date."""
        login, until = self._given.get(token, ("", self._world.now()))
        if self.refusal:
            raise NoEntry(self.refusal)
        if login not in self._world.users or (self._seconds is not None and until <= self._world.now()):
            raise NoEntry(INVALID_CREDENTIALS)
        return self._world.users[login]

    def by_password(self, login: str, password: str) -> User:
        """The user with this name and password. Raises NoEntry."""
        if self.refusal:
            raise NoEntry(self.refusal)
        user = self._world.users.get(login)
        if user is None:
            raise NoEntry(USER_NOT_FOUND if self._old_codes else INVALID_CREDENTIALS)
        if not hmac.compare_digest(user.password.encode(), password.encode()):
            raise NoEntry(INVALID_PASSWORD if self._old_codes else INVALID_CREDENTIALS)
        return user

    def forget(self) -> None:
        """No token is good any more, as after a restart."""
        self._given.clear()

    def _give(self, user: User) -> Json:
        token = secrets.token_urlsafe(24)
        self._given[token] = (user.login, self._world.now() + timedelta(seconds=self._seconds or 0))
        return {"login": user.login, "token": token} | ({} if self._seconds is None else {"TTL": self._seconds})
