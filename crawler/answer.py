"""One HTTP answer as it came."""

from __future__ import annotations

import string
from dataclasses import dataclass
from urllib.parse import quote, urljoin


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer as it came: status, headers, body (decompressed) and address."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """The first header of that name, "" when there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")

    @property
    def is_unchanged(self) -> bool:
        """Whether it says that what was read before still stands (304)."""
        return self.status == 304

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
