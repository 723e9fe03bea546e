"""An order takes a moment: it is checked when it is given, and again when its moment has come."""

from collections.abc import Callable
from functools import partial

from cti_bridge.errors import CommandRefused
from cti_bridge.practice.hall import Hall

LATENCY_SECONDS = (0.1, 0.6)  # real ones, until an order shows
SILENT_SHARE = 0.5  # of the orders about queues that are refused for training

Deed = Callable[[], None]
Check = Callable[[], Deed]  # raises CommandRefused, in words, or returns what is to be done
Answer = Callable[[CommandRefused | None], None]  # what came of an order whose moment has come; None: it was done


def nobody(_refused: CommandRefused | None) -> None:
    """The answer of an order of which nobody asks what came."""


class Asking:
    """Takes orders. `refusals` is the share of possible ones that are refused all the same, to train with."""

    def __init__(self, hall: Hall, refusals: float) -> None:
        self._hall, self._refusals = hall, refusals

    def refuse_some(self) -> None:
        """Raises CommandRefused now and then."""
        if self._hall.rng.random() < self._refusals:
            raise _refused_for_training()

    def soon_or_never(self, check: Check, answer: Answer) -> None:
        """As `soon`; but half of what is refused for training is answered as if it were done, and never happens."""
        check()
        if self._hall.rng.random() >= self._refusals:
            self.in_a_moment(partial(self._carry_out, check, answer))
        elif self._hall.rng.random() < SILENT_SHARE:
            self.in_a_moment(partial(answer, None))
        else:
            raise _refused_for_training()

    def in_a_moment(self, deed: Deed) -> None:
        """Does it some tenths of a real second from now."""
        wait = self._hall.rng.uniform(*LATENCY_SECONDS) * self._hall.clock.speed
        self._hall.agenda.after(wait, deed)

    def soon(self, check: Check, answer: Answer) -> None:
        """Raises what `check` refuses now; what it refuses when the moment has come goes to `answer`."""
        check()
        self.refuse_some()
        self.in_a_moment(partial(self._carry_out, check, answer))

    @staticmethod
    def _carry_out(check: Check, answer: Answer) -> None:
        try:
            deed = check()
        except CommandRefused as refused:
            answer(refused)
        else:
            deed()
            answer(None)


def _refused_for_training() -> CommandRefused:
    return CommandRefused("The practice centre refuses an order now and then, for training.", code="PRACTICE")
