"""HTML that a script file writes into its page: heads, menus and feet that many sites keep in one place.

大汉 JCMS serves them from /script/0/…; others name the file after its part (header.js, foot.js). Only text that the script
writes as it stands is read: nothing is run.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin

from lxml.html import HtmlElement

MOST_SCRIPTS = 6
_PART = re.compile(
    r"/script/\d+/[^?]*\.js(?:\?|$)|(?:^|[/_-])(?:head|foot|top|bottom|nav|menu|daohang|dh)[\w-]{0,20}\.js(?:\?|$)",
    re.IGNORECASE,
)
_WRITES = re.compile(
    r"document\.write(?:ln)?\s*\(|\.innerHTML\s*\+?=|\.(?:html|append|prepend)\s*\("
)
_STRING = re.compile(
    r"'((?:[^'\\\n]|\\[\s\S])*)'|\"((?:[^\"\\\n]|\\[\s\S])*)\"|`((?:[^`\\]|\\[\s\S])*)`"
)
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([\s\S]))")
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", "\n": "", "\r": ""}


def part_scripts(tree: HtmlElement, url: str) -> list[str]:
    """The script files of a page that by their names write a part of it, absolute, at most `MOST_SCRIPTS`."""
    found = []
    for script in tree.iter("script"):
        source = (script.get("src") or "").strip()
        if source and _PART.search(source):
            try:
                found.append(urljoin(url, source))
            except ValueError:
                continue
    return list(dict.fromkeys(found))[:MOST_SCRIPTS]


def written_html(script: str) -> str:
    """The HTML that a script writes: its strings in order, unescaped, when it writes any markup; else ""."""
    if not _WRITES.search(script):
        return ""
    strings = (first or second or third for first, second, third in _STRING.findall(script))
    html = "".join(_ESCAPE.sub(_unescape, text) for text in strings)
    return html if "<" in html and ">" in html else ""


def _unescape(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code:
        number = int(code, 16)
        return "\ufffd" if 0xD800 <= number <= 0xDFFF else chr(number)
    return _PLAIN.get(match[3], match[3])
