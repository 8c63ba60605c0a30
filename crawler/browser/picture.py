"""Pictures of archived copies: a file of this machine shown in Chromium, without scripts and without any network."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from crawler.browser.chromium import Chromium, find_chromium

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Route

_SECONDS = 20  # that one picture may take
_ABOVE = 160  # pixels shown above the marked words
_SCROLL = """([id, above]) => {
  const mark = id && document.getElementById(id);
  window.scrollTo(0, mark ? Math.max(0, mark.getBoundingClientRect().top + window.scrollY - above) : 0);
}"""


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture to take: of the HTML file `page` with the element `mark` in view ("" for its top), into `picture`."""

    page: Path
    mark: str
    picture: Path


def take_pictures(shots: Sequence[Shot], chromium: str = "") -> list[Shot]:
    """Take pictures of 1366 x 900 pixels; returns the shots that could not be taken.

    Raises BrowserError when playwright or Chromium is missing, or Chromium does not start.
    """
    executable = find_chromium(chromium)
    return asyncio.run(_take(Chromium(executable, "zwgk"), shots))


async def _take(chromium: Chromium, shots: Sequence[Shot]) -> list[Shot]:
    try:
        context = await chromium.context(scripts=False)
        try:
            return [shot for shot in shots if not await _one(context, shot)]
        finally:
            await chromium.discard(context)
    finally:
        await chromium.close()


async def _one(context: BrowserContext, shot: Shot) -> bool:
    from playwright.async_api import Error

    address = shot.page.resolve().as_uri()

    async def only_the_page(route: Route) -> None:
        if route.request.url.partition("#")[0] == address:
            await route.continue_()
        else:
            await route.abort()

    try:
        async with asyncio.timeout(_SECONDS):
            page = await context.new_page()
            try:
                await page.route("**/*", only_the_page)
                await page.goto(address, wait_until="load")
                await page.evaluate(_SCROLL, [shot.mark, _ABOVE])
                await page.screenshot(path=shot.picture, type="png")
            finally:
                await page.close()
    except (Error, TimeoutError, OSError):
        return False
    return True
