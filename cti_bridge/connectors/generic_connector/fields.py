"""Small readings that every event shares: counts, labels, and the spelling of `#` inside a text."""

from cti_bridge.connectors.generic_connector.spellings import HASH
from cti_bridge.errors import BadMessage


def at_least(count: int, f: list[str]) -> None:
    """Raises BadMessage when there are fewer fields."""
    if len(f) < count:
        raise BadMessage(f"A {f[1][:40]} came with {len(f)} fields: it has at least {count}.", kind=f[1][:40])


def after_label(label: str, value: str) -> str:
    """What follows `Label:`; the value itself where the label is left out."""
    head, colon, rest = value.partition(":")
    return rest.strip() if colon and head.strip().lower() == label.lower() else value.strip()


def text(value: str) -> str:
    """A text with its `#` back in place (1.8)."""
    return value.replace(HASH, "#") if HASH in value else value
