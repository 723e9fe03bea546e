"""Whatever systems and people say stands on pages as text: at no address does any of it become a part of the page."""

import json
from typing import Any, cast

import pytest
from django.http import HttpResponse
from django.test import Client

from dashboard.models import (
    AskedCommand,
    FloorRow,
    IntegrationSetting,
    Message,
    MessageTemplate,
    Person,
    RaisedHand,
    ReasonPolicy,
    Receipt,
    TeamPolicy,
    TrailLine,
)
from tests.dashboard.views import floors
from tests.dashboard.views.addresses import Things, every
from tests.dashboard.views.reading import html

EVIL = "\"'><img src=x onerror=alert(1)></script><!--"
OUT_OF_ITS_PLACE = ("<img src=x", "\"'>")
SAID = ("name", "team_name", "reason_label", "label", "note", "queue", "company", "description", "reason")


def evil(value: Any, key: str = "") -> Any:
    """A row's body in which a system calls everything so."""
    match value:
        case dict():
            return {name: evil(inner, name) for name, inner in value.items()}
        case list():
            return [evil(inner, key) for inner in value]
        case str() if key in SAID and ":" not in value:
            return EVIL
    return value


@pytest.fixture
def said(things: Things, sam: Person) -> Things:
    """All of it says so."""
    for row in FloorRow.objects.filter(gone=False):
        FloorRow.objects.filter(pk=row.pk).update(body=json.dumps(evil(json.loads(row.body))))
    Person.objects.update(name=EVIL)
    TeamPolicy.objects.update(name=EVIL, purpose=EVIL)
    ReasonPolicy.objects.update(label=EVIL)
    Message.objects.update(content=EVIL)
    MessageTemplate.objects.update(name=EVIL, content=EVIL)
    RaisedHand.objects.update(text=EVIL)
    Receipt.objects.update(name=EVIL)
    IntegrationSetting.objects.update(value=EVIL)
    AskedCommand.objects.update(said=EVIL, why=EVIL, outcome="refused")
    told = {"said": EVIL, "state": EVIL, "call": {"queue": EVIL}, "before": {"name": EVIL}, "after": {"label": EVIL}}
    for action in ("listen", "person", "message"):
        TrailLine.objects.create(
            at=floors.ago(5), step="asked", action=action, person=sam.pk, subject="cisco:1001", why=EVIL, details=told
        )
    floors.forget()
    return things


def test_nothing_that_was_said_becomes_a_part_of_a_page(said: Things, ada_client: Client) -> None:
    pages = {found.url: ada_client.get(found.url) for found in every(said)}

    shown = {
        url: html(cast(HttpResponse, answer))
        for url, answer in pages.items()
        if not answer.streaming and "html" in str(answer.headers)
    }
    assert sum("&lt;img src=x" in page for page in shown.values()) > 20
    assert [url for url, page in shown.items() if any(sign in page for sign in OUT_OF_ITS_PLACE)] == []
