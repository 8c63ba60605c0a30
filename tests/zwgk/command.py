"""The command run in a folder of its own, a small ruleset and a small site to run it on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from demo.server import Response
from tests.crawler.serving import Pages, article, html, rows
from zwgk import cli

AS_OF = ("--as-of", "2021-04-15")
QUICK = ("-s", "DOWNLOAD_DELAY=0")
NAV = '<a href="/">首页</a><a href="/zwgk/">政府信息公开</a><a href="/tzgg/">通知公告</a><a href="/down/">规划计划</a>'
DOWN = "http://127.0.0.1:9/"  # nothing listens on the discard port

RULESET = """\
id: small
title: 小规则集
source: {document: 某办发〔2020〕1号, issuer: 某县人民政府办公室}
period: {from: 2020-01-01, to: 2020-12-31}
applies_to: {level: [county], kind: [government]}
scoring: weighted
clauses:
  - {id: "1", text: 网站首页设置政府信息公开专栏。, observable: full}
  - {id: "2", text: 网站设置规划计划专栏。, observable: full}
indicators:
  - id: platform
    title: 平台
    rules:
      - id: small/1
        title: 政府信息公开专栏
        check: column
        with: {name: 政府信息公开, on_homepage: true}
        points: 6
        fix: 设置专栏。
      - id: small/2
        title: 规划计划专栏
        check: column
        with: {name: 规划计划}
        points: 4
        fix: 设置专栏。
"""


class Ended(NamedTuple):
    """How a command ended."""

    status: int
    out: str
    err: str


class Folder:
    """A working folder with a site list, and the command run in it."""

    def __init__(
        self, path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.path = path
        self._capsys = capsys
        self._monkeypatch = monkeypatch
        monkeypatch.chdir(path)

    def write(self, name: str, content: str | bytes) -> Path:
        """Write a file of the folder."""
        path = self.path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def sites(self, *urls: str, rulesets: str = "[boshan-2020]", name: str = "sites.yaml") -> str:
        """A site list of one site for each URL: site-0, site-1, …"""
        entries = "".join(
            f"  - id: site-{number}\n    name: 甲{number}县\n    url: {url}\n    level: county\n    rulesets: {rulesets}\n"
            for number, url in enumerate(urls)
        )
        self.write(name, f"sites:\n{entries}")
        return name

    def run(self, *words: str | Path) -> Ended:
        """Run the command in this process. A traceback would be an exception here, and fail the test."""
        self._capsys.readouterr()
        self._monkeypatch.setattr(sys, "argv", ["zwgk", *map(str, words)])
        try:
            cli.main()
            status = 0
        except SystemExit as leaving:
            status = leaving.code if isinstance(leaving.code, int) else 0
        told = self._capsys.readouterr()
        return Ended(status, told.out, told.err)

    def refused(self, *words: str | Path) -> str:
        """Run the command, see that it refuses its input in so many Chinese words, and give them."""
        ended = self.run(*words)
        assert (ended.status, ended.out) == (2, ""), ended
        assert "Traceback" not in ended.err
        assert any("\u4e00" <= char <= "\u9fff" for char in ended.err), ended.err
        return ended.err


def small_site() -> Pages:
    """A site with two columns and a document; one of its columns does not answer."""
    listed = rows({"/tzgg/1.html": ("关于开展春季植树活动的通知公告", "2020-03-01")})
    return Pages(
        {
            "/": html(NAV),
            "/zwgk/": html(NAV, "政府信息公开_某县"),
            "/tzgg/": html(NAV + listed, "通知公告"),
            "/tzgg/1.html": article("关于开展春季植树活动的通知公告", "2020-03-01"),
            "/down/": Response(503, body=b"overloaded" * 200),
        }
    )
