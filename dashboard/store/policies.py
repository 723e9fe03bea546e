"""Reads what administrators decided, as one value for the presenters."""

from dashboard.models import Person, QueuePolicy, ReasonPolicy, Site, TeamPolicy
from dashboard.presenters.policies import Policies, QueueRule, ReasonRule, TeamRule


def load() -> Policies:
    """The policies as they stand: five small queries."""
    site = Site.objects.filter(pk=1).first() or Site()
    return Policies(
        reasons={(r.source, r.category, r.code): _reason(r) for r in ReasonPolicy.objects.all()},
        teams={t.id: _team(t) for t in TeamPolicy.objects.all()},
        queues={q.id: _queue(q) for q in QueuePolicy.objects.all()},
        people={agent: f"p{pk}" for pk, agents in _on_several_systems() for agent in agents},
        mask_numbers=site.mask_numbers,
    )


def _on_several_systems() -> list[tuple[int, list[str]]]:
    """Each person who is an agent more than once, with the agents that they are."""
    return list(Person.objects.filter(agents__1__isnull=False, is_active=True).values_list("pk", "agents"))


def _reason(policy: ReasonPolicy) -> ReasonRule:
    return ReasonRule(
        label=policy.label,
        named=policy.named,
        tone=policy.tone,
        order=policy.order,
        max_minutes=policy.max_minutes,
        forceable=policy.forceable,
        protected=policy.protected,
        retired=policy.retired,
    )


def _team(policy: TeamPolicy) -> TeamRule:
    return TeamRule(
        name=policy.name,
        max_minutes=policy.max_minutes,
        listening=policy.listening,
        purpose=policy.purpose,
        asks_why=policy.reason_required,
        excluded=tuple(sorted(policy.excluded)),
    )


def _queue(policy: QueuePolicy) -> QueueRule:
    return QueueRule(
        name=policy.name,
        teams=tuple(policy.teams),
        warn_waiting=policy.warn_waiting,
        warn_wait_seconds=policy.warn_wait_seconds,
        service_level_seconds=policy.service_level_seconds,
        service_level_variant=policy.service_level_variant,
        short_abandon_seconds=policy.short_abandon_seconds,
    )
