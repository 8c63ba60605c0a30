"""Session ids in addresses: what a server writes into every link anew, and no part of what the link leads to."""

from __future__ import annotations

import re

_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sid|session\w{0,10})=[^/?#;]*", re.IGNORECASE)
_FOLDER = re.compile(r"/\((?:[A-Z]\([\w-]{1,80}\)){1,3}\)(?=/)", re.IGNORECASE)  # of ASP.NET
_ALWAYS = re.compile(
    r"jsessionid|phpsessid|asp\.?net_sessionid|aspsessionid\w*|cfid|cftoken|session_?id|sessid",
    re.IGNORECASE,
)
# Names of what a page is known by as well; of them only those that no document's id goes by count with a plain hash.
_MAYBE = frozenset({"sid", "s", "tk", "uuid"})
_SELDOM = frozenset({"session", "sess", "token", "ticket", "_csrf", "csrf", "csrftoken", "nonce"})
_RANDOM = re.compile(r"[\w.~-]{16,}")
_HASH = re.compile(
    r"[0-9a-f]{24}|[0-9a-f-]{32,36}|[0-9A-F-]{32,36}"
)  # as documents are numbered, too


def parameters(query: str) -> list[tuple[str, str]]:
    """The parameters of a query as they are written, in order."""
    return [
        (name, value)
        for part in query.split("&")
        if part
        for name, _, value in (part.partition("="),)
    ]


def _is_session(name: str, value: str) -> bool:
    """Whether a parameter whose name may mean a session has a value as sessions have: long, letters and digits mixed."""
    name = name.lower()
    if name not in _SELDOM and (name not in _MAYBE or _HASH.fullmatch(value)):
        return False
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
    others = [pair for pair in kept if not _is_session(*pair)]
    kept = others or kept
    if len(kept) == len(given):
        return f"{path}{mark}{query}"
    return path + (mark + "&".join(f"{name}={value}" for name, value in kept) if kept else "")
