"""The calls that our own logins are told of: who is told of which, and which nobody has confirmed for too long.

A call is over for us when it is over for each login that was told of it. What was known before a line was lost, or by
the bridge before this one, stands unconfirmed until the system speaks of it: after a minute it is doubtful.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from cti_bridge.connectors.generic_connector import calls, parties
from cti_bridge.connectors.generic_connector.messages import ConferenceParticipants, Dialog, DialogStatus
from cti_bridge.connectors.generic_connector.site import Site
from cti_bridge.floor.events import CallChanged, CallEnded
from cti_bridge.floor.model import AgentId, Call, CallId, CallState, CallType, Participant

SILENT_MONITORING = "SM"  # generic_connector.md 1.6
DOUBTFUL_AFTER = 60.0  # seconds without a word
ENDED_IS_REMEMBERED = 60.0  # a transfer drops a call for one login before it tells another of it (finesse.md 3.5)

CallEvents = list[CallChanged | CallEnded]

_LIVELIEST_FIRST = (
    CallState.ACTIVE,
    CallState.HELD,
    CallState.RINGING,
    CallState.DIALLING,
    CallState.WRAP_UP,
    CallState.UNKNOWN,
)


_NOTHING_YET = Call(id=CallId(""), state=CallState.UNKNOWN)


@dataclass(slots=True)
class _Told:
    """A call that stands, and where the part of each login that is told of it stands."""

    call: Call
    parts: dict[str, CallState]
    confirmed: bool = True
    unsure_since: float | None = None  # by the session's own clock; None: the load has yet to come


class ToldCalls:
    """One integration's calls, over all its connections."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._told: dict[CallId, _Told] = {}
        self._ended: dict[CallId, tuple[datetime, Call]] = {}

    # -- reading ---------------------------------------------------------------------------------------------------

    @property
    def all(self) -> tuple[Call, ...]:
        """The calls that stand."""
        return tuple(told.call for told in self._told.values())

    def of(self, login: str) -> list[Call]:
        """The calls that a login is told of."""
        return [told.call for told in self._told.values() if login in told.parts]

    def part(self, call: CallId, login: str) -> CallState | None:
        """Where a login's own part in a call stands; None where it has none."""
        told = self._told.get(call)
        return told.parts.get(login) if told else None

    def get(self, call: CallId) -> Call | None:
        """A call that stands."""
        told = self._told.get(call)
        return told.call if told else None

    # -- what was known before ---------------------------------------------------------------------------------------

    def keep(self, login: str, call: Call) -> None:
        """A call that a login had when the floor last heard of it; nobody has confirmed it since."""
        own = self._site.agent(login)
        part = next((p for p in call.participants if p.agent == own), None)
        told = self._told.setdefault(call.id, _Told(call, {}, confirmed=False))
        told.parts[login] = part.state if part else call.state
        told.call = self._as_a_whole(told.call, told.parts, call.participants)

    def lines_lost(self) -> None:
        """All that is known is from before now."""
        for told in self._told.values():
            told.confirmed = False

    def loaded(self, at: float) -> None:
        """From now on the system could confirm what is not."""
        for told in self._told.values():
            if not told.confirmed and told.unsure_since is None:
                told.unsure_since = at

    def unsure(self, call: CallId, at: float) -> None:
        """Something about this call failed: it is to be confirmed again."""
        if (told := self._told.get(call)) is not None:
            told.confirmed, told.unsure_since = False, at

    def look(self, at: float) -> CallEvents:
        """What has become doubtful, each call once."""
        due = [told for told in self._told.values() if _doubtful_at(told) <= at]
        for told in due:
            told.call = replace(told.call, doubtful=True)
        return [CallChanged(call=told.call) for told in due]

    def next_at(self) -> float:
        """When something becomes doubtful."""
        return min(map(_doubtful_at, self._told.values()), default=float("inf"))

    # -- what is told ------------------------------------------------------------------------------------------------

    def put(
        self, dialog: Dialog, phones: parties.Directory, now: datetime, listens_to: AgentId | None = None
    ) -> CallEvents:
        """A call changed, as one login has it."""
        id_, login = self._site.call(dialog.id), dialog.login
        told = self._told.get(id_)
        before = told.call if told else self._lately_ended(id_, now)
        call = calls.call(dialog, before, phones, self._site, now, listens_to)
        if call.state is CallState.ENDED:
            return self.over(id_, login, now)
        if told is None:
            told = self._told[id_] = _Told(_NOTHING_YET, {})
            self._ended.pop(id_, None)
        own = self._site.agent(login)
        told.parts[login] = next((p.state for p in call.participants if p.agent == own), call.state)
        told.confirmed, told.unsure_since = True, None
        return self._put_call(self._as_a_whole(call, told.parts, told.call.participants))

    def put_status(
        self, status: DialogStatus, phones: parties.Directory, now: datetime, hears: AgentId | None = None
    ) -> CallEvents:
        """All dialogs of a login that has just come in: those that it does not name are over for it.

        The event says no call's type. One that we never heard of, dialled by the login's own phone while it waits for
        silent monitoring to begin (`hears`), is taken for that.
        """
        own = phones.of(self._site.agent(status.login))
        changed: CallEvents = []
        for dialog in status.dialogs:
            is_new = dialog.type is None and self._site.call(dialog.id) not in self._told
            if hears and is_new and dialog.from_address == own:
                dialog = replace(dialog, type=SILENT_MONITORING)
            changed += self.put(dialog, phones, now, hears)
        named = {self._site.call(dialog.id) for dialog in status.dialogs}
        for id_ in [i for i, told in self._told.items() if status.login in told.parts and i not in named]:
            changed += self.over(id_, status.login, now)
        return changed

    def put_participants(self, message: ConferenceParticipants, phones: parties.Directory) -> CallEvents:
        """The extensions in a login's conference: of which call, it does not say, and only a single one is certain.

        Agents who are not among them have left it; of a customer's number nothing says that it would be named.
        """
        theirs = [c for c in self.of(message.login) if c.type is not CallType.MONITOR]
        conferences = [c for c in theirs if c.type is CallType.CONFERENCE]
        meant = theirs if len(theirs) == 1 else conferences
        if len(meant) != 1:
            return []
        call, own, named = meant[0], self._site.agent(message.login), set(message.extensions)
        stay = [p for p in call.participants if p.address in named or p.agent == own or not (p.is_agent or p.agent)]
        known = {p.address for p in stay} | {phones.of(own)}
        new = parties.named([a for a in message.extensions if a not in known], phones)
        return self._put_call(replace(call, participants=(*stay, *new)))

    def login_is_out(self, login: str, now: datetime) -> CallEvents:
        """Nobody tells this login of calls any more: one that nobody else is told of is over for us."""
        theirs = [id_ for id_, told in self._told.items() if login in told.parts]
        return [event for id_ in theirs for event in self.over(id_, login, now)]

    def over(self, id_: CallId, login: str, now: datetime) -> CallEvents:
        """A login has no such call any more."""
        told = self._told.get(id_)
        if told is None or told.parts.pop(login, None) is None:
            return []
        if not told.parts:
            del self._told[id_]
            self._ended[id_] = (now, replace(told.call, participants=(), doubtful=False))
            return [CallEnded(call=id_)]
        left = calls.without(told.call, self._site.agent(login))  # it goes on for another of us
        return self._put_call(self._as_a_whole(replace(told.call, participants=left), told.parts))

    def name_again(self, phones: parties.Directory) -> CallEvents:
        """More phones are known: whose they are is said of those who take part."""
        changed: CallEvents = []
        for told in self._told.values():
            again = parties.named_again(told.call.participants, phones)
            changed += self._put_call(replace(told.call, participants=again))
        return changed

    def _put_call(self, call: Call) -> CallEvents:
        told = self._told[call.id]
        before, told.call = told.call, call
        return [] if call == before else [CallChanged(call=call)]

    def _as_a_whole(self, call: Call, parts: Mapping[str, CallState], before: Sequence[Participant] = ()) -> Call:
        """The call as all of its logins have it, in whatever order they were told: each knows its own part best."""
        known = {p.agent: p for p in (*before, *call.participants) if p.agent}
        ours = {self._site.agent(login): state for login, state in sorted(parts.items())}
        named = [replace(known[own], state=state) for own, state in ours.items() if own in known]
        others = [p for p in call.participants if p.agent not in ours]
        state = min(parts.values(), key=_LIVELIEST_FIRST.index)
        return replace(call, state=state, participants=(*named, *others))

    def _lately_ended(self, id_: CallId, now: datetime) -> Call | None:
        for old in [i for i, (at, _) in self._ended.items() if (now - at).total_seconds() > ENDED_IS_REMEMBERED]:
            del self._ended[old]
        found = self._ended.get(id_)
        return found[1] if found else None


def _doubtful_at(told: _Told) -> float:
    if told.confirmed or told.call.doubtful or told.unsure_since is None:
        return float("inf")
    return told.unsure_since + DOUBTFUL_AFTER


def kept(calls_: Iterable[tuple[str, Call]], site: Site) -> ToldCalls:
    """Calls as the floor last had them, each with the login that had it."""
    found = ToldCalls(site)
    for login, call in calls_:
        found.keep(login, call)
    return found
