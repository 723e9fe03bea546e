"""How every source stands in the tables: followed by a bridge or not, in which state, and how old its last word is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cti_bridge.floor.model import FeedState, Source
from cti_bridge.floor.rows import Kind
from dashboard.models import FloorRow, Integration
from dashboard.store import leases
from dashboard.store.bodies import decode


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """An enabled source. `source` None: no bridge has said anything of it yet."""

    name: str
    followed: bool  # a bridge's lease of it is alive
    source: Source | None

    @property
    def state(self) -> str:
        """The state of its light."""
        return self.source.state if self.source else FeedState.CONNECTING

    @property
    def is_live(self) -> bool:
        """Whether its words are worth something now: a state that nobody keeps up says nothing."""
        return self.followed and self.state == FeedState.LIVE

    def word_age(self, now: datetime) -> float | None:
        """How many seconds ago it was last heard; None: never."""
        heard = self.source.heard_at if self.source else None
        return max(0.0, (now - heard).total_seconds()) if heard else None


def read_feeds() -> list[Feed]:
    """Every enabled source, by name. Raises what the database raises."""
    names = Integration.objects.filter(enabled=True).order_by("name").values_list("name", flat=True)
    rows = FloorRow.objects.filter(kind=Kind.SOURCE, gone=False).values_list("key", "body")
    sources: Mapping[str, Source] = {key: decode(Kind.SOURCE, body) for key, body in rows}
    followed = leases.followed()
    return [Feed(name=name, followed=name in followed, source=sources.get(name)) for name in names]
