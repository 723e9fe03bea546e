"""An agent's calls, as a panel prints them: with whom, on hold or not, who barged in, and what came with them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cti_bridge.floor.rows import CallOnRow, PartyOnRow
from dashboard.presenters import words
from dashboard.presenters.agents import BARGE_IN, call_text, party_name, queue_name
from dashboard.presenters.calls import with_whom
from dashboard.presenters.policies import Policies
from dashboard.presenters.seen import CALL_TYPES
from dashboard.presenters.times import clock, moment, stamp

People = Mapping[str, str]  # the names of those whose own sign-ins a system has, by `source:login`


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A call of the panel. `parties` are named with where each one's part stands; empty for one other alone."""

    heading: str
    type: str
    queue: str
    whom: str
    state: str
    since: str
    since_time: str
    age: str
    parties: Sequence[tuple[str, str]]
    variables: Sequence[tuple[str, str]]
    doubtful: bool
    recording: str


def spoken(call: CallOnRow, people: People, policies: Policies, now: datetime) -> Spoken:
    """A call as it stands."""
    named = [(_name(party, people, policies), _part(party)) for party in call.parties]
    told = len(named) > 1 or any(party.cause for party in call.parties)
    return Spoken(
        heading=str(words.MEDIA.get(call.media, call.media)),
        type=str(CALL_TYPES[call.type]),
        queue=queue_name(call, policies),
        whom=with_whom({"state": call.state.value, "with": ", ".join(name for name, _ in named)}),
        state=str(words.CALL_STATES[call.state]),
        since=stamp(call.since) if call.since else "",
        since_time=moment(call.since) if call.since else "",
        age=clock((now - call.since) / timedelta(seconds=1)) if call.since else "–",
        parties=named if told else (),
        variables=[(call_text(name, policies), call_text(value, policies)) for name, value in call.variables],
        doubtful=call.doubtful,
        recording=str(words.RECORDINGS[call.recording]) if call.recording else "",
    )


def listeners_shown(listeners: Sequence[str], people: People, policies: Policies) -> list[str]:
    """Who listens in, by name; one who is none of ours by the address that the system gives."""
    return [people.get(listener) or call_text(listener, policies) for listener in listeners]


def _name(party: PartyOnRow, people: People, policies: Policies) -> str:
    return people.get(party.sign_in) or party_name(party, policies) or "–"


def _part(party: PartyOnRow) -> str:
    state = str(words.CALL_STATES[party.state])
    return f"{state}, {words.BARGED_IN}" if party.cause == BARGE_IN else state
