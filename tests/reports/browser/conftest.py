"""A Chromium for the tests of the pages, and pages that take down whatever goes wrong in them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from crawler.browser.chromium import find_chromium
from reports.render import RenderedReport, render
from tests.reports.regenerate import golden_results

_WATCH = """
window.violations = [];
addEventListener("securitypolicyviolation", (event) => violations.push(event.violatedDirective));
"""


@dataclass
class Watched:
    """A page with all that it said, asked for and was refused."""

    page: Any
    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def open(self, path: Path, fragment: str = "") -> Any:
        """Open a file of the report, as a double click does."""
        self.page.goto(path.resolve().as_uri() + fragment)
        return self.page

    def assert_quiet(self) -> None:
        """Nothing went wrong, nothing was asked of a network, nothing ran that should not."""
        assert self.console == []
        assert self.dialogs == []
        assert [url for url in self.requests if not url.startswith("file:")] == []
        assert self.page.evaluate("window.violations") == []


# A session-wide one would leave its event loop running under the tests of other files.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """The system's Chromium, started once a file."""
    from playwright.sync_api import sync_playwright

    path = find_chromium(os.environ.get("ZWGK_CHROMIUM", ""))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(path), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@pytest.fixture
def watched(chromium: Any) -> Iterator[Callable[..., Watched]]:
    """Makes pages of a given width; `**more` are Playwright's options of a context."""
    contexts: list[Any] = []

    def make(width: int = 1440, **more: Any) -> Watched:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, offline=True, **more
        )
        contexts.append(context)
        context.add_init_script(_WATCH)
        found = Watched(context.new_page())
        found.page.set_default_timeout(10_000)
        found.page.on("console", lambda said: found.console.append(f"{said.type}: {said.text}"))
        found.page.on("pageerror", lambda error: found.console.append(str(error)))
        found.page.on("request", lambda request: found.requests.append(request.url))

        def refuse(dialog: Any) -> None:
            found.dialogs.append(dialog.message)
            dialog.dismiss()

        found.page.on("dialog", refuse)
        return found

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> RenderedReport:
    """The synthetic report."""
    return render(golden_results(), tmp_path_factory.mktemp("report"))
