"""No personal numbers in what is published: identity cards, bank cards, mobile telephones of
private persons.

What is judged: the body of every document that was read, and the own text of every column,
whoever wrote it: a repost that gives away a person's number does so here. Identity numbers must
have a valid check digit (GB 11643) and a possible birth date, bank cards a Luhn digit and a
known beginning.

What does not count: numbers already masked (3703**********12), codes of organisations and
projects, accounts of public payees (财政专户, 收款单位), telephones of offices and the contact
given in a notice.

Attachments and pictures are not read. The evidence never repeats a number: only its first three
and last two digits are shown. Pages that were not read are counted in the reason; a fault found
stands whatever they hold, but a site of which more pages were not read than were is not called
free of faults.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from checks.citing import MOST_SHOWN, proof_of
from checks.context import Context
from checks.coverage import visible_documents
from checks.explained.explaining import (
    NOT_YET,
    names_said,
)
from checks.kind import CheckKind, Explanation, OutcomeText, Params
from checks.presence import mostly_unread
from checks.site_index import remembered
from checks.texts.private_numbers import KINDS, private_numbers
from checks.verdict import Evidence, Judgement, Verdict
from checks.wording import clean
from crawler.snapshot.facts import Fetch, Role, SiteSnapshot
from rules.vocabulary import Vocabulary

_A_PAGE = 3  # numbers shown of one page


class ContentScanParams(Params):
    """Parameters of `content_scan`."""

    look_for: tuple[Literal["identity_number", "bank_card", "mobile"], ...] = Field(
        default=("identity_number", "bank_card", "mobile"),
        min_length=1,
        description="要找的号码：身份证号码、银行卡号、个人手机号码",
    )


def judge(site: SiteSnapshot, params: ContentScanParams, context: Context) -> Judgement:
    """Scan every text once, for all rules that look for the same."""
    key = ("private numbers", params.look_for, context.as_of)
    return remembered(site, key, lambda: _scan(site, params, context))


def _scan(site: SiteSnapshot, params: ContentScanParams, context: Context) -> Judgement:
    shown: list[tuple[str, Evidence]] = []
    counts: Counter[str] = Counter()
    pages = read = 0
    for title, url, fetch, text in _texts(site, context):
        read += 1
        found = list(private_numbers(text, params.look_for, context.as_of))
        if not found:
            continue
        pages += 1
        counts.update(number.kind for number in found)
        kinds = "、".join(dict.fromkeys(KINDS[number.kind] for number in found))
        quote = "；".join(number.shown for number in found[:_A_PAGE])
        note = f"{clean(_without_digits(title), 60)}：{kinds}共{len(found)}处（已遮盖）"
        shown.append((url, Evidence.of(fetch, quote, url=url, note=note)))
    unread = [f for f in site.unread if f.role in (Role.DOCUMENT, Role.COLUMN)]
    values: dict[str, object] = {
        "read": read,
        "pages": pages,
        "found": "、".join(f"{KINDS[kind]}{counts[kind]}处" for kind in KINDS if counts[kind]),
        "sought": "、".join(KINDS[kind] for kind in params.look_for),
        "unread": f"；另有{len(unread)}个页面未能读取" if unread else "",
    }
    if pages:
        evidence = [piece for _, piece in sorted(shown, key=lambda each: each[0])[:MOST_SHOWN]]
        return Judgement("fail", values, evidence=evidence)
    if read and not mostly_unread(site, read):
        return Judgement("pass", values)
    return Judgement("mostly_unread" if read else "undetermined", values, unread=unread)


def _texts(site: SiteSnapshot, context: Context) -> Iterator[tuple[str, str, Fetch | None, str]]:
    """Title, address, proof and text of every page read, one after another, so that no two
    bodies are held: in the snapshot's own order, in which bodies lie side by side.
    """
    published = {id(document) for document in visible_documents(site, context.as_of)}
    for document in site.documents.values():
        if document.was_read and id(document) in published:
            yield document.title, document.url, proof_of(site, document), document.text
    for url, column in sorted(site.columns.items()):
        text = column.text or (column.facts.text if column.facts else "")
        if column.was_read and text:
            yield column.name, url, column.fetch, text


def _without_digits(title: str) -> str:
    """A title that can be shown: a number in it is no less private."""
    return "".join("*" if c.isdigit() else c for c in title) if _long_run(title) else title


def _long_run(title: str) -> bool:
    run = 0
    for character in title:
        run = run + 1 if character.isdigit() else 0
        if run > 8:
            return True
    return False


def explain(params: ContentScanParams, vocabulary: Vocabulary) -> Explanation:
    """The numbers looked for, and which look like them and are none."""
    sought = names_said([KINDS[kind] for kind in params.look_for])
    tells = {
        "identity_number": "身份证号码：18位，出生日期可能、校验码正确的才算。",
        "bank_card": "银行卡号：校验位正确、开头是已知发卡机构的才算。",
        "mobile": "个人手机号码：11位手机号码，旁边写明是单位或公务电话的除外。",
    }
    return Explanation(
        (f"已读到的全部文章和栏目页面的文字里，不应出现{sought}；发现一处即为不符合。",),
        (
            *(tells[kind] for kind in tells if kind in params.look_for),
            "不论文章是本站所写还是转载，在本站公开出来的都算。",
            "证据中的号码一律遮盖，只留前三位和后两位。",
        ),
        (
            "已经遮盖的号码（中间为星号）不算。",
            "统一社会信用代码、项目编号、财政专户和收款单位的账号不算。",
            "单位电话，以及通知中作为联系方式公布的电话不算。",
            "附件和图片里的内容不在检查之内。",
            NOT_YET,
        ),
    )


KIND = CheckKind(
    name="content_scan",
    params=ContentScanParams,
    judge=judge,
    outcomes={
        "pass": OutcomeText(Verdict.PASS, "已读的{read}个页面正文中未发现{sought}{unread}。"),
        "fail": OutcomeText(Verdict.FAIL, "{pages}个页面公开了个人信息：{found}{unread}。"),
        "undetermined": OutcomeText(
            Verdict.UNDETERMINED, "没有读到任何页面的正文，无法检查{sought}。"
        ),
        "mostly_unread": OutcomeText(
            Verdict.UNDETERMINED,
            "已读的{read}个页面正文中未发现{sought}{unread}，多于已读的，不能断定没有。",
        ),
    },
    doc=__doc__ or "",
    explain=explain,
)
