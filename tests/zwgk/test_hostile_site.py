"""A site that attacks its auditor, from crawl to report: its words stay words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from jsonschema import Draft202012Validator
from lxml import html as lxml_html
from openpyxl import load_workbook

from crawler.snapshot.archive import read_archived
from demo.server import Response, serve
from tests.crawler.serving import Pages
from tests.reports.evidence.test_safe_copy import assert_inert
from zwgk import cli

PAYLOADS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)",
    "</title></textarea><svg onload=alert(1)>",
    '=HYPERLINK("http://evil.example","点我")',
    "=cmd|'/C calc'!A0",
    "+1+1",
    "@SUM(1)",
    "{}",
    "{0.__class__.__mro__}",
    "{title}",
    "%s%n%(x)s",
    "{{ 7 * 7 }}{% raw %}",
    "[bold red]x[/bold red][/]",
    "[link=http://evil.example]x[/link]",
    "\x1b[2J\x1b]0;owned\x07",
    "\u202e\u2066倒写\u2069",
    "\u009b31m",
    "&#27;[31m",
    "&#x0;&#xD800;",
    "../../../../etc/passwd",
    "..\\..\\windows",
    "'; drop table fetch; --",
    "$(touch /tmp/zwgk-owned)",
    "`id`",
    "标题" * 5000,
)
TARGETS = (
    "/../../../../etc/passwd",
    "/%2e%2e/%2e%2e/etc/passwd",
    "/tzgg/..%5c..%5cevil.html",
    '/tzgg/"><script>alert(1)</script>.html',
    "/tzgg/a' onclick='b.html",
    "/tzgg/{0.__class__}%s.html",
    "/tzgg/[bold]x[/bold].html",
    "/tzgg/%00%1b[31m.html",
    "/tzgg/=HYPERLINK(1).html",
    "/tzgg/" + "x" * 1500 + ".html",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "http://[::1",
    "http://evil.example:99999/",
    "http://user:pass@evil.example/",
    "//evil.example/x",
    "file:///etc/passwd",
    "\x00\x01",
)
OWN = ("assets/", "../", "sites/", "rules/", "#", "ledger.xlsx")


def page(body: str, title: str = "政府信息公开", head: str = "") -> bytes:
    """A page, its lone surrogates and controls sent as they are."""
    text = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{body}</body></html>'
    return text.encode("utf-8", "surrogatepass")


class HostileSite(Pages):
    """A site each of whose texts attacks; every address of it answers with another attack."""

    def respond(self, method: str, target: str, body: bytes) -> Response:
        """An attack."""
        path = target.partition("?")[0]
        if path == "/robots.txt":
            return Response(404)
        if path in ("/", "/tzgg/", "/zwgk/", "/zwgk/guide/"):
            return Response(body=self.listing(path), headers=(("X-Evil", "\x1b[31m<script>"),))
        payload = PAYLOADS[
            hashlib.md5(path.encode(), usedforsecurity=False).digest()[0] % len(PAYLOADS)
        ]
        return Response(body=self.document(payload))

    @staticmethod
    def listing(path: str) -> bytes:
        """A column whose links and rows attack, some escaped as markup asks, some not."""
        links = "".join(
            f'<a href="{escape(target)}">{escape(PAYLOADS[at % len(PAYLOADS)])[:60]}</a>'
            for at, target in enumerate(TARGETS)
        )
        raw = "".join(
            f'<li><a href="/tzgg/raw{at}00.html">{payload}</a><span>2020-05-05</span></li>'
            for at, payload in enumerate(PAYLOADS)
        )
        rows = "".join(
            f'<li><a href="/tzgg/{at}00.html" title="{safe}">{safe}</a><span>2020-06-{1 + at:02d}</span></li>'
            for at, safe in enumerate(map(escape, PAYLOADS))
        )
        nav = '<a href="/zwgk/">政府信息公开</a><a href="/zwgk/guide/">政府信息公开指南</a>'
        nav += '<a href="/tzgg/">行政规范性文件</a>'
        head = "".join(
            f'<meta name="ColumnName" content="{escape(payload)}">' for payload in PAYLOADS[:3]
        )
        forms = '<form action="javascript:alert(1)"><input name="q"></form>'
        forms += '<form action="/search\x00"><input name="{}"></form>'
        return page(
            f"{nav}{forms}{links}<ul>{rows}</ul><ul>{raw}</ul>", f"政府信息公开{PAYLOADS[0]}", head
        )

    @staticmethod
    def document(payload: str) -> bytes:
        """A document each of whose parts attacks, with an identity number and a mobile number to be quoted."""
        safe = escape(payload)
        head = (
            f'<meta name="ArticleTitle" content="{safe}"><meta name="PubDate" content="{safe}2020-06-06">'
            f'<meta name="ContentSource" content="{safe}"><meta name="{safe}" content="x">'
        )
        body = (
            f'<div>当前位置：<a href="/">首页</a> &gt; <a href="/tzgg/">{safe}</a></div>'
            f"<h1>关于{safe}的行政规范性文件解读</h1>"
            f"<table><tr><td>索引号</td><td>{safe}</td><td>文号</td><td>某政办发〔2020〕{safe}号</td></tr></table>"
            f'<div>发布日期：2020-06-06 来源：{safe}</div><div class="TRS_Editor"><p>{safe} {payload}</p>'
            f"<p>联系人张某{safe}，身份证号11010519491231002X，手机13812345678。</p>"
            f'<a href="/tzgg/{safe[:80]}.pdf">{safe}.pdf</a></div>'
        )
        return page(body, safe, head)


class Audited(NamedTuple):
    """The folder in which the audit ran, its output folder, and what it said."""

    root: Path
    out: Path
    told: str


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Audited:
    """One audit of the hostile site, as a person runs it."""
    import contextlib
    import io

    root = tmp_path_factory.mktemp("deep") / "a" / "b"
    root.mkdir(parents=True)
    out = root / "out"
    with serve({"site": HostileSite()}) as serving:
        sites = root / "sites.yaml"
        name = "某县 <b>{0.__class__}[bold]x[/bold]%s"
        sites.write_text(
            f'sites:\n  - id: hostile\n    name: "{name}"\n    url: {serving.urls["site"]}\n    level: county\n'
            "    rulesets: [boshan-2020, national]\n    crawl: {pages: 300}\n",
            encoding="utf-8",
        )
        told = io.StringIO()
        with (
            pytest.MonkeyPatch.context() as patched,
            contextlib.redirect_stdout(told),
            contextlib.redirect_stderr(told),
        ):
            words = [
                "zwgk",
                "audit",
                str(sites),
                "-o",
                str(out),
                "--as-of",
                "2021-04-15",
                "-s",
                "DOWNLOAD_DELAY=0",
            ]
            patched.setattr("sys.argv", words)
            with contextlib.suppress(SystemExit):
                cli.main()
    return Audited(root, out, told.getvalue())


def document(audited: Audited) -> Any:
    """results.json."""
    return json.loads((audited.out / "results.json").read_text(encoding="utf-8"))


def test_the_site_was_read_and_judged(audited: Audited) -> None:
    """Were nothing read, nothing could be injected, and the other tests could not fail."""
    [site] = document(audited)["sites"]
    assert site["crawl"]["pages"] > 30
    assert "broken" not in site["crawl"]["fetches"]
    quotes = " ".join(
        evidence["quote"] for result in site["results"] for evidence in result["evidence"]
    )
    assert "<script>" in quotes or "alert(1)" in quotes
    assert not [result["rule"] for result in site["results"] if "内部错误" in result["reason"]]


def test_results_are_what_the_schema_says(audited: Audited) -> None:
    schema = json.loads(
        (Path(cli.__file__).parents[1] / "checks" / "results.schema.json").read_text(
            encoding="utf-8"
        )
    )
    problems = [
        error.message[:200] for error in Draft202012Validator(schema).iter_errors(document(audited))
    ]
    assert problems == []


def test_texts_in_the_results_are_short_and_visible(audited: Audited) -> None:
    def texts(value: Any) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, (dict, list)):
            for item in value.values() if isinstance(value, dict) else value:
                yield from texts(item)

    for text in texts(document(audited)["sites"]):
        assert len(text) < 5000
        assert not set(text) & set("\x00\x07\x1b\u009b\u202e\u2066"), ascii(text)


def test_reports_hold_no_element_or_attribute_of_the_sites(audited: Audited) -> None:
    pages = [audited.out / "index.html", audited.out / "sites" / "hostile.html"]
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert not set(text) & set("\x00\x07\x1b\u009b\u202e\u2066")
        tree = lxml_html.fromstring(text)
        assert len(tree.xpath("//script")) == 1
        assert tree.xpath("//script/@src") == tree.xpath("//script[not(text())]/@src")
        assert (
            tree.xpath(
                "//img | //iframe | //object | //embed | //form | //input[not(@data-filter)] | //textarea"
                " | //base | //comment()"
            )
            == []
        )
        assert len(tree.xpath("//input")) <= 1  # the page's own search
        assert tree.xpath("//@*[starts-with(name(), 'on')]") == []
        assert tree.xpath("//@style") == []
        for link in tree.xpath("//@href | //@src"):
            assert link.startswith((*OWN, "http://127.0.0.1:")), link
    assert "evil.example" not in {link.split("/")[2] for path in pages for link in hosts(path)}


def test_evidence_pages_hold_nothing_that_runs_or_leads_away(audited: Audited) -> None:
    pages = sorted((audited.out / "evidence" / "hostile").glob("*.html"))
    copies = [path for path in pages if path.name.endswith(".copy.html")]
    assert len(copies) > 5
    assert len(pages) == 2 * len(copies)
    for path in pages:
        text = path.read_text(encoding="utf-8")
        assert not set(text) & set("\x00\x07\x1b\u009b\u202e\u2066"), path.name
        if path in copies:
            assert_inert(text)
            continue
        tree = lxml_html.fromstring(text)
        assert tree.xpath("//script/@src") == ["../../assets/evidence.js"]
        assert [frame.get("sandbox") for frame in tree.xpath("//iframe")] == [""]
        assert tree.xpath("//@*[starts-with(name(), 'on')] | //@style | //img | //form") == []
        assert "evil.example" not in {link.split("/")[2] for link in hosts(path)}


def hosts(path: Path) -> list[str]:
    """The links of a page that lead to a host."""
    return [
        link
        for link in lxml_html.fromstring(path.read_text(encoding="utf-8")).xpath("//@href")
        if "//" in link
    ]


def test_the_ledger_holds_no_formula(audited: Audited) -> None:
    book = load_workbook(audited.out / "ledger.xlsx")
    cells = [
        cell
        for sheet in book
        for line in sheet.iter_rows()
        for cell in line
        if cell.value is not None
    ]
    assert len(cells) > 50
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    for cell in cells:
        if cell.hyperlink is not None:
            assert str(cell.hyperlink.target or cell.hyperlink.location).startswith(
                ("http://127.0.0.1:", "sites/", "evidence/", "#")
            )


def test_no_file_lies_outside_the_output_folder(audited: Audited) -> None:
    assert sorted(path.name for path in audited.root.iterdir()) == ["out", "sites.yaml"]
    assert sorted(path.name for path in audited.root.parent.iterdir()) == ["b"]
    assert sorted(path.name for path in audited.root.parent.parent.iterdir()) == ["a"]
    assert not Path("/tmp/zwgk-owned").exists()
    found = {
        path.relative_to(audited.out).parts[0] for path in audited.out.rglob("*") if path.is_file()
    }
    assert {name.split(".sqlite")[0] for name in found} == {
        ".zwgk-lock", "archive", "assets", "crawl.log", "evidence", "history", "index.html", "ledger.xlsx", "results.json",
        "rules", "sites", "zwgk",
    }  # fmt: skip


def test_the_terminal_is_told_nothing_but_words(audited: Audited) -> None:
    assert "报告：" in audited.told
    assert "{0.__class__}[bold]x[/bold]%s" in audited.told, "a name is shown as it is written"
    assert not set(audited.told) & set("\x00\x07\x1b\r\u009b\u202e\u2066"), ascii(audited.told)


def test_the_log_carries_no_escape_sequence(audited: Audited) -> None:
    log = (audited.out / "crawl.log").read_text(encoding="utf-8")
    assert not set(log) & set("\x00\x07\x1b\u009b\u202e")


def test_evidence_lies_in_the_archive_as_it_was_received(audited: Audited) -> None:
    checked = 0
    for result in document(audited)["sites"][0]["results"]:
        for evidence in result["evidence"]:
            if evidence["archive"]:
                _, _, body = read_archived(audited.out, evidence["archive"])
                assert hashlib.sha256(body).hexdigest() == evidence["sha256"]
                checked += 1
    assert checked > 10
