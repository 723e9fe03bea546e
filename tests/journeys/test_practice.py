"""Issue 2, what must be seen 1: the practice floor moves."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.site import Site, until
from tests.services.chromium import Complaints, screenshot, serious_violations

pytestmark = pytest.mark.journey


def test_the_practice_floor_moves_and_is_usable_in_light_and_dark(
    site: Site, chromium: object, complaints: Complaints
) -> None:
    from playwright.sync_api import Browser

    assert isinstance(chromium, Browser)
    site.environment["HOME"] = str(site.folder)
    site.manage("migrate", "--verbosity", "0")
    up = site.start("up", "--practice")
    until(lambda: "sign in as" in up.log.read_text(), 10, "it says how to sign in")
    said = dict(re.findall(r"sign in as (\S+) with (\S+)", up.log.read_text()))
    assert len(said) == 3
    supervisor, password = next((n, p) for n, p in said.items() if "super" in n or n == "sam")

    for scheme in ("light", "dark"):
        context = chromium.new_context(viewport={"width": 1280, "height": 860}, color_scheme=scheme)  # type: ignore[arg-type]
        complaints.watch(context)
        page = context.new_page()
        page.goto(f"{up.url}/login/")
        page.fill("[name=username]", supervisor)
        page.fill("[name=password]", password)
        page.click("main [type=submit]")
        expect(page.locator("tr[data-agent]")).to_have_count(60)
        before = [r.get_attribute("data-since") for r in page.locator("tr[data-agent]").all()]
        until(
            lambda p=page, b=before: [r.get_attribute("data-since") for r in p.locator("tr[data-agent]").all()] != b,  # type: ignore[misc]
            20,
            "something moves",
        )
        assert not serious_violations(page)
        screenshot(page, f"practice-{scheme}")
        context.close()
