"""Kinds of CTI systems, as one chooses them: each vendor folder that there is, in its own words."""

from dataclasses import dataclass
from typing import Any, cast

from cti_bridge import catalog
from dashboard.presenters.vendor_words import label_of


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A kind of CTI system, as one chooses it."""

    kind: str
    title: str  # "Cisco Finesse through Expertflow's Generic Connector"
    over: str  # what it is reached over; empty where its folder does not say


def systems() -> list[System]:
    """Every kind that there is a folder for; the practice floor last, for it is none."""
    found = [system_of(kind) for kind in catalog.vendors()]
    return sorted(found, key=lambda system: (system.kind == "practice", system.title))


def system_of(kind: str) -> System:
    """A kind of system, in the words of its folder: what it is, and over what, by the first line of its docstring."""
    said, over = first_words(kind)
    return System(kind=kind, title=label_of(said), over=label_of(over))


def first_words(kind: str) -> tuple[str, str]:
    """What a folder is and over what, in its own words; its name, where it says nothing or is not there."""
    if kind not in catalog.vendors():
        return kind, ""
    line = (cast(Any, catalog.vendor(kind)).__doc__ or "").strip().partition("\n")[0].rstrip(".")
    said, _colon, over = line.partition(": ")
    return said or kind, over[:1].upper() + over[1:] + ("." if over else "")
