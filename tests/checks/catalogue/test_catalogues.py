"""What a catalogue's page lists, in the shapes that sites write it in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.catalogue.catalogues import items_of, links_of, merged
from checks.catalogue.listed_items import Item, ItemLink
from checks.catalogue.stages import StageWords, stages_told
from crawler.extract.page import extract_page
from crawler.snapshot.facts import Link, PageFacts
from tests.growth import grows_in_proportion

STAGES = [
    StageWords(("草案", "征求意见稿")),
    StageWords(("草案说明", "起草说明")),
    StageWords(("采纳", "意见反馈")),
]
PAGE = (
    "<html><head><meta name='ArticleTitle' content='2023年度重大行政决策事项目录'>"
    "<meta name='PubDate' content='2023-03-01'></head><body><div class='TRS_Editor'>{}</div></body></html>"
)


def says(text: str) -> bool:
    return bool(stages_told(text, STAGES))


def read(body: str) -> list[Item]:
    return items_of(extract_page(PAGE.format(body).encode(), "http://a.gov.cn/zw/1.html"), says)


def stages(item: Item) -> str:
    """Which stages the item's links speak of, by the last letter of their addresses."""
    return "".join(link.url[-1] for link in item.links)


@pytest.mark.parametrize(
    "body",
    [
        "<p>1.停车专项规划</p><p>决策草案：<a href='/a'>http://a.gov.cn/a</a></p><p>采纳情况：<a href='/c'>查看</a></p>"
        "<p>2.老旧小区改造计划</p><p>决策草案：<a href='/d'>http://a.gov.cn/d</a></p>",
        "<p>1.停车专项规划（<a href='/a'>决策草案</a>、<a href='/c'>采纳情况</a>）</p>"
        "<p>2.老旧小区改造计划（<a href='/d'>决策草案</a>）</p>",
        "<p><a href='/x'></a>现公布目录。</p><p>1.停车专项规划</p><p><a href='/a'>决策草案</a> <a href='/c'>采纳</a></p>"
        "<p>2.老旧小区改造计划</p><p><a href='/d'>决策草案</a></p>",
        "<p>1.停车专项规划</p><p><a href='/a' title='关于停车专项规划决策草案的公告'>关于停车专项规划决策...</a></p>"
        "<p><a href='/c'>采纳情况</a></p><p>2.老旧小区改造计划</p><p><a href='/d'>决策草案</a></p>",
        "<ul><li>停车专项规划：<a href='/a'>决策草案</a> <a href='/c'>采纳情况</a></li>"
        "<li>老旧小区改造计划：<a href='/d'>决策草案</a></li></ul><p>以上为本年度的目录内容。</p>",
        "<h3>停车专项规划</h3><p><a href='/a'>决策草案</a></p><p><a href='/c'>采纳情况</a></p>"
        "<h3>老旧小区改造计划</h3><p><a href='/d'>决策草案</a></p><p>请查阅以上目录。</p>",
        "<p>事项一：停车专项规划</p><p><a href='/a'>决策草案</a></p><p><a href='/c'>采纳情况</a></p>"
        "<p>事项二：老旧小区改造计划</p><p><a href='/d'>决策草案</a></p>",
        "<table><tr><th>序号</th><th>决策事项</th><th>承办单位</th><th>决策草案</th><th>采纳情况</th></tr>"
        "<tr><td>1</td><td>停车专项规划</td><td><a href='http://zjj.cn/'>住建局</a></td><td><a href='/a'>查看</a></td>"
        "<td><a href='/c'><img src='i.png'></a></td></tr>"
        "<tr><td>2</td><td>老旧小区改造计划</td><td></td><td><a href='/d'>查看</a></td><td></td></tr></table>"
        "<table><tr><td>备注</td><td>本目录动态调整</td></tr></table>",
        "<table><tr><td>决策事项</td><td>公开内容</td><td>链接</td></tr>"
        "<tr><td rowspan=2>停车专项规划</td><td>决策草案</td><td><a href='/a'>查看</a></td></tr>"
        "<tr><td>采纳情况</td><td><a href='/c'>查看</a></td></tr>"
        "<tr><td rowspan=2>老旧小区改造计划</td><td>决策草案</td><td><a href='/d'>查看</a></td></tr>"
        "<tr><td>采纳情况</td><td></td></tr></table>",
    ],
    ids=["addresses", "inline", "nameless", "cut", "list", "headings", "named", "table", "merged"],
)
def test_shapes_of_a_catalogue(body: str) -> None:
    found = read(body)
    assert [(item.name, stages(item), item.sure) for item in found] == [
        ("停车专项规划", "ac", True),
        ("老旧小区改造计划", "d", True),
    ]


def test_an_item_may_be_a_link_to_its_own_page() -> None:
    numbered = read(
        "<p>1.<a href='/i'>停车专项规划</a></p><p>2.<a href='/j'>老旧小区改造计划</a></p>"
    )
    assert [(item.name, stages(item)) for item in numbered] == [
        ("停车专项规划", "i"),
        ("老旧小区改造计划", "j"),
    ]
    bare = read(
        "<p>现将目录予以公布，请点击查看。</p><p><a href='/i'>停车专项规划方案</a></p>"
        "<p><a href='/j'>老旧小区改造计划</a></p>"
    )
    assert [item.sure for item in bare] == [False, False]


def test_links_that_stand_in_no_line_are_loose() -> None:
    facts = PageFacts(
        "http://a.gov.cn/1",
        text="1.停车专项规划\n2.老旧小区改造计划",
        body_links=[Link("http://a.gov.cn/a", "决策草案")],
    )
    assert [item.loose for item in items_of(facts, says)] == [True, True]
    facts.body_links = [Link("http://a.gov.cn/a", "上级文件")]
    assert [item.loose for item in items_of(facts, says)] == [False, False]


def test_what_is_not_sure_only_joins_items_of_the_very_same_name() -> None:
    sure = Item("停车专项规划", [ItemLink("http://a/1", "甲")], "http://a/p")
    near = Item("停车专项规划草", [ItemLink("http://a/2", "乙")], "http://a/q", sure=False)
    same = Item("编制停车专项规划", [ItemLink("http://a/3", "丙")], "http://a/q", sure=False)
    (only,) = merged([near, same, sure])
    assert [link.words for link in only.links] == ["甲", "丙"]


def test_the_links_of_an_items_own_page_stand_once() -> None:
    link = Link("http://a/1", "决策草案")
    facts = PageFacts("http://a/p", body_links=[link, link], attachments=[link])
    assert links_of(facts) == [ItemLink("http://a/1", "决策草案")]


@given(
    st.lists(
        st.sampled_from(["草案", "草案说明", "采纳", "和", "《停车办法》", "的公告", "、"]),
        max_size=8,
    )
)
def test_stages_are_told_from_the_end(parts: list[str]) -> None:
    told = stages_told("".join(parts), STAGES)
    assert told == sorted(set(told))
    assert bool(told) is any(part in ("草案", "草案说明", "采纳") for part in parts)
    assert all(0 <= number < len(STAGES) for number in told)


def test_a_huge_line_of_links_costs_little() -> None:
    def look(count: int) -> None:
        links = [Link(f"http://a/{n}", f"决策草案{n}") for n in range(count)]
        text = "1.停车专项规划" + "".join(link.text for link in links)
        assert len(items_of(PageFacts("http://a/p", text=text * 5, body_links=links), says)) <= 1

    assert grows_in_proportion(look, 2_500)
