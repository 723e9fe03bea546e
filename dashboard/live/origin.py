"""Whether a socket was asked for by a page of ours: a browser sends the cookie along from anybody's page."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest

Headers = Iterable[tuple[bytes, bytes]]

_DEFAULT_PORT = {"http": 80, "https": 443}


def is_ours(headers: Headers) -> bool:
    """Whether the Origin is the host that was asked (which ALLOWED_HOSTS must name), or one of CSRF_TRUSTED_ORIGINS.

    A missing Origin is nobody's. The port counts: another port of this machine is another's page. Where pages come by
    https alone, so must the page that asks: over plain http, anybody on the way may have written it.
    """
    known = {name.lower(): value.decode("latin-1") for name, value in headers}
    origin = known.get(b"origin", "").lower()
    try:
        parts = urlsplit(origin)
    except ValueError:  # a bracket that nothing closes
        return False
    if parts.scheme not in _DEFAULT_PORT or not parts.hostname:
        return False
    if origin in settings.CSRF_TRUSTED_ORIGINS:
        return True
    if settings.SECURE_SSL_REDIRECT and parts.scheme != "https":
        return False
    host = _asked_host(known)
    return bool(host) and _with_port(f"{parts.scheme}://{host}", parts.scheme) == _with_port(origin, parts.scheme)


def _asked_host(headers: dict[bytes, str]) -> str:
    """The host that was asked, as Django's own check has it; empty when it is not allowed."""
    request = HttpRequest()
    request.META = {
        "SERVER_NAME": "",
        "SERVER_PORT": "0",
        "HTTP_HOST": headers.get(b"host", ""),
        "HTTP_X_FORWARDED_HOST": headers.get(b"x-forwarded-host", ""),
    }
    try:
        return request.get_host().lower()
    except DisallowedHost:
        return ""


def _with_port(origin: str, scheme: str) -> tuple[str | None, int]:
    try:
        parts = urlsplit(origin)
        return parts.hostname, parts.port or _DEFAULT_PORT[scheme]
    except ValueError:  # a port that is none
        return None, -1
