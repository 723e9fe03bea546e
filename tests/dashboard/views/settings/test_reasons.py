"""Reason codes on their pages: listed, edited in place, retired, removed."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client

from cti_bridge.floor.model import AgentState
from dashboard.models import Person, ReasonPolicy, StateLogEntry, TrailLine
from tests.dashboard.views.floors import agent, put_agents
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.usefixtures("floor")
PAGE = "/settings/reason-codes/"


def code(code: str, *, category: str = "not_ready", source: str = "cisco", **more: object) -> ReasonPolicy:
    return ReasonPolicy.objects.create(source=source, category=category, code=code, **more)


def listed(client: Client, query: str = "") -> list[str]:
    """The codes in the list, in its order."""
    return re.findall(r'<td role="cell" class="code">(.*?)</td>', html(client.get(PAGE + query)))


def form(**more: object) -> dict[str, object]:
    return {"label": "", "order": "0", "max_minutes": "", "tone": "", "forceable": "on"} | more


def test_they_stand_by_system_and_category_in_their_order(ada_client: Client) -> None:
    code("30", order=2)
    code("20", order=1)
    code("1", category="wrap_up")
    code("9", source="xivo")

    assert listed(ada_client) == ["20", "30", "1", "9"]


def test_each_shows_our_label_else_the_systems_own_words(ada_client: Client) -> None:
    code("10", label="Lunch break")
    code("20")
    code("77", named="Yoga")  # as its system called it at the last import

    said = text(html(ada_client.get(PAGE)))

    assert "10 Lunch break the system says “Lunch”" in said
    assert "20 Coaching 0" in said
    assert "77 Yoga 0" in said


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["10", "20", "1"]),
        ("?source=xivo", []),
        ("?category=wrap_up", ["1"]),
        ("?q=LUNCH+10", ["10"]),
        ("?q=coach", ["20"]),
        ("?retired=on", ["10", "20", "30", "1"]),
        ("?q=smoke", []),
        ("?q=smoke&retired=on", ["30"]),
    ],
)
def test_filters_find_by_what_is_shown_and_retired_ones_are_hidden(
    ada_client: Client, query: str, shown: list[str]
) -> None:
    code("10", label="Lunch break")
    code("20")
    code("30", label="Smoke", retired=True)
    code("1", category="wrap_up", label="Sold")

    assert listed(ada_client, query) == shown


def test_a_change_is_kept_and_its_line_says_what_was_before_and_after(ada_client: Client, ada: Person) -> None:
    lunch = code("10", label="Lunch")

    answer = ada_client.post(f"{PAGE}{lunch.pk}/", form(label="Lunch break", tone="amber", max_minutes="45"))

    lunch.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (303, f"{PAGE}?kept")
    assert (lunch.label, lunch.tone, lunch.max_minutes, lunch.forceable) == ("Lunch break", "amber", 45, True)
    line = TrailLine.objects.get()
    assert (line.action, line.step, line.subject, line.person) == (
        "reason_code",
        "changed",
        "cisco:not_ready:10",
        ada.pk,
    )
    assert line.details == {
        "before": {"label": "Lunch", "tone": "", "max_minutes": None},
        "after": {"label": "Lunch break", "tone": "amber", "max_minutes": 45},
    }


def test_what_was_saved_unchanged_leaves_no_line(ada_client: Client) -> None:
    ada_client.post(f"{PAGE}{code('10', label='Lunch').pk}/", form(label="Lunch"))

    assert not TrailLine.objects.exists()


def test_in_its_row_it_becomes_a_form_and_a_row_again(ada_client: Client) -> None:
    lunch = code("10", label="Lunch")
    address = f"{PAGE}{lunch.pk}/"
    row = {"HX-Request": "true", "HX-Target": f"reason-{lunch.pk}"}

    editing = html(ada_client.get(address, headers=row))
    wrong = ada_client.post(address, form(max_minutes="-1"), headers=row)
    saved = ada_client.post(address, form(label="Break"), headers=row)
    left = html(ada_client.get(f"{address}?row", headers=row))

    assert editing.lstrip().startswith(f'<tr role="row" id="reason-{lunch.pk}"')
    assert 'value="Lunch"' in editing
    assert wrong.status_code == 422
    assert "At least 0." in text(html(wrong))
    assert saved.status_code == 200
    assert "autofocus" in html(saved)
    assert "<form" not in html(saved)
    assert text(left).startswith("10 Break")


@pytest.mark.parametrize("wrong", [{"tone": "#ff0000"}, {"max_minutes": "soon"}, {"order": "-1"}, {"label": "x" * 201}])
def test_what_cannot_be_is_said_and_nothing_is_kept(ada_client: Client, wrong: dict[str, object]) -> None:
    lunch = code("10", label="Lunch")

    answer = ada_client.post(f"{PAGE}{lunch.pk}/", form(**wrong))

    lunch.refresh_from_db()
    assert answer.status_code == 422
    assert (lunch.label, lunch.tone, lunch.order) == ("Lunch", "", 0)


def test_a_code_can_be_added_by_hand_once(ada_client: Client) -> None:
    given = form(source="cisco", category="wrap_up", code="Sold", label="Sold!")

    first = ada_client.post(f"{PAGE}new/", given)
    again = ada_client.post(f"{PAGE}new/", given)

    assert (first.status_code, again.status_code) == (303, 422)
    assert "This code is here already." in text(html(again))
    assert ReasonPolicy.objects.get().label == "Sold!"


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("on the floor", "1 agent has it now."),
        ("in the history", "It stands in the kept history of agents."),
        ("in its system", "cisco still gives it."),
    ],
)
def test_one_that_is_in_use_is_retired_not_removed_and_the_page_says_where(
    ada_client: Client, where: str, says: str
) -> None:
    used = code("10" if where == "in its system" else "66")
    if where == "on the floor":
        put_agents(agent("cisco:1009", "Eve", AgentState.NOT_READY, reason="66"))
    if where == "in the history":
        log_state("66")
    address = f"{PAGE}{used.pk}/remove/"

    asked, tried = ada_client.get(address), ada_client.post(address)

    assert says in text(html(asked))
    assert "Remove 66" not in text(html(asked))
    assert tried.status_code == 409
    assert ReasonPolicy.objects.filter(pk=used.pk).exists()
    assert ada_client.post(f"{PAGE}{used.pk}/retire/").status_code == 303
    used.refresh_from_db()
    assert used.retired


def test_one_of_another_category_with_the_same_code_is_no_use_of_it(ada_client: Client) -> None:
    wrap_up = code("66", category="wrap_up")
    put_agents(agent("cisco:1009", "Eve", AgentState.NOT_READY, reason="66"))
    log_state("66")

    assert ada_client.post(f"{PAGE}{wrap_up.pk}/remove/").status_code == 303
    assert not ReasonPolicy.objects.exists()
    assert TrailLine.objects.get().details["after"] is None


def test_a_retired_one_can_be_taken_up_again(ada_client: Client) -> None:
    old = code("66", retired=True)

    ada_client.post(f"{PAGE}{old.pk}/retire/", {"back": "yes"})

    old.refresh_from_db()
    assert not old.retired


def log_state(reason: str) -> None:
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    StateLogEntry.objects.create(
        source="cisco", agent="cisco:1001", team="cisco:5000", state="not_ready", reason=reason, since=at,
        since_is_known=True, at=at,
    )  # fmt: skip
