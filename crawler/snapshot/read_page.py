"""One request of a crawl as it is read back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from crawler.snapshot.facts import Fetch, PageFacts


@dataclass(slots=True)
class ReadPage:
    """One request of the crawl with what was read from its page (`facts` None: nothing was).

    `form` is the body of a POST. `next_of` looks up where the page's list goes on: address and form.
    """

    fetch: Fetch
    depth: int = 0
    page_no: int = 1
    sampled: bool = False
    facts: PageFacts | None = None
    family: str = ""
    list_end: str = ""
    stated_total: int | None = None
    form: str = ""
    next_of: Callable[[], tuple[str, str]] | None = None
    text_of: Callable[[], str] | None = None
