"""Prints pages of this machine as PDF: the same Chromium, without network, that reads script shells."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from crawler.browser.chromium import BrowserError, Chromium

_SECONDS = 120
# The numbers of the pages are the page's own matter (@page); whose they are is said on each here.
_FOOTER = '<div style="width:100%;padding:0 13mm;font:7pt sans-serif;color:#444"><span class="title"></span></div>'


def print_pages(
    executable: Path, pages: Sequence[Path], printed: Callable[[Path, bytes], None]
) -> None:
    """Print HTML files as tagged PDF on A4 with bookmarks of their headings; `printed` takes each as it is done.

    What a page does before it is printed, it does here as well.

    Raises BrowserError when Chromium does not start or a page cannot be printed.
    """
    asyncio.run(_print_all(executable, pages, printed))


async def _print_all(
    executable: Path, pages: Sequence[Path], printed: Callable[[Path, bytes], None]
) -> None:
    from playwright.async_api import Error

    chromium = Chromium(executable, "zwgk")
    try:
        for source in pages:
            context = await chromium.context()
            try:
                page = await context.new_page()
                page.set_default_timeout(_SECONDS * 1000)
                await page.goto(source.resolve().as_uri(), wait_until="load")
                async with asyncio.timeout(_SECONDS):
                    content = await page.pdf(
                        format="A4",
                        prefer_css_page_size=True,
                        print_background=True,
                        display_header_footer=True,
                        header_template="<span></span>",
                        footer_template=_FOOTER,
                        outline=True,
                        tagged=True,
                    )
            except (Error, TimeoutError) as error:
                said = str(error).partition("\n")[0][:200] or f"超过 {_SECONDS} 秒"
                raise BrowserError(f"{source} 打印不成 PDF：{said}") from error
            finally:
                await chromium.discard(context)
            printed(source, content)
    finally:
        await chromium.close()
