"""The homepage: what it shows, its foot, its dated items, frames and site search."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import html

from crawler.extract import body as bodies
from crawler.extract import flat, forms, links, lists, titles
from crawler.extract import meta as metas
from crawler.extract.charset import decode
from crawler.extract.forms import SearchForm
from crawler.extract.frames import frames_of
from crawler.extract.page import parse
from crawler.snapshot.facts import Link, ListRow

_FOOT_LENGTH = 3000  # characters taken for the foot where no element says that it is the foot
_MAX_TEXT = 200_000


@dataclass(slots=True)
class HomepageFacts:
    """What one homepage shows.

    `text` is all its visible text, a block a line, with the words of the badges in its head (本站支持IPv6); `footer` the
    text of its foot. `dated` are its dated items, with the homepage's own address where an item's link leads nowhere
    (javascript:). `frames` are the addresses of those that show content (`frames.frames_of`).
    """

    url: str
    title: str = ""
    text: str = ""
    footer: str = ""
    links: list[Link] = field(default_factory=list)
    dated: list[ListRow] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    search: SearchForm | None = None


def extract_homepage(
    body: bytes,
    url: str,
    content_type: str = "",
    tree: html.HtmlElement | None = None,
    charset: str = "",
) -> HomepageFacts:
    """The facts of a homepage; parameters as of `page.extract_page`."""
    if tree is None:
        text = body.decode(charset, "replace") if charset else decode(body, content_type)[0]
        tree = parse(text)
    resolver = links.resolver_of(tree, url)
    page = bodies.Marked(tree).flatten(tree)
    pieces = flat.split_links(page)
    shown = flat.lines(flat.visible(page))
    at = page.find(flat.FOOT)
    foot = page[at:] if at >= 0 else page[-_FOOT_LENGTH:]
    images = flat.image_words(foot)
    badges = flat.badges(page[: len(page) - len(foot)])
    footer = "\n".join([*flat.lines(flat.visible(foot)), *([images] if images else [])])
    return HomepageFacts(
        url=url,
        title=titles.document_title(tree),
        text="\n".join([*shown, *badges])[:_MAX_TEXT],
        footer=footer[:_MAX_TEXT],
        links=links.page_links(pieces, resolver),
        dated=[row for row in lists.list_rows(pieces, resolver, dead=url) if row.day],
        frames=[frame.url for frame in frames_of(tree, url)],
        meta=metas.meta_tags(tree),
        search=forms.search_form(tree, resolver),
    )
