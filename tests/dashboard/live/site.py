"""A site as its bridge and its administrator change it, in a thread with a connection of its own; and its people."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection

from cti_bridge.floor.rows import Row
from cti_bridge.ports import Tick
from dashboard.access import scope_of
from dashboard.live.cache import RowCache
from dashboard.live.publisher import Publisher
from dashboard.models import Person
from dashboard.models.people import Role
from dashboard.presenters.policies import Policies
from dashboard.store import floor
from dashboard.store.writer import FloorWriter
from tests.dashboard.live.browser import Rows, rows_of

T = TypeVar("T")


@dataclass(frozen=True)
class Visitor:
    """Somebody signed in."""

    person: int
    session: str

    @property
    def cookie(self) -> str:
        """What their browser sends."""
        return f"{settings.SESSION_COOKIE_NAME}={self.session}"


class Site:
    """Everything in one thread with one connection."""

    def __init__(self, publisher: Publisher) -> None:
        self._publisher = publisher
        self._writer = FloorWriter("the bridge of this test")
        self._thread = ThreadPoolExecutor(max_workers=1)

    async def do(self, deed: Callable[[], T]) -> T:
        """Does something on the database."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, deed)

    def close(self) -> None:
        """Ends the thread and its connection."""
        self._thread.submit(lambda: connection.close()).result()
        self._thread.shutdown()

    async def tell(self, rows: Sequence[Row], *, hint: bool = True) -> None:
        """Rows of one source, as its bridge writes them."""
        tick = Tick(source=rows[0].source, rows=rows)

        def write() -> None:
            self._writer.lease(tick.source)
            assert not self._writer.write([tick]).lost

        await self.do(write)
        if hint:
            self._publisher.publish({tick.source})

    async def sign_in(self, username: str, role: Role = Role.SUPERVISOR, teams: Sequence[str] = ()) -> Visitor:
        """A new person, signed in."""

        def made() -> Visitor:
            person = Person.objects.create_user(username, role=role, teams=list(teams))
            store = SessionStore()
            store[SESSION_KEY] = str(person.pk)
            store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
            store[HASH_SESSION_KEY] = person.get_session_auth_hash()
            store.create()
            assert store.session_key
            return Visitor(person.pk, store.session_key)

        return await self.do(made)

    async def sign_out(self, visitor: Visitor) -> None:
        """The session ends, in another process than the socket's."""
        await self.do(lambda: Session.objects.filter(session_key=visitor.session).delete())

    async def change(self, visitor: Visitor, **fields: object) -> None:
        """An administrator changes somebody."""
        await self.do(lambda: Person.objects.filter(pk=visitor.person).update(**fields))

    async def page(self, visitor: Visitor) -> tuple[dict[str, tuple[str, int]], Rows]:
        """What this person's page holds now, from the tables, and its position."""

        def read() -> tuple[dict[str, tuple[str, int]], Rows]:
            cache, scope = RowCache(floor, Policies), scope_of(Person.objects.get(pk=visitor.person))
            return cache.page(scope).position, rows_of(cache, scope)

        return await self.do(read)
