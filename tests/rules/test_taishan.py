"""The ruleset of 泰山区 holds every clause of its source in the source's own words."""

from __future__ import annotations

import re
from datetime import date

import pytest

from rules.loader import library, load_ruleset
from rules.model import Observable, Ruleset
from tests.rules.sources import own_parts, shared

# What the ledger says beside its tasks: numbers, headings, responsible offices.
HEADINGS = (
    "推进绿色低碳高质量发展信息公开",
    "围绕促进经济发展量质齐升强化公开",
    "围绕激发市场主体活力强化公开",
    "围绕解决群众急难愁盼问题强化公开",
    "推进政策发布解读回应提质增效",
    "持续深化政策集中统一公开",
    "持续深化政策高质量解读",
    "持续深化舆情回应",
    "推进更高水平决策公开",
    "深入落实重大行政决策事项目录管理制度",
    "深入推动重大行政决策全过程公众参与",
    "深入开展政策评价",
    "推进政务公开规范化建设",
    "依法依规做好政府信息依申请公开答复工作",
    "深化公共企事业单位信息公开",
    "扎实推进基层政务公开",
    "推进政务公开工作基础持续巩固",
    "健全组织领导和工作保障",
    "大力提升政务公开平台建管水平",
    "开展全方位政务公开培训",
)


@pytest.fixture(scope="module")
def taishan() -> Ruleset:
    return load_ruleset(library()["taishan-2023"])


def test_the_clauses_are_the_source_s_own_words(taishan: Ruleset) -> None:
    source = re.sub(r"\s", "", shared("seeds/taishan-2023.txt"))
    for clause in taishan.clauses:
        for part in own_parts(clause.text):
            assert part in source, clause.id


def test_no_task_of_the_source_is_left_out(taishan: Ruleset) -> None:
    lines = shared("seeds/taishan-2023.txt").splitlines()
    tasks = [line.strip() for line in lines if re.match(r"[一二三]、", line.strip())]
    ledger = "\n".join(lines).partition("责任单位")[2].splitlines()
    tasks += [line.strip() for line in ledger if line.strip().endswith("。")]
    left = "".join(re.sub(r"\s", "", task) for task in tasks)
    for clause in sorted(taishan.clauses, key=lambda clause: -len(clause.text)):
        for part in own_parts(clause.text):
            left = left.replace(part, "", 1)
    for words in (*HEADINGS, "区监委，区法院，区检察院，区人武部。"):
        left = left.replace(words, "")
    assert re.sub(r"[，。]", "", left) in ("", "区法院区检察院区人武部")


def test_the_clauses_are_checked_as_their_class_allows(taishan: Ruleset) -> None:
    for _, rule in taishan.rules():
        clause = taishan.clause_of(rule)
        assert (rule.check == "manual") is (clause.observable is Observable.TRACE), rule.id
        if rule.check == "manual":
            assert rule.params["question"].endswith(("？", "。"))
            assert rule.params["subject"]
    own = {rule.id for _, rule in taishan.rules()}
    for clause in taishan.clauses:
        assert (f"taishan-2023/{clause.id}" in own) is (clause.observable is not Observable.NONE)


def test_what_is_encouraged_costs_nothing(taishan: Ruleset) -> None:
    points = {rule.id: rule.points for _, rule in taishan.rules()}
    assert points["taishan-2023/30b"] == points["taishan-2023/36"] == 0


def test_the_period_is_2023_whenever_it_is_audited(taishan: Ruleset) -> None:
    period = taishan.period_for(date(2026, 1, 1))
    assert (period.first, period.last) == (date(2023, 1, 1), date(2023, 12, 31))
