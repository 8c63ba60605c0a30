"""Subjects: what a document is about, told by its title, body, columns and document number."""

from __future__ import annotations

from collections.abc import Iterator

from rules.headlines import is_headline, is_order
from rules.model import Strict
from rules.other_papers import is_other_paper
from rules.plain_text import plain
from rules.words import Words


class Subject(Strict):
    """What a document is about (对象).

    A document matches when all of these hold:

    - its title fits `title`, its body fits `body`;
    - it lies in one of `columns` (names by vocabulary; a column below one counts). Empty, or
      `anywhere`: any column, and `columns` then only tells the crawl and the search for absent
      documents where such documents live;
    - `number`: it must (true) or must not (false) carry a document number (发文字号); null asks
      nothing. `number_words`: its number must hold one of these words (政发, 政办字);
    - `own`: it is no repost (转载) from another authority;
    - `news`: false asks that its title is not that of news about the thing (新闻标题), `orders`: false that it is no
      notice that orders the thing to be done (布置工作的通知); see `rules.headlines`;
    - `other_papers`: false asks that it is no paper of another kind about the thing (别种文书: 许可、招标、答复、草案);
      see `rules.other_papers`;
    - `either`, where given: it matches at least one of these narrower subjects as well.

    `reported` says that such things stand in the news (开放日, 列席): on a site without a column of theirs, news lists that
    were read only in part could hold them.
    """

    title: Words = Words()
    body: Words = Words()
    columns: tuple[str, ...] = ()
    anywhere: bool = False
    number: bool | None = None
    number_words: tuple[str, ...] = ()
    own: bool = True
    news: bool = True
    orders: bool = True
    other_papers: bool = True
    reported: bool = False
    either: tuple[Subject, ...] = ()

    def number_fits(self, number: str) -> bool:
        """Whether a document number ("" for none) is as asked; `either` is not looked at."""
        if self.number is not None and bool(number) is not self.number:
            return False
        if not self.number_words:
            return True
        own = plain(number)
        return bool(own) and any(plain(word) in own for word in self.number_words)

    def is_about(self, title: str) -> bool:
        """Whether a title is of news about the thing, of an order to do it, or of another paper about it, where those do
        not count.
        """
        return (
            (not self.news and is_headline(title))
            or (not self.orders and is_order(title))
            or (not self.other_papers and is_other_paper(title))
        )

    def title_fits(self, title: str, year: int | None = None) -> bool:
        """Whether a title does not rule the document out: it fits here and in one of `either`."""
        if not self.title.fit(title, year) or self.is_about(title):
            return False
        return not self.either or any(each.title_fits(title, year) for each in self.either)

    def every_column(self) -> Iterator[str]:
        """Names of all columns where such documents live, those of `either` included."""
        yield from self.columns
        for each in self.either:
            yield from each.every_column()


SubjectRef = str | Subject
"""A subject in a rule's parameters: the name of one in rules/subjects/, or the subject itself."""
