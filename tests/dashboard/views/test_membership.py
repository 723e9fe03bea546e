"""The membership board: what it shows, what a change would come to, what is asked, and the way back."""

import json
import re
from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from cti_bridge.connector import Action, Capability
from cti_bridge.floor.model import AgentId, AgentState, FeedState, Membership, Queue, QueueId
from cti_bridge.floor.rows import Kind
from dashboard.models import AskedCommand, FloorRow, Person, QueuePolicy, TrailLine
from dashboard.views import reading
from tests.dashboard.views import floors
from tests.dashboard.views.reading import html, text

HTMX = {"HX-Request": "true"}
ADA, BEN, CLEO, DORA = (f"cisco:100{n}" for n in range(1, 5))
SALES, SUPPORT, BILLING = (f"cisco:{name}" for name in ("Sales", "Support", "Billing"))
MOVES = (Action.SET_PENALTY, Action.LEAVE_QUEUE, Action.APPLY_DEFAULT, Action.CHANGE_GROUP)
CHANGE, PREVIEW = "/queues/membership/change/", "/queues/membership/preview/"


def serves(agent: str, queues: Mapping[str, int], default: Mapping[str, int] | None = None) -> None:
    """Writes who serves what, in the agent's team, as the system says it."""
    team = FloorRow.objects.get(kind=Kind.AGENT, key=agent).team
    body = Membership(
        agent=AgentId(agent), queues=_places(queues), default=None if default is None else _places(default)
    )
    floors.put([(Kind.MEMBERSHIP, team, agent, body)])


def _places(queues: Mapping[str, int]) -> tuple[tuple[QueueId, int], ...]:
    return tuple((QueueId(queue), penalty) for queue, penalty in sorted(queues.items()))


@pytest.fixture
def board(floor: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three queues on a system that can do all of it: Ada serves two, Ben one and not as by default, Cleo is Lea's."""
    can = dict.fromkeys(MOVES, Capability(works=True))
    monkeypatch.setattr(reading, "capabilities", lambda sources: {str(source): can for source in sources})
    floors.put(
        [
            (Kind.QUEUE, "", key, Queue(id=QueueId(key), name=key.partition(":")[2], heard_at=floors.ago(1)))
            for key in (SALES, SUPPORT, BILLING)
        ]
    )
    serves(ADA, {SALES: 0, SUPPORT: 2}, {SALES: 0, SUPPORT: 2})
    serves(BEN, {SALES: 1}, {SALES: 0})
    serves(CLEO, {SALES: 0})
    serves(DORA, {})


pytestmark = pytest.mark.usefixtures("board")


def post(client: Client, address: str, **fields: object) -> HttpResponse:
    return client.post(address, fields, headers=HTMX)


def move(client: Client, *agents: str, address: str = CHANGE, **more: object) -> HttpResponse:
    """From Sales to Support, asked second."""
    asked = {"deed": "move", "queue": SUPPORT, "penalty": 1, "out_of": SALES, "out_of_penalty": 0} | more
    return post(client, address, agents=agents, **asked)


def figures(page: HttpResponse) -> list[str]:
    """At once, cannot."""
    return re.findall(r"<dd>(\d+)</dd>", html(page))


def asked() -> list[tuple[str, str, object, object]]:
    """What was asked: of whom, what, which queue, with which penalty."""
    return sorted(
        (one.subject, one.action, one.parameters.get("queue"), one.parameters.get("penalty"))
        for one in AskedCommand.objects.all()
    )


# -- the board ----------------------------------------------------------------------------------------------------


def lane(page: HttpResponse, queue: str, penalty: int) -> str:
    """The names in a lane."""
    column = html(page).split(f'data-queue="{queue}"')[1].split("data-queue=")[0]
    return text(column.split(f'data-lane="{penalty}"')[1].split('<p class="names">')[1].split("</p>")[0])


def test_each_queue_has_its_agents_by_penalty_and_a_free_place_after_the_last(sam_client: Client) -> None:
    page = sam_client.get("/queues/membership/")

    assert (lane(page, SALES, 0), lane(page, SALES, 1), lane(page, SALES, 2)) == ("Ada Novak", "Ben Ito", "")
    assert lane(page, SUPPORT, 2) == "Ada Novak"
    assert "Cleo Sand" not in html(page)


def test_the_browser_gets_the_same_as_a_table(sam_client: Client) -> None:
    found = re.search(
        r'id="board-table" type="application/json">(.*?)</script>', html(sam_client.get("/queues/membership/"))
    )

    assert found
    table = json.loads(found.group(1))
    assert [key for key, _ in table["queues"]] == [BILLING, SALES, SUPPORT]
    assert table["agents"][0] == [ADA, "Ada Novak", "cisco:5000", "talking", [-1, 0, 2], 1]
    assert table["agents"][1] == [BEN, "Ben Ito", "cisco:5000", "not_ready", [-1, 1, -1], 1, [-1, 0, -1]]


def test_the_address_says_which_queues_and_whom_it_shows(sam_client: Client) -> None:
    page = sam_client.get("/queues/membership/", {"queue": SALES, "differs": "1"})

    assert f'data-queue="{SUPPORT}"' not in html(page)
    assert (lane(page, SALES, 0), lane(page, SALES, 1)) == ("", "Ben Ito")


def test_a_queue_of_another_team_is_no_column(sam_client: Client) -> None:
    QueuePolicy.objects.create(id=BILLING, teams=["cisco:5002"])
    floors.forget()

    assert f'data-queue="{BILLING}"' not in html(sam_client.get("/queues/membership/"))


def test_a_system_without_membership_is_named_with_the_reason(
    sam_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    cannot = dict.fromkeys(MOVES, Capability(works=False, note="This system assigns no queues."))
    monkeypatch.setattr(reading, "capabilities", lambda sources: {str(source): cannot for source in sources})

    assert "cisco This system assigns no queues." in text(html(sam_client.get("/queues/membership/")))


def test_vic_looks_and_is_offered_nothing(vic_client: Client) -> None:
    page = html(vic_client.get("/queues/membership/"))

    assert "Ada Novak" in page
    assert 'id="moving"' not in page


# -- the preview --------------------------------------------------------------------------------------------------


def test_the_preview_says_what_changes_and_who_cannot_and_why(sam_client: Client) -> None:
    page = move(sam_client, ADA, BEN, DORA, address=PREVIEW)

    assert figures(page) == ["3", "0"]
    said = text(html(page))
    assert "Move 3 agents" in said
    assert "Ada Novak Support 2 → 1, leaves Sales" in said
    assert "Dora Ünal joins Support with 1" in said
    assert 'form="move-leave" autofocus' in html(page)
    assert not AskedCommand.objects.exists()


def test_who_serves_so_already_cannot(sam_client: Client) -> None:
    page = move(sam_client, ADA, BEN, address=PREVIEW, queue=SALES, penalty=0, out_of="")

    assert figures(page) == ["1", "1"]
    assert "Ada Novak : is so already" in text(html(page))


def test_the_columns_of_a_silent_system_are_hatched_before_any_script(sam_client: Client) -> None:
    assert "data-stale" not in html(sam_client.get("/queues/membership/"))

    floors.put_source(FeedState.STALE, since=30)

    page = html(sam_client.get("/queues/membership/"))
    assert page.count(" data-stale") == page.count('<section class="column"') > 0


def test_who_stands_on_a_silent_system_cannot(sam_client: Client) -> None:
    floors.put_source(FeedState.STALE)

    page = move(sam_client, ADA, address=PREVIEW)

    assert figures(page) == ["0", "1"]
    assert "cisco is not live" in text(html(page))
    assert move(sam_client, ADA).status_code == 422
    assert not AskedCommand.objects.exists()


def test_whose_queues_nobody_tells_cannot(sam_client: Client) -> None:
    FloorRow.objects.filter(kind=Kind.MEMBERSHIP, key=BEN).update(gone=True)

    assert "does not tell which queues they serve" in text(html(move(sam_client, BEN, address=PREVIEW)))


def test_without_a_place_it_is_said_what_is_missing(sam_client: Client) -> None:
    answer = move(sam_client, ADA, queue="", penalty="")

    assert answer.status_code == 422
    assert "Choose a queue and a penalty." in text(html(answer))


def test_without_a_script_it_stands_on_a_page_of_its_own(sam_client: Client) -> None:
    fields = {"agents": [BEN], "deed": "add", "queue": SUPPORT, "penalty": "0"}
    page = sam_client.post(PREVIEW, fields)

    assert "<html" in html(page)
    assert "Add 1 agent" in text(html(page))
    assert "Undo" in text(html(sam_client.post(CHANGE, fields)))


# -- asking -------------------------------------------------------------------------------------------------------


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


def came_true(**more: object) -> str:
    """All that was asked is confirmed, and the system says so; the address of the way back."""
    orders = AskedCommand.objects.all()
    orders.update(outcome="confirmed", settled_at=timezone.now(), **more)
    for one in orders:
        for agent, places in one.seen["after"].items():
            row = FloorRow.objects.get(kind=Kind.MEMBERSHIP, key=agent)
            now = dict(json.loads(row.body).get("queues", [])) | places
            serves(agent, {queue: penalty for queue, penalty in now.items() if penalty is not None})
    return f"/queues/membership/{orders[0].batch}/undo/"


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


# -- who has gone meanwhile ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [PREVIEW, CHANGE])
def test_who_went_to_another_team_since_they_were_selected_is_named_and_does_not_keep_the_others_from_it(
    sam_client: Client, address: str
) -> None:
    floors.moves(BEN, "cisco:5002")

    answer = move(sam_client, ADA, BEN, address=address)

    assert "Ben Ito : is no longer among your agents" in text(html(answer))
    assert {one.subject for one in AskedCommand.objects.all()} == ({ADA} if address == CHANGE else set())
    assert not TrailLine.objects.filter(step="denied").exists()


def test_when_all_of_them_have_gone_it_says_so(sam_client: Client) -> None:
    floors.moves(BEN, "cisco:5002")

    answer = move(sam_client, BEN)

    assert (answer.status_code, figures(answer)) == (422, ["0", "1"])
    assert "Ben Ito : is no longer among your agents" in text(html(answer))


@pytest.mark.parametrize("stranger", [CLEO, "cisco:9999"])
def test_one_who_was_never_sams_is_left_out_without_a_word_about_them_and_written_down(
    sam_client: Client, sam: Person, stranger: str
) -> None:
    said = text(html(move(sam_client, ADA, stranger)))

    assert f"{stranger} : is no longer among your agents" in said
    assert "Cleo Sand" not in said
    assert {one.subject for one in AskedCommand.objects.all()} == {ADA}
    line = TrailLine.objects.get(step="denied")
    assert (line.action, line.person, line.subject) == ("membership-change", sam.pk, stranger)


def test_the_way_back_names_who_went_meanwhile(sam_client: Client) -> None:
    move(sam_client, ADA, BEN)
    way_back = came_true()
    floors.moves(BEN, "cisco:5002")

    answer = sam_client.post(way_back, headers=HTMX)

    assert "Ben Ito : is no longer among your agents" in text(html(answer))


# -- who may ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("address", [PREVIEW, CHANGE])
@pytest.mark.parametrize(
    "forged",
    [
        {"agents": [CLEO]},
        {"agents": ["cisco:9999"]},
        {"queue": "cisco:Nowhere"},
        {"queue": BILLING},
        {"out_of": BILLING},
        {"team": "cisco:5002"},
        {"team": "cisco:nothing"},
        {"agents": []},
        {"deed": "shuffle"},
    ],
)
def test_what_is_not_sams_is_not_there_and_nothing_is_asked(
    sam_client: Client, address: str, forged: dict[str, object]
) -> None:
    QueuePolicy.objects.create(id=BILLING, teams=["cisco:5002"])
    fields = {"agents": [ADA], "deed": "move", "queue": SUPPORT, "penalty": 1, "out_of": SALES, "out_of_penalty": 0}

    assert sam_client.post(address, fields | forged).status_code == 404
    assert not AskedCommand.objects.exists()
    assert TrailLine.objects.filter(step="denied").count() == 1


@pytest.mark.parametrize("address", [PREVIEW, CHANGE])
def test_vic_may_not_and_it_is_written_down(vic_client: Client, vic: Person, address: str) -> None:
    assert move(vic_client, ADA, address=address).status_code == 403
    assert TrailLine.objects.get().person == vic.pk
    assert not AskedCommand.objects.exists()


def test_a_forged_form_asks_nothing(sam: Person) -> None:
    forger = Client(enforce_csrf_checks=True)
    forger.force_login(sam, backend="django.contrib.auth.backends.ModelBackend")

    assert move(forger, ADA).status_code == 403
    assert not AskedCommand.objects.exists()


def test_its_lines_can_be_read_in_the_activity(sam_client: Client) -> None:
    move(sam_client, ADA)

    page = sam_client.get("/activity/")
    assert "Set a queue's penalty" in text(html(page))
    (asked, *_) = AskedCommand.objects.filter(action="set-penalty")
    assert sam_client.get(f"/activity/{asked.pk}/").status_code == 200
