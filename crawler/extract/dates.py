"""Dates as Chinese pages write them, and which of a page's dates is which.

A page shows several: 成文 (issued), 发布 (published), a clock in its header, dates in the running text. What a label
names is kept apart from what stands alone; what a reader sees comes before meta tags and address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone

from crawler.snapshot.facts import DateFact, DateOrigin

BEIJING = timezone(timedelta(hours=8))
FIRST_YEAR, LAST_YEAR = 1949, 2099

_CN_DIGIT = "〇○Ｏ０零Oo一二三四五六七八九"
_DATE = re.compile(
    r"(?<![\d.])((?:19|20)\d\d)\s?(?:[-/.．－—]|年)\s?(1[0-2]|0?[1-9])\s?(?:[-/.．－—]|月)\s?"
    r"(3[01]|[12]\d|0?[1-9])(?!\d)\s?日?"
    rf"|([{_CN_DIGIT}]{{4}})\s?年\s?([元一二三四五六七八九十]{{1,2}})\s?月\s?"
    r"([一二三四五六七八九十廿卅]{1,4})\s?日"
)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(1[0-2]|0[1-9])(3[01]|[12]\d|0[1-9])(?!\d)")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_HAS_WIDE = re.compile("[０-９]")
_CN_VALUE = {"〇": 0, "○": 0, "Ｏ": 0, "０": 0, "零": 0, "O": 0, "o": 0, "元": 1}
_CN_VALUE |= {sign: value for value, sign in enumerate("一二三四五六七八九", start=1)}

_URL_DAY = re.compile(
    r"(?:^|[/_t=\-])((?:19|20)\d\d)(?:[-/_]?)(1[0-2]|0?[1-9])(?:[-/_]|(?<=\d\d))"
    r"(3[01]|[12]\d|0?[1-9])(?=[/_.\-]|$)"
)
_CLOCK_BEFORE = re.compile(
    r"(?:今天|今日|现在|当前|此刻|北京|系统|本地)(?:是|时间|日期)?[:：]?\s*$"
)
_CLOCK_AFTER = re.compile(
    r"^\s*(?:\d{1,2}:\d\d(?::\d\d)?)?\s*(?:星期|周)[一二三四五六日天]|^\s*农历"
)

_PUBLISHED = (
    "发布日期|发布时间|公开日期|公开时间|公布日期|公布时间|信息时间|信息日期|发表时间|发表日期|发文时间|"
    "上网时间|上网日期|登载日期|刊登日期|录入时间|添加时间|创建时间|更新时间|更新日期|发稿时间|上传时间|"
    "上传日期|发布于|时间|日期"
)
_ISSUED = (
    "成文日期|成文时间|生成日期|生成时间|发文日期|印发日期|印发时间|签发日期|签发时间|制发日期|制定日期|"
    "形成日期|产生日期|作出处罚决定的?日期|处罚决定日期|决定日期|作出决定日期"
)
_LABELLED = re.compile(
    rf"(?:(?P<issued>{_ISSUED})|(?P<published>{_PUBLISHED}))[\])】]?\s?[:：]?\s?[\[（(【]?\s?$"
)
_OTHER_BEFORE = re.compile(
    r"(?:有效期|截止|截至|废止|失效|施行|实施|生效|开始|结束|起始|终止|到期|征集|办理|修改|评论|回复|提交|"
    r"受理|答复|访谈|直播|会议|活动|报名|开标|公示|公告|申报|征求意见|考试|面试|开放|办公|下载|生成页面|页面生成)(?:日期|时间)?[:：至]?\s?$"
)
_PASSED = re.compile(
    r"(?:通过|公布|发布|修订|修正|批准|印发|签署)[^（(]{0,8}[）)]|[^（(]{0,40}通过"
)
_SOLE = re.compile(r"^[（(\[]?(.{6,24}?)[）)\]]?$")


def find_dates(text: str) -> Iterator[tuple[int, int, date]]:
    """Every valid date of the text with where it starts and ends, in order; impossible days are skipped.

    Reads 2023-09-20, 2023/9/20, 2023.09.20, 2023年9月20日 and 二〇二三年九月二十日, a time after it left alone.
    """
    if _HAS_WIDE.search(text):
        text = text.translate(_WIDE)
    for match in _DATE.finditer(text):
        found = _read(match)
        if found:
            yield match.start(), match.end(), found


def parse_date(text: str) -> date | None:
    """The first date of the text, None without one; compact 20230920 is read as well."""
    for _, _, day in find_dates(text):
        return day
    match = _COMPACT.search(text)
    return valid_day(*map(int, match.groups())) if match else None


def _read(match: re.Match[str]) -> date | None:
    year, month, day, cn_year, cn_month, cn_day = match.groups()
    if year:
        return valid_day(int(year), int(month), int(day))
    return valid_day(
        int("".join(str(_CN_VALUE[sign]) for sign in cn_year)), _cn(cn_month), _cn(cn_day)
    )


def _cn(text: str) -> int:
    """A number under a hundred in Chinese, 0 when it is none."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.partition("十")
    if not ten:
        return _CN_VALUE.get(text, 0)
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return (_CN_VALUE.get(tens, 1) if tens else 1) * 10 + (_CN_VALUE.get(ones, 0) if ones else 0)


def valid_day(year: int, month: int, day: int) -> date | None:
    """The day, None when there is no such day or its year is none that a page could speak of."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def from_meta(content: str) -> date | None:
    """The day of a PubDate tag in any of its shapes, epoch seconds or milliseconds included."""
    day = parse_date(content)
    if day:
        return day
    digits = content.strip()
    if digits.isascii() and digits.isdigit() and len(digits) in (10, 13):
        return datetime.fromtimestamp(int(digits[:10]), BEIJING).date()
    return None


def from_url(url: str) -> date | None:
    """The day in an address (/art/2023/10/23/, t20230920_1.html, /2018-12/06/), None without one."""
    path = url.split("?", 1)[0].split("//", 1)[-1]
    best = None
    for match in _URL_DAY.finditer(path[path.find("/") :]):
        best = valid_day(*map(int, match.groups())) or best
    return best


def labelled(text: str, origin: DateOrigin) -> list[tuple[str, DateFact]]:
    """The dates of a line with the kind that the label before each says: "published", "issued" or "other".

    A header clock (今天是…, or a weekday after it) is no date of the page and is left out. A date without any label is
    "other".
    """
    found = []
    for start, end, day in find_dates(text):
        before = text[max(0, start - 16) : start]
        if _CLOCK_BEFORE.search(before) or _CLOCK_AFTER.match(text[end : end + 20]):
            continue
        label = None if _OTHER_BEFORE.search(before) else _LABELLED.search(before)
        if label:
            kind = "issued" if label.group("issued") else "published"
            words = text[max(0, start - 16) + label.start() : end]
        else:
            kind, words = "other", text[start:end]
        found.append((kind, DateFact(day, origin, words.strip())))
    return found


def sole_date(line: str) -> date | None:
    """The date of a line that holds nothing but a date (brackets and a time aside), else None."""
    if len(line) > 32 or not ("年" in line or "-" in line or "/" in line or "." in line):
        return None
    for start, end, day in find_dates(line):
        rest = line[:start] + line[end:]
        if not rest.strip(" （）()[]【】:：-0123456789"):
            return day
        return None
    return None


def signature_date(body: list[str]) -> DateFact | None:
    """The date under the signature (落款), from the paragraphs of the body; None without one.

    The first line that is nothing but a date and follows a short line without a full stop (the signing body), since
    annexes with dates of their own may follow the document; else one at the end of the text.
    """
    last: DateFact | None = None
    for at, line in enumerate(body):
        day = sole_date(line)
        if day is None:
            continue
        fact = DateFact(day, DateOrigin.TEXT, line)
        above = body[at - 1] if at else ""
        if at > 1 and 2 <= len(above) <= 40 and above[-1] not in "。；，、：:;,":
            return fact
        if at >= len(body) - 4:
            last = fact
    if last:
        return last
    for line in body[-4:]:
        for start, end, day in find_dates(line):
            signer, after = line[:start].strip(), line[end:].strip()
            if not after and 2 <= len(signer) <= 40 and not set(signer) & set("。，；：、"):
                return DateFact(day, DateOrigin.TEXT, line)
    return None


def passed_date(head: list[str]) -> DateFact | None:
    """The date in a bracket under the title (2007年6月29日…会议通过), None without one."""
    for line in head:
        opening = max(line.rfind("（"), line.rfind("("))
        if opening < 0:
            continue
        for start, end, day in find_dates(line):
            if start - opening in (1, 2) and _PASSED.match(line[end : end + 60]):
                return DateFact(day, DateOrigin.TEXT, line[opening:])
    return None


def choose(dates: list[tuple[str, DateFact]], kind: str) -> DateFact | None:
    """The best date of a kind: by origin in the order of `DateOrigin`, the first of equals."""
    order = list(DateOrigin)
    facts = [fact for of, fact in dates if of == kind]
    return min(facts, key=lambda fact: order.index(fact.origin), default=None)
