"""Who may write a source: a lease of four seconds on the database's clock (architecture.md, How truth travels, 9).

Whoever takes, gives back or checks a lease does so inside a transaction. The row of the stream stays locked until its
end, so that who holds the lease at the check still holds it at the commit.
"""

import os
import socket
from enum import Enum, auto
from secrets import token_hex

from django.db import connection

from dashboard.store.clock import sql_now
from dashboard.store.streams import ensure_stream

SECONDS = 4
LONGEST_HOST = 23  # with a process's id and the random end, a token stays within its column's 40


def new_token() -> str:
    """A name for one bridge, that no other has: `web1:4711:1f9c2ab0`. Compared whole; its start is for people."""
    host = socket.gethostname().partition(".")[0].replace(":", "-")[:LONGEST_HOST]
    return f"{host}:{os.getpid()}:{token_hex(4)}"


def in_words(token: str) -> str:
    """A bridge as people may know it: its host and process, `web1:4711`. Empty for none."""
    return token.rpartition(":")[0]


class Taking(Enum):
    """What came of asking for a lease."""

    RENEWED = auto()  # it was ours, and still ran
    TAKEN = auto()  # nobody held it any more
    HELD = auto()  # another bridge holds it


def take(source: str, token: str) -> Taking:
    """Takes or renews a lease. A source that is new here gets its stream."""
    ensure_stream(source)
    until = sql_now(SECONDS)
    if _updated(f"lease_until = {until} WHERE {_held()}", source, token):
        return Taking.RENEWED
    free = f"(lease_token = '' OR lease_until IS NULL OR lease_until <= {sql_now()})"
    if _updated(f"lease_until = {until}, lease_token = %s WHERE name = %s AND {free}", token, source):
        return Taking.TAKEN
    return Taking.HELD


def give_back(source: str, token: str) -> None:
    """Frees a lease at once, where it is ours."""
    _updated("lease_token = '', lease_until = NULL WHERE name = %s AND lease_token = %s", source, token)


def is_held(source: str, token: str) -> bool:
    """Whether the lease is ours now. Locks it until the transaction ends."""
    return _updated(f"lease_token = lease_token WHERE {_held()}", source, token)


def next_revision(source: str, token: str) -> int | None:
    """The revision to write under, where the lease is ours; None: it is not, and nothing may be written."""
    with connection.cursor() as cursor:
        sql = f"UPDATE dashboard_stream SET revision = revision + 1 WHERE {_held()} RETURNING revision"  # noqa: S608
        cursor.execute(sql, [source, token])
        row = cursor.fetchone()
    return row[0] if row else None


def alive() -> str:
    """An SQL condition on a stream: a bridge follows it. For statements with parameters."""
    return f"lease_until > {sql_now()}"


def followed() -> frozenset[str]:
    """The sources that a bridge follows now. In or out of a transaction: locks nothing."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name FROM dashboard_stream WHERE {alive()}", [])  # noqa: S608 - ours alone
        return frozenset(name for (name,) in cursor.fetchall())


def holder(source: str) -> str:
    """The bridge that follows a source now, as people may know it; empty when none does."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT lease_token FROM dashboard_stream WHERE name = %s AND {alive()}", [source])  # noqa: S608
        row = cursor.fetchone()
    return in_words(row[0]) if row else ""


def _held() -> str:
    return f"name = %s AND lease_token = %s AND {alive()}"


def _updated(what: str, *parameters: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE dashboard_stream SET {what}", parameters)  # noqa: S608 - ours alone
        return bool(cursor.rowcount == 1)
