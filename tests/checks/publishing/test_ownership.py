from __future__ import annotations

import pytest

from checks.publishing.identity import Identity, identity_of
from checks.publishing.owner_names import Owner
from checks.publishing.ownership import ownership_of, title_is_foreign, title_is_own
from checks.publishing.regions import authority
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
        ("关于印发《2023年淄博市政务公开工作要点》的通知", Owner.FOREIGN),
        ("关于印发《山东省政务公开工作要点》的通知", Owner.FOREIGN),
        ("关于印发《博山区政务公开工作要点》的通知", Owner.UNKNOWN),
        ("关于贯彻落实《淄博市养犬管理办法》的通知", Owner.UNKNOWN),
        ("关于公开征求国家标准意见的通知（转发）", Owner.FOREIGN),
        ("博山区人民政府关于印发方案的通知", Owner.OWN),
        ("中共博山区委办公室 博山区人民政府办公室关于印发方案的通知", Owner.OWN),
        ("淄博市博山区人民政府关于公布清单的通知", Owner.OWN),
        ("博山区学校布局规划", Owner.OWN),
        ("博山区教育局2020年政府信息公开工作年度报告", Owner.SUBORDINATE),
        ("白塔镇人民政府2020年政府信息公开工作年度报告", Owner.SUBORDINATE),
        ("区教育局关于做好招生工作的通知", Owner.SUBORDINATE),
        ("淄博市生态环境局博山分局关于审批的公告", Owner.SUBORDINATE),
        ("国家税务总局淄博市博山区税务局关于公告", Owner.SUBORDINATE),
        ("博山经济开发区管委会关于印发方案的通知", Owner.SUBORDINATE),
        ("关于印发养犬管理办法的通知", Owner.UNKNOWN),
        ("2020年上半年区政府民生实事办理情况通报", Owner.OWN),
        ("一季度区政府重点工作进展情况", Owner.OWN),
        ("上半年淄川区经济运行情况", Owner.FOREIGN),
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
        ("新华社", Owner.FOREIGN),
        ("来源：新华网", Owner.FOREIGN),
        ("人民日报", Owner.FOREIGN),
        ("央视新闻客户端", Owner.FOREIGN),
        ("中国经济网", Owner.FOREIGN),
        ("中国政府网", Owner.FOREIGN),
        ("省政府办公厅", Owner.FOREIGN),
        ("国家发改委网站", Owner.FOREIGN),
        ("山东省教育厅官网", Owner.FOREIGN),
        ("大众日报", Owner.UNKNOWN),
        ("博山新闻网", Owner.UNKNOWN),
        ("中国·博山", Owner.UNKNOWN),
        ("中国博山网", Owner.UNKNOWN),
        ("博山区教育和体育局", Owner.SUBORDINATE),
        ("淄博市生态环境局博山分局", Owner.SUBORDINATE),
        ("来源：区卫生健康局", Owner.SUBORDINATE),
        ("博山区融媒体中心", Owner.UNKNOWN),
        ("本站", Owner.UNKNOWN),
        ("山东省人民政府", Owner.FOREIGN),
        ("淄川区人民政府", Owner.FOREIGN),
        ("博山区人民政府办公室", Owner.OWN),
        ("区教育局", Owner.SUBORDINATE),
    ],
)
def test_sources(source: str, owner: Owner) -> None:
    document = doc("关于优化营商环境的若干措施", "2023-05-06", source=source)
    assert ownership_of(document, identity()).owner is owner


@pytest.mark.parametrize(
    ("title", "owner"),
    [
        ("一图读懂丨山东省进一步稳经济政策", Owner.FOREIGN),
        ("【图解】国务院办公厅关于优化营商环境的意见", Owner.FOREIGN),
        ("政策解读｜《淄博市停车管理条例》", Owner.FOREIGN),
        ("视频解读：山东省养老服务条例", Owner.FOREIGN),
        ("我市出台稳就业十条措施", Owner.FOREIGN),
        ("我区出台稳就业十条措施", Owner.UNKNOWN),
        ("图解：博山区稳就业十条措施", Owner.OWN),
        ("解读来了！稳就业十条措施", Owner.UNKNOWN),
    ],
)
def test_interpretations_belong_to_whom_their_policy_does(title: str, owner: Owner) -> None:
    assert ownership_of(doc(title, "2023-05-06"), identity()).owner is owner


def test_our_city_is_the_site_of_a_city() -> None:
    own = doc("我市出台稳就业十条措施", "2023-05-06")
    for name, level in (("新泰市人民政府", "county"), ("淄博市人民政府", "city")):
        assert ownership_of(own, identity(name, level)).owner is Owner.UNKNOWN


def test_the_copier_is_not_the_author_where_the_source_names_another() -> None:
    copied = doc(
        "关于稳经济的若干措施",
        "2023-05-06",
        issuer="博山区人民政府办公室",
        metadata={"发布机构": "博山区人民政府办公室"},
        source="中国政府网",
    )
    found = ownership_of(copied, identity())
    assert (found.owner, found.ground) == (Owner.FOREIGN, "来源“中国政府网”")
    for more in ({"metadata": {"发文机关": "博山区人民政府"}}, {"number": "博政发〔2023〕3号"}):
        own = doc("关于稳经济的若干措施", "2023-05-06", source="山东省人民政府", **more)
        assert ownership_of(own, identity()).owner is Owner.OWN


def test_a_place_in_the_title_does_not_outweigh_the_department_that_issued() -> None:
    title = "博山区学前教育政策实施效果评价报告"
    by = doc(title, "2023-05-06", issuer="博山区教育和体育局")
    assert ownership_of(by, identity()).owner is Owner.SUBORDINATE
    assert ownership_of(doc(title, "2023-05-06"), identity()).owner is Owner.OWN
    office = doc(title, "2023-05-06", issuer="博山区人民政府办公室")
    assert ownership_of(office, identity()).owner is Owner.OWN
    elsewhere = doc(title, "2023-05-06", source="新华社")
    assert ownership_of(elsewhere, identity()).owner is Owner.OWN
    named = doc("博山区人民政府关于评价的报告", "2023-05-06", issuer="博山区教育和体育局")
    assert ownership_of(named, identity()).owner is Owner.OWN


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
        ("新泰市人民政府", "county", "公众代表列席市政府第21次常务会议", Owner.UNKNOWN),
        ("博山区人民政府", "county", "公众代表列席市政府第21次常务会议", Owner.FOREIGN),
        ("博山区人民政府", "county", "公众代表列席区政府第21次常务会议", Owner.UNKNOWN),
        ("临沂临港经济开发区管理委员会", "county", "市民代表列席市政府常务会议", Owner.FOREIGN),
        ("淄博市人民政府", "city", "市民代表走进市政府", Owner.UNKNOWN),
        ("山东省人民政府", "province", "淄博市人民政府关于印发方案的通知", Owner.SUBORDINATE),
        ("白塔镇人民政府", "town", "博山区人民政府关于印发方案的通知", Owner.FOREIGN),
        ("白塔镇人民政府", "town", "八陡镇人民政府关于印发方案的通知", Owner.FOREIGN),
    ],
)
def test_other_kinds_of_places(name: str, level: str, title: str, owner: Owner) -> None:
    assert ownership_of(doc(title, "2023-05-06"), identity(name, level)).owner is owner


PORT = "临沂临港经济开发区管理委员会"
HILL = "青石县经济开发区管理委员会"


@pytest.mark.parametrize(
    ("name", "title", "owner"),
    [
        (PORT, "临沂临港经济开发区管理委员会关于印发办法的通知", Owner.OWN),
        (PORT, "临沂临港经济开发区党政办公室关于印发要点的通知", Owner.OWN),
        (PORT, "临港经济开发区管委会关于印发办法的通知", Owner.OWN),
        (PORT, "区党政办公室关于印发方案的通知", Owner.OWN),
        (PORT, "管委会办公室关于印发方案的通知", Owner.OWN),
        (PORT, "经济开发区管委会关于印发方案的通知", Owner.UNKNOWN),
        (PORT, "临港区应急管理局2021年部门预算", Owner.SUBORDINATE),
        (PORT, "坪上镇2021年部门预算", Owner.SUBORDINATE),
        (PORT, "临港镇人民政府关于印发方案的通知", Owner.SUBORDINATE),
        (PORT, "临沂市人民政府关于印发规划的通知", Owner.FOREIGN),
        (PORT, "市政府办公室关于印发规划的通知", Owner.FOREIGN),
        (PORT, "临沂高新技术产业开发区管委会关于印发规划的通知", Owner.FOREIGN),
        (HILL, "青石县经济开发区管理委员会关于印发规划的通知", Owner.OWN),
        (HILL, "青石经济开发区2021年预算公开", Owner.OWN),
        (HILL, "青石县人民政府关于印发规划的通知", Owner.FOREIGN),
        (HILL, "青石区人民政府关于印发规划的通知", Owner.FOREIGN),
        (HILL, "县政府办公室关于印发规划的通知", Owner.FOREIGN),
        ("平潭综合实验区管理委员会", "平潭县人民政府关于印发方案的通知", Owner.FOREIGN),
        ("浦东新区人民政府", "浦东新区人民政府关于印发方案的通知", Owner.OWN),
    ],
)
def test_a_zone_has_a_committee_and_lies_in_a_place_of_its_name(
    name: str, title: str, owner: Owner
) -> None:
    own = identity(name, footer="", kind="zone")
    assert ownership_of(doc(title, "2021-05-06"), own).owner is owner


@pytest.mark.parametrize(
    ("number", "issuer", "owner"),
    [
        ("临港管字〔2021〕6号", "", Owner.OWN),
        ("临港办字〔2021〕6号", "", Owner.OWN),
        ("临港党政办字〔2021〕6号", "", Owner.OWN),
        ("临港教字〔2021〕6号", "", Owner.SUBORDINATE),
        ("临政发〔2021〕6号", "", Owner.UNKNOWN),
        ("临政发〔2021〕6号", "临沂市人民政府", Owner.FOREIGN),
        ("临政发〔2021〕6号", PORT, Owner.OWN),
        ("鲁政发〔2021〕6号", PORT, Owner.FOREIGN),
    ],
)
def test_numbers_of_a_zone_and_of_its_city(number: str, issuer: str, owner: Owner) -> None:
    own = identity(PORT, footer="", kind="zone")
    document = doc("关于印发办法的通知", "2021-05-06", number=number, issuer=issuer)
    assert ownership_of(document, own).owner is owner


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


@pytest.mark.parametrize(
    ("title", "owner"),
    [
        # What is named as the government's is its own, whichever office put it online.
        ("博山区2023年政府预算公开", Owner.OWN),
        ("博山区2023年政府工作报告", Owner.OWN),
        ("博山区学前教育政策评价报告", Owner.SUBORDINATE),
    ],
)
def test_a_title_that_names_the_place_alone_leaves_the_issuer_to_say(
    title: str, owner: Owner
) -> None:
    document = doc(title, "2023-02-06", "财政信息", issuer="博山区财政局")
    assert ownership_of(document, identity()).owner is owner


@pytest.mark.parametrize(
    ("title", "own"),
    [
        ("博山区2023年政府预算公开", True),
        ("关于博山区2022年预算执行情况和2023年预算草案的报告", True),
        ("关于公布博山区2023年度重大行政决策事项目录的通知", True),
        ("2023年政府预算公开", True),
        ("关于2022年财政决算的报告", True),
        ("关于博山区教育局2023年预算的报告", False),
        ("关于淄川区2023年预算草案的报告", False),
        ("博山区财政局2023年预算", False),
        ("关于2023年度招生工作的通知", False),
    ],
)
def test_what_a_title_alone_shows_to_be_the_governments(title: str, own: bool) -> None:
    assert title_is_own(title, identity()) is own
