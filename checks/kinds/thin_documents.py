"""Explanations without content are not published in place of information (说明类信息滥用、无效信息).

**Judged**: the site's own documents published within the period whose page was read.

**Counts as thin**: a page whose whole text is shorter than `shorter_than` characters, and which either says that
there is nothing and nothing else (本月无此类信息，特此说明), or calls itself an explanation (说明, 情况说明) and
explains nothing.

**Does not count**: a page with an attachment, a table, or a text that points elsewhere (详见附件, 见下图, 点击链接);
a page without any readable text, for it may be a picture; explanations of drafts, plans, budgets and accounts, of
empty budget tables, of opinions adopted, of a procurement or an examination; answers to letters and proposals; good
news (无不合格样品, 未发生事故); reposts.

**Why**: 整治数字形式主义: 杜绝无效信息发布和说明类信息的滥用. One such page may be an honest answer, many are the
abuse: fewer than `fail_at` earn their share. A page that was not read leaves the rule open only where its title is
that of such an explanation and nothing was found elsewhere, or where more pages were not read than were.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pydantic import Field

from checks import coverage
from checks.citing import MOST_SHOWN, cite, name_of
from checks.context import Context
from checks.kind import BOUND, CheckKind, Explanation, OutcomeText, Params
from checks.matching import owner_of, same_once
from checks.presence import mostly_unread
from checks.texts.empty_words import says_none
from checks.texts.readings import packed
from checks.verdict import Judgement, Verdict
from checks.wording import clean, listed, unread_said
from crawler.snapshot.facts import Document, SiteSnapshot
from rules.plain_text import plain
from rules.vocabulary import Vocabulary

_CALLED_SO = re.compile(
    r"说明$|说明[（(【\[\d]|的说明|情况说明|^说明|暂无|^无|[月度年]无.{0,24}(?:信息|情况|内容|事项)"
)
_OTHER_KIND = re.compile(
    r"起草|编制说明|制定|修订|修改|制订|预算|决算|三公|绩效|政府性基金|国有资本|空表|收支|资产|债务|转移支付|采纳|征求|征集|意见|建议|提案|答复|回复|咨询|来信|"
    r"解读|图解|说明会|说明书|使用说明|填报|填表|操作|指标|名词|术语|审核|审查|招标|投标|中标|流标|采购|更正|补充|变更|成交|拍卖|出让|考试|招聘|资格|面试|体检|"
    r"职位|岗位|评估|立项|规划|环评|环境影响|申报|报名|报考|收费|免责|隐私|声明|听证|任职|公示期|产品|技术|疫苗|用药|停水|停电"
)
_POINTS_ELSEWHERE = re.compile(
    r"附件|见下|下图|下表|如下|如图|链接|点击|网址|https?://|www\.|扫码|二维码|下载|公众号|详见|另见|请查看|请登录|请访问|视频"
)
_NOT_HERE = (
    "政府预决算",
    "财政信息",
    "咨询投诉",
    "领导信箱",
    "建议提案办理",
    "意见征集",
    "依申请公开",
    "政府采购",
    "公务员招考",
)
_DAYS = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{4}年(?:度|第?[一二三四1-4]季度|\d{1,2}月)?"
)
_TELLS = re.compile(
    r"\d|[一二三四五六七八九十两]+(?:件|个|次|人|户|家|项|条|名|处|批|场|所|台|辆|万|元)"
)
_LONG = 4000  # characters of a page, white space included, that are never thin
_ANY_TEXT = 6  # characters below which a page may be a picture


class ThinDocumentsParams(Params):
    """Parameters of `thin_documents`."""

    shorter_than: int = Field(
        default=100,
        ge=10,
        le=400,
        description="正文少于多少字（不计空白）",
        json_schema_extra=BOUND,
    )
    fail_at: int = Field(
        default=3,
        ge=1,
        description="达到多少件即不通过，少于此数按比例得分",
        json_schema_extra=BOUND,
    )


def judge(site: SiteSnapshot, params: ThinDocumentsParams, context: Context) -> Judgement:
    """Find the thin ones among the period's documents."""
    elsewhere = {
        document.url
        for name in _NOT_HERE
        for document in coverage.documents_in(site, context, (name,))
    }
    thin: list[tuple[Document, str]] = []
    unread: list[Document] = []
    read = 0
    for document in same_once(_of_period(site, context)):
        if document.url in elsewhere or owner_of(site, document).foreign:
            continue
        if document.was_read:
            read += 1
            if words := _thin(document, params.shorter_than):
                thin.append((document, words))
        elif document.fetch is not None and _is_called_so(document.row_title or document.title):
            unread.append(document)
    lost = [d.fetch for d in unread if d.fetch]
    values: dict[str, object] = {
        "read": read,
        "count": len(thin),
        "fail_at": params.fail_at,
        "shorter_than": params.shorter_than,
        "found": listed((f"{name_of(d)}（“{clean(words, 40)}”）" for d, words in thin), 3),
        "unread": unread_said(lost),
        "more": f"；另有{len(unread)}件标题为说明的页面未能读取" if unread else "",
    }
    evidence = [
        cite(site, document, f"正文共{len(packed(document.own_text))}字", words)
        for document, words in thin[:MOST_SHOWN]
    ]
    if len(thin) >= params.fail_at:
        return Judgement("fail", values, evidence=evidence)
    if thin:
        share = 1 - len(thin) / params.fail_at
        return Judgement("partial", values, share=share, evidence=evidence)
    if unread:
        return Judgement("undetermined", values, unread=lost)
    if mostly_unread(site, read):
        values["lost"] = len(site.unread)
        return Judgement("mostly_unread", values, unread=site.unread)
    if not read:
        return Judgement("not_applicable", values)
    return Judgement("pass", values, searched=coverage.searched(
        site, context, documents=read, first=context.period.first, last=context.period.last
    ))  # fmt: skip


def _of_period(site: SiteSnapshot, context: Context) -> Iterable[Document]:
    for document in coverage.visible_documents(site, context.as_of):
        if document.published is not None and document.published.day in context.period:
            yield document


def _is_called_so(title: str) -> bool:
    own = plain(title)
    return bool(_CALLED_SO.search(own)) and not _OTHER_KIND.search(own)


def _thin(document: Document, shorter_than: int) -> str:
    """The words that show a page to be thin; "" where it is not."""
    title = plain(document.title or document.row_title)
    facts = document.facts
    if facts is None or _OTHER_KIND.search(title):
        return ""
    if facts.attachments or document.files or facts.tables:
        return ""
    text = document.own_text
    if len(text) > _LONG:
        return ""
    body = plain(text)
    own = body.replace(title, "")
    if len(own) >= shorter_than or _POINTS_ELSEWHERE.search(own):
        return ""
    if says_none(own) or says_none(body) or (len(own) < _ANY_TEXT and says_none(title)):
        return clean(text, 120) or clean(title, 120)
    if len(own) < _ANY_TEXT:
        return ""
    # A link, a number or a telephone in the text may be what the explanation is about.
    if facts.body_links or _TELLS.search(_DAYS.sub("", own)):
        return ""
    return clean(text, 120) if _is_called_so(title) else ""


def _explain(params: ThinDocumentsParams, _vocabulary: Vocabulary) -> Explanation:
    return Explanation(
        checked=(
            f"期内发布的文件中，没有正文不足{params.shorter_than}字、只说“没有此类信息”或名为“说明”而无内容的。",
            f"达到{params.fail_at}件即为不符合，少于{params.fail_at}件按比例得分。",
        ),
        counts=(
            "通篇只说没有（本月无此类信息，特此说明）；标题为“说明”“情况说明”而正文没有内容。",
        ),
        excludes=(
            "有附件、表格，或写明“详见附件”“见下图”的；没有可读正文的（可能是图片）。",
            "起草说明、编制说明、预决算说明和空表说明、意见采纳说明，采购、考试的说明，对来信和提案的答复。",
            "无不合格、未发生事故之类本身就是信息的；转载的。",
        ),
    )


KIND = CheckKind(
    name="thin_documents",
    params=ThinDocumentsParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(
            Verdict.PASS,
            "已读取的期内{read}件文件中没有不足{shorter_than}字、没有内容的说明类信息。",
        ),
        "partial": OutcomeText(
            Verdict.PARTIAL, "期内有{count}件没有内容的说明类信息：{found}{more}。"
        ),
        "fail": OutcomeText(Verdict.FAIL, "期内有{count}件没有内容的说明类信息：{found}{more}。"),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED, "已读取的文件中没有发现，但标题为说明的页面未能读取：{unread}。"
        ),
        "mostly_unread": OutcomeText(
            Verdict.UNDETERMINED,
            "只读到期内{read}件文件，有{lost}个页面未能读取，不能断定没有此类信息。",
        ),
        "not_applicable": OutcomeText(Verdict.NOT_APPLICABLE, "期内没有文件。"),
    },
    doc=__doc__ or "",
    explain=_explain,
)
