"""Ctrl-C: the first says what is waited for, the second leaves at once, and nothing stored is lost."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

from demo.server import Response
from tests.crawler.serving import html, served

HOME = html('<a href="/x/">通知公告</a>')


def test_twice_leaves_at_once_and_the_same_command_goes_on(tmp_path: Path) -> None:
    with served({"/": HOME, "/x/": Response(hang=True)}) as (url, serving):
        sites = tmp_path / "sites.yaml"
        sites.write_text(
            f"sites:\n- {{id: a, name: 某县人民政府, url: '{url}', level: county, rulesets: [national]}}\n",
            encoding="utf-8",
        )
        command = [
            sys.executable,
            "-m",
            "zwgk.cli",
            "audit",
            str(sites),
            "-o",
            str(tmp_path / "out"),
        ]
        command += ["--as-of", "2021-04-15", "-s", "DOWNLOAD_DELAY=0"]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        deadline = time.monotonic() + 60
        while "/x/" not in serving.logs["site"].targets() and time.monotonic() < deadline:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        time.sleep(1)
        assert process.poll() is None  # a request is under way
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
        assert process.returncode == 130
        assert "再按一次 Ctrl-C 立即退出" in said.decode()
        assert "用同一命令继续" in said.decode()
        run = subprocess.run(
            [*command, "-s", "DOWNLOAD_TIMEOUT=1"], capture_output=True, timeout=60, check=False
        )
        assert run.returncode == 0, run.stderr.decode()
        assert serving.logs["site"].targets().count("/") == 1
