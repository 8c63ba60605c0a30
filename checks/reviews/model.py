"""The reviews file (复核记录): decisions, waivers and appeals, each signed and dated. See docs/reviews.md.

The file only grows. Of several decisions on one finding the newest counts; the earlier ones are its history.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

EVERY_SITE = "*"
"""The site of a waiver that holds for all sites."""

WITHDRAWN = "withdrawn"
"""The verdict by which a decision is taken back: the machine's verdict stands again."""

DECISIONS: Mapping[str, str] = MappingProxyType(
    {
        "符合": "pass",
        "部分符合": "partial",
        "不符合": "fail",
        "不适用": "not_applicable",
        "撤销": WITHDRAWN,
    }
)
"""What a person may decide, in Chinese, and the code that results.json has for it."""

OUTCOMES: Mapping[str, str] = MappingProxyType(
    {"待处理": "pending", "成立": "upheld", "不成立": "rejected"}
)
"""What may become of an appeal, in Chinese, and the code that results.json has for it."""

MOST_REASON = 3_000
MOST_TEXT = 10_000
"""Longest reason and longest appeal, in characters: a cell of a spreadsheet holds either."""

# Of the control characters only tab and line feed; no surrogates or noncharacters; nothing that turns
# the reading direction. None of them survives YAML and a spreadsheet alike.
_UNFIT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
_BREAK = re.compile("\r\n|[\r\x85\u2028\u2029]")
_FIRST_YEAR, _LAST_YEAR = 1949, 2199
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def tidy(text: str) -> str:
    """A person's text as it is kept: line feeds alone, no invisible characters, nothing blank at its ends."""
    return _UNFIT.sub("", _BREAK.sub("\n", text)).strip()


def _text(most: int) -> BeforeValidator:
    """A text that is kept tidy: not empty, and at most so many characters."""

    def read(value: object) -> object:
        if not isinstance(value, str):
            return value
        text = tidy(value)
        if not text:
            raise ValueError("不得为空")
        if len(text) > most:
            raise ValueError(f"至多 {most} 个字，现有 {len(text)} 个")
        return text

    return BeforeValidator(read)


def _one_of(words: Mapping[str, str]) -> Callable[[object], str]:
    def read(value: object) -> str:
        if isinstance(value, str) and value in words:
            return words[value]
        if isinstance(value, str) and value in words.values():
            return value
        raise ValueError(f"应为 {'、'.join(words)} 之一")

    return read


def _day(value: object) -> date:
    # pydantic would take 20240501 for a moment in 1970.
    found = value if type(value) is date else None
    if isinstance(value, str) and _DAY.fullmatch(value):
        with suppress(ValueError):
            found = date.fromisoformat(value)
    if found is None:
        raise ValueError("应为日期，如 2024-05-01")
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise ValueError(f"应为 {_FIRST_YEAR} 至 {_LAST_YEAR} 年间的日期")
    return found


def _link(url: str) -> str:
    try:
        parts = urlsplit(url)
        fit = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        fit = False
    if not fit or re.search(r"\s", url):
        raise ValueError("应为 http:// 或 https:// 开头的完整网址")
    return url


def _rule(text: str) -> str:
    if "/" not in text or re.search(r"\s", text):
        raise ValueError("应为规则或条款的完整标识，如 national/search")
    return text


def _site(text: str) -> str:
    if not re.fullmatch(r"[a-z0-9-]{1,100}", text):
        raise ValueError("应为网站清单中的标识，只含小写字母、数字和连字符")
    return text


def _site_or_every(text: str) -> str:
    return text if text == EVERY_SITE else _site(text)


def _share(value: object) -> float:
    # To four decimals: a spreadsheet keeps fifteen digits, YAML seventeen.
    if isinstance(value, int | float) and not isinstance(value, bool):
        share = round(float(value), 4)
        if 0 < share < 1:
            return share
    raise ValueError("应为大于 0、小于 1 的数，如 0.5")


Share = Annotated[float, BeforeValidator(_share)]
Day = Annotated[date, BeforeValidator(_day)]
Name = Annotated[str, _text(100)]
Reason = Annotated[str, _text(MOST_REASON)]
RuleId = Annotated[str, _text(200), AfterValidator(_rule)]
SiteId = Annotated[str, AfterValidator(_site)]
Link = Annotated[str, _text(2_000), AfterValidator(_link)]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Decision(_Entry):
    """A person's decision (判定) on one finding.

    `share` is the part of the points earned, above 0 and below 1, to four decimals, for 部分符合 alone. `mark`
    identifies the finding that was decided on (`checks.reviews.marks`), "" where the decision was written by hand.
    """

    site: SiteId
    rule: RuleId
    verdict: Annotated[str, BeforeValidator(_one_of(DECISIONS))]
    share: Share | None = None
    by: Name
    on: Day
    reason: Reason
    link: Link | None = None
    mark: str = Field(default="", pattern=r"^([0-9a-f]{16})?$")

    @model_validator(mode="after")
    def _share_of_a_partial(self) -> Self:
        if self.verdict == "partial" and self.share is None:
            raise ValueError("部分符合须写得分比例 share（大于 0、小于 1，如 0.5）")
        if self.verdict != "partial" and self.share is not None:
            raise ValueError("只有部分符合才写得分比例 share")
        return self


class WaiverTerms(_Entry):
    """A rule or clause waived (豁免): its full id, by whom, since when, why, and the last day it holds (None: no end)."""

    rule: RuleId
    by: Name
    on: Day | None = None
    reason: Reason
    until: Day | None = None


class Waiver(WaiverTerms):
    """A waiver for one site, or for every site (`EVERY_SITE`)."""

    site: Annotated[str, AfterValidator(_site_or_every)]


class Appeal(_Entry):
    """A site owner's appeal (申诉) against one finding, with what became of it."""

    site: SiteId
    rule: RuleId
    by: Name
    on: Day
    text: Annotated[str, _text(MOST_TEXT)]
    outcome: Annotated[str, BeforeValidator(_one_of(OUTCOMES))] = "pending"
    answered_by: Name | None = None
    answered_on: Day | None = None
    answer: Reason | None = None

    @model_validator(mode="after")
    def _answered_whole(self) -> Self:
        given = (self.answered_by, self.answered_on, self.answer)
        if self.outcome != "pending" and None in given:
            raise ValueError("已有处理结果的申诉须写 answered_by、answered_on 和 answer")
        return self

    @property
    def identity(self) -> tuple[Any, ...]:
        """What tells one appeal from another, whatever became of it."""
        return (self.site, self.rule, self.by, self.on, self.text)


class Reviews(_Entry):
    """The whole reviews file, in the order in which its entries were made."""

    format: Literal[1] = 1
    decisions: tuple[Decision, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    appeals: tuple[Appeal, ...] = ()
