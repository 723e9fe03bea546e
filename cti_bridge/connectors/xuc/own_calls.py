"""The calls of the phone of one of our own sign-ins: which of them listens to an agent, as PhoneEvents tell (seed).

XUC does not say that a call listens. It is the one that the phone gets after our listenAgent (inferred).
"""

from collections.abc import Iterator
from dataclasses import replace
from hashlib import blake2s
from secrets import token_bytes

from cti_bridge.connector import Clock, SignInConfig
from cti_bridge.connectors.xuc.own_messages import CurrentCallsPhoneEvents, PhoneEvent
from cti_bridge.connectors.xuc.site import Site, word_of
from cti_bridge.floor.events import CallChanged, CallEnded, Event
from cti_bridge.floor.model import AgentId, Call, CallId, CallState, CallType, Participant

STATES = {
    "EventRinging": CallState.RINGING,
    "EventDialing": CallState.DIALLING,
    "EventEstablished": CallState.ACTIVE,
}
RELEASED = "EventReleased"
RINGS_WITHIN = 30.0  # seconds after listenAgent
CONFIRMED_WITHIN = 60.0  # seconds after the line was lost, or came back

_SALT = token_bytes(16)


class OwnCalls:
    """One phone's calls, by their unique ids. They outlive a lost line: the phone does."""

    def __init__(self, config: SignInConfig, site: Site, now: Clock) -> None:
        self._id, self._site, self._now = site.sign_in(config.login), site, now
        self._phone: dict[str, CallState] = {}
        self._listening: dict[str, Call] = {}
        self._asked: AgentId | None = None  # whom its person asked to hear
        self._asked_at = float("-inf")
        self._untold_since: float | None = None  # since when nobody tells which calls still stand
        self._hears = config.hears
        self._listening |= _kept(config, self._id)

    @property
    def listening(self) -> tuple[Call, ...]:
        """The calls in which its person listens."""
        return tuple(self._listening.values())

    @property
    def is_busy(self) -> bool:
        """Whether the phone has any call."""
        return bool(self._phone or self._listening)

    def is_only(self, call: Call) -> bool:
        """Whether the phone has this call and no other: hangup takes whichever there is."""
        return self._site.own_call(next(iter(self._phone), "")) == call.id and len(self._phone) == 1

    def expect(self, agent: AgentId, at: float) -> None:
        """listenAgent was sent."""
        self._asked, self._asked_at = agent, at

    def expect_none(self) -> None:
        """It was not sent after all."""
        self._asked = None

    def line_is_back(self, at: float) -> None:
        """The line stands (again): what became of the calls meanwhile is about to be told."""
        self._phone.clear()
        self._untold_since = at
        if self._hears is not None:
            self.expect(self._hears, at)
            self._hears = None

    def line_is_lost(self, at: float) -> None:
        """Nobody tells of the calls any more, or yet."""
        self._untold_since = at

    def forget_doubtful(self) -> Iterator[Event]:
        """Calls of which nobody says whether they still are, when their person signs out."""
        for key in [k for k, call in self._listening.items() if call.doubtful]:
            yield CallEnded(call=self._listening.pop(key).id)

    # -- hearing -----------------------------------------------------------------------------------------------------

    def heard(self, said: PhoneEvent, at: float) -> Iterator[Event]:
        """What one call of the phone does."""
        key = said.unique_id or said.linked_id or _unnamed(said.other_dn)
        if said.event_type == RELEASED:
            self._phone.pop(key, None)
            if (over := self._listening.pop(key, None)) is not None:
                yield CallEnded(call=over.id)
            return
        state = STATES.get(said.event_type)
        if state is None:
            return  # a hold, a transfer …: the call stands as it did
        is_new = key not in self._phone
        self._phone[key] = state
        if key in self._listening:
            yield from self._put(key, state)
        elif is_new and self._asked is not None and self._may_listen(said, state, at):
            self._listening[key] = self._call(key, self._asked, said.dn)
            self._asked = None
            yield from self._put(key, state)

    def _may_listen(self, said: PhoneEvent, state: CallState, at: float) -> bool:
        """The phone rings for listening: what its person dials, or gets from a queue, is another call."""
        return at - self._asked_at < RINGS_WITHIN and not said.queue_name and state is not CallState.DIALLING

    def heard_all(self, said: CurrentCallsPhoneEvents, at: float) -> Iterator[Event]:
        """All calls of the phone: of those that are not named nothing is left."""
        self._untold_since = None
        self._phone.clear()
        if len(said.events) > 1:
            self._asked = None  # which of them would listen, nobody can say
        for event in said.events:
            yield from self.heard(event, at)
        for key in [k for k in self._listening if k not in self._phone] if not said.skipped else ():
            yield CallEnded(call=self._listening.pop(key).id)

    def look(self, at: float) -> Iterator[Event]:
        """After a minute without a word about them, calls are doubtful."""
        if self._untold_since is None or at - self._untold_since < CONFIRMED_WITHIN:
            return
        self._untold_since = None
        for key in [k for k in self._listening if k not in self._phone]:
            self._listening[key] = replace(self._listening[key], doubtful=True)
            yield CallChanged(call=self._listening[key])

    def _put(self, key: str, state: CallState) -> Iterator[Event]:
        old = self._listening[key]
        began = self._now() if state is CallState.ACTIVE and old.state is not CallState.ACTIVE else old.started_at
        parties = tuple(replace(p, state=state) for p in old.participants)
        call = replace(old, state=state, started_at=began, participants=parties, doubtful=False)
        self._listening[key] = call
        yield CallChanged(call=call)

    def _call(self, key: str, agent: AgentId, phone: str) -> Call:
        """The one who listens comes first, then who is heard (floor/model.py)."""
        return Call(
            id=self._site.own_call(key),
            state=CallState.UNKNOWN,
            type=CallType.MONITOR,
            started_at=self._now(),
            participants=(
                Participant(address=phone, agent=self._id),
                Participant(address=word_of(agent), agent=agent, is_agent=True),
            ),
        )


def _unnamed(number: str) -> str:
    """An id for a call without one, from which nobody learns the number: ids are kept with what was asked."""
    return f"unnamed-{blake2s(number.encode(), digest_size=8, key=_SALT).hexdigest()}"


def _kept(config: SignInConfig, own: AgentId) -> dict[str, Call]:
    """The listening of before this bridge, as the sign-in's row had it: it stands until the phone tells otherwise."""
    if config.last is None or config.feed:
        return {}
    phone = config.last.extension
    return {
        word_of(row.id): Call(
            id=CallId(row.id),
            state=row.state,
            type=CallType.MONITOR,
            started_at=row.since,
            participants=(
                Participant(address=phone, agent=own, state=row.state),
                *(
                    Participant(address=p.address, agent=AgentId(p.agent), is_agent=True, state=row.state)
                    for p in row.parties
                    if p.agent
                ),
            ),
        )
        for row in config.last.calls
        if row.type is CallType.MONITOR
    }
