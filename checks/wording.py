"""Words from websites made fit to be shown, and reasons made from templates.

What a site publishes is hostile until proven otherwise: it may hold control characters, marks that
turn the reading direction, half of a surrogate pair, a megabyte in one title, or braces that look
like placeholders. Nothing of a site reaches a result without passing through here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from checks.fetch_words import OUTCOMES
from crawler.snapshot.facts import Fetch, Outcome, SiteSnapshot

QUOTE_LENGTH = 200
"""Longest quotation in evidence and reasons, in characters."""
REASON_LENGTH = 1500
"""Longest reason, in characters."""
ADDRESS_LENGTH = 2000
"""Longest address shown, in characters."""

_ITEMS = 10
_ITEM_LENGTH = 80
# Control characters, soft hyphen, zero-width and bidirectional marks, surrogates, annotation and
# tag characters.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ud800-\udfff"
    "\U000e0000-\U000e0fff]+"
)
_BREAKS = re.compile(r"[\t\n\r\f\v\x85\u2028\u2029]+")
_SPACES = re.compile(r"[ \u00a0\u3000]{2,}")
_PLACEHOLDER = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_UNKNOWN = "（不详）"


def clean(text: str, limit: int = QUOTE_LENGTH) -> str:
    """One line without invisible characters, at most `limit` characters long, with … where it was
    cut.
    """
    # Cut first: one title of a megabyte must not cost a megabyte's cleaning.
    shown = _HIDDEN.sub("", _BREAKS.sub(" ", text[: limit * 4]))
    shown = _SPACES.sub(" ", shown).strip()
    if len(shown) > limit:
        return shown[: limit - 1].rstrip() + "…"
    return shown


def listed(items: Iterable[str], most: int = _ITEMS) -> str:
    """Names as a Chinese list: a、b、c, and how many there are when only some are shown."""
    names = list(items)
    shown = "、".join(clean(name, _ITEM_LENGTH) for name in names[:most])
    return f"{shown}等{len(names)}个" if len(names) > most else shown


def outcomes_said(outcomes: Iterable[Outcome]) -> str:
    """How often each outcome occurred: 超时 3 次、拒绝连接 1 次; the most frequent first."""
    counts = Counter(outcomes)
    order = sorted(counts, key=lambda outcome: (-counts[outcome], outcome.value))
    return "、".join(f"{OUTCOMES[outcome].word} {counts[outcome]} 次" for outcome in order)


def unread_said(fetches: Iterable[Fetch]) -> str:
    """Unread pages by the words that lead to them and why they were not read, the first three."""
    every = list(fetches)
    shown = "、".join(
        f"“{clean(fetch.anchor, 40) or clean(fetch.url, 80)}”（{_why_unread(fetch)}）"
        for fetch in every[:3]
    )
    return f"{shown}等 {len(every)} 个页面" if len(every) > 3 else shown


def _why_unread(fetch: Fetch) -> str:
    """Why a page was not read: of a file without text what is the matter with it (a scan, a password), of a
    script shell what would have it read.
    """
    if fetch.outcome in (Outcome.NO_TEXT, Outcome.SCRIPT_SHELL) and fetch.detail:
        return clean(fetch.detail, 60)
    return OUTCOMES[fetch.outcome].word


def browser_notes(site: SiteSnapshot, as_of: date) -> tuple[str, ...]:
    """How to have the script shells of a crawl read, where it had no browser; nothing where there is none to read."""
    shells = sum(1 for fetch in site.fetches if fetch.outcome is Outcome.SCRIPT_SHELL)
    if not shells or site.settings.get("ZWGK_BROWSER"):
        return ()
    return (
        f"{shells} 个页面的内容全靠脚本生成，未能读取。要用浏览器读取，请运行 pip install 'zwgk[browser]'，"
        f"安装 Chromium，再用原命令加 --browser --as-of {as_of.isoformat()} 运行一次：只重新请求这些页面。",
    )


def excerpt(text: str, words: str, limit: int = QUOTE_LENGTH) -> str:
    """The part of `text` around the first place where `words` stand; its beginning when they do
    not.
    """
    at = max(text.lower().find(words.lower()), 0)
    start = max(0, at - (limit - min(len(words), limit)) // 2)
    part = clean(text[start : start + limit], limit)
    return f"…{part}" if start and len(part) < limit else part


def reason_text(template: str, values: Mapping[str, object]) -> str:
    """A reason: the template with its `{placeholders}` replaced by values, once and only once.

    Values are cleaned and cut; braces in a value stay what they are. A placeholder without a value
    becomes （不详）.
    """
    filled = _PLACEHOLDER.sub(
        lambda match: _shown(values[match[1]]) if match[1] in values else _UNKNOWN, template
    )
    return clean(filled, REASON_LENGTH)


def _shown(value: object) -> str:
    if isinstance(value, str):
        return clean(value, QUOTE_LENGTH)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(map(str, value)) if isinstance(value, set | frozenset) else map(str, value)
        return listed(items)
    return _UNKNOWN if value is None else clean(str(value), QUOTE_LENGTH)
