"""Each step of a command: its outcome, its line in the trail, its row on the desk. Inside the caller's transaction.

Whoever changes commands locks in one order, so that none waits for another in a circle: the source's lease (where it
matters), then the desk (`taking_steps`), then the commands.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from cti_bridge.floor.commands import OPEN, Outcome
from dashboard.models import AskedCommand, Person, TrailLine
from dashboard.store.desk import hold_the_desk, show
from dashboard.store.hints import COMMANDS, DESK
from dashboard.store.typed import forget_what_was_typed, keep_what_was_typed
from dashboard.store.wishes import lasting, then_asked

_BEFORE = {Outcome.DEFERRED: (Outcome.ASKED, Outcome.SENT)}  # what may become deferred; all else ends what is open


@contextmanager
def taking_steps(at: datetime) -> Iterator["Steps"]:
    """Steps of commands at a moment: nobody else takes any meanwhile, and all lines and rows are written at the end."""
    hold_the_desk()
    steps = Steps(at)
    yield steps
    steps.write()


class Steps:
    """The steps that one transaction takes: many at once cost little more than one. Made by `taking_steps`."""

    def __init__(self, at: datetime) -> None:
        self._at = at
        self._new: list[AskedCommand] = []
        self._changed: dict[UUID, AskedCommand] = {}
        self._lines: list[TrailLine] = []

    @property
    def hints(self) -> frozenset[str]:
        """What to say after the commit: nothing, that the desk moved, or also that bridges are asked something."""
        if self._new:
            return frozenset({DESK, COMMANDS})
        return frozenset({DESK}) if self._changed else frozenset()

    def ask(self, asked: AskedCommand, *, role: str, details: Mapping[str, object]) -> None:
        """A new command. Its line says what its person saw, or what it follows from."""
        self._new.append(asked)
        self._step(asked, Outcome.ASKED, role=role, details=details)

    def send(self, asked: AskedCommand, holder: str) -> bool:
        """A command is sent by a bridge, once; False when it is not `asked` any more. A typed password moves on."""
        sealed = asked.secret
        if not self._is_now(asked, (Outcome.ASKED,), outcome=Outcome.SENT, holder=holder, secret=""):
            return False
        keep_what_was_typed(asked, sealed)
        self._step(asked, Outcome.SENT)
        return True

    def settle(self, asked: AskedCommand, outcome: Outcome, *, said: str = "", code: str = "", call: str = "") -> bool:
        """Gives a command its outcome, where it is still open; False when it already had a final one.

        What was to follow from it is asked now; `call` is the one that it came true in.
        """
        if outcome in (Outcome.ASKED, Outcome.SENT):
            raise ValueError(f"{outcome} is no outcome to settle by")
        final, parameters = outcome not in OPEN, asked.parameters
        values: dict[str, object] = {"outcome": outcome, "said": said, "code": code[:100], "secret": ""}
        if final:
            values |= {"settled_at": self._at, "parameters": lasting(parameters)}
        if not self._is_now(asked, _BEFORE.get(outcome, tuple(OPEN)), **values):
            return False
        self._step(asked, outcome, details={"said": said, "code": code} if said or code else {})
        forget_what_was_typed(asked)
        if outcome is Outcome.CONFIRMED:
            self._ask_what_follows(asked, then_asked(asked, parameters, call=call, at=self._at))
        return True

    def write(self) -> None:
        """Writes what was gathered: new commands, every line in its order, and the rows as they stand at the end."""
        AskedCommand.objects.bulk_create(self._new)
        TrailLine.objects.bulk_create(self._lines)
        show(list(self._changed.values()))

    def _ask_what_follows(self, first: AskedCommand, then: AskedCommand | None) -> None:
        if then is not None:
            role = Person.objects.filter(pk=first.person).values_list("role", flat=True).first() or ""
            self.ask(then, role=role, details={"after": str(first.pk)})

    def _is_now(self, asked: AskedCommand, before: tuple[Outcome, ...], **values: object) -> bool:
        """By a conditional update, whatever was read before: a step is taken at most once."""
        if not AskedCommand.objects.filter(pk=asked.pk, outcome__in=before).update(**values):
            return False
        for name, value in values.items():
            setattr(asked, name, value)
        return True

    def _step(
        self, asked: AskedCommand, step: Outcome, *, role: str = "", details: Mapping[str, object] | None = None
    ) -> None:
        self._changed[asked.pk] = asked
        line = TrailLine(
            at=self._at,
            command=asked.pk,
            step=step,
            action=asked.action,
            person=asked.person,
            role=role,
            source=asked.source,
            subject=asked.subject,
            team=asked.team,
            why=asked.why if step is Outcome.ASKED else "",
            details=dict(details or {}),
        )
        self._lines.append(line)
