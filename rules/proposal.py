"""A first rule for a clause, proposed from its words: never the last word, always marked for review."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rules.clause_words import ClauseWords, clause_words
from rules.vocabulary import Vocabulary

_SET_UP = re.compile(
    r"(?:设[置立]|开设|建立|建设|搭建)[^。，；]{0,16}(?:专栏|栏目|平台|专区)|(?:专栏|栏目)[^。，；]{0,6}设置|统一命名"
)
_QUESTION = "{heading}：是否落实？请对照条款原文，结合网站和台账判断。"
_MOST_COLUMNS = 5


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rule's kind and parameters, how a fault would be mended, and what the author is to look at again.

    `until` (MM-DD) is the day by which a number is asked for; "" where the clause sets none.
    """

    check: str
    params: Mapping[str, Any]
    fix: str
    review: str
    is_deciding: bool = True
    until: str = ""


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    heading: str
    words: ClauseWords
    subject: str = field(default="")


def propose(text: str, heading: str, kinds: str, vocabulary: Vocabulary) -> Proposal:
    """The rule proposed for a clause: `kinds` "A" and "A~" ask for one that decides, "B" for a manual one.

    Where nothing that a rule can decide by is known in the words, the proposal is a manual rule that says so.
    """
    words = clause_words(text, vocabulary)
    subject = words.subjects[0] if words.subjects else ""
    clause = _Clause(text, heading, words, subject)
    if kinds == "B":
        return _manual(
            clause,
            "B 类条款：由评估人判定"
            + ("，线索取自所列对象" if subject else "；可加 subject 列出线索"),
        )
    for attempt in _ATTEMPTS:
        found = attempt(clause)
        if found is not None:
            return found
    return _manual(
        clause,
        "没有从原文认出栏目、对象或数量，暂由人工判定；请改写为能判定的规则，或把条款改为 trace",
    )


def _manual(clause: _Clause, review: str) -> Proposal:
    params: dict[str, Any] = {"question": _QUESTION.format(heading=clause.heading)}
    if clause.subject:
        params["subject"] = clause.subject
    return Proposal("manual", params, _fix(clause), review, is_deciding=False)


def _companion(clause: _Clause) -> Proposal | None:
    words = clause.words
    if not words.span or "解读" not in clause.text:
        return None
    params: dict[str, Any] = {"of": "normative", "companion": "interpretation", "called": "解读"}
    params |= {"mode": "within", "days": words.span, "unit": words.span_unit}
    return _of(clause, "companion", params, "政策与解读的对象")


def _consultation_result(clause: _Clause) -> Proposal | None:
    if clause.words.count or not re.search(r"采纳情况|征集结果|意见采纳|结果反馈", clause.text):
        return None
    params: dict[str, Any] = {"of": "consultation", "companion": "consultation-result"}
    params |= {"called": "采纳情况反馈", "closed": True}
    if clause.words.span:
        params |= {"mode": "within", "days": clause.words.span, "unit": clause.words.span_unit}
    return _of(clause, "companion", params, "征集公告与采纳情况的对象")


def _published_by(clause: _Clause) -> Proposal | None:
    target = _target(clause)
    if not clause.words.by or not target:
        return None
    params: dict[str, Any] = {"subject": target, "by": clause.words.by}
    if len(clause.words.by) == len("MM-DD"):
        params["years_after"] = 1 if re.search(r"上一?年度|年度报告|年报", clause.text) else 0
    return _of(clause, "published_by", params, "截止日落在所评年度的哪一年、对象")


def _documents(clause: _Clause) -> Proposal | None:
    words = clause.words
    target = _target(clause)
    if not target or not (words.count or words.per):
        return None
    params: dict[str, Any] = {"subject": target, "at_least": max(words.count, 1)}
    if words.per:
        params["per"] = words.per
    if words.is_event:
        params["distinct"] = "event"
    made = _of(clause, "documents", params, "件数、期间、对象")
    return replace(made, until=words.by[-len("MM-DD") :])


def _column(clause: _Clause) -> Proposal | None:
    names = clause.words.columns
    if not names or not (_SET_UP.search(clause.text) or "首页" in clause.text):
        return None
    params: dict[str, Any] = {"name": names[0]}
    if "首页" in clause.text:
        params["on_homepage"] = True
    if len(names) > 1 and re.search(r"涵盖|包括|下设|包含", clause.text):
        params["children"] = list(names[1:])
    return _of(clause, "column", params, "栏目名称、是否须在首页、下设部分")


def _subject(clause: _Clause) -> Proposal | None:
    if not clause.subject:
        return None
    return _of(clause, "documents", {"subject": clause.subject, "at_least": 1}, "对象和件数")


def _fresh(clause: _Clause) -> Proposal | None:
    if not clause.words.columns:
        return None
    columns = list(clause.words.columns[:_MOST_COLUMNS])
    params = {"columns": columns, "in_period": True}
    return _of(clause, "column_fresh", params, "栏目名称、时限")


def _quoted(clause: _Clause) -> Proposal | None:
    target = _of_quoted(clause)
    if not target:
        return None
    return _of(
        clause,
        "documents",
        {"subject": target, "at_least": 1},
        "标题用词，并加上 none 排除相关新闻",
    )


_ATTEMPTS: tuple[Callable[[_Clause], Proposal | None], ...] = (
    _companion,
    _consultation_result,
    _documents,
    _published_by,
    _column,
    _subject,
    _fresh,
    _quoted,
)


def _target(clause: _Clause) -> Any:
    """The subject of a rule that asks for documents: a known one, the quoted words, or whatever lies in the columns."""
    if clause.subject:
        return clause.subject
    if quoted := _of_quoted(clause):
        return quoted
    columns = list(clause.words.columns[:_MOST_COLUMNS])
    return {"columns": columns} if columns else None


def _of_quoted(clause: _Clause) -> dict[str, Any]:
    if not clause.words.quoted:
        return {}
    news = ["召开", "培训", "调研", "座谈", "部署", "学习", "宣讲"]
    words = [word for word in clause.words.quoted if not any(each in word for each in news)]
    return {"title": {"any": words[:5], "none": news}} if words else {}


def _of(clause: _Clause, check: str, params: Mapping[str, Any], look_at: str) -> Proposal:
    said = "、".join(f"“{word}”" for word in clause.words.said[:6])
    source = f"由原文的{said}推定" if said else "由原文用词推定"
    others = [name for name in clause.words.subjects if name not in params.values()]
    more = f"；相近的对象有 {'、'.join(others)}" if others else ""
    return Proposal(check, params, _fix(clause), f"{source}；请核对{look_at}{more}")


def _fix(clause: _Clause) -> str:
    return f"按条款要求落实并在网站公开：{clause.heading}。"
