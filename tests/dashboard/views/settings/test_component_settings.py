"""Integration settings on their pages: set, undone, and opened by a key that is shown once."""

import re

import pytest
from django.test import Client

from dashboard.models import Integration, IntegrationSetting, Person, SettingChange, TrailLine
from tests.dashboard.views.reading import html, text

pytestmark = pytest.mark.django_db
PAGE = "/settings/integration-settings/"
ONE = f"{PAGE}genesys/"
SECRET = "token=5up3r-5ecret"


@pytest.fixture(autouse=True)
def genesys(db: None) -> Integration:
    return Integration.objects.create(name="genesys", kind="genesys_wwe")


def put(client: Client, identifier: str, value: str) -> int:
    """Adds a setting, or changes the one that is there; the answer's status."""
    standing = IntegrationSetting.objects.filter(identifier=identifier).first()
    address = f"{ONE}{standing.pk}/" if standing else f"{ONE}new/"
    return client.post(address, {"identifier": identifier, "value": value}).status_code


def values() -> dict[str, str]:
    return dict(IntegrationSetting.objects.values_list("identifier", "value"))


def undo(client: Client, change: SettingChange | None) -> int:
    assert change
    return client.post(f"{ONE}undo/{change.pk}/").status_code


def test_a_setting_is_added_changed_and_removed_each_with_its_history(ada_client: Client, ada: Person) -> None:
    assert put(ada_client, "Component1", "a=1\r\nb=2") == 303
    assert put(ada_client, "Component1", "a=2") == 303
    removing = f"{ONE}{IntegrationSetting.objects.get().pk}/remove/"
    assert "A component that asks for Component1 gets nothing" in text(html(ada_client.get(removing)))
    assert ada_client.post(removing).status_code == 303

    assert values() == {}
    history = SettingChange.objects.order_by("pk").values_list("before", "after", "person")
    assert list(history) == [(None, "a=1\nb=2", ada.pk), ("a=1\nb=2", "a=2", ada.pk), ("a=2", None, ada.pk)]
    said = text(html(ada_client.get(ONE)))
    assert "Ada Administrator Component1 a=2 removed Put back" in said


def test_at_most_five_stand_at_once(ada_client: Client) -> None:
    assert [put(ada_client, f"Component{n}", "x") for n in range(6)] == [303] * 5 + [422]

    assert len(values()) == 5
    assert "5 settings, and may have no more" in text(
        html(ada_client.post(f"{ONE}new/", {"identifier": "Component6", "value": ""}))
    )
    assert f'href="{ONE}new/"' not in html(ada_client.get(ONE))


def test_an_identifier_stands_once(ada_client: Client) -> None:
    put(ada_client, "Component1", "a")

    again = ada_client.post(f"{ONE}new/", {"identifier": "Component1", "value": "b"})

    assert again.status_code == 422
    assert values() == {"Component1": "a"}


def test_any_change_can_be_undone_and_the_undoing_too(ada_client: Client) -> None:
    put(ada_client, "Component1", "a")
    put(ada_client, "Component1", "b")
    added, changed = SettingChange.objects.order_by("pk")

    undo(ada_client, changed)
    assert values() == {"Component1": "a"}
    undo(ada_client, added)
    assert values() == {}
    undo(ada_client, SettingChange.objects.order_by("pk").last())
    assert values() == {"Component1": "a"}


def test_what_is_put_back_may_not_be_the_sixth(ada_client: Client) -> None:
    put(ada_client, "Old", "x")
    ada_client.post(f"{ONE}{IntegrationSetting.objects.get().pk}/remove/")
    for n in range(5):
        put(ada_client, f"Component{n}", "x")

    assert undo(ada_client, SettingChange.objects.filter(after=None).first()) == 409
    assert "Old" not in values()


def test_undoing_what_is_so_already_changes_nothing(ada_client: Client) -> None:
    put(ada_client, "Component1", "a")
    put(ada_client, "Component1", "b")
    put(ada_client, "Component1", "a")

    undo(ada_client, SettingChange.objects.get(after="b"))

    assert SettingChange.objects.count() == 3


def test_a_change_of_another_integration_is_not_there(ada_client: Client) -> None:
    put(ada_client, "Component1", "a")
    Integration.objects.create(name="other", kind="practice")

    assert ada_client.post(f"{PAGE}other/undo/{SettingChange.objects.get().pk}/").status_code == 404
    assert ada_client.get(f"{PAGE}other/{IntegrationSetting.objects.get().pk}/").status_code == 404


def test_no_value_and_no_key_is_in_the_trail_or_in_a_log(ada_client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")

    put(ada_client, "Component1", SECRET)
    put(ada_client, "Component1", SECRET + "!")
    key = key_in(html(ada_client.post(f"{ONE}key/", {"make": "yes"})))

    lines = [str(line.details) for line in TrailLine.objects.order_by("pk")]
    assert len(lines) == 3
    assert "'characters': 18" in lines[0]
    assert not any(SECRET in said or key in said for said in (*lines, caplog.text))


def key_in(page: str) -> str:
    found = re.search(r'<input id="key"[^>]* value="([^"]+)"', page)
    assert found
    return found[1]


def test_a_key_is_shown_once_and_kept_as_a_digest(ada_client: Client, genesys: Integration) -> None:
    made = ada_client.post(f"{ONE}key/", {"make": "yes"})
    key = key_in(html(made))

    genesys.refresh_from_db()
    assert len(key) >= 43
    assert key not in genesys.key_digest
    assert "no-store" in made["Cache-Control"]
    assert 'hx-history="false"' in html(made)
    assert not any(key in html(ada_client.get(address)) for address in (ONE, PAGE, f"{ONE}key/"))


def test_a_key_is_renewed_or_withdrawn_after_it_was_said_what_follows(ada_client: Client, genesys: Integration) -> None:
    first = key_in(html(ada_client.post(f"{ONE}key/", {"make": "yes"})))
    assert "it is worth nothing at once" in text(html(ada_client.get(f"{ONE}key/")))
    assert key_in(html(ada_client.post(f"{ONE}key/", {"make": "yes"}))) != first

    assert ada_client.post(f"{ONE}key/", {"withdraw": "yes"}).status_code == 303
    genesys.refresh_from_db()
    assert genesys.key_digest == ""
    assert [line.action for line in TrailLine.objects.all()] == ["integration_key"] * 3


def test_a_long_value_is_shown_by_its_beginning_with_the_rest_to_be_opened(ada_client: Client) -> None:
    put(ada_client, "Component1", "x" * 5000)

    page = html(ada_client.get(ONE))

    assert "5,000 characters" in text(page) or "5000 characters" in text(page)
    assert page.count("<details>") == 2  # in the settings, and in the history
