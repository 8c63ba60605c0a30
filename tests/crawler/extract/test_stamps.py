"""Pictures that mark a document as void, and those that do not."""

from __future__ import annotations

import pytest

from crawler.extract.page import extract_page, parse
from crawler.extract.stamps import MOST, void_stamp


def stamp(pictures: str) -> str:
    return void_stamp(parse(f"<body><h1>某某管理办法</h1>{pictures}<div>正文</div></body>"))


@pytest.mark.parametrize(
    ("picture", "words"),
    [
        ("<img src=/a/1.png alt=已失效>", "已失效"),
        ("<img src=/a/1.png alt='' title='本文件 已废止'>", "本文件已废止"),
        ("<img src=/images/%E5%A4%B1%E6%95%88.png>", "失效.png"),
        ("<img src='/images/yishixiao.png?v=2'>", "yishixiao.png"),
        ("<img src=/images/wj_feizhi2.gif>", "wj_feizhi2.gif"),
        ("<img src=/images/ShiXiao.png alt=图片>", ""),
        ("<img src=/images/icon-zuofei.svg alt=seal>", "icon-zuofei.svg"),
    ],
)
def test_a_stamp_is_told_by_its_words(picture: str, words: str) -> None:
    assert stamp(picture) == words


@pytest.mark.parametrize(
    "picture",
    [
        "<img src=/a/1.png>",
        "<img src=/a/1.png alt=现行有效>",
        "<img src=/a/shixiaoxing.png>",
        "<img src=/a/shixiao.png alt=时效性>",
        "<img src=/a/1.png alt=未失效>",
        "<img src=/a/1.png alt=废止文件目录>",
        "<img src=/a/1.png alt=我市集中清理废止一批行政规范性文件现场>",
        "<a href=/fzwj/><img src=/a/feizhi.png></a>",
        "<div style='DISPLAY: none'><img src=/a/yishixiao.png></div>",
        "<img src=/a/yishixiao.png><img src=/a/youxiao.png>",
        "<img>" * MOST + "<img src=/a/yishixiao.png>",
    ],
)
def test_other_pictures_are_no_stamps(picture: str) -> None:
    assert stamp(picture) == ""


def test_one_of_two_stamps_may_be_switched_off() -> None:
    shown = "<img src=/a/yishixiao.png><img src=/a/youxiao.png style='display:none'>"
    assert stamp(shown) == "yishixiao.png"


def test_an_articles_stamp_is_a_fact_of_it() -> None:
    text = "<p>第一条 为了规范管理，制定本办法，请各单位认真贯彻执行。</p>" * 8
    page = f"<h1>某某管理办法</h1><img src=/i/yishixiao.png><div class=TRS_Editor>{text}</div>"
    facts = extract_page(page.encode(), "http://www.a.gov.cn/a/1.html")
    assert facts.is_article
    assert facts.stamp == "yishixiao.png"
