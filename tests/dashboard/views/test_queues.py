"""The queues' page, for Sam, Lea, Vic, an agent and nobody."""

import pytest
from django.test import Client

from tests.dashboard.views.reading import html

pytestmark = pytest.mark.usefixtures("floor")


def test_it(sam_client: Client) -> None:
    page = sam_client.get("/queues/")
    assert page.status_code == 200
    print(html(page))
    page = sam_client.get("/queues/cisco:Sales/")
    print(html(page))
    assert page.status_code == 200
