"""The rendered folder: complete, true to the document, the same every time, and safe to write."""

from __future__ import annotations

import base64
import copy
import hashlib
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from lxml import html

from reports.errors import ReportError
from reports.phrases import number
from reports.render import RenderedReport, render
from reports.wording import VERDICTS
from tests.reports.regenerate import GOLDEN, golden_results, rendered_pages

SCHEMA = Path(__file__).parents[2] / "checks" / "results.schema.json"
ASSETS = Path(__file__).parents[2] / "reports" / "assets"
OPTIONAL_IN_RESULT = [
    "title",
    "check",
    "outcome",
    "observable",
    "share",
    "searched",
    "unread",
    "unread_count",
    "traces",
    "basis",
    "pairs",
    "pair_count",
    "pair_heads",
]
OPTIONAL_IN_RULESET = ["scoring", "source", "period", "grades", "clauses", "indicators", "rules"]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> RenderedReport:
    return render(golden_results(), tmp_path_factory.mktemp("report"))


def page(path: Path) -> html.HtmlElement:
    return html.fromstring(path.read_text(encoding="utf-8"))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def site_ids() -> list[str]:
    return [site["id"] for site in golden_results()["sites"]]


def site(document: dict[str, Any], site_id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(site for site in document["sites"] if site["id"] == site_id)
    return found


def test_the_synthetic_results_fit_the_schema() -> None:
    jsonschema.validate(golden_results(), json.loads(SCHEMA.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", sorted(rendered_pages()))
def test_golden_pages(name: str) -> None:
    expected = (GOLDEN / name).read_bytes()
    assert rendered_pages()[name] == expected, "python -m tests.reports.regenerate"


def test_the_same_results_give_the_same_bytes(report: RenderedReport, tmp_path: Path) -> None:
    again = render(golden_results(), tmp_path)
    assert [path.relative_to(tmp_path) for path in again.paths] == [
        path.relative_to(report.folder) for path in report.paths
    ]
    for first, second in zip(report.paths, again.paths, strict=True):
        assert first.read_bytes() == second.read_bytes(), first.name


def test_the_folder_holds_exactly_what_is_reported(report: RenderedReport) -> None:
    on_disk = {path for path in report.folder.rglob("*") if path.is_file()}
    assert on_disk == set(report.paths)
    assert {path.relative_to(report.folder).as_posix() for path in on_disk} == {
        "index.html",
        "ledger.xlsx",
        "assets/evidence.css",
        "assets/evidence.js",
        "assets/report.css",
        "assets/report.js",
        "assets/change.css",
        "assets/league.css",
        "assets/scorecard.css",
        "rules/qingshi-2020.html",
        *(f"sites/{site_id}.html" for site_id in site_ids()),
    }


@pytest.mark.parametrize("site_id", site_ids())
def test_every_result_stands_once_on_its_scorecard(report: RenderedReport, site_id: str) -> None:
    wanted = Counter(
        (row["rule"], row["verdict"]) for row in site(golden_results(), site_id)["results"]
    )
    rows = page(report.sites[site_id]).xpath("//*[@data-rule]")
    assert Counter((row.get("data-rule"), row.get("data-verdict")) for row in rows) == wanted


@pytest.mark.parametrize("site_id", site_ids())
def test_points_and_reasons_equal_the_document(report: RenderedReport, site_id: str) -> None:
    tree = page(report.sites[site_id])
    for row in site(golden_results(), site_id)["results"]:
        (shown,) = tree.xpath("//*[@data-rule=$rule]", rule=row["rule"])
        assert row["reason"] in words(shown)
        assert VERDICTS[row["verdict"]].word in words(shown)
        if shown.tag != "article":
            continue
        decided = row["verdict"] in ("pass", "partial", "fail")
        assert [each.text for each in shown.xpath(".//*[@data-points]")] == [
            number(row["points"])
        ] * decided
        assert shown.xpath(".//*[@data-max]")[0].text == number(row["max_points"])
        assert (row["fix"] in words(shown)) == (row["verdict"] in ("fail", "partial"))
        assert len(shown.xpath(".//li[@class='piece']")) == len(row["evidence"]) + len(
            row.get("traces", [])
        )


def test_evidence_is_shown_whole(report: RenderedReport) -> None:
    tree = page(report.sites["qingshi"])
    for row in site(golden_results(), "qingshi")["results"]:
        for evidence in row["evidence"]:
            (shown,) = tree.xpath("//*[@data-rule=$rule]", rule=row["rule"])
            pieces = [
                piece
                for piece in shown.xpath(".//li[@class='piece']")
                if piece.xpath(".//a[@href=$url]", url=evidence["url"])
                and evidence["quote"] in words(piece)
            ]
            assert pieces, evidence
            (code,) = pieces[0].xpath(".//code[@title=$sha]", sha=evidence["sha256"])
            assert code.text == evidence["sha256"][:12]
            assert evidence["archive"] in words(pieces[0])
            assert pieces[0].xpath(".//time/@datetime") == [evidence["fetched_at"]]


def test_index_ranks_ties_alike_and_lists_the_unscored_apart(report: RenderedReport) -> None:
    tree = page(report.index)
    rows = tree.xpath("(//table[contains(@class, 'ranking')])[1]/tbody/tr")
    assert [(row.xpath("td[1]/b")[0].text, row.xpath("th/a")[0].text) for row in rows] == [
        ("1", "云溪县人民政府"),
        ("1", "石桥县人民政府"),
        ("3", "青石县人民政府"),
    ]
    assert ["并列" in words(row) for row in rows] == [True, True, False]
    apart = tree.xpath("(//table[contains(@class, 'unscored')])[1]/tbody/tr")
    assert [(row.xpath("th/a")[0].text, words(row.xpath("td[1]")[0])) for row in apart] == [
        ("北沟县人民政府", "网站未能抓取，未作评分"),
        ("青石县环境保护局", "该规则集不适用于本网站"),
    ]


def test_index_numbers_equal_the_document(report: RenderedReport) -> None:
    document = golden_results()
    tree = page(report.index)
    for place, ruleset in enumerate(document["rulesets"], start=1):
        (section,) = tree.xpath("//section[@aria-labelledby=$name]", name=f"league-{place}-title")
        assert ruleset["source"]["document"] in words(section)
        assert section.xpath(".//code[@title=$sha]", sha=f"SHA-256 {ruleset['sha256']}")
        for row in section.xpath(".//table[contains(@class, 'ranking')]/tbody/tr"):
            site_id = Path(row.xpath("th/a/@href")[0]).stem
            entry = site(document, site_id)
            score = next(s for s in entry["scores"] if s["ruleset"] == ruleset["id"])
            assert words(row.xpath("td[2]")[0]) == number(score["score"])
            assert f"{number(score['low'])}–{number(score['high'])}" in words(row)
            assert score["grade"] in words(row)
            assert ("单项否决" in words(row)) == score["vetoed"]
            counts = Counter(
                VERDICTS[result["verdict"]].word
                for result in entry["results"]
                if result["clause"].startswith(f"{ruleset['id']}/")
            )
            assert {
                item.xpath("span[@class='word']")[0].text: int(item.xpath("b")[0].text)
                for item in row.xpath(".//li")
            } == counts
            assert re.search(rf"读到 {entry['crawl']['pages']}[/ ]", words(row))


def test_a_vetoed_site_stands_last_whatever_it_scored(report: RenderedReport) -> None:
    rows = page(report.index).xpath("(//table[contains(@class, 'ranking')])[2]/tbody/tr")
    assert [row.xpath("td[1]/b")[0].text for row in rows] == ["1", "1", "3"]
    assert "石桥县" in words(rows[-1])


def test_ranks_say_how_far_open_rules_could_move_a_site(tmp_path: Path) -> None:
    document = golden_results()
    for site_id, score, low, high in (
        ("qingshi", 70, 60, 92),
        ("yunxi", 90, 85, 95),
        ("shiqiao", 80, 80, 80),
    ):
        site(document, site_id)["scores"][0].update(score=score, low=low, high=high)
    rows = page(render(document, tmp_path).index).xpath(
        "(//table[contains(@class, 'ranking')])[1]/tbody/tr"
    )
    shown = {row.xpath("th/a")[0].text: words(row.xpath("td[1]")[0]) for row in rows}
    assert shown == {
        "云溪县人民政府": "1可能 1–2",
        "石桥县人民政府": "2可能 2–3",
        "青石县人民政府": "3可能 1–3",
    }


def test_clauses_that_no_website_shows_are_listed_even_without_a_result(tmp_path: Path) -> None:
    document = golden_results()
    qingshi = site(document, "qingshi")
    qingshi["results"] = [r for r in qingshi["results"] if r["rule"] != "qingshi-2020/8"]
    tree = page(render(document, tmp_path).sites["qingshi"])
    rows = tree.xpath("//section[@class='unseen']//tbody/tr")
    assert [row.xpath("th/code")[0].text for row in rows] == ["qingshi-2020/7", "qingshi-2020/8"]
    for row, clause in zip(rows, document["rulesets"][0]["clauses"][6:8], strict=True):
        assert clause["text"] in words(row)
        assert clause["reason"] in words(row)


def test_losses_come_first_with_the_most_serious_on_top(report: RenderedReport) -> None:
    rows = page(report.sites["qingshi"]).xpath("//section[@class='losses']//tbody/tr")
    assert [row.xpath("td[1]")[0].text for row in rows] == ["−8", "−5", "−3.33", "−1.5"]
    for row in rows:
        (target,) = row.xpath("th/a/@href")
        assert row.getroottree().xpath("//article[@id=$id]", id=target[1:])


def test_marks_for_presence_only_and_for_law_not_compared(report: RenderedReport) -> None:
    tree = page(report.sites["qingshi"])
    proxies = tree.xpath("//article[.//span[@class='mark'][.='A~：只核有无，质量须人工']]")
    assert [rule.get("data-rule") for rule in proxies] == ["qingshi-2020/4"]
    unchecked = tree.xpath("//article[.//span[contains(@class, 'warn')][.='未核原文']]")
    assert [rule.get("data-rule") for rule in unchecked] == ["qingshi-2020/3"]


def test_crawl_section_shows_outcomes_settings_and_notes(report: RenderedReport) -> None:
    (section,) = page(report.sites["qingshi"]).xpath("//section[@id='crawl']")
    crawl = site(golden_results(), "qingshi")["crawl"]
    shown = words(section)
    assert "超时未响应7栏目1、列表续页1、文档5未读成" in shown.replace(" ", "")
    assert "页面不存在（404等）3文档3有答复" in shown.replace(" ", "")
    for note in crawl["notes"]:
        assert note in shown
    for name in crawl["settings"]:
        assert name in shown
    assert "2021-04-15 09:41" in shown


def test_every_optional_key_may_be_absent(tmp_path: Path) -> None:
    document = golden_results()
    for ruleset in document["rulesets"]:
        for key in OPTIONAL_IN_RULESET:
            ruleset.pop(key, None)
    for entry in document["sites"]:
        for key in set(entry["crawl"]) - {"state", "started", "finished", "pages", "fetches"}:
            del entry["crawl"][key]
        for row in entry["results"]:
            for key in OPTIONAL_IN_RESULT:
                row.pop(key, None)
    rendered = render(document, tmp_path)
    for site_id, path in rendered.sites.items():
        rules = page(path).xpath("//*[@data-rule]/@data-rule")
        assert sorted(rules) == sorted(r["rule"] for r in site(document, site_id)["results"])


@pytest.mark.parametrize("key", OPTIONAL_IN_RESULT)
def test_any_one_optional_key_may_be_absent(tmp_path: Path, key: str) -> None:
    document = golden_results()
    for row in document["sites"][0]["results"]:
        row.pop(key, None)
    tree = page(render(document, tmp_path).sites["qingshi"])
    assert len(tree.xpath("//*[@data-rule]")) == len(document["sites"][0]["results"])


def test_no_sites(tmp_path: Path) -> None:
    document = golden_results() | {"sites": []}
    rendered = render(document, tmp_path)
    assert "没有网站" in words(page(rendered.index))
    assert rendered.sites == {}
    assert rendered.ledger.is_file()


def test_a_site_without_rulesets_is_still_shown(tmp_path: Path) -> None:
    document = golden_results()
    document["sites"][1].update(scores=[], clauses=[], results=[])
    rendered = render(document, tmp_path)
    assert "未按任何规则集评价的网站" in words(page(rendered.index))
    assert "没有判定结果" in words(page(rendered.sites["yunxi"]))


def test_pages_reach_for_nothing_outside_the_folder(report: RenderedReport) -> None:
    for path in [report.index, *report.sites.values(), *report.rules.values()]:
        tree = page(path)
        policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy[0].startswith("default-src 'none';")
        loaded = tree.xpath("//link/@href | //script/@src | //img/@src | //*[@srcset]")
        assert len(loaded) in (2, 3)
        for name in loaded:
            assert (path.parent / name).resolve() in report.assets
        assert not tree.xpath("//*[@style] | //style | //@*[starts-with(name(), 'on')]")
        own = tree.xpath("//script[not(@src)]")
        assert len(own) == (path.parent.name != "rules")
        for script in own:
            digest = base64.b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
            assert f"script-src 'sha256-{digest}';" in policy[0]
    for css in report.folder.glob("assets/*.css"):
        assert not re.search(r"@import|url\((?!#)|https?:", css.read_text(encoding="utf-8"))
    for script in [report.folder / "assets" / "report.js", ASSETS / "scorecard.js"]:
        text = script.read_text(encoding="utf-8")
        assert not re.search(r"fetch|XMLHttpRequest|import|innerHTML|https?:", text)


def test_links_within_the_report_arrive(report: RenderedReport) -> None:
    trees = {
        path.resolve(): page(path)
        for path in [report.index, *report.sites.values(), *report.rules.values()]
    }
    for path, tree in trees.items():
        assert len(tree.xpath("//@id")) == len(set(tree.xpath("//@id")))
        for link in tree.xpath("//a/@href"):
            if link.startswith("http"):
                continue
            name, _, anchor = link.partition("#")
            target = (path.parent / name).resolve() if name else path
            assert target.is_file(), link
            if anchor:
                assert trees[target].xpath("//*[@id=$id]", id=anchor), link


def test_links_outward_give_nothing_away(report: RenderedReport) -> None:
    links = page(report.sites["qingshi"]).xpath("//a[starts-with(@href, 'http')]")
    assert links
    for link in links:
        assert link.get("rel") == "noopener noreferrer nofollow"


@pytest.mark.parametrize(
    "site_id", ["../evil", "a/b", "..", "", "A", "a b", "青石", "a\n", "a.html", "a" * 101]
)
def test_a_site_id_that_could_leave_the_folder_is_refused(tmp_path: Path, site_id: str) -> None:
    document = golden_results()
    document["sites"][1]["id"] = site_id
    with pytest.raises(ReportError, match=r"sites\[1\]\.id"):
        render(document, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_a_site_id_that_occurs_twice_is_refused(tmp_path: Path) -> None:
    document = golden_results()
    document["sites"][1]["id"] = "qingshi"
    with pytest.raises(ReportError, match="重复：qingshi"):
        render(document, tmp_path)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d.update(format=2), "format 是 2"),
        (lambda d: d.pop("as_of"), "缺少 as_of"),
        (lambda d: d.update(sites={}), r"results\.json\.sites 应为列表"),
        (lambda d: d["sites"].append(3), r"sites\[5\] 应为对象"),
        (
            lambda d: d["sites"][0]["crawl"].update(pages="many"),
            r"sites\[0\]\.crawl\.pages 应为整数",
        ),
        (lambda d: d["sites"][0]["crawl"].update(pages=True), r"crawl\.pages 应为整数"),
        (
            lambda d: d["sites"][0]["results"][2].update(points=float("nan")),
            r"results\[2\]\.points 应为有限的数",
        ),
        (
            lambda d: d["sites"][0]["results"][0]["evidence"][0].update(quote=["x"]),
            r"results\[0\]\.evidence\[0\]\.quote 应为文字",
        ),
    ],
)
def test_an_unfit_document_is_refused_with_the_place(
    tmp_path: Path, change: Any, message: str
) -> None:
    document = golden_results()
    change(document)
    with pytest.raises(ReportError, match=message):
        render(document, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    with pytest.raises(ReportError, match=re.escape(str(blocked))) as caught:
        render(golden_results(), blocked)
    assert "-o" in str(caught.value)


def test_rendering_again_replaces_and_leaves_no_scraps(tmp_path: Path) -> None:
    (tmp_path / "results.json").write_text("{}", encoding="utf-8")
    first = render(golden_results(), tmp_path)
    document = copy.deepcopy(golden_results())
    document["as_of"] = "2021-04-16"
    second = render(document, tmp_path)
    assert first.paths == second.paths
    assert "2021-04-16" in second.index.read_text(encoding="utf-8")
    assert {path.name for path in tmp_path.iterdir()} == {
        "index.html",
        "ledger.xlsx",
        "assets",
        "rules",
        "sites",
        "results.json",
    }


def test_neither_the_crawler_nor_the_front_door_is_imported() -> None:
    code = (
        "import sys, reports.render\n"
        "early = {'jinja2', 'xlsxwriter', 'scrapy', 'typer'} & set(sys.modules)\n"
        "assert not early, early\n"
        "import reports.office.ledger\n"
        "assert not {'scrapy', 'typer', 'twisted'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
