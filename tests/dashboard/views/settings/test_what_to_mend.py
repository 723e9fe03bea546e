"""Every form of the settings says what to mend in the same words, and takes nothing that the database cannot keep."""

import pytest
from django.test import Client

from tests.dashboard.views.reading import html

pytestmark = pytest.mark.usefixtures("floor")

SITE = {"states_days": "30", "calls_days": "30", "trail_days": "365"}
QUEUE = {"service_level_seconds": "20", "service_level_variant": "abandons_negative", "short_abandon_seconds": "5"}
REASON = {"source": "cisco", "category": "not_ready", "code": "7"}
HUGE = "9" * 20


@pytest.mark.parametrize(
    ("address", "sent", "said"),
    [
        ("/settings/site/", SITE | {"states_days": "0"}, "At least 1."),
        ("/settings/site/", SITE | {"states_days": ""}, "This is needed."),
        ("/settings/site/", SITE | {"states_days": "ten"}, "Write a whole number."),
        ("/settings/site/", SITE | {"name": "a\0b"}, "There is a character in it that cannot be kept: type it anew."),
        ("/settings/queues/cisco:Sales/", QUEUE | {"warn_waiting": HUGE}, "At most 100000."),
        ("/settings/queues/cisco:Sales/", QUEUE | {"warn_wait_seconds": HUGE}, "At most 86400."),
        ("/settings/queues/cisco:Sales/", QUEUE | {"service_level_variant": "none"}, "“none” is not in the list."),
        ("/settings/reason-codes/new/", REASON | {"order": HUGE}, "At most 2147483647."),
        ("/settings/reason-codes/new/", REASON | {"label": "x" * 201}, "At most 200 characters; these are 201."),
        ("/settings/people/import/", {}, "Choose a file."),
        ("/settings/reason-codes/csv/", {}, "Choose a file."),
        ("/settings/setup-file/", {}, "Choose a file."),
    ],
)
def test_what_does_not_fit_is_said_in_our_words(
    ada_client: Client, address: str, sent: dict[str, str], said: str
) -> None:
    page = ada_client.post(address, sent)

    assert page.status_code == 422
    assert said in html(page)
