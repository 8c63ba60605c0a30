from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.extract.linked_tables import linked_tables
from crawler.extract.links import Resolver
from crawler.extract.page import extract_page, parse
from crawler.snapshot.facts import LinkedTable
from crawler.snapshot.packing import pack_facts, unpack_facts

URL = "http://www.a.gov.cn/zwgk/art/2023/3/1/art_1_2.html"


def tables(markup: str, *, headed: bool = False) -> list[LinkedTable]:
    return linked_tables(parse(f"<body>{markup}</body>"), Resolver(URL), headed=headed)


def placed(table: LinkedTable) -> list[tuple[int, int, str, str]]:
    return [(at.row, at.column, at.link.url, at.link.text) for at in table.links]


def test_links_keep_their_cells() -> None:
    (table,) = tables(
        "<table><tr><th>决策事项</th><th>决策草案</th><th>草案说明</th></tr>"
        "<tr><td>停车办法</td><td><a href='/c/1.html'>查看</a></td><td><a href='2.html'>点击</a> "
        "<a href='javascript:void(0)'>无</a></td></tr></table>"
    )
    assert table.rows == [
        ["决策事项", "决策草案", "草案说明"],
        ["停车办法", "查看", "点击 无"],
    ]
    assert placed(table) == [
        (1, 1, "http://www.a.gov.cn/c/1.html", "查看"),
        (1, 2, "http://www.a.gov.cn/zwgk/art/2023/3/1/2.html", "点击"),
    ]


def test_merged_cells_stand_wherever_they_span() -> None:
    (table,) = tables(
        "<table><tr><td rowspan=2>事项</td><td colspan=2>过程</td></tr><tr><td>草案</td><td>结果</td></tr>"
        "<tr><td rowspan='2'>停车办法</td><td><a href='/1'>甲</a></td><td><a href='/2'>乙</a></td></tr>"
        "<tr><td><a href='/3'>丙</a></td><td></td></tr></table>"
    )
    assert table.rows == [
        ["事项", "过程", "过程"],
        ["事项", "草案", "结果"],
        ["停车办法", "甲", "乙"],
        ["停车办法", "丙", ""],
    ]
    assert [at[:2] for at in placed(table)] == [(2, 1), (2, 2), (3, 1)]


def test_only_tables_with_links_and_no_layout() -> None:
    plain = "<table><tr><td>甲</td></tr></table>"
    linking = "<table><tr><td><a href='/1'>甲</a></td></tr></table>"
    assert tables(plain) == []
    assert len(tables(linking)) == 1
    assert len(tables(f"<table><tr><td>{linking}</td></tr></table>")) == 1
    assert tables(linking, headed=True) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(
            st.tuples(
                st.sampled_from(["", "1", "2", "3", "0", "-1", "999", "99999", "x", "２"]),
                st.sampled_from(["", "1", "2", "60", "61", "999", "y"]),
                st.booleans(),
            ),
            max_size=8,
        ),
        max_size=8,
    )
)
def test_whatever_the_spans_every_link_has_its_cell(
    rows: list[list[tuple[str, str, bool]]],
) -> None:
    markup = "".join(
        "<tr>"
        + "".join(
            f"<td rowspan='{high}' colspan='{wide}'>{'<a href=/x>链</a>' if linked else '字'}</td>"
            for high, wide, linked in cells
        )
        + "</tr>"
        for cells in rows
    )
    for table in tables(f"<table>{markup}</table>"):
        assert all(len(row) <= 60 for row in table.rows)
        assert all(table.rows[at.row][at.column] == "链" for at in table.links)


def test_they_are_stored_with_the_page() -> None:
    body = (
        "<html><head><meta name='ArticleTitle' content='2023年度重大行政决策事项目录'>"
        "<meta name='PubDate' content='2023-03-01'></head><body><div class='TRS_Editor'>"
        "<table><tr><td>决策事项</td><td>决策草案</td></tr>"
        "<tr><td>停车办法</td><td><a href='/c/1.html'>查看</a></td></tr></table></div></body></html>"
    )
    facts = extract_page(body.encode(), URL)
    assert [len(table.rows) for table in facts.linked_tables] == [2]
    again = unpack_facts(
        pack_facts(facts, keep_links=False),
        title="",
        document_number="",
        issuer="",
        source="",
    )
    assert again.linked_tables == facts.linked_tables
