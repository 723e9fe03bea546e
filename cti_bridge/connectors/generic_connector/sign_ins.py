"""Our own CTI sign-ins: which are on, as whom and with which phone, and what the floor is told of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from cti_bridge.connector import SignInConfig
from cti_bridge.connectors.generic_connector.mapping import Standing
from cti_bridge.connectors.generic_connector.site import Site
from cti_bridge.floor.events import SignInChanged
from cti_bridge.floor.model import AgentId, AgentState, OwnSignIn, Team

MAY_HAVE_BEGUN = timedelta(minutes=2)  # after it was asked for


@dataclass(slots=True, eq=False)
class Held:
    """One sign-in. On: it is signed in again whenever the system forgets it."""

    config: SignInConfig
    own: OwnSignIn
    is_on: bool
    extension: str
    password: str = field(repr=False)
    teams: tuple[Team, ...] = ()  # told once in a session, so kept over connections (AgentInfo)
    is_in: bool = False  # as far as this connection knows
    tried_at: float = float("-inf")
    failed_for_good: bool = False
    listens_to: AgentId | None = None  # whom they asked to hear last: the system may not say
    asked_to_hear_at: datetime | None = None

    @property
    def login(self) -> str:
        """The login id."""
        return self.config.login

    @property
    def feed(self) -> bool:
        """Whether it gives the floor its words."""
        return self.config.feed

    @property
    def phone(self) -> str:
        """The extension that it is signed in with, or will be."""
        return self.own.extension or self.extension

    def asks_to_hear(self, agent: AgentId, now: datetime) -> None:
        """Its person asked to listen to somebody."""
        self.listens_to, self.asked_to_hear_at = agent, now

    def may_hear(self, now: datetime) -> AgentId | None:
        """Who is heard on a call that it has dialled and nobody explains: whom its person asked for a moment ago."""
        at = self.asked_to_hear_at
        return self.listens_to if at is not None and now - at < MAY_HAVE_BEGUN else None

    def start(self, extension: str = "", password: str = "") -> None:
        """Switches it on, with today's phone and, if it was typed, its password."""
        self.is_on = True
        self.failed_for_good = False
        if extension and extension != self.own.extension:
            self.own = replace(self.own, extension="")  # the phone of before may be somebody else's today
        self.extension = extension or self.extension
        self.password = password or self.password

    def stop(self) -> None:
        """Switches it off; what was typed is forgotten."""
        self.is_on = self.is_in = False
        self.extension, self.password = self.config.extension, self.config.password

    def stands(self, standing: Standing, extension: str = "") -> SignInChanged:
        """It is in this state now."""
        return self._put(
            state=standing.state,
            since=standing.since,
            since_is_known=standing.since_is_known,
            reason=standing.reason,
            reason_label=standing.reason_label,
            pending=standing.pending,
            extension=extension or self.own.extension or self.extension,
            note="" if self.is_on else self.own.note,
        )

    def is_out(self, now: datetime, note: str) -> SignInChanged:
        """It is signed out, and why."""
        self.is_in = False
        since = self.own.since if self.own.state is AgentState.SIGNED_OUT else now
        return self._put(state=AgentState.SIGNED_OUT, since=since, reason="", reason_label="", pending=None, note=note)

    def waits(self, note: str) -> SignInChanged:
        """It stays as it was, and why it is not known to be so."""
        return self._put(note=note)

    def told(self) -> SignInChanged:
        """As the floor should have it."""
        return SignInChanged(sign_in=self.own)

    def _put(self, **changes: object) -> SignInChanged:
        self.own = replace(self.own, **changes)  # type: ignore[arg-type]
        return self.told()


class SignIns:
    """All of an integration's sign-ins, by login id."""

    def __init__(self, configs: Iterable[SignInConfig], site: Site, now: datetime) -> None:
        self._held = {c.login: _held(c, site, now) for c in configs}

    def get(self, login: str) -> Held | None:
        """The sign-in of this login id."""
        return self._held.get(login)

    def all(self) -> list[Held]:
        """Every one."""
        return list(self._held.values())

    def on(self) -> list[Held]:
        """Those to be signed in, feeds first."""
        return sorted((h for h in self._held.values() if h.is_on), key=lambda h: not h.feed)

    def feeds(self) -> list[Held]:
        """Those that give the floor its words, and are on."""
        return [h for h in self._held.values() if h.feed and h.is_on]

    def lines_lost(self) -> None:
        """A connection ended: none is known to be in."""
        for held in self._held.values():
            held.is_in = False
            held.tried_at = float("-inf")


def _held(config: SignInConfig, site: Site, now: datetime) -> Held:
    """A feed is on. A person's own is where the floor last had them in, with that day's phone; they stand as then."""
    last = config.last
    if last is None or config.feed or last.state in (AgentState.SIGNED_OUT, AgentState.UNKNOWN):
        own = OwnSignIn(
            id=site.agent(config.login), since=now, since_is_known=False, feed=config.feed, extension=config.extension
        )
        return Held(config, own, config.feed, config.extension, config.password)
    own = OwnSignIn(
        id=site.agent(config.login),
        state=last.state,
        since=last.since,
        since_is_known=last.since_is_known,
        reason=last.reason,
        reason_label=last.reason_label,
        pending=last.pending,
        extension=last.extension or config.extension,
    )
    held = Held(config, own, True, own.extension, config.typed or config.password)
    if config.hears:
        held.asks_to_hear(config.hears, now)
    return held
