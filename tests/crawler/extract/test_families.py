"""One page of each family of publishing systems, written for these tests after the shapes such sites have."""

from __future__ import annotations

from datetime import date

import pytest

from crawler.extract.page import extract_page
from crawler.snapshot.facts import DateOrigin, PageFacts

TITLE = "清河县人民政府办公室关于印发《清河县政务公开工作方案》的通知"
PARAGRAPHS = [
    "各镇人民政府，县政府各部门：",
    "《清河县政务公开工作方案》已经县政府同意，现印发给你们，请认真组织实施。",
    "一、总体要求",
    "按照上级关于政务公开工作的部署，结合我县实际，坚持以公开为常态、不公开为例外。",
    "二、主要任务",
    "（一）规范政府信息公开专栏",
    "各部门要在2023年12月31日前完成专栏建设。",
    "清河县人民政府办公室",
    "2023年9月18日",
]
BODY = "".join(f"<p>　　{paragraph}</p>" for paragraph in PARAGRAPHS)
NAVIGATION = (
    "<ul class=nav>"
    + "".join(
        f'<li><a href="/{name}/">{text}</a></li>'
        for name, text in [
            ("", "首页"),
            ("zwgk", "政务公开"),
            ("zwfw", "政务服务"),
            ("hdjl", "互动交流"),
            ("zjqh", "走进清河"),
        ]
    )
    + "</ul>"
)
CLOCK = (
    "<div class=top>今天是2024年3月5日 星期二 <span id=time>2024-03-05 10:20:30 星期二</span></div>"
)
FOOT = (
    "<div class=footer><p>主办单位：清河县人民政府办公室 网站标识码：3709990001 鲁ICP备12345678号</p>"
    "<p>版权所有 2010-01-01 <a href='/wzdt/'>网站地图</a></p></div>"
)
HOST = "http://www.qinghe.gov.cn"


def page(content: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{CLOCK}{NAVIGATION}{content}{FOOT}</body></html>"


TRS = (
    page(
        f"""<div class=dqwz>您现在的位置：<a href="../../">首页</a>&gt;<a href="../">政府文件</a></div>
<div class=xl><div class=cf><p><strong>索 引 号</strong>：11370999000/2023-00012</p><p>
<strong>发布机构</strong>：清河县人民政府办公室</p>
<p><strong>名　　称</strong>：{TITLE}</p><p><strong>文号</strong>：清政办发[2023] 11 号</p>
<!--<p><strong>成文日期</strong>：2001年01月01日</p>--><p><strong>成文日期</strong>：2023年09月18日</p><p>
<strong>发布日期</strong>：2023年09月20日</p></div>
<div class=TRS_Editor>{BODY}<p><a href="./P020230920371.pdf">附件：工作台账.pdf</a></p></div>
<div class=xglj>相关解读：<ul><li>
<a href="../../zcjd/202309/t20230921_9.html">《方案》政策解读</a></li></ul></div></div>""",
        f"""<title>{TITLE}_清河县人民政府</title><meta name="ArticleTitle" content="{TITLE}">
<meta name="PubDate" content="2023年09月20日"><meta name="ContentSource" content="">
<meta name="sitename" content="清河县人民政府">""",
    ),
    f"{HOST}/zwgk/zfwj/202309/t20230920_1352104.html",
)
JCMS = (
    page(
        f"""<table class=position><tr><td>当前位置：</td><td><a href="/index.html">首页</a></td>
<td>&gt;<a href="/col/col1/index.html">政策文件</a></td></tr></table>
<table class="xxgk_article"><tr><td>索&nbsp;引&nbsp;号：</td><td>11370999000/2023-00012</td><td>组配分类：</td>
<td>政策文件</td></tr>
<tr><td>发布机构：</td><td>清河县人民政府办公室</td><td>发文日期：</td><td>2023-09-18</td></tr>
<tr><td>文　　号：</td><td>清政办发〔2023〕11号</td><td>发布日期：</td><td>2023-09-20</td></tr>
<tr><td>主题词：</td><td></td><td>有效性：</td><td>有效</td></tr></table>
<p class=con-title>{TITLE}</p><div id="zoom"><meta name="ContentStart">{BODY}<meta name="ContentEnd"></div>""",
        f'<title>{TITLE}</title><meta name="ArticleTitle" content="{TITLE}">'
        '<meta name="pubDate" content="2023-09-20 09:53">',
    ),
    f"{HOST}/art/2023/9/20/art_1229283449_2493752.html",
)
JPAAS = (
    page(
        f"""<div class=bread>当前位置：<a href="/qh/index.shtml">首页</a> &gt;
<a href="/qh/zcwj/zcwj.shtml">政策文件</a></div>
<div class=xxgk-head><ul><li><span>主题分类：</span><span>综合政务</span></li><li><span>生成日期：</span>
<span>2023-09-18</span></li>
<li><span>文件编号：</span><span>清政办发〔2023〕11号</span></li><li><span>公开方式：</span><span>主动公开</span></li>
<li><span>发布机构：</span><span>清河县人民政府办公室</span></li><li><span>索引号：</span>
<span>11370999000/2023-00012</span></li></ul></div>
<h1 class=title>{TITLE}</h1><div class=info>发布时间：2023-09-20 10:11 来源：清河县人民政府 字体：[ 大 中 小 ]</div>
<div class="article-content">{BODY}</div>""",
        f"""<title>{TITLE}</title><meta name="ArticleTitle" content="{TITLE}">
<meta name="PubDate" content="2022-01-01 00:00">
<meta name="others" content="页面生成时间 2024-01-01 10:00:00">""",
    ),
    f"{HOST}/qh/zcwj/202309/0123456789abcdef0123456789abcdef.shtml",
)
GKMLPT = (
    page(
        f"""<div class=crumbs>当前位置：<a href="/gkmlpt/index">政府信息公开</a> &gt;
<a href="/gkmlpt/index#1">规范性文件</a></div>
<table class=content-head><tr><td class=label>索引号:</td><td>11370999000/2023-00012</td><td class=label>分类:</td>
<td>综合政务、通知</td></tr>
<tr><td>发布机构:</td><td>清河县人民政府办公室</td><td>成文日期:</td><td>2023-09-18</td></tr>
<tr><td>名称:</td><td colspan=3>{TITLE}</td></tr><tr><td>文号:</td><td>清政办发〔2023〕11号</td><td>发布日期:</td>
<td>2023-09-20</td></tr>
<tr><td>主题词:</td><td colspan=3></td></tr></table><div class=article-content>{BODY}</div>""",
        "<title>清河县人民政府门户网站</title>",
    ),
    f"{HOST}/gkmlpt/content/9/9103/post_9103540.html",
)
VSB = (
    page(
        f"""<div class=wz>当前位置: <a href="../../index.htm">首页</a> &gt;&gt;
<a href="../../zwgk.htm">政务公开</a> &gt;&gt; 正文</div>
<form name="_newscontent_fromname"><h1>{TITLE}</h1>
<div class=xx>发布时间：2023年09月20日 来源：清河县人民政府办公室 点击数：<span>12</span></div>
<p>索引号：11370999000/2023-00012</p><div class="v_news_content">
<p style="text-align:center">清政办发〔2023〕11号</p>{BODY}</div></form>""",
        f"<title>{TITLE}-清河县人民政府网</title>",
    ),
    f"{HOST}/info/1028/16917.htm",
)
ANHUI = (
    page(
        f"""<div class=location>您当前的位置：<a href="/">首页</a> &gt;
<a href="/public/column/7011">政策文件</a></div><table class=xxgk_table>
<tr><th>索引号：</th><td>11370999000/2023-00012</td><th>组配分类：</th><td>规范性文件</td></tr><tr>
<th>发布机构：</th><td>清河县人民政府办公室</td><th>主题分类：</th><td>综合政务</td></tr>
<tr><th>名称：</th><td>{TITLE}</td><th>文号：</th><td>清政办发〔2023〕11号</td></tr><tr><th>成文日期：</th>
<td>2023-09-18</td><th>发布日期：</th><td>2023-09-20 15:12</td></tr>
<tr><th>废止日期：</th><td>2028-09-19</td><th>关键词：</th><td></td></tr></table><h1 class=newstitle>{TITLE}</h1>
<div id="zoom" class="j-fontContent">{BODY}</div>""",
        "<title>清河县人民政府信息公开</title>",
    ),
    f"{HOST}/public/7011/1260855690.html",
)
ASP = (
    page(
        f"""<table width=100%><tr>
<td>您现在的位置：<a href="index.asp">首页</a> → <a href="ShowClass.asp?ClassID=12">政策文件</a> → 正文</td></tr>
<tr><td align=center><b><font size=4>{TITLE}</font></b></td></tr><tr>
<td>索引号：11370999000/2023-00012 发布机构：清河县人民政府办公室 文号：清政办发（2023）11号 成文日期：2023-9-18
发布日期：2023-9-20 点击数：31</td></tr>
<tr><td id=content>{BODY.replace("<p>", "").replace("</p>", "<br>")}</td></tr></table>""",
        f'<meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>{TITLE}</title></head><head>',
    ),
    f"{HOST}/ShowArticle.asp?ArticleID=1234",
)
UNLABELLED = (
    page(
        f"""<div class=crumb>当前位置：<a href="/">首页</a> &gt; <a href="/gongkai/channel_1/">政策文件</a></div>
<h1>{TITLE}</h1>
<table class=attr><tr><td>11370999000/2023-00012</td><td>清河县人民政府办公室</td></tr><tr>
<td>清政办发〔2023〕11号</td><td>2023-09-18</td><td>2023-09-20</td></tr></table>
<div class=article-content>{BODY}</div>""",
        f"<title>{TITLE}</title>",
    ),
    f"{HOST}/gongkai/channel_0123456789abcdef01234567/doc_0123456789abcdef01234567.html",
)
FAMILIES = {
    "TRS": TRS,
    "JCMS": JCMS,
    "JPaaS": JPAAS,
    "gkmlpt": GKMLPT,
    "VSB": VSB,
    "安徽": ANHUI,
    "ASP": ASP,
    "无标签": UNLABELLED,
}


def read(family: str) -> PageFacts:
    source, url = FAMILIES[family]
    return extract_page(
        source.encode("gb18030" if family == "ASP" else "utf-8"), url, "text/html; charset=utf-8"
    )


@pytest.fixture(params=FAMILIES, name="facts")
def _facts(request: pytest.FixtureRequest) -> PageFacts:
    return read(request.param)


def test_title_and_number(facts: PageFacts) -> None:
    assert facts.is_article
    assert not facts.is_list
    assert facts.title == TITLE
    assert facts.document_number == "清政办发〔2023〕11号"


def test_published_is_what_the_page_shows(facts: PageFacts) -> None:
    assert facts.published is not None
    assert facts.published.day == date(2023, 9, 20)
    assert facts.published.origin in (DateOrigin.SHOWN, DateOrigin.TABLE)


def test_issued(facts: PageFacts) -> None:
    assert facts.issued is not None
    assert facts.issued.day == date(2023, 9, 18)


def test_no_clock_and_no_foot_among_the_dates(facts: PageFacts) -> None:
    days = {fact.day for _, fact in facts.dates}
    assert date(2024, 3, 5) not in days
    assert date(2010, 1, 1) not in days


def test_index_number(facts: PageFacts) -> None:
    assert facts.index_number == "11370999000/2023-00012"


def test_body_is_the_paragraphs_and_nothing_else(facts: PageFacts) -> None:
    lines = facts.text.split("\n")
    assert [line for line in lines if line in PARAGRAPHS] == PARAGRAPHS
    assert not {"政务服务", "版权所有 2010-01-01 网站地图"} & set(lines)
    assert "一、总体要求" in facts.headings
    assert "（一）规范政府信息公开专栏" in facts.headings


def test_breadcrumb_starts_at_the_top_and_ends_before_the_article(facts: PageFacts) -> None:
    names = [crumb.text for crumb in facts.breadcrumb]
    assert names[0] in ("首页", "政府信息公开")
    assert len(names) in (2, 3)
    assert TITLE not in names


@pytest.mark.parametrize("family", sorted(set(FAMILIES) - {"VSB"}))
def test_issuer(family: str) -> None:
    assert read(family).issuer == "清河县人民政府办公室"


@pytest.mark.parametrize(
    "crumb",
    [
        "<div class=position>当前位置：<a href=/>首页</a> &gt; <a href=/xxgk/>政府信息公开</a></div>",
        "<ul class=breadcrumb><li><a href=/>首页</a></li><li><a href=/xxgk/>政府信息公开</a></li></ul>",
    ],
)
def test_a_menu_below_the_breadcrumb_is_none_of_it(crumb: str) -> None:
    menu = "<ul><li><a href=/xxgk/zn/>政府信息公开指南</a></li><li><a href=/xxgk/zd/>政府信息公开制度</a></li></ul>"
    facts = extract_page(page(f"{crumb}<div></div>{menu}").encode(), f"{HOST}/xxgk/")
    assert [entry.text for entry in facts.breadcrumb] == ["首页", "政府信息公开"]


def test_meta_names_in_any_case_and_empty_ones_kept() -> None:
    meta = read("TRS").meta
    assert meta["SiteName"] == "清河县人民政府"
    assert meta["ContentSource"] == ""
    assert "ColumnName" not in meta
    assert read("JCMS").meta["PubDate"] == "2023-09-20 09:53"


def test_attachments_and_related_boxes() -> None:
    facts = read("TRS")
    assert [link.url for link in facts.attachments] == [
        f"{HOST}/zwgk/zfwj/202309/P020230920371.pdf"
    ]
    related = {link.url: link.text for link in facts.body_links}
    assert related[f"{HOST}/zwgk/zcjd/202309/t20230921_9.html"] == "《方案》政策解读"


@pytest.mark.parametrize("label", ["相关解读：", "【政策原文】", "解读|", "征集公告："])
def test_a_link_that_says_how_it_belongs_needs_no_box(label: str) -> None:
    menu = "<p><a href=/zcjd/>政策解读</a> <a href=/zcjd/9.html>关于另一件事的解读：内容</a></p>"
    source = page(
        f"<h1>{TITLE}</h1><div id=zoom>{BODY}</div><p><a href=/zcjd/1.html>{label}《方案》政策解读</a></p>{menu}"
    )
    facts = extract_page(source.encode(), f"{HOST}/zfwj/1.html")
    assert [link.url for link in facts.body_links] == [f"{HOST}/zcjd/1.html"]


def test_a_wrong_meta_date_loses_to_what_is_shown() -> None:
    facts = read("JPaaS")
    assert ("published", date(2022, 1, 1)) in {(kind, fact.day) for kind, fact in facts.dates}
    assert facts.published is not None
    assert facts.published.day == date(2023, 9, 20)
    assert facts.source == "清河县人民政府"


def test_a_day_of_issue_written_above_the_text() -> None:
    line = "<p>发文日期：2023年4月10日，上传日期：2023年4月12日</p>"
    source = page(f"<h1>{TITLE}</h1><div>时间：2023-04-12</div><div id=zoom>{line}{BODY}</div>")
    facts = extract_page(source.encode(), f"{HOST}/zct/1.html")
    assert facts.issued is not None
    assert facts.issued.day == date(2023, 4, 10)
    assert facts.published is not None
    assert facts.published.day == date(2023, 4, 12)


def test_commented_out_labels_do_not_count() -> None:
    assert date(2001, 1, 1) not in {fact.day for _, fact in read("TRS").dates}


def test_labels_are_kept_without_spaces_and_empty_values_kept() -> None:
    table = read("JCMS").metadata
    assert table["索引号"] == "11370999000/2023-00012"
    assert table["文号"] == "清政办发〔2023〕11号"
    assert table["主题词"] == ""
    assert table["有效性"] == "有效"


def test_values_without_labels_are_read_beside_labels_that_say_something_else() -> None:
    source, url = UNLABELLED
    labelled = source.replace("<h1>", "<p><span>有效性：</span>有效</p><h1>")
    table = extract_page(labelled.encode(), url).metadata
    assert table["索引号"] == "11370999000/2023-00012"
    assert table["文号"] == "清政办发〔2023〕11号"


@pytest.mark.parametrize("value", ["有效", "现行有效", "部分失效", "已废止"])
def test_a_validity_without_a_label(value: str) -> None:
    source, url = UNLABELLED
    shown = source.replace("<td>2023-09-20</td>", f"<td>2023-09-20</td><td>{value}</td>")
    assert extract_page(shown.encode(), url).metadata["有效性"] == value


@pytest.mark.parametrize("head", [f"<title>{TITLE}</title>", "<title>清河县人民政府</title>", ""])
@pytest.mark.parametrize(
    "shown", ["<h1>{}</h1>", "<div class=article_title>{}</div>", "<p class=con-title> {} </p>"]
)
def test_a_breadcrumb_may_end_with_the_title(head: str, shown: str) -> None:
    crumb = f"<div>当前位置：<a href=/>首页</a> &gt; <a href=/zfwj/>政府文件</a> &gt; {TITLE}</div>"
    logo = "<h1 class=logo>清河县人民政府</h1>"
    source = page(
        f"{logo}{crumb}{shown.format(TITLE)}<div class=info>时间：2023-09-20</div><div id=zoom>{BODY}</div>",
        head,
    )
    facts = extract_page(source.encode(), f"{HOST}/zfwj/1.html")
    assert facts.title == TITLE
    assert facts.published is not None
    assert facts.published.day == date(2023, 9, 20)


def test_a_title_in_several_lines_of_the_body_alone() -> None:
    lines = "<p align=center><b>清河县人民政府办公室关于印发<br>《清河县政务公开工作方案》的通知</b></p>"
    source = page(
        f"<div class=TRS_Editor>{lines}{BODY}</div>",
        f"<title>{TITLE}__清河县政府公报_清河县政府网</title>",
    )
    assert extract_page(source.encode(), f"{HOST}/gb/1.html").title == TITLE


def test_a_body_without_any_known_container_is_found_by_its_text() -> None:
    source = page(
        f"<div class=x1><div class=y7><h2>{TITLE}</h2><div class=q>{BODY}</div></div></div>",
        f"<title>{TITLE}</title>",
    )
    facts = extract_page(source.encode(), f"{HOST}/a/1.html")
    assert facts.is_article
    assert facts.text.split("\n") == PARAGRAPHS


def test_an_article_that_is_only_an_attachment() -> None:
    source = page(
        f"<h1>{TITLE}</h1><div>发布时间：2023-09-20</div>"
        f'<div class=TRS_Editor><a href="./P020230920.pdf">{TITLE}.pdf</a></div>',
        f'<title>{TITLE}</title><meta name=ArticleTitle content="{TITLE}"><meta name=PubDate content="2023-09-20">',
    )
    facts = extract_page(source.encode(), f"{HOST}/a/202309/t20230920_1.html")
    assert facts.is_article
    assert facts.title == TITLE
    assert [link.text for link in facts.attachments] == [f"{TITLE}.pdf"]
