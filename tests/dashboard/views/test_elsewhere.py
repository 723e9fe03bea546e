"""What leaves a line in somebody's name is asked by themselves: on a page of ours, or in the address bar."""

import pytest
from django.test import Client

from dashboard.models import TrailLine

pytestmark = pytest.mark.usefixtures("floor")
LEADS_TO = {
    "/agents/cisco:1001/history/": "/agents/cisco:1001/",
    "/activity/export.csv": "/activity/",
    "/callbacks/export.csv": "/callbacks/",
}


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("address", LEADS_TO)
def test_another_sites_page_does_not_make_sam_have_looked(sam_client: Client, address: str, site: str) -> None:
    answer = sam_client.get(address, headers={"Sec-Fetch-Site": site})

    assert (answer.status_code, answer.headers["Location"]) == (302, LEADS_TO[address])
    assert not TrailLine.objects.exists()


@pytest.mark.parametrize("site", ["same-origin", "none"])
@pytest.mark.parametrize("address", LEADS_TO)
def test_sam_does(sam_client: Client, address: str, site: str) -> None:
    assert sam_client.get(address, headers={"Sec-Fetch-Site": site}).status_code == 200
    assert TrailLine.objects.count() == 1
