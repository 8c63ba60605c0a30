"""Names to addresses: every lookup in a thread of its own, and only what the run may reach comes back."""

from __future__ import annotations

import asyncio
import socket
import threading
from ipaddress import ip_address
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

from crawler.reach import Reach


class JudgingResolver(AbstractResolver):
    """Resolves by the system, and gives those addresses that `reach` permits.

    A thread for each lookup: the event loop's own pool is small, and a few names whose servers are silent would keep
    every other name waiting. Threads are daemons, so that a hung lookup does not hold up the program's end.
    """

    def __init__(self, reach: Reach) -> None:
        self._reach = reach

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """The addresses of a host. Raises PrivateAddress when it has only others, OSError when it has none."""
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[list[Any]] = loop.create_future()

        def tell(result: list[Any] | None, error: Exception | None) -> None:
            if answer.done():
                return
            if error is None:
                answer.set_result(result or [])
            else:
                answer.set_exception(error)

        def look() -> None:
            found: list[Any] | None = None
            failure: Exception | None = None
            try:
                found = socket.getaddrinfo(host, port, family, socket.SOCK_STREAM)
            except OSError as error:
                failure = error
            except (UnicodeError, ValueError) as error:
                failure = socket.gaierror(socket.EAI_NONAME, str(error))
            try:
                loop.call_soon_threadsafe(tell, found, failure)
            except RuntimeError:
                return  # the crawl ended meanwhile

        threading.Thread(target=look, name="name-lookup", daemon=True).start()
        infos = await answer
        # A zone (fe80::1%eth0) is part of the text; what may be reached is judged without it.
        texts = {ip_address(str(info[4][0]).partition("%")[0]): str(info[4][0]) for info in infos}
        if not texts:
            raise socket.gaierror(socket.EAI_NONAME, "no address")
        return [
            ResolveResult(
                hostname=host,
                host=texts[address],
                port=port,
                family=socket.AF_INET6 if address.version == 6 else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for address in self._reach.permitted(host, port, list(texts))
        ]

    async def close(self) -> None:
        """Nothing to close."""
