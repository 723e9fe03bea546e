"""The queue strip, and the headline figures over the same queues."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from cti_bridge.floor.figures import Missing
from dashboard.presenters import queue_words, words
from dashboard.presenters.feeds import Light
from dashboard.presenters.ids import queue_url
from dashboard.presenters.limits import level
from dashboard.presenters.order import fold
from dashboard.presenters.queue_cells import level_parts
from dashboard.presenters.times import age, clock

UNKNOWN = "–"
Rule = tuple[int, str]  # a service level's seconds, and its variant
SPARK_WIDTH, SPARK_HEIGHT, SPARK_MARGIN = 60, 20, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueCard:
    """A queue, as a template prints it. `wait` is the longest present one."""

    key: str = ""
    url: str = ""
    source: str = ""
    name: str = ""
    fresh: str = "true"
    waiting: int | None = None
    longest: str = ""
    waits: str = ""  # since when each waits of whom we know
    warn: int = 0
    limit: int = 0
    warn_waiting: int | None = None
    level_seconds: int = 0
    level_variant: str = ""
    lost_after: int | None = None  # seconds: who waits longer counts against the level already
    no_data: bool = False  # of the level: nothing was offered yet
    served: str = ""  # "812 843": calls in time, calls counted
    level: str = ""
    wait: str = ""
    points: str = ""
    spark_words: str = ""

    @property
    def waiting_text(self) -> str:
        """How many wait; `–` where the source does not say."""
        return UNKNOWN if self.waiting is None else str(self.waiting)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The headline: over all queues that the viewer sees. What no source gives is `–`, never 0."""

    waiting: str
    longest: str
    longest_since: str
    longest_level: str
    level: str
    level_words: str


def card(key: str, values: Mapping[str, Any], light: Light, samples: Sequence[int] = ()) -> QueueCard:
    """A queue's card. `samples` are how many waited, over the last hour."""
    longest = values.get("longest", "")
    return QueueCard(
        key=key,
        url=queue_url(key),
        source=key.partition(":")[0],
        name=values["name"],
        fresh="true" if light.fresh else "false",
        waiting=values.get("waiting"),
        longest=longest,
        waits=" ".join(values.get("waits", ())),
        warn=values["warn"],
        limit=values["limit"],
        warn_waiting=values.get("warn_waiting"),
        level_seconds=values["level_seconds"],
        level_variant=values.get("level_variant", ""),
        lost_after=values.get("level_lost_after"),
        no_data=values.get("level_missing") == Missing.NO_DATA,
        served=" ".join(f"{calls:g}" for calls in values.get("level", ())),
        level=_level(values, light),
        wait=clock(age(longest, light.at)) if longest else _no_wait(values),
        points=points(samples),
        spark_words=_("at most {most} waiting in the last hour").format(most=max(samples, default=0)),
    )


def _no_wait(values: Mapping[str, Any]) -> str:
    """For a longest wait that is not given: nobody waits, or nobody knows."""
    return "" if values.get("waiting") == 0 else UNKNOWN


def _level(values: Mapping[str, Any], light: Light) -> str:
    if not light.fresh:
        return ""
    found = level(age(values["longest"], light.at), values) if "longest" in values else ""
    most = values.get("warn_waiting")
    return found or ("warn" if most and values.get("waiting", 0) >= most else "")


def points(samples: Sequence[int]) -> str:
    """A sparkline's points, in a box of 60 by 20; a single sample is no line."""
    if len(samples) < 2:
        return ""
    step = SPARK_WIDTH / (len(samples) - 1)
    height = (SPARK_HEIGHT - 2 * SPARK_MARGIN) / max(*samples, 1)
    floor = SPARK_HEIGHT - SPARK_MARGIN
    return " ".join(f"{i * step:.1f},{floor - sample * height:.1f}" for i, sample in enumerate(samples))


def by_name(queues: Iterable[tuple[str, Mapping[str, Any]]]) -> list[tuple[str, Mapping[str, Any]]]:
    """Queues in the strip's order."""
    return sorted(queues, key=lambda queue: (fold(queue[1]["name"]), queue[0]))


def figures(queues: Sequence[tuple[Mapping[str, Any], Light]]) -> Figures:
    """The headline figures of queues, each with the light of its source."""
    known = [values["waiting"] for values, _light in queues if "waiting" in values]
    waits = [(values["longest"], light) for values, light in queues if "longest" in values]
    levels = [
        ((values["level_seconds"], values.get("level_variant", "")), parts)
        for values, light in queues
        if (parts := level_parts(values, light.at))
    ]
    since, light = min(waits, key=lambda wait: datetime.fromisoformat(wait[0])) if waits else ("", None)
    return Figures(
        waiting=str(sum(known)) if known else UNKNOWN,
        longest=clock(age(since, light.at)) if light else _no_wait({"waiting": sum(known)} if known else {}),
        longest_since=since,
        longest_level=max((_level(values, light) for values, light in queues), key=_worse, default=""),
        level=_percent(levels),
        level_words=_level_words({rule for rule, _parts in levels}),
    )


def _worse(level: str) -> int:
    return ("", "warn", "alarm").index(level)


def _percent(levels: Sequence[tuple[Rule, tuple[float, float]]]) -> str:
    """Made of the counts again, and only of those that one rule counts: as on the page of all queues."""
    counted = sum(of for _rule, (_in_time, of) in levels)
    if not counted or len({rule for rule, _parts in levels}) > 1:
        return UNKNOWN
    share = round(100 * sum(in_time for _rule, (in_time, _of) in levels) / counted)
    return queue_words.say("percent", number=share)


def _level_words(rules: set[Rule]) -> str:
    seconds = {seconds for seconds, _variant in rules}
    return words.say("service_level_of", seconds=seconds.pop()) if len(seconds) == 1 else words.say("service_level")
