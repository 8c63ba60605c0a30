from __future__ import annotations

import pytest
from pydantic import ValidationError

from checks.kinds.homepage_features import HomepageFeaturesParams
from checks.verdict import Verdict
from crawler.snapshot.facts import Homepage, Link
from tests.checks.build import HOME, home, judge, site

FOOT = (
    "主办单位：博山区人民政府 联系我们 网站地图 网站标识码：3703040002 "
    "鲁ICP备05012345号-1 鲁公网安备 37030402000123号"
)
FEATURES = [
    {"name": "网站标识码", "any": ["网站标识码"], "pattern": "site_id"},
    {"name": "ICP备案", "pattern": "icp"},
    {"name": "公安备案", "pattern": "police"},
    {"name": "主办单位", "any": ["主办单位"]},
    {"name": "联系方式", "any": ["联系我们", "联系方式"]},
    {"name": "网站地图", "any": ["网站地图"]},
    {"name": "找错入口", "any": ["找错"]},
]


def test_everything_shown_passes() -> None:
    page = home(Link("http://x.example", "我为政府网站找错"), footer=FOOT)
    said = judge("homepage_features", site(homepage=page), features=FEATURES, fail_missing=3)
    assert said.verdict is Verdict.PASS
    assert "3703040002" in said.quotes


@pytest.mark.parametrize(
    ("cut", "verdict", "share"),
    [
        ([], Verdict.PARTIAL, 6 / 7),
        (["网站地图"], Verdict.PARTIAL, 5 / 7),
        (["网站地图", "联系我们"], Verdict.FAIL, 4 / 7),
    ],
)
def test_the_number_missing_decides(cut: list[str], verdict: Verdict, share: float) -> None:
    foot = FOOT
    for words in cut:
        foot = foot.replace(words, "")
    page = home("政务公开", footer=foot)
    said = judge("homepage_features", site(homepage=page), features=FEATURES, fail_missing=3)
    assert said.verdict is verdict
    assert said.judgement.share == share
    assert "找错入口" in said.reason


@pytest.mark.parametrize(
    ("pattern", "text", "shown"),
    [
        ("site_id", "政府网站标识码:3703040002", True),
        ("site_id", "网站 标识码 ３７０３０４０００２", True),
        ("site_id", "网站标识码：", False),
        ("site_id", "网站标识码：37030400021234", False),
        ("site_id", "电话 3703040002", False),
        ("icp", "鲁ICP备05012345号", True),
        ("icp", "粤icp备 2021012345 号-3", True),
        ("icp", "ICP备05012345号", False),
        ("icp", "鲁ICP备案申请中", False),
        ("police", "鲁公网安备 37030402000123号", True),
        ("police", "公网安备37030402000123", True),
        ("police", "公网安备案中", False),
    ],
)
def test_numbers_must_have_their_form(pattern: str, text: str, shown: bool) -> None:
    page = home("政务公开", footer=text)
    features = [{"name": "编号", "any": ["标识码", "备"], "pattern": pattern}]
    said = judge("homepage_features", site(homepage=page), features=features)
    assert said.verdict is (Verdict.PASS if shown else Verdict.FAIL)


def test_words_of_an_image_link_count() -> None:
    page = home(Link("http://wza.example", "长者模式"))
    features = [{"name": "无障碍", "any": ["无障碍", "长者模式"]}]
    assert judge("homepage_features", site(homepage=page), features=features).verdict is (
        Verdict.PASS
    )


ENTRY = [{"name": "无障碍", "any": ["无障碍", "长者模式"]}]


@pytest.mark.parametrize(
    "page",
    [
        home(dated=[("2024-04-10", "我区推进无障碍建设")], text="要闻\n我区推进无障碍建设 04-10"),
        home("区民政局联合区残联推进全区无障碍环境建设"),
        home("要闻", dated=[("2024-04-10", "无障碍电影进社区")], text="无障碍电影进社区"),
    ],
)
def test_a_headline_about_the_thing_is_no_entry(page: Homepage) -> None:
    assert judge("homepage_features", site(homepage=page), features=ENTRY).code == "fail"
    page.links = (*page.links, Link("http://wza.example", "无障碍浏览"))
    assert judge("homepage_features", site(homepage=page), features=ENTRY).code == "pass"


def test_words_beside_headlines_count() -> None:
    page = home(
        "要闻", dated=[("2024-04-10", "无障碍电影进社区")], text="无障碍电影进社区\n长者模式"
    )
    assert judge("homepage_features", site(homepage=page), features=ENTRY).code == "pass"


def test_meta_tags_do_not_count() -> None:
    page = home("政务公开")
    page.meta = {"SiteIDCode": "3703040002", "Description": "无障碍"}
    features = [{"name": "标识码", "pattern": "site_id"}, {"name": "无障碍", "any": ["无障碍"]}]
    said = judge("homepage_features", site(homepage=page), features=features, fail_missing=2)
    assert said.verdict is Verdict.FAIL


def test_nothing_found_fails_even_below_the_threshold() -> None:
    features = [{"name": "无障碍", "any": ["无障碍"]}]
    said = judge("homepage_features", site(homepage=home("甲")), features=features, fail_missing=9)
    assert said.verdict is Verdict.FAIL


@pytest.mark.parametrize("outcome", ["timeout", "script_shell"])
def test_a_homepage_that_was_not_read_is_open(outcome: str) -> None:
    said = judge("homepage_features", site(homepage=home(outcome=outcome)), features=FEATURES)
    assert said.verdict is Verdict.UNDETERMINED


def test_a_frame_that_was_not_read_leaves_what_is_missing_open() -> None:
    page = home("甲", footer=FOOT, frames=[HOME + "foot.html"])
    said = judge("homepage_features", site(homepage=page), features=FEATURES)
    assert said.verdict is Verdict.UNDETERMINED
    whole = home("找错", footer=FOOT, frames=[HOME + "foot.html"])
    assert judge("homepage_features", site(homepage=whole), features=FEATURES).code == "pass"


def test_hostile_feet() -> None:
    page = home("甲", footer="{found}\u202e" * 3000 + FOOT)
    said = judge("homepage_features", site(homepage=page), features=FEATURES, fail_missing=3)
    assert said.verdict is Verdict.PARTIAL
    assert "找错入口" in said.reason
    assert "\u202e" not in said.reason


def test_a_feature_is_shown_by_something() -> None:
    with pytest.raises(ValidationError, match="至少写一个"):
        HomepageFeaturesParams.model_validate({"features": [{"name": "空"}]})
