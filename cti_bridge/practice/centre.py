"""The practice centre: a whole contact centre that runs by itself, can be read, and takes a supervisor's orders."""

from collections.abc import Mapping
from datetime import datetime
from random import Random

from cti_bridge.floor.events import Event, FloorLoaded
from cti_bridge.floor.model import Agent, AgentState, Call, Queue, ReasonCode, SourceId, Team
from cti_bridge.practice import reasons
from cti_bridge.practice.asking import Asking
from cti_bridge.practice.callback_orders import CallbackOrders
from cti_bridge.practice.callbacks import Callbacks
from cti_bridge.practice.clock import SimClock
from cti_bridge.practice.furnishing import furnish
from cti_bridge.practice.hall import Hall
from cti_bridge.practice.history import History
from cti_bridge.practice.listening import Listening
from cti_bridge.practice.memberships import Memberships
from cti_bridge.practice.midnight import await_midnight
from cti_bridge.practice.opening import Opening
from cti_bridge.practice.orders import Orders
from cti_bridge.practice.people import Person, hire
from cti_bridge.practice.phones import Phones
from cti_bridge.practice.recordings import Recordings
from cti_bridge.practice.signing_in import SigningIn
from cti_bridge.practice.switch import Switch


class Centre:
    """Same seed, size and start: same centre, event for event, however its time is cut into pieces.

    `speed` is simulated seconds per real one. Every time that goes in or out is real, so at speed 10 a call
    of ten minutes lasts one. `refusals` is the share of possible orders that are refused, to train with.
    """

    def __init__(
        self,
        *,
        start: datetime,
        seed: int = 1,
        agents: int = 60,
        speed: float = 1.0,
        refusals: float = 0.0,
        source: str = "practice",
    ) -> None:
        rng = Random(seed)
        self.source = SourceId(source)
        self.people: tuple[Person, ...] = hire(rng, self.source, agents)
        self._hall = Hall(self.source, rng, SimClock(start, speed))
        furnish(self._hall, self.people, Random(f"{seed} memberships"))
        switch = Switch(self._hall)
        Opening(self._hall, switch, Random(f"{seed} days")).set_the_scene()
        self._callbacks = Callbacks(self._hall, switch.dialling, Random(f"{seed} callbacks"))
        self._callbacks.open()
        self._hall.told.clear()
        await_midnight(self._hall)
        self._hall.lines.refresh()
        asking = Asking(self._hall, refusals)
        self._orders = Orders(self._hall, switch.days, asking)
        self.phones = Phones(self._hall, switch.days, asking)
        self.callbacks = CallbackOrders(self._hall, self.phones, self._callbacks, asking)
        self.history = History(self._hall, seed)
        self.signing_in = SigningIn(self._hall, switch.days, asking)
        self.recordings = Recordings(self._hall, asking)
        self.memberships = Memberships(self._hall, switch, asking)
        self.listening = Listening(self._hall, self.phones, switch, asking)

    # -- time --------------------------------------------------------------------------------------------------

    @property
    def now(self) -> datetime:
        """Up to when everything has happened."""
        return self._hall.clock.at(self._hall.now)

    @property
    def speed(self) -> float:
        """Simulated seconds per real one."""
        return self._hall.clock.speed

    def advance(self, until: datetime) -> list[Event]:
        """What has happened since the last call, up to `until`; a time already past changes nothing."""
        self._hall.agenda.run(self._hall.clock.second(until))
        told, self._hall.told = self._hall.told, []
        return told

    # -- reading -----------------------------------------------------------------------------------------------

    def snapshot(self) -> FloorLoaded:
        """All that stands now. Take the news (`advance`) first: they are in here already."""
        return FloorLoaded(
            source=self.source,
            at=self.now,
            teams=self.teams,
            agents=tuple(self.agents().values()),
            queues=self.queues,
            calls=self.calls,
            reason_codes=self.reason_codes,
            memberships=tuple(seat.membership() for seat in self._hall.seats.values()),
            callers=tuple(self._hall.lines.callers.values()),
            callback_lists=self._callbacks.lists,
            callback_periods=self._callbacks.periods,
            callbacks=tuple(request.as_told() for request in self._callbacks.requests.values()),
        )

    @property
    def teams(self) -> tuple[Team, ...]:
        """Every team, in order."""
        return tuple({p.team.id: p.team for p in self.people}.values())

    @property
    def queues(self) -> tuple[Queue, ...]:
        """Every queue as it was last told: its agents' counts and figures are up to two seconds old."""
        return tuple(self._hall.lines.boards.values())

    @property
    def calls(self) -> tuple[Call, ...]:
        """Every call that agents are in, or that rings."""
        return tuple(self._hall.call(c) for c in self._hall.calls.values())

    @property
    def reason_codes(self) -> tuple[ReasonCode, ...]:
        """Every reason code, of all categories."""
        return reasons.reason_codes(self.source)

    def agents(self) -> Mapping[str, Agent]:
        """Every agent as they are now, by login."""
        return {login: self._hall.agent(seat) for login, seat in self._hall.seats.items()}

    def agent(self, login: str) -> Agent:
        """One agent as they are now; raises KeyError for a login that nobody has."""
        return self._hall.agent(self._hall.seats[login])

    # -- orders ------------------------------------------------------------------------------------------------

    def force(self, login: str, state: AgentState, reason: str = "") -> None:
        """Orders a state for an agent; the floor's events confirm it. Raises CommandRefused, in words."""
        self._orders.force(login, state, reason)
