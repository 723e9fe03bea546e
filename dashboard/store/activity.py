"""Reads the trail: a page of entries, one whole story, the last lines about an agent. Only what a person may see.

An entry stands where its first line does: pages go back from line to line (`before`), and nothing is ever counted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from cti_bridge.connector import Action
from cti_bridge.floor.commands import OPEN, Outcome
from dashboard.access import Scope
from dashboard.models import AskedCommand, TrailLine
from dashboard.presenters.entries import ENDED, FINAL, OF_NO_AGENT, Entry, folded
from dashboard.store.denials import STEP as DENIED

PAGE = 100  # entries


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which entries. What is empty does not matter; a set that is None neither, an empty one matches nothing."""

    people: frozenset[int] | None = None
    subjects: frozenset[str] | None = None  # agents
    team: str = ""
    source: str = ""
    action: str = ""
    outcome: str = ""
    since: datetime | None = None
    until: datetime | None = None  # not included
    text: str = ""  # in the reason that somebody gave


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Entries, the newest first; `before` is where the next page goes on, 0 at the end."""

    entries: list[Entry]
    before: int


def page(scope: Scope, person: int, wanted: Wanted, *, before: int = 0, size: int = PAGE) -> Page:
    """The newest entries, or those before a line."""
    seen = _seen_by(scope, person)
    if wanted.team and not scope.sees_team(wanted.team):
        seen = seen.exclude(step=DENIED)  # which team a stranger is in is not for them to find out
    heads = list(_before(_of(seen, wanted), before)[: size + 1])
    shown = [_as_told(head, scope) for head in heads[:size]]
    return Page(entries=_with_all_lines(shown), before=shown[-1].pk if len(heads) > size else 0)


def every(scope: Scope, person: int, wanted: Wanted, *, size: int = 1_000) -> Iterator[Entry]:
    """All entries, the newest first, read as they are wanted. What is written meanwhile is not among them."""
    read = page(scope, person, wanted, size=size)
    yield from read.entries
    while read.before:
        read = page(scope, person, wanted, before=read.before, size=size)
        yield from read.entries


def entry(scope: Scope, person: int, key: str) -> Entry | None:
    """One command by its id, or by the number of any of its lines; a line by itself by its number. None: not to see."""
    lines = [_as_told(line, scope) for line in _lines_of(key)]
    visible = _seen_by(scope, person).filter(pk__in=[line.pk for line in lines[:1]]).exists()
    return folded(lines)[0] if visible else None


def about(scope: Scope, person: int, agent: str, *, size: int) -> list[Entry]:
    """The last entries about an agent."""
    return page(scope, person, Wanted(subjects=frozenset({agent})), size=size).entries


def listens_of(agent: str, since: datetime) -> list[Entry]:
    """Who listened to an agent, asked since a moment: only what came true, the newest first (`Entry.heard_since`).

    For the agent's own page, where the site shows them (`Site.agent_sees_listens`): ask that first.
    """
    about = TrailLine.objects.filter(subject=agent, at__gte=since, action=Action.LISTEN)
    asked = about.filter(Q(step=Outcome.ASKED) | Q(step=ENDED, command=None))  # an end may be known of none that asked
    return [entry for entry in _with_all_lines(asked) if entry.heard_since]


def _seen_by(scope: Scope, person: int) -> "QuerySet[TrailLine]":
    """Lines of a person's teams, and the person's own; a whole source's teams without what is personal in it."""
    if scope.everything:
        return TrailLine.objects.all()
    own = Q(person=person) | Q(team__in=[*scope.teams, f"@{person}"])
    return TrailLine.objects.filter(own | Q(source__in=scope.sources, team__contains=":"))


def _as_told(line: TrailLine, scope: Scope) -> TrailLine:
    """The line as the scope may read it: whoever was refused is not told where the agent is, nor thereby that."""
    if line.step == DENIED and not scope.sees_team(line.team):
        line.team = ""
    return line


def _of(lines: "QuerySet[TrailLine]", wanted: Wanted) -> "QuerySet[TrailLine]":
    """The first lines of the entries that are wanted."""
    earlier = TrailLine.objects.filter(command=OuterRef("command"), pk__lt=OuterRef("pk"))
    lines = lines.filter(~Exists(earlier))
    if wanted.people is not None:
        lines = lines.filter(person__in=wanted.people)
    if wanted.subjects is not None:
        lines = lines.filter(subject__in=wanted.subjects).exclude(action__in=OF_NO_AGENT)
    for name in ("team", "source", "action"):
        if value := getattr(wanted, name):
            lines = lines.filter(**{name: value})
    if wanted.since:
        lines = lines.filter(at__gte=wanted.since)
    if wanted.until:
        lines = lines.filter(at__lt=wanted.until)
    if wanted.text:
        lines = lines.filter(why__icontains=wanted.text)
    return _with_outcome(lines, wanted.outcome) if wanted.outcome else lines


def _with_outcome(lines: "QuerySet[TrailLine]", outcome: str) -> "QuerySet[TrailLine]":
    """By the trail's own words where they are final: those never change. Open commands are few, and found as such."""
    if outcome in FINAL:
        return lines.filter(Exists(TrailLine.objects.filter(command=OuterRef("command"), step=outcome)))
    if outcome in OPEN:
        where_it_is = {Outcome.ASKED: (Outcome.ASKED, Outcome.SENT)}.get(Outcome(outcome), (outcome,))
        return lines.filter(command__in=AskedCommand.objects.filter(outcome__in=where_it_is).values("pk"))
    return lines.filter(step=outcome)  # of a line by itself


def _before(lines: "QuerySet[TrailLine]", line: int) -> "QuerySet[TrailLine]":
    """Those before a line. Where it was pruned, so was all before it."""
    lines = lines.order_by(F("at").desc(), F("pk").desc())
    if not line:
        return lines
    at = TrailLine.objects.filter(pk=line).values_list("at", flat=True).first()
    if at is None:
        return lines.none()
    return lines.filter(Q(at__lt=at) | Q(pk__lt=line), at__lte=at)


def _with_all_lines(heads: Iterable[TrailLine]) -> list[Entry]:
    """The entries that these lines begin."""
    heads = list(heads)
    commands = [head.command for head in heads if head.command]
    rest = TrailLine.objects.filter(command__in=commands).exclude(pk__in=[head.pk for head in heads])
    return folded([*heads, *rest])


def _lines_of(key: str) -> list[TrailLine]:
    """All lines of an entry, by its command's id or by the number of a line."""
    command: UUID | None
    if key.isascii() and key.isdigit() and len(key) <= 18:
        line = TrailLine.objects.filter(pk=int(key)).first()
        if line is None or line.command is None:
            return [line] if line else []
        command = line.command
    else:
        try:
            command = UUID(key)
        except ValueError:
            return []
    return list(TrailLine.objects.filter(command=command).order_by("pk"))
