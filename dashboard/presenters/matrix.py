"""What each source can do, as the settings page prints it: from the same Capability that greys a button. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import pgettext_lazy

from cti_bridge.connector import Action, Capabilities, Capability
from dashboard.presenters import words
from dashboard.presenters.known import in_words
from dashboard.presenters.order import STATES

VERDICTS: words.Words = {
    "yes": pgettext_lazy("a system can do it", "works"),
    "when": pgettext_lazy("a system can do it under conditions", "works when …"),
    "no": pgettext_lazy("a system can do it not", "cannot"),
}
ICONS = {"yes": "check", "when": "clock", "no": "lock"}
_UNKNOWN = Capability(works=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one source says of one action; `states` are those of the agent in which it works, in words."""

    verdict: str
    word: str
    icon: str
    note: str
    states: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One action, and what each source says of it, in the order of the sources."""

    action: str
    word: str
    cells: Sequence[Cell]


def matrix(by_source: Mapping[str, Capabilities]) -> list[Line]:
    """Every action, whatever the sources can."""
    return [
        Line(
            action=action.value,
            word=str(words.ACTIONS[action]),
            cells=[_cell(can.get(action, _UNKNOWN)) for can in by_source.values()],
        )
        for action in Action
    ]


def _cell(capability: Capability) -> Cell:
    verdict = _verdict(capability)
    allowed = capability.from_states or ()
    return Cell(
        verdict=verdict,
        word=str(VERDICTS[verdict]),
        icon=ICONS[verdict],
        note=in_words(capability.note) or ("" if capability.works else words.preflight("cannot")),
        states=[str(words.STATES[state]) for state in STATES if state in allowed],
    )


def _verdict(capability: Capability) -> str:
    if not capability.works:
        return "no"
    return "when" if capability.from_states is not None or capability.agents_only else "yes"
