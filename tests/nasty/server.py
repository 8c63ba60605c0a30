"""A web server on loopback that misbehaves in every way that servers do: raw sockets, so that it can lie about HTTP.

Every misbehaviour is a function registered for its own path with what a crawl is to call it: those of the connection and
of HTTP in `wire.py`, of headers and redirects in `headers.py`, of packing in `packing.py`, of what a page holds in
`pages.py`, of addresses without end in `traps.py`. A site is one or more ports that all answer alike; what keeps a socket
busy is linked on the later ones, so that a crawl which asks each host one thing at a time ends soon.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import socket
import struct
import threading
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field

from crawler.snapshot.facts import Outcome

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
_LIMIT = 1 << 16


@dataclass(slots=True)
class Visit:
    """One request and the raw socket under it."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    target: str
    head: bytes

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]

    async def send(self, *parts: bytes) -> None:
        """Write bytes as they are."""
        for part in parts:
            self.writer.write(part)
            await self.writer.drain()

    async def page(self, body: bytes, *headers: str, status: str = "200 OK") -> None:
        """An honest answer."""
        lines = [f"HTTP/1.1 {status}", "Content-Type: text/html; charset=utf-8", *headers]
        start = "\r\n".join([*lines, f"Content-Length: {len(body)}", "Connection: close", "", ""])
        await self.send(start.encode("latin-1"), body)

    async def never(self) -> None:
        """Hold the socket until the client gives up."""
        await self.reader.read()

    def reset(self) -> None:
        """Break the connection off (RST)."""
        plug = self.writer.get_extra_info("socket")
        plug.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.writer.transport.abort()


Behaviour = Callable[[Visit], Awaitable[None]]
Body = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Misbehaviour:
    """What one path does, what a crawl is to call it, and whether it holds the socket until the client gives up."""

    behave: Behaviour
    outcomes: tuple[Outcome, ...]
    hangs: bool = False
    prepare: Callable[[], object] | None = None


MISBEHAVIOURS: dict[str, Misbehaviour] = {}


def nasty(path: str, *outcomes: Outcome, hangs: bool = False) -> Callable[[Behaviour], Behaviour]:
    """Register a behaviour for a path and all below it; `outcomes` are the names that a crawl may give it."""

    def register(behave: Behaviour) -> Behaviour:
        MISBEHAVIOURS[path] = Misbehaviour(behave, outcomes, hangs)
        return behave

    return register


def page_at(path: str, *outcomes: Outcome, headers: tuple[str, ...] = ()) -> Callable[[Body], Body]:
    """Register a page for a path: it is honestly sent, made once and before anybody asks for it."""

    def register(body: Body) -> Body:
        made = functools.cache(body)
        MISBEHAVIOURS[path] = Misbehaviour(
            lambda visit: visit.page(made(), *headers), outcomes, prepare=made
        )
        return body

    return register


def html(body: str, title: str = "某县人民政府", head: str = "") -> bytes:
    """A page in UTF-8."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{body}</body></html>'
    ).encode()


_NUMERALS = "甲乙丙丁戊己庚辛壬癸"


def column_words(number: int) -> str:
    """A column's name of its own for each path, so that no two links look alike."""
    digits = "".join(_NUMERALS[int(digit)] for digit in f"{number:03d}")
    return f"专项工作{digits}"


@dataclass(slots=True)
class NastySite:
    """The running site: its URL, all its ports, and what was asked of it (paths without query)."""

    ports: list[int]
    paths: tuple[str, ...]
    home: str = ""
    robots: str = ""
    asked: Counter[str] = field(default_factory=Counter)
    targets: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        """The homepage."""
        return f"http://127.0.0.1:{self.ports[0]}/"

    @property
    def hosts(self) -> tuple[str, ...]:
        """Every host:port."""
        return tuple(f"127.0.0.1:{port}" for port in self.ports)

    def address_of(self, path: str) -> str:
        """The URL at which the homepage links a misbehaviour."""
        waiting = [
            each for each in self.paths if each in MISBEHAVIOURS and MISBEHAVIOURS[each].hangs
        ]
        port = self.ports[0]
        if path in waiting and len(self.ports) > 1:
            port = self.ports[1 + waiting.index(path) % (len(self.ports) - 1)]
        return f"http://127.0.0.1:{port}{path}"

    def homepage(self) -> bytes:
        """An honest homepage that links to every misbehaviour of the site."""
        links = "".join(
            f'<li><a href="{self.address_of(path)}">{column_words(number)}</a></li>\n'
            for number, path in enumerate(self.paths)
        )
        return html(f"<h1>某县人民政府</h1><p>欢迎访问某县人民政府门户网站。</p><ul>{links}</ul>")

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer one connection: one request, then close."""
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, OSError):
            head = await reader.readuntil(b"\r\n\r\n")
            target = head.split(b" ", 2)[1].decode("latin-1")
            visit = Visit(reader, writer, target, head)
            self.asked[visit.path] += 1
            self.targets.append(target)
            await self._answer(visit)
        with contextlib.suppress(ConnectionError, OSError):
            writer.close()

    async def _answer(self, visit: Visit) -> None:
        path = visit.path
        if path == "/robots.txt":
            path = self.robots
            if not path:
                await visit.page(b"", status="404 Not Found")
                return
        elif path == "/":
            path = self.home
            if not path:
                await visit.page(self.homepage())
                return
        found = max(
            (each for each in MISBEHAVIOURS if f"{path}/".startswith(f"{each}/")),
            key=len,
            default=None,
        )
        if found is None:
            await visit.page(html("<p>404</p>", "404 Not Found"), status="404 Not Found")
            return
        await MISBEHAVIOURS[found].behave(visit)


@contextlib.contextmanager
def serve_nasty(
    *paths: str, home: str = "", robots: str = "", ports: int = 1
) -> Iterator[NastySite]:
    """Serve a nasty site until the block ends.

    `paths` are the misbehaviours that its homepage links; `home` and `robots`, where given, are the misbehaviours with
    which the homepage and robots.txt answer.
    """
    from tests.nasty import headers, packing, pages, traps, wire  # noqa: F401  (they register)

    for path in (*paths, home, robots):
        known = MISBEHAVIOURS.get(path)
        if known is not None and known.prepare is not None:
            known.prepare()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="nasty-server", daemon=True)
    site = NastySite([], paths, home, robots)
    thread.start()
    servers: list[asyncio.Server] = []
    try:
        for _ in range(ports):
            starting = asyncio.start_server(site, "127.0.0.1", 0, limit=_LIMIT)
            server = asyncio.run_coroutine_threadsafe(starting, loop).result()
            servers.append(server)
            site.ports.append(server.sockets[0].getsockname()[1])
        yield site
    finally:
        asyncio.run_coroutine_threadsafe(_end(servers), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _end(servers: list[asyncio.Server]) -> None:
    for server in servers:
        server.close()
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
