"""Reading attached files in processes of their own, so that no file can hang, swell or crash the crawl."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import crawler
from crawler.attachment import limits, pipe
from crawler.attachment.text import AttachmentText, Problem

_FILES_EACH = 200  # after which a process gives way to a new one: libraries leak
_ENDING = 2.0  # seconds a process has to end by itself when its input ends
_CLOSED = "the reader is closed"
_CRASHED = "读取程序意外中止，文件可能已损坏或刻意构造"


class IsolatedReader:
    """A few processes that read files one after the other. Use as an async context manager, or call `aclose`.

    Processes start when first needed and are reused; one that crashed, ran out of time or read `_FILES_EACH` files is
    replaced. They end with their pipes, so also when this process is killed.
    """

    def __init__(self, workers: int = 1) -> None:
        self._free: list[_Worker] = []
        self._busy: set[_Worker] = set()
        self._slots = asyncio.Semaphore(workers)
        self._closed = False

    async def read(
        self,
        body: bytes,
        name: str,
        content_type: str = "",
        *,
        seconds: float = limits.SECONDS,
        memory_mb: int = limits.MEMORY_MB,
    ) -> AttachmentText:
        """`read_attachment` in another process, within so many seconds by the clock and so much address space.

        Never raises for what the file is: a process that had to be ended gives the problem `timeout`, one that crashed
        `damaged`. Waits while all processes are busy. Raises RuntimeError when the reader was closed.
        """
        if len(body) > limits.MAX_BYTES:
            detail = f"文件过大（{len(body) >> 20}MB），未读取"
            return AttachmentText(problem=Problem.TOO_LARGE, detail=detail)
        told = {
            "name": name,
            "content_type": content_type,
            "seconds": seconds,
            "memory_mb": memory_mb,
        }
        async with self._slots:
            worker = await self._worker()
            try:
                read = await asyncio.wait_for(worker.ask(pipe.packed(told, body)), seconds)
            except TimeoutError:
                await worker.kill()
                detail = f"读取超过{seconds:g}秒，已中止"
                read = AttachmentText(problem=Problem.TIMEOUT, detail=detail)
            except (EOFError, OSError, ValueError):
                await worker.kill()
                read = AttachmentText(problem=Problem.DAMAGED, detail=_CRASHED)
            except BaseException:  # cancelled: what it is reading now nobody waits for
                await worker.kill()
                raise
            finally:
                self._busy.discard(worker)
            if self._closed:
                await worker.kill()
                raise RuntimeError(_CLOSED)
            if worker.is_spent or read.problem is Problem.TOO_LARGE:
                await worker.end()
            else:
                self._free.append(worker)
            return read

    async def _worker(self) -> _Worker:
        if self._closed:
            raise RuntimeError(_CLOSED)
        worker = self._free.pop() if self._free else await _Worker.start()
        self._busy.add(worker)
        return worker

    async def aclose(self) -> None:
        """Ends the processes and waits for them. Whoever still waits for a file gets RuntimeError."""
        self._closed = True
        workers, self._free = self._free, []
        await asyncio.gather(
            *(worker.end() for worker in workers), *(worker.kill() for worker in self._busy)
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.aclose()


class _Worker:
    """One reading process and its pipes."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._files = 0
        self._ended = False

    @property
    def is_spent(self) -> bool:
        """Whether it can read no further file, or should not."""
        return self._ended or self._files >= _FILES_EACH

    @classmethod
    async def start(cls) -> Self:
        """A new process. It sees this program's code and nothing of the environment beyond what Python needs."""
        root = str(Path(crawler.__file__).parent.parent)
        kept = {
            name: os.environ[name]
            for name in ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR")
            if name in os.environ
        }
        return cls(
            await asyncio.create_subprocess_exec(
                sys.executable,
                "-P",
                "-m",
                "crawler.attachment.worker",
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
                env={**kept, "PYTHONPATH": root, "PYTHONUTF8": "1"},
                start_new_session=True,
            )
        )

    async def ask(self, message: bytes) -> AttachmentText:
        """Sends one file and waits for what it gives. Raises EOFError, OSError or ValueError when nothing sound comes."""
        self._files += 1
        sent, received = self._process.stdin, self._process.stdout
        assert sent is not None
        assert received is not None
        sent.write(message)
        await sent.drain()
        told, more = pipe.HEAD.unpack(await received.readexactly(pipe.HEAD.size))
        if told > pipe.MAX_REPLY or more:
            raise ValueError("no sound reply")
        return AttachmentText.from_json(json.loads(await received.readexactly(told)))

    async def end(self) -> None:
        """Closes the process's input and waits for it to go."""
        self._ended = True
        sent = self._process.stdin
        assert sent is not None
        sent.close()
        try:
            await asyncio.wait_for(self._process.wait(), _ENDING)
        except TimeoutError:
            await self.kill()

    async def kill(self) -> None:
        """Ends the process at once and waits until it is gone."""
        self._ended = True
        with suppress(ProcessLookupError):
            self._process.kill()
        await asyncio.shield(self._process.wait())
        sent = self._process.stdin
        assert sent is not None
        sent.close()
