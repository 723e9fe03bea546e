"""The form over the activity's list: what there is to choose from, and what is chosen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.presenters import words
from dashboard.presenters.entries import DENIED, FINAL
from dashboard.presenters.trail_filters import TrailFilters
from dashboard.presenters.trail_words import DEEDS, THINGS, step_word
from dashboard.store.changes import STEP as CHANGED

NOT_YET = ("pause-recording", "resume-recording")  # words that no line has yet
OUTCOMES = ("asked", "deferred", *sorted(FINAL), DENIED, CHANGED)

Choice = tuple[str, str]  # the value, its words


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailForm:
    """The choices of the form's lists; what the address names is among them, even where nobody knows it."""

    asked: TrailFilters
    teams: list[Choice]
    sources: list[Choice]
    actions: list[Choice]
    outcomes: list[Choice]


def form(asked: TrailFilters, teams: Mapping[str, str], sources: Iterable[str]) -> TrailForm:
    """The form of a viewer who has these teams and sources."""
    deeds = {name: str(word) for name, word in {**words.ACTIONS, **DEEDS, **THINGS}.items() if name not in NOT_YET}
    return TrailForm(
        asked=asked,
        teams=_choices(teams, asked.team),
        sources=_choices({source: source for source in sources}, asked.source),
        actions=_choices(deeds, asked.action),
        outcomes=[(outcome, step_word(outcome)) for outcome in OUTCOMES],
    )


def _choices(known: Mapping[str, str], chosen: str) -> list[Choice]:
    all_of_them = {chosen: chosen, **known} if chosen else known
    return sorted(all_of_them.items(), key=lambda choice: choice[1].casefold())
