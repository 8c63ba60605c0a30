"""The system's Chromium: where it is, and how it runs here: without network, profile, sandbox hole or anything to keep.

Chromium reaches nothing by itself: its proxy does not exist, and no name resolves. What a page asks for is handed to the
crawler, which asks for it as politely as for any page, or refuses.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_VERSION_SECONDS = 30
_CLOSE_SECONDS = 5
_LAUNCH_SECONDS = 60
_MOST_FAILURES = 3  # to start, after which it is left alone

# Port 0 takes no connection, and the rule lets no name resolve, that of the proxy included.
_PROXY = "http://127.0.0.1:0"
_ARGUMENTS = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    # The first is what Chromium has called it of late.
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--dns-prefetch-disable",
    "--disable-gpu",
    "--disable-sync",
    "--disable-crash-reporter",
    "--renderer-process-limit=2",
    "--js-flags=--max-old-space-size=512",
)
_FOLDERS = ("XDG_CONFIG_HOME", "XDG_CACHE_HOME")


class BrowserError(Exception):
    """What a browser needs is not there, or it does not start; the message says what to do."""


def find_chromium(path: str = "") -> Path:
    """The Chromium to use: `path` where given, else the first found on PATH.

    Raises BrowserError when the extra is not installed, or no Chromium is found.
    """
    if find_spec("playwright") is None:
        raise BrowserError("缺少 playwright：请运行 pip install 'zwgk[browser]'")
    if path:
        found = shutil.which(path)
        if found is None:
            raise BrowserError(f"ZWGK_CHROMIUM={path}：没有这个可执行文件")
        return Path(found)
    for name in _NAMES:
        if found := shutil.which(name):
            return Path(found)
    raise BrowserError(
        "找不到 Chromium：请安装（如 apt-get install chromium），或用 -s ZWGK_CHROMIUM=路径 指明"
    )


def version_of(executable: Path) -> str:
    """What the Chromium calls itself, as "Chromium 156.0.8078.108". Raises BrowserError when it does not run."""
    try:
        asked = subprocess.run(  # noqa: S603
            [executable, "--version"],
            capture_output=True,
            timeout=_VERSION_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise BrowserError(f"{executable} 不能运行：{error}") from error
    said = asked.stdout.decode("utf-8", "replace").split(" built on ")[0]
    return " ".join(said.split())[:100] or executable.name


class Chromium:
    """One Chromium, started when first needed and again when it died. Every page gets a context of its own."""

    def __init__(self, executable: Path, user_agent: str) -> None:
        self._executable = executable
        self._user_agent = user_agent
        self._starting = asyncio.Lock()
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._failures = 0

    async def context(self, *, scripts: bool = True) -> BrowserContext:
        """A new context: no cookies, no storage, no downloads, no service workers, Beijing's clock; no `scripts` if so told.

        Raises BrowserError when Chromium does not start.
        """
        browser = await self._running()
        return await browser.new_context(
            accept_downloads=False,
            java_script_enabled=scripts,
            service_workers="block",
            user_agent=f"{self._looks(browser.version)} {self._user_agent}",
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            viewport={"width": 1366, "height": 900},
        )

    @staticmethod
    def _looks(version: str) -> str:
        # What scripts look at to decide whether they run at all; the requests themselves are sent as the crawler's.
        major = version.partition(".")[0]
        return (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
            f"Chrome/{major}.0.0.0 Safari/537.36"
        )

    async def _running(self) -> Browser:
        async with self._starting:
            if self._browser is not None and self._browser.is_connected():
                return self._browser
            if self._failures >= _MOST_FAILURES:
                raise BrowserError("Chromium 多次启动失败，未再尝试")
            from playwright.async_api import Error, async_playwright

            try:
                if self._playwright is None:
                    self._playwright = await async_playwright().start()
                self._browser = await self._playwright.chromium.launch(
                    executable_path=self._executable,
                    headless=True,
                    # Chromium refuses to run as root inside its sandbox.
                    chromium_sandbox=not _is_root(),
                    args=list(_ARGUMENTS),
                    ignore_default_args=["--disable-popup-blocking"],
                    proxy={"server": _PROXY, "bypass": "<-loopback>"},
                    # Nothing of it is to lie in the home of whoever runs the crawl, reports of crashes included.
                    env={**os.environ, **dict.fromkeys(_FOLDERS, os.devnull)},
                    # The crawl ends the browser itself; a signal is its to handle.
                    handle_sigint=False,
                    handle_sigterm=False,
                    handle_sighup=False,
                    timeout=_LAUNCH_SECONDS * 1000,
                )
            except (Error, OSError) as error:
                self._failures += 1
                raise BrowserError(f"Chromium 启动失败：{_cause(error)}") from error
            return self._browser

    async def discard(self, context: BrowserContext) -> None:
        """Close a context; should it not close (a page that hangs), Chromium itself goes."""
        from playwright.async_api import Error

        try:
            async with asyncio.timeout(_CLOSE_SECONDS):
                await context.close()
        except Error:
            pass  # it closed by itself, or with the browser
        except TimeoutError:
            await self._end()

    async def _end(self) -> None:
        browser, self._browser = self._browser, None
        if browser is not None:
            with suppress(Exception):
                async with asyncio.timeout(_CLOSE_SECONDS):
                    await browser.close()

    async def close(self) -> None:
        """End Chromium and what drives it."""
        await self._end()
        playwright, self._playwright = self._playwright, None
        if playwright is not None:
            with suppress(Exception):
                async with asyncio.timeout(_CLOSE_SECONDS):
                    await playwright.stop()


def _cause(error: Exception) -> str:
    said = str(error)
    if "sandbox" in said.lower() and not _is_root():
        return "它的沙箱在本机不可用，请允许用户命名空间（user namespaces），或以 root 运行"
    return said.splitlines()[0][:200]


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
