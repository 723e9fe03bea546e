"""The lights of the sources, and the one line that lists those that are not live."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from dashboard.presenters import words
from dashboard.presenters.known import in_words
from dashboard.presenters.times import age, clock, moment, span

LIVE = "live"
STANDING = ("stale", "down", "failed")  # lights whose rows stand as they were
LEVELS: Mapping[str, str] = {"stale": "warn", "down": "alarm", "failed": "alarm"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A source's light, as a template prints it."""

    key: str = ""
    state: str = ""
    since: str = ""
    heard: str = ""
    note: str = ""
    word: str = ""
    age: str = ""


@dataclass(frozen=True, slots=True)
class Light:
    """How much a source's word is worth: fresh or not, and the moment as of which its rows and queues stand."""

    fresh: bool
    at: datetime


class Lights:
    """The lights of all sources that one viewer sees. The times of one that is not live stand still."""

    def __init__(self, sources: Mapping[str, Mapping[str, Any]], now: datetime) -> None:
        self._dark = Light(False, now)
        self._lights = {name: _light(values, now) for name, values in sources.items()}

    def of(self, key: str) -> Light:
        """The light of the source of an agent or a queue."""
        return self._lights.get(key.partition(":")[0], self._dark)


def _light(values: Mapping[str, Any], now: datetime) -> Light:
    if values["state"] == LIVE:
        return Light(True, now)
    return Light(False, min(now, datetime.fromisoformat(values.get("heard") or values["since"])))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lit:
    """The lights and the banner of a page other than the floor, as templates/lit.html prints them."""

    feeds: Sequence[Feed]
    banner: SafeString
    level: str
    leads_to: str  # the page on which a light shows its source alone; empty: this one
    blank: Feed = Feed()


def lit(sources: Mapping[str, Mapping[str, Any]], now: datetime, *, leads_to: str = "") -> Lit:
    """How much the word of each source that the viewer sees is worth, by key."""
    feeds = [feed(key, values, now) for key, values in sorted(sources.items())]
    line, level = banner(feeds, {})
    return Lit(feeds=feeds, banner=line, level=level, leads_to=leads_to)


def feed(key: str, values: Mapping[str, Any], now: datetime) -> Feed:
    """A light: live, it tells the age of its last word; else how long it is so."""
    state, heard = values["state"], values.get("heard", "")
    return Feed(
        key=key,
        state=state,
        since=values["since"],
        heard=heard,
        note=in_words(values.get("note", "")),
        word=str(words.FEEDS[state]),
        age=_age(heard, now) if state == LIVE else clock(age(values["since"], now)),
    )


def _age(heard: str, now: datetime) -> str:
    if not heard:
        return "–"
    return span(max(0.0, age(heard, now)))


def banner(feeds: Sequence[Feed], rows: Mapping[str, int]) -> tuple[SafeString, str]:
    """The line, as HTML, and its level ("" when all is well). `rows` counts the viewer's agents by source."""
    if not feeds:
        return conditional_escape(words.say("no_sources")), ""
    troubled = [f for f in feeds if f.state != LIVE]
    if not troubled:
        return conditional_escape(words.say("all_live")), ""
    sentences = [_sentence(f) for f in troubled]
    standing = sum(rows.get(f.key, 0) for f in troubled if f.state in STANDING)
    if standing:
        sentences.append(conditional_escape(words.counted("banner_stand", standing)))
    levels = {LEVELS.get(f.state, "") for f in troubled}
    return format_html_join(
        " ", "{}", ((sentence,) for sentence in sentences)
    ), "alarm" if "alarm" in levels else "warn" if "warn" in levels else ""


def _sentence(feed: Feed) -> SafeString:
    time = moment(datetime.fromisoformat(feed.since))
    return format_html(str(words.SENTENCES[f"banner_{feed.state}"]), source=feed.key, time=time, note=feed.note)
