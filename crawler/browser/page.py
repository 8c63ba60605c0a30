"""One page shown in the browser: what its scripts ask for is handed on, and its DOM is taken once it stands still."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urlsplit

from crawler.answer import Answer

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, CDPSession, Frame, Page, Request, Route

    from crawler.browser.chromium import Chromium

log = logging.getLogger(__name__)

_ASKED = frozenset({"script", "xhr", "fetch"})
_RELOADS = 2  # times that a page may load itself anew
_POLLS = 6  # answers from one path after which further requests to it are no sign of loading
_LOOK = 0.25  # seconds between two looks at the page
_QUIET = 0.75  # seconds without a request after which a page that shows something stands still
_EMPTY = 3.0  # seconds without a request after which an empty page stays empty
_LEAST_LINKS, _LEAST_TEXT = 3, 120  # under both, a page shows nothing of its own
_SHORTEST = 1.0  # seconds
_MOST_MISSING = 30  # reasons kept of one page
_NO_BODY = frozenset({"content-encoding", "content-length", "transfer-encoding", "connection"})
_NOTHING = (False, 0, 0)
_STATE = """[document.readyState !== 'loading',
  document.querySelectorAll('a[href]').length,
  document.body ? document.body.innerText.trim().length : 0]"""
_HTML = """(html => html.length > MOST ? '' : (document.doctype ? '<!DOCTYPE html>' : '') + html)(
  document.documentElement ? document.documentElement.outerHTML : '')"""


@dataclass(frozen=True, slots=True)
class PageRequest:
    """One request that a page's script makes: `kind` is script, xhr or fetch; `body` None where it sends none."""

    url: str
    method: str
    kind: str
    headers: Mapping[str, str]
    body: bytes | None


class Refused(Exception):
    """A request of a page is not made, or brought nothing; the message says which and why.

    `is_weighty`: the page may lack what it was to show, as it need not where only a script of another host is missing.
    """

    def __init__(self, message: str, *, is_weighty: bool = True) -> None:
        super().__init__(message)
        self.is_weighty = is_weighty


@dataclass(slots=True)
class Shown:
    """A page as the browser has it in the end.

    `html` is its DOM ("" when it could not be taken, `trouble` says why); `moved_to` where its scripts wanted to go,
    should it show nothing; `missing` what they asked for and did not get, what weighs most first; `lacks_data` says that it
    is more than scripts of other hosts.
    """

    html: str = ""
    moved_to: str = ""
    trouble: str = ""
    missing: list[str] = field(default_factory=list)
    lacks_data: bool = False

    def miss(self, what: str, *, is_weighty: bool) -> None:
        """Take note of something that the page did not get."""
        if what not in self.missing and len(self.missing) < _MOST_MISSING:
            self.missing.insert(0 if is_weighty else len(self.missing), what)
        self.lacks_data = self.lacks_data or is_weighty


Ask = Callable[[PageRequest], Awaitable[Answer]]


async def show(
    chromium: Chromium,
    shell: Answer,
    cookies: Mapping[str, str],
    ask: Ask,
    *,
    seconds: float,
    most: int,
    is_stopping: Callable[[], bool],
) -> Shown:
    """Show the page whose answer `shell` is, and give its DOM once the network is quiet and the page stands still.

    `cookies` are those that the request for the page was sent with. `ask` answers a request of the page or raises Refused.
    After `seconds` the page is taken as it stands; a DOM of more than `most` characters is not taken.
    Raises BrowserError when Chromium does not start.
    """
    from playwright.async_api import Error

    shown = Shown()
    context = await chromium.context()
    try:
        try:
            async with asyncio.timeout(2 * seconds):
                await _Showing(context, shell, ask, seconds, is_stopping, shown, most).run(cookies)
        except TimeoutError:
            shown.trouble = "页面脚本长时间不响应"
        except Error as error:
            log.info("page could not be shown: %r: %s", shell.url, error)
            shown.trouble = "页面在浏览器中崩溃或无法打开"
    except Exception:
        await chromium.discard(context)
        raise
    await chromium.discard(context)
    return shown


@dataclass  # without slots: the driver marks the object whose methods it calls
class _Showing:
    context: BrowserContext
    shell: Answer
    ask: Ask
    seconds: float
    is_stopping: Callable[[], bool]
    shown: Shown
    most: int
    page: Page | None = None
    loads: int = 0
    under_way: int = 0
    last: float = field(default_factory=time.monotonic)
    answered: Counter[str] = field(default_factory=Counter)

    async def run(self, cookies: Mapping[str, str]) -> None:
        """Load the page, wait until it stands still, take its DOM. Raises TimeoutError when its scripts do not let go."""
        from playwright.async_api import Error

        began = time.monotonic()
        # Scripts that hold the page for a quarter of the time will hold it for all of it.
        patience = max(self.seconds / 4, _SHORTEST)
        parts = urlsplit(self.shell.url)
        if cookies:
            await self.context.add_cookies(
                [
                    {"name": name, "value": value, "url": f"{parts.scheme}://{parts.netloc}/"}
                    for name, value in cookies.items()
                ]
            )
        await self.context.route("**/*", self._route)
        await self.context.route_web_socket("**/*", lambda socket: socket.close())
        self.page = page = await self.context.new_page()
        self.context.on("page", self._close)
        page.on("dialog", self._dismiss)
        crashed = asyncio.Event()
        page.on("crash", lambda _page: crashed.set())
        async with asyncio.timeout(patience):
            await page.goto(self.shell.url, wait_until="commit", timeout=0)
            world = await _World.of(page)
        before: list[Any] | None = None
        while time.monotonic() - began < self.seconds and not self.is_stopping():
            if crashed.is_set():
                raise Error("the page crashed")
            async with asyncio.timeout(patience):
                now = await world.look()
            if now == before and self._stands_still(*now):
                break
            before = now
            await asyncio.sleep(_LOOK)
        else:
            self.shown.miss("到时限仍在加载", is_weighty=True)
        async with asyncio.timeout(patience):
            self.shown.html = await world.html(self.most)
        if not self.shown.html:
            self.shown.trouble = "浏览器打开后页面过大"
        if before is None or _shows(*before[1:]):
            self.shown.moved_to = ""

    def _stands_still(self, is_loaded: bool, links: int, text: int) -> bool:
        quiet = time.monotonic() - self.last
        enough = _QUIET if _shows(links, text) else _EMPTY
        return is_loaded and not self.under_way and quiet >= enough

    @staticmethod
    async def _dismiss(dialog: Any) -> None:
        with suppress(Exception):
            await dialog.dismiss()

    @staticmethod
    async def _close(page: Page) -> None:
        with suppress(Exception):
            await page.close()

    async def _route(self, route: Route) -> None:
        from playwright.async_api import Error

        # The page may be gone before its request is answered.
        with suppress(Error):
            await self._answer(route, route.request)

    async def _answer(self, route: Route, request: Request) -> None:
        kind = request.resource_type
        if request.is_navigation_request():
            await self._navigate(route, request)
        elif kind == "stylesheet":
            # Some applications start only when their styles have come; no reader of the DOM looks at them.
            await route.fulfill(status=200, content_type="text/css", body="")
        elif kind in _ASKED:
            await self._hand_on(route, request, kind)
        else:
            await route.abort("blockedbyclient")

    async def _navigate(self, route: Route, request: Request) -> None:
        frame: Frame | None = None
        with suppress(Exception):  # a window that is only just opening has no frame yet
            frame = request.frame
        if self.page is None or frame != self.page.main_frame:
            await route.abort("blockedbyclient")
        elif request.method == "GET" and self.loads <= _RELOADS and self._is_own(request.url):
            self.loads += 1
            await _fulfill(route, self.shell)
        else:
            if request.method == "GET" and not self._is_own(request.url):
                self.shown.moved_to = request.url
            await route.abort("aborted")

    def _is_own(self, url: str) -> bool:
        return urldefrag(url).url == urldefrag(self.shell.url).url

    async def _hand_on(self, route: Route, request: Request, kind: str) -> None:
        asked = PageRequest(
            request.url,
            request.method,
            kind,
            await self._headers(request),
            request.post_data_buffer,
        )
        path = request.url.partition("?")[0]
        counts = self.answered[path] < _POLLS
        self.under_way += counts
        self.last = time.monotonic() if counts else self.last
        try:
            answer = await self.ask(asked)
            if answer.status >= 400:
                failed = f"{place_of(request.url)} 未取到（HTTP {answer.status}）"
                self.shown.miss(failed, is_weighty=True)
            await _fulfill(route, answer)
        except Refused as refused:
            self.shown.miss(str(refused), is_weighty=refused.is_weighty)
            await route.abort("blockedbyclient")
        finally:
            self.answered[path] += 1
            self.under_way -= counts
            self.last = time.monotonic() if counts else self.last

    async def _headers(self, request: Request) -> dict[str, str]:
        headers = dict(request.headers)
        jar = await self.context.cookies(request.url)
        if jar:
            headers["cookie"] = "; ".join(f"{each['name']}={each['value']}" for each in jar)
        return headers


@dataclass(frozen=True, slots=True)
class _World:
    """A world of its own in the page, where nothing that the page's scripts redefine holds."""

    session: CDPSession
    frame: str

    @classmethod
    async def of(cls, page: Page) -> _World:
        session = await page.context.new_cdp_session(page)
        tree = await session.send("Page.getFrameTree")
        return cls(session, tree["frameTree"]["frame"]["id"])

    async def look(self) -> list[Any]:
        """Whether the page is loaded, its number of links, its length of text; nothing yet of one that loads anew."""
        from playwright.async_api import Error

        try:
            return list(await self._value(_STATE) or _NOTHING)
        except Error as error:
            if "context" in str(error) or "frame" in str(error):
                return list(_NOTHING)
            raise

    async def html(self, most: int) -> str:
        """The page's DOM as it stands; "" when it has more than `most` characters."""
        return str(await self._value(_HTML.replace("MOST", str(most))) or "")

    async def _value(self, expression: str) -> Any:
        world = await self.session.send(
            "Page.createIsolatedWorld", {"frameId": self.frame, "worldName": "zwgk"}
        )
        found = await self.session.send(
            "Runtime.evaluate",
            {
                "expression": expression,
                "contextId": world["executionContextId"],
                "returnByValue": True,
            },
        )
        return found["result"].get("value")


def place_of(url: str) -> str:
    """An address as a reason names it: without scheme and query."""
    return url.partition("?")[0].partition("://")[2][:150]


def _shows(links: int, text: int) -> bool:
    return links >= _LEAST_LINKS or text >= _LEAST_TEXT


async def _fulfill(route: Route, answer: Answer) -> None:
    headers: dict[str, str] = {}
    for name, value in answer.headers:
        key = name.lower()
        if key in _NO_BODY:
            continue
        # The driver takes several cookies apart at line feeds.
        headers[key] = (
            f"{headers[key]}\n{value}" if key == "set-cookie" and key in headers else value
        )
    await route.fulfill(status=answer.status, headers=headers, body=answer.body)
