"""`zwgk rules test`: the cases beside each ruleset, run, and what the rules still owe."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from checks.casebook.reading import Casebook, folder_of, read_casebook
from checks.casebook.running import (
    CaseResult,
    CaseState,
    Lack,
    deciding,
    lacks,
    owing,
    rules_tested,
    run_cases,
)
from reports.hostile import line
from rules.errors import Problem, RuleError
from rules.explain import nearest
from rules.located_yaml import Located
from rules.model import Rule, Ruleset
from rules.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Job:
    """A ruleset, those of its rules that are tested, those of them that owe cases, and its cases."""

    path: Path
    ruleset: Ruleset
    rules: Sequence[Rule]
    owing: Sequence[Rule]
    book: Casebook

    @property
    def count(self) -> int:
        """How many cases are to be run."""
        return sum(len(self.book.cases.get(rule.id, ())) for rule in self.rules)


def jobs_for(rulesets: Iterable[tuple[Path, Ruleset, Located]], only: str) -> list[Job]:
    """What is to be tested of rulesets, with their files and effective data: all rules, or the one whose id is given.

    Raises RuleError with every located problem of the case files, and for a rule that no ruleset has.
    """
    jobs: list[Job] = []
    problems: list[Problem] = []
    known: list[str] = []
    for path, ruleset, source in rulesets:
        ids = [rule.id for _, rule in ruleset.rules()]
        known += ids
        if only and only not in ids:
            continue
        try:
            book = read_casebook(path, ids)
        except RuleError as error:
            problems += error.problems
            continue
        rules = rules_tested(ruleset, only)
        owed = [rule for rule in owing(ruleset, source) if rule in rules]
        jobs.append(Job(path, ruleset, rules, owed, book))
    if only and only not in known:
        right = f"{nearest(only, known)}规则编号形如 boshan-2020/9"
        problems.append(Problem("--rule", 0, 0, "", f"没有规则“{line(only)}”", right))
    if problems:
        raise RuleError(problems)
    return jobs


def run_and_tell(
    jobs: Sequence[Job], vocabulary: Vocabulary, say: Callable[[str], None], console: Console
) -> bool:
    """Run every case and say what came of it; whether all is well: nothing wrong, nothing owed."""
    started = time.monotonic()
    results = _run(jobs, vocabulary, console)
    owed = [lack for job in jobs for lack in lacks(job.owing, job.book)]
    for state, title in (
        (CaseState.FAILED, "不符的用例"),
        (CaseState.CLOSED_GAP, "已能正确判定、应去掉 gap 的用例"),
        (CaseState.GAP, "已知的缺口"),
    ):
        _section(say, title, [_told(each) for each in results if each.state is state])
    _section(say, "缺少用例的规则", [_owing(lack) for lack in owed])
    for job in jobs:
        if job.owing and not job.book.cases:
            say(f"{job.path} 没有用例，应写在文件夹 {folder_of(job.path)} 里")
    rules = [rule for job in jobs for rule in job.rules]
    counts = {state: sum(each.state is state for each in results) for state in CaseState}
    say(
        f"规则集 {len(jobs)} 个，规则 {len(rules)} 条（可判定的 {len(deciding(rules))} 条），用例 {len(results)} 个："
        f"相符 {counts[CaseState.PASSED]}，不符 {counts[CaseState.FAILED]}，"
        f"已知缺口 {counts[CaseState.GAP] + counts[CaseState.CLOSED_GAP]}；"
        f"缺少用例的规则 {len(owed)} 条；用时 {time.monotonic() - started:.1f} 秒"
    )
    return not (counts[CaseState.FAILED] or owed)


def _run(jobs: Sequence[Job], vocabulary: Vocabulary, console: Console) -> list[CaseResult]:
    results: list[CaseResult] = []
    with Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as progress:
        for job in jobs:
            task = progress.add_task(line(job.ruleset.id), total=job.count)
            for result in run_cases(job.ruleset, job.rules, job.book, vocabulary):
                results.append(result)
                progress.advance(task)
    return results


def _section(say: Callable[[str], None], title: str, lines: Sequence[str]) -> None:
    if not lines:
        return
    say(f"{title}（{len(lines)}）")
    for each in lines:
        say(f"  {each}")
    say("")


def _told(result: CaseResult) -> str:
    written = result.written
    place = f"{written.file}:{written.line}"
    why = f"；缺口：{written.case.gap}" if written.case.gap else ""
    return line(
        f"{place}：{written.rule}“{written.case.case}”应为 {result.expected}，实为 {result.got}："
        f"{result.result.reason}{why}"
    )


def _owing(lack: Lack) -> str:
    return f"{lack.rule}：缺 {'、'.join(lack.missing)}"
