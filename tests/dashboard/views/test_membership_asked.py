"""A change of who serves what is asked as one batch, and has a way back for half a minute."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from cti_bridge.floor.model import AgentState
from dashboard.models import AskedCommand, Person, QueuePolicy, TrailLine
from tests.dashboard.views import floors
from tests.dashboard.views.boards import (
    ADA,
    BEN,
    BILLING,
    CHANGE,
    DORA,
    HTMX,
    PREVIEW,
    SALES,
    SUPPORT,
    asked,
    came_true,
    figures,
    move,
    post,
    serves,
)
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.usefixtures("board")


def test_a_move_joins_one_queue_and_leaves_the_other_in_one_batch(sam_client: Client, sam: Person) -> None:
    answer = move(sam_client, ADA, BEN)

    assert asked() == [
        (ADA, "leave-queue", SALES, None),
        (ADA, "set-penalty", SUPPORT, 1),
        (BEN, "leave-queue", SALES, None),
        (BEN, "set-penalty", SUPPORT, 1),
    ]
    (batch,) = set(AskedCommand.objects.values_list("batch", flat=True))
    assert f'data-batch="{batch}" data-name="Move 2 agents" data-count="2" data-undo="30"' in html(answer)
    assert {line.person for line in TrailLine.objects.all()} == {sam.pk}


def test_to_another_penalty_of_the_same_queue_nobody_leaves(sam_client: Client) -> None:
    move(sam_client, ADA, queue=SALES, penalty=3)

    assert asked() == [(ADA, "set-penalty", SALES, 3)]


def test_their_default_is_one_order_each_for_those_who_differ(sam_client: Client) -> None:
    answer = post(sam_client, CHANGE, agents=[ADA, BEN, DORA], deed="default")

    assert asked() == [(BEN, "apply-default", None, None)]
    said = text(html(answer))
    assert "Ada Novak : is so already" in said
    assert "Dora Ünal : the system tells no default for them" in said


def test_a_default_with_a_queue_that_sam_does_not_see_is_not_applied(sam_client: Client) -> None:
    serves(BEN, {SALES: 0}, {SALES: 0, BILLING: 0})
    QueuePolicy.objects.create(id=BILLING, teams=["cisco:5002"])

    assert post(sam_client, CHANGE, agents=[BEN], deed="default").status_code == 422
    assert not AskedCommand.objects.exists()


def test_a_team_is_moved_by_one_order_with_those_whom_it_concerns(sam_client: Client) -> None:
    floors.put_agents(floors.agent("cisco:1009", "Ida Roe", AgentState.READY))
    serves("cisco:1009", {SALES: 0})

    move(sam_client, team="cisco:5000")

    (order,) = AskedCommand.objects.all()
    assert (order.action, order.subject, order.team) == ("change-group", "cisco:5000", "cisco:5000")
    assert order.parameters["agents"] == [ADA, "cisco:1009"]
    assert (order.parameters["change"], order.parameters["into"]) == ("move", {"queue": SUPPORT, "penalty": 1})
    assert figures(move(sam_client, team="cisco:5000", address=PREVIEW)) == ["2", "0"]


@pytest.mark.parametrize(
    ("fields", "change", "agents"),
    [
        ({"deed": "add", "queue": SUPPORT, "penalty": 0}, "add", [BEN]),
        ({"deed": "add", "queue": SUPPORT, "penalty": 0, "out_of": SALES, "out_of_penalty": 1}, "copy", [BEN]),
        ({"deed": "leave", "out_of": SALES, "out_of_penalty": 0}, "remove", [ADA]),
    ],
)
def test_a_team_is_added_copied_and_taken_out(
    sam_client: Client, fields: dict[str, object], change: str, agents: list[str]
) -> None:
    post(sam_client, CHANGE, team="cisco:5000", **fields)

    (order,) = AskedCommand.objects.all()
    assert (order.parameters["change"], order.parameters["agents"]) == (change, agents)


def test_above_twenty_a_reason_is_asked_for(sam_client: Client) -> None:
    keys = [f"cisco:20{n:02}" for n in range(21)]
    floors.put_agents(*(floors.agent(key, key, AgentState.READY) for key in keys))
    for key in keys:
        serves(key, {SALES: 0})

    answer = move(sam_client, *keys)

    assert answer.status_code == 422
    assert "Give a reason" in text(html(answer))
    move(sam_client, *keys, why="A storm of calls")
    assert AskedCommand.objects.count() == 42


# -- the way back -------------------------------------------------------------------------------------------------


def test_the_way_back_gives_the_penalties_from_before(sam_client: Client) -> None:
    move(sam_client, ADA, BEN)
    way_back = came_true()
    first = way_back.split("/")[3]

    answer = sam_client.post(way_back, headers=HTMX)

    back = AskedCommand.objects.exclude(batch=first)
    assert sorted((one.subject, one.parameters["queue"], one.parameters["penalty"]) for one in back) == [
        (ADA, SALES, 0),
        (ADA, SUPPORT, 2),
        (BEN, SALES, 1),
        (BEN, SUPPORT, None),
    ]
    assert "data-undo" not in html(answer)


def test_a_teams_way_back_is_one_order_for_each_agent_and_queue(sam_client: Client) -> None:
    move(sam_client, team="cisco:5000")

    sam_client.post(came_true(), headers=HTMX)

    back = AskedCommand.objects.exclude(action="change-group")
    assert sorted((one.subject, one.parameters["queue"], one.parameters["penalty"]) for one in back) == [
        (ADA, SALES, 0),
        (ADA, SUPPORT, 2),
    ]


def test_who_was_changed_since_is_left_alone(sam_client: Client) -> None:
    move(sam_client, ADA)
    way_back = came_true()
    serves(ADA, {SUPPORT: 5})

    answer = sam_client.post(way_back, headers=HTMX)

    assert answer.status_code == 422
    assert "1: does not serve as it was asked" in text(html(answer))


def test_what_has_not_been_confirmed_is_not_undone(sam_client: Client) -> None:
    move(sam_client, ADA, BEN)
    way_back = came_true()
    AskedCommand.objects.filter(subject=ADA, action="leave-queue").update(outcome="timed_out")
    serves(ADA, {SALES: 0, SUPPORT: 1})
    AskedCommand.objects.filter(subject=BEN).update(outcome="sent")

    answer = sam_client.post(way_back, headers=HTMX)

    (back,) = AskedCommand.objects.exclude(batch=way_back.split("/")[3])
    assert (back.subject, back.parameters["queue"], back.parameters["penalty"]) == (ADA, SUPPORT, 2)
    assert "Ben Ito : it has not been confirmed" in text(html(answer))


def test_a_queue_that_became_somebody_elses_meanwhile_has_no_way_back(sam_client: Client) -> None:
    move(sam_client, ADA)
    way_back = came_true()
    asked_before = AskedCommand.objects.count()
    QueuePolicy.objects.create(id=SALES, teams=["cisco:5002"])

    assert sam_client.post(way_back, headers=HTMX).status_code == 404
    assert AskedCommand.objects.count() == asked_before


def test_after_half_a_minute_there_is_no_way_back(sam_client: Client) -> None:
    move(sam_client, ADA)

    answer = sam_client.post(came_true(asked_at=timezone.now() - timedelta(seconds=31)), headers=HTMX)

    assert (answer.status_code, "Too late" in html(answer)) == (422, True)


def test_a_page_loaded_again_knows_what_was_asked(sam_client: Client, ada_client: Client) -> None:
    move(sam_client, ADA)
    (batch,) = set(AskedCommand.objects.values_list("batch", flat=True))

    assert f'"batch": "{batch}"' in html(sam_client.get("/queues/membership/"))
    assert str(batch) not in html(ada_client.get("/queues/membership/"))
    assert ada_client.post(f"/queues/membership/{batch}/undo/").status_code == 404
