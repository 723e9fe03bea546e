"""What every long-running command checks before it starts: where it listens, and that its tables are there."""

from argparse import ArgumentTypeError
from ipaddress import ip_address
from typing import NamedTuple

from django.conf import settings
from django.core.management.base import CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from dashboard.addresses import only_loopback

DEFAULT_BIND = "127.0.0.1:8000"


class Address(NamedTuple):
    """Where to listen. `host` stands without brackets."""

    host: str
    port: int

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach it."""
        if self.host == "localhost":
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False

    @property
    def url(self) -> str:
        """What to open in a browser on this machine."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}/"


def address(text: str) -> Address:
    """`HOST:PORT`, for argparse."""
    host, _, port = text.rpartition(":")
    host = host.removeprefix("[").removesuffix("]")
    if not host or not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
        raise ArgumentTypeError(f"{text} is no HOST:PORT such as {DEFAULT_BIND}.")
    return Address(host, int(port))


def require_name(bind: Address) -> None:
    """Raises CommandError, in one sentence, where others can reach us and we were told to serve this machine alone.

    Then plain http is answered, and whoever calls us `localhost` would have it from anywhere.
    """
    if not bind.is_loopback and only_loopback(settings.ALLOWED_HOSTS):
        raise CommandError(
            f"To listen on {bind.host}, set ALLOWED_HOSTS to the name that people type, such as desk.example.com."
        )


def require_tables() -> None:
    """Raises CommandError, in one sentence, where the database is not there or not migrated."""
    try:
        executor = MigrationExecutor(connection)
        missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        raise CommandError(f"The database cannot be used: {str(error).splitlines()[0]}") from error
    if missing:
        raise CommandError("The database is not up to date: run `manage.py migrate` first.")
