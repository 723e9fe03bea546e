"""Queues that a row names and that not everybody may see who sees the row: who serves which queue (`membership`).

Such a row is presented once like every other, with the audiences of the guarded queues that it names. Who sees all of
these is told the row's own text; for the others it is worded again, once for all sockets of a group. A queue that was
given to no team is seen by whoever has a team of its system: nothing is guarded where no queue was given to one.
"""

from collections.abc import Mapping
from dataclasses import replace

import msgspec

from cti_bridge.floor.rows import Kind
from dashboard.live.audience import ForQueue, Sight
from dashboard.live.stream import Entry
from dashboard.presenters.policies import Policies
from dashboard.presenters.serving import queues_named, without_queues

NOTHING: frozenset[ForQueue] = frozenset()


def guards_of(policies: Policies) -> Mapping[str, ForQueue]:
    """The queues that were given to teams: by id, whom they are for."""
    return {queue: ForQueue(queue, rule.teams) for queue, rule in policies.queues.items() if rule.teams}


def guarded_in(kind: str, values: Mapping[str, object], guards: Mapping[str, ForQueue]) -> frozenset[ForQueue]:
    """The guarded queues that a row names."""
    if not guards or kind != Kind.MEMBERSHIP:
        return NOTHING
    return frozenset(guards[queue] for queue in queues_named(values) & guards.keys())


def as_seen(entry: Entry, sight: Sight) -> Entry:
    """A row as one sees it who sees the agent: itself, or without the queues that are not theirs to see."""
    hidden = entry.guarded - sight.among(entry.guarded)
    if not hidden:
        return entry
    values = without_queues(entry.values, {audience.queue for audience in hidden})
    text = msgspec.json.encode((entry.kind, entry.key, values)).decode()
    return replace(entry, values=values, text=text, html={})
