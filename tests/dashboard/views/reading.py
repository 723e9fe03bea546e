"""Reads what a page shows: its rows in order, by attributes that the contract promises."""

import re
from html import unescape

from django.http import HttpResponse

_ROW = re.compile(r'<tr role="row" id="agent-[^"]+"[^>]*>')
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


def html(page: HttpResponse) -> str:
    """The page's text."""
    return page.content.decode()


def rows(page: HttpResponse) -> list[dict[str, str]]:
    """The attributes of each agent's row, in the page's order; `hidden` is among them where it is."""
    table = html(page).split("<table")[1].split("</table>")[0]
    return [_attributes(tag) for tag in _ROW.findall(table)]


def shown(page: HttpResponse) -> list[str]:
    """The agents whose rows are not hidden, in the page's order."""
    return [row["data-agent"] for row in rows(page) if "hidden" not in row]


def row_of(page: HttpResponse, agent: str) -> dict[str, str]:
    """One agent's row."""
    return next(row for row in rows(page) if row["data-agent"] == agent)


def text(fragment: str) -> str:
    """What a person reads in a piece of HTML."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", fragment)).split())


def button(page: HttpResponse, action: str) -> str:
    """The opening tag of an action's button."""
    found = re.search(rf'<button[^>]*data-action="{action}"[^>]*>', html(page))
    assert found, f"no button for {action}"
    return found.group()


def _attributes(tag: str) -> dict[str, str]:
    found = {name: unescape(value) for name, value in _ATTRIBUTE.findall(tag)}
    return found | ({"hidden": ""} if " hidden" in tag else {})
