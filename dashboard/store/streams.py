"""The streams' counters: a revision is taken inside the transaction that writes under it (architecture.md 1).

The counter's row stays locked until the commit, so that the order of commits is the order of revisions.
"""

from collections.abc import Iterable
from secrets import token_hex

from django.db import connection

from dashboard.store.clock import sql_now

Put = tuple[str, str, str, str, bool]  # kind, team, key, body, gone


def ensure_stream(name: str) -> None:
    """Makes a stream where there is none, with an epoch that no position knows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM dashboard_stream WHERE name = %s", [name])
        if cursor.fetchone() is None:
            cursor.execute(
                "INSERT INTO dashboard_stream (name, epoch, revision, pruned, lease_token)"
                " VALUES (%s, %s, 0, 0, '') ON CONFLICT (name) DO NOTHING",
                [name, token_hex(4)],
            )


def lock_stream(name: str) -> None:
    """Holds a stream until the transaction ends: who asks next waits."""
    ensure_stream(name)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE dashboard_stream SET revision = revision WHERE name = %s", [name])


def next_shared_revision(name: str) -> int:
    """The next revision of a stream without a lease: the desk, which everybody writes."""
    ensure_stream(name)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE dashboard_stream SET revision = revision + 1 WHERE name = %s RETURNING revision", [name])
        revision: int = cursor.fetchone()[0]
    return revision


def put_rows(stream: str, revision: int, rows: Iterable[Put]) -> None:
    """Writes rows and tombstones, all under one revision."""
    parameters = [(stream, kind, team, key, revision, gone, body) for kind, team, key, body, gone in rows]
    if not parameters:
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO dashboard_floorrow (stream, kind, team, key, revision, gone, body, changed_at)"  # noqa: S608 - ours alone
            f" VALUES (%s, %s, %s, %s, %s, %s, %s, {sql_now()}) ON CONFLICT (stream, kind, team, key) DO UPDATE SET"
            " revision = excluded.revision, gone = excluded.gone, body = excluded.body,"
            " changed_at = excluded.changed_at",
            parameters,
        )
