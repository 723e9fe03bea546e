"""The floor's page, for Sam, Lea, Vic, an agent and nobody."""

import json
import re
from datetime import datetime, timedelta

import pytest
from django.test import Client

from cti_bridge.floor.model import AgentState, FeedState
from dashboard.models import Person, ReasonPolicy, Site
from tests.dashboard.views import floors
from tests.dashboard.views.reading import button, html, row_of, rows, shown, text

pytestmark = pytest.mark.usefixtures("floor")


def test_it_shows_sam_the_agents_of_sams_teams_and_no_others(sam_client: Client) -> None:
    page = sam_client.get("/")

    assert sorted(row["data-agent"] for row in rows(page)) == ["cisco:1001", "cisco:1002", "cisco:1004"]
    assert "Cleo" not in html(page)
    assert "Billing" not in html(page)


def test_it_shows_lea_the_agents_of_leas_team_and_no_others(lea_client: Client) -> None:
    page = lea_client.get("/")

    assert shown(page) == ["cisco:1003"]
    assert "Ada" not in html(page)


def test_it_offers_vic_nothing_to_press_in_a_row(vic_client: Client) -> None:
    page = vic_client.get("/")

    assert shown(page) == ["cisco:1001", "cisco:1002"]
    assert not re.search(r"<button[^>]*data-action=\"(?!\")\w", html(page).split("<template")[0])


def test_it_sends_nobody_to_the_sign_in(nobody: Client) -> None:
    page = nobody.get("/")

    assert page.status_code == 302
    assert page["Location"] == "/login/?next=/"


def test_it_is_not_for_an_agent(ann: Person, nobody: Client) -> None:
    nobody.force_login(ann, backend="django.contrib.auth.backends.ModelBackend")

    page = nobody.get("/")

    assert page.status_code == 403
    assert "Incident" in html(page)


def test_a_row_carries_what_the_contract_promises(sam_client: Client) -> None:
    page = sam_client.get("/")

    talking, lunch = row_of(page, "cisco:1001"), row_of(page, "cisco:1002")
    assert talking["id"] == "agent-cisco-1001"
    assert (talking["data-source"], talking["data-team"]) == ("cisco", "cisco:5000")
    assert (talking["data-state"], talking["data-fresh"]) == ("talking", "true")
    assert talking["data-since"].endswith("Z")
    assert "data-reason" not in talking
    assert lunch["data-reason"] == "10"


def test_a_callers_number_is_masked_on_the_whole_page_unless_the_site_says_otherwise(sam_client: Client) -> None:
    assert "+49 40 •••• 552" in html(sam_client.get("/"))
    assert "1234552" not in html(sam_client.get("/"))

    Site.objects.create(mask_numbers=False)
    floors.forget()

    assert "+49 40 1234552" in html(sam_client.get("/"))


def test_the_page_carries_the_position_that_its_socket_opens_with(sam_client: Client) -> None:
    page = sam_client.get("/")

    position = json.loads(re.search(r'data-position="([^"]*)"', html(page))[1].replace("&quot;", '"'))  # type: ignore[index]
    assert position["cisco"][1] > 0


def test_a_search_hides_the_rows_that_do_not_match_and_says_how_many_do(sam_client: Client) -> None:
    page = sam_client.get("/", {"q": "unal"})

    assert shown(page) == ["cisco:1004"]
    assert len(rows(page)) == 3
    assert "1 of 3" in text(html(page))


def test_filters_that_hide_all_say_so_and_offer_to_clear(sam_client: Client) -> None:
    page = sam_client.get("/", {"q": "nobody of that name"})

    assert shown(page) == []
    assert "None of 3 match. Clear" in text(html(page))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("signed_out=hide", ["cisco:1001", "cisco:1002"]),
        ("signed_out=hide&state=signed_out", ["cisco:1004"]),
        ("state=talking&state=not_ready", ["cisco:1001", "cisco:1002"]),
        ("team=cisco:5001", ["cisco:1004"]),
        ("source=xivo", []),
        ("group=none&sort=-name", ["cisco:1004", "cisco:1002", "cisco:1001"]),
        ("group=none&sort=time", ["cisco:1002", "cisco:1001", "cisco:1004"]),
        ("group=state", ["cisco:1001", "cisco:1002", "cisco:1004"]),
        ("group=none&sort=ext", ["cisco:1001", "cisco:1002", "cisco:1004"]),
        ("group=nonsense&sort=nonsense", ["cisco:1001", "cisco:1002", "cisco:1004"]),
    ],
)
def test_the_address_says_what_is_shown_and_in_which_order(sam_client: Client, query: str, found: list[str]) -> None:
    assert shown(sam_client.get(f"/?{query}")) == found


def test_a_closed_group_keeps_its_rows_and_says_so(sam_client: Client) -> None:
    page = html(sam_client.get("/?closed=cisco:5000"))

    assert re.search(r'<tbody[^>]* data-group="cisco:5000"[^>]* data-closed="true"', page)


def test_a_row_past_its_limit_is_marked_and_needs_sam(sam_client: Client) -> None:
    page = sam_client.get("/")

    assert row_of(page, "cisco:1002")["data-level"] == "alarm"
    needs = text(html(page).split('id="needs"')[1].split("</section>")[0])
    assert "Ben Ito Not ready, Lunch, past 40:00" in needs
    assert needs.startswith('aria-labelledby="needs-title"> Needs you 2')


def test_a_locked_button_on_a_card_says_why_to_who_hears_the_page(sam_client: Client) -> None:
    ReasonPolicy.objects.create(source="cisco", category="not_ready", code="10", protected=True)
    floors.forget()

    page = html(sam_client.get("/"))

    assert (why := re.search(r'<button[^>]*data-cell="need-act"[^>]*aria-describedby="([^"]+)"', page))
    assert f'id="{why[1]}">Ben Ito is in a protected break (Lunch)' in page


def test_where_more_than_three_need_sam_a_link_shows_all_without_a_script(sam_client: Client) -> None:
    assert '<a class="go" id="needs-all" href="#needs-list" hidden></a>' in html(sam_client.get("/"))

    for number in range(1010, 1014):
        floors.put_agents(floors.agent(f"cisco:{number}", f"Agent {number}", AgentState.NOT_READY, since=4000))

    assert '<a class="go" id="needs-all" href="#needs-list">all 6</a>' in html(sam_client.get("/"))


def test_a_reasons_own_limit_comes_before_the_default(sam_client: Client) -> None:
    ReasonPolicy.objects.create(source="cisco", category="not_ready", code="10", label="Mittag", max_minutes=45)
    floors.forget()

    row = row_of(sam_client.get("/"), "cisco:1002")

    assert (row["data-warn"], row["data-limit"], row["data-level"]) == ("1350", "2700", "warn")


def test_a_silent_source_stands_still_locks_its_actions_and_is_in_the_banner(sam_client: Client) -> None:
    floors.put_source(FeedState.STALE, since=12)

    page = sam_client.get("/")

    row = row_of(page, "cisco:1002")
    assert row["data-fresh"] == "false"
    assert "data-level" not in row
    locked = re.search(
        r'data-action="ready" aria-disabled="true" title="(cisco is not live[^"]*)" aria-describedby="([^"]*)"',
        html(page),
    )
    assert locked
    assert f'<li id="{locked[2]}">{locked[1]}</li>' in html(page)
    assert "cisco is silent since" in text(html(page))
    assert "3 rows stand as they were" in text(html(page))


def test_the_banner_says_times_in_the_sites_zone_and_names_it(sam_client: Client) -> None:
    Site.objects.create(time_zone="Etc/GMT-3")
    floors.put_source(FeedState.STALE, since=12)

    banner = html(sam_client.get("/")).split('data-cell="banner"')[1].split("</p>")[0]

    since = re.search(r'<time datetime="([^"]+)" data-clock="seconds">([^<]+)</time>', banner)
    assert since, banner
    there = datetime.fromisoformat(since[1]) + timedelta(hours=3)
    assert since[2] == f"{there:%H:%M:%S} +03"


def test_a_source_that_failed_says_why_as_text_never_as_markup(sam_client: Client) -> None:
    floors.put_source(FeedState.FAILED, note="<b>no</b>")

    assert "cisco has failed: &lt;b&gt;no&lt;/b&gt;" in html(sam_client.get("/"))


def test_a_figure_that_no_source_gives_is_a_dash(sam_client: Client) -> None:
    figures = html(sam_client.get("/")).split('id="figures"')[1].split("</section>")[0]

    assert re.search(r"3 waiting 1:3\d longest wait – service level$", text(figures))


@pytest.mark.parametrize(("waiting", "wait"), [(0, ""), (2, "–"), (None, "–")])
def test_where_nobody_waits_there_is_no_longest_wait_and_a_dash_means_not_given(
    sam_client: Client, waiting: int | None, wait: str
) -> None:
    floors.put_queue(waiting)

    page = html(sam_client.get("/"))

    assert f'<time class="ql" data-cell="longest">{wait}</time>' in page.split("<template")[0]
    assert f'data-figure="longest"><b>{wait}</b>' in page


def test_the_page_is_whole_for_who_has_no_team(nobody: Client, lea: Person) -> None:
    lea.teams = []
    lea.save()
    nobody.force_login(lea, backend="django.contrib.auth.backends.ModelBackend")

    assert "You see no team yet" in html(nobody.get("/"))


@pytest.mark.parametrize("outcome", ["asked", "sent", "deferred", "refused", "timed_out", "lost"])
def test_a_reload_keeps_what_came_of_ones_own_action_in_its_row(sam_client: Client, sam: Person, outcome: str) -> None:
    command = floors.put_command(sam, "cisco:1002", outcome, said="Not from here.")

    slot = button(sam_client.get("/"), "ready")

    assert f'data-command="{command}"' in slot
    assert f'data-outcome="{outcome}"' in slot
    assert 'title="Not from here."' in slot


def test_the_newest_action_counts_and_a_confirmed_one_gives_the_slot_back(sam_client: Client, sam: Person) -> None:
    floors.put_command(sam, "cisco:1002", "refused", asked=60)
    floors.put_command(sam, "cisco:1002", "confirmed", asked=30)

    assert "data-command" not in button(sam_client.get("/"), "ready")


def test_what_failed_stands_for_an_hour_and_what_is_open_until_it_is_settled(sam_client: Client, sam: Person) -> None:
    floors.put_command(sam, "cisco:1002", "lost", asked=3601)
    floors.put_command(sam, "cisco:1001", "deferred", asked=3601)

    page = html(sam_client.get("/")).split("<template")[0]

    assert re.findall(r'data-outcome="(\w+)"', page) == ["deferred"]


def test_what_others_asked_does_not_take_ones_slot(sam_client: Client, ada: Person) -> None:
    floors.put_command(ada, "cisco:1002", "refused")

    assert "data-command" not in button(sam_client.get("/"), "ready")


def test_what_a_person_is_stands_in_their_own_language(sam_client: Client, sam: Person) -> None:
    sam.role, sam.language = "viewer", "de"
    sam.save()

    menu = html(sam_client.get("/")).split('id="person-menu"')[1].split("<form")[0]

    assert "Beobachtung" in text(menu)


def test_what_bridges_and_vendors_modules_say_stands_in_the_readers_language(sam_client: Client, sam: Person) -> None:
    sam.language = "de"
    sam.save()
    floors.put_source(FeedState.FAILED, note="The login id or the password is wrong.")
    floors.put_command(sam, "cisco:1002", "refused", said="Finesse does not know this agent or team.")
    floors.put_command(sam, "cisco:1001", "refused", said="Said by a vendor: no.")

    page = html(sam_client.get("/?agent=cisco:1002"))

    assert "Die Anmeldekennung oder das Passwort ist falsch." in page.split("<template")[0]
    assert 'title="Finesse kennt diesen Agenten oder dieses Team nicht."' in page
    assert 'title="Said by a vendor: no."' in page


def test_a_name_is_data_never_markup(sam_client: Client) -> None:
    floors.put_agents(floors.agent("cisco:1009", "<b>50%</b> %s Müller", AgentState.READY))

    page = html(sam_client.get("/"))

    assert "&lt;b&gt;50%&lt;/b&gt; %s Müller" in page
    assert "<b>50%" not in page


def test_an_open_panel_stands_in_the_page_and_a_strangers_does_not(sam_client: Client) -> None:
    assert 'data-panel="cisco:1001"' in html(sam_client.get("/?agent=cisco:1001"))
    assert "data-panel" not in html(sam_client.get("/?agent=cisco:1003")).split("<!--")[0].split("<template")[0]


def test_for_one_who_has_left_the_teams_it_says_so_in_place_of_the_panel_and_leads_back(sam_client: Client) -> None:
    floors.moves("cisco:1002", "cisco:5002")

    side = html(sam_client.get("/?agent=cisco:1002")).split('id="side"')[1].split("</aside>")[0]

    assert "Ben Ito is no longer among your agents" in text(side)
    assert 'data-do="close-panel" href="/"' in side
    assert 'id="needs" aria-labelledby="needs-title" hidden' in side


def test_nothing_on_the_page_needs_more_than_its_own_host(sam_client: Client) -> None:
    page = sam_client.get("/")

    assert "default-src 'self'" in page["Content-Security-Policy"]
    assert " style=" not in html(page)
    assert not re.search(r"<script(?![^>]*(src=|application/json))", html(page))
