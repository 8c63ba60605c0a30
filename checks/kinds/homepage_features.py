"""The homepage shows certain features: identity marks at its foot, entries for accessibility, and
the like.

**Judged**: for each feature, whether one of its words, or with `pattern` a number of that form, is
shown.

**Counts**: link texts, the words of images (alt, title), the text and the foot of the homepage,
also in a frame of it on the same host. White space does not matter, letter case neither. Patterns:
`site_id` a site code (网站标识码) of ten digits, `icp` a number such as 鲁ICP备05012345号, `police`
a number such as 鲁公网安备37030402000123号. With a pattern the number itself must be shown; the
words alone do not suffice.

**Does not count**: meta tags, which no reader sees, other pages, and the words of a headline: 我区推进无障碍
设施建设 is news and no entry. A headline is the title of a dated item of 6 characters or more, or a link of more than 15.

**Why**: 政府网站发展指引（国办发〔2017〕47号）says what a homepage's foot must show. All features
pass; `fail_missing` or more missing fail; between them each feature earns its share. A homepage
that was not read leaves everything open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Literal

from pydantic import Field, model_validator

from checks.context import Context
from checks.explained.explaining import (
    names_said,
    one_of,
)
from checks.kind import BOUND, CheckKind, Explanation, OutcomeText, Params
from checks.presence import (
    Place,
    column_at,
    find_words,
    homepage_unread,
    page_places,
    read_homepage,
    unread_frames,
)
from checks.verdict import Evidence, Judgement, Searched, Verdict
from checks.wording import excerpt, listed, unread_said
from crawler.snapshot.facts import Homepage, SiteSnapshot
from rules.plain_text import plain
from rules.vocabulary import Vocabulary

_ENTRY_LENGTH = 15
_HEADLINE_LENGTH = 6
_MOST_HEADLINES = 2000
_PROVINCES = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔贵滇云藏陕秦甘陇青宁新"
_PATTERNS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "site_id": re.compile(r"标识码[^0-9]{0,8}[0-9]{10}(?![0-9])"),
        "icp": re.compile(rf"[{_PROVINCES}]ICP[备证][^0-9]{{0,3}}[0-9]{{5,12}}号?", re.IGNORECASE),
        "police": re.compile(r"公网安备[^0-9]{0,3}[0-9]{10,16}号?"),
    }
)


class HomepageFeature(Params):
    """One feature and what shows it."""

    name: str = Field(min_length=1, description="要素名称")
    any: tuple[str, ...] = Field(default=(), description="首页出现其一即算有此要素的词")
    pattern: Literal["site_id", "icp", "police", "none"] = Field(
        default="none", description="须出现的编号：网站标识码、ICP 备案号、公安备案号"
    )

    @model_validator(mode="after")
    def _shown_by_something(self) -> HomepageFeature:
        if not self.any and self.pattern == "none":
            raise ValueError("any 和 pattern 至少写一个")
        return self


class HomepageFeaturesParams(Params):
    """Parameters of `homepage_features`."""

    features: tuple[HomepageFeature, ...] = Field(min_length=1, description="首页须有的要素")
    fail_missing: int = Field(
        default=1, ge=1, description="缺多少项即不通过，少于此数按比例得分", json_schema_extra=BOUND
    )


def judge(site: SiteSnapshot, params: HomepageFeaturesParams, context: Context) -> Judgement:
    """Look for each feature on the homepage."""
    page = read_homepage(site)
    values: dict[str, object] = {"count": len(params.features)}
    if page is None:
        unread = homepage_unread(site)
        values["unread"] = unread_said(unread) or "网站首页"
        return Judgement("undetermined", values, unread=unread)
    places = list(_places(site, page))
    found: dict[str, Evidence] = {}
    for feature in params.features:
        if place := _look(places, feature):
            found[feature.name] = place.evidence(f"要素：{feature.name}")
    missing = [feature.name for feature in params.features if feature.name not in found]
    frames = unread_frames(site) if missing else []
    values |= {
        "found": listed(found) or "无",
        "missing": listed(missing),
        "found_count": len(found),
        "missing_count": len(missing),
        "unread": f"首页框架页 {listed(frames, 3)}",
    }
    checked = Evidence.of(page.fetch, page.footer or page.title, note="首页页脚")
    evidence = [*found.values(), checked]
    where = Searched(columns=("网站首页",), documents=0)
    if not missing:
        return Judgement("pass", values, evidence=list(found.values()))
    if frames:
        return Judgement("undetermined", values, evidence=evidence, searched=where)
    code = "fail" if len(missing) >= params.fail_missing or not found else "partial"
    share = len(found) / len(params.features)
    return Judgement(code, values, share=share, evidence=evidence, searched=where)


def _places(site: SiteSnapshot, page: Homepage) -> Iterator[Place]:
    # The foot first: it is where a reader looks for these, and the best quotation.
    yield Place(page.fetch, page.footer)
    headlines = _headlines(page)
    for text in dict.fromkeys(link.text for link in page.links):
        if plain(text) not in headlines:
            yield Place(page.fetch, text)
    yield Place(page.fetch, _without(headlines, page.text))
    for url in page.frames:
        if frame := column_at(site, url):
            yield from page_places(frame)


def _headlines(page: Homepage) -> dict[str, None]:
    """The titles of articles on the homepage, comparable; some thousand at most."""
    titles = [text for row in page.dated if len(text := plain(row.title)) >= _HEADLINE_LENGTH]
    titles += [text for link in page.links if len(text := plain(link.text)) > _ENTRY_LENGTH]
    return dict.fromkeys(titles[:_MOST_HEADLINES])


def _without(headlines: dict[str, None], text: str) -> str:
    """The text without the lines that hold a headline."""
    kept = (line for line in text.splitlines() if not _holds(plain(line), headlines))
    return "\n".join(kept)


def _holds(line: str, headlines: dict[str, None]) -> bool:
    return any(headline in line for headline in headlines)


def _look(places: list[Place], feature: HomepageFeature) -> Place | None:
    if feature.pattern == "none":
        return find_words(places, feature.any)
    pattern = _PATTERNS[feature.pattern]
    for place in places:
        if match := pattern.search(plain(place.quote)):
            return Place(place.fetch, excerpt(plain(place.quote), match[0]), place.url)
    return None


_PATTERN_NAMES = {
    "site_id": "“网站标识码”及其后的10位数字",
    "icp": "备案号本身，如“鲁ICP备05012345号”",
    "police": "备案号本身，如“鲁公网安备37030402000123号”",
}


def explain(params: HomepageFeaturesParams, vocabulary: Vocabulary) -> Explanation:
    """The features, each with what shows it, and how many missing are too many."""
    total, limit = len(params.features), params.fail_missing
    names = names_said([feature.name for feature in params.features])
    if total == 1:
        checked = [f"网站首页应有{names}；没有的为不符合。"]
    else:
        partly = f"，缺得更少的按已有的项数给分，缺{limit}项以上或一项也没有的为不符合"
        score = partly if limit > 1 else "，缺一项即为不符合"
        checked = [f"网站首页应有下列{total}项要素：{names}。", f"齐全的为符合{score}。"]
    features = [
        f"{feature.name}：首页显示{_PATTERN_NAMES[feature.pattern]}。"
        if feature.pattern in _PATTERN_NAMES
        else f"{feature.name}：首页文字{one_of(feature.any)}。"
        for feature in params.features
    ]
    excludes = [
        "写在网页代码里、读者看不到的文字不算。",
        "其他页面上的不算。",
        f"文章标题里的词语不算：标有日期、{_HEADLINE_LENGTH}字以上的条目，以及超过{_ENTRY_LENGTH}字的链接，视为文章标题。",
    ]
    if any(feature.pattern != "none" for feature in params.features):
        excludes.append("要求写出编号的，只有名目没有编号的不算。")
    excludes.append("首页没有读到时，一律记为未能判定。")
    return Explanation(
        tuple(checked),
        (
            "首页的正文、页脚、链接文字、图片的说明文字，以及首页中本站框架页里的文字都算，不分大小写。",
            *features,
        ),
        tuple(excludes),
    )


KIND = CheckKind(
    name="homepage_features",
    params=HomepageFeaturesParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(Verdict.PASS, "首页 {count} 项要素齐全：{found}。"),
        "partial": OutcomeText(
            Verdict.PARTIAL,
            "首页应有 {count} 项要素，有 {found_count} 项，缺 {missing_count} 项：{missing}。",
        ),
        "fail": OutcomeText(
            Verdict.FAIL, "首页应有 {count} 项要素，缺 {missing_count} 项：{missing}。"
        ),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED, "未能读取 {unread}，无法判定首页要素是否齐全。"
        ),
    },
    doc=__doc__ or "",
    explain=explain,
)
