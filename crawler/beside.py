"""What stands beside the lists that a recheck looks at: documents that it need not ask for, unless a list holds them too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from crawler.follow import Policy
from crawler.frontier import Entry, Frontier, key_of

NOT_ASKED = "复查只读所列问题涉及的页面，未请求"


@dataclass(slots=True)
class Beside:
    """Queues what pages lead to, and keeps back what stands beside their lists. A whole crawl keeps back nothing."""

    policy: Policy
    frontier: Frontier
    _waiting: dict[int, Entry] = field(default_factory=dict)

    def take(self, parent: Entry, entries: Sequence[Entry]) -> list[Entry]:
        """Queue what a page led to, as far as it is asked for; returns all that is new, to be stored.

        What waits beside a list is asked for after all when a list turns out to hold it.
        """
        found: list[Entry] = []
        for each in entries:
            if not self.policy.reads(each, parent):
                if kept := self.frontier.accept(each, queue=False):
                    self._waiting[key_of(each.url, each.form)] = kept
                    found.append(kept)
            elif self._waiting and (kept := self._waiting.pop(key_of(each.url, each.form), None)):
                self.frontier.push(replace(each, seq=kept.seq))
            elif accepted := self.frontier.accept(each):
                found.append(accepted)
        return found

    def left(self) -> list[Entry]:
        """What was kept back to the end: recorded as not asked for."""
        return list(self._waiting.values())
