"""The tokens that let our sign-ins in: kept from one connection to the next, renewed while they are good."""

from collections.abc import Callable
from dataclasses import dataclass

from cti_bridge.connectors.xuc.login import Token

RENEW_AFTER = 0.75  # of a token's life
TRY_AGAIN = 30.0  # seconds after a renewal that failed


@dataclass(slots=True)
class _Kept:
    token: Token
    renew_at: float
    ends_at: float


class Tokens:
    """One for each login. What ends when nobody knows is not kept: there is nothing to renew it by."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._kept: dict[str, _Kept] = {}

    def keep(self, login: str, token: Token) -> None:
        """A login got this token, just now."""
        at, seconds = self._clock(), token.seconds
        if seconds is None or seconds <= 0:
            self._kept.pop(login, None)
        else:
            self._kept[login] = _Kept(token, at + seconds * RENEW_AFTER, at + seconds)

    def of(self, login: str) -> Token | None:
        """A token that is still good."""
        kept = self._kept.get(login)
        return kept.token if kept is not None and self._clock() < kept.ends_at else None

    def forget(self, login: str) -> None:
        """It is good no more, or somebody typed another password."""
        self._kept.pop(login, None)

    def due(self, login: str) -> Token | None:
        """The token that is to be renewed now; it is due again a while later, should that fail."""
        kept = self._kept.get(login)
        at = self._clock()
        if kept is None or at < kept.renew_at or at >= kept.ends_at:
            return None
        kept.renew_at = at + TRY_AGAIN
        return kept.token

    def next_at(self, login: str) -> float:
        """When to look again."""
        kept = self._kept.get(login)
        return kept.renew_at if kept is not None and self._clock() < kept.ends_at else float("inf")
