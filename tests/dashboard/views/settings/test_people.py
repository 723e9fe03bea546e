"""People under `/settings/people/`: who may sign in, as what, and that nobody locks everybody out."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from dashboard.access import scope_of, today
from dashboard.models import CtiSignIn, Integration, Lent, Message, Person, Receipt, TrailLine
from dashboard.models.people import Role
from dashboard.store import people
from dashboard.store.roster import standing
from tests.conftest import PASSWORD
from tests.dashboard.views.reading import html, text

SignedIn = Callable[[Person], Client]

LEA = {"username": "lea", "name": "Lea Leader", "role": "supervisor", "teams": "cisco:5002", "active": "on"}


def address(person: Person, deed: str = "") -> str:
    """Where a person is changed."""
    return f"/settings/people/{person.pk}/{deed}"


def wrong(page: HttpResponse) -> str:
    """What the page says is to be mended."""
    assert page.status_code == 422
    return text(" ".join(re.findall(r'<p class="wrong"[^>]*>(.*?)</p>', html(page), re.S)))


def test_the_list_names_people_teams_and_agents(floor: None, ada_client: Client, lea: Person, ann: Person) -> None:
    Person.objects.filter(pk=ann.pk).update(agents=["cisco:1001"])

    told = text(html(ada_client.get("/settings/people/")))

    assert "Lea Leader lea Supervisor Billing" in told
    assert "Ann Agent ann Agent Ada Novak" in told


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=lea", {"lea"}),
        ("q=billing", {"lea"}),
        ("role=viewer", {"vic"}),
        ("who=deactivated", {"ann"}),
        ("q=zz", set()),
    ],
)
def test_the_list_is_searched(
    floor: None, ada_client: Client, lea: Person, vic: Person, ann: Person, query: str, found: set[str]
) -> None:
    Person.objects.filter(pk=ann.pk).update(is_active=False)

    page = html(ada_client.get(f"/settings/people/?{query}"))

    assert {p.username for p in (lea, vic, ann) if f'href="{address(p)}"' in page} == found


def test_a_person_is_added_and_then_has_no_password(floor: None, ada: Person, ada_client: Client) -> None:
    form = {
        "username": "max",
        "name": "Max",
        "role": "supervisor",
        "teams": ["cisco:5000", "cisco:*"],
        "language": "de",
    }

    answer = ada_client.post("/settings/people/new/", {**form, "agents": ["Ada Novak · cisco:1001", "ben ito"]})

    made = Person.objects.get(username="max")
    assert (answer.status_code, answer["Location"]) == (303, f"{address(made)}?kept")
    assert (made.role, made.teams, made.language) == (Role.SUPERVISOR, ["cisco:5000", "cisco:*"], "de")
    assert made.agents == ["cisco:1001", "cisco:1002"]
    assert not made.has_usable_password()
    assert "Has no password yet" in html(ada_client.get(address(made)))
    line = TrailLine.objects.get()
    assert (line.action, line.subject, line.person) == ("person", str(made.pk), ada.pk)
    assert "Max" not in str(line.details)
    assert "max" not in str(line.details)


def test_a_change_leaves_what_it_was_and_what_it_is(floor: None, ada_client: Client, lea: Person) -> None:
    ada_client.post(address(lea), LEA | {"name": "Leandra", "role": "viewer"})

    lea.refresh_from_db()
    assert (lea.name, lea.role) == ("Leandra", "viewer")
    details = TrailLine.objects.get().details
    assert (details["before"]["role"], details["after"]["role"]) == ("supervisor", "viewer")
    assert details["after"].keys() == {"name", "role"}
    assert "Lea" not in str(details)


def test_what_stays_as_it_is_leaves_no_line(floor: None, ada_client: Client, lea: Person) -> None:
    assert ada_client.post(address(lea), LEA).status_code == 303

    assert not TrailLine.objects.exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"username": ""}, "This is needed."),
        ({"username": "ADA"}, "Ada Administrator has this user name already."),
        ({"role": "boss"}, "boss"),
        ({"teams": "cisco:9"}, "cisco:9"),
        ({"agents": "somebody"}, "“somebody” is nobody on the floor"),
        ({"agents": "cisco:1001"}, "cisco:1001 is Ann Agent already: an agent is one person only."),
        ({"lent_team": "cisco:5000", "lent_until": ""}, "needs its last day"),
        ({"lent_team": "cisco:5000", "lent_until": "2020-02-02"}, "2020-02-02 is over"),
        ({"lent_team": "cisco:5000", "lent_until": "tomorrow"}, "“tomorrow” is no day."),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    floor: None, ada: Person, ada_client: Client, lea: Person, ann: Person, fields: dict[str, str], said: str
) -> None:
    Person.objects.filter(pk=ann.pk).update(agents=["cisco:1001"])

    assert said in wrong(ada_client.post(address(lea), LEA | fields))

    lea.refresh_from_db()
    assert (lea.username, lea.agents, lea.lent.count()) == ("lea", [], 0)


def test_who_was_deactivated_leaves_the_agent_free(floor: None, ada_client: Client, lea: Person, ann: Person) -> None:
    Person.objects.filter(pk=ann.pk).update(agents=["cisco:1001"], is_active=False)

    assert ada_client.post(address(lea), LEA | {"agents": "cisco:1001"}).status_code == 303

    form = {"username": "ann", "role": "agent", "agents": "cisco:1001", "active": "on"}
    assert "cisco:1001 is Lea Leader already" in wrong(ada_client.post(address(ann), form))


@pytest.mark.parametrize("fields", [{"role": "supervisor", "active": "on"}, {"role": "administrator"}])
def test_the_last_administrator_stays_one(ada: Person, ada_client: Client, fields: dict[str, str]) -> None:
    answer = ada_client.post(address(ada), {"username": "ada", "name": "Ada Administrator"} | fields)

    assert "This is the last administrator" in wrong(answer)
    ada.refresh_from_db()
    assert ada.is_active
    assert ada.role == Role.ADMINISTRATOR


def test_nobody_locks_themselves_out_and_others_can(
    ada: Person, ada_client: Client, lea: Person, signed_in: SignedIn
) -> None:
    Person.objects.filter(pk=lea.pk).update(role=Role.ADMINISTRATOR)

    assert "You cannot do this to yourself" in wrong(
        ada_client.post(address(ada), {"username": "ada", "role": "viewer"})
    )
    assert "You cannot do this to yourself" in html(ada_client.post(address(ada, "erase/")))

    assert signed_in(lea).post(address(ada), {"username": "ada", "role": "viewer"}).status_code == 303
    ada.refresh_from_db()
    assert (ada.is_active, ada.role) == (False, Role.VIEWER)


def test_of_two_who_demote_each_other_one_stays(ada: Person, lea: Person) -> None:
    Person.objects.filter(pk=lea.pk).update(role=Role.ADMINISTRATOR)
    of_ada, of_lea = standing(ada), standing(Person.objects.get(pk=lea.pk))

    people.save([replace(of_lea, role=Role.VIEWER)], by=ada, at=timezone.now())
    with pytest.raises(PermissionDenied):  # by the form that was open meanwhile
        people.save([replace(of_ada, role=Role.VIEWER)], by=lea, at=timezone.now())

    assert list(Person.objects.filter(role=Role.ADMINISTRATOR)) == [ada]


def lent(person: Person, days: int) -> None:
    """Sales North is this person's up to so many days from now."""
    Lent.objects.create(person=person, team="cisco:5000", until=today() + timedelta(days=days))


@pytest.mark.parametrize(("days", "sees"), [(-1, False), (0, True), (1, True)])
def test_a_team_is_lent_up_to_the_end_of_its_last_day(lea: Person, days: int, sees: bool) -> None:
    lent(lea, days)

    assert scope_of(lea).sees_team("cisco:5000") is sees
    assert scope_of(lea).sees_team("cisco:5002")


def test_teams_are_lent_on_the_page(floor: None, ada_client: Client, lea: Person) -> None:
    lent(lea, -3)
    until = (today() + timedelta(days=7)).isoformat()

    ada_client.post(address(lea), LEA | {"lent_team": ["cisco:5000", ""], "lent_until": [until, ""]})

    assert [(loan.team, loan.until.isoformat()) for loan in lea.lent.all()] == [("cisco:5000", until)]
    assert f'value="{until}"' in html(ada_client.get(address(lea)))


def test_a_password_is_typed_twice_and_must_be_good(ada_client: Client, lea: Person) -> None:
    said = wrong(
        ada_client.post(address(lea, "password/"), {"password": "correct-horse-8", "again": "correct-horse-9"})
    )
    assert "not the same" in said
    assert "too common" in wrong(
        ada_client.post(address(lea, "password/"), {"password": "password12", "again": "password12"})
    )

    ada_client.post(address(lea, "password/"), {"password": "correct-horse-8", "again": "correct-horse-8"})

    lea.refresh_from_db()
    assert lea.check_password("correct-horse-8")
    assert "correct" not in str(TrailLine.objects.get().details)


def test_a_random_password_is_shown_once_and_works(ada_client: Client, lea: Person, lea_client: Client) -> None:
    page = html(ada_client.post(address(lea, "random-password/")))

    shown = text(page.split('<output class="secret">')[1].split("</output>")[0])
    lea.refresh_from_db()
    assert lea.check_password(shown)
    assert shown not in html(ada_client.get(address(lea)))
    assert shown not in str(TrailLine.objects.get().details)
    assert lea_client.get("/").status_code == 302  # what was signed in with the old one is out


def test_who_sets_the_own_password_stays_signed_in(ada: Person, ada_client: Client) -> None:
    ada_client.post(address(ada, "password/"), {"password": "correct-horse-8", "again": "correct-horse-8"})

    assert ada_client.get("/settings/people/").status_code == 200


def test_all_sessions_of_a_person_end(ada: Person, ada_client: Client, lea: Person, lea_client: Client) -> None:
    assert lea_client.get("/").status_code == 200

    ada_client.post(address(lea, "end/"))

    assert lea_client.get("/").status_code == 302
    assert ada_client.get("/settings/people/").status_code == 200
    assert TrailLine.objects.get().action == "sessions"
    assert Client().post("/login/", {"username": "lea", "password": PASSWORD})["Location"] == "/"


def test_ending_ones_own_leads_to_the_sign_in(ada: Person, ada_client: Client) -> None:
    answer = ada_client.post(address(ada, "end/"))

    assert (answer.status_code, answer["Location"]) == (302, "/login/")
    assert ada_client.get("/settings/people/").status_code == 302


def test_a_name_is_erased_and_the_number_stays(ada_client: Client, lea: Person, lea_client: Client) -> None:
    CtiSignIn.objects.create(integration=Integration.objects.create(name="cisco"), login="lea", person=lea)
    assert "Lost for good" in html(ada_client.get(address(lea, "erase/")))

    now = timezone.now()
    message = Message.objects.create(person=lea.pk, content="Hello.", created_at=now, until=now)
    Receipt.objects.create(message=message, person=lea.pk, agent="cisco:1003", name="Lea Leader", addressed_at=now)
    ada_client.post(address(lea, "erase/"))

    lea.refresh_from_db()
    assert (str(lea), lea.username, lea.is_active) == (f"erased-{lea.pk}", f"erased-{lea.pk}", False)
    assert [receipt.name for receipt in Receipt.objects.all()] == [f"erased-{lea.pk}"]
    assert (lea.teams, lea.agents, lea.sign_ins.count()) == ([], [], 0)
    assert not lea.check_password(PASSWORD)
    assert "lea" not in str(TrailLine.objects.get().details)
    assert lea_client.get("/").status_code == 302
