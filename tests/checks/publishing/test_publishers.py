from __future__ import annotations

import pytest

from checks.matching import known_identity
from checks.publishing.publishers import GOVERNMENT, body_named, full_names, publisher_of, same_body
from tests.checks.build import doc, home, site

FRONT = home(footer="主办：淄博市博山区人民政府办公室")


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("淄博市博山区教育和体育局", "教育和体育局"),
        ("区发展和改革委员会", "发展和改革委员会"),
        ("博山区发改委", "发改委员会"),
        ("淄博市生态环境局博山分局", "生态环境局"),
        ("区自然资源分局", "自然资源局"),
        ("国家税务总局淄博市博山区税务局", "税务局"),
        ("中共博山区委组织部", "委组织部"),
        ("教育局", "教育局"),
        ("博山区人民政府办公室", GOVERNMENT),
        ("区政府办公室", GOVERNMENT),
        ("八陡镇人民政府", "八陡镇"),
        ("博山区城东街道办事处", "城东街道"),
        ("山东省教育厅", None),
        ("市教育局", None),
        ("新华社", None),
        ("管理员", None),
        ("", None),
    ],
)
def test_bodies_by_their_names(name: str, body: str | None) -> None:
    found = body_named(name, known_identity(site(homepage=FRONT)))
    assert (found[0] if found else None) == body


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("教体局", "教育和体育局", True),
        ("人社局", "人力资源和社会保障局", True),
        ("住建局", "住房和城乡建设局", True),
        ("市场监管局", "市场监督管理局", True),
        ("发改委", "发展和改革委员会", True),
        ("生态环境分局", "生态环境局", True),
        ("教育局", "财政局", False),
        ("民政局", "民族宗教事务局", False),
        ("司法局", "公安局", False),
        ("医院", "医疗保障局", False),
    ],
)
def test_one_body_under_two_names(one: str, other: str, same: bool) -> None:
    assert same_body(one, other) is same_body(other, one) is same


def test_a_short_name_that_fits_two_bodies_stays_by_itself() -> None:
    whole = full_names(["教体局", "教育和体育局", "教学体验局"])
    assert whole["教体局"] == "教体局"
    assert full_names(["人社局", "人力资源和社会保障局"])["人社局"] == "人力资源和社会保障局"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("区教育局组织开展校外培训政策评价", "教育局"),
        ("博山区教育局关于公布政策评价结果的通知", "教育局"),
        ("八陡镇开展惠农政策评价", "八陡镇"),
        ("博山区人民政府办公室关于公布政策评价结果的通知", GOVERNMENT),
        ("博山区学前教育政策评价", None),
        ("关于公布政策评价结果的公告", None),
        ("市教育局来我区开展政策评价", None),
        ("疫情形势和局面政策评价", None),
        ("博山区文体活动实践中心（一期）联合竣工验收公示", None),
        ("博山区公共资源交易中心开展政策评价", "公共资源交易中心"),
        ("博山区医疗保障服务中心关于政策评价的公告", "医疗保障服务中心"),
        ("博山区农贸市场布局规划政策评价报告", None),
    ],
)
def test_a_titles_first_words(title: str, name: str | None) -> None:
    document = doc(title, "2023-05-06", "政策评价")
    found = publisher_of(site([], [document], homepage=FRONT), document)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("site_name", "name", "body"),
    [
        ("临沂临港经济开发区管理委员会", "临港经济开发区应急管理局", "应急管理局"),
        ("临沂临港经济开发区管理委员会", "临港区财政金融局", "财政金融局"),
        ("临沂临港经济开发区管理委员会", "临沂临港经济开发区党政办公室", GOVERNMENT),
        ("临沂临港经济开发区管理委员会", "坪上镇人民政府", "坪上镇"),
        ("临沂临港经济开发区管理委员会", "临沂市财政局", None),
        ("青石县经济开发区管理委员会", "青石县经济开发区财政局", "财政局"),
    ],
)
def test_bodies_of_a_zone_by_its_short_names(site_name: str, name: str, body: str | None) -> None:
    own = site(homepage=home(footer=""), name=site_name, kind="zone")
    found = body_named(name, known_identity(own))
    assert (found[0] if found else None) == body
