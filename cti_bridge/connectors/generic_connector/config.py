"""The settings of one Generic Connector, with the help that its form shows. A wrong value is one sentence."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

import msgspec
from msgspec import Meta

from cti_bridge.transports.address import Address
from cti_bridge.vendor_settings import settings_of, zone_named

_NAME = re.compile(r"[A-Za-z0-9_.-]{1,100}\Z")


class Config(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """Where the broker is, and what the site behind it is like."""

    brokers: Annotated[
        list[str],
        Meta(
            title="Brokers",
            description="ActiveMQ's STOMP addresses, in order of preference. With several, the next is taken when one "
            "fails. stomp+ssl:// for TLS.",
            examples=[["stomp://cti1.example.com:61613", "stomp://cti2.example.com:61613"]],
            min_length=1,
        ),
    ]
    username: Annotated[str, Meta(title="User", description="The broker's user.", examples=["bridge"])] = ""
    password: Annotated[
        str,
        Meta(
            title="Password", description="The broker's password.", extra_json_schema={"format": "password"},
            extra={"secret": True},
        ),
    ] = ""  # fmt: skip
    command_queue: Annotated[
        str,
        Meta(
            title="Command queue", description="The queue that the Generic Connector listens on.",
            examples=["Connector1"],
        ),
    ] = "Connector1"  # fmt: skip
    destination: Annotated[
        str,
        Meta(
            title="Topic", description="How our answers' topic starts. Each bridge adds its own ending.",
            examples=["floorwalker"],
        ),
    ] = "floorwalker"  # fmt: skip
    platform: Annotated[
        Literal["ucce", "uccx"],
        Meta(
            title="Platform", description="Contact Center Enterprise or Express.",
            extra={"words": {"ucce": "Contact Center Enterprise", "uccx": "Contact Center Express"}},
        ),
    ] = "ucce"  # fmt: skip
    time_zone: Annotated[
        str,
        Meta(
            title="Time zone", description="Of the Generic Connector's server: its times carry none.",
            examples=["Europe/Berlin"],
        ),
    ] = "UTC"  # fmt: skip
    command_ttl_seconds: Annotated[
        float,
        Meta(
            title="Time for a command", description="Seconds after which the broker drops a command that nobody took.",
            examples=[5], gt=0, le=120,
        ),
    ] = 5.0  # fmt: skip
    ca_certs: Annotated[
        str,
        Meta(
            title="Trusted certificates",
            description="A PEM file that vouches for the brokers' certificates. Empty: what this machine trusts.",
            examples=["/etc/floorwalker/broker-ca.pem"],
        ),
    ] = ""
    single_sign_on: Annotated[
        bool, Meta(title="Single sign-on", description="The sign-ins are enabled for Finesse's single sign-on.")
    ] = False
    call_variables: Annotated[
        list[str],
        Meta(
            title="Call variables",
            description="The call variables that supervisors may see. All others are dropped at once.",
            examples=[["callVariable1", "BACampaign"]],
        ),
    ] = []
    queue_variable: Annotated[
        str,
        Meta(
            title="Queue variable",
            description="The call variable that holds the queue's name, if your call scripts set one.",
            examples=["callVariable3"],
        ),
    ] = ""
    ready_calls_are_queue_calls: Annotated[
        bool,
        Meta(
            title="Calls out of ready came through a queue",
            description="Declares that nobody can ring a ready agent but through a queue. Enterprise does not say of "
            "other people's calls how they came about; without this, none of them may be listened to. "
            "Express says it by itself.",
        ),
    ] = False
    drop_participants: Annotated[
        Literal["agents", "all"],
        Meta(
            title="Who may be dropped",
            description="As Finesse is set (dropParticipant and enableDropParticipantFor): agents only, which is its "
            "default, or every participant.",
            extra={"words": {"agents": "Agents only", "all": "Every participant"}},
        ),
    ] = "agents"
    sign_out_reason: Annotated[
        str,
        Meta(
            title="Reason for signing out",
            description="The code that goes with “Sign me out”. Empty: the first of Finesse's list, if it has one.",
            examples=["28"],
        ),
    ] = ""

    def __post_init__(self) -> None:
        """Raises ValueError with one sentence for a value that cannot work."""
        for broker in self.brokers:
            Address.parse(broker)
        zone_named(self.time_zone)
        for what, name in (("command_queue", self.command_queue), ("destination", self.destination)):
            if not _NAME.match(name):
                raise ValueError(f"{what} may hold letters, digits, dots, dashes and underscores only.")
        for what, value in (("username", self.username), ("password", self.password)):
            if any(c < " " or c == "\x7f" for c in value):
                raise ValueError(f"{what} must not contain line breaks or control characters.")

    def __repr__(self) -> str:
        """Without its password."""
        return f"Config(brokers={self.brokers!r}, command_queue={self.command_queue!r})"

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the Generic Connector's times."""
        return zone_named(self.time_zone)

    @property
    def addresses(self) -> tuple[Address, ...]:
        """The brokers, in order."""
        return tuple(Address.parse(b) for b in self.brokers)


class SignIn(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """A CTI sign-in: a supervisor's login in Finesse."""

    login: Annotated[str, Meta(title="Login id", description="In Finesse.", examples=["2900"], min_length=1)] = (
        msgspec.field(name="login_id")
    )
    password: Annotated[
        str,
        Meta(
            title="Password", description="In Finesse. Empty for a person's own: asked for at “Sign me in”.",
            extra_json_schema={"format": "password"}, extra={"secret": True},
        ),
    ] = ""  # fmt: skip
    extension: Annotated[str, Meta(title="Extension", description="The phone to sign in with.", examples=["4900"])] = ""

    def __repr__(self) -> str:
        """Without its password."""
        return f"SignIn(login={self.login!r}, extension={self.extension!r})"


def read(settings: Mapping[str, Any]) -> Config:
    """The settings. Raises Fatal with one sentence that names the key, and never a secret."""
    return settings_of(Config, settings)
