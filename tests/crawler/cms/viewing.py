"""Pages as a CMS family sees them, for the tests of the families."""

from __future__ import annotations

from crawler.cms.family import PageView
from crawler.extract.page import extract_page, parse
from crawler.frontier import Entry
from crawler.snapshot.facts import Role

SITE = "http://www.a.gov.cn"


def view(
    body: str, path: str = "/tzgg/index.html", page_no: int = 1, title: str = "通知公告"
) -> PageView:
    """A page of a site with this body, as it is read when it is the `page_no`th page of a list."""
    url = SITE + path
    source = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body>{body}</body></html>'
    tree = parse(source)
    facts = extract_page(source.encode(), url, "text/html; charset=utf-8")
    role = Role.COLUMN if page_no == 1 else Role.LIST
    return PageView(url, source, tree, facts, Entry(url, role, 10, page_no=page_no))


def rows(count: int, first: int = 1, href: str = "./202006/t20200602_{}.html") -> str:
    """A list of so many dated rows."""
    items = "".join(
        f'<li><a href="{href.format(number)}">关于第{number}号事项的通知</a><span>2020-06-{28 - number % 28:02d}</span></li>'
        for number in range(first, first + count)
    )
    return f"<ul>{items}</ul>"
