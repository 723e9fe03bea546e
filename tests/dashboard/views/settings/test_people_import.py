"""People by CSV: what would change is seen before, all of it is loaded or nothing, passwords are given out once."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from dashboard.models import Person, TrailLine, Upload
from dashboard.store import uploads
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.usefixtures("floor")
SignedIn = Callable[[Person], Client]
PAGE = "/settings/people/import/"

FILE = """username,name,role,teams,agents,language,active
max,Max Muster,supervisor,cisco:5000|cisco:7777,cisco:1001,de,yes
lea,Lea Leader,viewer,cisco:5002,,,yes
ada,Ada Administrator,administrator,,,,yes
"""


def brought(client: Client, file: str | bytes) -> HttpResponse:
    """What a file is answered with."""
    content = file if isinstance(file, bytes) else file.encode()
    return client.post(PAGE, {"file": SimpleUploadedFile("people.csv", content, "text/csv")})


def wrong(page: HttpResponse) -> str:
    """What the page says about wrong lines."""
    assert page.status_code == 422
    return text(html(page).split('class="wrong-lines"')[1].split("</section>")[0])


def test_a_file_is_seen_then_loaded_and_its_passwords_fetched_once(
    ada: Person, ada_client: Client, lea: Person
) -> None:
    preview = brought(ada_client, FILE)["Location"]

    told = text(html(ada_client.get(preview)))
    assert "New: 1 · changed: 1 · unchanged: 1" in told
    assert "3 Lea Leader Role Supervisor Viewer" in told
    assert "Not on the floor now: cisco:7777" in told
    assert not Person.objects.filter(username="max").exists()

    done = ada_client.post(preview)["Location"]

    lea.refresh_from_db()
    made = Person.objects.get(username="max")
    assert (lea.role, made.role, made.agents, made.language) == ("viewer", "supervisor", ["cisco:1001"], "de")
    assert sorted(TrailLine.objects.values_list("subject", flat=True)) == sorted([str(lea.pk), *[str(made.pk)] * 2])
    assert "1 person is new" in html(ada_client.get(done))
    listed = ada_client.post(f"{done}list/").content.decode()
    assert made.check_password(listed.splitlines()[1].split(",")[2])
    assert ada_client.post(f"{done}list/").status_code == 404
    assert not Upload.objects.exists()
    assert ada_client.post(preview).status_code == 404  # what is loaded is not loaded twice


def test_where_the_passwords_cannot_be_kept_nobody_is_made(ada_client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    preview = brought(ada_client, FILE)["Location"]

    def fails(*_: object) -> str:
        raise ValueError("the disk is full")

    monkeypatch.setattr(uploads, "seal", fails)
    with pytest.raises(ValueError, match="full"):
        ada_client.post(preview)

    assert not Person.objects.filter(username="max").exists()


def test_what_is_exported_changes_nothing_when_it_comes_back(ada_client: Client, lea: Person, ann: Person) -> None:
    Person.objects.filter(pk=ann.pk).update(agents=["cisco:1001", "xivo:19"], is_active=False, name="=cmd|' /C'!A0")

    file = ada_client.get("/settings/people/export.csv").content
    told = text(html(ada_client.get(brought(ada_client, file)["Location"])))

    assert "New: 0 · changed: 0 · unchanged: 3" in told
    assert "Everything is so already." in told


def test_the_example_is_one_that_is_taken(ada_client: Client) -> None:
    assert brought(ada_client, ada_client.get("/settings/people/example.csv").content).status_code == 303


def test_a_column_that_is_left_out_leaves_that_part_alone(ada_client: Client, lea: Person) -> None:
    ada_client.post(brought(ada_client, "role;username\nviewer;lea\n")["Location"])

    lea.refresh_from_db()
    assert (lea.role, lea.name, lea.teams) == ("viewer", "Lea Leader", ["cisco:5002"])


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("\n", "Line 1 names the columns, and must have one called “username”."),
        ("username,role,shoe\n", "Line 1 names a column “shoe”"),
        ("username,role,role\n", "Line 1 names the column “role” twice."),
        ("username,role\nmax\n", "Line 2 has 1 cells, where the first line names 2 columns."),
        ("username,role\n\nmax,boss\n", "Line 3 “boss” is none of: administrator, supervisor, viewer, agent."),
        ("username,role\n,viewer\n", "Line 2 has no user name."),
        (
            "username,role,teams\nmax,viewer,5000\n",
            "Line 2 “5000” is no id: write it with its system before it, as in cisco:5000.",
        ),
        ("username,role,language\nmax,viewer,nl\n", "Line 2 “nl” is none of: en, de, fr, es."),
        ("username,role,active\nmax,viewer,perhaps\n", "Line 2 active: “perhaps” is neither yes nor no."),
        ('username,role\n"a\nb",viewer\nmax,viewer\nMAX,agent\n', "Line 5 MAX stands in line 4 already."),
        ("username,role\nLEA,viewer\n", "Line 2 Lea Leader has this user name already."),
        ("username,role,agents\nmax,agent,x:1\nmia,agent,x:1\n", "Line 3 x:1 is max already"),
        ("username,role\nada,viewer\n", "Line 2 This is the last administrator"),
        ("username,role\nmax,view\0er\n", "Line 2 has a character that no text has."),
        ('username,role\n"max,viewer\n', "Line 2 opens a quotation mark"),
    ],
)
def test_a_wrong_line_is_named_by_its_number_and_nothing_is_loaded(
    ada_client: Client, lea: Person, file: str, said: str
) -> None:
    assert said in wrong(brought(ada_client, file))

    assert Person.objects.count() == 2
    assert not Upload.objects.exists()


def test_a_file_that_is_no_text_is_not_taken(ada_client: Client) -> None:
    page = brought(ada_client, "username,role\nmäx,viewer".encode("latin-1"))

    assert page.status_code == 422
    assert "The file is not in UTF-8" in html(page)


def test_what_became_wrong_since_the_preview_is_not_loaded(ada_client: Client, lea: Person) -> None:
    preview = brought(ada_client, "username,role,agents\nmax,agent,cisco:1001\n")["Location"]
    Person.objects.filter(pk=lea.pk).update(agents=["cisco:1001"])

    assert "cisco:1001 is Lea Leader already" in wrong(ada_client.post(preview))

    assert not Person.objects.filter(username="max").exists()


def test_two_may_exchange_their_agents_in_one_file(ada_client: Client, lea: Person, ann: Person) -> None:
    Person.objects.filter(pk=lea.pk).update(agents=["cisco:1001"])
    Person.objects.filter(pk=ann.pk).update(agents=["cisco:1002"])

    file = "username,role,agents\nlea,supervisor,cisco:1002\nann,agent,cisco:1001\n"
    ada_client.post(brought(ada_client, file)["Location"])

    assert dict(Person.objects.filter(pk__in=[lea.pk, ann.pk]).values_list("username", "agents")) == {
        "lea": ["cisco:1002"],
        "ann": ["cisco:1001"],
    }


def test_another_administrator_finds_nothing_of_it(ada_client: Client, lea: Person, signed_in: SignedIn) -> None:
    preview = brought(ada_client, FILE)["Location"]
    Person.objects.filter(pk=lea.pk).update(role="administrator")

    assert signed_in(lea).get(preview).status_code == 404
    assert re.search(r"import/[0-9a-f-]{36}/$", preview)


def test_who_is_renamed_is_named_as_they_are_called_now(ada_client: Client, lea: Person) -> None:
    preview = brought(ada_client, "username,name,role\nlea,Lea Lanz,supervisor\n")["Location"]

    assert "Lea Leader Name Lea Leader Lea Lanz" in text(html(ada_client.get(preview)))
