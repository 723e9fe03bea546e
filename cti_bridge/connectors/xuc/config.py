"""The settings of one XiVO XUC, with the help that its form shows. A wrong value is one sentence."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta

from cti_bridge.transports.address import Address
from cti_bridge.transports.web_address import web_address
from cti_bridge.vendor_settings import settings_of, zone_named

PORT = 8090  # XUC's own (xuc.md 1.3)
BEHIND_A_PROXY = "/xuc"


class Config(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Where XUC is, and how one signs in there."""

    url: Annotated[
        str,
        Meta(
            title="Address", description="Where XUC listens, usually on port 8090; https:// where a proxy does TLS.",
            examples=["http://xuc.example.com:8090"], min_length=1,
        ),
    ]  # fmt: skip
    generation: Annotated[
        Literal["current", "old"],
        Meta(
            title="Generation",
            description="How one signs in: by a token, or, until about 2017, by a password in the socket's address, "
            "which proxies on the way may log.",
            extra={"words": {"current": "Current, by a token", "old": "Old, in the address"}},
        ),
    ] = "current"
    time_zone: Annotated[
        str,
        Meta(
            title="Time zone", description="Of XiVO: its call history and its callbacks carry none.",
            examples=["Europe/Paris"],
        ),
    ] = "UTC"  # fmt: skip
    ca_certs: Annotated[
        str,
        Meta(
            title="Trusted certificates",
            description="A PEM file that vouches for the server's certificate. Empty: what this machine trusts.",
            examples=["/etc/floorwalker/xuc-ca.pem"],
        ),
    ] = ""
    command_ttl_seconds: Annotated[
        float,
        Meta(
            title="Time for a command",
            description="Seconds after which a command is given up: XUC says nothing when it refuses one.",
            examples=[5], gt=0, le=120,
        ),
    ] = 5.0  # fmt: skip

    def __post_init__(self) -> None:
        """Raises ValueError with one sentence for a value that cannot work."""
        _, path = web_address(self.url, port=PORT)
        if path not in ("", BEHIND_A_PROXY):
            raise ValueError(f"url ends after the port, or with {BEHIND_A_PROXY}: the rest of the path is known.")
        zone_named(self.time_zone)

    @property
    def zone(self) -> ZoneInfo:
        """The zone of XiVO's times."""
        return zone_named(self.time_zone)

    @property
    def address(self) -> Address:
        """Where XUC listens. Its sockets are there too: wss:// where the address is https://."""
        return web_address(self.url, port=PORT)[0]

    @property
    def prefix(self) -> str:
        """What stands before the paths of the old generation: /xuc behind a proxy, else nothing (1.3)."""
        return web_address(self.url, port=PORT)[1]


class SignIn(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """A CTI sign-in: a user of XiVO."""

    login: Annotated[str, Meta(title="Login", description="In XiVO.", examples=["floorwalker"], min_length=1)]
    password: Annotated[
        str,
        Meta(
            title="Password", description="In XiVO. Empty for a person's own: asked for at “Sign me in”.",
            extra_json_schema={"format": "password"}, extra={"secret": True},
        ),
    ] = ""  # fmt: skip
    phone: Annotated[
        str,
        Meta(
            title="Phone", description="The user's own line: where XiVO rings when this person listens.",
            examples=["1000"],
        ),
    ] = ""  # fmt: skip

    def __repr__(self) -> str:
        """Without its password."""
        return f"SignIn(login={self.login!r}, phone={self.phone!r})"


def read(settings: Mapping[str, Any]) -> Config:
    """The settings. Raises Fatal with one sentence that names the key, and never a secret."""
    return settings_of(Config, settings)
