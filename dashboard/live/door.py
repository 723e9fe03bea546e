"""Lets pages in: as whom each comes, asked of the database one after the other.

After a restart a thousand come at once, and a page waits for twelve seconds (docs/live.md): on a slow machine some give
up, and come again. Nothing is asked for who has left, else those who are new would wait behind those for ever.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, parse_cookie

from dashboard.access import scope_of
from dashboard.live.complaint import Complaint
from dashboard.live.line import Message
from dashboard.live.origin import Headers
from dashboard.live.reader import DatabaseReader
from dashboard.live.sockets import SIGNED_OUT, TRY_LATER, Ticket
from dashboard.live.standing import standing_of
from dashboard.models import Person

log = logging.getLogger(__name__)


class Door:
    """One per process. It has a thread and a connection while somebody waits."""

    def __init__(self) -> None:
        self._waiting = 0
        self._reader: DatabaseReader
        self._complaint = Complaint(log, "Nobody can be let in to the floor", "Pages are let in to the floor again")

    async def ticket(self, headers: Headers, receive: Callable[[], Awaitable[Message]]) -> Ticket | int | None:
        """As whom a socket comes, or the code that it is closed with. None: it has left.

        It is not accepted yet: what comes from it meanwhile is that it leaves.
        """
        asking = asyncio.ensure_future(self._ask(headers))
        leaving = asyncio.ensure_future(receive())
        try:
            await asyncio.wait((asking, leaving), return_when=asyncio.FIRST_COMPLETED)
            return None if leaving.done() else asking.result()
        finally:
            asking.cancel()
            leaving.cancel()
            await asyncio.wait((asking, leaving))

    async def _ask(self, headers: Headers) -> Ticket | int:
        if not self._waiting:
            self._reader = DatabaseReader()
        self._waiting += 1
        try:
            ticket = await self._reader.read(lambda: ticket_of(headers))
        except (DatabaseError, InterfaceError) as error:
            self._complaint.failed(error)
            return TRY_LATER
        finally:
            self._waiting -= 1
            if not self._waiting:
                self._reader.stop(lambda: None)
        self._complaint.worked()
        return ticket


def ticket_of(headers: Headers) -> Ticket | int:
    """As whom a socket comes, by the session of its cookie; or the code that it is closed with.

    The standing is read before the scope: should somebody change in between, the first look at it closes the socket.
    """
    cookies = "; ".join(value.decode("latin-1") for name, value in headers if name.lower() == b"cookie")
    key = parse_cookie(cookies).get(settings.SESSION_COOKIE_NAME)
    request = HttpRequest()
    request.session = import_module(settings.SESSION_ENGINE).SessionStore(key)
    user = get_user(request)
    if not isinstance(user, Person) or not request.session.session_key:
        return SIGNED_OUT
    standing = standing_of(user)
    person = Person.objects.get(pk=user.pk)
    return Ticket(session=request.session.session_key, person=person.pk, standing=standing, scope=scope_of(person))
