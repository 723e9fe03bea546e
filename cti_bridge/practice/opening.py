"""How the centre looks when one comes in: in the middle of a shift, everybody already at something for some time."""

from collections import Counter
from collections.abc import Iterable, Iterator
from random import Random

from cti_bridge.floor.model import ON_A_CALL, AgentState
from cti_bridge.practice import shifts
from cti_bridge.practice.figures import Figures, share_within
from cti_bridge.practice.hall import Hall
from cti_bridge.practice.opening_calls import CallsUnderWay
from cti_bridge.practice.opening_days import day_so_far
from cti_bridge.practice.queues import ServiceQueue
from cti_bridge.practice.reasons import END_OF_SHIFT, OWN_CHOICE, STATUTORY_BREAK, Reason
from cti_bridge.practice.reasons import WRAP_UP as WRAP_UP_CODES
from cti_bridge.practice.seats import Seat
from cti_bridge.practice.spreads import HOLD, PATIENCE, TALK, WRAP_UP
from cti_bridge.practice.switch import Switch

TALKING_SHARE, HOLD_SHARE, WRAP_UP_SHARE, NOT_READY_SHARE = 0.37, 0.04, 0.08, 0.20
LONGEST_AWAY, LONGEST_WRAP_UP = 45 * 60.0, 240.0
WAITING = (1, 4)  # callers in a queue where nobody is ready


class Opening:
    """The scene at second 0, set once; nothing of it is told as news."""

    def __init__(self, hall: Hall, switch: Switch, invented: Random) -> None:
        self._hall, self._switch, self._days, self._rng = hall, switch, switch.days, hall.rng
        self._invented = invented  # what was before
        self._reasons = self._why_away()

    def set_the_scene(self) -> None:
        """Everybody gets a state of some age; callers wait where nobody is ready; the day has its figures so far."""
        at_work: list[Seat] = []
        for seat in self._hall.seats.values():
            if shifts.until_end(seat.person.phase, 0) > 0:
                at_work.append(seat)
            else:
                self._at_home(seat)
        self._rng.shuffle(at_work)
        on_a_call = []
        for seat, state in zip(at_work, self._states(at_work), strict=True):
            self._days.plan_end_of_shift(seat)
            if state in ON_A_CALL:
                on_a_call.append((seat, state))
            else:
                self._place(seat, state)
            if state is not AgentState.NOT_READY:
                self._days.plan_break(seat)
        CallsUnderWay(self._hall, self._switch).begin(on_a_call)
        for queue in self._hall.queues.values():
            queue.today = self._figures_so_far(queue)
            if not queue.ready:
                self._fill(queue)
            self._hall.lines.tell(queue)
            self._switch.open(queue)
        for seat in self._hall.seats.values():
            seat.tally = day_so_far(self._invented, seat, self._hall.clock.second_of_day(0))
            seat.day = seat.tally.as_told(self._hall.clock)
        self._hall.told.clear()

    # -- agents ------------------------------------------------------------------------------------------------

    def _at_home(self, seat: Seat) -> None:
        ended = shifts.until_end(seat.person.phase, 0)
        self._hall.move(seat, AgentState.SIGNED_OUT, END_OF_SHIFT, since=ended)
        self._days.sign_in_in(seat, shifts.until_start(seat.person.phase, 0))

    def _states(self, at_work: list[Seat]) -> list[AgentState]:
        """One state each, by their shares; where queues are crowded nobody is ready, for callers wait there."""
        everybody = len(self._hall.seats)
        shares = {
            AgentState.TALKING: TALKING_SHARE,
            AgentState.HOLD: HOLD_SHARE,
            AgentState.WRAP_UP: WRAP_UP_SHARE,
            AgentState.NOT_READY: NOT_READY_SHARE,
        }
        states = [state for state, share in shares.items() for _ in range(round(share * everybody))][: len(at_work)]
        states += [AgentState.READY] * (len(at_work) - len(states))
        self._rng.shuffle(states)
        crowded = self._crowded()
        ready = [i for i, s in enumerate(states) if s is AgentState.READY and crowded & at_work[i].serves.keys()]
        others = [i for i, s in enumerate(states) if s is AgentState.TALKING and not crowded & at_work[i].serves.keys()]
        for i, j in zip(ready, others, strict=False):
            states[i], states[j] = states[j], states[i]
        return states

    def _crowded(self) -> set[ServiceQueue]:
        """The sixth of the queues (one at least) with the most callers for each agent."""
        heads = Counter(queue for seat in self._hall.seats.values() for queue in seat.serves)
        by_crowd = sorted(self._hall.queues.values(), key=lambda q: q.demand.rate / heads[q], reverse=True)
        return set(by_crowd[: max(1, len(by_crowd) // 6)])

    def _place(self, seat: Seat, state: AgentState) -> None:
        match state:
            case AgentState.WRAP_UP:
                gone, left = WRAP_UP.under_way(self._rng, LONGEST_WRAP_UP)
                code = self._rng.choices(WRAP_UP_CODES, [r.weight for r in WRAP_UP_CODES])[0]
                self._hall.move(seat, state, code, since=-gone)
                self._days.finish_wrap_up_in(seat, left)
            case AgentState.NOT_READY:
                reason = next(self._reasons)
                gone, left = reason.lasts.under_way(self._rng, LONGEST_AWAY)
                self._hall.move(seat, state, reason, since=-gone)
                self._days.come_back_in(seat, left)
            case _:
                self._hall.move(seat, AgentState.READY, since=-self._rng.expovariate(1 / 75))
                self._switch.dialling.perhaps(seat)

    def _why_away(self) -> Iterator[Reason]:
        """Why agents are not ready: the first takes the protected break, so that it is seen; chance has the others."""
        yield STATUTORY_BREAK
        while True:
            yield self._rng.choices(OWN_CHOICE, [r.weight * r.lasts.mean for r in OWN_CHOICE])[0]

    # -- queues ------------------------------------------------------------------------------------------------

    def _fill(self, queue: ServiceQueue) -> None:
        for waited in sorted(self._waits(), reverse=True):
            caller = self._switch.new_caller(waited=waited, patience=waited + PATIENCE.draw(self._rng))
            self._switch.wait(queue, caller)

    def _waits(self) -> Iterable[float]:
        return (self._rng.expovariate(1 / 45) for _ in range(self._rng.randint(*WAITING)))

    def _figures_so_far(self, queue: ServiceQueue) -> Figures:
        """What an ordinary day would have brought until now."""
        so_far = self._hall.clock.second_of_day(0)
        offered = round(queue.demand.rate * so_far * self._rng.uniform(0.9, 1.05))
        answered = round(offered * self._rng.uniform(0.93, 0.97))
        abandoned = offered - answered
        quick = self._rng.uniform(0.78, 0.9)
        return Figures(
            answered=answered,
            abandoned=abandoned,
            answered_within=share_within(
                answered, {5: 0.62 * quick, 15: 0.93 * quick, 20: quick, 30: 0.5 + quick / 2, 60: 0.85 + 0.15 * quick}
            ),
            abandoned_within=share_within(abandoned, {5: 0.06, 15: 0.15, 20: 0.2, 30: 0.3, 60: 0.5}),
            wait_seconds_of_answered=answered * self._rng.uniform(9, 18),
            handled=answered,
            talk_seconds=answered * TALK.mean,
            hold_seconds=answered * HOLD.mean * 0.25,
            wrap_up_seconds=answered * WRAP_UP.mean,
        )
