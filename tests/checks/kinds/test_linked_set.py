from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from checks.kinds.linked_set import KIND, LinkedSetParams
from checks.verdict import Verdict
from crawler.extract.page import extract_page
from crawler.snapshot.facts import Document, Fetch, Link, Outcome, Role, SiteSnapshot
from tests.checks.build import (
    HOME,
    Said,
    address,
    attach,
    column,
    context,
    dead,
    doc,
    fetched,
    judge,
    linked_table,
    lost,
    site,
    words,
)

STAGES = [
    {"name": "决策草案", "any": ["草案", "征求意见稿"]},
    {"name": "草案说明", "any": ["草案说明", "起草说明"]},
    {"name": "意见采纳", "any": ["采纳", "意见反馈"]},
    {"name": "决策结果", "any": ["决策结果", "印发"]},
]
ASKED: dict[str, Any] = {
    "of": {"title": {"all": ["{year}", "决策事项目录"]}, "columns": ["重大决策"]},
    "stages": STAGES,
}
HEAD = ["序号", "决策事项", "承办单位", "决策草案", "草案说明", "意见采纳情况", "决策结果"]
ITEMS = ("停车设施专项规划", "老旧小区改造行动计划", "二次供水管理办法")
CATALOGUE = "博山区2023年度重大行政决策事项目录"


def to(name: str, text: str = "点击查看") -> Link:
    return Link(address(name), text)


def row(number: int, item: str, stages: str = "草说采结") -> list[str | Link]:
    """A row with links to the documents of the stages."""
    cells: list[str | Link] = [str(number), item, "区住建局"]
    return [*cells, *(to(f"{item}{s}") if s in stages else "" for s in "草说采结")]


def targets(*left_out: str) -> list[Document]:
    names = [f"{item}{stage}" for item in ITEMS for stage in "草说采结"]
    return [doc(name, "2023-05-06", "重大决策") for name in names if name not in left_out]


def catalogue(*rows: list[str | Link], **more: Any) -> Document:
    more.setdefault("linked", [HEAD, *rows] if rows else ())
    return doc(CATALOGUE, "2023-03-01", "重大决策", **more)


def whole() -> Document:
    return catalogue(*(row(n, item) for n, item in enumerate(ITEMS, 1)))


def decided(*documents: Document, unread: list[Fetch] | None = None, **more: Any) -> SiteSnapshot:
    more.setdefault("columns", [column("重大决策")])
    return site(more.pop("columns"), documents, unread=unread or [], **more)


def linked(of: SiteSnapshot, as_of: str = "2024-04-15", **more: Any) -> Said:
    return judge("linked_set", of, context(as_of), **{**ASKED, **more})


def test_every_item_leads_to_every_stage() -> None:
    said = linked(decided(whole(), *targets()))
    assert said.verdict is Verdict.PASS
    assert "3个事项均链接到各阶段文件" in said.reason
    assert "决策草案3/3" in said.reason
    assert "“停车设施专项规划”的决策草案：表头“决策草案”" in said.quotes
    assert address("停车设施专项规划草") in said.quotes


def test_each_missing_pair_costs_its_share() -> None:
    rows = [row(1, ITEMS[0]), row(2, ITEMS[1], "草说"), row(3, ITEMS[2], "")]
    said = linked(decided(catalogue(*rows), *targets()))
    assert (said.verdict, said.share) == (Verdict.PARTIAL, 0.5)
    assert "“老旧小区改造行动计划”的意见采纳" in said.reason
    assert "未链接决策草案、草案说明、意见采纳、决策结果" in said.quotes


def test_a_table_without_any_link_fails() -> None:
    rows = [[str(n), item, "区住建局", "已完成", "", "", ""] for n, item in enumerate(ITEMS, 1)]
    said = linked(decided(catalogue(tables=[[HEAD, *rows]])))
    assert said.verdict is Verdict.FAIL
    assert "3个事项都没有链接" in said.reason


def test_links_that_lead_nowhere_do_not_count() -> None:
    gone = to("停车设施专项规划草")
    cells: list[str | Link] = [
        gone,
        Link(HOME, "点击查看"),
        to(CATALOGUE),
        Link(f"{HOME}index.html", "查看"),
    ]
    said = linked(decided(catalogue(["1", ITEMS[0], "区住建局", *cells]), fetches=[dead(gone.url)]))
    assert said.verdict is Verdict.FAIL
    for why in ("链接的页面不存在", "链接到首页", "链接到目录本身"):
        assert why in said.reason


def test_pages_being_built_and_later_ones_do_not_count() -> None:
    documents = [
        doc("停车设施专项规划草", "2023-05-06", "重大决策", placeholder="内容建设中"),
        doc("停车设施专项规划说", "2024-04-16", "重大决策"),
    ]
    said = linked(decided(catalogue(row(1, ITEMS[0], "草说")), *documents))
    assert said.verdict is Verdict.FAIL
    assert "内容建设中" in said.reason
    assert "判定日之后才发布" in said.reason


def test_one_general_column_for_all_items_does_not_count() -> None:
    general = Link(address("意见征集"), "查看")
    rows = [[str(n), item, "", general, "", "", ""] for n, item in enumerate(ITEMS, 1)]
    said = linked(
        decided(catalogue(*rows), columns=[column("重大决策"), column("意见征集")]),
        stages=STAGES[:1],
    )
    assert said.share == 1 / 3
    assert "几个事项链接到同一个栏目" in said.reason


def test_pages_not_asked_for_count_by_their_words() -> None:
    assert linked(decided(whole())).verdict is Verdict.PASS
    beyond = fetched(address("停车设施专项规划草"), Role.DOCUMENT, Outcome.OUT_OF_BUDGET)
    assert linked(decided(whole(), fetches=[beyond])).verdict is Verdict.PASS


@pytest.mark.parametrize("outcome", [Outcome.TIMEOUT, Outcome.HTTP_ERROR, Outcome.FIREWALL])
def test_a_page_that_failed_leaves_its_stage_open(outcome: Outcome) -> None:
    failed = fetched(address("停车设施专项规划草"), Role.DOCUMENT, outcome)
    said = linked(decided(whole(), fetches=[failed]))
    assert said.verdict is Verdict.UNDETERMINED
    assert said.judgement.unread == [failed]
    short = catalogue(row(1, ITEMS[0]), row(2, ITEMS[1], "草"))
    part = linked(decided(short, fetches=[failed]))
    assert (part.verdict, part.share) == (Verdict.PARTIAL, 4 / 7)


def test_words_of_links_tell_the_stage_where_no_heading_does() -> None:
    links = [
        to("甲", "《停车设施专项规划（征求意见稿）》"),
        to("乙", "起草说明"),
        to("丙", "《停车设施专项规划（征求意见稿）》意见采纳情况"),
        to("丁", "关于印发停车设施专项规划的通知"),
    ]
    rows = [["决策事项", "相关材料"], *([ITEMS[0], link] for link in links)]
    said = linked(decided(catalogue(linked=rows)))
    assert said.verdict is Verdict.PASS
    assert "1个事项" in said.reason
    only = linked(decided(catalogue(linked=[rows[0], rows[3]])))
    # The result of a consultation names the draft, and is none.
    assert only.share == 0.25


def test_titles_tell_where_links_say_nothing() -> None:
    documents = [
        doc("关于《停车规划（草案）》的公示", "2023-05-06", "重大决策", url=f"{HOME}1"),
        doc("停车规划起草说明", "2023-05-06", "重大决策", url=f"{HOME}2"),
        doc("停车规划意见采纳情况", "2023-05-06", "重大决策", url=f"{HOME}3"),
        doc("区政府关于印发停车规划的通知", "2023-05-06", "重大决策", url=f"{HOME}4"),
    ]
    cells = [Link(f"{HOME}{n}", "查看") for n in range(1, 5)]
    rows = [["事项名称", "公开内容"], *([ITEMS[0], cell] for cell in cells)]
    assert linked(decided(catalogue(linked=rows), *documents)).verdict is Verdict.PASS
    # One of them was never read, so it may be any stage.
    said = linked(decided(catalogue(linked=rows), *documents[:3]))
    assert said.verdict is Verdict.UNDETERMINED


def test_the_items_own_page_leads_on() -> None:
    own = doc(
        "停车设施专项规划决策过程",
        "2023-05-06",
        "重大决策",
        links=[to("a", "决策草案"), to("b", "草案说明"), to("c", "意见采纳"), to("d", "决策结果")],
    )
    rows = [["序号", "决策事项"], ["1", to("停车设施专项规划决策过程", ITEMS[0])]]
    said = linked(decided(catalogue(linked=rows), own))
    assert said.verdict is Verdict.PASS
    assert "经事项页面" in said.quotes
    failed = fetched(own.url, Role.DOCUMENT, Outcome.TIMEOUT)
    assert linked(decided(catalogue(linked=rows), fetches=[failed])).verdict is Verdict.UNDETERMINED
    assert linked(decided(catalogue(linked=rows))).verdict is Verdict.UNDETERMINED


def test_the_items_own_column_leads_on() -> None:
    rows = [["序号", "决策事项"], ["1", to("停车规划全过程", ITEMS[0])]]
    documents = [
        doc("停车规划草案", "2023-05-06", "停车规划全过程"),
        doc("停车规划的起草说明", "2023-05-06", "停车规划全过程"),
        doc("公众建议办理", "2023-05-06", "意见采纳情况"),
    ]
    tree = [
        column("重大决策"),
        column("停车规划全过程", children=[column("意见采纳情况")], links=[to("x", "决策结果")]),
    ]
    said = linked(decided(catalogue(linked=rows), *documents, columns=tree))
    # What its menu links to is not the item's.
    assert (said.verdict, said.share) == (Verdict.PARTIAL, 0.75)
    assert "决策结果" in said.reason


def test_what_another_stages_page_relates_to_is_not_linked_from_the_item() -> None:
    feedback = doc(
        "停车设施专项规划采",
        "2023-05-06",
        "重大决策",
        links=[to("征求意见稿"), Link(f"{HOME}r", "关于印发停车规划的通知")],
    )
    said = linked(decided(catalogue(row(1, ITEMS[0], "采")), feedback))
    assert said.share == 0.25


def test_files_attached_to_a_linked_document_count() -> None:
    draft = doc(
        "停车设施专项规划草",
        "2023-05-06",
        "重大决策",
        attachments=[(f"{HOME}f/2.doc", "附件2：起草说明")],
    )
    said = linked(decided(catalogue(row(1, ITEMS[0], "草采结")), draft))
    assert said.verdict is Verdict.PASS
    assert "附件" in said.quotes


def test_a_numbered_list() -> None:
    text = (
        "现公布目录。\n一、重大公共政策\n1.停车设施专项规划（承办单位：区住建局）\n决策草案：查看\n草案说明：查看\n"
        "意见采纳：查看\n决策结果：查看\n二、重大公共建设项目\n1.老旧小区改造行动计划\n决策草案  草案说明"
    )
    links = [to(f"p{n}", "查看") for n in range(4)]
    links += [to("q1", "决策草案"), to("q2", "草案说明")]
    said = linked(decided(catalogue(text=text, links=links)))
    assert (said.verdict, said.share) == (Verdict.PARTIAL, 0.75)
    assert "目录有2个事项" in said.reason
    assert "“老旧小区改造行动计划”的意见采纳" in said.reason


def test_links_that_stand_in_no_line_keep_open_what_they_may_be() -> None:
    text = f"1.{ITEMS[0]}\n决策草案\n2.{ITEMS[1]}"
    said = linked(decided(catalogue(text=text, links=[to("a", "决策草案"), to("b", "意见采纳")])))
    assert said.verdict is Verdict.UNDETERMINED
    assert "不能确定属于哪个事项" in said.reason
    assert linked(decided(catalogue(text=text))).verdict is Verdict.FAIL


def test_headings_may_stand_on_the_left() -> None:
    rows: list[list[str | Link]] = [
        ["决策事项", "停车设施专项规划"],
        ["决策草案", to("a")],
        ["草案说明", to("b")],
        ["意见采纳", ""],
        ["决策结果", to("d")],
    ]
    said = linked(decided(catalogue(linked=rows)))
    assert said.share == 0.75
    assert "“停车设施专项规划”的意见采纳" in said.reason


def test_merged_headings_and_sections() -> None:
    rows: list[list[str | Link]] = [
        ["目录", "目录", "目录", "目录"],
        ["决策事项", "过程", "过程", "过程"],
        ["决策事项", "决策草案、草案说明", "意见采纳", "决策结果"],
        ["一、公共政策", "一、公共政策", "一、公共政策", "一、公共政策"],
        ["停车设施专项规划", to("a", "草案"), to("c"), to("d")],
        ["停车设施专项规划", to("b", "起草说明"), "", ""],
    ]
    said = linked(decided(catalogue(linked=rows)))
    assert said.verdict is Verdict.PASS
    assert "1个事项" in said.reason


def test_columns_without_a_catalogue_document() -> None:
    one = column("停车规划", children=[column("决策草案"), column("意见采纳")])
    other = column("供水办法")
    documents = [
        doc("甲", "2023-05-06", "决策草案"),
        doc("乙", "2023-05-06", "意见采纳"),
        doc("供水办法草案", "2023-05-06", "供水办法"),
    ]
    tree = [column("重大决策", children=[one, other])]
    said = linked(decided(*documents, columns=tree), stages=[STAGES[0], STAGES[2]])
    assert (said.verdict, said.share) == (Verdict.PARTIAL, 0.75)


def test_columns_of_stages_are_no_items() -> None:
    tree = [column("重大决策", children=[column("决策草案"), column("会议公开")])]
    documents = [doc("停车规划草案", "2023-05-06", "会议公开")]
    said = linked(decided(*documents, columns=tree))
    assert (said.verdict, said.code) == (Verdict.FAIL, "missing")


def test_no_catalogue() -> None:
    said = linked(decided(doc("博山区2022年度重大行政决策事项目录", "2022-03-01", "重大决策")))
    assert (said.verdict, said.code) == (Verdict.FAIL, "missing")
    assert "只发现《博山区2022年度重大行政决策事项目录》" in said.reason
    page = lost(anchor="重大决策", role=Role.LIST, column="重大决策")
    assert linked(decided(unread=[page])).verdict is Verdict.UNDETERMINED
    assert linked(decided(), as_of="2023-12-01").code == "not_due"


def test_a_catalogue_whose_items_cannot_be_made_out() -> None:
    for unreadable, why in [
        (
            attach(catalogue(text="见附件。"), "目录.docx", tables=[[HEAD]]),
            "格式的附件内的链接不作读取",
        ),
        (catalogue(text="现予公布。"), "没有可以辨认的事项"),
        (catalogue(outcome=Outcome.TIMEOUT), "未能读取"),
        (catalogue(read=False), "未抓取"),
    ]:
        said = linked(decided(unreadable))
        assert (said.verdict, said.code) == (Verdict.UNDETERMINED, "unreadable"), why
        assert why in said.reason


def test_prose_with_numbers_is_no_catalogue() -> None:
    text = "一、总体要求。各单位要高度重视，按照规定履行程序。\n二、工作安排。各承办单位要抓紧推进，及时报告情况。"
    assert linked(decided(catalogue(text=text))).code == "unreadable"


def test_links_that_an_older_crawl_did_not_keep_with_their_cells() -> None:
    rows = [HEAD, ["1", ITEMS[0], "", "点击查看", "", "", ""]]
    old = catalogue(tables=[rows], links=[to("a")])
    said = linked(decided(old))
    assert said.verdict is Verdict.UNDETERMINED
    assert "重新抓取" in said.reason


def test_the_metadata_table_is_no_catalogue() -> None:
    rows = [["信息名称", CATALOGUE], ["索引号", "11370304"], ["发文机关", "区政府办公室"]]
    assert linked(decided(catalogue(tables=[rows]))).code == "unreadable"


def test_a_department_that_is_linked_is_no_page_of_the_item() -> None:
    rows = [
        ["决策事项", "承办单位", "决策草案"],
        [ITEMS[0], Link("http://zjj.example/", "区住建局"), to("a")],
    ]
    said = linked(decided(catalogue(linked=rows)), stages=STAGES[:2])
    assert (said.verdict, said.share) == (Verdict.PARTIAL, 0.5)


def test_optional_stages_are_only_reported() -> None:
    rows = [
        ["决策事项", "决策草案", "风险评估"],
        [ITEMS[0], to("a"), ""],
        [ITEMS[1], to("b"), to("c")],
    ]
    stages = [STAGES[0], {"name": "风险评估", "any": ["风险评估"], "optional": True}]
    said = linked(decided(catalogue(linked=rows)), stages=stages)
    assert said.verdict is Verdict.PASS
    assert "另有风险评估1项" in said.reason


def test_a_subject_tells_a_stage_and_words_may_rule_it_out() -> None:
    subject = {"title": {"any": ["听证报告"]}}
    hearing = doc("停车听证报告", "2023-05-06", "重大决策")
    rows = [["决策事项", "材料"], [ITEMS[0], to("停车听证报告", "材料")]]
    stages = [{"name": "听证", "subject": subject}]
    assert linked(decided(catalogue(linked=rows), hearing), stages=stages).verdict is Verdict.PASS
    notice = [["决策事项", "材料"], [ITEMS[0], to("x", "征求意见采纳公告")]]
    stages = [{"name": "意见采纳", "any": ["采纳"], "none": ["征求意见采纳公告"]}]
    assert linked(decided(catalogue(linked=notice)), stages=stages).verdict is not Verdict.PASS


def test_too_few_items() -> None:
    said = linked(decided(whole(), *targets()), at_least=4)
    assert (said.verdict, said.code) == (Verdict.FAIL, "too_few")
    assert linked(decided(whole(), *targets()), at_least=3).verdict is Verdict.PASS


def test_two_catalogues_add_up() -> None:
    first = catalogue(row(1, ITEMS[0], "草说"))
    again = replace(
        catalogue(linked=[HEAD, row(1, f"编制{ITEMS[0]}", "采结"), row(2, ITEMS[1])]),
        url=f"{HOME}again",
        title=f"{CATALOGUE}（调整）",
    )
    assert again.facts is not None
    again.facts.url = again.url
    said = linked(decided(first, again))
    assert said.verdict is Verdict.PASS
    assert "2个事项" in said.reason


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sets(st.sampled_from("草说采结")), min_size=1, max_size=3))
def test_the_share_is_that_of_the_pairs(kept: list[set[str]]) -> None:
    rows = [row(n, ITEMS[n], "".join(stages)) for n, stages in enumerate(kept)]
    count = sum(map(len, kept))
    of = (
        catalogue(*rows)
        if count
        else catalogue(tables=[[HEAD, *[[c for c in r if isinstance(c, str)] for r in rows]]])
    )
    said = linked(decided(of))
    assert said.share == count / (4 * len(kept))
    assert said.verdict is (
        Verdict.PASS if said.share == 1 else Verdict.PARTIAL if count else Verdict.FAIL
    )


def test_stages_must_be_told_and_one_required() -> None:
    for stages, message in [
        ([{"name": "甲", "any": ["甲"], "optional": True}], "不是 optional"),
        ([{"name": "甲"}], "any 或 subject"),
    ]:
        with pytest.raises(ValidationError, match=message):
            LinkedSetParams.model_validate({**ASKED, "stages": stages})


def test_it_explains_itself_and_asks_for_what_it_reads() -> None:
    stages = [*STAGES, {"name": "风险评估", "any": ["风险"], "optional": True}]
    params = LinkedSetParams.model_validate({**ASKED, "stages": stages})
    told = KIND.explain(params, words())
    assert "草案说明" in told.checked[0]
    assert "风险评估" in told.checked[-1]
    assert list(KIND.follows(params)) == list(KIND.reads(params)) == [params.of]


def test_a_table_on_the_columns_own_page() -> None:
    tree = column("重大决策")
    assert tree.column.facts is not None
    tree.column.facts.linked_tables = [linked_table([HEAD, row(1, ITEMS[0])])]
    said = linked(decided(columns=[tree]))
    assert said.verdict is Verdict.PASS
    assert address("重大决策") in said.quotes


def test_a_page_as_it_is_crawled() -> None:
    stage = "<td><a href='/jc/{0}.html' title=''>查看</a></td>"
    page = (
        f"<html><head><meta name='ArticleTitle' content='{CATALOGUE}'><meta name='PubDate' content='2023-03-01'>"
        "</head><body><div class='TRS_Editor'><p>现将目录公布如下。</p><table>"
        "<tr><td>序号</td><td>决策事项</td><td>决策草案</td><td>草案说明</td><td>意见采纳</td><td>决策结果</td></tr>"
        f"<tr><td>1</td><td>{ITEMS[0]}</td>{''.join(map(stage.format, 'abcd'))}</tr>"
        f"<tr><td>2</td><td>{ITEMS[1]}</td>{''.join(map(stage.format, 'ef'))}<td></td><td></td></tr>"
        "</table></div></body></html>"
    )
    crawled = catalogue()
    crawled.facts = extract_page(page.encode(), crawled.url)
    said = linked(decided(crawled))
    assert (said.verdict, said.share) == (Verdict.PARTIAL, 0.75)
    assert "“老旧小区改造行动计划”的意见采纳" in said.reason


# Catalogues in attached files


def filed(*rows: list[str | Link], **more: Any) -> Document:
    """The catalogue's page with its table in a file whose links were read."""
    more.setdefault("linked", [HEAD, *rows] if rows else ())
    return attach(catalogue(text="目录见附件。"), "目录.docx", **more)


def test_the_links_of_an_attached_file_count() -> None:
    rows = [row(1, ITEMS[0]), row(2, ITEMS[1], "草说"), row(3, ITEMS[2], "")]
    said = linked(decided(filed(*rows), *targets()))
    assert (said.verdict, said.share) == (Verdict.PARTIAL, 0.5)
    assert "http://www.a.gov.cn/files/1.pdf" in said.quotes
    rows = [row(n, item) for n, item in enumerate(ITEMS, 1)]
    assert linked(decided(filed(*rows), *targets())).verdict is Verdict.PASS


BARE = [[str(n), item, "区住建局", "已完成", "", "", ""] for n, item in enumerate(ITEMS, 1)]


def test_an_attached_table_without_a_link_fails_where_its_links_were_read() -> None:
    bare = filed(linked=(), tables=[[HEAD, *BARE]], links_read=True)
    assert linked(decided(bare)).verdict is Verdict.FAIL
    unread = filed(linked=(), tables=[[HEAD, *BARE]])
    assert linked(decided(unread)).verdict is Verdict.UNDETERMINED


def test_it_does_not_fail_where_the_page_beside_it_links_to_a_stage() -> None:
    bare = filed(linked=(), tables=[[HEAD, *BARE]], links_read=True)
    assert bare.facts is not None
    bare.facts.body_links.append(to("停车设施专项规划草", "决策草案"))
    assert linked(decided(bare, *targets())).verdict is Verdict.UNDETERMINED


def test_it_does_not_fail_where_columns_gather_the_stages() -> None:
    bare = filed(linked=(), tables=[[HEAD, *BARE]], links_read=True)
    stages = [f"{item}{stage['any'][0]}" for item in ITEMS for stage in STAGES]
    gathered = [
        doc(name, "2023-05-06", item) for item in ITEMS for name in stages if name.startswith(item)
    ]
    tree = column("重大决策", children=[column(item) for item in ITEMS])
    said = linked(site([tree], [bare, *gathered]))
    assert said.verdict is Verdict.PASS


@pytest.mark.parametrize(
    ("links_read", "verdict"), [(True, Verdict.FAIL), (False, Verdict.UNDETERMINED)]
)
def test_a_catalogue_that_is_a_file_is_judged_by_its_links_where_they_were_read(
    links_read: bool, verdict: Verdict
) -> None:
    document = catalogue(tables=[[HEAD, *BARE]])
    assert document.facts is not None
    document.facts.file, document.facts.links_read = "xlsx" if links_read else "pdf", links_read
    assert linked(decided(document)).verdict is verdict


def _shifted(stage: str, title: str, text: str, **more: Any) -> Document:
    return replace(
        doc(title, "2023-05-06", "重大决策", text=text, **more), url=address(f"{ITEMS[0]}{stage}")
    )


@pytest.mark.parametrize(
    ("title", "text", "counts"),
    [
        ("《二次供水管理办法（草案）》公开征求意见的公告", "二次供水的意见。", False),
        ("博山区2023年政府信息公开工作年度报告", "本报告依据条例编制。" * 30, False),
        ("《停车设施专项规划（草案）》征求意见", "全文见附件。", True),
        ("公开征求意见稿", "现就停车设施的布局征求意见。", True),
        ("区政府召开第12次常务会议", "会议研究了有关议题。", True),
        ("《停车设施和二次供水管理办法（草案）》", "见附件。", True),
    ],
    ids=["another item", "annual report", "own", "own by its text", "says nothing", "both"],
)
def test_a_document_of_another_matter_is_not_the_items(title: str, text: str, counts: bool) -> None:
    others = targets(f"{ITEMS[0]}草")
    attached = {} if counts else {"attachments": [Link(address("附件"), "草案.docx")]}
    wrong = not counts and "年度报告" not in title
    moved = _shifted("草", title, text, **(attached if wrong else {}))
    said = linked(decided(whole(), moved, *others))
    assert (said.verdict is Verdict.PASS) is counts
    assert counts or "“停车设施专项规划”的决策草案（链接的" in said.reason
