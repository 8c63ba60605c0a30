"""What a rule of kind `companion` explains itself in: two subjects, how they are paired, and what each mode asks."""

from __future__ import annotations

from checks.explained.explaining import (
    NOT_YET,
    WORKING_DAYS,
    counted_of,
    days_said,
    left_out_of,
    lookalikes_of,
    marks_of,
    one_of,
)
from checks.kind import Explanation
from checks.pairs.companion_params import CompanionParams
from checks.pairs.pairing import EARLY_LINKED
from rules.vocabulary import Vocabulary


def explain_companion(params: CompanionParams, vocabulary: Vocabulary) -> Explanation:
    """The documents judged, what each needs beside it, and how the two are known to belong together."""
    called = params.called
    which = "、征集已经截止的" if params.closed else "的"
    what = f"评价期间内发布{which}应评文件（{marks_of(params.of, vocabulary)}）"
    counts = [
        *counted_of(params.of, vocabulary, "应评文件"),
        *counted_of(params.with_, vocabulary, called),
        f"文件与{called}是否对应，依次看：两者有无链接，{called}的标题或正文有无该文件的书名号标题，"
        "有无该文件的文号，两者标题是否相近。",
        f"一件文件可以有几件{called}，一件{called}也可以对应几件文件。",
    ]
    if params.says:
        counts.append(f"{called}的标题或正文应{one_of(params.says)}。")
    return Explanation(
        _checked(params, what),
        (*counts, *_counting(params)),
        _excluded(params, vocabulary),
    )


def _checked(params: CompanionParams, what: str) -> tuple[str, ...]:
    called = params.called
    if params.mode == "exists":
        return (
            f"{what}，每件都应有{called}。",
            "每件都有的为符合，部分有的按件数给分，都没有的为不符合；期间内没有应评文件的不适用。",
        )
    only = f"只评已有{called}的文件；一件{called}都没有的，本条不适用。"
    if params.mode == "linked":
        return (
            f"{what}，与其{called}之间应有链接，有一个方向的即可。",
            "每组都有链接的为符合，部分有的按组数给分，都没有的为不符合。",
            only,
        )
    start = "成文日期" if params.start == "issued" else "发布日期"
    limit = f"{days_said(params.days, params.unit)}内" if params.days is not None else "期限内"
    return (
        f"{what}，其{called}应在文件{start}之后{limit}发布。",
        "每组都按时的为符合，部分按时的按组数给分，都超过期限的为不符合。",
        only,
    )


def _counting(params: CompanionParams) -> list[str]:
    if params.days is None:
        return []
    start = "成文日期" if params.start == "issued" else "发布日期"
    last = f"第{params.days}{'个工作日' if params.unit == 'working' else '天'}"
    said = [
        f"自文件{start}的次日起计，{last}当天发布算按时，先于文件发布的也算；有几件时看最早的一件。"
    ]
    if params.unit == "working":
        said.append(WORKING_DAYS)
    if params.mode == "exists":
        said.append("期限未到的文件暂不评。")
    return said


def _excluded(params: CompanionParams, vocabulary: Vocabulary) -> tuple[str, ...]:
    called = params.called
    own = [sentence for sentence in left_out_of(params.of, vocabulary) if sentence != NOT_YET]
    linked = max(params.earlier, EARLY_LINKED)
    excludes = [
        f"比文件早{params.earlier}天以上发布的{called}不算；两者互有链接的，早{linked}天以上的不算。",
        f"往年同名文件的{called}，不算今年这件的；标题只把文件作为依据提到的，也不算。",
        *own,
        *lookalikes_of(params.with_, vocabulary, called),
        NOT_YET,
    ]
    if params.closed:
        excludes.append("征集尚未截止，或没有写明截止日期的，不评。")
    if params.says:
        excludes.append(f"{called}里没有上述词语的，视为没有{called}。")
    excludes.append(
        f"文件没有标日期，或可能登载{called}的页面没有读到时，该件记为未能判定，不判为没有。"
        if params.mode == "exists"
        else f"文件或{called}没有标所需的日期、页面没有读到的，该组记为未能判定。"
    )
    return tuple(excludes)
