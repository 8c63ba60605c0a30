"""However a crawl ends, no browser stays behind; and what it had not shown is shown the next time."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from demo.server import Response
from tests.crawler.browser.chromium import alive, below, needs_chromium
from tests.crawler.serving import html, rows, served

pytestmark = [
    needs_chromium,
    pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks into /proc"),
]

LIST = rows({"/1.html": ("关于印发第1号工作方案的通知", "2021-02-01")}).encode() * 3
SHELL = html(
    '<div id="app"></div><script>fetch("/list").then(found => found.text())'
    '.then(text => { document.getElementById("app").innerHTML = text; });</script>'
)


def wait(until: Callable[[], object], seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not until() and time.monotonic() < deadline:
        time.sleep(0.05)


def test_no_process_is_left_and_the_same_command_goes_on(tmp_path: Path) -> None:
    answers = [Response(hang=True)]
    with served({"/": SHELL, "/list": lambda *_: answers[-1]}) as (url, serving):
        sites = tmp_path / "sites.yaml"
        sites.write_text(
            f"sites:\n- {{id: a, name: 某县, url: '{url}', level: county, rulesets: [national]}}\n",
            encoding="utf-8",
        )
        command = [sys.executable, "-m", "zwgk.cli", "crawl", str(sites), "-o", str(tmp_path)]
        command += ["--browser", "--as-of", "2021-04-15"]
        command += ["-s", "DOWNLOAD_DELAY=0", "-s", "DOWNLOAD_TIMEOUT=3"]
        log = serving.logs["site"]
        for times, (ending, status) in enumerate(((signal.SIGKILL, -9), (signal.SIGINT, 130)), 1):
            process = subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            wait(lambda: log.targets().count("/list") == times)  # noqa: B023  # the page is being shown
            started = below(process.pid)
            assert len(started) > 2
            process.send_signal(ending)
            assert process.wait(timeout=30) == status
            wait(lambda: not alive(started), 20)  # noqa: B023
            assert not alive(started)

        answers.append(Response(body=LIST))
        run = subprocess.run(command, capture_output=True, timeout=60, check=False)
        assert run.returncode == 0, run.stderr.decode()
        assert (
            log.targets().count("/") == 4
        )  # once as a page, and for each time that it was to be shown
    stored = sqlite3.connect(tmp_path / "zwgk.sqlite")
    kept = stored.execute("select outcome, rendered from fetch where role = 'home'").fetchall()
    stored.close()
    assert kept == [("ok", 1)]
