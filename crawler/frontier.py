"""The frontier of one site's crawl: what is still to be asked for, in order, and what has been asked for already."""

from __future__ import annotations

import hashlib
import heapq
import re
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

from crawler.session_ids import without_session
from crawler.snapshot.facts import Role
from crawler.traps import TrapWatch

_INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|jsp|aspx?|php|do)$", re.IGNORECASE)


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
    """A URL as addresses are compared: no scheme, fragment, session id or index file name, parameters in order of name."""
    rest = url.partition("#")[0].partition("://")[2]
    if "?" in rest or ";" in rest or "/(" in rest:
        rest = without_session(rest)
    host, slash, path = rest.partition("/")
    path = slash + path
    if "?" not in path:
        path = _INDEX.sub("/", path)
    elif "&" in path:
        path, mark, query = path.partition("?")
        path += mark + "&".join(sorted(query.split("&"), key=_name))
    return host.lower() + (path or "/")


def _name(parameter: str) -> str:
    return parameter.partition("=")[0]


def key_of(url: str, form: str = "") -> int:
    """The 64-bit key under which a request is remembered."""
    text = f"{address(url)}\n{form}" if form else address(url)
    return int.from_bytes(
        hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big"
    )


@dataclass(slots=True)
class Frontier:
    """Requests waiting, by host and priority, first found first; a request is accepted once.

    `traps` says which addresses are a trap's and are not followed. A request may have to wait for a moment, and a host,
    too (`put_off`, `hold`); moments are seconds on the clock whose time `pop` is told.
    """

    most_waiting: int = 100_000
    traps: TrapWatch = field(default_factory=TrapWatch)
    last_seq: int = 0
    overflow: int = 0
    _heaps: dict[str, list[tuple[int, int, Entry]]] = field(default_factory=dict)
    _seen: set[int] = field(default_factory=set)
    _turn: deque[str] = field(default_factory=deque)
    _later: list[tuple[float, int, Entry]] = field(default_factory=list)
    _held: dict[str, float] = field(default_factory=dict)
    _barren: list[Entry] = field(default_factory=list)
    _waiting: int = 0

    def __len__(self) -> int:
        return self._waiting + len(self._later)

    def mark_seen(self, url: str, form: str = "") -> None:
        """Remember an address that an earlier run accepted, without queueing it."""
        self._seen.add(key_of(url, form))
        self.traps.accepted_before(url)

    def is_new(self, entry: Entry) -> bool:
        """Whether a request was never offered before."""
        return key_of(entry.url, entry.form) not in self._seen

    def accept(self, entry: Entry, *, queue: bool = True) -> Entry | None:
        """Queue a new request; returns it with its sequence number, or None when it is not queued.

        That is when it was seen before, is a trap's, or there is no room. `queue` False only gives it a number: it is
        recorded, not made.
        """
        key = key_of(entry.url, entry.form)
        if key in self._seen:
            return None
        self._seen.add(key)
        if queue and not self.traps.judge(entry.url, entry.role):
            return None
        if queue and len(self) >= self.most_waiting:
            self.overflow += 1
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
        self._waiting += 1

    def put_off(self, entry: Entry, until: float) -> None:
        """Queue a request that has its number, not to be made before a moment."""
        heapq.heappush(self._later, (until, entry.seq, entry))

    def hold(self, host: str, until: float) -> None:
        """Ask a host for nothing before a moment."""
        self._held[host] = max(until, self._held.get(host, until))

    def next_moment(self) -> float | None:
        """The first moment at which something that has to wait may be asked for; None when nothing has to."""
        moments = [self._later[0][0]] if self._later else []
        moments += [until for host, until in self._held.items() if self._heaps.get(host)]
        return min(moments, default=None)

    def pop(self, free: Mapping[str, int], limit: int, now: float = 0.0) -> Entry | None:
        """The next request of a host with fewer than `limit` under way (`free` maps host to requests under way)."""
        while self._later and self._later[0][0] <= now:
            self.push(heapq.heappop(self._later)[2])
        if self._held:
            self._held = {host: until for host, until in self._held.items() if until > now}
        for _ in range(len(self._turn)):
            host = self._turn[0]
            self._turn.rotate(-1)
            heap = self._heaps[host]
            if host in self._held or free.get(host, 0) >= limit:
                continue
            while heap:
                entry = heapq.heappop(heap)[2]
                self._waiting -= 1
                if not self.traps.is_barren(entry.url, entry.role):
                    return entry
                self.traps.cut_barren(entry.url)
                self._barren.append(entry)
        return None

    def pop_more(self, host: str, most: int, wanted: Callable[[Entry], bool]) -> list[Entry]:
        """The next requests of the host for as long as they are `wanted`, at most so many, in order."""
        heap = self._heaps.get(host, [])
        found: list[Entry] = []
        while heap and len(found) < most and wanted(heap[0][2]):
            found.append(heapq.heappop(heap)[2])
        self._waiting -= len(found)
        return found

    def take_barren(self) -> list[Entry]:
        """Take out the requests that were accepted, and then turned out to be a trap's."""
        found, self._barren = self._barren, []
        return found

    def drain(self, host: str | None = None) -> list[Entry]:
        """Take out everything that waits (of one host), in order."""
        hosts = [host] if host else list(self._heaps)
        left = [item for name in hosts for item in self._heaps.pop(name, [])]
        self._waiting -= len(left)
        late = [item for item in self._later if host is None or item[2].host == host]
        self._later = [item for item in self._later if host is not None and item[2].host != host]
        heapq.heapify(self._later)
        for name in hosts:
            if name in self._turn:
                self._turn.remove(name)
        left += [(entry.priority, seq, entry) for _until, seq, entry in late]
        return [entry for _priority, _seq, entry in sorted(left, key=lambda item: item[:2])]
