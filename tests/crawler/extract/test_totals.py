"""How many entries and pages a list says it has; what only looks like such a figure."""

from __future__ import annotations

import pytest

from crawler.extract.totals import stated_pages, stated_total


@pytest.mark.parametrize(
    ("text", "total", "pages"),
    [
        ("共45条 1/3", 45, 3),
        ("<td nowrap>共0条&nbsp;<input type=hidden value=10>&nbsp;0/0&nbsp;</td>", 0, 0),
        ("共16条&nbsp;&nbsp;1/2&nbsp;", 16, 2),
        ("共 45 条记录", 45, None),
        ("共有<b>128</b>条 <a>下一页</a>", 128, None),
        ("共<span class='num'>128</span>条信息", 128, None),
        ("共 <em> 12 </em> 条 当前第1页/共3页", 12, 3),
        ("每页15条共45条 页次：1/3", 45, 3),
        ("共４５条　第１／３页", 45, 3),
        ("共1,234条记录 共83页", 1234, 83),
        ("共找到 12 条结果", 12, None),
        ("总共 45 条", 45, None),
        ("总记录数:45", 45, None),
        ("<td>总记录数：<b>56</b> 每页15条</td>", 56, None),
        ("记录总数：45 总页数：3", 45, 3),
        ("信息总数：<font color=red>45</font>", 45, None),
        ("总数：45 首页 上一页 下一页", 45, None),
        ("<totalrecord>134</totalrecord><totalpage>9</totalpage>", 134, None),
        ('recordCount: "34",', 34, None),
        ("recordCount:'9546',\n pageSize:15", 9546, None),
        ("var totalRecord = 77;", 77, None),
        ("var m_nRecordCount = 120;\nvar m_nPageCount = 8;", 120, 8),
        ("post_count: 34,", 34, None),
        ('{"total":45,"pageSize":15,"rows":[]}', 45, None),
        ('{"totalElements":45,"totalPages":3}', 45, 3),
        ("laypage.render({elem:'p',count: 77,limit:10})", 77, None),
        ("pageCount:'12'", None, 12),
        ("var countPage = 7;//共多少页", None, 7),
        ('createPageHTML(56, 0, "index", "html")', None, 56),
        ("createPageHTML('page_div',56, 0,'index','shtml',1120)", None, 56),
        ("共 3 页", None, 3),
        ("第 <b>1</b> / <b>3</b> 页", None, 3),
        ("<span>1</span>/<span>3</span>页", None, 3),
        ("1/3页", None, 3),
    ],
)
def test_what_a_list_states(text: str, total: int | None, pages: int | None) -> None:
    assert (stated_total(text), stated_pages(text)) == (total, pages)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "中国共产党第20次全国代表大会 下一页",
        "共有5个部门 下一页",
        "共1234人参与 下一页",
        "共享45条数据",
        "公共45条线路 下一页",
        "本县共辖12个镇 下一页",
        "《办法》共45条，自发布之日起施行。第一章",
        "本办法共45条，分5章。下一页",
        "全文共45条，约3000字，见附件。上一页",
        "访问量：123条 下一页",
        "总访问量：12345 下一页",
        "今日访问总数：33 下一页",
        "累计访问总计12345人次 下一页",
        "共有12件政府规章",
        "<!-- <div>共有<span>0</span>条信息 1/3页</div> --><p>页</p>",
        "共{{total}}条 {{page}}/{{pages}}页",
        "共<span id=total></span>条 第<span id=page></span>页",
        "count: 5",
        "var total = 3; var x = 1;",
        "var pageNum = 4;",
        "更新时间：2023/1/3 页面",
        "2023/1/3页",
        "第三页",
        "下载100/页",
        "共3页面",
        "12/5页",
    ],
)
def test_what_only_looks_like_it(text: str) -> None:
    assert (stated_total(text), stated_pages(text)) == (None, None)


def test_a_comment_that_hides_a_script_of_old_browsers_hides_no_figure() -> None:
    assert stated_pages("<script><!--\nvar countPage = 7;\n//--></script>") == 7


def test_the_first_figure_counts() -> None:
    assert stated_total("共45条 1/3<hr>共7条 1/1") == 45
