"""A crawl killed at any moment goes on with the same command: nothing stored is asked for again, and it ends the same."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from demo.cycles.county2020 import CYCLE
from demo.server import Serving, serve

SITE = "songlin"


def command(sites: Path, out: Path) -> list[str]:
    """The audit as a person would type it."""
    program = [sys.executable, "-m", "zwgk.cli", "audit", str(sites), "-o", str(out)]
    return [*program, "--as-of", CYCLE.as_of.isoformat(), "-s", "DOWNLOAD_DELAY=0"]


def only(serving: Serving, folder: Path) -> Path:
    """A site list with the one site."""
    text = CYCLE.site_list_yaml(serving.urls)
    path = folder / "sites.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def told(out: Path) -> Any:
    """results.json without what differs from run to run: times and places in the archive."""
    document = json.loads((out / "results.json").read_text(encoding="utf-8"))
    for site in document["sites"]:
        site["crawl"].pop("started")
        site["crawl"].pop("finished")
        for result in site["results"]:
            for evidence in (*result["evidence"], *result.get("traces", [])):
                evidence.pop("fetched_at", None)
                evidence.pop("archive", None)
    return document


def stored(out: Path) -> set[str]:
    """The paths that the store holds an outcome for."""
    connection = sqlite3.connect(out / "zwgk.sqlite")
    try:
        found = connection.execute("select url from fetch where outcome is not null").fetchall()
    finally:
        connection.close()
    return {"/" + url.split("/", 3)[3] for (url,) in found}


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, int, int]:
    """What an audit that nobody interrupts says, how many requests it takes, and the port: pages name their own address."""
    out = tmp_path_factory.mktemp("unbroken")
    with serve(CYCLE.applications([SITE])) as serving:
        run = subprocess.run(
            command(only(serving, out), out), capture_output=True, timeout=120, check=False
        )
        assert run.returncode == 0, run.stderr.decode()
        count = len(serving.logs[SITE].requests)
        port = urlsplit(serving.urls[SITE]).port
    assert port is not None
    return told(out), count, port


@pytest.mark.parametrize("share", [0.03, 0.2, 0.55, 0.9])
def test_killed_and_taken_up_again(
    share: float, unbroken: tuple[Any, int, int], tmp_path: Path
) -> None:
    expected, count, port = unbroken
    with serve(CYCLE.applications([SITE]), ports={SITE: port}) as serving:
        sites = only(serving, tmp_path)
        log = serving.logs[SITE]
        process = subprocess.Popen(
            command(sites, tmp_path), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 60
        while len(log.requests) < count * share and time.monotonic() < deadline:
            time.sleep(0.002)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        before = len(log.requests)
        assert before < count
        kept = stored(tmp_path)
        assert kept
        run = subprocess.run(
            command(sites, tmp_path), capture_output=True, timeout=120, check=False
        )
        assert run.returncode == 0, run.stderr.decode()
        again = [
            record.target for record in log.requests[before:] if record.target != "/robots.txt"
        ]
    assert not kept & set(again)
    result = told(tmp_path)
    assert result["rulesets"] == expected["rulesets"]
    for mine, its in zip(
        result["sites"][0]["results"], expected["sites"][0]["results"], strict=True
    ):
        assert mine == its
    assert result == expected


def test_a_finished_audit_asks_for_nothing_and_gives_the_same_bytes(tmp_path: Path) -> None:
    with serve(CYCLE.applications([SITE])) as serving:
        sites = only(serving, tmp_path)
        subprocess.run(command(sites, tmp_path), capture_output=True, timeout=120, check=True)
        first = (tmp_path / "results.json").read_bytes()
        asked = len(serving.logs[SITE].requests)
        run = subprocess.run(command(sites, tmp_path), capture_output=True, timeout=120, check=True)
        assert len(serving.logs[SITE].requests) == asked
        assert "未再请求" in run.stderr.decode()
    assert (tmp_path / "results.json").read_bytes() == first
    # The server is gone: checking needs no network, and gives the same bytes again.
    check = [sys.executable, "-m", "zwgk.cli", "check", str(sites), "-o", str(tmp_path)]
    subprocess.run(check, capture_output=True, timeout=60, check=True)
    assert (tmp_path / "results.json").read_bytes() == first
