"""Commands as they leave: a JMSType and a body. Nothing that a person typed can add an argument or a command."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cti_bridge.connectors.generic_connector.spellings import Verb
from cti_bridge.errors import CommandRefused

SEPARATORS = frozenset("#,|")


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One command. Its body may hold a password, and never prints."""

    verb: Verb
    subject: str  # a login id; the topic, for Hello and Beat
    body: str = field(default="", repr=False)

    @property
    def jms_type(self) -> str:
        """The message's type."""
        return f"{self.verb.jms_type}#{self.subject}"


def command(verb: Verb, subject: str, *arguments: str) -> Outgoing:
    """The command with its arguments in the guide's order. Raises CommandRefused for one that holds a separator."""
    names = verb.arguments
    least = sum(not name.endswith("?") for name in names)
    if not least <= len(arguments) <= len(names):
        raise TypeError(f"{verb.name} takes {names}, not {len(arguments)} arguments")
    checked = [plain(value, name.rstrip("?")) for value, name in zip(arguments, names, strict=False)]
    return Outgoing(verb, plain(subject, "login id"), ",".join(checked))


def update_call_variables(agent: str, dialog: str, variables: Mapping[str, str]) -> Outgoing:
    """Sets call variables; the `=` and `|` between them are ours."""
    pairs = []
    for name, value in variables.items():
        if "=" in name:
            raise CommandRefused("A call variable's name must not contain “=”.")
        pairs.append(f"{plain(name, 'variable name')}={plain(value, 'value')}")
    body = f"{plain(dialog, 'dialog')},{'|'.join(pairs)}"
    return Outgoing(Verb.UPDATE_CALL_VARIABLE, plain(agent, "login id"), body)


def plain(value: str, name: str) -> str:
    """The value, if the protocol can carry it. Raises CommandRefused, which does not repeat it."""
    if not value:
        raise CommandRefused(f"The {name} is missing.")
    if SEPARATORS & set(value):
        raise CommandRefused(f"The {name} must not contain “#”, “,” or “|”: they separate arguments in this system.")
    if any(char < " " or char == "\x7f" or "\ud800" <= char <= "\udfff" for char in value):  # NUL would cut it (2.2)
        raise CommandRefused(f"The {name} contains a character that cannot be sent.")
    return value
