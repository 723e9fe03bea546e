"""Issue 4, what must be seen 6: no secret in the file, on a page, in the log, or in the database in clear."""

import logging
from collections.abc import Callable, Iterator

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dashboard.models import AskedCommand, CtiSignIn, Integration, Person, Upload
from dashboard.secrets import reveal
from dashboard.store.sealed import PLACES
from tests.dashboard.views.addresses import FORM, Things, every, taking_forms
from tests.dashboard.views.reading import html

MARKER = "marker-4711-Secret!"
FILE = f"""
[[integration]]
name = "south"
kind = "generic_connector"
[integration.settings]
brokers = ["stomp://127.0.0.1:61613"]
password = "{MARKER}"
[[integration.sign_in]]
feed = true
login_id = "2900"
password = "{MARKER}"

[[person]]
username = "neu"
role = "viewer"
password = "{MARKER}"
"""
TYPED = {**FORM, "password": MARKER, "password1": MARKER, "password2": MARKER, "brokers": "stomp://127.0.0.1:61613"}


@pytest.fixture
def typed(things: Things, ada_client: Client, sam_client: Client, caplog: pytest.LogCaptureFixture) -> None:
    """The marker came in wherever a secret can: in files, by every form of the settings, at a sign-in."""
    caplog.set_level(logging.DEBUG)
    file = SimpleUploadedFile("setup.toml", FILE.encode())
    ada_client.post(ada_client.post("/settings/setup-file/", {"file": file}).headers["Location"])
    ada_client.post("/settings/setup-file/", {"file": SimpleUploadedFile("setup.toml", FILE.encode() + b"#")})
    sam_client.post("/sign-ins/cisco:2001/sign-in/", {"extension": "4001", "password": MARKER})
    CtiSignIn.objects.filter(login="2001").update(typed=AskedCommand.objects.get(action="sign-in").secret)
    for found in taking_forms(things):
        if found.administrates and not found.name.endswith(("delete", "remove", "erase")):
            ada_client.post(found.url, TYPED)
            ada_client.post(found.url.replace("cisco", "south"), TYPED)


def revealed() -> Iterator[tuple[type, str]]:
    """Where the marker stands, sealed."""
    for model, column in PLACES:
        for value in model._default_manager.values_list(column, flat=True):
            held = value.values() if isinstance(value, dict) else [value]
            if any(isinstance(one, str) and one.startswith("sealed:") and MARKER in reveal(one) for one in held):
                yield model, column


@pytest.mark.usefixtures("typed")
def test_a_secret_is_nowhere_in_clear(
    things: Things, ada_client: Client, signed_in: Callable[[Person], Client], caplog: pytest.LogCaptureFixture
) -> None:
    assert {model for model, _column in revealed()} == {Integration, CtiSignIn, AskedCommand, Upload}

    for found in every(things):
        for url in {found.url, found.url.replace("cisco", "south")}:
            answer = ada_client.get(url)
            assert answer.streaming or MARKER not in html(answer), url
    assert MARKER not in html(ada_client.post("/settings/setup-file/download/"))
    for model in apps.get_models():
        assert MARKER not in str(list(model._default_manager.values())), model.__name__
    assert caplog.records
    assert MARKER not in caplog.text + "".join(str(vars(record)) for record in caplog.records)
