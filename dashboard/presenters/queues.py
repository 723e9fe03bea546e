"""What a page and a push say of a queue (docs/live.md: `queue`)."""

from cti_bridge.floor.model import Queue
from dashboard.presenters.levels import service_level
from dashboard.presenters.policies import NO_QUEUE_RULE, Policies
from dashboard.presenters.times import stamp


def queue_values(queue: Queue, policies: Policies) -> dict[str, object]:
    """A queue's values. Nobody waiting is 0; a figure that the source does not give is left out."""
    rule = policies.queues.get(queue.id, NO_QUEUE_RULE)
    warn, limit = policies.waiting_limits(queue.id)
    said: dict[str, object] = {
        "name": rule.name or queue.name,
        "heard": stamp(queue.heard_at),
        "warn": warn,
        "limit": limit,
        "level_seconds": rule.service_level_seconds,
    }
    if queue.waiting is not None:
        said["waiting"] = queue.waiting
    if queue.longest_since:
        said["longest"] = stamp(queue.longest_since)
    if queue.agents:
        said["agents"] = {state.value: count for state, count in queue.agents}
    if queue.figures:
        said["figures"] = figures = dict(queue.figures)
        if level := service_level(figures, rule):
            said["level"] = level
    if rule.warn_waiting is not None:
        said["warn_waiting"] = rule.warn_waiting
    return said
