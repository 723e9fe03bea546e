"""A queue's figures by the rule that an administrator made for it (cti_bridge.floor.figures and levels)."""

from collections.abc import Callable, Mapping

from cti_bridge.floor import figures
from cti_bridge.floor.figures import Counts, Figure
from cti_bridge.floor.levels import Target, Variant, service_level
from dashboard.presenters.policies import QueueRule

RATIOS: Mapping[str, Callable[[Counts], Figure]] = {  # by the name that a row has for it (docs/live.md: `queue`)
    "asa": figures.average_speed_of_answer,
    "aht": figures.average_handle_time,
    "abandonment": figures.abandonment,
    "occupancy": figures.occupancy,
}


def target(rule: QueueRule) -> Target:
    """A queue's own service level."""
    return Target(
        seconds=rule.service_level_seconds,
        variant=Variant(rule.service_level_variant),
        short_abandon_seconds=rule.short_abandon_seconds,
    )


def level_values(counts: Counts, rule: QueueRule) -> dict[str, object]:
    """What a row says of the service level: its variant and threshold, and calls in time and counted, or why not.

    Who waits too long now is not in it: a row is as old as its source's word, and browsers tick.
    """
    aim = target(rule)
    said: dict[str, object] = {"level_seconds": aim.seconds, "level_variant": aim.variant.value}
    if aim.lost_after is not None:
        said["level_lost_after"] = aim.lost_after
    level = service_level(counts, aim)
    return said | ({"level_missing": str(level.missing)} if level.value is None else {"level": _parts(level)})


def ratio_values(counts: Counts) -> dict[str, object]:
    """The averages and shares that can be made, each as what was counted and in how many: to be added up so."""
    made = {name: ratio(counts) for name, ratio in RATIOS.items()}
    return {name: _parts(figure) for name, figure in made.items() if figure.value is not None}


def _parts(figure: Figure) -> tuple[float, float]:
    return figure.counted, figure.of
