"""Who needs the viewer, ranked: at most seven cards, one for a cause, the rest counted. As static/js/needs.js does.

First hands that nobody has claimed, then those that the viewer has, then those that others have; then alarms before
warnings; in each sources, queues, agents past a limit, doubtful calls; in those who is longest past it first.

One agent has one card: the strongest reason first, the others named with it. Where there are more cards than places,
agents of one team past the same limit, and nothing else, share a card from three on; it stands where the first of them
would. What the viewer put off is counted, and not shown. Rows of a source that is not live stand still, and need
nobody by themselves; a hand is ours, and is seen all the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard.presenters import words
from dashboard.presenters.acts import Looking
from dashboard.presenters.causes import TEAM, Cause, Need, why_past
from dashboard.presenters.order import Agent
from dashboard.presenters.snoozed import Snoozed

SHOWN = 7
SHOWN_NARROW = 3  # static/css/side.css
ALIKE = 3  # so many share a card, where places are short


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """The first few, how many there are, and the words for those left out (also of a narrow page) or put off."""

    first: Sequence[Need]
    count: int
    more: str
    all_words: str
    put_off: str


Card = Sequence[Cause]  # the causes of one agent, the strongest first; or of several who share it
Shared = tuple[Card, bool]  # whether several share it


def ranked(causes: Iterable[Cause], snoozed: Snoozed, looking: Looking, agents: dict[str, Agent]) -> Needs:
    """Who needs the viewer most, first. `agents` are those of the floor, by key."""
    awake, put_off = _awake(causes, snoozed)
    cards = _cards(awake)
    if len(cards) > SHOWN:
        cards = _shared(cards)
    cards.sort(key=lambda card: card[0][0].rank)
    total, left_out = len(cards), len(cards) - SHOWN
    all_words = words.say("shown", shown=SHOWN, total=total) if left_out > 0 else words.say("all", number=total)
    return Needs(
        first=[_team(card, looking, agents) if several else _one(card) for card, several in cards[:SHOWN]],
        count=total,
        more=words.say("more", number=left_out) if left_out > 0 else "",
        all_words=all_words if total > SHOWN_NARROW else "",
        put_off=words.counted("put_off", put_off) if put_off else "",
    )


def _awake(causes: Iterable[Cause], snoozed: Snoozed) -> tuple[list[Cause], int]:
    """What is to be seen, and how many snoozes keep something from it."""
    awake: list[Cause] = []
    asleep: set[str] = set()
    for cause in causes:
        if about := snoozed.by(cause.abouts, cause.began):
            asleep.add(about)
        else:
            awake.append(cause)
    return awake, len(asleep)


def _cards(causes: Iterable[Cause]) -> list[Shared]:
    by_subject: dict[tuple[str, str], list[Cause]] = {}
    for cause in causes:
        by_subject.setdefault(cause.subject, []).append(cause)
    return [(sorted(card, key=lambda cause: cause.rank), False) for card in by_subject.values()]


def _shared(cards: Iterable[Shared]) -> list[Shared]:
    """The cards, with one for those who are alike."""
    alike: dict[str, list[Cause]] = {}
    others: list[Shared] = []
    for card, _ in cards:
        if len(card) == 1 and card[0].alike:
            alike.setdefault(card[0].alike, []).append(card[0])
        else:
            others.append((card, False))
    for causes in alike.values():
        if len(causes) < ALIKE:
            others += [([cause], False) for cause in causes]
        else:
            others.append((sorted(causes, key=lambda cause: cause.rank), True))
    return others


def _one(card: Card) -> Need:
    need = card[0].show()
    also = [words.say("also", why=cause.show().why) for cause in card[1:]]
    act = need.act or next((shown.act for cause in card[1:] if (shown := cause.show()).act), None)
    return replace(need, also=" · ".join(filter(None, (need.also, *also))), act=act)


def _team(card: Card, looking: Looking, agents: dict[str, Agent]) -> Need:
    """One for several: it leads to their rows, who is longest so first."""
    foremost = card[0].show()
    values = agents[foremost.key].values
    team, state, limit = str(values["team"]), str(values["state"]), int(card[0].alike.rpartition(" ")[2])
    return Need(
        kind=TEAM,
        key=card[0].alike,
        level=foremost.level,
        since=foremost.since,
        icon=foremost.icon,
        name=words.counted("agents_of", len(card), team=values["team_name"]),
        why=why_past(state, "", limit),
        time=foremost.time,
        url=looking.view.only(team=(team,), state=(state,), sort="time"),
        shows=True,
    )
