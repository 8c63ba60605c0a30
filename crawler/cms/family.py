"""What a CMS family has to say of a page: its list rows, how the list goes on, and which URLs are documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from lxml.html import HtmlElement

from crawler.frontier import Entry
from crawler.snapshot.facts import ListRow, PageFacts

END = "end"  # the list ends here
MORE = "more"  # it goes on at `next_url`
UNKNOWN = "unknown"  # it goes on, but the page does not say where in a way that can be followed


@dataclass(slots=True)
class PageView:
    """One fetched page as a family sees it: its address, source text, tree, extracted facts, and why it was asked for."""

    url: str
    source: str
    tree: HtmlElement
    facts: PageFacts
    entry: Entry


@dataclass(slots=True)
class ListPage:
    """One page of a list: its rows, how it goes on, and what the list says of its own size.

    `end` is END, MORE or UNKNOWN. `next_url` with `next_form` (a POST body, "" for GET) is the next page; `next_feed`
    names the family when the next page is a feed and not HTML; `other_url` and `other_form` ask for the same in another
    way. `total` is the number of entries that the list states. `family` is the one that read it.
    """

    rows: list[ListRow] = field(default_factory=list)
    end: str = END
    next_url: str = ""
    next_form: str = ""
    next_feed: str = ""
    other_url: str = ""
    other_form: str = ""
    total: int | None = None
    family: str = ""


class Family(Protocol):
    """A CMS family (网站群产品)."""

    name: str

    def recognises(self, page: PageView) -> bool:
        """Whether the page shows the family's traits."""
        ...

    def read_list(self, page: PageView) -> ListPage:
        """The rows of the page's list and how it goes on."""
        ...

    def read_feed(self, body: str, entry: Entry) -> ListPage | None:
        """The rows of a feed that `read_list` asked for; None when the answer is no feed."""
        ...
