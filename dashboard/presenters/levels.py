"""Service levels: which calls count as served in time, by the queue's variant (metrics.md)."""

from collections.abc import Mapping

from dashboard.presenters.policies import QueueRule


def service_level(figures: Mapping[str, float], rule: QueueRule) -> tuple[float, float] | None:
    """Calls in time, and calls counted, by the queue's own variant and threshold; "in time" means `<=`.

    None where the source does not give what the variant needs, or nothing was offered: no data is not 0 %.
    Levels of several queues are added count by count, never averaged.
    """
    within = figures.get(f"answered_within_{rule.service_level_seconds}s")
    answered, abandoned = figures.get("answered"), figures.get("abandoned")
    if within is None or answered is None:
        return None
    if rule.service_level_variant == "answered_only":
        return _some(within, answered)
    if abandoned is None:
        return None
    gave_up = figures.get(f"abandoned_within_{rule.service_level_seconds}s")
    gave_up_soon = figures.get(f"abandoned_within_{rule.short_abandon_seconds}s")
    offered = answered + abandoned
    match rule.service_level_variant:
        case "abandons_positive":
            return None if gave_up is None else _some(within + gave_up, offered)
        case "abandons_ignored":
            return None if gave_up is None else _some(within, offered - gave_up)
        case "short_abandon_credit":
            return None if gave_up_soon is None else _some(within + gave_up_soon, offered)
        case _:
            return _some(within, offered)


def _some(within: float, counted: float) -> tuple[float, float] | None:
    return (within, counted) if counted > 0 else None
