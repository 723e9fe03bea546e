"""Who may try to sign in how often (django-axes counts): by name and address, and by address alone."""

from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Where a request comes from: behind the proxy that ends TLS, what that proxy itself saw and wrote down last.

    What stands before it in X-Forwarded-For is the client's own word.
    """
    direct: str = request.META.get("REMOTE_ADDR", "")
    if not settings.SECURE_PROXY_SSL_HEADER:
        return _counted(direct) or direct
    last = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    return _counted(last) or _counted(direct) or direct


def _counted(said: str) -> str:
    """The address that failures count for; empty for what is none.

    Of IPv6 it is the network of 64 bits: who has one address there has all of them (RFC 4291, 2.5.1).
    """
    try:
        address: IPv4Address | IPv6Address = ip_address(said)
    except ValueError:
        return ""
    if isinstance(address, IPv6Address):
        address = address.ipv4_mapped or IPv6Address(int(address) >> 64 << 64)
    return str(address)


class SignInLimits(AxesDatabaseHandler):
    """Counts as axes does; and an address that failed with many names is locked for all of them."""

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """How many failures count against this try; at AXES_FAILURE_LIMIT it is locked."""
        of_this_name: int = super().get_failures(request, credentials)
        if _failures_at_the_address(request) < settings.SIGN_IN_FAILURES_PER_ADDRESS:
            return of_this_name
        return max(of_this_name, settings.AXES_FAILURE_LIMIT)


def _failures_at_the_address(request: Any) -> int:
    """Within the cool-off time. (axes has put both facts on the request.)"""
    attempts = AccessAttempt.objects.filter(
        ip_address=request.axes_ip_address, attempt_time__gte=get_cool_off_threshold(request)
    )
    return attempts.aggregate(failures=Sum("failures_since_start"))["failures"] or 0
