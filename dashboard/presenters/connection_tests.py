"""A connection test as a page prints it: its steps as they were done, and what came of it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from dashboard.models import ConnectionTest
from dashboard.presenters.known import in_words
from dashboard.presenters.times import moment_or_day

NO_BRIDGE = "No bridge took it: is run_bridge running?"


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One step: what was tried, whether it worked, and what to do if not."""

    name: str
    ok: bool
    said: str
    mend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TestPanel:
    """The newest test. `outcome` colours its head: asked, confirmed or refused."""

    __test__ = False  # no test of ours: pytest

    outcome: str
    head: str
    said: str
    at: SafeString
    steps: Sequence[StepLine]

    @property
    def is_open(self) -> bool:
        """Whether there is more to come."""
        return self.outcome == "asked"


def panel_of(test: ConnectionTest, now: datetime) -> TestPanel:
    """A test as it stands. One that nobody began in time is over, whether or not anybody has written that down."""
    overdue = test.begun_at is None and test.ended_at is None and now > test.deadline
    outcome = "confirmed" if test.works else "refused" if test.ended_at or overdue else "asked"
    return TestPanel(
        outcome=outcome,
        head=_head(test, outcome),
        said=in_words(NO_BRIDGE if overdue else test.said),
        at=moment_or_day(test.ended_at or test.begun_at or test.asked_at, now),
        steps=[_line(step) for step in test.steps],
    )


def _head(test: ConnectionTest, outcome: str) -> str:
    if outcome == "asked":
        return _("Testing …") if test.begun_at else _("Waiting for a bridge …")
    return _("It works.") if outcome == "confirmed" else _("It does not work yet.")


def _line(step: Mapping[str, Any]) -> StepLine:
    return StepLine(
        name=in_words(step.get("name", "")),
        ok=bool(step.get("ok")),
        said=in_words(step.get("said", "")),
        mend=in_words(step.get("mend", "")),
    )
