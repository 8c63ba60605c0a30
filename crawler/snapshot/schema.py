"""The tables of a snapshot, in SQLAlchemy Core: the same code runs on SQLite and PostgreSQL.

One row of `crawl` is one crawl of one site; `fetch` is its frontier and its log at once (a row without an outcome is still
to be fetched), so that what a killed crawl had left to do is simply what has no outcome; `page` holds what extraction
read from a fetched page. A page that is the same as at the last audit has its facts there: `page_crawl` and `page_seq` of
a request say where.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Engine,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    and_,
    create_engine,
    event,
    inspect,
)
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

METADATA = MetaData()
SCHEMA_VERSION = 2
EXTRACTION = 4  # raised when pages are read in another way: facts of an earlier reading then stand for no page again

STORE = Table(
    "store",
    METADATA,
    Column("version", Integer, primary_key=True),
)

CRAWL = Table(
    "crawl",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("site_id", String(100), nullable=False),
    Column("name", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("level", String(20), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date, nullable=False),
    Column("plan", String(64), nullable=False),  # what was asked for: a hash of site and crawl plan
    Column("state", String(20), nullable=False),  # running | complete | partial | failed
    Column("started", String(32), nullable=False),
    Column("finished", String(32), nullable=False, default=""),
    Column("seconds", Float, nullable=False, default=0.0),
    Column("settings", Text, nullable=False, default="{}"),
    Column("notes", Text, nullable=False, default="[]"),
    Column("extraction", Integer, nullable=False, default=EXTRACTION),
    Column("previous", Integer),  # the crawl whose unchanged pages were taken over
    Index("crawl_by_site", "site_id", "plan"),
)

FETCH = Table(
    "fetch",
    METADATA,
    Column("crawl_id", Integer, ForeignKey("crawl.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("url", Text, nullable=False),
    Column("role", String(10), nullable=False),
    Column("priority", Integer, nullable=False),
    Column("depth", Integer, nullable=False, default=0),
    Column("anchor", Text, nullable=False, default=""),
    Column("found_on", Text, nullable=False, default=""),
    Column("column_url", Text, nullable=False, default=""),
    Column("row_day", Date),
    Column("form", Text, nullable=False, default=""),  # body of a POST; "" for GET
    Column("feed", String(20), nullable=False, default=""),  # the CMS family whose feed this is
    Column("fallback_url", Text, nullable=False, default=""),
    Column("fallback_form", Text, nullable=False, default=""),
    Column("page_no", Integer, nullable=False, default=1),
    Column("sampled", Boolean, nullable=False, default=False),
    Column("standing", Boolean, nullable=False, default=False),
    Column("hops", Integer, nullable=False, default=0),
    Column("rendered", Boolean, nullable=False, default=False),  # asked for with the browser
    Column("outcome", String(20)),
    Column("status", Integer),
    Column("detail", Text, nullable=False, default=""),
    Column("final_url", Text, nullable=False, default=""),
    Column("fetched_at", String(32), nullable=False, default=""),
    Column("sha256", String(64), nullable=False, default=""),
    Column("archive", Text, nullable=False, default=""),
    Column("size", Integer, nullable=False, default=0),
    Column("list_end", String(12), nullable=False, default=""),  # how the list went on from here
    Column("etag", Text, nullable=False, default=""),
    Column("modified", Text, nullable=False, default=""),  # Last-Modified as the server wrote it
    Column("page_crawl", Integer),
    Column("page_seq", Integer),
)

PAGE = Table(
    "page",
    METADATA,
    Column("crawl_id", Integer, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("family", String(20), nullable=False, default=""),
    Column("title", Text, nullable=False, default=""),
    Column("published", Date),
    Column("issued", Date),
    Column("document_number", Text, nullable=False, default=""),
    Column("issuer", Text, nullable=False, default=""),
    Column("source", Text, nullable=False, default=""),
    Column("stated_total", Integer),
    Column("text", Text, nullable=False, default=""),
    Column("facts", Text, nullable=False, default="{}"),
    Column("onward", Text, nullable=False, default=""),  # where the page leads: see onward.py
    Column("digest", String(32), nullable=False, default=""),  # of what was read, text included
)

PAGE_OF_FETCH = and_(PAGE.c.crawl_id == FETCH.c.page_crawl, PAGE.c.seq == FETCH.c.page_seq)
"""The join from a request to what was read from its page, now or at an earlier audit."""


# What a SQLite file begins with. SQLite itself takes a text of a few bytes for an empty database, and would write over it.
_MAGIC = b"SQLite format 3\x00"


class StoreError(Exception):
    """The store cannot be opened, read or written; the message says which and what would be right."""


def _tune(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    # WAL and NORMAL: a killed process loses no committed page, and a reader never waits for the crawl.
    for pragma in (
        "journal_mode=WAL",
        "synchronous=NORMAL",
        "busy_timeout=30000",
        "cache_size=-16000",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def open_store(url: str, *, create: bool) -> Engine:
    """Open a store by database URL; `create` makes tables (and, for SQLite, the file) that are not there.

    Raises StoreError for a URL that is none, a file that is no store, a store of another version, or one that is missing.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreError(
            f"--store {url!r} 不是数据库地址；应形如 sqlite:///audit/zwgk.sqlite"
        ) from error
    told = parsed.render_as_string(hide_password=True)
    if parsed.get_backend_name() == "sqlite":
        if parsed.database in (None, "", ":memory:"):
            raise StoreError(f"--store {told} 没有写文件；应形如 sqlite:///audit/zwgk.sqlite")
        _see_file(Path(str(parsed.database)), create=create)
    try:
        engine = create_engine(parsed)
        tables = set(inspect(engine).get_table_names())
        if "store" not in tables:
            if tables:
                raise StoreError(f"{told} 是另一程序的数据库（没有 store 表）；请换一个 --store")
            if not create:
                raise StoreError(f"{told} 里没有抓取结果：请先运行 zwgk crawl 或 zwgk audit")
            METADATA.create_all(engine)
            with engine.begin() as connection:
                connection.execute(STORE.insert().values(version=SCHEMA_VERSION))
        else:
            with engine.connect() as connection:
                version = connection.execute(STORE.select()).scalar()
            if version != SCHEMA_VERSION:
                raise StoreError(
                    f"{told} 的格式是第 {version} 版，本程序读写第 {SCHEMA_VERSION} 版"
                )
    except (SQLAlchemyError, ImportError) as error:
        cause = str(getattr(error, "orig", None) or error).splitlines()[0]
        raise StoreError(f"打不开抓取结果 {told}：{cause}") from error
    if engine.dialect.name == "sqlite":
        # Not before it is known to be a store: WAL mode is written into the file, and this might be another program's.
        event.listen(engine, "connect", _tune)
        engine.dispose()
    return engine


def _see_file(path: Path, *, create: bool) -> None:
    """Raise StoreError where a SQLite file is missing, cannot be made, or is no SQLite file."""
    if not create and not path.is_file():
        raise StoreError(f"找不到抓取结果 {path}：请先运行 zwgk crawl 或 zwgk audit")
    if create and not path.parent.is_dir():
        raise StoreError(f"存放抓取结果的文件夹 {path.parent} 不存在")
    try:
        with path.open("rb") as file:
            start = file.read(len(_MAGIC))
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(f"打不开抓取结果 {path}：{error.strerror or error}") from error
    if start and start != _MAGIC:
        raise StoreError(f"{path} 不是抓取结果（不是 SQLite 文件）；请换一个 --store")
