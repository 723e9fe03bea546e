"""The trail's entries in words: what the activity page, a permalink and an agent's history print of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from dashboard.models.people import Role
from dashboard.presenters import changed_lines
from dashboard.presenters.entries import OF_A_QUEUE, OF_A_TEAM, Entry, Line, agent_of
from dashboard.presenters.seen import seen_when_asking
from dashboard.presenters.times import clock, day, span, stamp, whole_day
from dashboard.presenters.trail_words import deed, icon, sentence, told


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Who is who: people by number, agents, teams and queues by id. Whoever is not in it is shown by that."""

    people: Mapping[int, str] = field(default_factory=dict)
    agents: Mapping[str, str] = field(default_factory=dict)
    teams: Mapping[str, str] = field(default_factory=dict)
    queues: Mapping[str, str] = field(default_factory=dict)

    def person(self, number: int | None) -> str:
        """A person's name; of one who was erased the number. Floorwalker itself does some things."""
        if number is None:
            return "Floorwalker"
        return self.people.get(number) or _("person {number}").format(number=number)

    def agent(self, key: str) -> str:
        """An agent's name; of one who is gone from the floor the id."""
        return self.agents.get(key, key)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryShown:
    """An entry of the list."""

    key: str
    at: str  # for machines
    date: str
    time: str
    who: str
    who_filter: str
    role: str
    deed: str
    whom: str
    agent: str  # the id, where the agent is on the viewer's floor
    team: str
    why: str
    outcome: str
    outcome_word: str
    icon: str
    sentence: str
    took: str
    heard: str
    seen_head: str
    seen: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day's entries, by the clock of the site."""

    key: str
    title: str
    entries: Sequence[EntryShown]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepShown:
    """One line of a story. `later`: how long after the first."""

    at: str
    time: str
    later: str
    step: str
    word: str
    icon: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The whole of an entry: all that its own page prints."""

    entry: EntryShown
    day: str
    steps: Sequence[StepShown]
    after: str  # the entry that this one followed from, by itself
    lines: str  # the numbers of its lines


def days(entries: Sequence[Entry], names: Names) -> list[Day]:
    """The list: entries in their order, by day."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(localtime(entry.first.at).date().isoformat(), []).append(entry)
    return [
        Day(key=key, title=whole_day(localtime(of_day[0].first.at)), entries=[shown(entry, names) for entry in of_day])
        for key, of_day in found.items()
    ]


def shown(entry: Entry, names: Names) -> EntryShown:
    """An entry in words, its times in the present zone."""
    first, word = entry.first, entry.last_word
    return EntryShown(
        key=entry.key,
        at=stamp(first.at),
        date=day(localtime(first.at)),
        time=_time(first.at),
        who=names.person(first.person),
        who_filter=names.people.get(first.person or 0, "") or str(first.person or ""),
        role=str(dict(Role.choices).get(first.role, first.role)),
        deed=deed(first),
        whom=_whom(first, names),
        agent=agent_of(first) if agent_of(first) in names.agents else "",
        team=_team(first, names),
        why=first.why,
        outcome=word.step,
        outcome_word=changed_lines.word(word),
        icon=icon(word.step),
        sentence=sentence(word),
        took=span(entry.latency.total_seconds()) if entry.latency is not None else "",
        heard=_heard(entry),
        seen_head=_seen_head(first),
        seen=_seen(first, names),
    )


def story(entry: Entry, names: Names) -> Story:
    """The whole of an entry."""
    first = entry.first
    return Story(
        entry=shown(entry, names),
        day=whole_day(localtime(first.at)),
        steps=[_step(line, first) for line in entry.lines],
        after=entry.after,
        lines=", ".join(str(line.pk) for line in entry.lines),
    )


def _whom(line: Line, names: Names) -> str:
    if line.action in changed_lines.NAMELESS:
        return ""
    if line.action in OF_A_QUEUE:
        return names.queues.get(line.subject, line.subject)
    if line.action in OF_A_TEAM or line.subject == line.team:
        return names.teams.get(line.subject, line.subject)
    number = changed_lines.whose(line)
    return names.agent(line.subject) if number is None else names.person(number)


def _team(line: Line, names: Names) -> str:
    """Whose team it is; nothing where the line is about the team itself, or nobody's."""
    if line.subject == line.team or line.team.startswith("@"):
        return ""
    return names.teams.get(line.team, line.team)


def _seen_head(line: Line) -> str:
    if changed_lines.is_change(line):
        return _("What changed")
    return _("What was seen") if line.command else _("What it was about")


def _seen(line: Line, names: Names) -> list[tuple[str, str]]:
    if changed_lines.is_change(line):
        return changed_lines.fields(line, names.person)
    return seen_when_asking(line.details, line.at) if line.command else told(line)


def _step(line: Line, first: Line) -> StepShown:
    return StepShown(
        at=stamp(line.at),
        time=_time(line.at),
        later=f"+ {span(max(0.0, (line.at - first.at).total_seconds()))}" if line is not first else "",
        step=line.step,
        word=changed_lines.word(line),
        icon=icon(line.step),
        sentence=sentence(line),
    )


def _heard(entry: Entry) -> str:
    """From when until when somebody was on the call."""
    since, until = entry.heard_since, entry.heard_until
    if since is None:
        return ""
    if until is None or entry.heard_for is None:
        return _("since {start}").format(start=_time(since))
    places = {"start": _time(since), "end": _time(until), "time": clock(entry.heard_for.total_seconds())}
    return (_("{start} to {end}, {time}; barged in") if entry.barged else _("{start} to {end}, {time}")).format(
        **places
    )


def _time(at: datetime) -> str:
    return localtime(at).strftime("%H:%M:%S")
