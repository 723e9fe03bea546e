"""A scripted floor and a browser on its page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.page import render
from tests.browser.peer import Peer


@pytest.fixture
def peer() -> Iterator[Peer]:
    """A server with an empty floor."""
    with Peer(render) as peer:
        yield peer


@pytest.fixture
def context(peer: Peer, context: BrowserContext) -> BrowserContext:
    """The browser leaves before the server does."""
    return context
