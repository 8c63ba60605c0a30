"""Papers in a column that only speak of what the column is for: news of it, notices that order it, papers of another kind.

In a column of 权责清单, 关于开展权责清单调整工作的通知 and the report of a meeting are no list of powers. They are told by
their titles, as everywhere (`rules.headlines`, `rules.other_papers`); a list may be titled by anything, even by a
department alone.
"""

from __future__ import annotations

import re

from crawler.snapshot.facts import Document
from rules.headlines import is_headline, is_order
from rules.other_papers import is_other_paper

_THING = re.compile("清单|目录|表")  # an attachment of that name may be the thing itself


def is_talk(title: str) -> bool:
    """Whether a title is that of news, of an order, or of a paper of another kind about a thing."""
    return is_headline(title) or is_order(title) or is_other_paper(title)


def only_speaks(document: Document) -> bool:
    """Whether a document only speaks of the thing, and has nothing attached that could be it."""
    if not is_talk(document.title or document.row_title):
        return False
    facts = document.facts
    return facts is None or not any(_THING.search(link.text) for link in facts.attachments)
