"""Where a web server listens, and whether over TLS: `http://host:8090`, `https://host`, with its path."""

from urllib.parse import urlsplit

from cti_bridge.transports.address import Address

SECURE = {"http": False, "https": True}
TLS_PORT = 443


def web_address(url: str, *, port: int) -> tuple[Address, str]:
    """The address that `url` says, and its path without a slash at the end. Raises ValueError with one sentence.

    Without a port in it, http is taken for `port`, and https for 443, where proxies listen.
    """
    if "@" in url:  # before anything else is said of it: what follows repeats the address
        raise ValueError("An address holds no user or password: they have settings of their own.")
    is_none = f"{url!r} is no address: write it like http://server.example.com:{port}."
    try:
        parts = urlsplit(url.strip())
        host, given = parts.hostname, parts.port
    except ValueError:
        raise ValueError(is_none) from None
    if parts.scheme not in SECURE:
        raise ValueError(f"{url!r} is no address: it starts with http:// or https://.")
    if parts.query or parts.fragment:
        raise ValueError("An address ends where its path does: what follows may be a secret.")
    if not host or given == 0:
        raise ValueError(is_none)
    tls = SECURE[parts.scheme]
    return Address(host, given or (TLS_PORT if tls else port), tls=tls), parts.path.rstrip("/")
