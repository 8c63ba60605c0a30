"""One HTTP answer as it came."""

from __future__ import annotations

import string
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import quote, urljoin


@dataclass(frozen=True, slots=True)
class Rendering:
    """How a browser came by a page: from `shell` as the server sent it and from `data` that its scripts asked for.

    `missing` is what they asked for and did not get, or why the browser could not show the page: then `shell` is None, and
    the answer is the server's own. `lacks_data` says that more is missing than scripts of other hosts,
    `was_tried` is False where no browser could be started.
    """

    shell: Answer | None
    data: tuple[Answer, ...]
    missing: tuple[str, ...]
    lacks_data: bool = False
    was_tried: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer as it came: status, headers, body (decompressed) and address.

    With `rendering`, the body is the DOM that a browser made of it.
    """

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    rendering: Rendering | None = None

    def header(self, name: str) -> str:
        """The first header of that name, "" when there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def is_unchanged(self) -> bool:
        """Whether it says that what was read before still stands (304)."""
        return self.status == 304

    def asked_to_wait(self, now: datetime) -> float | None:
        """For how many seconds the server asks to be left alone (Retry-After); None where it does not, or in no words."""
        value = self.header("retry-after").strip()
        if value.isascii() and value.isdigit():
            return float(value[:9])
        try:
            until = parsedate_to_datetime(value)
        except (ValueError, IndexError, OverflowError):
            return None
        if until.tzinfo is None:
            until = until.replace(tzinfo=UTC)
        return max(0.0, (until - now).total_seconds())

    def location(self, base: str) -> str:
        """Where a redirect leads, absolute; "" where that is no address. Servers send Chinese paths as plain bytes."""
        raw = self.header("location").strip().encode("latin-1", "replace")
        if not raw:
            return ""
        try:
            target = raw.decode("utf-8")
        except UnicodeDecodeError:
            target = quote(raw, safe=string.punctuation)
        try:
            return urljoin(base, target)
        except ValueError:
            return ""
