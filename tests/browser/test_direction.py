"""What somebody calls themselves turns nothing beside it round: a caller sends any name, with any character in it."""

from pathlib import Path

from playwright.sync_api import Page

BASE = Path("static/css/base.css")
RIGHT_TO_LEFT = "\u202e"  # U+202E, right-to-left override


def test_what_stands_beside_a_name_that_turns_round_stands_as_it_did(page: Page) -> None:
    page.set_content(f"<p><a>Ada {RIGHT_TO_LEFT}Novak</a> <span>waits</span> <time>12:34</time> <b>of 56</b></p>")
    page.add_style_tag(content=BASE.read_text())

    places = page.evaluate("[...document.querySelectorAll('p > *')].map((part) => part.getBoundingClientRect().x)")

    assert places == sorted(places)
