"""The setup file on its page: out by a press, in after a look at what would change, a line of the trail for each."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from dashboard.models import Integration, Person, SettingChange, TeamPolicy, TrailLine, Upload
from dashboard.secrets import seal
from dashboard.store.changes import HIDDEN
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.django_db
PAGE = "/settings/setup-file/"
FILE = """
[[team]]
id = "cisco:5000"
name = "Sales North"

[[person]]
username = "sam"
role = "viewer"
"""


def main(page: HttpResponse) -> str:
    return html(page).split("<main")[1].split("</main>")[0]


def sent(client: Client, file: str | bytes, **headers: str) -> HttpResponse:
    content = file if isinstance(file, bytes) else file.encode()
    return client.post(PAGE, {"file": SimpleUploadedFile("setup.toml", content)}, headers=headers)


def previewed(client: Client, file: str = FILE) -> str:
    """The address of the preview."""
    answer = sent(client, file)
    assert answer.status_code == 303, text(main(answer))
    return answer.headers["Location"]


def steps() -> list[tuple[str, str, str]]:
    return list(TrailLine.objects.order_by("pk").values_list("action", "step", "subject"))


def test_it_comes_as_a_file_and_the_trail_says_who_took_it(ada_client: Client, ada: Person) -> None:
    TeamPolicy.objects.create(id="cisco:5000", name="Sales North")

    answer = ada_client.post(f"{PAGE}download/")

    assert re.fullmatch(r'attachment; filename="floorwalker-\d{4}-\d\d-\d\d\.toml"', answer["Content-Disposition"])
    assert 'id = "cisco:5000"' in html(answer)
    assert "no-store" in answer["Cache-Control"]
    assert steps() == [("setup", "downloaded", "")]


def test_a_link_cannot_take_it(ada_client: Client) -> None:
    assert ada_client.get(f"{PAGE}download/").status_code == 405
    assert steps() == []


def test_the_page_names_what_the_file_needs_and_not_what_it_is(ada_client: Client) -> None:
    settings = {"password": seal("hunter2"), "username": "bridge"}
    Integration.objects.create(name="cisco", kind="generic_connector", settings=settings)
    Integration.objects.create(name="south", kind="generic_connector", settings={"password": "env:SOUTH_PASSWORD"})

    page = html(ada_client.get(PAGE))

    assert "FLOORWALKER_CISCO_PASSWORD" in page
    assert "env:SOUTH_PASSWORD" in page
    assert "hunter2" not in page + html(ada_client.post(f"{PAGE}download/"))


def test_a_file_changes_nothing_before_it_was_agreed_to(ada_client: Client, lea: Person) -> None:
    page = text(main(ada_client.get(previewed(ada_client, FILE.replace("sam", "lea")))))

    assert "New: 1. Changed: 1. Nothing has been done yet." in page
    assert "Team cisco:5000 New Name Sales North" in page
    assert "Person lea Name before: Lea Leader → after: – Role before: Supervisor → after: Viewer" in page
    assert not TeamPolicy.objects.exists()
    assert steps() == []


def test_agreed_to_it_is_loaded_with_a_line_for_each_change(ada_client: Client, lea: Person) -> None:
    address = previewed(ada_client, FILE.replace("sam", "lea"))

    answer = ada_client.post(address, follow=True)

    assert answer.redirect_chain == [(f"{PAGE}?kept", 303)]
    assert TeamPolicy.objects.get().name == "Sales North"
    assert steps() == [
        ("setup", "loaded", ""),
        ("person", "changed", str(lea.pk)),
        ("team", "changed", "cisco:5000"),
    ]
    told = TrailLine.objects.get(action="person").details
    assert (told["before"]["role"], told["after"]["role"]) == ("supervisor", "viewer")
    assert (told["before"]["name"], told["after"]["name"]) == (HIDDEN, "")
    assert "Lea Leader" not in str(told)


def test_an_integration_setting_can_be_undone_like_any_other(ada_client: Client) -> None:
    Integration.objects.create(name="cisco", kind="practice")
    file = '[[integration_setting]]\nsource = "cisco"\nidentifier = "Component1"\nvalue = "token=4711"\n'

    ada_client.post(previewed(ada_client, file))

    change = SettingChange.objects.get()
    assert (change.before, change.after) == (None, "token=4711")
    assert "4711" not in str(list(TrailLine.objects.values()))


def test_it_is_loaded_once(ada_client: Client) -> None:
    address = previewed(ada_client)
    ada_client.post(address)

    again = ada_client.post(address)

    assert again.status_code == 422
    assert "no longer kept here" in text(main(again))
    assert ada_client.get(address).status_code == 404
    assert not Upload.objects.exists()


def test_a_file_that_changes_nothing_asks_for_nothing(ada_client: Client) -> None:
    ada_client.post(previewed(ada_client))

    page = text(main(ada_client.get(previewed(ada_client))))

    assert "Nothing would change: all of it is so already." in page
    assert "Make" not in page


def test_another_administrator_does_not_see_what_ada_brought(ada_client: Client, client: Client, lea: Person) -> None:
    lea.role = "administrator"
    lea.save()
    client.force_login(lea, backend="django.contrib.auth.backends.ModelBackend")
    address = previewed(ada_client)

    assert client.get(address).status_code == 404
    assert client.post(address).status_code == 422
    assert ada_client.get(address).status_code == 200
    assert ada_client.get(f"{PAGE}{uuid4()}/").status_code == 404


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("[[team]]\nname = 1", "team[0].name: a text belongs here, not a whole number."),
        ("[[team]]\nid = 'cisco:1'\nnmae = ''", "team[0].nmae: there is no such key."),
        ("= nonsense", "line 1, column 1: is no TOML"),
        ("[[integration]]\nname = 'a'\nkind = 'nobody'", "integration[0].kind"),
        ("[[person]]\nusername = 'ada'\nrole = 'viewer'", "person: nobody would be left who administers."),
        (b"\xff\xfe", "This is no text in UTF-8."),
        ("#" * (1024 * 1024 + 1), "The file is larger than 1 MB."),
        ("#" * (3 * 1024 * 1024), "The file is larger than 1 MB."),
    ],
    ids=lambda given: str(given)[:20],
)
def test_what_is_wrong_is_said_by_its_key(ada_client: Client, ada: Person, file: str | bytes, said: str) -> None:
    answer = sent(ada_client, file)

    assert answer.status_code == 422
    assert said in text(main(answer))
    assert not Upload.objects.exists()
    assert steps() == []


def test_without_a_file_it_asks_for_one(ada_client: Client) -> None:
    assert "Choose a file." in text(main(ada_client.post(PAGE)))
