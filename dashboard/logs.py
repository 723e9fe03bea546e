"""How logs are written: one line for people or one JSON object, with everything that looks like a secret left out."""

import logging
import re
import sys
from collections.abc import Mapping
from typing import Any

import structlog
from structlog.types import EventDict, Processor, WrappedLogger

SECRET_NAMES = re.compile(r"passw|secret|token|authorization|cookie|credential|api_?key|field_?key|session_?id", re.I)
WITHHELD = "(withheld)"
UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")  # controls, line ends, turns of direction
DATABASES = ("django.db", "psycopg", "sqlite3")  # whose errors these are
UNTOUCHED = ("_record", "exc_info")  # the logging machinery's own


def _without_secrets(value: Any) -> Any:
    """The same value; in mappings, whatever has a secret's name is withheld, at any depth."""
    if isinstance(value, Mapping):
        return {k: WITHHELD if SECRET_NAMES.search(str(k)) else _without_secrets(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_without_secrets(v) for v in value]
    return value


def withhold_secrets(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """A structlog processor: the event without what must not be written down."""
    return {k: v if k in UNTOUCHED else _without_secrets({k: v})[k] for k, v in event.items()}


def name_the_request(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """A structlog processor: a request by its method and path alone, as what was searched for may be a customer."""
    request: Any = event.get("request")
    if hasattr(request, "get_full_path"):
        event["request"] = f"{request.method} {request.path}"
    return event


def spare_the_traceback(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """A structlog processor: a request that was refused (400 and above, below 500) without where in our code it was."""
    if event.get("status_code", 500) < 500:
        event.pop("exc_info", None)
    return event


def spare_the_rows(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """A structlog processor: of what a database complains the first line; a row may follow, customers and all."""
    given = event.get("exc_info")
    error = given[1] if isinstance(given, tuple) else sys.exc_info()[1] if given is True else given
    waiting, seen = [error], set[int]()
    while waiting:
        error = waiting.pop()
        if isinstance(error, BaseException) and id(error) not in seen:
            seen.add(id(error))
            waiting += [error.__cause__, error.__context__]
            if type(error).__module__.startswith(DATABASES):
                error.args = tuple(str(arg).partition("\n")[0] for arg in error.args)
    return event


def stay_in_the_line(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """A structlog processor: what a visitor or a system sent begins no line of its own, and steers no terminal."""
    return {k: UNFIT.sub(_visible, v) if isinstance(v, str) and k not in UNTOUCHED else v for k, v in event.items()}


def _visible(sign: re.Match[str]) -> str:
    return sign.group().encode("unicode_escape").decode()


def is_a_fault(record: logging.LogRecord) -> bool:
    """A filter: `/readyz` says 503 on purpose, at each look, while what is wrong has lines of its own."""
    return getattr(getattr(record, "request", None), "path", "") != "/readyz"


def logging_config(log_format: str) -> dict[str, Any]:
    """Django's LOGGING for `console` or `json`; structlog's loggers and the library's plain ones come out alike."""
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        name_the_request,
        spare_the_traceback,
        spare_the_rows,
        stay_in_the_line,
        withhold_secrets,
    ]
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    last: list[Processor] = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
        if log_format == "json"
        else [
            structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback)
        ]
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "lines": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
            }
        },
        "filters": {"faults": {"()": "django.utils.log.CallbackFilter", "callback": is_a_fault}},
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["lines"], "level": logging.INFO},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            # refusals are a line each already: dashboard/views/errors.py
            "django.request": {"level": "ERROR", "filters": ["faults"]},
            "django.security.csrf": {"level": "ERROR"},  # as these are
            "django.server": {"handlers": [], "level": "INFO", "propagate": True},
            "daphne": {"level": "WARNING"},
            "stomp.py": {"level": "CRITICAL"},  # it would log whole frames, passwords included; ours says what matters
            "axes": {"level": "WARNING"},
        },
    }
