from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import jsonschema
import pytest

from checks.results.crawl_report import (
    MOST_COLUMNS,
    MOST_EXAMPLES,
    MOST_GROUPS,
    ColumnReading,
    CrawlReport,
    Reading,
    crawl_report,
)
from checks.results.crawl_rows import crawl_rows
from checks.results.document import SCHEMA_PATH
from crawler.snapshot.facts import AttachedFile, Outcome, PageFacts, Role, SiteSnapshot
from tests.checks.build import (
    AS_OF,
    HOME,
    address,
    column,
    dead,
    doc,
    fetched,
    home,
    lost,
    site,
)


def report_of(tree: SiteSnapshot) -> CrawlReport:
    """The report, after a look at whether its rows keep to the schema."""
    report = crawl_report(tree, AS_OF)
    schema: dict[str, Any] = json.loads(SCHEMA_PATH.read_text(encoding="utf-8"))
    crawl = schema["$defs"]["site"]["properties"]["crawl"] | {"required": ["outcomes", "columns"]}
    validator = jsonschema.Draft202012Validator({**crawl, "$defs": schema["$defs"]})
    validator.validate(crawl_rows(report))
    return report


def named(report: CrawlReport, name: str) -> ColumnReading:
    return next(each for each in report.columns if each.name == name)


def test_outcomes_are_counted_by_role_answers_first() -> None:
    report = report_of(
        site(
            [column("政务公开", children=[column("政策文件")])],
            [doc("通知", "2023-05-06", "政策文件"), doc("公告", "2023-05-07", "政策文件")],
            unread=[
                lost("firewall", role=Role.LIST, column="政策文件"),
                lost("timeout", anchor="甲"),
                lost("timeout", anchor="乙"),
            ],
            fetches=[dead(address("旧"))],
        )
    )
    assert [(each.outcome.value, each.count) for each in report.outcomes] == [
        ("ok", 5),
        ("not_found", 1),
        ("timeout", 2),
        ("firewall", 1),
    ]
    assert dict(report.outcomes[0].roles) == {Role.HOME: 1, Role.COLUMN: 2, Role.DOCUMENT: 2}


def test_every_request_is_counted_once_and_every_unread_one_is_a_problem() -> None:
    tree = site(
        [column(f"栏目{n}", outcome="timeout" if n % 3 else "ok") for n in range(40)],
        unread=[
            lost("robots", anchor=f"{n}", role=Role.DOCUMENT, column=f"栏目{n}") for n in range(40)
        ],
    )
    report = report_of(tree)
    assert sum(each.count for each in report.outcomes) == len(tree.fetches)
    listed = sum(problem.count for problem in report.problems)
    rest = sum(requests for _, requests in report.problems_left_out.values())
    assert listed + rest == len(tree.unread)


def test_columns_stand_in_the_order_of_the_tree() -> None:
    report = report_of(
        site(
            [
                column("政务公开", children=[column("甲", children=[column("乙")]), column("丙")]),
                column("公众参与"),
            ]
        )
    )
    assert [(each.name, each.depth, each.path) for each in report.columns] == [
        ("政务公开", 0, "政务公开"),
        ("甲", 1, "政务公开 > 甲"),
        ("乙", 2, "政务公开 > 甲 > 乙"),
        ("丙", 1, "政务公开 > 丙"),
        ("公众参与", 0, "公众参与"),
    ]


def test_a_tree_that_runs_in_a_circle_is_listed_whole_and_once() -> None:
    tree = site([column("甲", children=[column("乙")]), column("丙")])
    above, below = tree.columns[address("甲")], tree.columns[address("乙")]
    above.parent, below.children = below.url, (above.url,)
    assert sorted(each.name for each in report_of(tree).columns) == ["丙", "乙", "甲"]


def test_a_column_that_was_not_read_says_why() -> None:
    report = report_of(
        site(
            [
                column("甲", outcome="firewall", detail="HTTP 403，\u202e防火墙拦截页"),
                column("乙", outcome=None),
            ]
        )
    )
    blocked, unasked = report.columns
    assert (blocked.state, blocked.outcome) == (Reading.UNREAD, Outcome.FIREWALL)
    assert blocked.detail == "HTTP 403，防火墙拦截页"
    assert (unasked.state, unasked.outcome) == (Reading.UNREAD, None)
    assert dict(report.column_states) == {Reading.UNREAD: 2}


@pytest.mark.parametrize(
    ("more", "state", "shortfall"),
    [
        ({"rows": 34, "stated_total": 34}, Reading.READ, 0),
        # Left for its dates: what is not there was not to be read.
        ({"rows": 20, "stated_total": 340}, Reading.READ, 0),
        ({"rows": 20, "stated_total": 34, "complete": False}, Reading.PARTLY, 14),
        ({"rows": 20, "complete": False}, Reading.PARTLY, 0),
        (
            {"rows": 60, "stated_total": 4120, "complete": False, "sampled": True},
            Reading.SAMPLED,
            0,
        ),
    ],
)
def test_how_far_a_list_was_read(more: dict[str, Any], state: Reading, shortfall: int) -> None:
    reason = "" if more.get("complete", True) else "翻页由脚本完成，后面各页未读到"
    (found,) = report_of(site([column("甲", incomplete_reason=reason, **more)])).columns
    assert (found.state, found.shortfall, found.incomplete) == (state, shortfall, reason)
    assert (found.rows, found.stated) == (more["rows"], more.get("stated_total"))


def test_documents_are_counted_by_what_became_of_them() -> None:
    file = doc("附表", "2023-03-01", "甲")
    file.facts = None
    documents = [
        doc("读到", "2023-05-06", "甲"),
        doc("超时", "2023-05-05", "甲", outcome="timeout"),
        doc("没了", "2023-05-04", "甲", outcome="not_found"),
        doc("太早", "2019-05-04", "甲", read=False),
        doc("太晚", "2024-05-04", "甲", read=False),
        doc("别处", "2023-05-03", "甲", read=False),
        doc("无日期", None, "甲", read=False),
        file,
    ]
    report = report_of(site([column("甲")], [*documents, doc("不在栏目里", "2023-01-01")]))
    counts = named(report, "甲").documents
    assert (counts.read, counts.textless, counts.outside, counts.not_asked) == (1, 1, 2, 2)
    assert dict(counts.failed) == {Outcome.NOT_FOUND: 1, Outcome.TIMEOUT: 1}
    assert counts.unread == 1
    assert report.documents.read == 2


def test_a_document_without_an_answer_leaves_its_column_partly_read_a_dead_one_does_not() -> None:
    report = report_of(
        site(
            [column("甲"), column("乙")],
            [
                doc("超时", "2023-05-05", "甲", outcome="timeout"),
                doc("没了", "2023-05-04", "乙", outcome="not_found"),
            ],
        )
    )
    assert [each.state for each in report.columns] == [Reading.PARTLY, Reading.READ]


def test_attachments_whose_text_was_not_read_leave_their_column_partly_read() -> None:
    notice, other = doc("通知", "2023-05-06", "甲"), doc("公告", "2023-05-06", "乙")
    read = fetched("http://x.example/a.docx", Role.ATTACHMENT, column="甲")
    scan = fetched("http://x.example/b.pdf", Role.ATTACHMENT, "no_text", found_on=address("通知"))
    gone = fetched("http://x.example/c.pdf", Role.ATTACHMENT, "not_found")
    notice.files = [
        AttachedFile(read.url, "附件1", read, PageFacts(read.url)),
        AttachedFile(scan.url, "附件2", scan),
    ]
    other.files = [AttachedFile(gone.url, "附件", gone)]
    report = report_of(site([column("甲"), column("乙")], [notice, other], unread=[scan]))
    assert [each.state for each in report.columns] == [Reading.PARTLY, Reading.READ]
    assert report.documents.files == 1
    assert dict(report.documents.files_failed) == {Outcome.NOT_FOUND: 1, Outcome.NO_TEXT: 1}
    (problem,) = report.problems
    assert (problem.column, dict(problem.roles)) == ("甲", {Role.ATTACHMENT: 1})


def test_the_newest_document_is_not_of_tomorrow() -> None:
    tomorrow = AS_OF + timedelta(days=1)
    documents = [doc("明天", tomorrow, "甲"), doc("今天", AS_OF, "甲"), doc("无日期", None, "甲")]
    assert named(report_of(site([column("甲")], documents)), "甲").newest == AS_OF
    assert named(report_of(site([column("甲")])), "甲").newest is None


def test_the_family_that_read_a_list_is_named() -> None:
    assert report_of(site([column("甲", family="jcms")])).columns[0].family == "jcms"


def test_problems_are_grouped_by_outcome_and_column() -> None:
    tree = site(
        [
            column(
                "政务公开",
                children=[
                    column("政策文件"),
                    column("指南", outcome="timeout"),
                    column("年报", outcome="timeout"),
                ],
            ),
            column("公众参与", outcome="firewall"),
        ],
        [doc("通知", "2023-05-06", "政策文件", outcome="timeout")],
        unread=[
            lost("timeout", role=Role.LIST, column="政策文件"),
            lost("timeout", role=Role.SEARCH),
        ],
    )
    found = {
        (p.outcome.value, p.column): (p.count, dict(p.roles)) for p in report_of(tree).problems
    }
    assert found == {
        ("timeout", "政务公开"): (2, {Role.COLUMN: 2}),
        ("timeout", "政务公开 > 政策文件"): (2, {Role.LIST: 1, Role.DOCUMENT: 1}),
        ("timeout", "首页"): (1, {Role.SEARCH: 1}),
        ("firewall", "首页"): (1, {Role.COLUMN: 1}),
    }


def test_a_link_in_a_document_belongs_to_the_documents_column() -> None:
    tree = site(
        [column("政策文件")],
        [doc("通知", "2023-05-06", "政策文件")],
        unread=[
            fetched("http://x.example/1", outcome="timeout", found_on=address("通知")),
            fetched("http://x.example/2", outcome="timeout", found_on="http://nowhere.example/"),
        ],
    )
    places = {(p.column, p.column_url) for p in report_of(tree).problems}
    assert places == {("政策文件", address("政策文件")), ("", "")}


def test_a_homepage_without_an_answer_is_a_problem_of_the_homepage() -> None:
    tree = site(homepage=home(outcome="dns"), state="failed")
    (problem,) = report_of(tree).problems
    assert (problem.outcome, problem.column, problem.column_url) == (Outcome.DNS, "首页", HOME)


def test_answers_are_no_problems() -> None:
    tree = site([column("甲")], fetches=[dead(address("旧"))])
    assert report_of(tree).problems == ()


def test_of_too_many_columns_those_with_problems_are_listed_and_all_are_counted() -> None:
    trees = [column(f"栏目{n:04}") for n in range(MOST_COLUMNS + 100)]
    trees += [column("部分", complete=False, incomplete_reason="翻页由脚本完成")]
    trees += [column(f"未读{n}", outcome="timeout") for n in range(5)]
    report = report_of(site(trees))
    assert len(report.columns) == MOST_COLUMNS
    names = [each.name for each in report.columns]
    assert names == [*(f"栏目{n:04}" for n in range(MOST_COLUMNS - 6)), *names[-6:]]
    assert names[-6:] == ["部分", *(f"未读{n}" for n in range(5))]
    assert dict(report.column_states) == {
        Reading.READ: MOST_COLUMNS + 100,
        Reading.PARTLY: 1,
        Reading.UNREAD: 5,
    }


def test_problems_are_bounded_and_the_rest_is_counted() -> None:
    names = [f"栏目{n:02}" for n in range(MOST_GROUPS + 7)]
    unread = [
        lost("timeout", role=Role.DOCUMENT, column=name, anchor=f"{n}")
        for name in names
        for n in range(MOST_EXAMPLES + 2)
    ]
    report = report_of(site([column(name) for name in names], unread=unread))
    assert len(report.problems) == MOST_GROUPS
    assert {len(problem.examples) for problem in report.problems} == {MOST_EXAMPLES}
    assert {problem.count for problem in report.problems} == {MOST_EXAMPLES + 2}
    left_out = report.problems_left_out[Outcome.TIMEOUT]
    assert left_out == (7, 7 * (MOST_EXAMPLES + 2))


def test_the_report_of_the_largest_site_stays_small() -> None:
    name = "栏" * 60
    tree = site(
        [
            column(
                f"{n}{name}", outcome=list(Outcome)[n % len(Outcome)], url=f"{HOME}{n}/{'x' * 300}"
            )
            for n in range(3000)
        ]
    )
    for fetch in list(tree.unread):
        tree.fetches.append(fetched(fetch.url + "y" * 1500, outcome="timeout", anchor=name * 30))
    rows = crawl_rows(report_of(tree))
    assert len(json.dumps(rows, ensure_ascii=False, indent=1).encode("utf-8")) < 400_000


def test_what_a_site_wrote_is_cleaned_and_cut() -> None:
    tree = site(
        [column("政\u202e务\x00" + "公" * 100)],
        unread=[lost(anchor="解读\x00" * 100, url="http://a.example/\u200b" + "x" * 3000)],
    )
    rows = crawl_rows(report_of(tree))
    text = json.dumps(rows, ensure_ascii=False)
    assert not any(hidden in text for hidden in "\u202e\u200b\x00")
    assert len(rows["columns"][0]["name"]) == 40
    example = rows["problems"][0]["examples"][0]
    assert len(example["url"]) == 500
    assert len(example["anchor"]) == 80


def test_a_site_without_anything_has_an_empty_report() -> None:
    empty = site()
    empty.homepage, empty.fetches = None, []
    rows = crawl_rows(report_of(empty))
    assert rows == {
        "outcomes": [],
        "documents": {"read": 0},
        "column_states": {},
        "columns": [],
        "problems": [],
    }


def test_the_same_site_gives_the_same_rows() -> None:
    def rows() -> str:
        tree = site(
            [column(f"栏目{n}", outcome="timeout" if n % 2 else "ok") for n in range(30)],
            [doc(f"通知{n}", date(2023, 1, 1), f"栏目{n % 7}") for n in range(60)],
        )
        return json.dumps(crawl_rows(crawl_report(tree, AS_OF)))

    assert rows() == rows()
