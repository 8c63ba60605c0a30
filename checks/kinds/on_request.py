"""A way to ask for information (依申请公开) is open to the public.

**Judged**: whether the site has an entry for requests that leads to a form, or tells where to write
and whom to call.

**Counts**: a form of three fields or more on the page of one of `columns`, on one below it or on a
document in it; or an address and a telephone number shown on those pages, or on a page of the guide
(政府信息公开指南) that speaks of requests (申请).

**Does not count**: the fields of the site search; an address without a telephone number, or the
other way round; an entry whose page does not exist.

**Why**: 政府信息公开条例第十二条、第二十九条: the guide names the office, its address and
telephone, and a request may be made in writing or online. An entry that leads to another host (a
province's platform) which the crawl does not read is left open, unless the site itself shows
address and telephone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pydantic import Field

from checks.context import Context
from checks.coverage import columns_within, could_hold, documents_in, searched, unread_within
from checks.explained.explaining import (
    columns_said,
    quoted,
)
from checks.kind import CheckKind, Explanation, OutcomeText, Params
from checks.presence import FORM_FIELDS, column_evidence, homepage_links, is_gone, page_key
from checks.verdict import Evidence, Judgement, Verdict
from checks.wording import excerpt, unread_said
from crawler.snapshot.facts import Fetch, Link, SiteSnapshot
from crawler.snapshot.names import normalise_name
from rules.plain_text import plain
from rules.vocabulary import Vocabulary

_GUIDE = "政府信息公开指南"
_ADDRESS = re.compile(
    r"(?:地址|地点)[为是:：]?(?=[^,，;；。:：]*[\u4e00-\u9fff]{3})[^,，;；。:：]{5,}"
)
_TELEPHONE = re.compile(
    r"(?<![0-9])(?:1[3-9][0-9]{9}|(?:[(（]?0[0-9]{2,3}[)）]?[-—－–]?)?[2-9][0-9]{6,7}|12345)(?![0-9])"
)

_LABEL = re.compile(r"电话|热线|手机|联系方式")


class OnRequestParams(Params):
    """Parameters of `on_request`."""

    columns: tuple[str, ...] = Field(
        default=("依申请公开",), min_length=1, description="申请入口的栏目名称（别名也算）"
    )


def judge(site: SiteSnapshot, params: OnRequestParams, context: Context) -> Judgement:
    """Look for a form, then for address and telephone, then for what could not be read."""
    columns = columns_within(site, context, params.columns)
    pages = [(column.fetch, column.url, column.facts) for column in columns]
    documents = documents_in(site, context, params.columns) if columns else []
    pages += [(document.fetch, document.url, document.facts) for document in documents]
    for fetch, url, facts in pages:
        if facts is not None and facts.form_fields >= FORM_FIELDS:
            quote = facts.title or url
            note = f"在线申请表单，{facts.form_fields} 个填写项"
            shown = Evidence.of(fetch, quote, url=url, note=note)
            return Judgement("pass", {"fields": facts.form_fields, "url": url}, evidence=[shown])
    if contact := _contact(site, context, params):
        return Judgement("pass_contact", {"url": contact[0].url}, evidence=contact)
    entries = _entries(site, params, context)
    alive = [link for link in entries if not is_gone(site, link.url)]
    where = searched(site, context, params.columns)
    names = (*params.columns, _GUIDE)
    unread = could_hold(site, context, params.columns) if not columns and not alive else []
    unread = [*unread, *unread_within(site, context, names)]
    if unread:
        values = {"unread": unread_said(unread)}
        return Judgement("undetermined", values, unread=unread, searched=where)
    known = {page_key(site, url) for _, url, facts in pages if facts is not None}
    outside = [link for link in alive if page_key(site, link.url) not in known]
    page = site.homepage
    evidence = [column_evidence(column, note="申请入口") for column in columns[:3]]
    if outside and not known:
        link = outside[0]
        shown = Evidence.of(page.fetch if page else None, link.text, note=f"链接到 {link.url}")
        return Judgement("entry_unread", {"url": link.url}, evidence=[shown], searched=where)
    if columns or alive:
        return Judgement("fail", evidence=evidence, searched=where)
    looked = [Evidence.of(page.fetch, page.title, note="已核对的网站首页")] if page else []
    code = "dead" if entries else "missing"
    url = entries[0].url if entries else ""
    return Judgement(code, {"url": url}, evidence=looked, searched=where)


def _entries(site: SiteSnapshot, params: OnRequestParams, context: Context) -> list[Link]:
    """Links to the entry, on the homepage or on the page of any column."""
    names = frozenset().union(*(context.vocabulary.names(name) for name in params.columns))
    found = {link.url: link for link in homepage_links(site, names)}
    for column in site.columns.values():
        for link in column.links:
            if link.url not in found and normalise_name(link.text) in names:
                found[link.url] = link
    return [found[url] for url in sorted(found)]


def _contact(site: SiteSnapshot, context: Context, params: OnRequestParams) -> list[Evidence]:
    for fetch, url, text in _texts(site, context, params.columns):
        if found := contact_in(text):
            return _contact_evidence(fetch, url, text, found)
    for fetch, url, text in _texts(site, context, (_GUIDE,)):
        if "申请" in text and (found := contact_in(text)):
            return _contact_evidence(fetch, url, text, found)
    return []


def _texts(
    site: SiteSnapshot, context: Context, names: Sequence[str]
) -> Iterator[tuple[Fetch | None, str, str]]:
    for column in columns_within(site, context, names):
        own = column.facts.text if column.facts else ""
        yield column.fetch, column.url, "\n".join((column.text, own, column.shown))
    if columns_within(site, context, names):
        for document in documents_in(site, context, names):
            if document.was_read:
                yield document.fetch, document.url, document.text


def contact_in(text: str) -> tuple[str, str] | None:
    """An address and a telephone number that a text shows, each with its label; None without both."""
    address = telephone = ""
    for line in text.splitlines():
        bare = plain(line)
        if not address and (match := _ADDRESS.search(bare)):
            address = match[0]
        if not telephone and (label := _LABEL.search(bare)):
            number = _TELEPHONE.search(bare, label.end())
            telephone = number[0] if number else ""
    return (address, telephone) if address and telephone else None


def _contact_evidence(
    fetch: Fetch | None, url: str, text: str, found: tuple[str, str]
) -> list[Evidence]:
    address, telephone = found
    whole = plain(text)
    return [
        Evidence.of(fetch, excerpt(whole, address), url=url, note="申请受理地址"),
        Evidence.of(fetch, excerpt(whole, telephone), url=url, note="联系电话"),
    ]


def explain(params: OnRequestParams, vocabulary: Vocabulary) -> Explanation:
    """What shows that information can be asked for."""
    columns = columns_said(params.columns)
    return Explanation(
        (
            "网站应有依申请公开的渠道：有可填写的在线申请表，或写明受理地址和联系电话，两者有一即为符合。",
            "入口打不开，或两样都没有的，不符合。",
        ),
        (
            f"申请表：{columns}（同义名称也算）、其下级栏目或其中的文章页上，有{FORM_FIELDS}个以上填写项的表单。",
            f"地址和电话：在上述页面，或在{quoted(_GUIDE)}中讲申请的页面上，同时写有地址和电话。",
        ),
        (
            "站内搜索框不算申请表。",
            "只写地址没有电话，或只写电话没有地址的，不算。",
            "入口指向没有抓取的其他网站（如省级统一平台）、本站又没有写明地址和电话的，由人核对，记为未能判定。",
        ),
    )


KIND = CheckKind(
    name="on_request",
    params=OnRequestParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(Verdict.PASS, "依申请公开入口有在线申请表单（{fields} 个填写项）。"),
        "pass_contact": OutcomeText(Verdict.PASS, "公布了依申请公开的受理地址和联系电话：{url}。"),
        "fail": OutcomeText(
            Verdict.FAIL, "有依申请公开入口，但没有申请表单，也没有公布受理地址和联系电话。"
        ),
        "dead": OutcomeText(Verdict.FAIL, "依申请公开入口打不开，页面不存在：{url}。"),
        "missing": OutcomeText(Verdict.FAIL, "没有依申请公开入口，也没有公布受理地址和联系电话。"),
        "entry_unread": OutcomeText(
            Verdict.UNDETERMINED,
            "依申请公开入口链接到未抓取的页面（{url}），是否有申请表单须由人核对。",
        ),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED, "未能读取 {unread}，无法判定申请渠道是否畅通。"
        ),
    },
    doc=__doc__ or "",
    explain=explain,
)
