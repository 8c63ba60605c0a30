from __future__ import annotations

from checks.verdict import Verdict
from tests.checks.build import home, judge, lost, site


def test_one_crawl_never_decides_and_says_what_it_saw() -> None:
    said = judge(
        "availability", site([], homepage=home("政务公开"), unread=[lost("timeout", anchor="甲")])
    )
    assert said.verdict is Verdict.UNDETERMINED
    assert "一次抓取不能判定" in said.reason
    assert "打开了首页，2 次请求中 1 次没有应答" in said.reason
    assert "本次没有应答" in said.quotes


def test_a_site_that_was_down_is_not_condemned() -> None:
    said = judge("availability", site([], homepage=home(outcome="refused")))
    assert said.verdict is Verdict.UNDETERMINED
    assert "未能打开首页" in said.reason
