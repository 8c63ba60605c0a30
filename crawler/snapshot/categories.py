"""Categories of the catalogue platform gkmlpt, which its addresses name behind a # (`/gkmlpt/index#721`).

Every such address is one page to a server, but to a reader each is a column of its own, whose list lies at
`/gkmlpt/api/all/721`.
"""

from __future__ import annotations

import re

from crawler.frontier import address

_ROUTE = re.compile(r"(/gkmlpt/)([a-z]{0,20})/?#(\d{1,9})$")
_CATALOGUE = ("", "index", "mindex")  # the pages that show any category of the tree


def names_category(url: str) -> bool:
    """Whether an address names a category of the platform, and not merely the page that shows it."""
    return "#" in url and _ROUTE.search(url) is not None


def is_one_of_many(url: str) -> bool:
    """Whether the page that shows an address's category shows every other as well, so that it has not its name."""
    match = _ROUTE.search(url) if "#" in url else None
    return match is not None and match[2] in _CATALOGUE


def category_list(url: str) -> str:
    """Where the list of the category that an address names lies, as addresses are compared, without query; "" for none."""
    match = _ROUTE.search(url) if "#" in url else None
    return address(f"{url[: match.start()]}/gkmlpt/api/all/{match[3]}") if match else ""
