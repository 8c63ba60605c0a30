"""What a case (用例) of a rule says: a small site, and the verdict that is right for it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from crawler.snapshot.facts import Outcome, Role
from rules.model import Day, Kind, Level, Strict

LONGEST_TEXT = 50_000
"""Longest text of a case, in characters: every key that holds words."""

DEEPEST = 12
"""How many columns a path may name."""

Words = Annotated[str, Field(max_length=LONGEST_TEXT)]
Expected = Literal["pass", "partial", "fail", "undetermined", "not_applicable", "manual"]
SearchState = Literal["works", "finds_nothing", "dead", "untried", "no_answer", "none"]
UnreadRole = Literal["column", "list", "frame", "document"]


def _texts(value: object) -> object:
    # One name may stand without brackets.
    return (value,) if isinstance(value, str) else value


def _linked(value: object) -> object:
    return {"text": value, "to": value} if isinstance(value, str) else value


def _cell(value: object) -> object:
    words = _spelled(value)
    return {"text": words} if isinstance(words, str) else value


def _named(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


def _spelled(value: object) -> object:
    # YAML reads an unquoted 12 and 2023-05-10 as a number and a date; on a page both are words.
    plain = isinstance(value, (int, date)) and not isinstance(value, bool)
    return str(value) if plain else value


def _short_path(value: str) -> str:
    if value.count(">") >= DEEPEST:
        raise ValueError(f"栏目的路径至多 {DEEPEST} 层")
    return value


ColumnPath = Annotated[str, Field(max_length=1000), AfterValidator(_short_path)]
Names = Annotated[tuple[Words, ...], BeforeValidator(_texts)]
Spelled = Annotated[Words, BeforeValidator(_spelled)]
ColumnPaths = Annotated[tuple[ColumnPath, ...], BeforeValidator(_texts)]
Tables = tuple[tuple[tuple[Spelled, ...], ...], ...]


class CaseSite(Strict):
    """Which site the case is about."""

    name: str = Field(default="博山区人民政府", min_length=1, max_length=100)
    level: Level = "county"
    kind: Kind = "government"


class CaseLink(Strict):
    """A link: its words, and where it leads: an address, or the title or name of what the case has.

    `dead`: its target answers that it does not exist.
    """

    text: Words = ""
    to: Words = ""
    dead: bool = False


class CaseFile(Strict):
    """A file attached to a document, read unless its `outcome` is another than ok."""

    name: str = Field(min_length=1, max_length=300)
    text: Words = ""
    tables: Tables = ()
    outcome: Outcome = Outcome.OK
    unread_part: Words = ""


Cell = Annotated[CaseLink, BeforeValidator(_cell)]
Linked = Annotated[CaseLink, BeforeValidator(_linked)]
Attached = Annotated[CaseFile, BeforeValidator(_named)]


class CaseDocument(Strict):
    """A document as a reader sees it in its list and on its page.

    `date` is the day of publication, none where none is shown; `row_date` and `row_title` are what its list shows,
    where that differs. A cell of a table is text, or a link. `validity` is the 有效性 of its metadata. `read: false`:
    known from its list alone.
    """

    title: str = Field(min_length=1, max_length=500)
    date: Day | None = None
    column: ColumnPaths = ()
    row_title: Words = ""
    row_date: Day | None = None
    number: Words = ""
    text: Words = ""
    issued: Day | None = None
    source: Words = ""
    issuer: Words = ""
    validity: Words = ""
    links: tuple[Linked, ...] = ()
    attachments: tuple[Attached, ...] = ()
    headings: tuple[Words, ...] = ()
    tables: tuple[tuple[tuple[Cell, ...], ...], ...] = ()
    metadata: dict[str, Spelled] = Field(default_factory=dict)
    meta: dict[str, Spelled] = Field(default_factory=dict)
    placeholder: Words = ""
    url: Words = ""
    article: bool = True
    read: bool = True
    outcome: Outcome = Outcome.OK

    @model_validator(mode="after")
    def _says_nothing_unread(self) -> CaseDocument:
        if self.read and self.outcome is Outcome.OK:
            return self
        keys = ("number", "text", "issued", "source", "issuer", "validity", "links", "attachments",
                "headings", "tables", "metadata", "meta", "placeholder")  # fmt: skip
        said = [key for key in keys if getattr(self, key)]
        if said:
            raise ValueError(f"文件“{self.title[:40]}”的页面没有读到，不能写 {'、'.join(said)}")
        return self


class CaseColumn(Strict):
    """A column as its page shows it.

    `names` are further names that it goes by. `rows` is the number of entries of its list beside the documents of the
    case. `shown` are words of its page that are no text of its own, those of forms included. `asked: false`: found,
    and never asked for.
    """

    name: str = Field(min_length=1, max_length=200)
    names: tuple[Words, ...] = ()
    children: tuple[Annotated[CaseColumn, BeforeValidator(_named)], ...] = ()
    on_homepage: bool = False
    outcome: Outcome = Outcome.OK
    asked: bool = True
    text: Words = ""
    shown: Words = ""
    placeholder: Words = ""
    headings: tuple[Words, ...] = ()
    tables: Tables = ()
    links: tuple[Linked, ...] = ()
    attachments: Names = ()
    form_fields: int = Field(default=0, ge=0, le=1000)
    rows: int = Field(default=0, ge=0, le=100_000)
    stated_total: int | None = Field(default=None, ge=0)
    complete: bool = True
    url: Words = ""


Columned = Annotated[CaseColumn, BeforeValidator(_named)]


class CaseHomepage(Strict):
    """The homepage. `dated` are its dated entries, as [day, title]; `frames` the addresses of its frames."""

    title: Words = ""
    text: Words = ""
    footer: Words = ""
    links: tuple[Linked, ...] = ()
    dated: tuple[tuple[Day, Words], ...] = ()
    frames: tuple[Words, ...] = ()
    meta: dict[str, Spelled] = Field(default_factory=dict)
    search: SearchState = "none"
    outcome: Outcome = Outcome.OK


class CaseUnread(Strict):
    """A request that brought no answer: what led to it (`anchor`), and the column whose page, list or document it is."""

    outcome: Outcome = Outcome.TIMEOUT
    role: UnreadRole = "column"
    anchor: Words = ""
    column: ColumnPath = ""
    date: Day | None = None

    @model_validator(mode="after")
    def _unanswered(self) -> CaseUnread:
        if self.outcome.answered:
            raise ValueError(f"outcome: {self.outcome.value} 是有应答的；unread 只写没有应答的请求")
        return self

    @property
    def fetch_role(self) -> Role:
        """The role of the request."""
        return Role(self.role)


class Case(Strict):
    """One case: a site, and the verdict that is right for it.

    `code` and `share` narrow the expectation to one outcome of the check kind, and to the share that a partial earns.
    `near_miss`: looks like the thing and is not, or looks faulty and is not. `bound`: lies exactly on the last good
    (`met`) or the first bad value (`missed`) of the clause's number, span or day. `gap`: why today's verdict is known
    to be wrong; `expect` is then what would be right.
    """

    case: str = Field(min_length=1, max_length=200)
    expect: Expected
    code: Words = ""
    share: float | None = Field(default=None, gt=0, lt=1)
    near_miss: bool = False
    bound: Literal["met", "missed"] | None = None
    gap: Words = ""
    as_of: Day | None = None
    site: CaseSite | None = None
    documents: tuple[CaseDocument, ...] = Field(default=(), max_length=1000)
    columns: tuple[Columned, ...] = Field(default=(), max_length=1000)
    homepage: CaseHomepage = CaseHomepage()
    unread: tuple[CaseUnread, ...] = Field(default=(), max_length=1000)
    dead: tuple[Words, ...] = Field(default=(), max_length=1000)

    @model_validator(mode="after")
    def _share_of_partial(self) -> Case:
        if self.share is not None and self.expect != "partial":
            raise ValueError("share 只用于 expect: partial")
        return self


class CaseHead(Strict):
    """The keys of a file of cases: the day judged from, the site of every case, and the cases by rule."""

    as_of: Day
    site: CaseSite = CaseSite()
    rules: dict[str, Any] = Field(min_length=1)
