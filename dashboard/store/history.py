"""What happened (logs.py), read back for panels: an agent's day, the last calls and states."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

import msgspec
from django.db.models import Q
from django.utils import timezone

from cti_bridge.floor.model import AgentState
from cti_bridge.floor.rows import PartyOnRow
from cti_bridge.floor.spans import day_of
from dashboard.models import CallLogEntry, Site, StateLogEntry, TeamPolicy
from dashboard.models.policies import Kept
from dashboard.store.zones import zone_named


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A time in one state. `until` None: it still lasts. Times are aware UTC."""

    state: AgentState
    reason: str
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCall:
    """A call that an agent had, as it was when it ended for them. `since` None: nobody said when it began."""

    call: str
    type: str  # cti_bridge.floor.model.CallType
    media: str
    queue: str
    parties: Sequence[PartyOnRow]
    variables: Sequence[tuple[str, str]]
    since: datetime | None
    ended_at: datetime


def midnight(now: datetime, zone: tzinfo) -> datetime:
    """When today began in a zone, in UTC."""
    return day_of(now, zone).start


def states_today(agent: str, *, zone: tzinfo, now: datetime) -> list[Span]:
    """An agent's states since midnight in `zone`, oldest first, without gaps; the last one still lasts.

    What began yesterday begins at midnight here. A state that was logged twice stands once.
    """
    start = midnight(now, zone)
    log = StateLogEntry.objects.filter(agent=agent).order_by("since", "at", "pk")
    yesterday = log.filter(since__lte=start).last()
    entries = [*([yesterday] if yesterday else []), *log.filter(since__gt=start, since__lte=now)]
    spans: list[Span] = []
    for entry in entries:
        since = max(entry.since, start)
        if spans and (spans[-1].state, spans[-1].reason) == (entry.state, entry.reason):
            continue
        if spans:
            ended = spans.pop()
            if ended.since < since:
                spans.append(
                    Span(state=ended.state, reason=ended.reason, since=ended.since, until=since),
                )
        spans.append(Span(state=AgentState(entry.state), reason=entry.reason, since=since, until=None))
    return spans


def last_states(agent: str, *, limit: int, since: datetime | None = None, now: datetime | None = None) -> list[Span]:
    """An agent's last states, the newest first, without gaps; of teams that keep them. `since`: heard from then on."""
    now = now or timezone.now()
    log = StateLogEntry.objects.filter(_is_kept("at", now), agent=agent, since__lte=now)
    if since is not None:
        log = log.filter(at__gte=since)
    spans: list[Span] = []
    until: datetime | None = None
    for entry in log.order_by("-since", "-at", "-pk").iterator(chunk_size=limit + 1):
        if spans and (spans[-1].state, spans[-1].reason) == (entry.state, entry.reason):
            spans[-1] = replace(spans[-1], since=entry.since)  # logged again, by another bridge
        elif entry.since == until:
            continue  # corrected at the same moment
        elif len(spans) == limit:
            break
        else:
            spans.append(Span(state=AgentState(entry.state), reason=entry.reason, since=entry.since, until=until))
        until = entry.since
    return spans


def last_calls(agent: str, *, limit: int, since: datetime | None = None, now: datetime | None = None) -> list[PastCall]:
    """The calls that an agent ended last (from `since` on), where the team keeps them; the latest begun first."""
    log = CallLogEntry.objects.filter(_is_kept("ended_at", now or timezone.now()), agent=agent)
    if since is not None:
        log = log.filter(ended_at__gte=since)
    ended_last = [_past(entry) for entry in log.order_by("-ended_at", "-pk")[:limit]]
    return sorted(ended_last, key=lambda past: past.since or past.ended_at, reverse=True)


def _past(entry: CallLogEntry) -> PastCall:
    return PastCall(
        call=entry.call,
        type=entry.type,
        media=entry.media,
        queue=entry.queue,
        parties=msgspec.convert(entry.parties, list[PartyOnRow]),
        variables=[(name, value) for name, value in entry.variables],
        since=entry.since,
        ended_at=entry.ended_at,
    )


def gone_by(policy: TeamPolicy, moment: str, site: Site, now: datetime) -> Q:
    """Which lines of a team are not kept: none are, or those of before today alone. `moment` names their time."""
    if policy.history == Kept.OFF:
        return Q(team=policy.pk)
    today = midnight(now, zone_named(policy.time_zone or site.time_zone))
    return Q(team=policy.pk, **{f"{moment}__lt": today})


def _is_kept(moment: str, now: datetime) -> Q:
    """What may be shown: what the team keeps, whether it was pruned already or not."""
    site = Site.objects.filter(pk=1).first() or Site()
    kept = Q()
    for policy in TeamPolicy.objects.exclude(history=Kept.KEPT):
        kept &= ~gone_by(policy, moment, site, now)
    return kept
