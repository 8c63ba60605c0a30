"""Papers in a column that only speak of what the column is for: news of it, notices that order it, papers of another kind.

In a column of 权责清单, 关于开展权责清单调整工作的通知 and the report of a meeting are no list of powers. They are told by
their titles, as everywhere (`rules.headlines`, `rules.other_papers`); a list may be titled by anything, even by a
department alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from crawler.snapshot.facts import Document
from rules.headlines import is_headline, is_order
from rules.other_papers import is_other_paper
from rules.plain_text import plain
from rules.words import Words

_EDITION = re.compile(
    r"\((?:19|20)\d\d[^()]{0,8}\)|\([^()]{0,8}(?:版|修订|修订稿|调整)\)|(?:19|20)\d\d年度?"
)
_WHOSE = re.compile(
    r"(?:[\u4e00-\u9fff]{0,20}(?:政府|区|县|市|镇|乡|街道|办公室|办事处|管委会|委员会|局))?"
)
A_LIST = Words(any_=("清单", "目录", "表"))
"""Words of which one stands in every title that `is_titled` takes for a list's own."""

_THING = re.compile("清单|目录|表")  # an attachment of that name may be the thing itself


def is_talk(title: str) -> bool:
    """Whether a title is that of news, of an order, or of a paper of another kind about a thing."""
    return is_headline(title) or is_order(title) or is_other_paper(title)


def is_titled(title: str, names: Iterable[str]) -> bool:
    """Whether a title is a list's own name (…目录, …清单) after no more than whose and of which year it is.

    `names` are plain. 泰山区人民政府2023年主动公开基本目录（修订版） is the list of 主动公开基本目录, wherever it stands;
    泰山区实验学校主动公开目录 is a school's, 公布主动公开基本目录的通知 a notice.
    """
    own = _EDITION.sub("", plain(title))
    whose = [own[: -len(name)] for name in names if _THING.search(name[-2:]) and own.endswith(name)]
    return any(map(_WHOSE.fullmatch, whose))


def only_speaks(document: Document) -> bool:
    """Whether a document only speaks of the thing, and has nothing attached that could be it."""
    if not is_talk(document.title or document.row_title):
        return False
    facts = document.facts
    return facts is None or not any(_THING.search(link.text) for link in facts.attachments)
