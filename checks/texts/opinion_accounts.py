"""What an account of opinions says (意见采纳情况): how many came, how many were adopted, and why others were not.

Numbers are read where a text states them (共收到意见12条，采纳9条): when all that came was adopted, or nothing came, no
reason is owed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from checks.texts.stated_dates import number
from rules.plain_text import plain

_COUNT = r"(\d{1,5}|[零〇一二两三四五六七八九十]{1,3})余?(?:条|项|个|件|份|点)"
_CAME = re.compile(
    rf"(?:收到|收集到?|征集到?|征求到|征得|反馈|提出|汇总|梳理)[^。;\n\d零一二两三四五六七八九十]{{0,16}}{_COUNT}"
)
_ADOPTED = re.compile(
    rf"(?<!不)(?<!未)(?<!不予)(?<!未予)(?<!未能)(?<!部分)(?<!没有)(?:采纳|吸收|吸纳|采用)(?:采纳)?了?(?:其中)?(?:的)?(?:意见|建议|意见建议|意见和建议|情况)?[:为共有]{{0,2}}{_COUNT}"
    rf"|{_COUNT}(?:意见|建议|意见建议)?(?:已|均已|予以|已予|被)?(?:采纳|吸收|吸纳)(?!的?(?:原因|理由))"
)
_PARTLY = re.compile(rf"部分(?:采纳|吸收|吸纳)[^。;，,\n\d]{{0,6}}{_COUNT}")
_NOTHING_CAME = re.compile(
    r"未收到|没有收到|未收集到|没有收集到|未征集到|没有征集到|未接到|没有接到|无意见|没有意见|无不同意见|没有不同意见|无异议|没有异议"
    r"|未提出|没有提出|无反馈|没有反馈|零反馈|零意见|(?<!\d)0[条项个件份]|零[条项个件份]|收到(?:意见|建议|意见建议)?[:为]?0(?!\d)"
)
_ALL_ADOPTED = re.compile(
    r"全部(?:予以|给予|已|均)?(?:采纳|吸收|吸纳|采用)|(?:均|都|一并)(?:已|予|予以|给予|已予|已经)?(?:采纳|吸收|吸纳|采用)"
    r"|采纳率(?:为|达|达到)?:?100|100%采纳|(?:不予采纳|未采纳|未予采纳|不采纳)(?:的?意见)?[:为共]{0,2}(?:0|零)[条项个件份]|无(?:不予采纳|未采纳|不采纳)"
)
_REFUSED = re.compile(
    r"不予(?:采纳|吸收|吸纳|采用)|未予?(?:采纳|吸收|吸纳|采用)|不采纳|没有采纳|未能采纳|暂不采纳|未被采纳|不宜采纳|暂未采纳|予以解释"
)
_REFUSED_COUNT = re.compile(
    rf"(?:不予采纳|未采纳|未予采纳|不采纳|未被采纳|暂不采纳)(?:的?意见|的?建议)?[:为共有]{{0,2}}{_COUNT}"
    rf"|{_COUNT}(?:意见|建议|意见建议)?(?:不予|未予?|不|未被|暂不)采纳"
)
_REASON = re.compile(
    r"原因|理由|因为|由于|鉴于|考虑到|不一致|不符|不相符|不具备|不成熟|不属于|超出|已有(?:明确)?规定|另行|相抵触|主要是|缺乏依据|没有依据|无依据|难以|因(?!此)"
)
_ADOPTION_TOLD = re.compile(
    r"(?:采纳|吸收|吸纳|采用)(?:了|情况[:如为]|[:为]|\d|率|其中|合理)|予以采纳|已采纳|部分采纳|拟采纳|研究采纳"
)
_REACH = 160  # characters around a refusal in which its reason is sought


@dataclass(frozen=True, slots=True)
class Account:
    """What an account says. `came` and `adopted` are None where no number is stated.

    `nothing_came`, `all_adopted`, `refused` and `some_refused` (a number of them) say that it says so; `reason` are
    the words around the reason, "" where none is given; `told` is whether it says anything of what was adopted.
    """

    came: int | None
    adopted: int | None
    nothing_came: bool
    all_adopted: bool
    refused: bool
    some_refused: bool
    reason: str
    told: bool

    @property
    def owes_reason(self) -> bool:
        """Whether something was not adopted, so that the reason is owed."""
        if self.some_refused:
            return True
        if self.nothing_came or self.all_adopted:
            return False
        return self.came is None or self.adopted is None or self.adopted < self.came


def account_of(text: str) -> Account:
    """Read an account. White space and full-width forms do not matter.

    >>> account_of("共收到意见12条，采纳12条。").owes_reason
    False
    >>> account_of("共收到意见12条，采纳9条。").owes_reason
    True
    """
    own = "\n".join(plain(line) for line in text.splitlines())
    came = _count(_CAME, own)
    adopted = _count(_ADOPTED, own)
    if partly := _count(_PARTLY, own):
        adopted = (adopted or 0) + partly
    refusals = list(_REFUSED.finditer(own))
    nothing_came = bool(_NOTHING_CAME.search(own)) and not came
    all_adopted = bool(_ALL_ADOPTED.search(own)) or (
        came is not None and came > 0 and adopted == came
    )
    told = bool(_ADOPTION_TOLD.search(own) or refusals or adopted is not None)
    return Account(
        came=came,
        adopted=adopted,
        nothing_came=nothing_came,
        all_adopted=all_adopted,
        refused=bool(refusals),
        some_refused=bool(_count(_REFUSED_COUNT, own)),
        reason=_reason(own, refusals),
        told=told or nothing_came or all_adopted,
    )


def _count(pattern: re.Pattern[str], text: str) -> int | None:
    """The greatest number that the pattern finds: of several the first is often that of one channel."""
    found = [
        value
        for match in pattern.finditer(text)
        for words in match.groups()
        if words and (value := number(words.replace("两", "二"))) is not None
    ]
    return max(found, default=None)


def _reason(text: str, refusals: list[re.Match[str]]) -> str:
    for refusal in refusals:
        after = text[refusal.end() : refusal.end() + _REACH]
        before = text[max(0, refusal.start() - _REACH // 2) : refusal.start()]
        # 不予采纳的原因: the word stands in the heading, the reason itself below it.
        found = _REASON.search(after) or _REASON.search(before.rpartition("。")[2])
        if found:
            return text[max(0, refusal.start() - 10) : refusal.end() + 60]
    return ""
