"""What one site may cost."""

from __future__ import annotations

import math
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """What one site may cost: pages asked for, minutes of a run, and megabytes received (unpacked), all runs together."""

    pages: int
    minutes: float
    megabytes: float = math.inf

    def used_up(self, pages: int, seconds: float, received: int) -> str:
        """Which part of it is used up, in Chinese; "" while none is. `received` is in bytes."""
        if pages >= self.pages:
            return f"页数预算 {self.pages} 页已用完"
        if seconds > self.minutes * 60:
            return f"时间预算 {self.minutes:g} 分钟已用完"
        if received >= self.megabytes * 1_000_000:
            return f"流量预算 {self.megabytes:g} MB 已用完"
        return ""
