from __future__ import annotations

import pytest

from checks.pairs.addresses import url_key
from checks.pairs.pairing import Ground, linked, names_no_policy, pair_up
from checks.pairs.titles import Core, are_close, cores, number_key, numbers, quoted, years
from crawler.snapshot.facts import Document
from tests.checks.build import doc
from tests.growth import grows_in_proportion

POLICY = "博山区人民政府办公室关于印发《博山区养犬管理办法》的通知"
NUMBER = "博政办字〔2023〕45号"


def policy(title: str = POLICY, on: str | None = "2023-05-06", **more: object) -> Document:
    return doc(title, on, "政策文件", **{"number": NUMBER, **more})


def interpretation(title: str, on: str | None = "2023-05-08", **more: object) -> Document:
    return doc(title, on, "政策解读", **more)


def only_pair(one: Document, other: Document) -> tuple[Ground, str] | None:
    found = pair_up([one], [other]).get(one.url, [])
    assert len(found) <= 1
    return (found[0].ground, found[0].words) if found else None


@pytest.mark.parametrize(
    "title",
    [
        "博山区人民政府办公室关于印发《博山区养犬管理办法》的通知",
        "关于《博山区养犬管理办法（征求意见稿）》公开征求意见的公告",
        "关于公开征求《博山区养犬管理办法（草案）》意见的通知",
        "《博山区养犬管理办法》政策解读",
        "【图解】博山区养犬管理办法",
        "一图读懂 | 博山区养犬管理办法",
        "《博山区养犬管理办法（征求意见稿）》意见征集采纳情况的公告",
        "意见征集结果反馈：博山区养犬管理办法",
        "【结果反馈】博山区养犬管理办法征求意见情况",
        "关于举行博山区养犬管理办法听证会的公告",
        "《博山区养犬管理办法》听证会听证报告",
        "关于印发博山区养犬管理办法的通知（博政办字〔2023〕45 号）",
        "《博山区人民政府办公室关于印发〈博山区养犬管理办法〉的通知》解读",
        "博山区养犬管理办法解读：违法养犬怎么罚",
        "养犬管理办法 10问10答",
        "《博山区养犬管理办法》十问十答",
        "政策我来讲——博山区养犬管理办法",
        "【政策我来讲】博山区养犬管理办法",
        "媒体解读：养犬管理办法来了！",
        "关于博山区养犬管理办法意见征集结果的公告",
        "关于养犬管理办法征集意见采纳情况的反馈",
        "博山区养犬管理办法（修订草案）征求意见反馈",
    ],
)
def test_titles_of_one_matter_share_a_core(title: str) -> None:
    assert "养犬管理办法" in {core.text for core in cores(title)}


def test_a_policy_that_carries_another_out_is_not_that_other() -> None:
    found = cores("关于贯彻落实《山东省优化营商环境条例》的实施意见")
    assert "优化营商环境条例" not in {core.text for core in found}


def test_numbers_and_quotes_of_a_text() -> None:
    assert numbers("（博政办字[2020]45 号）、鲁政发【2020】3号") == [
        "博政办字〔2020〕45号",
        "鲁政发〔2020〕3号",
    ]
    assert number_key("博政办字（2020）45号") == "博政办字〔2020〕45号"
    assert quoted("《关于印发〈办法〉的通知》和《某某规定》") == [
        "关于印发《办法》的通知",
        "某某规定",
    ]
    assert years("博山区二〇二三年计划") == {"2023"}
    assert years("关于方案的通知（博政发〔2020〕3号）") == frozenset()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.a.gov.cn/zc/1.html", "http://a.gov.cn/zc/1.html"),
        ("http://a.gov.cn/zc/index.html", "http://a.gov.cn/zc/"),
        ("http://a.gov.cn/zc", "http://a.gov.cn/zc/#top"),
        ("http://A.gov.cn:80/zc", "http://a.gov.cn/zc"),
    ],
)
def test_equal_addresses(one: str, other: str) -> None:
    assert url_key(one) == url_key(other)


@pytest.mark.parametrize(
    "other", ["http://a.gov.cn/zc?id=2", "http://b.gov.cn/zc?id=1", "http://a.gov.cn:8080/zc?id=1"]
)
def test_different_addresses(other: str) -> None:
    assert url_key("http://a.gov.cn/zc?id=1") != url_key(other)


def test_hostile_addresses_do_not_stop_the_pairing() -> None:
    assert url_key("http://[::1") == "http://[::1"
    assert url_key("http://a.gov.cn:99999999/") == "http://a.gov.cn:99999999/"


@pytest.mark.parametrize("direction", ["there", "back"])
def test_a_link_in_either_direction(direction: str) -> None:
    one = policy()
    other = interpretation("养犬新规来了")
    if direction == "there":
        one = policy(links=[(other.url.replace("http:", "https:"), "解读")])
    else:
        other = interpretation("养犬新规来了", links=[(one.url + "index.html", "原文")])
    assert only_pair(one, other) == (Ground.LINK, "依据：链接")
    assert linked(one, other) == (direction == "there", direction == "back")


def test_a_quoted_title() -> None:
    found = only_pair(policy(), interpretation("《博山区养犬管理办法》政策解读"))
    assert found == (Ground.QUOTED, "依据：书名号标题（《博山区养犬管理办法》）")


def test_a_title_quoted_in_the_body() -> None:
    other = interpretation("养犬新规来了", text="近日，《博山区养犬管理办法》印发。")
    found = only_pair(policy(), other)
    assert found is not None
    assert found[0] is Ground.QUOTED


def test_a_document_number() -> None:
    other = interpretation("养犬新规来了", text="文件（博政办字[2023]45 号）已印发。")
    assert only_pair(policy(), other) == (Ground.NUMBER, "依据：文号（博政办字〔2023〕45号）")


def test_a_close_title() -> None:
    found = only_pair(policy(), interpretation("图解：博山区养犬管理办法"))
    assert found == (Ground.TITLE, "依据：标题相近")


def test_last_years_interpretation_is_none_of_this_years() -> None:
    one = policy("关于印发博山区2023年政务公开工作要点的通知")
    assert (
        only_pair(one, interpretation("《博山区2022年政务公开工作要点》解读", "2022-06-01")) is None
    )
    assert (
        only_pair(one, interpretation("《博山区2022年政务公开工作要点》解读", "2023-05-08")) is None
    )
    assert only_pair(one, interpretation("《政务公开工作要点》解读", "2022-06-01")) is None
    linked_to = interpretation("《博山区2022年政务公开工作要点》解读", links=[(one.url, "")])
    assert only_pair(one, linked_to) is None


def test_of_documents_with_one_title_the_nearest_is_meant() -> None:
    older = policy("关于做好城乡医保工作的通知", "2022-05-06", url="http://b/1", number="")
    newer = policy("关于做好城乡医保工作的通知", "2023-05-06", url="http://b/2", number="")
    other = interpretation("《关于做好城乡医保工作的通知》解读", "2023-05-09")
    found = pair_up([older, newer], [other])
    assert list(found) == [newer.url]


@pytest.mark.parametrize(
    "title",
    [
        "《博山区养老服务管理办法》政策解读",
        "《白塔镇养犬管理办法》政策解读",
        "文明养犬倡议书",
        "图解：博山区养老管理办法",
    ],
)
def test_near_misses_of_a_title(title: str) -> None:
    assert only_pair(policy(), interpretation(title)) is None


def test_towns_plans_of_one_name_are_different_plans() -> None:
    one = doc("白塔镇防汛应急预案", "2023-05-06")
    assert only_pair(one, interpretation("《八陡镇防汛应急预案》解读")) is None


def test_batches_are_different_matters() -> None:
    one = doc("关于公布第一批非物质文化遗产名录的通知", "2023-05-06")
    assert only_pair(one, interpretation("关于公布第二批非物质文化遗产名录的通知解读")) is None


def test_a_basis_is_not_what_is_explained() -> None:
    basis = doc("博山区城市管理办法", "2023-01-06", number="博政发〔2023〕1号")
    one = policy()
    other = interpretation(
        "《博山区养犬管理办法》解读", text="根据《博山区城市管理办法》（博政发〔2023〕1号）制定。"
    )
    assert list(pair_up([basis, one], [other])) == [one.url]
    # Even where the policy that the title names is not among the documents.
    assert pair_up([basis], [other]) == {}


def test_a_box_of_related_links_says_nothing() -> None:
    policies = [
        doc(f"关于{word}工作的实施意见", "2023-05-06")
        for word in ("招商", "养老", "教育", "绿化", "防汛")
    ]
    other = interpretation("市民最关心的问题", links=[(p.url, p.title) for p in policies])
    assert pair_up(policies, [other]) == {}


def test_a_link_does_not_make_it_the_interpretation_of_another_policy() -> None:
    one = policy()
    of_another = interpretation("《博山区养老服务办法》解读", links=[(one.url, "相关文件")])
    assert only_pair(one, of_another) is None
    shorter = interpretation("《养犬办法》解读", links=[(one.url, "原文")])
    assert only_pair(one, shorter) == (Ground.LINK, "依据：链接")
    # What the policy itself links to as its interpretation is that, whatever it is called.
    related = policy(links=[(of_another.url, "解读")])
    assert only_pair(related, interpretation("《养狗新规》解读", url=of_another.url)) is not None


@pytest.mark.parametrize("words", ["废止", "贯彻落实", "学习宣传"])
def test_a_title_that_abolishes_or_carries_out_a_policy_is_not_its_interpretation(
    words: str,
) -> None:
    assert only_pair(policy(), interpretation(f"关于{words}《博山区养犬管理办法》的解读")) is None


def test_one_interpretation_of_two_policies() -> None:
    two = [policy(), policy("关于印发《博山区停车管理办法》的通知", number="博政办字〔2023〕46号")]
    both = interpretation("《博山区养犬管理办法》《博山区停车管理办法》解读")
    found = pair_up(two, [both])
    assert {url: pairs[0].ground for url, pairs in found.items()} == {
        document.url: Ground.QUOTED for document in two
    }


def test_the_strongest_ground_is_named() -> None:
    title, text = "《博山区养犬管理办法》解读", f"《博山区养犬管理办法》（{NUMBER}）已印发。"
    one = policy()
    grounds = [
        only_pair(one, interpretation(title, text=text, links=[(one.url, "")])),
        only_pair(one, interpretation(title, text=text)),
        only_pair(one, interpretation("养犬新规来了", text=f"（{NUMBER}）已印发。")),
        only_pair(one, interpretation("图解：博山区养犬管理办法", text="已印发。")),
    ]
    assert [found[0] for found in grounds if found] == [
        Ground.LINK,
        Ground.QUOTED,
        Ground.NUMBER,
        Ground.TITLE,
    ]


def test_among_several_links_the_titles_decide() -> None:
    policies = [doc(f"关于{word}工作的实施意见", "2023-05-06") for word in ("招商引资", "养老服务")]
    other = interpretation(
        "关于养老服务工作的实施意见解读", links=[(p.url, p.title) for p in policies]
    )
    assert list(pair_up(policies, [other])) == [policies[1].url]


def test_several_companions_of_one_document_earliest_first() -> None:
    late = interpretation("图解：博山区养犬管理办法", "2023-06-01")
    undated = interpretation("《博山区养犬管理办法》问答", None)
    early = interpretation("《博山区养犬管理办法》政策解读", "2023-05-07")
    one = policy()
    found = pair_up([one], [late, undated, early])[one.url]
    assert [pair.companion for pair in found] == [early, late, undated]


def test_one_result_closes_several_consultations() -> None:
    drafts = [
        doc("关于《博山区养犬管理办法》征求意见的公告", "2023-05-06"),
        doc("关于《博山区停车管理办法》征求意见的公告", "2023-05-10"),
    ]
    result = doc(
        "近期意见征集采纳情况的公告",
        "2023-07-01",
        text="《博山区养犬管理办法》收到意见3条，《博山区停车管理办法》收到意见0条。",
    )
    assert set(pair_up(drafts, [result])) == {draft.url for draft in drafts}


def test_the_report_of_a_meeting_is_no_result_of_a_consultation() -> None:
    draft = doc("关于《博山区养犬管理办法》征求意见的公告", "2023-05-06")
    meeting = doc(
        "群众代表列席区政府第3次常务会议意见采纳情况",
        "2023-07-01",
        text="会议审议《博山区养犬管理办法》，采纳意见1条。",
    )
    assert pair_up([draft], [meeting]) == {}


def test_a_document_is_not_its_own_companion() -> None:
    one = doc(
        "《博山区养犬管理办法》解读", "2023-05-06", links=[("http://www.boshan.example/", "")]
    )
    assert pair_up([one], [one]) == {}


def test_what_a_title_leaves_open() -> None:
    assert names_no_policy(interpretation("养犬新规来了"))
    assert not names_no_policy(interpretation("《博山区养犬管理办法》解读"))


def test_words_left_out_weigh_less_than_words_changed() -> None:
    whole = Core("进一步优化全区营商环境的若干措施")
    assert are_close(whole, Core("进一步优化营商环境的若干措施"))
    assert not are_close(Core("城乡居民医疗保险办法"), Core("城乡居民养老保险办法"))


def _many(count: int) -> tuple[list[Document], list[Document]]:
    words = [
        f"{a}{b}{c}"
        for a in "教育医疗养老交通水利林业"
        for b in "设施服务管理监督保障安全工程资金"
        for c in "建设改革试点提升规范运行评价标准"
    ]
    policies = [
        doc(
            f"关于印发{words[i % len(words)]}第{i}号项目实施方案的通知",
            "2023-05-06",
            url=f"http://b/p{i}",
        )
        for i in range(count)
    ]
    companions = [
        doc(f"图解：{words[i % len(words)]}第{i}号项目实施方案", "2023-05-08", url=f"http://b/c{i}")
        for i in range(count)
    ]
    return policies, companions


def test_thousands_of_documents_pair_each_with_its_own() -> None:
    found = pair_up(*_many(3000))
    assert len(found) == 3000
    assert all(pairs[0].companion.url == url.replace("/p", "/c") for url, pairs in found.items())


def test_pairing_grows_with_the_documents() -> None:
    sizes = {count: _many(count) for count in (250, 2000)}
    assert grows_in_proportion(lambda count: pair_up(*sizes[count]), 250)
