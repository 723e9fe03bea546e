"""Who tried without the right stands in the trail, whatever was asked for."""

import pytest

from dashboard.models import Person, TrailLine
from dashboard.store.denials import denied
from tests.dashboard.store.floors import NINE

pytestmark = pytest.mark.usefixtures("database")


def test_a_try_is_a_line_with_who_what_whom_and_why(sam: Person) -> None:
    denied(sam, "listen", "cisco:3001", team="cisco:5002", why="not_your_team", now=lambda: NINE)

    line = TrailLine.objects.get()
    assert (line.at, line.step, line.action, line.person, line.role) == (NINE, "denied", "listen", sam.pk, "supervisor")
    assert (line.source, line.subject, line.team) == ("cisco", "cisco:3001", "cisco:5002")
    assert (line.command, line.details) == (None, {"why": "not_your_team"})


@pytest.mark.parametrize("subject", ["x" * 500, "cisco:\0" + "9" * 300, "y" * 90 + ":1", "/settings/", ""])
def test_an_address_of_any_form_leaves_its_line(sam: Person, subject: str) -> None:
    denied(sam, "a-very-long-action-that-nobody-ever-heard-of", subject, why="forged")

    assert TrailLine.objects.get().subject == subject.replace("\0", "")[:200]
