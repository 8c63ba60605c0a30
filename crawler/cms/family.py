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
    """One fetched page as a family sees it: its address, source text, tree, extracted facts, and why it was asked for.

    `charset` is the page's, in which its forms are sent.
    """

    url: str
    source: str
    tree: HtmlElement
    facts: PageFacts
    entry: Entry
    charset: str = "utf-8"


@dataclass(frozen=True, slots=True)
class ListRequest:
    """How to ask for a list, or for the next page of one.

    `form` is a POST body ("" is GET): JSON where it begins with a brace, else url-encoded. `feed` names the family that
    reads the answer; "" means that the answer is a page like any other, and its own family reads it.
    """

    url: str
    form: str = ""
    feed: str = ""


@dataclass(frozen=True, slots=True)
class FoundColumn:
    """A column that only a page's scripts name (a catalogue tree in JSON, a menu written by script).

    `list` asks for its list, and is the column's address. `parent` is the address of the column above it; "" is the page
    that names it.
    """

    name: str
    list: ListRequest
    parent: str = ""


@dataclass(slots=True)
class ListPage:
    """One page of a list: its rows, how it goes on, and what the list says of its own size.

    `end` is END, MORE or UNKNOWN. `next_url` with `next_form` (a POST body, "" for GET) is the next page, which is the
    first where the page itself has no rows; `next_feed` names the family when that is a feed and no page; `other_url`
    and `other_form` ask for the same in another way, should the first fail. `total` is the number of entries that the
    list states. `also` are further lists of the same column on the same page (tabs, boxes filled by script). `columns` are
    columns that only a script names. `parts` are pieces of the page that a script fetches: they are read like its frames.
    `shows` is the address of the column among them that the page is another address of.
    `html` is for a feed that answers with such a piece, or with a page of a list, as HTML in an envelope: what it holds,
    to be read in place of everything else here. `family` is the one that read the page.
    """

    rows: list[ListRow] = field(default_factory=list)
    end: str = END
    next_url: str = ""
    next_form: str = ""
    next_feed: str = ""
    other_url: str = ""
    other_form: str = ""
    total: int | None = None
    also: list[ListRequest] = field(default_factory=list)
    columns: list[FoundColumn] = field(default_factory=list)
    shows: str = ""
    parts: list[ListRequest] = field(default_factory=list)
    html: str = ""
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
        """The rows, or the HTML, of a feed that `read_list` asked for; None when the answer is no feed."""
        ...
