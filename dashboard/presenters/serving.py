"""What a page and a push say of who serves a queue, and of who waits in it (docs/live.md: `membership`, `callers`)."""

from collections.abc import Collection, Mapping, Set
from typing import Any

from cti_bridge.floor.model import Callers, Membership, WaitingCaller
from dashboard.presenters.agents import call_text
from dashboard.presenters.policies import Policies
from dashboard.presenters.times import stamp


def membership_values(membership: Membership, _: Policies) -> dict[str, object]:
    """An agent's queues with their penalties; `default` only where the system told it."""
    said: dict[str, object] = {"queues": dict(membership.queues)}
    if membership.default is not None:
        said["default"] = dict(membership.default)
    return said


def queues_named(membership: Mapping[str, Any]) -> Set[str]:
    """The ids of all queues that a row of this kind names."""
    named: Set[str] = membership["queues"].keys() | membership.get("default", {}).keys()
    return named


def without_queues(membership: Mapping[str, Any], hidden: Collection[str]) -> dict[str, object]:
    """The same for one who may not see some queues: as if they were not served, neither now nor by default."""
    return {
        name: {queue: penalty for queue, penalty in places.items() if queue not in hidden}
        for name, places in membership.items()
    }


def callers_values(callers: Callers, policies: Policies) -> dict[str, object]:
    """Who waits, in order; numbers are masked where the site masks."""
    return {
        "heard": stamp(callers.heard_at),
        "callers": [_caller(caller, policies) for caller in callers.callers],
    }


def _caller(caller: WaitingCaller, policies: Policies) -> dict[str, object]:
    said: dict[str, object] = {"position": caller.position}
    if caller.name:
        said["name"] = call_text(caller.name, policies)
    if caller.number:
        said["number"] = call_text(caller.number, policies)
    if caller.since:
        said["since"] = stamp(caller.since)
    return said
