"""A real Chromium for tests: a page that fails its test on any error, CSP violation, or request to another host.

Playwright's sync API keeps an event loop running in the main thread, under which neither pytest-asyncio nor Django's
ORM would work: so the browser lives on from module to module, until one comes that asks for none.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, expect, sync_playwright

EXECUTABLE = Path("/usr/bin/chromium")
MISSING = "Chromium is not installed: run 'apt-get install chromium'."
SHOTS = Path("/tmp/floorwalker-shots")
# With each window Chromium loads two pages of its own behind the address bar: more CPU than most of our tests. Of
# several such arguments the last counts: so those before the last two are what Playwright itself turns off.
TURNED_OFF = (
    "AvoidUnnecessaryBeforeUnloadCheckSync,DestroyProfileOnBrowserClose,HttpsUpgrades,HttpsFirstBalancedModeAutoEnable,"
    "LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,AvoidCorsURLLoaderRestartOnRedirect,"
    "OptimizationHints,NetworkTimeServiceQuerying,AimEnabled,PreconnectToSearch,WebUIOmniboxPopup,WebUIOmniboxAimPopup"
)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={TURNED_OFF}",
)
expect.set_options(timeout=15_000)  # a busy machine is no fault of a page

SERIOUS = frozenset({"serious", "critical"})


class Complaints:
    """What a page should not have done, in words. A test that provokes one on purpose says so with `expect`."""

    def __init__(self) -> None:
        self._said: list[str] = []
        self._expected: list[str] = []

    def expect(self, part: str) -> None:
        """A complaint that contains this is no failure."""
        self._expected.append(part)

    def watch(self, context: BrowserContext) -> None:
        """Listens to every page of a context."""
        context.on("console", self._console)
        context.on("weberror", lambda error: self._said.append(f"page error: {error.error}"))
        context.on("request", self._request)

    def all(self) -> list[str]:
        """What nobody expected."""
        return [said for said in self._said if not any(part in said for part in self._expected)]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning", "assert"):
            self._said.append(f"console {message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "about") and parts.hostname not in ("127.0.0.1", "localhost"):
            self._said.append(f"request to another host: {parts.hostname}")


class Kept:
    """The browser of this process, and which test comes next."""

    def __init__(self) -> None:
        self.next: pytest.Item | None = None
        self._running = ExitStack()
        self._browser: Browser | None = None

    def browser(self) -> Browser:
        """The one that runs, or a new one where there is none, or it has died."""
        if self._browser is None or not self._browser.is_connected():
            self.end()
            playwright = self._running.enter_context(sync_playwright())
            self._browser = playwright.chromium.launch(executable_path=EXECUTABLE, args=list(ARGUMENTS))
            self._running.callback(self._browser.close)
        return self._browser

    def is_wanted(self) -> bool:
        """Whether the test that comes next asks for it."""
        return "chromium" in getattr(self.next, "fixturenames", ())

    def end(self) -> None:
        self._browser = None
        self._running.close()


_kept = Kept()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(nextitem: pytest.Item | None) -> None:
    _kept.next = nextitem


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser; modules that come one after the other share it."""
    if not EXECUTABLE.exists():
        pytest.fail(MISSING)
    yield _kept.browser()
    if not _kept.is_wanted():
        _kept.end()


@pytest.fixture
def complaints() -> Iterator[Complaints]:
    """Whatever pages complain of during a test; the test fails if that is anything unexpected."""
    complaints = Complaints()
    yield complaints
    said = complaints.all()
    assert not said, "\n".join(said)


@pytest.fixture
def context(chromium: Browser, complaints: Complaints) -> Iterator[BrowserContext]:
    """A person's browser: its own cookies, 1280 × 860."""
    context = chromium.new_context(viewport={"width": 1280, "height": 860})
    context.set_default_timeout(20_000)
    complaints.watch(context)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One open page of that browser."""
    return context.new_page()


def serious_violations(page: Page) -> list[str]:
    """What axe-core finds serious or critical on a page as it stands."""
    results = Axe().run(page)
    return [
        f"{found['id']}: {found['help']} ({', '.join(str(node['target']) for node in found['nodes'][:3])})"
        for found in results.response["violations"]
        if found["impact"] in SERIOUS
    ]


def screenshot(page: Page, name: str) -> Path:
    """Keeps a picture of the page under /tmp, to be looked at."""
    SHOTS.mkdir(exist_ok=True)
    path = SHOTS / f"{name}.png"
    page.screenshot(path=path)
    return path


@pytest.fixture
def orm_beside_chromium(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets Django's ORM work in the thread in which Playwright keeps its loop: the test awaits nothing itself."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
