"""Whether work grows with its input in proportion: told by a ratio in one run, never by seconds."""

from __future__ import annotations

import time
from collections.abc import Callable

_SHORTEST = 0.002  # seconds below which the clock says little


def cost(run: Callable[[], object]) -> float:
    """CPU seconds of the quickest of three runs."""
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        run()
        best = min(best, time.process_time() - started)
    return best


def grows_in_proportion(run: Callable[[int], object], size: int, times: int = 8) -> bool:
    """Whether `run` of `times` the size takes no more than four times its share: a square of it would take `times`."""
    run(size)
    few = max(cost(lambda: run(size)), _SHORTEST)
    return cost(lambda: run(size * times)) < 4 * times * few
