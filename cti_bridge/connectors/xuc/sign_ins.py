"""Our own CTI sign-ins: which are on, as whom and with which phone, and what the floor is told of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from cti_bridge.connector import SignInConfig
from cti_bridge.connectors.xuc.site import Site, word_of
from cti_bridge.errors import CommandRefused
from cti_bridge.floor.events import SignInChanged
from cti_bridge.floor.model import Agent, AgentId, AgentState, OwnSignIn

OUT = frozenset({AgentState.SIGNED_OUT, AgentState.UNKNOWN})

NO_SUCH = "This integration has no such sign-in."
NOT_IN = "You are not signed in to this system."


@dataclass(slots=True, eq=False)
class Held:
    """One sign-in. On: its line is opened again by itself whenever it is lost."""

    config: SignInConfig
    own: OwnSignIn
    is_on: bool
    extension: str
    password: str = field(repr=False)
    is_in: bool = False  # its line stands
    came_in_at: datetime | None = None

    @property
    def login(self) -> str:
        """The login."""
        return self.config.login

    @property
    def feed(self) -> bool:
        """Whether it gives the floor its words."""
        return self.config.feed

    def start(self, extension: str, password: str) -> None:
        """Switches it on, with today's phone and, if it was typed, its password."""
        self.is_on = True
        self.extension = extension or self.extension
        self.password = password or self.password

    def stop(self) -> None:
        """Switches it off; what was typed is forgotten."""
        self.is_on = self.is_in = False
        self.extension, self.password = self.config.extension, self.config.password

    def came_in(self, at: datetime) -> None:
        """Its line stands."""
        self.is_in, self.came_in_at = True, at

    def is_agent(self, agent: AgentId | None) -> None:
        """XUC said who its user is on the floor; None: no agent."""
        self.own = replace(self.own, agent=agent)

    def stands(self, agent: Agent | None) -> SignInChanged:
        """As its own agent stands; not ready where its user is no agent, or one who is not signed in."""
        if not self.is_in:
            return self.told()
        if agent is not None and agent.state not in OUT:
            return self._put(
                state=agent.state,
                since=agent.since,
                since_is_known=agent.since_is_known,
                reason=agent.reason,
                reason_label=agent.reason_label,
                extension=self.extension,
                note="",
            )
        return self._put(
            state=AgentState.NOT_READY,
            since=self.came_in_at or self.own.since,
            since_is_known=True,
            reason="",
            reason_label="",
            extension=self.extension,
            note="",
        )

    def is_out(self, now: datetime, note: str = "") -> SignInChanged:
        """It is signed out, and why."""
        self.is_in = False
        since = self.own.since if self.own.state is AgentState.SIGNED_OUT else now
        return self._put(
            state=AgentState.SIGNED_OUT, since=since, since_is_known=True, reason="", reason_label="", note=note
        )

    def waits(self, note: str) -> SignInChanged:
        """It stays as it was, and why that is not certain."""
        self.is_in = False
        return self._put(note=note)

    def told(self) -> SignInChanged:
        """As the floor should have it."""
        return SignInChanged(sign_in=self.own)

    def _put(self, **changes: object) -> SignInChanged:
        self.own = replace(self.own, **changes)  # type: ignore[arg-type]
        return self.told()


class SignIns:
    """All of an integration's sign-ins, by login."""

    def __init__(self, configs: Iterable[SignInConfig], site: Site, now: datetime) -> None:
        self._held = {c.login: _held(c, site, now) for c in configs}

    def all(self) -> list[Held]:
        """Every one."""
        return list(self._held.values())

    def feeds(self) -> list[Held]:
        """Those that give the floor its words."""
        return [h for h in self._held.values() if h.feed]

    def people(self) -> list[Held]:
        """People's own that are on."""
        return [h for h in self._held.values() if h.is_on and not h.feed]

    def of(self, id_: AgentId) -> Held:
        """A person's own. CommandRefused where there is none of this id."""
        held = self._held.get(word_of(id_))
        if held is None or held.own.id != id_ or held.feed:  # the same login on another system may be another person
            raise CommandRefused(NO_SUCH)
        return held

    def signed_in(self, id_: AgentId) -> Held:
        """A person's own whose line stands. CommandRefused else."""
        held = self.of(id_)
        if not held.is_in:
            raise CommandRefused(NOT_IN)
        return held

    def lines_lost(self) -> None:
        """A connection ended: none is known to be in."""
        for held in self._held.values():
            held.is_in = False


def _held(config: SignInConfig, site: Site, now: datetime) -> Held:
    """A feed is on. A person's own is where the floor last had them in, with that day's phone; they stand as then."""
    last, id_ = config.last, site.sign_in(config.login)
    if last is None or config.feed or last.state in OUT:
        own = OwnSignIn(id=id_, since=now, since_is_known=False, feed=config.feed, extension=config.extension)
        return Held(config, own, config.feed, config.extension, config.password)
    own = OwnSignIn(
        id=id_,
        state=last.state,
        since=last.since,
        since_is_known=last.since_is_known,
        reason=last.reason,
        reason_label=last.reason_label,
        extension=last.extension or config.extension,
        agent=AgentId(last.agent) if last.agent else None,
    )
    return Held(config, own, True, own.extension, config.typed or config.password)
