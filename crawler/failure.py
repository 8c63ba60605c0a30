"""A request that failed in a way of our own: what it is called, and the words for it."""

from __future__ import annotations

from crawler.snapshot.facts import Outcome


class Failed(Exception):
    """A request that brought no usable answer: `outcome`, `detail` in Chinese, and the bytes received all the same."""

    def __init__(self, outcome: Outcome, detail: str, received: int = 0) -> None:
        super().__init__(detail)
        self.outcome = outcome
        self.detail = detail
        self.received = received
