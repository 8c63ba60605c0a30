"""The frontier of one site's crawl: what is still to be asked for, in order, and what has been asked for already."""

from __future__ import annotations

import hashlib
import heapq
import re
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

from crawler.snapshot.facts import Role

_INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|jsp|aspx?|php|do)$", re.IGNORECASE)
_SESSION = re.compile(r";jsessionid=[^?#]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """One request to make: the address, why it is made, and what is known of the target from where it was found.

    `page_no` counts pages of a list from 1; `feed` names the CMS family whose feed it is; `form` is a POST body ("" is
    GET); `fallback_url` and `fallback_form` ask for the same in another way, should this one fail; `hops` counts redirects
    on the way; `sampled` and `standing` are those of the column it belongs to; `rendered` asks for the page as a browser
    shows it.
    """

    url: str
    role: Role
    priority: int
    seq: int = 0
    depth: int = 0
    anchor: str = ""
    found_on: str = ""
    column_url: str = ""
    row_day: date | None = None
    form: str = ""
    feed: str = ""
    fallback_url: str = ""
    fallback_form: str = ""
    page_no: int = 1
    sampled: bool = False
    standing: bool = False
    hops: int = 0
    attempts: int = 0
    rendered: bool = False

    @property
    def is_part(self) -> bool:
        """Whether it asks for a part of the homepage (a frame, a script that writes it) and not for the homepage itself."""
        return self.role is Role.HOME and bool(self.found_on)

    @property
    def host(self) -> str:
        """host[:port] in lower case."""
        return urlsplit(self.url).netloc.lower()


@lru_cache(maxsize=32768)
def address(url: str) -> str:
    """A URL as addresses are compared: no scheme, fragment, session id or index file name."""
    rest = url.partition("#")[0].partition("://")[2]
    host, slash, path = rest.partition("/")
    path = slash + path
    if ";" in path:
        path = _SESSION.sub("", path)
    if "?" not in path:
        path = _INDEX.sub("/", path)
    return host.lower() + (path or "/")


def key_of(url: str, form: str = "") -> int:
    """The 64-bit key under which a request is remembered."""
    text = f"{address(url)}\n{form}" if form else address(url)
    return int.from_bytes(
        hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big"
    )


@dataclass(slots=True)
class Frontier:
    """Requests waiting, by host and priority, first found first; a request is accepted once.

    `query_limit`: a path that answers to more query strings than this is a trap (calendar, endless parameters); the rest
    are counted in `trapped` and not followed.
    """

    query_limit: int = 1000
    _heaps: dict[str, list[tuple[int, int, Entry]]] = field(default_factory=dict)
    _seen: set[int] = field(default_factory=set)
    _queries: Counter[str] = field(default_factory=Counter)
    _turn: deque[str] = field(default_factory=deque)
    trapped: Counter[str] = field(default_factory=Counter)
    last_seq: int = 0

    def __len__(self) -> int:
        return sum(len(heap) for heap in self._heaps.values())

    def mark_seen(self, url: str, form: str = "") -> None:
        """Remember an address without queueing it."""
        self._seen.add(key_of(url, form))

    def accept(self, entry: Entry, *, queue: bool = True) -> Entry | None:
        """Queue a new request; returns it with its sequence number, or None when it was seen or is a trap.

        `queue` False only gives it a number: it is recorded, not made.
        """
        key = key_of(entry.url, entry.form)
        if key in self._seen:
            return None
        self._seen.add(key)
        path, mark, _query = entry.url.partition("?")
        if mark and entry.role is not Role.LIST:
            self._queries[path] += 1
            if self._queries[path] > self.query_limit:
                self.trapped[path] += 1
                return None
        self.last_seq += 1
        numbered = replace(entry, seq=self.last_seq)
        if queue:
            self.push(numbered)
        return numbered

    def push(self, entry: Entry) -> None:
        """Queue a request that already has its number (a retry, or one left over from an interrupted run)."""
        heap = self._heaps.get(entry.host)
        if heap is None:
            heap = self._heaps[entry.host] = []
            self._turn.append(entry.host)
        heapq.heappush(heap, (entry.priority, entry.seq, entry))

    def pop(self, free: dict[str, int], limit: int) -> Entry | None:
        """The next request of a host with fewer than `limit` under way (`free` maps host to requests under way)."""
        for _ in range(len(self._turn)):
            host = self._turn[0]
            self._turn.rotate(-1)
            heap = self._heaps[host]
            if heap and free.get(host, 0) < limit:
                return heapq.heappop(heap)[2]
        return None

    def pop_more(self, host: str, most: int, wanted: Callable[[Entry], bool]) -> list[Entry]:
        """The next requests of the host for as long as they are `wanted`, at most so many, in order."""
        heap = self._heaps.get(host, [])
        found: list[Entry] = []
        while heap and len(found) < most and wanted(heap[0][2]):
            found.append(heapq.heappop(heap)[2])
        return found

    def drain(self, host: str | None = None) -> list[Entry]:
        """Take out everything that waits (of one host), in order."""
        hosts = [host] if host else list(self._heaps)
        left = [item for name in hosts for item in self._heaps.pop(name, [])]
        for name in hosts:
            if name in self._turn:
                self._turn.remove(name)
        return [entry for _priority, _seq, entry in sorted(left, key=lambda item: item[:2])]
