from __future__ import annotations

from datetime import date

import pytest

from checks.texts.expiry import expiry_of, void_words
from crawler.snapshot.facts import Document
from tests.checks.build import doc
from tests.growth import grows_in_proportion


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("本办法自2019年5月1日起施行，有效期至2024年4月30日。", date(2024, 4, 30)),
        ("本规定自2018年5月1日起施行，有效期五年。", date(2023, 4, 30)),
        ("第二十条 本办法自印发之日起施行，有效期2年。", date(2021, 3, 31)),
        ("本办法自2019年5月1日起施行。有效期五年。", date(2024, 4, 30)),
        ("第九条 本办法自发布之日起施行。\n有效期两年。", date(2021, 3, 31)),
        ("本通知有效期自2019年4月1日至2021年3月31日。", date(2021, 3, 31)),
        ("本方案由区商务局负责解释，执行期限至2022年12月31日", date(2022, 12, 31)),
        ("本意见自2020年2月29日起施行，有效期3年。", date(2023, 2, 28)),
    ],
)  # fmt: skip
def test_terms_of_the_document_itself(text: str, day: date) -> None:
    found = expiry_of(doc("某办法", "2019-04-01", issued="2019-04-01", text=text))
    assert found is not None
    assert found.day == day
    assert "期" in found.words


@pytest.mark.parametrize(
    "text",
    [
        "食品经营许可证有效期5年，有效期届满前应申请延续。",
        "申请人应提交在有效期内的身份证，证件有效期至2023年12月31日。",
        "本办法自2019年5月1日起施行。原办法同时废止。",
        "本通知有效期五年。",
        "申请登记证的，应当先行公示。有效期五年。",
        "本办法自2019年5月1日起施行。登记证有效期三年。",
        "本办法自2019年5月1日起施行，登记证有效期三年。",
        "本办法施行前核发的许可证有效期至2022年12月31日。",
        "本办法自2019年5月1日起施行，许可证件的式样由区市场监管局制定。",
        "本活动自发布之日起至2023年6月30日结束，报名截止2023年5月1日。",
        "试点工作实施到2023年12月31日结束，本方案由区商务局负责解释。",
        "报价有效期为90天，本项目执行国家标准。",
        "",
    ],
)
def test_what_says_nothing_of_the_document(text: str) -> None:
    assert expiry_of(doc("某办法", "2019-04-01", text=text)) is None


def test_the_metadata_wins() -> None:
    extended = doc(
        "某办法",
        "2019-04-01",
        text="本办法有效期至2021年3月31日。",
        metadata={"失效日期": "2026-03-31"},
    )
    found = expiry_of(extended)
    assert found is not None
    assert found.day == date(2026, 3, 31)
    assert expiry_of(doc("某办法", "2019-04-01", read=False)) is None


def stamped(words: str) -> Document:
    """A document with a picture that says so."""
    document = doc("某办法", "2019-04-01")
    assert document.facts is not None
    document.facts.stamp = words
    return document


@pytest.mark.parametrize(
    "document",
    [
        doc("某办法（已废止）", "2019-04-01"),
        doc("【失效】某办法", "2019-04-01"),
        doc("某办法", "2019-04-01", row_title="[已失效]某办法"),
        doc("某办法", "2019-04-01", metadata={"有效性": "失效"}),
        doc("某办法", "2019-04-01", metadata={"文件状态": "已废止"}),
        doc("某办法", "2019-04-01", text="【已失效】\n第一条 为了规范管理，制定本办法。"),
        doc("某办法", "2019-04-01", text="第一条 为了规范管理。\n本文件已废止"),
        doc("某办法", "2019-04-01", headings=["此件已废止"]),
        stamped("已失效"),
    ],
)
def test_marks(document: object) -> None:
    assert void_words(document)


@pytest.mark.parametrize(
    "document",
    [
        doc("某办法", "2019-04-01", metadata={"有效性": "有效"}),
        doc("某办法", "2019-04-01", metadata={"有效性": "未失效"}),
        doc("某办法", "2019-04-01", text="本办法自发布之日起施行，《旧办法》同时废止。"),
        doc("关于废止旧办法的通知", "2019-04-01"),
        doc("某办法", "2019-04-01", text="合同失效的，应当退还保证金。"),
    ],
)
def test_no_marks(document: object) -> None:
    assert not void_words(document)


def test_hostile_texts_cost_little() -> None:
    def look(size: int) -> None:
        for text in ("本办法施行" * size, "有效期" * size, "自" * size + "起施行有效期五年"):
            assert expiry_of(doc("某办法", "2019-04-01", text=text)) is None

    assert grows_in_proportion(look, 20_000)
