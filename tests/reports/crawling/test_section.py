"""The crawl report on scorecard and index: what was read, what was not, why, and what can be done."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from checks.fetch_words import OUTCOMES
from reports.crawling.section import (
    bar,
    changes_said,
    changes_words,
    common_cause,
    crawl_words,
    lacks,
    tree,
)
from reports.errors import ReportError
from reports.model import Site
from reports.reading import read_report
from reports.render import render
from reports.wording import ANSWERED, NOT_ASKED
from tests.reports.regenerate import golden_results

CODES = [outcome.value for outcome in OUTCOMES]


def crawl_of(document: dict[str, Any], site_id: str = "qingshi") -> dict[str, Any]:
    found: dict[str, Any] = next(s["crawl"] for s in document["sites"] if s["id"] == site_id)
    return found


def site_with(**crawl: Any) -> Site:
    """The site qingshi, its crawl changed."""
    document = golden_results()
    crawl_of(document).update(crawl)
    return read_report(document).sites[0]


def fetched(fetches: dict[str, int], state: str = "partial") -> Site:
    """The site qingshi as a document without the crawl report would have it."""
    document = golden_results()
    crawl = crawl_of(document)
    for key in ("outcomes", "documents", "column_states", "columns", "problems"):
        del crawl[key]
    crawl.update(fetches=fetches, state=state)
    return read_report(document).sites[0]


def scorecard(
    tmp_path: Path, document: dict[str, Any], site_id: str = "qingshi"
) -> html.HtmlElement:
    path = render(document, tmp_path).sites[site_id]
    return html.fromstring(path.read_text(encoding="utf-8"))


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize(
    ("fetches", "said"),
    [
        ({"ok": 805, "timeout": 7}, "读到 805/812 页，7 页超时"),
        ({"not_found": 3, "ok": 805}, "读到 805 页，全部读成"),
        (
            {"firewall": 88, "ok": 2, "out_of_budget": 900},
            "读到 2/990 页，88 页被防火墙拦截，900 页超出抓取限额",
        ),
        (
            {"ok": 1, "timeout": 3, "dns": 2, "broken": 1, "robots": 4},
            "读到 1/11 页，3 页超时，2 页域名无法解析，另有 5 页未读成",
        ),
        ({"dns": 3}, "读到 0/3 页，3 页域名无法解析"),
        ({"ok": 1, "of_another_version": 2}, "读到 1/3 页，2 页of_another_version"),
    ],
)
def test_how_a_crawl_went_in_a_few_words(fetches: dict[str, int], said: str) -> None:
    assert crawl_words(fetched(fetches).crawl) == said


@given(st.dictionaries(st.sampled_from(CODES), st.integers(1, 50_000)))
def test_the_bar_is_whole_and_shows_everything(fetches: dict[str, int]) -> None:
    segments = bar(fetched(fetches).crawl)
    assert sum(segment.count for segment in segments) == sum(fetches.values())
    assert sum(segment.width for segment in segments) == pytest.approx(100 if fetches else 0)
    assert all(segment.width > 0.7 for segment in segments)
    at = 0.0
    for segment in segments:
        assert segment.x == pytest.approx(at)
        at += segment.width


def test_requests_that_were_not_made_are_a_part_of_their_own() -> None:
    counts = {s.word: s.count for s in bar(fetched(dict.fromkeys(CODES, 1)).crawl)}
    assert counts == {
        "读到": 1,
        "页面不存在": 1,
        "未读成": len(CODES) - len(ANSWERED) - len(NOT_ASKED),
        "未请求": len(NOT_ASKED),
    }


def test_what_was_not_read_stands_with_advice_places_and_examples(tmp_path: Path) -> None:
    document = golden_results()
    crawl_of(document)["problems_left_out"] = {"timeout": {"groups": 4, "requests": 41}}
    (shown,) = scorecard(tmp_path, document).xpath("//section[@class='lack']")
    said = words(shown)
    outcome = crawl_of(document)["outcomes"][2]
    assert outcome["meaning"] in said
    assert outcome["advice"] in said
    assert "6 处" in said
    assert "列表续页 1、文档 5" in said
    assert "另有 3 个" in said
    assert "另有 4 处、41 个未列出" in said
    for problem in crawl_of(document)["problems"]:
        assert shown.xpath(".//a[@href=$url]", url=problem["column_url"])
        for example in problem["examples"]:
            assert shown.xpath(".//a[@href=$url]", url=example["url"])
            assert example["detail"] in said


def test_every_column_stands_with_its_depth_numbers_and_reasons(tmp_path: Path) -> None:
    document = golden_results()
    rows = scorecard(tmp_path, document).xpath("//table[contains(@class, 'columns')]/tbody/tr")
    shown = [
        (
            row.xpath("th")[0].get("class"),
            words(row.xpath("th")[0]),
            *(words(cell) for cell in row.xpath("td")),
        )
        for row in rows
    ]
    assert shown == [
        ("d0", "政务公开", "读全", "", "", "", ""),
        (
            "d1", "政策文件", "读全", "60 / 312其余早于期间", "读到 48，期间外未取 12；附件读到 9",
            "2021-03-30", "",
        ),
        (
            "d1", "决策公开", "部分读到", "20 / 34缺 14 条", "读到 15，超时 5", "2021-02-08",
            "列表第 2 页未读到5 篇文档未读成",
        ),
        ("d1", "政府信息公开指南", "读全", "", "读到 1", "2020-11-02", ""),
        ("d1", "财政 <预决算>", "未读", "", "", "", "超时未响应超时无应答"),
        ("d0", "新闻中心", "读全", "", "", "", ""),
        (
            "d1", "青石要闻", "按计划抽样", "60 / 4120", "读到 15，期间内未取 12", "2021-04-14",
            "动态类栏目只抽样抓取前几页",
        ),
    ]  # fmt: skip


def test_attachments_that_were_not_read_are_told_apart(tmp_path: Path) -> None:
    document = golden_results()
    crawl_of(document)["columns"][1]["documents"]["files_failed"] = {"no_text": 2, "not_found": 1}
    row = scorecard(tmp_path, document).xpath("//table[contains(@class, 'columns')]/tbody/tr")[1]
    assert "附件读到 9，文件没有可读的文字 2，页面不存在 1" in words(row)
    assert "2 个附件未读成" in words(row)


def test_columns_that_are_not_listed_are_counted(tmp_path: Path) -> None:
    document = golden_results()
    section = scorecard(tmp_path, document).xpath("//section[@id='crawl']")[0]
    assert "未列出的栏目：读全 50，按计划抽样 1，部分读到 1。" in words(section)


def test_a_column_whose_parent_is_not_listed_says_where_it_is(tmp_path: Path) -> None:
    document = golden_results()
    columns = crawl_of(document)["columns"]
    del columns[0]
    assert [above for _, above in tree(read_report(document).sites[0].crawl)] == [
        "政务公开",
        "政务公开",
        "政务公开",
        "政务公开",
        "",
        "",
    ]
    first = scorecard(tmp_path, document).xpath("//table[contains(@class, 'columns')]/tbody/tr/th")[
        0
    ]
    assert words(first) == "政策文件在 政务公开 之下"


def test_a_site_that_nobody_could_reach_says_so_once_with_advice(tmp_path: Path) -> None:
    document = golden_results()
    (alert,) = scorecard(tmp_path, document, "beigou").xpath("//p[@class='alert']")
    said = words(alert)
    undetermined = sum(
        row["verdict"] == "undetermined"
        for row in next(s for s in document["sites"] if s["id"] == "beigou")["results"]
    )
    assert said.startswith("全站未能访问：域名无法解析 3 次。")
    assert f"下列 {undetermined} 条规则都因此未能判定" in said
    assert crawl_of(document, "beigou")["outcomes"][0]["advice"] in said


def test_everything_that_befell_an_unreachable_site_is_named() -> None:
    cause = common_cause(fetched({"timeout": 3, "refused": 1}, state="failed"))
    assert cause is not None
    assert cause.said == "超时未响应 3 次、连接被拒绝 1 次"
    assert common_cause(fetched({}, state="failed")) is None


def blocked(rules: int, outcomes: list[str], others: int = 0) -> Site:
    """A site with so many rules that these outcomes keep open, and others open for a missing date."""
    document = golden_results()
    results = document["sites"][0]["results"]
    row = next(row for row in results if row["verdict"] == "undetermined")
    unread = [{"url": "", "outcome": code, "detail": "", "anchor": ""} for code in outcomes]
    document["sites"][0]["results"] = [
        *({**row, "unread": unread, "unread_count": len(unread)} for _ in range(rules)),
        *({**row, "unread": [], "unread_count": 1} for _ in range(others)),
    ]
    crawl_of(document)["fetches"] = {"ok": 3, "firewall": 88, "timeout": 1}
    return read_report(document).sites[0]


def test_one_cause_of_many_undetermined_rules_is_said_once() -> None:
    cause = common_cause(blocked(18, ["firewall", "firewall"], others=4))
    assert cause is not None
    assert (cause.said, cause.rules) == ("被防火墙页面拦截 88 次", 18)
    assert "白名单" in cause.advice


@pytest.mark.parametrize(
    ("rules", "outcomes", "others"),
    [(4, ["firewall"], 0), (18, ["firewall", "timeout"], 0), (18, ["firewall"], 5), (0, [], 20)],
)
def test_few_rules_or_several_causes_have_no_cause_in_common(
    rules: int, outcomes: list[str], others: int
) -> None:
    assert common_cause(blocked(rules, outcomes, others)) is None


def test_a_document_without_the_crawl_report_shows_what_its_fetches_say() -> None:
    crawl = fetched({"ok": 9, "timeout": 2}).crawl
    assert [(o.code, o.count, o.meaning) for o in crawl.outcomes] == [
        ("ok", 9, "正常读取"),
        ("timeout", 2, "超时未响应"),
    ]
    (lack,) = lacks(crawl)
    assert (lack.outcome.code, lack.problems) == ("timeout", ())


def since_the_last(
    new: int = 0, changed: int = 0, gone: int = 0, unchanged: int = 0, uncompared: int = 0
) -> dict[str, Any]:
    """The changes of a results document, none of them listed."""
    counts = {"new": new, "changed": changed, "gone": gone}
    return {
        "since": "2021-03-15", "finished": "", "unchanged": unchanged, "uncompared": uncompared,
        **{kind: {"count": count, "examples": []} for kind, count in counts.items()},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "state", "said", "short"),
    [
        (
            since_the_last(12, 3, 2, 810),
            "complete",
            "新增 12，改动 3，消失 2，其余 810 页未变。",
            "较上次新增 12，改动 3，消失 2",
        ),
        (since_the_last(changed=3), "partial", "改动 3，其余 0 页未变。", "较上次改动 3"),
        (since_the_last(unchanged=810), "complete", "内容无变化（810 页）。", "较上次内容无变化"),
        (
            since_the_last(unchanged=9),
            "partial",
            "读到的内容无变化（9 页）。",
            "较上次读到的内容无变化",
        ),
        (since_the_last(), "failed", "没有可以比较的页面。", ""),
        (
            since_the_last(new=1, unchanged=8, uncompared=5),
            "complete",
            "新增 1，其余 8 页未变；另有 5 页读法已更新，未作比较。",
            "较上次新增 1",
        ),
    ],
)
def test_what_differs_from_the_last_crawl_in_a_sentence_and_in_a_few_words(
    changes: dict[str, Any], state: str, said: str, short: str
) -> None:
    crawl = site_with(changes=changes, state=state).crawl
    assert changes_said(crawl) == f"自 2021-03-15 上次抓取以来：{said}"
    assert changes_words(crawl) == short


def test_the_index_says_what_differs_beside_how_the_crawl_went(tmp_path: Path) -> None:
    index = html.fromstring(render(golden_results(), tmp_path).index.read_text(encoding="utf-8"))
    cells = index.xpath("(//table[contains(@class, 'ranking')])[1]//td[@data-label='抓取情况']")
    assert [[words(line) for line in cell.xpath("span[not(contains(@class, 'state'))]")] for cell in cells] == [
        ["读到 1024 页，全部读成"],
        ["读到 640 页，全部读成", "较上次内容无变化"],
        ["读到 812/819 页，7 页超时", "较上次新增 12，改动 3，消失 2"],
    ]  # fmt: skip


def test_the_first_crawl_of_a_site_says_nothing_of_changes(tmp_path: Path) -> None:
    document = golden_results()
    del crawl_of(document)["changes"]
    crawl = read_report(document).sites[0].crawl
    assert (changes_said(crawl), changes_words(crawl)) == ("", "")
    shown = scorecard(tmp_path, document)
    assert not shown.xpath("//*[@id='crawl-changes'] | //a[@href='#crawl-changes']")
    assert "上次" not in words(shown.xpath("//section[@id='crawl']")[0])


def test_what_is_new_changed_and_gone_is_listed_with_day_and_difference(tmp_path: Path) -> None:
    document = golden_results()
    changes = crawl_of(document)["changes"]
    changes["gone"]["examples"][0]["how"] = "unlinked"
    shown = scorecard(tmp_path, document)
    lists = shown.xpath("//ul[@class='changes']")
    assert [words(each.getparent().find("summary")) for each in lists] == [
        "新增 12",
        "改动 3",
        "消失 2",
    ]
    for listed, kind in zip(lists, ("new", "changed", "gone"), strict=True):
        for example in changes[kind]["examples"]:
            (link,) = listed.xpath(".//a[@href=$url]", url=example["url"])
            assert link.text_content() == example["title"]
            said = words(link.getparent())
            assert example.get("day", "") in said
            if kind == "changed":
                assert example["how"] in said
    assert "另有 9 页未列出" in words(lists[0])
    assert "地址已失效" in words(lists[2])
    assert "已无链接指向" in words(lists[2])


def test_a_changed_page_whose_address_is_none_is_no_link(tmp_path: Path) -> None:
    document = golden_results()
    new = crawl_of(document)["changes"]["new"]
    new["examples"] = [
        {"url": "javascript:alert(1)", "title": "<b>通知</b>\u202e"},
        {"url": "http://a.example/1.pdf", "title": ""},
    ]
    hostile, untitled = (
        scorecard(tmp_path, document).xpath("//ul[@class='changes'][1]")[0].xpath("li[not(@class)]")
    )
    assert words(hostile) == "<b>通知</b> javascript:alert(1)"
    assert not hostile.xpath(".//a")
    assert untitled.xpath("a[@href='http://a.example/1.pdf']")[0].text == "http://a.example/1.pdf"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"columns": [3]}, r"crawl\.columns\[0\] 应为对象"),
        ({"columns": [{"name": "甲"}]}, r"crawl\.columns\[0\] 缺少 path"),
        ({"outcomes": [{"outcome": "ok", "count": "x", "roles": {}}]}, r"outcomes\[0\]\.count"),
        ({"problems": {}}, r"crawl\.problems 应为列表"),
        ({"problems_left_out": {"dns": 3}}, r"problems_left_out\.dns 应为对象"),
        ({"changes": {"since": "2021-03-15"}}, r"crawl\.changes 缺少 unchanged"),
        ({"changes": since_the_last() | {"new": 3}}, r"crawl\.changes\.new 应为对象"),
    ],
)
def test_an_unfit_crawl_report_is_refused_with_the_place(
    change: dict[str, Any], message: str
) -> None:
    with pytest.raises(ReportError, match=message):
        site_with(**change)
