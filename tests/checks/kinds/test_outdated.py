from __future__ import annotations

from typing import Any

import pytest

from checks.kinds import registry
from checks.verdict import Verdict
from crawler.snapshot.facts import Document
from rules.vocabulary import default_vocabulary
from tests.checks.build import Said, column, context, doc, judge, lost, site, words

REAL = context(vocabulary=default_vocabulary())
FIREWORKS = "博山区烟花爆竹安全管理办法"
REPEAL = "博山区人民政府关于废止部分行政规范性文件的决定"


def said_of(*documents: Document, **more: Any) -> Said:
    return judge("outdated", site([], documents, **more), REAL, subject="stated-validity")


def policy(title: str = FIREWORKS, text: str = "第一条 制定本办法。", **more: Any) -> Document:
    return doc(title, more.pop("published", "2018-03-01"), "规范性文件", text=text, **more)


def cleanup(text: str, title: str = REPEAL, published: str = "2023-06-01") -> Document:
    return doc(title, published, "规范性文件清理", text=text)


@pytest.mark.parametrize(
    ("until", "verdict"),
    [("2024-04-14", Verdict.FAIL), ("2024-04-15", Verdict.PASS), ("2030-01-01", Verdict.PASS)],
)
def test_the_last_day_of_a_term(until: str, verdict: Verdict) -> None:
    year, month, day = map(int, until.split("-"))
    said = said_of(policy(text=f"本办法自印发之日起施行，有效期至{year}年{month}月{day}日。"))
    assert said.verdict is verdict, said.reason
    if verdict is Verdict.FAIL:
        assert "有效期至2024年4月14日" in said.quotes


def test_what_is_marked_is_in_order() -> None:
    text = "本办法自2018年3月1日起施行，有效期五年。"
    marked = policy(text=text, metadata={"有效性": "失效"})
    assert said_of(marked).verdict is Verdict.PASS
    bare = policy("博山区促进就业办法", text)
    partial = said_of(marked, bare)
    assert (partial.verdict, partial.share) == (Verdict.PARTIAL, 0.5)
    assert said_of(bare).verdict is Verdict.FAIL


def test_a_term_that_was_extended() -> None:
    text = "本办法自2018年3月1日起施行，有效期五年。"
    extension = doc(f"关于延长《{FIREWORKS}》有效期的通知", "2023-02-01", "规范性文件")
    assert said_of(policy(text=text), extension).verdict is Verdict.PASS
    other = doc("关于延长《博山区养犬管理办法》有效期的通知", "2023-02-01", "规范性文件")
    assert said_of(policy(text=text), other).verdict is Verdict.FAIL


def test_what_a_list_repeals_by_number_or_title() -> None:
    by_title = cleanup(f"《{FIREWORKS}》")
    said = said_of(policy(), by_title)
    assert said.verdict is Verdict.FAIL
    assert FIREWORKS in said.reason
    assert REPEAL in said.reason
    of_its_year = cleanup(f"《{FIREWORKS}》（博政发〔2018〕3号）")
    assert said_of(policy(), of_its_year).verdict is Verdict.FAIL
    by_number = cleanup("博政发〔2018〕8号")
    assert said_of(policy(number="博政发〔2018〕8号"), by_number).verdict is Verdict.FAIL
    assert said_of(policy(metadata={"有效性": "废止"}), by_title).verdict is Verdict.PASS


def test_what_a_list_does_not_mean() -> None:
    later = policy(published="2023-07-01")
    assert said_of(later, cleanup(f"《{FIREWORKS}》")).code == "clean"
    other_number = policy(number="博政发〔2018〕8号")
    assert said_of(other_number, cleanup(f"《{FIREWORKS}》（博政发〔2012〕3号）")).code == "clean"
    newer = policy(published="2022-03-01")  # shows no number, but is not of that year
    assert said_of(newer, cleanup(f"《{FIREWORKS}》（博政发〔2012〕3号）")).code == "clean"
    kept = cleanup(f"一、继续有效的文件\n《{FIREWORKS}》", "博山区规范性文件清理结果")
    assert said_of(policy(), kept).code == "clean"
    twins = [policy(url="http://a/1"), policy(url="http://a/2", published="2019-03-01")]
    assert said_of(*twins, cleanup(f"《{FIREWORKS}》")).code == "clean"


def test_pages_that_were_not_read() -> None:
    unread = policy(outcome="timeout")
    assert said_of(unread, cleanup(f"《{FIREWORKS}》")).verdict is Verdict.UNDETERMINED
    marked = policy(read=False, row_title=f"{FIREWORKS}（已废止）")
    assert said_of(marked, cleanup(f"《{FIREWORKS}》")).verdict is Verdict.PASS
    assert said_of(unread=[lost(anchor="政务公开")]).verdict is Verdict.UNDETERMINED
    assert said_of().verdict is Verdict.NOT_APPLICABLE


def test_reposts_and_other_columns_are_left() -> None:
    text = "本办法自2018年3月1日起施行，有效期五年。"
    assert (
        said_of(policy("安徽省烟花爆竹管理办法", text, source="安徽省人民政府")).verdict
        is Verdict.NOT_APPLICABLE
    )
    news = doc(FIREWORKS, "2018-03-01", "新闻中心", text=text)
    tree = site([column("新闻中心")], [news])
    assert (
        judge("outdated", tree, REAL, subject="stated-validity").verdict is Verdict.NOT_APPLICABLE
    )


def test_it_says_what_it_checks() -> None:
    kind = registry()["outdated"]
    said = kind.explain(kind.params.model_validate({"subject": "stated-validity"}), words())
    assert "失效" in said.checked[0]
    assert said.counts
    assert said.excludes
