"""What a figure is: its formula in words, its variant and threshold, what counts and what does not, and why it may lack.

For a template, as frozen values: every figure on a page opens "what is this?".
"""

from dataclasses import dataclass

UNKNOWN = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class SameByVariant:
    """The same figure as another formula gives it."""

    key: str  # one of a queue's variants: "abandons_negative"
    title: str
    formula: str
    value: str  # "81.1 %", or "–"
    why: str = ""  # there is no value
    chosen: bool = False  # the queue's own


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One figure of a queue, or of several together.

    `key` is stable and fits an address: `level` `asa` `aht` `abandonment` `occupancy` `longest` `waiting` `ready`
    `talking` `offered` `answered` `abandoned` `abandoned-after` `expected-wait` `told-level` `told-abandonment` …
    """

    key: str
    title: str  # "Service level"
    short: str = ""  # for a table's head, where the title is long
    value: str = UNKNOWN  # as the page shows it
    why: str = ""  # there is no value: one sentence; empty where there is one
    formula: str = ""  # in words; empty for a plain count
    setting: str = ""  # the variant and the threshold: "Abandons negative, within 20 s"
    counts: tuple[str, ...] = ()  # what counts, a sentence each
    leaves_out: tuple[str, ...] = ()  # what does not, a sentence each
    by_the_system: bool = False  # the system counted it: we pass it on as it is
    variants: tuple[SameByVariant, ...] = ()  # of the service level
