"""Session ids in addresses: what a server writes into every link anew, and no part of what the link leads to."""

from __future__ import annotations

import re

_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sid|session\w{0,10})=[^/?#;]*", re.IGNORECASE)
_FOLDER = re.compile(r"/\((?:[A-Z]\([\w-]{1,80}\)){1,3}\)(?=/)", re.IGNORECASE)  # of ASP.NET
_ALWAYS = re.compile(
    r"jsessionid|phpsessid|asp\.?net_sessionid|aspsessionid\w*|cfid|cftoken|session_?id|sessid",
    re.IGNORECASE,
)
_MAYBE = frozenset(
    {
        "sid",
        "s",
        "session",
        "sess",
        "token",
        "tk",
        "ticket",
        "_csrf",
        "csrf",
        "csrftoken",
        "nonce",
        "uuid",
    }
)
_RANDOM = re.compile(r"[\w.~-]{16,}")


def parameters(query: str) -> list[tuple[str, str]]:
    """The parameters of a query as they are written, in order."""
    return [
        (name, value)
        for part in query.split("&")
        if part
        for name, _, value in (part.partition("="),)
    ]


def _is_random(value: str) -> bool:
    """Whether a value is long and mixes letters and digits as no word or number does."""
    digits = sum(map(str.isdigit, value))
    return bool(_RANDOM.fullmatch(value)) and digits >= 4 and len(value) - digits >= 2


def without_session(url: str) -> str:
    """The URL without session ids.

    A name that may be something else as well (`sid` is a site's number, too) counts only with a long random value, and
    beside other parameters: alone it may be what the page is known by.
    """
    if ";" in url:
        url = _IN_PATH.sub("", url)
    path, mark, query = url.partition("?")
    if "/(" in path:
        path = _FOLDER.sub("", path)
    if not query:
        return path
    given = parameters(query)
    kept = [pair for pair in given if not _ALWAYS.fullmatch(pair[0])]
    others = [pair for pair in kept if not (pair[0].lower() in _MAYBE and _is_random(pair[1]))]
    kept = others or kept
    if len(kept) == len(given):
        return f"{path}{mark}{query}"
    return path + (mark + "&".join(f"{name}={value}" for name, value in kept) if kept else "")
