"""A small HTTP/1.1 server on loopback: every simulated site on its own port, every request kept
in a log.

One thread runs one event loop for all sites, so tests may talk to it with any blocking client.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import socket
import threading
import time
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

_REASONS = {
    200: "OK",
    301: "Moved Permanently",
    302: "Found",
    304: "Not Modified",
    400: "Bad Request",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    500: "Internal Server Error",
    503: "Service Unavailable",
}
_MAX_BODY = 1 << 20


@dataclass(frozen=True, slots=True)
class Response:
    """One answer: status, content type, body; `hang` holds the socket open and never answers.

    With `validated` the server gives the page an ETag, and answers 304 to whoever has it still.
    """

    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    body: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    hang: bool = False
    validated: bool = False

    def for_request(self, headers: Mapping[str, str]) -> Response:
        """The answer to a request with these headers (names in lower case)."""
        if not self.validated or self.status != 200:
            return self
        etag = ("ETag", f'"{zlib.crc32(self.body):08x}-{len(self.body):x}"')
        if headers.get("if-none-match") == etag[1]:
            return Response(304, self.content_type, headers=(*self.headers, etag))
        return replace(self, headers=(*self.headers, etag), validated=False)

    def encode(self, *, close: bool = False, head: bool = False) -> bytes:
        """The bytes on the wire."""
        lines = [
            f"HTTP/1.1 {self.status} {_REASONS.get(self.status, 'Unknown')}",
            f"Content-Type: {self.content_type}",
            f"Content-Length: {len(self.body)}",
            *(f"{name}: {value}" for name, value in self.headers),
        ]
        if close:
            lines.append("Connection: close")
        start = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
        return start if head else start + self.body


class Application(Protocol):
    """What answers the requests of one site. `down` says that its port refuses every connection."""

    down: bool

    def respond(self, method: str, target: str, body: bytes) -> Response:
        """The answer to one request; `target` is path and query as sent."""
        ...


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """One request: monotonic seconds at its arrival and at its answer, what was asked, by whom,
    the status, and how many bytes of body were sent.

    `finished` is None while it waits for its answer. A page that hangs is never answered: its
    `status` stays 0, and `finished` is the moment at which the client gave up.
    """

    started: float
    finished: float | None
    method: str
    target: str
    user_agent: str
    status: int
    sent: int = 0


@dataclass(slots=True)
class SiteLog:
    """The requests to one site in order of arrival, and how many connections were open at most."""

    requests: list[RequestRecord] = field(default_factory=list)
    open_now: int = 0
    open_most: int = 0

    def targets(self) -> list[str]:
        """Path and query of every request."""
        return [record.target for record in self.requests]

    def most_at_once(self) -> int:
        """The greatest number of requests that were being answered at one moment."""
        edges: list[tuple[float, int]] = []
        for record in self.requests:
            edges.append((record.started, 1))
            edges.append((float("inf") if record.finished is None else record.finished, -1))
        now = most = 0
        for _, step in sorted(edges):
            now += step
            most = max(most, now)
        return most

    def gaps(self) -> list[float]:
        """Seconds between the arrivals of consecutive requests."""
        times = [record.started for record in self.requests]
        return [later - earlier for earlier, later in itertools.pairwise(times)]


@dataclass(slots=True)
class Serving:
    """The running server: base URL (with a trailing slash) and log of every site."""

    urls: dict[str, str] = field(default_factory=dict)
    logs: dict[str, SiteLog] = field(default_factory=dict)


class _Connection:
    """One client's connection to one site."""

    def __init__(self, app: Application, log: SiteLog) -> None:
        self.app = app
        self.log = log

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.log.open_now += 1
        self.log.open_most = max(self.log.open_most, self.log.open_now)
        try:
            while await self._one(reader, writer):
                pass
        except (
            ConnectionError,
            asyncio.IncompleteReadError,
            asyncio.LimitOverrunError,
            ValueError,
        ):
            pass  # a client that leaves or talks nonsense is no concern of the other sites
        except asyncio.CancelledError:
            pass  # the server stops; the task ends here anyway, and the loop would print a cancellation
        finally:
            self.log.open_now -= 1
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; False when the connection is to be closed."""
        head = await reader.readuntil(b"\r\n\r\n")
        started = time.monotonic()
        request_line, _, header_block = head.decode("latin-1").partition("\r\n")
        method, target, version = request_line.split(" ", 2)
        headers: dict[str, str] = {}
        for line in header_block.split("\r\n"):
            name, colon, value = line.partition(":")
            if colon:
                headers[name.strip().lower()] = value.strip()
        length = min(int(headers.get("content-length", "0")), _MAX_BODY)
        body = await reader.readexactly(length) if length else b""
        try:
            response = self.app.respond(method, target, body).for_request(headers)
        except Exception as error:  # one broken page must not take the other sites down
            response = Response(500, "text/plain; charset=utf-8", repr(error).encode())
        agent = headers.get("user-agent", "")
        if response.hang:
            self.log.requests.append(RequestRecord(started, None, method, target, agent, 0))
            place = len(self.log.requests) - 1
            await reader.read()  # until the client gives up
            gone = RequestRecord(started, time.monotonic(), method, target, agent, 0)
            self.log.requests[place] = gone
            return False
        close = headers.get("connection", "").lower() == "close" or version != "HTTP/1.1"
        self.log.requests.append(
            RequestRecord(
                started,
                time.monotonic(),
                method,
                target,
                agent,
                response.status,
                len(response.body),
            )
        )
        writer.write(response.encode(close=close, head=method == "HEAD"))
        await writer.drain()
        return not close


class _Loop(threading.Thread):
    """The thread that runs the event loop."""

    def __init__(self) -> None:
        super().__init__(name="demo-server", daemon=True)
        self.loop = asyncio.new_event_loop()

    def run(self) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_forever()
        pending = asyncio.all_tasks(self.loop)
        for task in pending:
            task.cancel()
        self.loop.run_until_complete(asyncio.gather(*pending, return_exceptions=True))
        self.loop.run_until_complete(self.loop.shutdown_asyncgens())
        self.loop.close()


@contextlib.contextmanager
def serve(
    applications: Mapping[str, Application],
    log: dict[str, SiteLog] | None = None,
    *,
    ports: Mapping[str, int] | None = None,
) -> Iterator[Serving]:
    """Serve every application on its own port of 127.0.0.1 until the block ends.

    `applications` maps site ids to what answers for them; `log`, when given, is filled with the
    sites' logs. A free port is chosen for every site that `ports` does not name. A site that is
    `down` holds its port without listening, so connections to it are refused. Raises OSError when
    a named port is taken.
    """
    serving = Serving(logs=log if log is not None else {})
    thread = _Loop()
    servers: list[asyncio.Server] = []
    held: list[socket.socket] = []
    thread.start()
    try:
        for site, app in applications.items():
            sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            held.append(sock)
            sock.bind(("127.0.0.1", (ports or {}).get(site, 0)))
            serving.urls[site] = f"http://127.0.0.1:{sock.getsockname()[1]}/"
            serving.logs[site] = SiteLog()
            if not app.down:
                handler = _Connection(app, serving.logs[site])
                starting = asyncio.start_server(handler, sock=sock, limit=_MAX_BODY)
                servers.append(asyncio.run_coroutine_threadsafe(starting, thread.loop).result())
        yield serving
    finally:
        for server in servers:
            thread.loop.call_soon_threadsafe(server.close)
        thread.loop.call_soon_threadsafe(thread.loop.stop)
        thread.join(timeout=5)
        for sock in held:
            sock.close()
