"""What a page and a push say of an agent, and of one's own CTI sign-in (docs/live.md: `agent`, `sign_in`)."""

from collections.abc import Mapping
from typing import Any

from cti_bridge.floor.model import AgentState, Day, source_of
from cti_bridge.floor.rows import AgentRow, CallOnRow, PartyOnRow, SignInRow
from dashboard.presenters.listening import no_listen
from dashboard.presenters.numbers import masked
from dashboard.presenters.policies import NO_TEAM_RULE, Policies
from dashboard.presenters.times import stamp

OF_ONESELF = ("team", "team_name", "name", "state", "since", "unsure", "reason", "label", "tone", "pending")
BARGE_IN = "barge_in"  # the cause of a participant who barged in


def agent_values(row: AgentRow, policies: Policies) -> dict[str, object]:
    """An agent's values; what is empty, unknown or false is left out."""
    team = policies.teams.get(row.team, NO_TEAM_RULE)
    said: dict[str, object] = {
        "team": row.team,
        "team_name": team.name or row.team_name,
        "name": row.name,
        "state": row.state.value,
        "since": stamp(row.since),
    }
    _add_state(said, row.state, row, policies)
    if row.reason and policies.reason(source_of(row.id), row.state, row.reason).protected:
        said["protected"] = True
    if row.extension:
        said["ext"] = row.extension
    if len(row.channels) > 1:
        said["channels"] = " ".join(f"{name}:{state.value}" for name, state in row.channels)
    if row.calls:
        said["calls"] = [_call(call, policies) for call in row.calls]
    if row.listeners:
        said["ear"] = True
    if code := no_listen(row, listening=team.listening, excluded=team.excluded):
        said["no_listen"] = code
    if row.day:
        said["day"] = _day(row.day, is_in=row.state is not AgentState.SIGNED_OUT)
    if person := policies.people.get(row.id):
        said["person"] = person
    limits = policies.limits(row.team, row.state, row.reason)
    if limits:
        said["warn"], said["limit"] = limits
    return said


def self_values(agent: Mapping[str, object]) -> dict[str, object]:
    """Of an agent's values what that agent is told: never who listens, which they learn afterwards, if at all."""
    return {name: agent[name] for name in OF_ONESELF if name in agent}


def sign_in_values(sign_in: SignInRow, policies: Policies) -> dict[str, object]:
    """The values of one's own CTI sign-in."""
    said: dict[str, object] = {"state": sign_in.state.value, "since": stamp(sign_in.since)}
    _add_state(said, sign_in.state, sign_in, policies)
    said.pop("tone", None)
    if sign_in.extension:
        said["ext"] = sign_in.extension
    if sign_in.note:
        said["note"] = sign_in.note
    if sign_in.calls:
        said["calls"] = [_own_call(call, policies) for call in sign_in.calls]
    if sign_in.agent:
        said["agent"] = sign_in.agent
    return said


def _day(day: Day, *, is_in: bool) -> dict[str, object]:
    counted = {"ready": day.ready, "not_ready": day.not_ready, "wrap_up": day.wrap_up}
    said: dict[str, object] = {name: seconds for name, seconds in counted.items() if seconds is not None}
    if day.signed_in_at and is_in:
        said["signed_in"] = stamp(day.signed_in_at)
    return said | {"heard": stamp(day.at)}


def _add_state(said: dict[str, object], state: AgentState, of: AgentRow | SignInRow, policies: Policies) -> None:
    if not of.since_is_known:
        said["unsure"] = True
    if of.reason:
        rule = policies.reason(source_of(of.id), state, of.reason)
        said["reason"] = of.reason
        said["label"] = rule.label or of.reason_label or rule.named or of.reason
        if rule.tone:
            said["tone"] = rule.tone
    if of.pending:
        said["pending"] = of.pending.value


def _call(call: CallOnRow, policies: Policies) -> dict[str, object]:
    said = _any_call(call, policies)
    if call.media != "voice":
        said["media"] = call.media
    if call.parties:
        said["with"] = ", ".join(filter(None, (party_name(p, policies) for p in call.parties)))
        said["party_states"] = [p.state.value for p in call.parties]
        if any(p.cause == BARGE_IN for p in call.parties):
            said["barged"] = True
    return said


def _own_call(call: CallOnRow, policies: Policies) -> dict[str, object]:
    """A call of one's own sign-in: whom one listens to, or has barged in on; never the customer."""
    said = _any_call(call, policies)
    if agent := next((p for p in call.parties if p.agent), None):
        said["agent"], said["name"] = agent.agent, agent.name
    if call.cause == BARGE_IN:
        said["barged"] = True
    return said


def _any_call(call: CallOnRow, policies: Policies) -> dict[str, object]:
    said: dict[str, object] = {"id": call.id, "state": call.state.value, "type": call.type.value}
    if name := queue_name(call, policies):
        said["queue"] = name
    if call.since:
        said["since"] = stamp(call.since)
    if call.doubtful:
        said["doubtful"] = True
    if call.recording:
        said["recording"] = call.recording.value
    return said


def queue_name(call: CallOnRow, policies: Policies) -> str:
    """The queue that a call came through: our name for it, else the system's; empty without one."""
    queue = policies.queues.get(call.queue_id)
    return (queue.name if queue else "") or call_text(call.queue, policies)


def party_name(party: PartyOnRow, policies: Policies) -> str:
    """Who a call is with: an agent's name, else the address; a number in either is masked where the site masks."""
    return call_text(party.name or party.address, policies)


def call_text(text: str, policies: Policies) -> str:
    """A text that came with a call: wherever a telephone number stands in it, it is masked where the site masks."""
    return masked(text) if policies.mask_numbers else text


def desk_values(body: Mapping[str, Any], _: Policies) -> dict[str, object]:
    """The values of an asked command, or of a follow: the desk keeps them in these very words."""
    return {name: value for name, value in body.items() if value not in ("", None, False)}
