"""One queue's page: who may see it, who waits, who serves it."""

import pytest
from django.test import Client

from cti_bridge.connector import Action, Capability
from cti_bridge.floor.model import WaitingCaller
from dashboard.models import Person
from dashboard.views import reading
from tests.dashboard.views import floors
from tests.dashboard.views.queue_floors import give, put_callers, put_membership
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.usefixtures("floor")

SALES = "/queues/cisco:Sales/"


def test_a_queue_of_another_team_is_not_found(sam_client: Client, lea_client: Client) -> None:
    give("cisco:Sales", "cisco:5002")

    assert sam_client.get(SALES).status_code == 404
    assert lea_client.get(SALES).status_code == 200


@pytest.mark.parametrize("key", ["cisco:Nowhere", "xivo:11", "membershi", "a/b"])
def test_what_is_no_queue_is_not_found(sam_client: Client, key: str) -> None:
    assert sam_client.get(f"/queues/{key}/").status_code == 404


def test_it_is_not_for_an_agent(ann: Person, nobody: Client) -> None:
    nobody.force_login(ann, backend="django.contrib.auth.backends.ModelBackend")

    assert nobody.get(SALES).status_code == 403


def test_who_waits_stands_there_in_order_with_the_number_masked(sam_client: Client) -> None:
    put_callers(
        WaitingCaller(position=1, name="Inès Dubois", number="+49 40 1234552", since=floors.ago(75)),
        WaitingCaller(position=2),
    )

    page = html(sam_client.get(SALES))

    assert "Position Name Number Waits 1 Inès Dubois +49 40 •••• 552 1:15 2 – – –" in text(page)
    assert "1234552" not in page
    assert "1 waits of whom the system has not said anything yet." in text(page)


def test_a_system_that_does_not_tell_who_waits_says_so(sam_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    note = Capability(works=False, note="It tells how many wait, and not who.")
    monkeypatch.setattr(reading, "capabilities", lambda sources: {"cisco": {Action.SEE_CALLERS: note}})

    page = text(html(sam_client.get(SALES)))

    assert "Waiting callers It tells how many wait, and not who." in page
    assert "This system does not tell who serves a queue." in page
    assert "Ask for the last calls" not in page


def test_the_agents_of_ones_own_teams_stand_by_penalty_and_of_others_nothing(
    sam_client: Client, lea_client: Client
) -> None:
    put_membership("cisco:1001", "cisco:5000", Sales=2)
    put_membership("cisco:1002", "cisco:5000", Sales=0)
    put_membership("cisco:1003", "cisco:5002", Sales=0)

    sams, leas = text(html(sam_client.get(SALES))), text(html(lea_client.get(SALES)))

    assert (
        "Agents of your teams 2 Penalty 0 rings first 1 Ben Ito Not ready · Lunch 43:10 Penalty 2 1 Ada Novak" in sams
    )
    assert "Cleo" not in sams
    assert "Agents of your teams 1 Penalty 0 1 Cleo Sand" in leas


def test_each_figure_opens_what_it_is_and_the_level_says_the_same_by_every_variant(sam_client: Client) -> None:
    page = html(sam_client.get(SALES))

    level = page.split('id="what-level"')[1].split('id="what-')[0]
    assert 'popovertarget="what-level"' in page
    assert level.count("<tr") == 5
    assert level.count("set here") == 1


def test_htmx_is_given_what_is_live_alone(sam_client: Client) -> None:
    answer = html(sam_client.get(SALES, headers={"HX-Request": "true"}))

    assert answer.lstrip().startswith('<div id="queue-live"')
    assert "Last calls" not in answer
