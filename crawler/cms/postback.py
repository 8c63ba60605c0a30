"""ASP.NET pages that post themselves back: the pager is `__doPostBack('ctl00$Pager','2')`, the next page a POST of the form.

The form goes back as it stands, hidden state included, with the event's target and argument set. AspNetPager, GridView
(`Page$2`), link buttons, selects that list pages and plain submit buttons (下一页) all work so. A pager of plain links on
the same page comes first.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from lxml.html import HtmlElement

from crawler.cms.family import MORE, UNKNOWN, ListPage, ListRequest, PageView
from crawler.cms.generic import next_link
from crawler.frontier import Entry
from crawler.lists.form_request import form_request, sent_fields
from crawler.lists.pagers import onward_controls
from crawler.lists.stated import stated

_MARK = "__VIEWSTATE"
_EVENT = re.compile(
    r"__doPostBack\(\s{0,4}\\?['\"]([^'\"\\]{1,300})\\?['\"]\s{0,4},\s{0,4}\\?['\"]([^'\"\\]{0,300})\\?['\"]"
)
_OPTIONS = re.compile(
    r"WebForm_PostBackOptions\(\s{0,4}['\"]([^'\"\\]{1,300})['\"]\s{0,4},\s{0,4}['\"]([^'\"\\]{0,300})['\"]"
)
_NEXT_BUTTON = re.compile(r"(?:下一?页|后一?页|next)[>›»]*", re.IGNORECASE)


class Postback:
    """The pagers of ASP.NET's web forms."""

    name = "postback"

    def recognises(self, page: PageView) -> bool:
        """By a form that keeps its state, on a page whose list goes on by posting it back."""
        return _MARK in page.source and _turn(page) is not None

    def read_list(self, page: PageView) -> ListPage:
        """Rows as shown; the next page as the form posted back."""
        rows = page.facts.rows
        says = stated(page.tree, page.source, len(rows), page.entry.page_no)
        found = ListPage(rows=rows, total=says.total)
        if url := next_link(page):
            found.end, found.next_url = MORE, url
        elif request := _turn(page):
            found.end, found.next_url, found.next_form = MORE, request.url, request.form
        else:
            found.end = UNKNOWN
        return found

    def read_feed(self, body: str, entry: Entry) -> ListPage | None:
        """Never asked: what is posted back is a page."""
        return None


def _turn(page: PageView) -> ListRequest | None:
    """The request for the list's next page."""
    given = _event(page) or _pressed(page.tree)
    form = _form(page.tree) if given else None
    if form is None:
        return None
    fields = sent_fields(form)
    if _MARK not in fields and not any(name.startswith(_MARK) for name in fields):
        # Where tables and forms are nested wrongly, a parser leaves the fields outside.
        fields = sent_fields(page.tree)
    return form_request(form, page.url, page.charset, given, fields=fields)


def _event(page: PageView) -> dict[str, str]:
    """The fields that the event of turning to the next page sets; none where nothing raises it."""
    for control in onward_controls(page):
        script = unquote(control.script) if "%" in control.script else control.script
        match = _EVENT.search(script) or _OPTIONS.search(script)
        if not match:
            continue
        given = {"__EVENTTARGET": match[1], "__EVENTARGUMENT": match[2]}
        if control.own_value:
            given[match[1]] = control.own_value  # a select's event is its own
        return given
    return {}


def _pressed(tree: HtmlElement) -> dict[str, str]:
    """The fields that a submit button sends which turns to the next page without any script."""
    for element in tree.iter("input"):
        kind, name = (element.get("type") or "").lower(), element.get("name") or ""
        if kind not in ("submit", "image") or not name or element.get("disabled") is not None:
            continue
        words = "".join((element.get("value") or element.get("alt") or "").split())
        if _NEXT_BUTTON.fullmatch(words):
            place = {f"{name}.x": "1", f"{name}.y": "1"}
            return place if kind == "image" else {name: element.get("value") or ""}
    return {}


def _form(tree: HtmlElement) -> HtmlElement | None:
    """The form that keeps the page's state, else the first."""
    forms = list(tree.iter("form"))
    keeping = [form for form in forms if form.find(f".//input[@name='{_MARK}']") is not None]
    return next(iter(keeping or forms), None)


FAMILY = Postback()
