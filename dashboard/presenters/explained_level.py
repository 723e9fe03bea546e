"""The service level explained: by which variant and threshold it counts, and the same by each other variant."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cti_bridge.floor.figures import Counts, Figure
from cti_bridge.floor.levels import Target, Variant, service_level
from dashboard.presenters.explanation import Explained, Known, SameByVariant, percent, why
from dashboard.presenters.figure_words import VARIANTS
from dashboard.presenters.levels import target
from dashboard.presenters.policies import QueueRule
from dashboard.presenters.queue_cells import late_callers


def level_explained(about: Explained, counts: Counts, rule: QueueRule, known: Known | None) -> Explained:
    """The service level of a queue; without one (`known` None) what its variants are, and no value."""
    aim = target(rule)
    title, formula = _variant(aim, known)
    level = _level_now(counts, aim, known)
    return replace(
        about,
        value=percent(level.value),
        why=why(level, counts, known.source) if known else "",
        formula=formula if known else "",
        setting=_("{variant}, within {seconds} s").format(variant=title, seconds=aim.seconds) if known else "",
        counts=_what_counts(aim, known),
        variants=tuple(_by(replace(aim, variant=variant), counts, aim.variant, known) for variant in Variant),
    )


def _by(aim: Target, counts: Counts, chosen: Variant, known: Known | None) -> SameByVariant:
    title, formula = _variant(aim, known)
    level = _level_now(counts, aim, known)
    return SameByVariant(
        key=aim.variant.value,
        title=title,
        formula=formula,
        value=percent(level.value) if known else "",
        why=why(level, counts, known.source) if known else "",
        chosen=known is not None and aim.variant is chosen,
    )


def _level_now(counts: Counts, aim: Target, known: Known | None) -> Figure:
    """The level with those who wait too long already."""
    return service_level(counts, aim, _late(aim, known))


def _late(aim: Target, known: Known | None) -> int:
    return late_callers(aim.lost_after, known.values, known.now) if known else 0


def _what_counts(aim: Target, known: Known | None) -> tuple[str, ...]:
    sentences = [_("In time means within the threshold, or exactly at it.")]
    if known is None or aim.lost_after is not None:
        sentences.append(_("Who waits longer counts against the level already, answered or not."))
    if late := _late(aim, known):
        sentences.append(
            ngettext("At least {count} caller now.", "At least {count} callers now.", late).format(count=late)
        )
    return tuple(sentences)


def _variant(aim: Target, known: Known | None) -> tuple[str, str]:
    """A variant's title and formula: of a queue with its own thresholds, else with T."""
    title, formula = VARIANTS[aim.variant]
    limits = (f"{aim.seconds} s", f"{aim.short_abandon_seconds} s") if known else ("T", _("short-abandon limit"))
    return str(title), str(formula).format(limit=limits[0], short=limits[1])
