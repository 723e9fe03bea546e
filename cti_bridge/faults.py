"""What goes wrong at a loop's edge, for the log: whole, but for a store that is away, which has said so itself."""

from logging import Logger

from cti_bridge.errors import StoreAway


def log_fault(log: Logger, error: Exception, what: str, *names: object) -> None:
    """Logs what could not be done, with the traceback of why; nothing while only the store is away."""
    if not isinstance(error, StoreAway):
        log.error(what, *names, exc_info=error)
