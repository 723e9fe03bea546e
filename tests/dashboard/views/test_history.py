"""An agent's history: written down before it is shown, to those who have the team, as far as it is kept."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone

from dashboard.models import CallLogEntry, Person, ReasonPolicy, Site, StateLogEntry, TeamPolicy, TrailLine
from tests.dashboard.views import trails
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.usefixtures("floor")
ADA = "/agents/cisco:1001/history/"
HTMX = {"HX-Request": "true"}
READERS = (
    "dashboard.store.history.last_calls",
    "dashboard.store.history.last_states",
    "dashboard.store.activity.about",
)


def had_a_call(number: str = "+49 40 1234552", *, minutes: float = 10, seconds: float = 125) -> None:
    """Ada had a call, which ended so long ago."""
    ended = timezone.now() - timedelta(minutes=minutes)
    CallLogEntry.objects.create(
        source="cisco",
        call="cisco:c1",
        agent="cisco:1001",
        team="cisco:5000",
        type="queue",
        media="voice",
        queue="Sales",
        parties=[{"address": number}],
        variables=[["Order no.", "A-20917"], ["Ring", f"back at {number}"]],
        since=ended - timedelta(seconds=seconds),
        ended_at=ended,
    )


def was(state: str, *, minutes: float, reason: str = "", team: str = "cisco:5000") -> None:
    """Ada was in a state since so long ago."""
    at = timezone.now() - timedelta(minutes=minutes)
    StateLogEntry.objects.create(
        source="cisco", agent="cisco:1001", team=team, state=state, reason=reason, since=at, since_is_known=True, at=at
    )


def opened() -> list[tuple[str, str]]:
    """Who is told to have looked into whose history."""
    lines = TrailLine.objects.filter(action="history", step="opened").order_by("pk")
    return [(line.role, line.subject) for line in lines]


# -- the line comes first ------------------------------------------------------------------------------------------


def test_looking_is_a_line_of_the_trail(sam: Person, sam_client: Client) -> None:
    sam_client.get(ADA)

    line = TrailLine.objects.get()
    assert (line.action, line.step, line.person, line.role) == ("history", "opened", sam.pk, "supervisor")
    assert (line.subject, line.team, line.source) == ("cisco:1001", "cisco:5000", "cisco")


def test_looking_twice_is_two_lines(sam_client: Client) -> None:
    sam_client.get(ADA)
    sam_client.get(ADA, headers=HTMX)

    assert opened() == [("supervisor", "cisco:1001")] * 2


@contextmanager
def reading_asks(whether: Callable[[], bool]) -> Iterator[list[bool]]:
    """Asks a question at each reading of a history; the answers."""
    answers: list[bool] = []

    def read(*_: object, **__: object) -> list[object]:
        answers.append(whether())
        return []

    with patch(READERS[0], read), patch(READERS[1], read), patch(READERS[2], read):
        yield answers


def test_the_line_stands_before_anything_is_read(sam_client: Client) -> None:
    with reading_asks(lambda: bool(opened())) as answers:
        sam_client.get(ADA)

    assert answers == [True, True, True]


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "panel"])
def test_what_cannot_be_written_down_is_not_read_and_not_shown(sam_client: Client, headers: dict[str, str]) -> None:
    had_a_call()
    was("ready", minutes=5)

    with (
        reading_asks(lambda: True) as answers,
        patch("dashboard.store.trail.TrailLine.objects.create", side_effect=DatabaseError),
    ):
        answer = sam_client.get(ADA, headers=headers)

    assert answer.status_code == 503
    assert "The trail could not be written, so nothing is shown." in text(html(answer))
    assert answers == []
    assert "<table" not in html(answer)


# -- who -----------------------------------------------------------------------------------------------------------


def test_vic_may_look_and_is_written_down_too(vic_client: Client) -> None:
    assert vic_client.get(ADA).status_code == 200
    assert opened() == [("viewer", "cisco:1001")]


def test_ada_may_look_at_everybody(ada_client: Client) -> None:
    assert ada_client.get("/agents/cisco:1003/history/").status_code == 200


def test_a_stranger_sees_nothing_and_the_try_is_a_line(lea: Person, lea_client: Client) -> None:
    assert lea_client.get(ADA).status_code == 404
    assert opened() == []
    denied = TrailLine.objects.get(step="denied")
    assert (denied.person, denied.action, denied.subject, denied.team) == (
        lea.pk,
        "history",
        "cisco:1001",
        "cisco:5000",
    )


def test_ann_may_not_look_and_the_try_is_a_line(ann: Person, signed_in: Callable[[Person], Client]) -> None:
    assert signed_in(ann).get(ADA).status_code == 403
    assert TrailLine.objects.get().step == "denied"


def test_nobody_is_sent_to_the_sign_in_and_writes_nothing(nobody: Client) -> None:
    assert nobody.get(ADA).status_code == 302
    assert not TrailLine.objects.exists()


def test_it_is_only_looked_at(sam_client: Client) -> None:
    assert sam_client.post(ADA).status_code == 405


# -- what ----------------------------------------------------------------------------------------------------------


def test_it_shows_the_last_calls_with_masked_numbers(sam_client: Client) -> None:
    had_a_call()

    said = text(html(sam_client.get(ADA)))

    assert "+49 40 •••• 552 from a queue · Sales · Order no.: A-20917 · Ring: back at +49 40 •••• 552 2:05" in said
    assert "1234552" not in said


def test_numbers_are_whole_where_the_site_says_so(sam_client: Client) -> None:
    Site.objects.create(mask_numbers=False)
    had_a_call()

    assert "+49 40 1234552" in text(html(sam_client.get(ADA)))


def test_it_shows_the_last_states_with_reasons_and_how_long(sam_client: Client) -> None:
    ReasonPolicy.objects.create(source="cisco", category="not_ready", code="10", label="Lunch break")
    was("not_ready", minutes=40, reason="10")
    was("ready", minutes=10)

    said = text(html(sam_client.get(ADA)))

    assert "Not ready · Lunch break 30:00" in said
    assert "Ready 10:0" in said


def test_a_reason_is_in_our_words_else_the_systems_else_its_code(sam_client: Client) -> None:
    ReasonPolicy.objects.create(source="cisco", category="not_ready", code="10", label="Lunch break", named="Lunch")
    ReasonPolicy.objects.create(source="cisco", category="not_ready", code="77", named="Yoga")  # given no more
    for minutes, code in ((50, "10"), (40, "20"), (30, "77"), (20, "78")):
        was("not_ready", minutes=minutes, reason=code)

    said = text(html(sam_client.get(ADA)))

    assert "Not ready · Lunch break 10:00" in said
    assert "Not ready · Coaching 10:00" in said
    assert "Not ready · Yoga 10:00" in said
    assert "Not ready · 78 20:0" in said


def test_no_more_than_twenty_calls_and_fifty_states(sam_client: Client) -> None:
    for number in range(60):
        had_a_call(minutes=number + 1)
        was(("ready", "talking")[number % 2], minutes=number + 1)

    page = html(sam_client.get(ADA, headers=HTMX))
    assert page.count("from a queue") == 20
    assert page.count('<tr data-state="') == 50


def test_it_shows_what_was_done_about_the_agent_with_the_way_to_all_of_it(sam: Person, sam_client: Client) -> None:
    trails.command(sam, "not-ready", why="Coaching")
    trails.command(sam, "ready", subject="cisco:1002")

    page = html(sam_client.get(ADA, headers=HTMX))

    assert "Not ready Sam Supervisor · Coaching" in text(page)
    assert 'href="/activity/?agent=cisco%3A1001"' in page
    assert page.count('href="/activity/') == 3  # this look, that command, and all


def test_a_history_that_is_not_kept_is_not_shown(sam_client: Client) -> None:
    TeamPolicy.objects.create(id="cisco:5000", history="off")
    had_a_call()
    was("ready", minutes=5)

    said = text(html(sam_client.get(ADA)))
    assert "This team's history is not kept." in said
    assert "Sales" not in said.replace("Sales North", "")


def test_a_history_of_today_begins_at_the_teams_midnight(sam_client: Client) -> None:
    TeamPolicy.objects.create(id="cisco:5000", history="today")
    had_a_call("+49 40 7654321", minutes=25 * 60)
    was("talking", minutes=25 * 60)

    page = html(sam_client.get(ADA))
    assert "kept for the day only" in page
    assert "•••• 321" not in page
    assert 'data-state="talking"' not in page


def test_for_htmx_it_is_a_part_and_nothing_in_it_asks_for_it_again(sam_client: Client) -> None:
    part = html(sam_client.get(ADA, headers=HTMX))

    assert part.lstrip().startswith('<div class="past" id="agent-history"')
    assert "hx-" not in part
