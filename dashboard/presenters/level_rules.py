"""By which rule a queue's service level counts, as it is named beside the figure."""

from django.utils.translation import gettext as _

from dashboard.presenters.figure_words import VARIANTS
from dashboard.presenters.levels import target
from dashboard.presenters.policies import QueueRule


def rule_key(rule: QueueRule) -> str:
    """The same for queues whose counts may be added up: `abandons_negative 20`."""
    credit = f" {rule.short_abandon_seconds}" if rule.service_level_variant == "short_abandon_credit" else ""
    return f"{rule.service_level_variant} {rule.service_level_seconds}{credit}"


def named(rule: QueueRule) -> str:
    """The variant and its threshold: `Abandons negative, 20 s`."""
    title, _formula = VARIANTS[target(rule).variant]
    return _("{variant}, {seconds} s").format(variant=title, seconds=rule.service_level_seconds)
