"""What a page and a push say of a queue (docs/live.md: `queue`)."""

from cti_bridge.floor.rows import QueueRow
from dashboard.presenters.levels import level_values, ratio_values
from dashboard.presenters.policies import NO_QUEUE_RULE, Policies
from dashboard.presenters.times import stamp


def queue_values(queue: QueueRow, policies: Policies) -> dict[str, object]:
    """A queue's values. Nobody waiting is 0; a figure that the source does not give is left out."""
    rule = policies.queues.get(queue.id, NO_QUEUE_RULE)
    warn, limit = policies.waiting_limits(queue.id)
    said: dict[str, object] = {
        "name": rule.name or queue.name,
        "heard": stamp(queue.heard_at),
        "warn": warn,
        "limit": limit,
    }
    counts = dict(queue.figures)
    said |= level_values(counts, rule)
    if queue.waiting is not None:
        said["waiting"] = queue.waiting
    if queue.longest_since:
        said["longest"] = stamp(queue.longest_since)
    if queue.waits:
        said["waits"] = [stamp(since) for since in queue.waits]
    if queue.agents:
        said["agents"] = {state.value: count for state, count in queue.agents}
    if counts:
        said["figures"] = counts
    if ratios := ratio_values(counts):
        said["ratios"] = ratios
    if rule.warn_waiting is not None:
        said["warn_waiting"] = rule.warn_waiting
    return said
