"""A column offers certain features, such as a search by year and topic in a library of documents
(文件库).

**Judged**: for each feature, whether one of its words stands on the column's page or on one below
it.

**Counts**: the words of links, headings and forms, the page's own text, and the names or file types
of attachments of the documents in it. White space does not matter, letter case neither.

**Does not count**: the same words elsewhere on the site. Whether a feature works cannot be seen
from its name.

**Why**: clauses ask for libraries that can be searched, sorted and downloaded
(政府信息公开条例第二十四条). Features earn their share; none is a fail, and so is a column that
does not exist; one that the site only links to, on another host, is left to a person. Pages of the column that were not
read leave a missing feature open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pydantic import Field

from checks.context import Context
from checks.coverage import columns_within, could_hold, documents_in, searched, unread_within
from checks.explained.explaining import (
    also_called,
    names_said,
    one_of,
    quoted,
)
from checks.kind import CheckKind, Explanation, OutcomeText, Params
from checks.presence import (
    Place,
    column_evidence,
    find_words,
    link_elsewhere,
    page_places,
    path_of,
)
from checks.verdict import Evidence, Judgement, Verdict
from checks.wording import listed, unread_said
from crawler.snapshot.facts import Column, SiteSnapshot
from rules.vocabulary import Vocabulary


class ColumnFeature(Params):
    """One feature and the words that show it."""

    name: str = Field(min_length=1, description="功能名称")
    any: tuple[str, ...] = Field(min_length=1, description="页面上出现其一即算有此功能的词")


class ColumnFeaturesParams(Params):
    """Parameters of `column_features`."""

    name: str = Field(min_length=1, description="栏目名称（别名也算）")
    features: tuple[ColumnFeature, ...] = Field(min_length=1, description="须具备的功能")


def judge(site: SiteSnapshot, params: ColumnFeaturesParams, context: Context) -> Judgement:
    """Look for each feature in the column and below it."""
    columns = columns_within(site, context, (params.name,))
    where = searched(site, context, (params.name,))
    if not columns:
        unread = could_hold(site, context, (params.name,))
        values: dict[str, object] = {"name": params.name, "unread": unread_said(unread)}
        if not unread and (link := link_elsewhere(site, context.vocabulary.names(params.name))):
            values["where"] = link.url
            return Judgement("elsewhere", values, searched=where)
        code = "undetermined" if unread else "missing"
        return Judgement(code, values, unread=unread, searched=where)
    found: dict[str, Evidence] = {}
    places = list(_places(site, context, params.name, columns))
    for feature in params.features:
        if place := find_words(places, feature.any):
            found[feature.name] = place.evidence(f"功能：{feature.name}")
    missing = [feature.name for feature in params.features if feature.name not in found]
    unread = unread_within(site, context, (params.name,)) if missing else []
    values = {
        "name": params.name,
        "path": path_of(columns[0]),
        "found": listed(found) or "无",
        "missing": listed(missing),
        "found_count": len(found),
        "count": len(params.features),
        "unread": unread_said(unread),
    }
    evidence = [*found.values(), *(column_evidence(c, note="已核对") for c in columns[:1])]
    if unread:
        return Judgement("undetermined", values, evidence=evidence, unread=unread, searched=where)
    if not missing:
        return Judgement("pass", values, evidence=evidence)
    code = "partial" if found else "fail"
    share = len(found) / len(params.features)
    return Judgement(code, values, share=share, evidence=evidence, searched=where)


def _places(
    site: SiteSnapshot, context: Context, name: str, columns: Sequence[Column]
) -> Iterator[Place]:
    for column in columns:
        yield from page_places(column)
    for document in documents_in(site, context, (name,)):
        for attachment in document.facts.attachments if document.facts else ():
            ending = attachment.url.partition("?")[0].rpartition(".")[2]
            words = f"{attachment.text}（{ending}）" if len(ending) <= 5 else attachment.text
            yield Place(document.fetch, words, document.url)


def explain(params: ColumnFeaturesParams, vocabulary: Vocabulary) -> Explanation:
    """The features, each with the words that show it."""
    same = also_called(params.name, vocabulary)
    features = params.features
    names = names_said([feature.name for feature in features])
    score = (
        "全部具备的为符合，具备一部分的按比例给分，一项也没有或没有该栏目的为不符合。"
        if len(features) > 1
        else "具备的为符合，没有此项功能或没有该栏目的为不符合。"
    )
    return Explanation(
        (
            f"{quoted(params.name)}栏目{same}应具备{len(features)}项功能：{names}。",
            score,
        ),
        (
            "在该栏目及其下级栏目的页面上，链接、标题、正文和表单的文字里出现下列词语，或栏目内文件的附件名称、"
            "附件类型中出现，即算具备，不分大小写。",
            *(f"{feature.name}：{one_of(feature.any)}。" for feature in features),
        ),
        (
            "同样的词语出现在网站其他地方的，不算。",
            "功能是否真正可用，从文字上看不出，不在本条判定之内。",
            "该栏目只是指向其他网站的链接时，由人核对，记为未能判定。",
            "该栏目的页面没有读到时，缺少的功能不判为没有，记为未能判定。",
        ),
    )


KIND = CheckKind(
    name="column_features",
    params=ColumnFeaturesParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(Verdict.PASS, "“{name}”栏目（{path}）具备全部 {count} 项：{found}。"),
        "partial": OutcomeText(
            Verdict.PARTIAL,
            "“{name}”栏目（{path}）应具备 {count} 项，"
            "有 {found_count} 项（{found}），缺 {missing}。",
        ),
        "fail": OutcomeText(
            Verdict.FAIL, "“{name}”栏目（{path}）未见应具备的 {count} 项：{missing}。"
        ),
        "missing": OutcomeText(Verdict.FAIL, "没有“{name}”栏目。"),
        "elsewhere": OutcomeText(
            Verdict.UNDETERMINED,
            "“{name}”链接到其他网站（{where}），不在本网站抓取的范围内，其功能须由人核对。",
        ),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED, "未能读取 {unread}，无法判定“{name}”栏目的功能是否齐全。"
        ),
    },
    doc=__doc__ or "",
    explain=explain,
)
