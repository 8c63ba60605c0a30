"""A limit counts the time in which the loop could listen, and no other."""

from __future__ import annotations

import asyncio
import time

import pytest

from crawler.fair_time import FairTime


def test_a_limit_ends_what_takes_longer() -> None:
    async def slow() -> None:
        async with FairTime().limit(0.05):
            await asyncio.sleep(30)

    with pytest.raises(TimeoutError):
        asyncio.run(slow())


def test_what_is_quick_is_left_alone() -> None:
    async def quick() -> str:
        fair = FairTime()
        async with fair.limit(5):
            await asyncio.sleep(0)
        async with fair.limit(5):
            return "done"

    assert asyncio.run(quick()) == "done"


@pytest.mark.parametrize("loop", ["asyncio", "uvloop"])
def test_the_time_in_which_the_loop_was_held_up_does_not_count(loop: str) -> None:
    async def waiting(fair: FairTime, answer: asyncio.Event) -> str:
        async with fair.limit(0.9):
            await answer.wait()
        return "answered"

    async def both() -> str:
        fair, answer = FairTime(), asyncio.Event()
        request = asyncio.create_task(waiting(fair, answer))
        await asyncio.sleep(0.05)
        time.sleep(1.5)  # noqa: ASYNC251  (as reading a large page does)
        asyncio.get_running_loop().call_later(0.1, answer.set)
        return await request

    if loop == "uvloop":
        uvloop = pytest.importorskip("uvloop")
        assert uvloop.run(both()) == "answered"
    else:
        assert asyncio.run(both()) == "answered"


def test_it_holds_for_the_time_after_as_well() -> None:
    async def both() -> None:
        async with FairTime().limit(0.3):
            await asyncio.sleep(0.05)
            time.sleep(0.8)  # noqa: ASYNC251
            await asyncio.sleep(30)

    with pytest.raises(TimeoutError):
        asyncio.run(both())
