"""Who may change who serves what; and who went to another team meanwhile is named."""

import pytest
from django.test import Client

from dashboard.models import AskedCommand, Person, QueuePolicy, TrailLine
from tests.dashboard.views import floors
from tests.dashboard.views.boards import (
    ADA,
    BEN,
    BILLING,
    CHANGE,
    CLEO,
    HTMX,
    PREVIEW,
    SALES,
    SUPPORT,
    came_true,
    figures,
    move,
)
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.usefixtures("board")


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
