from __future__ import annotations

import pytest

from checks.ownership import Identity, Owner, identity_of, ownership_of, title_is_foreign
from checks.regions import authority
from tests.checks.build import doc, home, site


def identity(name: str = "博山区人民政府", level: str = "county", **more: str) -> Identity:
    front = home(footer=more.pop("footer", "主办：淄博市博山区人民政府办公室"))
    return identity_of(site(homepage=front, name=name, level=level, **more))


@pytest.mark.parametrize(
    ("name", "places", "body"),
    [
        ("淄博市博山区教育局", ["淄博市", "博山区"], "教育局"),
        ("济南市市中区人民政府", ["济南市", "市中区"], "人民政府"),
        ("淄博市民政局", ["淄博市"], "民政局"),
        ("淄博市市场监督管理局", ["淄博市"], "市场监督管理局"),
        ("呼和浩特市赛罕区", ["呼和浩特市", "赛罕区"], ""),
        ("恩施土家族苗族自治州巴东县", ["恩施土家族苗族自治州", "巴东县"], ""),
        ("博山经济开发区管委会", ["博山经济开发区"], "管委会"),
        ("莒县教育局", ["莒县"], "教育局"),
    ],
)
def test_places_in_a_name(name: str, places: list[str], body: str) -> None:
    parsed = authority(name)
    assert [region.name for region in parsed.regions] == places
    assert parsed.body == body


@pytest.mark.parametrize(
    "words",
    [
        "全市教育系统",
        "老旧小区改造",
        "农贸市场整治",
        "我区召开会议",
        "文明城市创建",
        "贫困山区",
        "美丽乡村建设",
        "城市管理局",
    ],
)
def test_everyday_words_are_no_places(words: str) -> None:
    assert authority(words).regions == ()


@pytest.mark.parametrize(
    ("title", "owner"),
    [
        ("国务院办公厅关于印发政务公开工作要点的通知", Owner.FOREIGN),
        ("山东省人民政府关于加快发展的意见", Owner.FOREIGN),
        ("淄川区2020年政府信息公开工作年度报告", Owner.FOREIGN),
        ("2020年淄川区政府信息公开工作年度报告", Owner.FOREIGN),
        ("《国务院关于加强质量工作的意见》政策解读", Owner.FOREIGN),
        ("财政部 税务总局关于增值税政策的公告", Owner.FOREIGN),
        ("省政府办公厅关于印发方案的通知", Owner.FOREIGN),
        ("市教育局关于做好招生工作的通知", Owner.FOREIGN),
        ("国家税务总局淄博市税务局关于公告", Owner.FOREIGN),
        ("国家突发公共事件总体应急预案", Owner.FOREIGN),
        ("国家自然灾害救助应急预案", Owner.FOREIGN),
        ("【转载】某某政策", Owner.FOREIGN),
        ("博山区人民政府关于印发方案的通知", Owner.OWN),
        ("中共博山区委办公室 博山区人民政府办公室关于印发方案的通知", Owner.OWN),
        ("淄博市博山区人民政府关于公布清单的通知", Owner.OWN),
        ("博山区教育局2020年政府信息公开工作年度报告", Owner.SUBORDINATE),
        ("白塔镇人民政府2020年政府信息公开工作年度报告", Owner.SUBORDINATE),
        ("区教育局关于做好招生工作的通知", Owner.SUBORDINATE),
        ("淄博市生态环境局博山分局关于审批的公告", Owner.SUBORDINATE),
        ("国家税务总局淄博市博山区税务局关于公告", Owner.SUBORDINATE),
        ("博山经济开发区管委会关于印发方案的通知", Owner.SUBORDINATE),
        ("关于印发养犬管理办法的通知", Owner.UNKNOWN),
        ("国家卫生城市创建方案", Owner.UNKNOWN),
        ("老旧小区改造工程公告", Owner.UNKNOWN),
        ("我区召开政府开放日活动", Owner.UNKNOWN),
    ],
)
def test_titles(title: str, owner: Owner) -> None:
    found = ownership_of(doc(title, "2023-05-06"), identity())
    assert found.owner is owner
    assert bool(found.ground) is (owner is not Owner.UNKNOWN)


@pytest.mark.parametrize(
    ("number", "owner"),
    [
        ("国办发〔2023〕1号", Owner.FOREIGN),
        ("鲁政办发〔2023〕1号", Owner.FOREIGN),
        ("淄政发〔2023〕1号", Owner.FOREIGN),
        ("国务院令第711号", Owner.FOREIGN),
        ("山东省人民政府令第329号", Owner.FOREIGN),
        ("博政办字〔2023〕45号", Owner.OWN),
        ("博教字〔2023〕4号", Owner.SUBORDINATE),
        ("岚政发〔2023〕1号", Owner.UNKNOWN),
    ],
)
def test_document_numbers(number: str, owner: Owner) -> None:
    document = doc("关于印发养犬管理办法的通知", "2023-05-06", number=number)
    assert ownership_of(document, identity()).owner is owner


def test_a_number_that_two_places_share_says_nothing() -> None:
    document = doc("关于印发方案的通知", "2023-05-06", number="泰政发〔2023〕1号")
    above = identity("泰安市泰山区人民政府")
    assert ownership_of(document, above).owner is Owner.UNKNOWN
    own = doc("关于印发方案的通知", "2023-05-06", number="泰山政办发〔2023〕11号")
    assert ownership_of(own, above).owner is Owner.OWN


def test_a_copied_document_keeps_its_title_though_the_copier_is_its_publisher() -> None:
    copied = doc(
        "山东省人民政府办公厅关于印发方案的通知", "2023-05-06", issuer="博山区人民政府办公室"
    )
    assert ownership_of(copied, identity()).owner is Owner.FOREIGN


@pytest.mark.parametrize(
    ("source", "owner"),
    [
        ("新华社", Owner.UNKNOWN),
        ("博山区融媒体中心", Owner.UNKNOWN),
        ("本站", Owner.UNKNOWN),
        ("山东省人民政府", Owner.FOREIGN),
        ("中国政府网", Owner.FOREIGN),
        ("淄川区人民政府", Owner.FOREIGN),
        ("博山区人民政府办公室", Owner.OWN),
        ("区教育局", Owner.SUBORDINATE),
    ],
)
def test_sources(source: str, owner: Owner) -> None:
    document = doc("关于优化营商环境的若干措施", "2023-05-06", source=source)
    assert ownership_of(document, identity()).owner is owner


def test_a_signature_decides_where_nothing_else_speaks() -> None:
    document = doc(
        "关于印发方案的通知",
        "2023-05-06",
        number="岚政发〔2023〕1号",
        text="现印发给你们。\n淄川区人民政府\n2023年5月5日",
    )
    assert ownership_of(document, identity()).owner is Owner.FOREIGN
    assert ownership_of(document, identity(), body=False).owner is Owner.UNKNOWN


@pytest.mark.parametrize(
    ("name", "level", "title", "owner"),
    [
        ("淄博市人民政府", "city", "博山区教育局关于招生的公告", Owner.SUBORDINATE),
        ("淄博市人民政府", "city", "市教育局关于招生的公告", Owner.SUBORDINATE),
        ("淄博市人民政府", "city", "济南市人民政府关于印发方案的通知", Owner.UNKNOWN),
        ("淄博市人民政府", "city", "山东省人民政府关于印发方案的通知", Owner.FOREIGN),
        ("临沂临港经济开发区管理委员会", "county", "临港区管委会关于印发方案的通知", Owner.OWN),
        ("新泰市人民政府", "county", "泰安市人民政府关于印发方案的通知", Owner.FOREIGN),
        ("新泰市人民政府", "county", "市教育局关于招生的公告", Owner.SUBORDINATE),
        ("山东省人民政府", "province", "淄博市人民政府关于印发方案的通知", Owner.SUBORDINATE),
        ("白塔镇人民政府", "town", "博山区人民政府关于印发方案的通知", Owner.FOREIGN),
        ("白塔镇人民政府", "town", "八陡镇人民政府关于印发方案的通知", Owner.FOREIGN),
    ],
)
def test_other_kinds_of_places(name: str, level: str, title: str, owner: Owner) -> None:
    assert ownership_of(doc(title, "2023-05-06"), identity(name, level)).owner is owner


def test_a_departments_site_is_not_its_government() -> None:
    own = identity("博山区教育局", kind="department")
    assert ownership_of(doc("博山区教育局关于招生的通知", None), own).owner is Owner.OWN
    assert ownership_of(doc("博山区人民政府关于招生的通知", None), own).owner is Owner.FOREIGN
    assert ownership_of(doc("博山区财政局关于预算的通知", None), own).owner is Owner.FOREIGN


def test_titles_alone() -> None:
    assert title_is_foreign("国务院办公厅关于印发方案的通知", identity())
    assert title_is_foreign("（转载）关于方案的通知", identity())
    assert not title_is_foreign("博山区教育局关于方案的通知", identity())
    assert not title_is_foreign("", identity())
