"""Trying a site's own search (站内检索) with one query, where its form can be sent over plain HTTP."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from crawler.extract.homepage import HomepageFacts
from crawler.follow import SEARCH, Policy
from crawler.frontier import Entry
from crawler.snapshot.facts import Role

QUERY = "政府信息公开"  # words that every site under these rules carries in its own menus


def search_probe(
    home: HomepageFacts, entry: Entry, policy: Policy, charset: str
) -> tuple[list[Entry], dict[str, Any] | None]:
    """The request that tries the homepage's search form, if it can be tried, and what is to be kept of the form.

    `charset` is the homepage's: a form sends its words in the page's own. The second value is None when the homepage has
    no search form; its `detail` says why a form was not tried.
    """
    form = home.search
    if form is None:
        return [], None
    kept = {"action": form.action, "query": QUERY, "detail": ""}
    if not form.field or not form.action:
        kept["detail"] = "检索由脚本提交，不用浏览器无法试用"
        return [], kept
    if not policy.is_internal(form.action):
        kept["detail"] = f"检索由站外平台提供：{urlsplit(form.action).netloc}"
        return [], kept
    sent = urlencode({**form.hidden, form.field: QUERY}, encoding=charset, errors="replace")
    if form.method.lower() == "post":
        probe = Entry(
            form.action,
            Role.SEARCH,
            SEARCH,
            anchor="站内检索",
            found_on=entry.url,
            form=sent,
        )
        return [probe], kept
    parts = urlsplit(form.action)
    query = "&".join(part for part in (parts.query, sent) if part)
    url = urlunsplit(parts._replace(query=query, fragment=""))
    return [Entry(url, Role.SEARCH, SEARCH, anchor="站内检索", found_on=entry.url)], kept
