from __future__ import annotations

import pytest

from checks.matching import (
    could_be_dated,
    incomplete_for,
    matching,
    more_unread_for,
    same_once,
    searched_for,
    title_test,
    unread_for,
)
from crawler.snapshot.facts import Document, Role, SiteSnapshot
from rules.subject import Subject
from tests.checks.build import attach, column, context, doc, lost, site, words
from tests.checks.build import day as on


def subject(**given: object) -> Subject:
    return Subject.model_validate(given)


def titles(of: SiteSnapshot, asked: Subject, year: int | None = None) -> list[str]:
    return [d.title for d in matching(of, context(), asked, year)]


def test_words_are_compared_without_spaces_and_in_one_form() -> None:
    of = site([], [doc("博山区２０２３年　政府 信息公开年报", "2024-01-06")])
    assert titles(of, subject(title={"all": ["{year}", "信息公开"]}))
    assert not titles(of, subject(title={"all": ["{year}"]}), 2022)


def test_columns_by_vocabulary_and_descendants() -> None:
    of = site(
        [column("政府文件", children=[column("部门文件")]), column("新闻中心")],
        [doc("甲办法", "2023-01-06", "部门文件"), doc("乙办法", "2023-01-07", "新闻中心")],
    )
    assert titles(of, subject(title={"any": ["办法"]}, columns=["政策文件"])) == ["甲办法"]
    anywhere = subject(title={"any": ["办法"]}, columns=["政策文件"], anywhere=True)
    assert titles(of, anywhere) == ["乙办法", "甲办法"]


def test_bodies_are_read_only_where_the_rest_fits() -> None:
    read: list[str] = []

    def body(name: str) -> Document:
        document = doc(name, "2023-01-06", "政策文件")
        document.text_of = lambda: read.append(name) or "申请条件"
        return document

    of = site([column("政策文件")], [body("惠企政策"), body("放假通知")])
    asked = subject(title={"any": ["惠企"]}, body={"any": ["申请条件"]}, columns=["政策文件"])
    assert titles(of, asked) == ["惠企政策"]
    assert read == ["惠企政策"]


def test_numbers() -> None:
    of = site([], [doc("甲", "2023-01-06", number="博政发〔2023〕1号"), doc("乙", "2023-01-06")])
    assert titles(of, subject(number=True)) == ["甲"]
    assert titles(of, subject(number=False)) == ["乙"]
    assert titles(of, subject(number_words=["政发"])) == ["甲"]
    assert titles(of, subject(number_words=["政办发"])) == []


def test_either_of_two_narrower_subjects() -> None:
    of = site(
        [column("政策文件"), column("政策解读")],
        [
            doc("甲办法", "2023-01-06", "政策文件"),
            doc("乙解读", "2023-01-05", "政策解读"),
            doc("丙", "2023-01-04", "政策解读"),
        ],
    )
    asked = subject(
        either=[
            {"title": {"any": ["办法"]}, "columns": ["政策文件"]},
            {"title": {"any": ["解读"]}, "columns": ["政策解读"]},
        ]
    )
    assert titles(of, asked) == ["甲办法", "乙解读"]


def test_order_and_doubles() -> None:
    documents = [
        doc("甲", None, url="http://b/5"),
        doc("乙", "2023-01-06", url="http://b/4"),
        doc("丙", "2023-01-06", url="http://b/3"),
        doc("丁", "2023-02-06", url="http://b/2", outcome="timeout"),
        doc("丁", "2023-02-06", url="http://b/9"),
        doc("丁", "2023-02-07", url="http://b/1"),
    ]
    found = matching(site([], documents), context(), Subject())
    assert [d.url[-1] for d in found] == ["1", "9", "3", "4", "5"]
    assert [d.url[-1] for d in same_once(reversed(documents))] == ["1", "9", "3", "4", "5"]


def test_after_the_audit_and_reposts() -> None:
    documents = [
        doc("甲办法", "2024-04-16"),
        doc("乙办法", "2024-04-15"),
        doc("山东省人民政府关于丙办法的通知", "2023-01-06"),
    ]
    of = site([], documents)
    assert titles(of, subject(title={"any": ["办法"]})) == ["乙办法"]
    assert len(titles(of, subject(title={"any": ["办法"]}, own=False))) == 2


def test_named_subjects() -> None:
    named = subject(title={"any": ["年报"]})
    known = context(vocabulary=words(subjects={"annual-report": named}))
    of = site([], [doc("年报", "2023-01-06")])
    assert len(matching(of, known, "annual-report")) == 1
    with pytest.raises(KeyError):
        matching(of, known, "nothing")


def test_titles_that_could_be_it() -> None:
    fits = title_test(site(), context(), subject(title={"any": ["年报"]}))
    assert fits("博山区年报")
    assert not fits("博山区月报")
    assert not fits("淄川区年报")


POLICY = subject(title={"any": ["办法"]}, columns=["政策文件"])


def test_what_was_not_read() -> None:
    known = doc("甲办法", "2023-01-06", "政策文件", outcome="timeout")
    news = doc("乙动态", "2023-01-06", "政策文件", outcome="timeout")
    of = site([column("政策文件", complete=False)], [known, news], unread=[lost(anchor="旅游")])
    assert unread_for(of, context(), POLICY) == []
    assert [c.name for c in incomplete_for(of, context(), POLICY)] == ["政策文件"]
    assert incomplete_for(of, context(), subject(title={"any": ["办法"]})) == []
    assert searched_for(of, context(), POLICY).columns == ("政策文件",)


def test_once_the_column_is_known_others_are_not_suspected() -> None:
    stray = [lost(anchor="栏目一"), lost(role=Role.LIST, column="政策文件")]
    of = site([column("政策文件")], unread=stray)
    assert len(unread_for(of, context(), POLICY)) == 2
    assert [f.role for f in more_unread_for(of, context(), POLICY)] == [Role.LIST]
    without = site([], unread=stray[:1])
    assert more_unread_for(without, context(), POLICY) == unread_for(without, context(), POLICY)


def test_days_outside_the_period_rule_a_document_out() -> None:
    fetches = [
        lost(role=Role.DOCUMENT, anchor="甲", row_day=day, url=f"http://b/{day}")
        for day in ("2022-12-31", "2023-01-01", "2023-12-31", "2024-01-01", None)
    ]
    first, last = on("2023-01-01"), on("2023-12-31")
    assert last is not None
    inside = could_be_dated(fetches, first, last)
    assert [f.url[9:] for f in inside] == ["2023-01-01", "2023-12-31", "None"]


def test_a_body_in_a_file_that_was_not_read_could_be_the_one_sought() -> None:
    sought = Subject.model_validate(
        {"title": {"any": ["标准"]}, "body": {"any": ["临时救助"]}, "columns": ["社会救助"]}
    )
    told = doc("困难群众救助标准", "2023-05-06", "社会救助", text="临时救助标准为低保标准的六倍。")
    scanned = attach(
        doc("救助标准一览", "2023-05-07", "社会救助", text="详见附件。"),
        "一览.pdf",
        outcome="no_text",
    )
    other = attach(
        doc("殡葬服务标准", "2023-05-08", "社会救助", text="殡葬服务收费标准如下，" * 20),
        "殡葬.pdf",
        outcome="no_text",
    )
    of = site([column("社会救助")], [told, scanned, other])
    assert matching(of, context(), sought) == [told]
    assert [fetch.url for fetch in unread_for(of, context(), sought)] == [scanned.url]
    assert [fetch.url for fetch in more_unread_for(of, context(), sought)] == [scanned.url]


def test_a_body_that_was_never_asked_for_could_be_the_one_sought() -> None:
    sought = Subject.model_validate(
        {"title": {"any": ["标准"]}, "body": {"any": ["临时救助"]}, "columns": ["社会救助"]}
    )
    listed = doc("困难群众救助标准", "2022-05-06", "社会救助", read=False)
    other = doc("殡葬服务通知", "2022-05-06", "社会救助", read=False)
    of = site([column("社会救助")], [listed, other])
    found = unread_for(of, context(), sought)
    year = context().period.first, context().period.last
    assert [(fetch.url, fetch.row_day) for fetch in found] == [(listed.url, on("2022-05-06"))]
    assert could_be_dated(found, *year) == []


@pytest.mark.parametrize(("own", "open_"), [(False, ["政务动态"]), (True, [])])
def test_what_is_reported_may_stand_in_news_read_in_part(own: bool, open_: list[str]) -> None:
    sought = Subject.model_validate(
        {
            "title": {"any": ["开放日"]},
            "columns": ["政府开放日"],
            "anywhere": True,
            "reported": True,
        }
    )
    columns = [column("政务动态", complete=False, sampled=True), column("通知公告", complete=False)]
    of = site([*columns, *([column("政府开放日")] if own else [])])
    assert [each.name for each in incomplete_for(of, context(), sought)] == open_
    plain = sought.model_copy(update={"reported": False})
    assert incomplete_for(of, context(), plain) == []
