"""What a page and a push say of a source, a team and a reason code (docs/live.md: `source`, `team`, `reason`)."""

from cti_bridge.floor.model import ReasonCode, Source, Team
from dashboard.presenters.listening import OFF
from dashboard.presenters.policies import NO_TEAM_RULE, Policies
from dashboard.presenters.times import stamp


def source_values(source: Source, _: Policies) -> dict[str, object]:
    """A source's light, and how old its last word is."""
    said: dict[str, object] = {"state": source.state.value, "since": stamp(source.since)}
    if source.heard_at:
        said["heard"] = stamp(source.heard_at)
    if source.note:
        said["note"] = source.note
    if source.kind:
        said["kind"] = source.kind
    return said


def team_values(team: Team, policies: Policies) -> dict[str, object]:
    """A team's name (ours, else the system's, else its id), and on which terms it is listened to, where it is."""
    rule = policies.teams.get(team.id, NO_TEAM_RULE)
    said: dict[str, object] = {"name": rule.name or team.name or team.id}
    if rule.listening != OFF:
        said["listening"] = rule.listening
        if rule.purpose:
            said["purpose"] = rule.purpose
        if rule.asks_why:
            said["asks_why"] = True
    if queues := policies.queues_of(team.id):
        said["queues"] = queues
    return said


def reason_values(reason: ReasonCode, policies: Policies) -> dict[str, object]:
    """A reason code in our words. A retired one stays named, and is never offered."""
    rule = policies.reason_rule(reason)
    said: dict[str, object] = {
        "category": reason.category.value,
        "code": reason.code,
        "label": rule.label or reason.label or rule.named or reason.code,
    }
    if rule.order:
        said["order"] = rule.order
    if rule.forceable and not rule.retired:
        said["forceable"] = True
    if rule.protected:
        said["protected"] = True
    return said
