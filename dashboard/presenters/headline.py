"""The headline: how many agents are in each state, as tiles that filter, and as a bar of shares."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dashboard.presenters import words
from dashboard.presenters.order import STATES, Agent
from dashboard.presenters.views import View

SHARE_WIDTH, GAP = 1000.0, 3.0
SELDOM = ("busy",)  # its tile stands only where somebody is


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A state's tile; `url` filters by it, or leads back to all when it is pressed."""

    state: str
    word: str
    count: int
    url: str
    pressed: bool
    hidden: bool
    x: str = "0"
    width: str = "0"


def tiles(agents: Iterable[Agent], view: View) -> list[Tile]:
    """A tile for each state, over all agents that the viewer sees, filtered or not."""
    counts = Counter(agent.values["state"] for agent in agents)
    return _shared([_tile(state, counts[state], view) for state in STATES])


def _tile(state: str, count: int, view: View) -> Tile:
    pressed = view.state == (state,)
    return Tile(
        state=state,
        word=str(words.STATES[state]),
        count=count,
        url=view.url(state=() if pressed else (state,)),
        pressed=pressed,
        hidden=state in SELDOM and not count and not pressed,
    )


def _shared(tiles: Sequence[Tile]) -> list[Tile]:
    total = sum(tile.count for tile in tiles) or 1
    at, shared = 0.0, []
    for tile in tiles:
        share = SHARE_WIDTH * tile.count / total
        shared.append(replace(tile, x=f"{at:.1f}", width=f"{max(0.0, share - GAP):.1f}"))
        at += share
    return shared
