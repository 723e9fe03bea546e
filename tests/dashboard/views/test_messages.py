"""The page of messages: who sees which, who writes to whom, and what is refused before it is sent."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from dashboard.models import Message, MessageTemplate, Person, Receipt, Site, TrailLine
from dashboard.store import messages
from tests.dashboard.views import floors
from tests.dashboard.views.reading import button, html, text

pytestmark = pytest.mark.usefixtures("floor")
HTMX = {"HX-Request": "true"}
WORDS = "Please finish your calls by five."
FOR_AN_HOUR = {"content": WORDS, "lasts": "for", "hours": "1", "minutes": "0"}


@pytest.fixture(autouse=True)
def people(db: None) -> dict[str, Person]:
    """Ada Novak and Cleo Sand sign in here; Ben Ito does not."""
    return {
        name: Person.objects.create(username=f"{name}-agent", name=name, role="agent", agents=[key])
        for name, key in (("ada", "cisco:1001"), ("cleo", "cisco:1003"))
    }


def sends(client: Client, **given: object) -> int:
    """Sends by the form, as plain as it is; the status."""
    return client.post("/messages/", FOR_AN_HOUR | given).status_code


def test_it_is_sent_to_the_team_and_the_page_says_to_whom(sam_client: Client, sam: Person) -> None:
    answer = sam_client.post("/messages/", FOR_AN_HOUR | {"teams": "cisco:5000", "must_confirm": "on"}, follow=True)

    message = Message.objects.get()
    assert (message.person, message.content, message.teams, message.duration) == (sam.pk, WORDS, ["cisco:5000"], 3600)
    said = text(html(answer))
    assert "Sent to one person: Ada Novak." in said
    assert "Not delivered 1 Ada Novak" in said
    assert "0 delivered 0 seen 0 confirmed of one person" in said


def test_for_htmx_the_answer_is_the_line_alone(sam_client: Client) -> None:
    answer = sam_client.post("/messages/", FOR_AN_HOUR | {"agents": "cisco:1001"}, headers=HTMX)

    assert "Sent to one person: Ada Novak." in text(html(answer))
    assert 'data-outcome="confirmed"' in html(answer)
    assert "<html" not in html(answer)


def test_before_sending_one_sees_who_gets_it_and_who_cannot_be_reached(sam_client: Client) -> None:
    answer = sam_client.post("/messages/new/", {"teams": ["cisco:5000"], "content": WORDS}, headers=HTMX)

    said = text(html(answer))
    assert "One person gets this One agent cannot be reached: nobody signs in here as this agent: Ben Ito" in said
    assert "Ben Ito Ada Novak" in said
    assert WORDS in said
    assert not Message.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_form_names_nobody_of_a_team_that_is_not_the_writers(sam_client: Client, method: str) -> None:
    answer = getattr(sam_client, method)("/messages/new/", {"teams": ["cisco:5002", "cisco:5000"]})

    said = text(html(answer))
    assert "One person gets this" in said
    assert "Ada Novak" in said
    assert "Cleo" not in said


def test_with_nobody_to_deliver_to_it_is_refused_before_anything_is_sent(sam_client: Client) -> None:
    assert "There is nobody to deliver this to." in html(sam_client.get("/messages/new/?agents=cisco:1002"))

    answer = sam_client.post("/messages/", FOR_AN_HOUR | {"agents": "cisco:1002"})

    assert answer.status_code == 422
    assert "Not sent: there is nobody to deliver it to." in text(html(answer))
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"content": "x" * 256}, "At most 255 characters."),
        ({"content": "  "}, "Write what it says."),
        ({"teams": []}, "Choose a team, or agents."),
        ({"hours": "0", "minutes": "0"}, "5 minutes at the least"),
        ({"lasts": "until"}, "Give the time of day"),
        ({"lasts": "until", "until_at": "2036-01-01T00:00:00.000Z"}, "23 hours 55 minutes at the most"),
    ],
)
def test_what_is_to_be_mended_is_said(sam_client: Client, given: dict[str, object], said: str) -> None:
    answer = sam_client.post("/messages/", FOR_AN_HOUR | {"teams": "cisco:5000"} | given)

    assert answer.status_code == 422
    assert said in text(html(answer))
    assert not Message.objects.exists()


def test_no_more_are_active_than_may_be(sam_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "MOST_ACTIVE", 1)
    assert sends(sam_client, teams="cisco:5000") == 303

    answer = sam_client.post("/messages/", FOR_AN_HOUR | {"teams": "cisco:5000"})

    assert (answer.status_code, Message.objects.count()) == (422, 1)
    assert "Not sent: 1 messages are active, and no more may be." in text(html(answer))
    Message.objects.update(deleted_at=datetime.now(UTC))
    assert sends(sam_client, teams="cisco:5000") == 303


def test_255_characters_with_line_ends_fit(sam_client: Client) -> None:
    assert sends(sam_client, teams="cisco:5000", content="x\r\n" * 127 + "y") == 303
    assert len(Message.objects.get().content) == 255


@pytest.mark.parametrize("words", ["😀" * 255, "e\u0301" * 255], ids=["emoji", "letters and their accents"])
def test_a_character_is_what_a_person_takes_for_one(sam_client: Client, words: str) -> None:
    assert sends(sam_client, teams="cisco:5000", content=words) == 303
    assert sends(sam_client, teams="cisco:5000", content=f"{words}x") == 422


def test_until_a_time_of_day_is_the_sites_where_no_script_says_whose(sam_client: Client) -> None:
    Site.objects.create(pk=1, time_zone="Asia/Tokyo")
    at = datetime.now(UTC).replace(second=0, microsecond=0) + timedelta(hours=3)
    in_tokyo = (at + timedelta(hours=9)).strftime("%H:%M")

    assert sends(sam_client, teams="cisco:5000", lasts="until", until=in_tokyo) == 303
    assert Message.objects.get().until == at


def test_with_a_script_it_is_the_moment_that_the_page_named(sam_client: Client) -> None:
    at = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=2)
    named = at.strftime("%Y-%m-%dT%H:%M:%S.000Z")

    assert sends(sam_client, teams="cisco:5000", lasts="until", until="01:00", until_at=named) == 303
    assert Message.objects.get().until == at


def test_who_went_to_another_team_since_they_were_selected_is_named_and_the_others_get_it(sam_client: Client) -> None:
    floors.moves("cisco:1002", "cisco:5002")
    chosen = FOR_AN_HOUR | {"agents": ["cisco:1001", "cisco:1002"]}

    answer = sam_client.post("/messages/", chosen, headers={"HX-Request": "true"})

    assert "Ben Ito: is no longer among your agents." in text(html(answer))
    assert [receipt.agent for receipt in Message.objects.get().receipts.all()] == ["cisco:1001"]


def test_nobody_writes_to_others_teams_or_agents(sam_client: Client, vic_client: Client, nobody: Client) -> None:
    assert sends(sam_client, teams="cisco:5002") == 404
    assert sends(sam_client, agents="cisco:1003") == 404
    assert sends(vic_client, teams="cisco:5000") == 403
    assert sends(nobody, teams="cisco:5000") == 302
    assert not Message.objects.exists()
    assert [line.step for line in TrailLine.objects.all()] == ["denied"] * 3


def test_a_viewer_reads_and_an_agent_has_no_such_page(
    sam_client: Client, vic_client: Client, people: dict[str, Person], signed_in: Callable[[Person], Client]
) -> None:
    sends(sam_client, teams="cisco:5000")

    seen = vic_client.get("/messages/")
    assert WORDS in html(seen)
    assert "Send again" not in text(html(seen))
    assert "/messages/new/" not in html(seen)
    assert vic_client.get("/messages/new/").status_code == 403
    assert signed_in(people["ada"]).get("/messages/").status_code == 403


def test_a_supervisor_sees_the_own_teams_recipients_and_an_administrator_all(
    sam_client: Client, lea_client: Client, ada_client: Client
) -> None:
    sends(ada_client, teams=["cisco:5000", "cisco:5002"])
    sends(sam_client, teams="cisco:5000", content="For us only.")
    key = Message.objects.get(content="For us only.").pk

    for_sam, for_lea, for_all = (
        text(html(client.get("/messages/"))) for client in (sam_client, lea_client, ada_client)
    )

    assert "Ada Novak" in for_sam
    assert not [theirs for theirs in ("Cleo Sand", "Billing") if theirs in for_sam]
    assert "Cleo Sand" in for_lea
    assert not [theirs for theirs in ("Ada Novak", "Sales North", "For us only.") if theirs in for_lea]
    assert [name for name in ("Ada Novak", "Cleo Sand") if name in for_all] == ["Ada Novak", "Cleo Sand"]
    assert lea_client.get(f"/messages/{key}/").status_code == 404
    assert lea_client.post(f"/messages/{key}/resend/").status_code == 404
    assert lea_client.post(f"/messages/{key}/delete/").status_code == 404
    assert sam_client.get("/messages/none-such/").status_code == 404


def test_its_author_or_an_administrator_deletes_it(
    sam_client: Client, vic_client: Client, ada_client: Client, signed_in: Callable[[Person], Client]
) -> None:
    mate = Person.objects.create(username="max", name="Max", role="supervisor", teams=["cisco:5000"])
    sends(sam_client, teams="cisco:5000")
    sends(sam_client, teams="cisco:5000")
    first, second = (f"/messages/{message.pk}/delete/" for message in Message.objects.all())

    assert signed_in(mate).post(first).status_code == 403
    assert vic_client.post(first).status_code == 403
    assert "It leaves the screen of one person at once." in html(sam_client.get(first))
    assert sam_client.post(first).status_code == 303
    assert ada_client.post(second, headers=HTMX).status_code == 200

    assert not Message.objects.filter(deleted_at=None).exists()
    past = text(html(sam_client.get("/messages/")))
    assert "No message is active." in past
    assert "deleted" in past


def test_it_is_sent_again_to_those_who_have_not_seen_it(sam_client: Client) -> None:
    sends(sam_client, teams="cisco:5000")
    key = Message.objects.get().pk
    before = Receipt.objects.get().addressed_at

    answer = sam_client.post(f"/messages/{key}/resend/", headers=HTMX)

    assert WORDS in html(answer)
    assert "Sent again to one person." in html(answer)
    assert Receipt.objects.get().addressed_at > before


def test_a_double_click_sends_it_again_once(sam_client: Client) -> None:
    sends(sam_client, teams="cisco:5000")

    (form,) = re.findall(r"<form[^>]*/resend/[^>]*>", html(sam_client.get("/messages/")))

    assert 'hx-sync="this:drop"' in form  # else htmx sends the second press after the first: every agent hears it twice


def test_an_agents_panel_leads_to_the_form_where_somebody_can_be_reached(
    sam_client: Client, vic_client: Client
) -> None:
    assert "aria-disabled" not in button(sam_client.get("/agents/cisco:1001/"), "message")
    assert "Nobody signs in here as Ben Ito" in button(sam_client.get("/agents/cisco:1002/"), "message")
    assert "You may look at the floor" in button(vic_client.get("/agents/cisco:1001/"), "message")


def test_past_ones_are_shown_a_page_at_a_time(sam_client: Client, sam: Person) -> None:
    start = datetime(2026, 11, 1, 8, tzinfo=UTC)
    for number in range(31):
        at = start + timedelta(hours=number)
        Message.objects.create(person=sam.pk, content=f"No. {number}.", created_at=at, until=at + timedelta(minutes=9))

    first = html(sam_client.get("/messages/"))
    older = first.split('href="?before=')[1].split('"')[0]

    assert "No. 30." in first
    assert "No. 0." not in first
    assert "No. 0." in html(sam_client.get(f"/messages/?before={older}"))
    assert sam_client.get("/messages/?before=soon").status_code == 200


def test_templates_are_saved_used_and_deleted_by_their_owner(sam_client: Client, lea_client: Client) -> None:
    sends(sam_client, teams="cisco:5000", keep_as="Five")
    assert sam_client.post("/messages/templates/", {"name": "Six", "content": "Until six."}).status_code == 303
    assert sam_client.post("/messages/templates/", {"name": "", "content": ""}).status_code == 422
    five = MessageTemplate.objects.get(name="Five")

    assert WORDS in html(sam_client.get(f"/messages/new/?template={five.pk}"))
    assert WORDS not in html(lea_client.get(f"/messages/new/?template={five.pk}"))
    assert lea_client.post(f"/messages/templates/{five.pk}/delete/").status_code == 404
    assert sam_client.post(f"/messages/templates/{five.pk}/delete/").status_code == 303
    assert [kept.name for kept in MessageTemplate.objects.all()] == ["Six"]
