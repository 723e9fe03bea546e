"""The Generic Connector's wire: commands in (JMSType and body), events out (fields joined by `#`)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from .model import Platform

HASH = "00100011"  # the guide's "# Symbol Handling": a # inside data is sent as its binary number
TOPIC = "/topic/"


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """How this Generic Connector is set up."""

    zone: ZoneInfo
    include_logged_out: bool = True  # GC's includeLoggedOutAgents
    named_variables: bool = True  # name=value|name=value, as live; else the guide's bare values
    licences: int | None = None  # users signed in through it at a time; None: no limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command as it came. `name` is in lower case: case is not significant."""

    name: str
    target: str  # a login id, or a destination
    arguments: tuple[str, ...] = field(repr=False)
    reply_to: str = ""  # the topic's name
    correlation: str = ""

    def argument(self, index: int) -> str:
        """The argument at this place, or nothing."""
        return self.arguments[index] if index < len(self.arguments) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One event for a client's topic."""

    topic: str
    body: str
    correlation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What came for the command queue, for tests to look at; passwords are taken out."""

    at: datetime
    type: str
    body: str
    headers: Mapping[str, str]


def read_command(headers: Mapping[str, str], body: str) -> Command | None:
    """The command in a frame, or None where its JMSType names none."""
    name, *rest = [part.strip() for part in headers.get("type", "").split("#")]
    target = next((part for part in rest if part), "")  # "getallagents##<login>" has two signs
    if not name or not target:
        return None
    reply_to = headers.get("reply-to", "")
    return Command(
        name=name.lower(),
        target=target,
        arguments=tuple(part.strip() for part in body.split(",")) if body else (),
        # "/topic/" in front makes a JMSReplyTo; without it, it is a stray property (generic_connector.md 2.2).
        reply_to=reply_to.removeprefix(TOPIC) if reply_to.startswith(TOPIC) else "",
        correlation=headers.get("correlation-id", ""),
    )


def without_secrets(type_: str, body: str) -> str:
    """A body that may be shown: Connect's and Login's without the password."""
    fields = body.split(",")
    match type_.partition("#")[0].strip().lower():
        case "connect" if len(fields) > 1:
            fields[1] = "***"
        case "login" | "mobileagentlogin" if fields[0]:
            fields[0] = "***"
    return ",".join(fields)


def joined(*fields: str) -> str:
    """An event's body: its fields between `#` signs, each cleaned of the sign itself."""
    return "#".join(text.replace("#", HASH) for text in fields)


def stamp(at: datetime, zone: ZoneInfo) -> str:
    """A time as GC writes it: local to its server, to the second, without a zone (generic_connector.md 1.2)."""
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S")


def pending_shown(platform: Platform) -> bool:
    """Whether the pending state is told: "only UCCE" (generic_connector.md 1.3)."""
    return platform is Platform.UCCE
