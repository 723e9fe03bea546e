"""Where a broker listens, and whether over TLS: `stomp://host:61613`, `stomp+ssl://host:61614`."""

from dataclasses import dataclass
from urllib.parse import urlsplit

DEFAULT_PORT = {"stomp": 61613, "stomp+ssl": 61614}


@dataclass(frozen=True, slots=True)
class Address:
    """One broker."""

    host: str
    port: int
    tls: bool = False

    @classmethod
    def parse(cls, url: str) -> "Address":
        """The address that `url` says. Raises ValueError with one sentence."""
        if "@" in url:  # before anything else is said of it: what follows repeats the address
            raise ValueError("A broker's address holds no user or password: they have settings of their own.")
        is_none = f"{url!r} is no broker's address: write it like stomp://broker.example.com:61613."
        try:
            parts = urlsplit(url.strip())
            host, port = parts.hostname, parts.port
        except ValueError:
            raise ValueError(is_none) from None
        if parts.scheme not in DEFAULT_PORT:
            raise ValueError(f"{url!r} is no broker's address: it starts with stomp:// or stomp+ssl://.")
        if not host or parts.path.strip("/") or parts.query or parts.fragment or port == 0:
            raise ValueError(is_none)
        return cls(host, port or DEFAULT_PORT[parts.scheme], tls=parts.scheme == "stomp+ssl")

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"
