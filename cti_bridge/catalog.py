"""Finds a vendor by its folder's name: a new CTI system is one new folder, and no list to extend."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any, cast

from cti_bridge import connectors
from cti_bridge.connector import Capabilities, Vendor
from cti_bridge.errors import Fatal


@cache
def vendors() -> tuple[str, ...]:
    """The names of all vendor folders."""
    return tuple(sorted(m.name for m in iter_modules(connectors.__path__) if m.ispkg))


def vendor(kind: str) -> Vendor:
    """A vendor's folder. Raises Fatal when there is none of that name."""
    if kind not in vendors():
        raise Fatal(f"There is no CTI system of kind {kind!r}; there are: {', '.join(vendors())}.")
    return cast(Vendor, import_module(f"{connectors.__name__}.{kind}"))


def support_page(kind: str) -> Path:
    """Where a vendor's SUPPORT.md is: what works, and what does not."""
    return Path(connectors.__path__[0]) / kind / "SUPPORT.md"


def capabilities(kind: str, settings: Mapping[str, Any]) -> Capabilities:
    """What a system of this kind can do, as configured."""
    return vendor(kind).capabilities(settings)
