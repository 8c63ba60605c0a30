"""The content of a simulated site, free of any markup: columns, documents, homepage features and
behaviours.

A site is built anew by a function each time, so a planted fault may change it in place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Area:
    """An invented county: full name (青石县), short name (青石), the sign of its document numbers
    (青) and 县 or 区.

    `code` is its six-digit division code; 99 is no province, so no code collides with a real one. `authority` is the
    name of what governs it, where that is no 人民政府 (管理委员会).
    """

    name: str
    short: str
    sign: str
    rank: Literal["县", "区"]
    code: str
    authority: str = ""

    @property
    def government(self) -> str:
        """The name of its government."""
        return self.authority or f"{self.name}人民政府"

    @property
    def office(self) -> str:
        """The name of its government office."""
        return f"{self.government}办公室"


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a body."""

    text: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell, which may span columns and rows."""

    text: str
    colspan: int = 1
    rowspan: int = 1


@dataclass(slots=True)
class Table:
    """A table inside a body."""

    rows: list[list[str | Cell]]
    caption: str = ""


#: A paragraph may hold links as [[doc:key|words]], [[col:key|words]] or [[http://…|words]].
Block = str | Heading | Table


@dataclass(slots=True)
class Document:
    """One document: key unique in the site, title, Beijing date of publication, body, and what
    its page shows.

    `issued` is 成文日期; `number` is 发文字号; `official` documents carry the metadata table
    (index number, issuer …). `attachments` are file names; `related` are keys of documents in the
    box 相关链接. `filed` says that the body stands in the first attachment alone, as text or as the
    scan of a printed copy.
    """

    key: str
    title: str
    published: date
    blocks: list[Block]
    issued: date | None = None
    number: str = ""
    issuer: str = ""
    source: str = ""
    topic: str = "综合政务"
    official: bool = False
    attachments: list[str] = field(default_factory=list)
    related: list[str] = field(default_factory=list)
    home_column: str = ""
    filed: Literal["", "text", "scan"] = ""

    @property
    def shown(self) -> list[Block]:
        """The body as the page shows it."""
        return ["全文见附件，请下载阅读。"] if self.filed else self.blocks


@dataclass(slots=True)
class Column:
    """One column: key unique in the site (also its folder), name, children, documents, and its
    own text, if any.

    `form` names what its page offers beside text and list: the form of a request for information,
    or the search and download of a library. `placeholder` replaces the whole content.
    """

    key: str
    name: str
    children: list[Column] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    form: Literal["", "request", "library"] = ""
    placeholder: str = ""

    def walk(self) -> Iterator[Column]:
        """This column and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


Behaviour = Literal["firewall", "hang", "shell", "unavailable"]


#: The families of content management systems that publish simulated sites.
FamilyName = Literal[
    "trs",
    "jcms",
    "static",
    "jpaas",
    "gkmlpt",
    "vsb",
    "longxun",
    "trs_fujian",
    "legacy",
    "uuid_paths",
]


@dataclass(slots=True)
class SiteContent:
    """One whole site.

    `sections` are the columns whose newest rows the homepage shows, `entries` those it links to
    by name. `footer` maps each part of the footer to its words. `behaviours` says how the page of
    a column or document misbehaves; `robots` lists keys of columns that robots.txt forbids.
    `dead` are (words, path, key of the column whose page links to it). `tags` are the meta tags
    that article pages carry, `untagged` the keys of documents without any. `missing` says how an
    address that does not exist answers: with status 404, or with 200 and the homepage again or a
    refresh to it. Without `validity` no page says whether a document is in force. `off_home` are
    columns that the menu at the head of every page, so of the homepage, leaves out. `today` is the day that
    its pages say it is.
    """

    id: str
    area: Area
    family: FamilyName
    columns: list[Column]
    sections: list[str]
    entries: list[str]
    footer: dict[str, str]
    search: Literal["works", "none", "broken"] = "works"
    accessible: bool = True
    tags: tuple[str, ...] = ("ArticleTitle", "PubDate", "ContentSource")
    untagged: set[str] = field(default_factory=set)
    behaviours: dict[str, Behaviour] = field(default_factory=dict)
    robots: list[str] = field(default_factory=list)
    dead: list[tuple[str, str, str]] = field(default_factory=list)
    missing: Literal["404", "home", "refresh"] = "404"
    validity: bool = True
    down: bool = False
    off_home: set[str] = field(default_factory=set)
    today: date = date(2021, 4, 15)

    @property
    def name(self) -> str:
        """The site's name."""
        return self.area.government

    @property
    def today_words(self) -> str:
        """The day as the head of a page says it: 2021年4月15日 星期四."""
        day = self.today
        return f"{day.year}年{day.month}月{day.day}日 星期{'一二三四五六日'[day.weekday()]}"

    def all_columns(self) -> Iterator[Column]:
        """Every column of the site, parents first."""
        for column in self.columns:
            yield from column.walk()

    def column(self, key: str) -> Column:
        """The column of that key. Raises KeyError when there is none."""
        for column in self.all_columns():
            if column.key == key:
                return column
        raise KeyError(key)

    def document(self, key: str) -> Document:
        """The document of that key. Raises KeyError when there is none."""
        return self.documents()[key]

    def documents(self) -> dict[str, Document]:
        """Every document by key; one that lies in several columns has its page in the first."""
        found: dict[str, Document] = {}
        for column in self.all_columns():
            for document in column.documents:
                if document.key not in found:
                    document.home_column = column.key
                    found[document.key] = document
        return found

    def path_to(self, key: str) -> list[Column]:
        """The columns from the top level down to the one of that key. Raises KeyError when there
        is none.
        """

        def search(columns: list[Column], above: list[Column]) -> list[Column] | None:
            for column in columns:
                here = [*above, column]
                if column.key == key:
                    return here
                below = search(column.children, here)
                if below:
                    return below
            return None

        found = search(self.columns, [])
        if found is None:
            raise KeyError(key)
        return found

    def remove_document(self, key: str) -> None:
        """Take a document out of every column, and out of every box of related links."""
        self.document(key)
        for column in self.all_columns():
            column.documents = [item for item in column.documents if item.key != key]
        for document in self.documents().values():
            document.related = [other for other in document.related if other != key]

    def remove_column(self, key: str) -> Column:
        """Take a column with all below it out of the tree and off the homepage; returns it."""
        path = self.path_to(key)
        siblings = path[-2].children if len(path) > 1 else self.columns
        siblings.remove(path[-1])
        gone = {column.key for column in path[-1].walk()}
        self.sections = [item for item in self.sections if item not in gone]
        self.entries = [item for item in self.entries if item not in gone]
        return path[-1]
