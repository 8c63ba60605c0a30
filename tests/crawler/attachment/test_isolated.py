"""Reading in other processes: limits, crashes, time-outs, and that none of them outlives its use."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from asyncio.subprocess import PIPE
from collections.abc import Awaitable, Callable
from io import BytesIO
from pathlib import Path

import pytest

from crawler.attachment import isolated, pipe, worker
from crawler.attachment.isolated import IsolatedReader, _Worker
from crawler.attachment.read import read_attachment
from crawler.attachment.text import AttachmentText, Problem
from demo.files.pdf import pdf
from demo.files.zipped import packed
from tests.crawler.attachment.samples import SENTENCE, repeated_page, shown

GOOD = pdf("标题", ["一、总体情况", SENTENCE])
# Some minutes of work in few bytes.
SLOW = repeated_page(
    b"".join(shown(SENTENCE[:40], 60 + row % 7, 800 - 9 * row) for row in range(80)) * 12, 500
)
LARGE = packed(
    {
        "word/document.xml": "<document><body>"
        + "".join(f'<p a="{number * 7919:x}"><r/></p>' for number in range(300_000))
        + "</body></document>"
    }
)
WAIT = 30.0  # seconds after which a test gives up

Story = Callable[[IsolatedReader], Awaitable[None]]


def loops() -> list[Callable[[], asyncio.AbstractEventLoop]]:
    try:
        import uvloop
    except ImportError:
        return [asyncio.new_event_loop]
    return [asyncio.new_event_loop, uvloop.new_event_loop]


@pytest.fixture(params=loops(), ids=lambda loop: loop.__module__.split(".")[0])
def tell(request: pytest.FixtureRequest) -> Callable[..., None]:
    """Runs a story with a reader, on the standard library's loop and on uvloop."""

    def run(story: Story, workers: int = 1) -> None:
        async def whole() -> None:
            async with IsolatedReader(workers) as reader:
                await asyncio.wait_for(story(reader), 2 * WAIT)

        with asyncio.Runner(loop_factory=request.param) as runner:
            runner.run(whole())

    return run


@pytest.fixture
def pids(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The ids of the processes that were started, in order."""
    started: list[int] = []
    start = _Worker.start

    async def noted() -> _Worker:
        own = await start()
        started.append(own._process.pid)
        return own

    monkeypatch.setattr(_Worker, "start", noted)
    return started


def is_gone(pid: int) -> bool:
    """Whether no such process is left, not even as a zombie of this one; others' zombies are the system's affair."""
    try:
        os.kill(pid, 0)
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return True
    return "State:\tZ" in status and f"PPid:\t{os.getpid()}\n" not in status


async def busy(reader: IsolatedReader) -> None:
    """Returns when a process is at work."""
    for _ in range(1000):
        if reader._busy:
            break
        await asyncio.sleep(0.02)
    await asyncio.sleep(0.1)


def until(holds: Callable[[], bool]) -> bool:
    """Whether it comes to hold before a test gives up."""
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return False


def test_one_process_reads_many_files(tell: Callable[..., None], pids: list[int]) -> None:
    async def story(reader: IsolatedReader) -> None:
        for name in ("a.pdf", "b.pdf", "c.pdf"):
            assert await reader.read(GOOD, name) == read_attachment(GOOD, name)
        assert (await reader.read(b"", "x.doc")).problem is Problem.DAMAGED
        assert os.getsid(pids[0]) != os.getsid(0)  # Ctrl-C must not reach it

    tell(story)
    assert len(pids) == 1
    assert is_gone(pids[0])


def test_no_more_processes_than_allowed(tell: Callable[..., None], pids: list[int]) -> None:
    async def story(reader: IsolatedReader) -> None:
        read = await asyncio.gather(*(reader.read(GOOD, f"{n}.pdf") for n in range(8)))
        assert {each.problem for each in read} == {Problem.NONE}

    tell(story, 2)
    assert len(pids) == 2
    assert all(map(is_gone, pids))


def test_a_process_gives_way_after_many_files(
    tell: Callable[..., None], pids: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(isolated, "_FILES_EACH", 2)

    async def story(reader: IsolatedReader) -> None:
        for _ in range(5):
            assert (await reader.read(GOOD, "a.pdf")).text
        assert all(map(is_gone, pids[:2]))

    tell(story)
    assert len(pids) == 3


def test_a_file_that_takes_too_long(tell: Callable[..., None], pids: list[int]) -> None:
    async def story(reader: IsolatedReader) -> None:
        await reader.read(GOOD, "a.pdf")
        got = await reader.read(SLOW, "a.pdf", seconds=0.3)
        assert got == AttachmentText(problem=Problem.TIMEOUT, detail="读取超过0.3秒，已中止")
        assert is_gone(pids[0])
        assert (await reader.read(GOOD, "a.pdf")).text

    tell(story)
    assert len(pids) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory so")
def test_a_file_that_takes_too_much_memory(tell: Callable[..., None], pids: list[int]) -> None:
    async def story(reader: IsolatedReader) -> None:
        got = await reader.read(LARGE, "a.docx", memory_mb=120)
        assert got.problem is Problem.TOO_LARGE
        assert (await reader.read(GOOD, "a.pdf")).text

    tell(story)
    assert len(pids) == 2  # what ran out of memory is not used again


def test_a_process_that_crashes(tell: Callable[..., None], pids: list[int]) -> None:
    async def story(reader: IsolatedReader) -> None:
        await reader.read(GOOD, "a.pdf")
        reading = asyncio.create_task(reader.read(SLOW, "a.pdf", seconds=WAIT))
        await busy(reader)
        os.kill(pids[0], signal.SIGSEGV)
        got = await reading
        assert (got.problem, got.detail) == (Problem.DAMAGED, isolated._CRASHED)
        assert (await reader.read(GOOD, "a.pdf")).text

    tell(story)
    assert all(map(is_gone, pids))


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"\x01",
        b"\xff" * 8,
        pipe.HEAD.pack(4, 0) + b"{}[]",
        pipe.HEAD.pack(2, 0) + b"[]",
        pipe.HEAD.pack(2, 5) + b"{}12345",
        pipe.packed(AttachmentText().as_json() | {"problem": "none such"}),
        pipe.packed(AttachmentText().as_json() | {"tables": [[["a", 1]]]}),
        pipe.packed(AttachmentText().as_json() | {"pages": True}),
        pipe.packed(AttachmentText().as_json() | {"headings": "abc"}),
        pipe.packed(AttachmentText().as_json() | {"text": None}),
    ],
)
def test_a_process_that_answers_nonsense(reply: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    async def start() -> _Worker:
        code = f"import sys; sys.stdin.buffer.read(10); sys.stdout.buffer.write({reply!r})"
        return _Worker(
            await asyncio.create_subprocess_exec(
                sys.executable, "-c", code, stdin=PIPE, stdout=PIPE
            )
        )

    monkeypatch.setattr(_Worker, "start", start)

    async def story() -> None:
        async with IsolatedReader() as reader:
            got = await reader.read(GOOD, "a.pdf", seconds=WAIT)
            assert got == AttachmentText(problem=Problem.DAMAGED, detail=isolated._CRASHED)

    asyncio.run(story())


def test_nobody_waits_for_the_file_any_more(tell: Callable[..., None], pids: list[int]) -> None:
    async def story(reader: IsolatedReader) -> None:
        reading = asyncio.create_task(reader.read(SLOW, "a.pdf"))
        await busy(reader)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading
        assert is_gone(pids[0])
        assert (await reader.read(GOOD, "a.pdf")).text

    tell(story)


def test_closing_while_a_file_is_read(tell: Callable[..., None], pids: list[int]) -> None:
    async def story(reader: IsolatedReader) -> None:
        reading = [asyncio.create_task(reader.read(SLOW, "a.pdf")) for _ in range(2)]
        await busy(reader)
        await reader.aclose()
        for each in reading:
            with pytest.raises(RuntimeError, match="closed"):
                await each
        with pytest.raises(RuntimeError, match="closed"):
            await reader.read(GOOD, "a.pdf")

    tell(story)
    assert len(pids) == 1
    assert is_gone(pids[0])


def test_a_file_larger_than_any_is_not_sent(tell: Callable[..., None], pids: list[int]) -> None:
    async def story(reader: IsolatedReader) -> None:
        assert (await reader.read(b"x" * (65 << 20), "a.pdf")).problem is Problem.TOO_LARGE

    tell(story)
    assert pids == []


CHILD = """
import asyncio, sys
from crawler.attachment.isolated import IsolatedReader
from tests.crawler.attachment.test_isolated import GOOD, SLOW

async def main():
    reader = IsolatedReader()
    await reader.read(GOOD, "a.pdf")
    print(reader._free[0]._process.pid, flush=True)
    if sys.argv[1] == "busy":
        await reader.read(SLOW, "a.pdf", seconds=1)
    elif sys.argv[1] == "idle":
        await asyncio.sleep(600)

asyncio.run(main())
"""


@pytest.mark.parametrize("state", ["idle", "busy", "ended"])
def test_none_outlives_the_process_that_asked(state: str) -> None:
    with subprocess.Popen([sys.executable, "-c", CHILD, state], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        if state != "ended":
            time.sleep(0.2)
            parent.kill()
    assert until(lambda: is_gone(pid))


def test_the_process_serves_until_its_input_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    limited: list[float | None] = []
    monkeypatch.setattr(worker, "_limit", lambda seconds, memory_mb: limited.append(seconds))
    told = {"name": "a.pdf", "content_type": "", "seconds": 5, "memory_mb": 500}
    replies = BytesIO()
    worker.serve(BytesIO(pipe.packed(told, GOOD) * 2 + b"\x05\0\0\0"), replies)
    replies.seek(0)
    for _ in range(2):
        message = pipe.receive(replies)
        assert message is not None
        assert AttachmentText.from_json(message[0]) == read_attachment(GOOD, "a.pdf")
    assert pipe.receive(replies) is None
    assert limited == [5, None, 5, None]
