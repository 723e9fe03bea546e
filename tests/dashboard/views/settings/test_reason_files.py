"""Reason codes in and out: from the system that gives them, and as a CSV file."""

import re
from io import BytesIO

import pytest
from django.http import HttpResponse
from django.test import Client

from cti_bridge.floor.model import FeedState, ReasonCategory, ReasonCode, SourceId
from cti_bridge.floor.rows import Kind
from dashboard.models import FloorRow, Person, ReasonPolicy, TrailLine, Upload
from dashboard.presenters.spreadsheets import BOM
from tests.dashboard.views.floors import put, put_source
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.usefixtures("floor")
PAGE = "/settings/reason-codes/"
FROM = f"{PAGE}import/cisco/"
HEAD = "source,category,code,label\n"


def parts(page: HttpResponse) -> dict[str, list[str]]:
    """Of a preview, the lines of each part."""
    tables = re.findall(r'<table class="list" data-part="(\w+)">(.*?)</table>', html(page), re.S)
    return {name: [text(row) for row in re.findall(r"<tr><td>.*?</tr>", table)] for name, table in tables}


def agree(client: Client, page: HttpResponse) -> HttpResponse:
    found = re.search(r'name="digest" value="(\w+)"', html(page))
    assert found
    return client.post(FROM, {"digest": found[1]})


def give(code: str, label: str) -> None:
    """The system names a reason for not ready, another than before or another way."""
    body = ReasonCode(source=SourceId("cisco"), category=ReasonCategory.NOT_READY, code=code, label=label)
    put([(Kind.REASON, "", f"cisco:not_ready:{code}", body)])


def test_an_import_shows_what_is_new_changed_and_gone_and_then_does_that(ada_client: Client, ada: Person) -> None:
    ReasonPolicy.objects.create(source="cisco", category="not_ready", code="10", label="Essen", named="Mittag")
    ReasonPolicy.objects.create(source="cisco", category="not_ready", code="99", named="Smoke")
    ReasonPolicy.objects.create(source="cisco", category="wrap_up", code="1", named="Sold")

    page = ada_client.get(FROM)
    assert parts(page) == {
        "new": ["Not ready 20 – Coaching –"],
        "changed": ["Not ready 10 Mittag Lunch Essen"],
        "gone": ["Not ready 99 Smoke – –"],
    }
    assert "It gives no reasons for wrap-up: yours stay as they are." in text(html(page))
    assert ReasonPolicy.objects.count() == 3

    assert agree(ada_client, page).status_code == 303
    kept = {p.code: (p.label, p.named, p.retired) for p in ReasonPolicy.objects.all()}
    assert kept == {
        "10": ("Essen", "Lunch", False),
        "20": ("", "Coaching", False),
        "99": ("", "Smoke", True),
        "1": ("", "Sold", False),
    }
    lines = TrailLine.objects.order_by("pk").values_list("subject", "person")
    assert sorted(lines) == [(f"cisco:not_ready:{code}", ada.pk) for code in ("10", "20", "99")]


def test_imported_again_nothing_changes(ada_client: Client) -> None:
    agree(ada_client, ada_client.get(FROM))
    lines = TrailLine.objects.count()

    again = ada_client.get(FROM)

    assert parts(again) == {}
    assert "Importing now would change nothing." in text(html(again))
    assert TrailLine.objects.count() == lines


def test_what_was_retired_here_stays_retired(ada_client: Client) -> None:
    ReasonPolicy.objects.create(source="cisco", category="not_ready", code="10", named="Lunch", retired=True)

    page = ada_client.get(FROM)
    agree(ada_client, page)

    assert parts(page)["retired"] == ["Not ready 10 Lunch Lunch –"]
    assert ReasonPolicy.objects.get(code="10").retired


def test_what_changed_since_it_was_seen_is_not_imported_but_shown(ada_client: Client) -> None:
    page = ada_client.get(FROM)
    give("30", "Training")

    answer = agree(ada_client, page)

    assert answer.status_code == 409
    assert "Not ready 30 – Training –" in parts(answer)["new"]
    assert not ReasonPolicy.objects.exists()


def test_a_system_that_is_not_live_is_not_asked_so_nothing_is_gone(ada_client: Client) -> None:
    ReasonPolicy.objects.create(source="cisco", category="not_ready", code="99")
    put_source(FeedState.STALE)

    page, tried = ada_client.get(FROM), ada_client.post(FROM)

    assert "cisco is not live" in text(html(page))
    assert tried.status_code == 200
    assert not ReasonPolicy.objects.get().retired


def test_a_system_that_gives_none_says_so_and_takes_none_away(ada_client: Client) -> None:
    ReasonPolicy.objects.create(source="cisco", category="not_ready", code="99")
    FloorRow.objects.filter(kind=Kind.REASON).delete()

    page = ada_client.get(FROM)

    assert parts(page) == {}
    assert "cisco gives no reason codes." in text(html(page))


def test_there_is_no_import_from_a_system_that_is_not_there(ada_client: Client) -> None:
    assert ada_client.get(f"{PAGE}import/mars/").status_code == 404


# -- CSV -------------------------------------------------------------------------------------------------------------


def bring(client: Client, content: str | bytes) -> HttpResponse:
    """Uploads a file; its preview, or the form that says why not."""
    file = BytesIO(content.encode() if isinstance(content, str) else content)
    file.name = "codes.csv"
    return client.post(f"{PAGE}csv/", {"file": file}, follow=True)


def load(client: Client, preview: HttpResponse) -> HttpResponse:
    return client.post(preview.wsgi_request.path)


def wrong(page: HttpResponse) -> list[str]:
    return [text(row) for row in re.findall(r'<tr><th scope="row" class="num">.*?</tr>', html(page))]


def test_out_and_in_again_is_no_change(ada_client: Client) -> None:
    ReasonPolicy.objects.create(source="cisco", category="not_ready", code="10", label="=Lunch; -x", tone="red")
    out = ada_client.get(f"{PAGE}export.csv")

    assert out["Content-Type"].startswith("text/csv")
    assert "'=Lunch; '-x" in out.content.decode()
    assert "loading it would change nothing" in text(html(bring(ada_client, out.content)))


def test_a_file_is_previewed_and_then_loaded_whole(ada_client: Client) -> None:
    ReasonPolicy.objects.create(source="cisco", category="not_ready", code="10", label="Lunch", order=7)

    preview = bring(
        ada_client,
        BOM + "Code;source;category;label;forceable\r\n10;cisco;not_ready;Break;no\r\n5;cisco;wrap_up;Sold;\r\n",
    )
    said = text(html(preview))
    assert "cisco Not ready 10 Label: Lunch → becomes Break Forceable: yes → becomes no" in said
    assert "cisco Wrap-up 5 new Label: Sold Load 2 changes" in said
    assert "Load 2 changes" in said
    assert ReasonPolicy.objects.get().label == "Lunch"

    assert load(ada_client, preview).status_code == 303
    lunch, sold = ReasonPolicy.objects.order_by("category")
    assert (lunch.label, lunch.order, lunch.forceable) == ("Break", 7, False)
    assert (sold.label, sold.forceable) == ("Sold", True)
    assert TrailLine.objects.count() == 2
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("file", "lines"),
    [
        ("code,label\n10,x\n", ["1 The column source is missing: the first line names the columns."]),
        ("source,category,code,colour\n", ["1 There is no column “colour”."]),
        (HEAD + "mars,not_ready,10,x\n", ["2 source: there is no system “mars”."]),
        (HEAD + "cisco,break,10,x\n", ["2 category: it is one of not_ready, sign_out, wrap_up."]),
        (HEAD + 'cisco,not_ready,10,"a\nb"\n\ncisco,not_ready,,x\n', ["5 code: it is missing"]),
        (HEAD + "cisco,not_ready,10,x\ncisco,not_ready,10,y\n", ["3 This code stands in line 2 already."]),
        (HEAD + "cisco,not_ready,10,x,y\n", ["2 It has more cells than the first line."]),
        (HEAD.strip() + ",tone,productive,max_minutes\ncisco,not_ready,1,x,mauve,perhaps,soon\n",
         ["2 productive: write yes or no.", "2 Longest, in minutes: Write a whole number.",
          "2 Colour: There is no colour “mauve”"]),
        (HEAD + f"cisco,not_ready,1,{'x' * 201}\n", ["2 Label: At most 200 characters; these are 201."]),
        ("", ["1 The file is empty."]),
        (HEAD + 'cisco,not_ready,1,"x" y\n', ["2 Goes on after a closing quotation mark"]),
    ],
)  # fmt: skip
def test_each_wrong_line_is_named_with_what_to_mend_and_nothing_is_loaded(
    ada_client: Client, file: str, lines: list[str]
) -> None:
    page = bring(ada_client, BOM + file)

    assert len(wrong(page)) == len(lines)
    assert all(said.startswith(line) for said, line in zip(wrong(page), lines, strict=True)), wrong(page)
    assert load(ada_client, page).status_code == 422
    assert not ReasonPolicy.objects.exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [("Größe".encode("cp1252"), "not in UTF-8"), (b"x" * (1024 * 1024 + 1), "larger than 1 MB"), (b"", "empty")],
)
def test_what_is_no_such_file_is_not_taken(ada_client: Client, content: bytes, says: str) -> None:
    page = bring(ada_client, content)

    assert page.status_code == 422
    assert says in text(html(page))
    assert not Upload.objects.exists()


def test_a_waiting_file_is_only_for_whoever_brought_it(ada_client: Client, ada: Person) -> None:
    address = bring(ada_client, HEAD + "cisco,not_ready,10,x\n").wsgi_request.path
    Upload.objects.update(person=Person.objects.create(username="other", role="administrator"))

    assert ada_client.get(address).status_code == 404
