"""One request of a crawl as it is read back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crawler.snapshot.facts import Fetch, PageFacts, Role


@dataclass(slots=True)
class ReadPage:
    """One request of the crawl with what was read from its page (`facts` None: nothing was).

    `is_feed`: the answer was no page of its own but came in an envelope for a script. `form` is the body of a POST.
    `next_of` looks up where the page's list goes on: address and form.
    """

    fetch: Fetch
    depth: int = 0
    page_no: int = 1
    sampled: bool = False
    is_feed: bool = False
    facts: PageFacts | None = None
    family: str = ""
    list_end: str = ""
    stated_total: int | None = None
    form: str = ""
    next_of: Callable[[], tuple[str, str]] | None = None
    text_of: Callable[[], str] | None = None

    @property
    def place(self) -> str:
        """The address of the page on which a reader sees what was read: of a piece that a script fetches, its column's."""
        if self.is_feed and self.fetch.role is Role.FRAME:
            return self.fetch.column_url
        return self.fetch.final_url or self.fetch.url
