"""What makes a rule useless without making it invalid: names nobody knows, words that can never be met, odd days.

Problems are what is certainly wrong, warnings (提醒) what is doubtful. Neither keeps a ruleset from being used:
`rules.lint.lint` says what does.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from pydantic import BaseModel, ValidationError

from rules.errors import Path, Problem, quoted
from rules.explain import nearest
from rules.inheritance import Effective
from rules.loader import RulesetSource, check_ruleset, in_order
from rules.located_yaml import Located
from rules.model import DateRange, Rule, Ruleset, cited
from rules.needs import rule_columns
from rules.plain_text import plain
from rules.structure import rule_entries
from rules.subject import Subject
from rules.vocabulary import Vocabulary
from rules.words import Words

_ASKING, _REFUSING = ("any", "all"), "none"
_READ = ("title", "body")
_SAME_CLAUSE = 0.6
_NEIGHBOURHOOD = timedelta(days=366)


def second_look(
    read: RulesetSource, kinds: Mapping[str, type[BaseModel]], vocabulary: Vocabulary
) -> list[Problem]:
    """What is doubtful or useless in a ruleset that lint accepts, in order of place; nothing for one it refuses."""
    ruleset, problems = check_ruleset(read)
    if ruleset is None or problems:
        return []
    source = read.data
    rules = {rule.id: rule for _, rule in ruleset.rules()}
    found = [*_restated(source), *_idle_changes(source), *_old_period(source, ruleset)]
    for path, entry in rule_entries(source):
        rule, place = rules[entry["id"]], (*path, "with")
        if rule.off:
            continue
        found += _unknown_columns(source, place, rule, vocabulary)
        found += _words(source, place, rule.params)
        found += _askless(source, place, rule, kinds.get(rule.check))
        found += _days(source, path, rule, ruleset)
    return in_order(found, source.file)


def words_look(source: Located, path: Path) -> list[Problem]:
    """What is wrong with the words of whatever stands at a path: a rule's parameters, a named subject."""
    return list(_words(source, path, source.value(path)))


def _unknown_columns(
    source: Located, place: Path, rule: Rule, vocabulary: Vocabulary
) -> Iterator[Problem]:
    exact = {rule.params.get("name")} if rule.params.get("exact") is True else set()
    if rule.params.get("children_exact") is True:
        exact |= set(rule.params.get("children", ()))
    asked = dict.fromkeys(rule_columns(rule, vocabulary))
    unknown = [name for name in asked if name not in exact and not vocabulary.knows(name)]
    for path, value in _texts(rule.params, ()) if unknown else ():
        if value in unknown:
            unknown.remove(value)
            yield source.problem(
                (*place, *path),
                f"词表中没有栏目{quoted(value)}",
                f"{nearest(value, vocabulary.concepts)}应为词表 rules/vocabulary.yaml 中的名称，"
                "别名才认得出；本站独有的名称请用 column 并写 exact: true",
            )


def _texts(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    for inner, each in _inside(value):
        if isinstance(each, str):
            yield (*path, inner), each
        else:
            yield from _texts(each, (*path, inner))


def _inside(value: Any) -> Iterator[tuple[str | int, Any]]:
    if isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, list):
        yield from enumerate(value)


def _words(source: Located, place: Path, params: Any) -> Iterator[Problem]:
    """What is wrong with lists of words, wherever they stand in the parameters."""
    for key, value in _inside(params):
        yield from _words(source, (*place, key), value)
    if not isinstance(params, Mapping):
        return
    for key in (*_ASKING, _REFUSING):
        yield from _word_list(source, (*place, key), key, _listed(params, key))
    if place[-1] in _READ:
        yield from _dead(source, place, params, _listed(params, _REFUSING))
    parts = params.get("either")
    for at, part in enumerate(parts if isinstance(parts, list) else ()):
        for text in _READ if isinstance(part, Mapping) else ():
            inner, outer = part.get(text), params.get(text)
            if isinstance(inner, Mapping) and isinstance(outer, Mapping):
                where = (*place, "either", at, text)
                yield from _dead(source, where, inner, _listed(outer, _REFUSING))


def _listed(words: Mapping[str, Any], key: str) -> Sequence[str]:
    value = words.get(key)
    return [word for word in value if isinstance(word, str)] if isinstance(value, list) else []


def _word_list(source: Located, place: Path, key: str, words: Sequence[str]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for at, word in enumerate(words):
        own = plain(word)
        if not own:
            right = "空的词在每个标题里都有，请删去"
            yield source.problem((*place, at), "写了空的词", right)
        elif len(own) == 1 and key == "any" and place[-2] in _READ and "either" not in place:
            told = f"词{quoted(word)}只有一个字，几乎什么标题都有"
            yield source.warning((*place, at), told, "请写成完整的词")
        if own in seen:
            told = f"词{quoted(word)}写了两次"
            yield source.warning((*place, at), told, "请只保留一个")
        seen.setdefault(own, word)


def _dead(
    source: Located, place: Path, words: Mapping[str, Any], refused: Sequence[str]
) -> Iterator[Problem]:
    """Words that a text cannot hold without holding a word that is refused."""
    excluded = {plain(word): word for word in refused if plain(word)}
    for key in _ASKING:
        for at, word in enumerate(_listed(words, key)):
            own = plain(word)
            why = next((each for part, each in excluded.items() if part in own), None)
            if why is not None:
                yield source.problem(
                    (*place, key, at),
                    f"词{quoted(word)}含有 none 中的{quoted(why)}，永远用不上",
                    "请删去其中一个，或写得更确切",
                )


def _askless(
    source: Located, place: Path, rule: Rule, kind: type[BaseModel] | None
) -> Iterator[Problem]:
    if kind is None:
        return
    try:
        params = kind.model_validate(rule.params)
    except ValidationError:
        return
    for path, subject in _subjects(params, rule.params, place):
        if _asks_nothing(subject):
            told = "对象什么也没有问，任何文件都算"
            yield source.problem(path, told, "请写 title、body、columns 或 number")


def _subjects(value: Any, written: Any, path: Path) -> Iterator[tuple[Path, Subject]]:
    """Subjects written in place, with where each stands."""
    if isinstance(value, Subject):
        yield path, value
    elif isinstance(value, BaseModel) and isinstance(written, Mapping):
        for name, field in type(value).model_fields.items():
            key = next((k for k in (field.alias, name) if k is not None and k in written), None)
            if key is not None:
                yield from _subjects(getattr(value, name), written[key], (*path, key))
    elif isinstance(value, (list, tuple)) and isinstance(written, list):
        for at, (each, own) in enumerate(zip(value, written, strict=False)):
            yield from _subjects(each, own, (*path, at))


def _asks_nothing(subject: Subject) -> bool:
    def idle(words: Words) -> bool:
        return not (words.any_ or words.all_ or words.none_)

    by_column = bool(subject.columns) and not subject.anywhere
    by_number = subject.number is not None or bool(subject.number_words)
    if by_column or by_number or not idle(subject.title) or not idle(subject.body):
        return False
    return not subject.either or any(map(_asks_nothing, subject.either))


def _days(source: Located, path: Path, rule: Rule, ruleset: Ruleset) -> Iterator[Problem]:
    period = ruleset.period
    fixed = _fixed_day(rule.params.get("by"))
    year = rule.params.get("year")
    if not isinstance(period, DateRange):
        for key in ("by", "year"):
            if (key == "by" and fixed) or (key == "year" and isinstance(year, int)):
                told = "期间随审计日移动，这里写死了年份"
                yield source.warning(
                    (*path, "with", key), told, "只对那一年有效；请写 MM-DD 或 period"
                )
        return
    first, last = period.first - _NEIGHBOURHOOD, period.last + 2 * _NEIGHBOURHOOD
    if fixed and not first <= fixed <= last:
        told = f"截止日 {fixed} 离考核期间（{period.first} 至 {period.last}）太远"
        yield source.problem((*path, "with", "by"), told, "请检查年份")
    if isinstance(year, int) and not first.year <= year <= last.year:
        told = f"所评年度 {year} 离考核期间（{period.first} 至 {period.last}）太远"
        yield source.problem((*path, "with", "year"), told, "请检查年份")
    if rule.valid_to and rule.valid_to < period.first:
        told = f"有效期在考核期间开始（{period.first}）之前已结束"
        yield source.warning((*path, "valid_to"), told, "请检查年份，或停用（off）这条规则")


def _fixed_day(value: Any) -> date | None:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _restated(source: Located) -> Iterator[Problem]:
    """Clauses restated in words far from those that the inherited rules were written for."""
    if not isinstance(source, Effective):
        return
    ids = {clause["id"] for clause in source.data["clauses"]}
    parts = [str(key).rpartition("/")[2] for key in source.data.get("change") or ()]
    changed = {cited(part, ids) for part in parts}
    for at, clause in enumerate(source.data["clauses"]):
        path = ("clauses", at)
        if (*path, "text") not in source.origins or clause["id"] in changed:
            continue
        parent, own = source.origins[path]
        before, now = plain(str(parent.value((*own, "text"))))[:300], plain(clause["text"])[:300]
        if difflib.SequenceMatcher(None, before, now, autojunk=False).ratio() < _SAME_CLAUSE:
            told = f"条款“{clause['id']}”与所继承的原文相差很大，规则却沿用"
            right = "请核对；内容已变的，在 change 中停用（off）原规则，另写新规则"
            yield source.warning((*path, "text"), told, right)


def _old_period(source: Located, ruleset: Ruleset) -> Iterator[Problem]:
    """A document of its own that is judged over the period of the ruleset it builds on."""
    own, _ = source.origin(("source",))
    inherited, _ = source.origin(("period",))
    if own is not inherited and own.file == source.file and isinstance(ruleset.period, DateRange):
        period = f"{ruleset.period.first} 至 {ruleset.period.last}"
        told = f"来源是新的文件，期间却沿用所继承的（{period}）"
        yield source.warning(("source",), told, "请写明 period")


def _idle_changes(source: Located) -> Iterator[Problem]:
    changes = source.data.get("change")
    for key, change in changes.items() if isinstance(changes, Mapping) else ():
        if not change:
            told = f"change 里的“{key}”什么也没改"
            yield source.warning(("change", key), told, "请写要改的内容，或删去")
