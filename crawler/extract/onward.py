"""Pages that are not what a reader stays on: those that send him elsewhere, and splash pages with one way in."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import urlsplit

from lxml import html

from crawler.extract import flat, links
from crawler.extract import meta as metas
from crawler.extract.scripts import sent_to
from crawler.snapshot.facts import Link

TINY = 120  # characters of shown text under which a page shows nothing of its own
_LITTLE = 400  # characters with which a page may be a notice that says where it leads
_AT_ONCE = 3  # seconds within which a refresh sends everybody on, whatever the page shows
_SOON = 10
_MOST_SOURCE = 20_000
_MOST_LINKS = 12
_GOES = re.compile(r"location|navigate|open\s?\(")
_ENTER = re.compile(
    r"进\s?入|点击.{0,6}(?:访问|浏览)|(?:访问|浏览)(?:网站|本站|首页|主站|新版|门户)|跳过|首\s?页|主\s?页|(?:^|\W)(?:enter|skip|index|home)(?:\W|$)|"
    r"简体|中文|电脑版|新版|PC版|桌面版",
    re.I,
)
_ASIDE = re.compile(
    r"english|(?:^|\W)en(?:\W|$)|英文|旧版|老版|手机|移动版|触屏|wap|无障碍|长辈|繁体|下载|flash|收藏|设为首页|邮箱|登录|备案|ICP|举报|联系",
    re.I,
)
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|zip|rar|exe|apk|png|jpe?g|gif|bmp|swf|mp4)(?:\?|$)", re.I)
_SPLASH_TEXT = 300  # characters that a splash page may show, its foot included
_SPLASH_LINKS = 3  # different places inside the site that a splash page may lead to


_HAN = re.compile("[\u4e00-\u9fff]")
_SITE = re.compile("政府(?:网|$)|门户|网站|首页|主页|中文|简体")


def redirect_target(tree: html.HtmlElement, text: str, url: str, shown: str | None = None) -> str:
    """Where a page sends its reader by meta refresh or script, absolute; "" when it stays.

    `text` is the page's source, `shown` its visible text, worked out when not given. A refresh within three seconds sends
    everybody on; one of up to ten seconds counts on a page that shows little, a later one only where nothing else stands.
    A script counts on a page that shows next to nothing, where it goes at once and whatever the browser.
    """
    resolver = links.resolver_of(tree, url)
    written, seconds = metas.refresh(tree)
    target = resolver.absolute(written)
    if target and target != url:
        if seconds <= _AT_ONCE:
            return target
        length = len(shown if shown is not None else flat.shown_text(tree))
        if length <= (_LITTLE if seconds <= _SOON else TINY) and not _has_frames(tree):
            return target
    if len(text) > _MOST_SOURCE or len(list(islice(tree.iter("a"), _MOST_LINKS))) == _MOST_LINKS:
        return ""
    scripts, onload = _scripts(tree)
    if not any(_GOES.search(code) for code in (*scripts, onload)):
        return ""
    if len(shown if shown is not None else flat.shown_text(tree)) > TINY:
        return ""
    target = resolver.absolute(sent_to(scripts, onload, url))
    return target if target != url else ""


def _has_frames(tree: html.HtmlElement) -> bool:
    return next(tree.iter("frame", "iframe"), None) is not None


def _scripts(tree: html.HtmlElement) -> tuple[list[str], str]:
    """The scripts that stand in the page, and what its body does when loaded."""
    scripts = [
        script.text or ""
        for script in tree.iter("script")
        if not script.get("src") and "template" not in (script.get("type") or "")
    ]
    body = next(tree.iter("body", "frameset"), None)
    return scripts, (body.get("onload") or "") if body is not None else ""


def way_in(tree: html.HtmlElement, url: str, shown: str | None = None) -> str:
    """The address behind a splash page, absolute; "" when the page is none.

    A splash page shows next to nothing and leads to few places of its own site: a picture to click on, 点击进入, a button,
    or a choice of languages, of which Chinese is taken. `shown` is its visible text, worked out when not given.
    """
    if len(shown if shown is not None else flat.shown_text(tree)) > _SPLASH_TEXT:
        return ""
    if _has_frames(tree):
        return ""
    inside = [link for link in _ways(tree, url) if _same_site(link.url, url)]
    places = dict.fromkeys(link.url for link in inside)
    if not places or len(places) > _SPLASH_LINKS:
        return ""
    for link in inside:
        if _ENTER.search(link.text) and not _ASIDE.search(link.text):
            return link.url
    plain = [link for link in inside if not _ASIDE.search(link.text)]
    if len({link.url for link in plain}) != 1:
        return ""
    # A page whose one link names a column is a small homepage, and no splash page.
    is_door = any(not _HAN.search(link.text) or _SITE.search(link.text) for link in plain)
    return plain[0].url if is_door else ""


def _ways(tree: html.HtmlElement, url: str) -> list[Link]:
    """What a visitor can click on that leads to another page, the page's own address left out."""
    resolver = links.resolver_of(tree, url)
    found = links.page_links(flat.split_links(flat.flatten(tree)), resolver)
    for button in tree.iter("input", "button"):
        words = button.get("value") or " ".join("".join(button.itertext()).split())
        target = resolver.of_link("", button.get("onclick") or "")
        form = next(button.iterancestors("form"), None)
        if not target and form is not None and (button.get("type") or "").lower() == "submit":
            fields = [each for each in form.iter("input") if (each.get("type") or "text") == "text"]
            target = "" if fields else resolver.absolute(form.get("action") or "")
        found.append(Link(target, words))
    return [link for link in found if link.url and link.url != url and not _FILE.search(link.url)]


def _same_site(url: str, other: str) -> bool:
    """Whether two addresses lie on one host, or on hosts of which one is the other's domain (www. left out)."""
    first, second = ((urlsplit(each).hostname or "").removeprefix("www.") for each in (url, other))
    return first == second or first.endswith("." + second) or second.endswith("." + first)
