"""An agent's row as HTML says in attributes what its values say, and leaves out what they leave out."""

import re
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from dashboard.presenters.feeds import Light
from dashboard.presenters.rows import row_form

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ADA = {"team": "cisco:5000", "team_name": "North", "name": "Ada", "state": "talking", "since": "2026-11-20T11:59:00Z"}


def row(**more: Any) -> str:
    agent = SimpleNamespace(key="cisco:1001", values=ADA | more, html={})
    return row_form().row(agent, Light(fresh=True, at=NOON), days="day" in more)


def test_a_row_says_that_somebody_listens_and_why_nobody_may() -> None:
    assert 'data-ear="true"' in row(ear=True)
    assert 'data-no-listen="consult"' in row(no_listen="consult")
    assert "data-ear" not in row()
    assert "data-no-listen" not in row()


def test_a_row_says_the_day_as_the_system_counts_it_and_a_dash_for_what_it_does_not() -> None:
    day = {"signed_in": "2026-11-20T08:02:00Z", "ready": 7723, "not_ready": 61.5, "heard": "2026-11-20T11:58:00Z"}

    said = row(day=day)

    assert re.findall(r'data-cell="day-[a-z-]+">(.*?)</td>', said) == [
        '<time datetime="2026-11-20T08:02:00Z" data-clock="minutes">08:02 UTC</time>',
        "2:08:43",
        "1:01",
        "–",
    ]
    assert 'data-day-ready="7723"' in said
    assert "day" not in row(), "where no system tells it, there are no cells for it either"


def test_a_row_says_what_is_to_be_known_of_the_call_that_it_shows() -> None:
    held = {"id": "cisco:1", "state": "held", "type": "queue", "doubtful": True}
    active = {"id": "cisco:2", "state": "active", "type": "conference", "barged": True}

    said = row(calls=[held, active])

    assert 'data-barged="true"' in said
    assert "data-doubtful" not in said, "it is the other call that nobody is sure of"
