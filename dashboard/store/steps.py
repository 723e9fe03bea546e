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
from dashboard.store.standing import cut
from dashboard.store.typed import forget_what_was_typed, keep_what_was_typed
from dashboard.store.wishes import lasting, then_asked

LONGEST_SAID = 500  # characters of a system's words: the trail keeps them for good
LONGEST_CODE = 100  # as dashboard.models.AskedCommand has it
_BEFORE = {Outcome.DEFERRED: frozenset({Outcome.ASKED, Outcome.SENT})}  # all else ends what is open


@contextmanager
def taking_steps(at: datetime) -> Iterator["Steps"]:
    """Steps of commands at a moment: nobody else takes any meanwhile, and all of it is written at the end.

    Read the commands after this has begun: what was read before may have taken a step since.
    """
    hold_the_desk()
    steps = Steps(at)
    yield steps
    steps.write()


class StepTaken(RuntimeError):
    """A fault of ours: the whole transaction is void, and nothing of it was sent or told."""


class Steps:
    """The steps that one transaction takes: many at once cost little more than one. Made by `taking_steps`."""

    def __init__(self, at: datetime) -> None:
        self._at = at
        self._new: list[AskedCommand] = []
        self._changed: dict[UUID, AskedCommand] = {}
        self._was: dict[UUID, str] = {}  # the outcomes that stand in the table
        self._values: dict[UUID, dict[str, object]] = {}  # what is to stand there
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
        if asked.outcome != Outcome.ASKED:
            return False
        self._is_now(asked, outcome=Outcome.SENT, holder=holder, secret="")
        keep_what_was_typed(asked, sealed)
        self._step(asked, Outcome.SENT)
        return True

    def settle(self, asked: AskedCommand, outcome: Outcome, *, said: str = "", code: str = "", call: str = "") -> bool:
        """Gives a command its outcome, where it is still open; False when it already had a final one.

        What was to follow from it is asked now; `call` is the one that it came true in.
        """
        if outcome in (Outcome.ASKED, Outcome.SENT):
            raise ValueError(f"{outcome} is no outcome to settle by")
        if asked.outcome not in _BEFORE.get(outcome, OPEN):
            return False
        parameters, said, code = asked.parameters, cut(said, LONGEST_SAID), cut(code, LONGEST_CODE)
        self._is_now(asked, outcome=outcome, said=said, code=code, secret="")
        if outcome not in OPEN:
            self._is_now(asked, settled_at=self._at)
            if (lasts := lasting(parameters)) != parameters:
                self._is_now(asked, parameters=lasts)
        self._step(asked, outcome, details={"said": said, "code": code} if said or code else {})
        forget_what_was_typed(asked)
        if outcome is Outcome.CONFIRMED:
            self._ask_what_follows(asked, then_asked(asked, parameters, call=call, at=self._at))
        return True

    def write(self) -> None:
        """Writes what was gathered: commands, every line in its order, and the rows as they stand at the end."""
        for (was, _), commands in self._alike().items():
            still = AskedCommand.objects.filter(pk__in=commands, outcome=was)
            if still.update(**self._values[commands[0]]) != len(commands):
                raise StepTaken("Somebody took a step of a command without holding the desk.")
        AskedCommand.objects.bulk_create(self._new)
        TrailLine.objects.bulk_create(self._lines)
        show(list(self._changed.values()))

    def _ask_what_follows(self, first: AskedCommand, then: AskedCommand | None) -> None:
        if then is not None:
            role = Person.objects.filter(pk=first.person).values_list("role", flat=True).first() or ""
            self.ask(then, role=role, details={"after": str(first.pk)})

    def _is_now(self, asked: AskedCommand, **values: object) -> None:
        self._was.setdefault(asked.pk, asked.outcome)
        self._values.setdefault(asked.pk, {}).update(values)
        for name, value in values.items():
            setattr(asked, name, value)

    def _alike(self) -> dict[tuple[str, str], list[UUID]]:
        """The changed commands, by what stands in the table and what is to stand there."""
        alike: dict[tuple[str, str], list[UUID]] = {}
        for id_, values in self._values.items():
            alike.setdefault((self._was[id_], repr(values)), []).append(id_)
        return alike

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
