"""Browsers: one Chromium per session, a context per person; nothing leaves the host and nothing is logged as error."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.server import Server


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[pytest.TestReport]:
    """Let fixtures know that their test failed."""
    report = yield
    if report.when == "call" and report.failed:
        item.failed = True
    return report


FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --host-resolver-rules=MAP*hal.test*127.0.0.1"
)
expect.set_options(timeout=15_000)  # a machine that runs two suites at once is slow
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
REGIE = {"viewport": {"width": 1280, "height": 800}}
BEAMER = {"viewport": {"width": 1920, "height": 1080}}


def chromium() -> str:
    """Where Chromium is. A skipped browser suite is no pass, so without one this fails."""
    named = os.environ.get("CHROMIUM")
    found = named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if not found:
        pytest.fail("no Chromium: set CHROMIUM, or apt install chromium")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole session."""
    with sync_playwright() as playwright:
        flags = [flag.replace("MAP*hal.test*", "MAP hal.test ") for flag in FLAGS.split()]
        browser = playwright.chromium.launch(executable_path=chromium(), args=flags)
        yield browser
        browser.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server on an empty folder."""
    with Server(tmp_path) as server:
        yield server


ZONDER_ZAALBEELD = """new MutationObserver(() => document.querySelector(".zaalbeeld iframe")?.remove())
  .observe(document, {childList: true, subtree: true});"""


class Visitors:
    """Contexts of people; remembers what their pages complained about and where requests went."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self.complaints: list[str] = []
        self.hosts: set[str] = set()

    def page(self, *, zaalbeeld: bool = False, **options: Any) -> Page:
        """A page in a context of its own. `zaalbeeld`: with the small picture of the beamer, a page of its own."""
        context = self._browser.new_context(locale="nl-NL", timezone_id="Europe/Amsterdam", **options)
        if not zaalbeeld:
            context.add_init_script(ZONDER_ZAALBEELD)
        context.set_default_timeout(15_000)
        self._contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda message: self._heard(page, message.type, message.text))
        page.on(
            "request",
            lambda request: self.hosts.add(request.url.split("/")[2].split(":")[0] if "//" in request.url else ""),
        )
        return page

    def _heard(self, page: Page, kind: str, text: str) -> None:
        expected = ("Failed to load resource", "WebSocket connection")
        if kind == "error" and not text.startswith(expected):
            self.complaints.append(f"{page.url}: {text}")

    def photograph(self, folder: Path) -> None:
        """A picture of every page, when a test failed."""
        for n, page in enumerate(page for context in self._contexts for page in context.pages):
            page.screenshot(path=folder / f"pagina-{n}.png")
            print(f"{folder / f'pagina-{n}.png'}: {page.url}")

    def close(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture
def visitors(browser: Browser, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Visitors]:
    """People with a browser each. Afterwards: no script complained, and no request left the host."""
    visitors = Visitors(browser)
    yield visitors
    if getattr(request.node, "failed", False):
        visitors.photograph(tmp_path)
    visitors.close()
    assert not visitors.complaints
    assert visitors.hosts <= {"127.0.0.1", "hal.test", "localhost", ""}


@pytest.fixture
def phone(visitors: Visitors) -> Callable[[], Page]:
    return lambda: visitors.page(**PHONE)


@pytest.fixture
def regie(visitors: Visitors) -> Page:
    return visitors.page(**REGIE)


@pytest.fixture
def beamer(visitors: Visitors) -> Page:
    return visitors.page(**BEAMER)
