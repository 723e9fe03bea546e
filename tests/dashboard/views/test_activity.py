"""The activity page: who sees which lines, how they are told, and how they are found."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from cti_bridge.floor.model import AgentState, Queue, QueueId, Team, TeamId
from cti_bridge.floor.rows import Kind
from dashboard.models import AskedCommand, Person, Site, TrailLine
from tests.dashboard.views import floors, trails
from tests.dashboard.views.reading import html, text
from tests.dashboard.views.trails import NOON

pytestmark = pytest.mark.usefixtures("floor")
PAGE = "/activity/"


def entries(client: Client, query: str = "") -> list[str]:
    """What a client reads in each row of the list, in its order."""
    page = html(client.get(PAGE + query))
    return [text(row) for row in re.findall(r"<tr id=\"entry-.*?</tr>", page, re.DOTALL)]


# -- who sees what -------------------------------------------------------------------------------------------------


def test_sam_sees_the_lines_of_the_own_teams_and_the_own_lines(sam: Person, lea: Person, sam_client: Client) -> None:
    trails.command(lea, "ready", subject="cisco:1001", team="cisco:5000")
    trails.command(lea, "ready", subject="cisco:1003", team="cisco:5002")
    trails.command(lea, "sign-in", subject="cisco:2002", team=f"@{lea.pk}")
    trails.command(sam, "sign-in", subject="cisco:2001", team=f"@{sam.pk}")
    trails.line(sam, "listen", "denied", subject="cisco:1003", team="cisco:5002")

    seen = entries(sam_client)

    assert len(seen) == 3
    assert ["cisco:2001" in seen[1], "Ada Novak" in seen[2], "cisco:1003" in seen[0]] == [True, True, True]


def test_whom_sam_may_not_see_is_not_named_to_sam(sam: Person, sam_client: Client, ada_client: Client) -> None:
    trails.line(sam, "listen", "denied", subject="cisco:1003", team="cisco:5002")

    assert "Cleo Sand" not in html(sam_client.get(PAGE))
    assert "Cleo Sand" in html(ada_client.get(PAGE))


@pytest.mark.parametrize("agent", ["cisco:1003", "cisco:9999"])
def test_a_try_that_was_refused_tells_nobody_whether_the_agent_is_there(sam_client: Client, agent: str) -> None:
    assert sam_client.post(f"/agents/{agent}/listen/").status_code == 404

    told = sam_client.get(f"{PAGE}export.csv?action=listen").getvalue().decode()
    assert agent in told
    assert "cisco:5002" not in told
    assert entries(sam_client, "?team=cisco:5002") == []
    story = TrailLine.objects.get(step="denied").pk
    assert "cisco:5002" not in html(sam_client.get(f"{PAGE}{story}/"))


def test_an_id_that_is_an_agents_a_queues_and_a_teams_is_who_the_deed_says(sam: Person, ada_client: Client) -> None:
    """XUC counts agents, teams and queues alike, each from 1."""
    floors.put_source(source="xivo")
    floors.put_agents(floors.agent("xivo:5", "John Waynes", AgentState.READY, team="xivo:5"), source="xivo")
    blue = Queue(id=QueueId("xivo:5"), name="Blue sky", heard_at=floors.ago(1))
    team = Team(id=TeamId("xivo:5"), name="Hotline")
    floors.put([(Kind.QUEUE, "", blue.id, blue), (Kind.TEAM, team.id, team.id, team)], source="xivo")
    trails.line(sam, "see-queue-calls", "asked", subject="xivo:5", team="")
    trails.command(sam, "change-group", subject="xivo:5", team="xivo:5")

    seen = entries(ada_client)

    assert sorted(("Blue sky" in entry, "Hotline" in entry) for entry in seen) == [(False, True), (True, False)]
    assert not any("John Waynes" in entry for entry in seen)
    assert "John Waynes" not in ada_client.get(f"{PAGE}export.csv").getvalue().decode()
    assert entries(ada_client, "?agent=John") == []


def test_vic_sees_the_lines_of_the_own_team(sam: Person, vic_client: Client) -> None:
    trails.command(sam, subject="cisco:1001", team="cisco:5000")
    trails.command(sam, subject="cisco:1004", team="cisco:5001")

    assert [("Ada Novak" in entry) for entry in entries(vic_client)] == [True]


def test_lea_sees_nothing_of_sams_teams(sam: Person, lea_client: Client) -> None:
    key = trails.command(sam)

    page = lea_client.get(PAGE)
    assert "Nobody has done anything yet." in text(html(page))
    assert lea_client.get(f"{PAGE}{key}/").status_code == 404


def test_ada_sees_everything(sam: Person, lea: Person, ada_client: Client) -> None:
    trails.command(sam)
    trails.command(lea, subject="cisco:1003", team="cisco:5002")
    trails.line(None, "prune", "pruned", subject="", team="", details={"lines": 7, "days": 365})

    assert len(entries(ada_client)) == 3
    assert "Floorwalker" in entries(ada_client)[0]


def test_a_whole_source_is_all_its_teams_and_nobodys_own_sign_in(
    sam: Person, lea: Person, signed_in: Callable[[Person], Client]
) -> None:
    sam.teams = ["cisco:*"]
    sam.save()
    trails.command(lea, subject="cisco:1003", team="cisco:5002")
    trails.command(lea, "sign-in", subject="cisco:2002", team=f"@{lea.pk}")

    assert len(entries(signed_in(sam))) == 1


def test_ann_has_no_activity_and_nobody_is_sent_to_the_sign_in(
    sam: Person, ann: Person, signed_in: Callable[[Person], Client], nobody: Client
) -> None:
    key = trails.command(sam)

    for page in (PAGE, f"{PAGE}export.csv", f"{PAGE}{key}/"):
        assert signed_in(ann).get(page).status_code == 403
        assert nobody.get(page).status_code == 302


# -- what an entry says --------------------------------------------------------------------------------------------


def test_a_command_is_one_entry_with_its_outcome_and_how_long_it_took(sam: Person, sam_client: Client) -> None:
    trails.command(sam, "not-ready", took=0.44, why="Coaching at noon")

    (said,) = entries(sam_client)

    for word in ("12:00:00", "Sam Supervisor", "Supervisor", "Not ready", "Ada Novak", "Sales North"):
        assert word in said
    assert "Coaching at noon" in said
    assert "Confirmed" in said
    assert "0.4 s" in said


def test_what_is_open_took_no_time_yet(sam: Person, sam_client: Client) -> None:
    trails.command(sam, outcome="asked")

    (said,) = entries(sam_client)
    assert "Asked" in said
    assert " s" not in said.split("Asked")[1]


def test_a_listening_says_from_when_until_when_and_how_long(sam: Person, sam_client: Client) -> None:
    trails.listening(sam, lasted=178)

    assert "12:00:00 to 12:02:58, 2:58" in entries(sam_client)[0]


def test_a_listening_that_lasts_has_no_end(sam: Person, sam_client: Client) -> None:
    trails.command(sam, "listen")

    assert "since 12:00:00" in entries(sam_client)[0]


def test_a_listening_that_was_refused_was_none(sam: Person, sam_client: Client) -> None:
    trails.command(sam, "listen", "refused", said="Ada is not talking.")

    assert "since" not in entries(sam_client)[0]


def test_what_the_supervisor_saw_when_asking_opens_in_place(sam: Person, sam_client: Client) -> None:
    seen = {"state": "talking", "since": "2026-11-20T11:58:00Z", "calls": ["cisco:c1"], "heard": "2026-11-20T11:59:59Z"}
    trails.command(sam, "listen", **seen)

    opened = html(sam_client.get(PAGE)).split("<h4>")[1].split("</details>")[0]

    assert text(opened) == "What was seen State Talking In state for 2:00 Calls cisco:c1 Age of the last word 1.0 s"


def test_who_was_erased_is_a_number_and_who_is_gone_an_id(sam_client: Client) -> None:
    trails.command(4711, subject="cisco:9999")

    assert "person 4711" in entries(sam_client)[0]
    assert "cisco:9999" in entries(sam_client)[0]


def test_what_people_typed_is_text_and_never_markup(sam: Person, sam_client: Client) -> None:
    trails.command(sam, why="<script>alert(1)</script>", state="<b>x</b>")

    page = html(sam_client.get(PAGE))
    assert "<script>alert" not in page
    assert "<b>x</b>" not in page


def test_times_are_the_sites_and_the_zone_is_named(sam: Person, sam_client: Client) -> None:
    Site.objects.create(time_zone="Asia/Tokyo")
    trails.command(sam, at=NOON.replace(hour=20))

    page = text(html(sam_client.get(PAGE)))
    assert "Times and days are those of Asia/Tokyo." in page
    assert "Saturday, 21 November 2026 05:00:00" in page


# -- finding -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("person=sam", "Ready"),
        ("person=Super", "Ready"),
        ("person=4711", "Sign out"),
        ("agent=novak", "Ready"),
        ("agent=1004", "Listen"),
        ("agent=cisco:1004", "Listen"),
        ("team=cisco:5001", "Listen"),
        ("action=sign-out", "Sign out"),
        ("outcome=refused", "Sign out"),
        ("outcome=deferred", "Not ready"),
        ("outcome=denied", "Drop"),
        ("q=coaching", "Ready"),
        ("from=2026-11-21", "Listen"),
        ("to=2026-11-19", "Not ready"),
        ("from=2026-11-20&to=2026-11-20&person=sam", "Ready"),
    ],
)
def test_each_filter_finds_its_own(query: str, found: str, sam: Person, lea: Person, sam_client: Client) -> None:
    deferred = trails.command(lea, "not-ready", "deferred", subject="cisco:1002", at=NOON - timedelta(days=1))
    AskedCommand.objects.create(
        pk=deferred, action="not-ready", person=lea.pk, outcome="deferred", asked_at=NOON, deadline=NOON
    )
    trails.command(sam, "ready", why="Coaching is over")
    trails.command(4711, "sign-out", "refused", subject="cisco:1002")
    trails.line(lea, "drop", "denied", subject="cisco:1002")
    trails.command(lea, "listen", subject="cisco:1004", team="cisco:5001", at=NOON + timedelta(days=1))

    assert [found in entry for entry in entries(sam_client, f"?{query}")] == [True]


def test_days_are_the_sites_from_midnight_to_midnight(sam: Person, sam_client: Client) -> None:
    Site.objects.create(time_zone="Europe/Berlin")
    for minutes in (-1, 0, 24 * 60 - 1, 24 * 60):
        trails.command(sam, at=NOON.replace(day=19, hour=23) + timedelta(minutes=minutes))

    assert len(entries(sam_client, "?from=2026-11-20&to=2026-11-20")) == 2


def test_nobody_called_so_finds_nothing_and_says_so(sam: Person, sam_client: Client) -> None:
    trails.command(sam)

    page = text(html(sam_client.get(f"{PAGE}?person=nobody-at-all")))
    assert "Nothing matches. Clear" in page


def test_addresses_with_nonsense_are_pages_too(sam: Person, sam_client: Client) -> None:
    trails.command(sam)

    for query in (
        "from=x&to=9999-12-31",
        "before=abc",
        "before=99999999999999999999",
        "agent=%00",
        "person=%00&q=%27%25",
    ):
        assert sam_client.get(f"{PAGE}?{query}").status_code == 200


def test_the_form_shows_what_is_filtered_by(sam_client: Client) -> None:
    page = html(sam_client.get(f"{PAGE}?person=sam&action=listen&from=2026-11-20&outcome=lost&q=a%22b"))

    assert 'name="person" value="sam"' in page
    assert '<option value="listen" selected>Listen' in page
    assert '<option value="lost" selected>' in page
    assert 'name="from" value="2026-11-20"' in page
    assert "a&quot;b" in page


# -- paging --------------------------------------------------------------------------------------------------------


def test_pages_of_a_hundred_follow_each_other_without_a_gap(sam: Person, sam_client: Client) -> None:
    for number in range(205):
        trails.line(sam, "history", "opened", at=NOON + timedelta(seconds=number // 3), why=f"<{number}>")
    seen: list[str] = []
    query = ""
    for _ in range(3):
        page = html(sam_client.get(PAGE + query))
        seen += re.findall(r"&lt;(\d+)&gt;", page)
        older = re.search(r'rel="next" href="/activity/(\?before=\d+)"', page)
        query = older.group(1) if older else ""

    assert [int(number) for number in seen] == list(range(204, -1, -1))
    assert query == ""


def test_a_page_keeps_its_filters(sam: Person, sam_client: Client) -> None:
    for _ in range(101):
        trails.line(sam, "history", "opened")

    page = html(sam_client.get(f"{PAGE}?action=history"))
    assert re.search(r'href="/activity/\?action=history&amp;before=\d+"', page)


def test_for_the_module_it_is_the_list_alone(sam: Person, sam_client: Client) -> None:
    trails.command(sam)

    part = html(sam_client.get(PAGE, headers={"HX-Request": "true"}))
    assert "<html" not in part
    assert "data-newest" in part


# -- one story -----------------------------------------------------------------------------------------------------


def test_a_story_tells_every_line_with_its_time_and_what_the_system_said(sam: Person, sam_client: Client) -> None:
    key = trails.command(sam, "ready", "refused", took=1.2, said="Ada is on a call.", why="Queue is long", state="hold")

    page = text(html(sam_client.get(f"{PAGE}{key}/")))

    for words in (
        "Ready: Ada Novak",
        "Sam Supervisor",
        "Queue is long",
        "State On hold",
        "Ada is on a call.",
        "+ 1.2 s",
    ):
        assert words in page
    assert [step in page for step in ("Asked", "Sent", "Refused")] == [True] * 3


def test_a_story_is_found_by_the_number_of_any_of_its_lines(sam: Person, sam_client: Client) -> None:
    trails.command(sam)
    alone = trails.line(sam, "history", "opened")

    for line in TrailLine.objects.all():
        assert sam_client.get(f"{PAGE}{line.pk}/").status_code == 200
    assert "Look into the history: Ada Novak" in text(html(sam_client.get(f"{PAGE}{alone.pk}/")))


@pytest.mark.parametrize("key", ["0", "99999999", "9" * 30, "abc", "00000000-0000-0000-0000-000000000000", "%00"])
def test_what_is_no_story_is_not_found(key: str, ada_client: Client) -> None:
    assert ada_client.get(f"{PAGE}{key}/").status_code == 404


def test_a_second_step_leads_back_to_the_first(sam: Person, sam_client: Client) -> None:
    first = trails.command(sam, "intercept")
    second = trails.command(sam, "drop", after=first)

    page = html(sam_client.get(f"{PAGE}{second}/"))
    assert f'href="{PAGE}{first}/"' in page
    assert first not in text(page)
