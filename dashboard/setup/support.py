"""The matrix of a vendor's SUPPORT.md: what its system can do, from the same objects that grey the buttons."""

from collections.abc import Iterator
from itertools import product
from typing import Any, cast

import msgspec
from msgspec import inspect

from cti_bridge import catalog
from cti_bridge.connector import Action, Capability

OPEN, CLOSE = "<!-- matrix -->", "<!-- /matrix -->"
_HEAD = ("| action | works | how, or why not |", "|---|---|---|")

Chosen = dict[str, Any]


def with_matrix(kind: str, page: str) -> str:
    """A vendor's page with the matrix as it is now. ValueError where the page has no one place for it."""
    if page.count(OPEN) != 1 or page.count(CLOSE) != 1:
        raise ValueError(f"there must be one line {OPEN}, and below it one line {CLOSE}")
    before, _, rest = page.partition(OPEN)
    _, _, after = rest.partition(CLOSE)
    return f"{before}{OPEN}\n{matrix(kind)}\n{CLOSE}{after}"


def matrix(kind: str) -> str:
    """A line for each action as the vendor is set by default, then one for each choice of settings that differs."""
    every = list(choices(kind))
    lines = [line for action in Action for line in _lines(kind, action, every)]
    return "\n".join((*_HEAD, *lines))


def _lines(kind: str, action: Action, every: list[Chosen]) -> Iterator[str]:
    by_capability: dict[Capability, list[Chosen]] = {}
    for chosen in every:
        by_capability.setdefault(catalog.capabilities(kind, chosen)[action], []).append(chosen)
    default = every[0]
    for capability, where in by_capability.items():
        works = "yes" if capability.works else "no"
        yield f"| `{action.value}`{_where(where, default)} | {works} | {capability.note} |"


def _where(chosen: list[Chosen], default: Chosen) -> str:
    """By which settings these choices differ from the default; nothing for those with the default among them."""
    if default in chosen:
        return ""
    common = set.intersection(*(set(one.items()) for one in chosen)) - set(default.items())
    return " with " + ", ".join(f"`{name} = {value}`" for name, value in sorted(common))


def choices(kind: str) -> Iterator[Chosen]:
    """Every combination of what a vendor's settings let one choose from a list; the default one first."""
    struct = cast(inspect.StructType, inspect.type_info(catalog.vendor(kind).Config))
    offered: dict[str, list[Any]] = {}
    for field in struct.fields:
        bare = field.type.type if isinstance(field.type, inspect.Metadata) else field.type
        if isinstance(bare, inspect.LiteralType):
            others = [value for value in bare.values if value != field.default]
            offered[field.encode_name] = [*([] if field.default is msgspec.NODEFAULT else [field.default]), *others]
    for chosen in product(*offered.values()):
        yield dict(zip(offered, chosen, strict=True))
