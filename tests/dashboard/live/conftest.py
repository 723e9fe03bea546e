"""A floor in memory, and its hub, which the test itself makes move."""

import pytest

from dashboard.access import Scope
from dashboard.live.cache import RowCache
from dashboard.live.hub import Hub
from dashboard.live.only import Only
from dashboard.presenters.policies import Policies
from tests.dashboard.live.browser import Browser, Clock, StillPulse
from tests.dashboard.live.table import Table

SAM = Scope(teams=frozenset({"cisco:5000", "cisco:5001"}), personal=frozenset({"@7", "cisco:2001"}))
LEA = Scope(teams=frozenset({"cisco:5002"}), personal=frozenset({"@8", "cisco:2002"}))
XAN = Scope(sources=frozenset({"xivo"}), personal=frozenset({"@9"}))
ADA = Scope(everything=True, personal=frozenset({"@1"}))


class World:
    """Table, cache, hub and clock together."""

    def __init__(self) -> None:
        self.table = Table()
        self.policies = Policies()
        self.clock = Clock()
        self.pulse = StillPulse()
        self.cache = RowCache(self.table, lambda: self.policies, monotonic=self.clock)
        self.hub = Hub(self.cache, self.pulse, monotonic=self.clock)

    def tick(self) -> None:
        """Reads, and tells everybody."""
        self.cache.refresh()
        for socket in self.hub.sockets:
            self.hub.tell(socket)

    def browser(self, scope: Scope, only: Only | None = None, anew: Only | None = None) -> Browser:
        """A page of this scope with its socket open and answered."""
        browser = Browser(self.hub, scope, only=only, anew=anew)
        browser.load(self.cache)
        browser.connect()
        self.tick()
        return browser


@pytest.fixture
def world() -> World:
    """An empty floor."""
    return World()
