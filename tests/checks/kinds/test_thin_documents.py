from __future__ import annotations

import pytest

from checks.kinds import registry
from checks.verdict import Verdict
from crawler.snapshot.facts import Document
from rules.vocabulary import default_vocabulary
from tests.checks.build import attach, context, doc, judge, lost, site, words

NONE = "本月无行政处罚信息，特此说明。"
REAL = context(vocabulary=default_vocabulary())


def verdict_of(*documents: Document, fail_at: int = 1, **params: int) -> Verdict:
    given = {"fail_at": fail_at, **params}
    return judge("thin_documents", site([], [*documents, LONG]), REAL, **given).verdict


LONG = doc(
    "关于全区粮食生产情况的通报", "2023-03-01", "农业农村", text="全区粮食播种面积二十万亩。" * 20
)


@pytest.mark.parametrize(
    ("count", "verdict"),
    [(0, Verdict.PASS), (1, Verdict.PARTIAL), (2, Verdict.PARTIAL), (3, Verdict.FAIL)],
)
def test_how_many_make_the_abuse(count: int, verdict: Verdict) -> None:
    documents = [
        doc(f"2023年{n}月行政处罚信息", f"2023-0{n}-28", "行政处罚", text=NONE)
        for n in range(1, count + 1)
    ]
    said = judge("thin_documents", site([], [*documents, LONG]), REAL)
    assert said.verdict is verdict
    if count:
        assert NONE in said.quotes
    if verdict is Verdict.PARTIAL:
        assert said.share == pytest.approx(1 - count / 3)


@pytest.mark.parametrize(("length", "verdict"), [(99, Verdict.FAIL), (100, Verdict.PASS)])
def test_how_short_is_thin(length: int, verdict: Verdict) -> None:
    text = ("有关情况正在进一步了解之中" * 20)[:length]
    assert verdict_of(doc("关于某某事项的情况说明", "2023-05-06", "通知公告", text=text)) is verdict


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("关于《某某办法》的起草说明", "现就有关情况说明。"),
        ("区教体局2023年政府性基金预算情况说明", "本单位无政府性基金预算，特此说明。"),
        ("2023年部门决算空表说明", "本部门无此项支出。"),
        ("某某项目采购情况说明", "本项目已完成采购。"),
        ("关于网民来信反映噪声问题的情况说明", "您反映的问题已经处理，感谢来信。"),
        ("关于意见采纳情况的说明", "期间未收到意见建议内容。"),
        ("食品安全监督抽检情况的说明", "本期抽检30批次，无不合格样品信息，详见附件。"),
        ("关于行政许可事项的说明", "有关事项见下图。"),
        ("关于行政许可事项的情况说明", ""),
        ("2023年安全生产情况", "2023年，全区未发生生产安全事故。"),
        ("关于春节期间窗口安排的说明", "2月10日至17日放假，2月18日起正常办理。"),
        ("关于调整公交线路的情况说明", "共调整三条线路，请市民留意。"),
        ("粮食收购工作动态", "全区粮食收购进展顺利。"),
    ],
)
def test_what_only_looks_thin(title: str, text: str) -> None:
    assert verdict_of(doc(title, "2023-05-06", "通知公告", text=text)) is Verdict.PASS


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("2023年3月行政强制信息", "暂无"),
        ("2023年3月行政强制信息", "2023年3月行政强制信息\n无。"),
        ("本月无行政处罚信息", "本月无行政处罚信息。"),
        ("2023年第二季度无行政强制信息", ""),
    ],
)
def test_what_says_no_more_than_its_title(title: str, text: str) -> None:
    assert verdict_of(doc(title, "2023-05-06", "行政处罚", text=text)) is Verdict.FAIL


def test_what_stands_beside_the_text() -> None:
    title = "关于惠民资金发放的情况说明"
    bare = doc(title, "2023-05-06", "通知公告", text="现将有关情况予以说明。")
    assert verdict_of(bare) is Verdict.FAIL
    linked = doc(
        title,
        "2023-05-06",
        "通知公告",
        text="现将有关情况予以说明。",
        links=[("http://a/1", "发放表")],
    )
    assert verdict_of(linked) is Verdict.PASS
    table = doc(
        title, "2023-05-06", "通知公告", text="现将有关情况予以说明。", tables=[[["项目", "金额"]]]
    )
    assert verdict_of(table) is Verdict.PASS
    file = attach(doc(title, "2023-05-06", "通知公告", text="现将有关情况予以说明。"), "发放表.pdf")
    assert verdict_of(file) is Verdict.PASS


def test_where_short_answers_belong() -> None:
    for column in ("财政信息", "在线咨询", "建议提案办理", "财政预决算"):
        assert (
            verdict_of(doc("2023年5月情况说明", "2023-05-06", column, text="本月无相关信息。"))
            is Verdict.PASS
        )


def test_only_the_site_s_own_of_the_period_count() -> None:
    assert verdict_of(doc("5月情况说明", "2022-05-06", "通知公告", text=NONE)) is Verdict.PASS
    foreign = doc("5月情况说明", "2023-05-06", "通知公告", text=NONE, source="安徽省人民政府办公厅")
    assert verdict_of(foreign) is Verdict.PASS


def test_what_was_not_read() -> None:
    unread = doc("关于行政许可事项的情况说明", "2023-05-06", "通知公告", outcome="timeout")
    assert verdict_of(unread) is Verdict.UNDETERMINED
    other = doc("关于粮食收购的通知", "2023-05-06", "通知公告", outcome="timeout")
    assert verdict_of(other) is Verdict.PASS
    assert (
        verdict_of(unread, doc("5月行政处罚", "2023-05-06", "通知公告", text=NONE)) is Verdict.FAIL
    )
    nothing = site([], [], unread=[lost(anchor="政务公开")])
    assert judge("thin_documents", nothing, REAL).verdict is Verdict.UNDETERMINED
    assert judge("thin_documents", site([], []), REAL).verdict is Verdict.NOT_APPLICABLE
    for unanswered, expected in ((1, Verdict.PASS), (2, Verdict.UNDETERMINED)):
        few = site([], [LONG], unread=[lost(anchor=f"栏目{n}") for n in range(unanswered)])
        assert judge("thin_documents", few, REAL).verdict is expected


def test_it_says_what_it_checks() -> None:
    kind = registry()["thin_documents"]
    said = kind.explain(kind.params(shorter_than=80, fail_at=2), words())
    assert "80字" in said.checked[0]
    assert "2件" in said.checked[1]
