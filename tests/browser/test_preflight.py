"""The browser's pre-flight decides as the server's: both are held to tests/dashboard/presenters/preflight.json."""

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.peer import Peer

TABLE = Path(__file__).parents[1] / "dashboard" / "presenters" / "preflight.json"
CASES: list[dict[str, Any]] = json.loads(TABLE.read_text())
DECIDED = """async (cases) => {
    const {whyNot} = await import("/static/js/preflight.js");
    const ada = {key: "cisco:1001", name: "Ada Novak", state: "talking", team: "cisco:5000"};
    const said = (values) => Object.fromEntries(Object.entries(values).filter(([, value]) => value));
    return cases.map((each) => {
        const {action, may_act = true, works = true, is_live = true, agent = {}, own_call} = each;
        const phone = {state: each.own_state ?? "not_ready", ext: "4001"};
        const call = {id: "cisco:m", state: "active", agent: ada.key, name: ada.name};
        if (own_call) phone.calls = [said({...call, ...own_call})];
        const from = "from" in each ? (each.from ?? undefined) : ["talking"];
        const subject = {key: ada.key, values: {...ada, ...agent}, capability: {works, from}, isLive: is_live};
        const refusal = whyNot(action, subject, {mayAct: may_act, own: each.own ?? {"cisco:2001": phone}});
        return [refusal?.code ?? "", refusal?.places ?? {}];
    });
}"""


@pytest.fixture(scope="module")
def table() -> list[dict[str, Any]]:
    """The cases; there are some."""
    assert CASES
    return CASES


def test_every_case_of_the_table_is_decided_as_on_the_server(
    page: Page, peer: Peer, table: list[dict[str, Any]]
) -> None:
    page.goto(peer.url)

    decided = page.evaluate(DECIDED, table)

    wanted = [[case["code"], case.get("places", {})] for case in table]
    assert [
        (case["action"], case["it"], found)
        for case, want, found in zip(table, wanted, decided, strict=True)
        if want != found
    ] == []
