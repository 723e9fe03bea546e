"""The database's clock as SQL: leases and ages are measured on it alone, so that no machine's clock can break them."""

from django.db import connection


def sql_now(shift_seconds: int = 0) -> str:
    """An SQL expression for now plus some seconds, comparable with a DateTimeField. For statements with parameters.

    PostgreSQL's `now()` is the transaction's start, so `clock_timestamp()` is asked; SQLite compares texts, written as
    Django writes them.
    """
    if connection.vendor == "postgresql":
        return f"(clock_timestamp() + interval '{shift_seconds:d} seconds')"
    return f"strftime('%%Y-%%m-%%d %%H:%%M:%%f', 'now', '{shift_seconds:+d} seconds')"
