"""A store of any number of documents: one simulated site's crawl, its documents copied with names of their own.

Every copy has its own place name in titles and texts, its own document numbers and addresses, and its day moved, so that
policies and interpretations, consultations and results stay pairs within their copy and nothing counts as a double.
"""

from __future__ import annotations

import json
import re
import sqlite3
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from rich.console import Console

from demo.cycle import Cycle
from demo.server import serve
from demo.sites.content.base import filler
from demo.sites.model import Area
from zwgk.audit import STORE, prepare_folder, run_crawl
from zwgk.demonstration import SETTINGS
from zwgk.jobs import load_jobs

_NUMBER = re.compile(r"(〔\d{4}〕\s?)(\d{1,3})(?=\s?号)")
_FIRST, _SECOND = "云清金玉青白紫红丹翠松柏梅兰竹菊", "岭溪河湖山泉湾坪桥渡沙石林田坡塘"
_BATCH = 2000
_FILLER = Area("千页县", "千页", "千", "县", "990199")
_LENGTH = 1200  # characters to which a document's text is filled up, as real ones have on average


def crawl_one(cycle: Cycle, site_id: str, folder: Path) -> Path:
    """Crawl one simulated site into a folder; returns the store's file."""
    prepare_folder(folder)
    with serve(cycle.applications([site_id])) as serving:
        sites = folder / "sites.yaml"
        sites.write_text(cycle.site_list_yaml(serving.urls), encoding="utf-8")
        run_crawl(
            load_jobs(sites, []),
            folder,
            None,
            cycle.as_of,
            SETTINGS,
            Console(quiet=True),
            fresh=True,
        )
    return folder / STORE


def multiply(store: Path, documents: int, area: str) -> int:
    """Copy the documents of the store's only crawl, and the lists that name them, until there are so many.

    `area` is the county's name, after which each copy's place name goes. Returns how many documents there are.
    """
    connection = sqlite3.connect(store)
    connection.row_factory = sqlite3.Row
    try:
        fetches = [dict(row) for row in connection.execute("select * from fetch order by seq")]
        pages = {row["seq"]: dict(row) for row in connection.execute("select * from page")}
        own = {row["url"] for row in fetches if row["role"] == "document"}
        kept = {
            row["seq"]: row
            for row in fetches
            if row["role"] == "document"
            or (row["role"] in ("column", "list") and row["seq"] in pages)
        }
        highest = max(row["seq"] for row in fetches)
        copies = max(0, -(-documents // len(own)) - 1)
        for number in range(1, copies + 1):
            copy = _Copy(number, number * (highest + 1), own, area)
            rows = [copy.fetch(row) for row in kept.values()]
            _insert(connection, "fetch", rows)
            _insert(connection, "page", [copy.page(pages[seq]) for seq in kept if seq in pages])
        connection.commit()
        counted = connection.execute("select count(*) from fetch where role = 'document'")
        return int(counted.fetchone()[0])
    finally:
        connection.close()


class _Copy:
    def __init__(self, number: int, offset: int, own: set[str], area: str) -> None:
        self._number, self._offset = number, offset
        low, high = number % len(_FIRST), number // len(_FIRST)
        self._place = (
            _FIRST[low] + _SECOND[high % len(_SECOND)] + "〇一二三四五"[high // 16 % 6].strip("〇")
        )
        self._area = re.compile(rf"{area}(?!人民政府|政府)")
        self._whole = area
        self._own = own
        self._back = timedelta(days=number % 50)

    def fetch(self, row: dict[str, Any]) -> dict[str, Any]:
        url = self._url(row["url"], document=row["role"] == "document")
        changed = {
            "seq": row["seq"] + self._offset,
            "url": url,
            "final_url": url if row["final_url"] else "",
            "anchor": self._title(row["anchor"]) if row["role"] == "document" else row["anchor"],
            "row_day": self._day(row["row_day"]),
            "page_seq": row["page_seq"] + self._offset if row["page_seq"] else None,
            "etag": "",
            "role": "list" if row["role"] == "column" else row["role"],
            "page_no": row["page_no"] + self._number * 100,
        }
        if row["role"] == "column":
            changed["column_url"] = row["final_url"] or row["url"]
        return row | changed

    def page(self, row: dict[str, Any]) -> dict[str, Any]:
        facts: dict[str, Any] = json.loads(row["facts"])
        is_document = facts.get("url") in self._own
        facts["url"] = self._url(facts.get("url", ""), document=is_document)
        if not is_document:
            facts.pop("links", None)
            facts["rows"] = [
                [self._url(url, document=True), self._title(title), self._day(day) or ""]
                for url, title, day in facts.get("rows", [])
                if url in self._own
            ]
        for name in ("body_links", "links"):
            facts[name] = [
                [self._url(url, document=True), self._words(words)]
                if url in self._own
                else [url, words]
                for url, words in facts.get(name, [])
            ]
        for name in ("published", "issued", "reposted"):
            if found := facts.get(name):
                facts[name] = [self._day(found[0]), *found[1:]]
        return row | {
            "seq": row["seq"] + self._offset,
            "title": self._title(row["title"]) if is_document else row["title"],
            "document_number": self._words(row["document_number"]),
            "published": self._day(row["published"]),
            "issued": self._day(row["issued"]),
            "text": self._filled(self._words(row["text"]), row["seq"]),
            "facts": json.dumps(facts, ensure_ascii=False),
            "digest": f"{self._number}-{row['seq']}",
        }

    def _url(self, url: str, *, document: bool) -> str:
        return (
            f"{url}?copy={self._number}"
            if document or "?" not in url
            else f"{url}&copy={self._number}"
        )

    def _title(self, title: str) -> str:
        words = self._words(title)
        return words if self._place in words else self._place + words

    def _words(self, text: str) -> str:
        text = self._area.sub(self._whole + self._place, text)
        return _NUMBER.sub(lambda m: f"{m[1]}{int(m[2]) + 1000 * self._number}", text)

    def _filled(self, text: str, seq: int) -> str:
        lacking = max(0, _LENGTH - len(text)) // 150
        blocks = filler(_FILLER, f"{self._number}-{seq}", lacking)
        return "\n".join([text, *map(str, blocks)])

    def _day(self, day: str | None) -> str | None:
        return (date.fromisoformat(day) - self._back).isoformat() if day else day


def _insert(connection: sqlite3.Connection, table: str, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), _BATCH):
        batch = rows[start : start + _BATCH]
        names = list(batch[0])
        places = ", ".join(f":{name}" for name in names)
        connection.executemany(
            f"insert into {table} ({', '.join(names)}) values ({places})",
            batch,
        )
