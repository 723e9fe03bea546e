"""An agent's own state, told to that agent alone: made of the agent's row, which is the team's supervisors'."""

from collections.abc import Iterable, Iterator

from cti_bridge.floor.rows import Kind
from dashboard.presenters import SELF
from dashboard.store.floor import StoredRow


def with_selves(rows: Iterable[StoredRow]) -> Iterator[StoredRow]:
    """The rows; after each agent's, the same once more as that agent may know it (`presenters.agents.self_values`).

    An agent who moved to another team leaves a tombstone behind, and the row that stands comes with it.
    """
    for row in rows:
        yield row
        if row.kind == Kind.AGENT:
            yield row._replace(kind=SELF)
