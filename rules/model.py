"""The model of a ruleset: what a document requires, clause by clause, and how it is checked."""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Level = Literal["province", "city", "county", "town"]
Kind = Literal["government", "department", "zone"]


FIRST_YEAR, LAST_YEAR = 1949, 2199


def _no_number(value: object) -> object:
    # A bare number would be taken for seconds since 1970.
    if isinstance(value, (int, float)):
        raise ValueError("应为日期，如 2020-12-31")
    return value


def _in_our_time(day: date) -> date:
    # Days are counted from, and years added to: a day at the end of the calendar would break that.
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"应为 {FIRST_YEAR} 至 {LAST_YEAR} 年之间的日期")
    return day


def _day_of_any_year(value: object) -> object:
    try:
        if not isinstance(value, str) or len(value) != 5:
            raise ValueError
        # A day that every year has: not 02-29.
        date.fromisoformat(f"2023-{value}")
    except ValueError:
        raise ValueError("应为 MM-DD，如 11-30") from None
    return value


def _no_truth(value: object) -> object:
    # yes and true would be taken for 1.
    if isinstance(value, bool):
        raise ValueError("应为 0 到 100 的数")
    return value


Day = Annotated[date, BeforeValidator(_no_number), AfterValidator(_in_our_time)]
MonthDay = Annotated[str, BeforeValidator(_day_of_any_year)]
Points = Annotated[float, Field(ge=0, le=100), BeforeValidator(_no_truth)]


MAX_ID = 100


class Strict(BaseModel):
    """Base of the model: unknown keys are refused, values are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class Observable(StrEnum):
    """How far a clause can be seen from outside: classes A, A~, B and C of the clause inventory."""

    FULL = "full"
    PROXY = "proxy"
    TRACE = "trace"
    NONE = "none"


class DateRange(Strict):
    """A closed range of Beijing dates."""

    first: Day = Field(alias="from")
    last: Day = Field(alias="to")

    @model_validator(mode="after")
    def _in_order(self) -> DateRange:
        if self.first > self.last:
            raise ValueError(f"期间的起始日 {self.first} 晚于截止日 {self.last}")
        return self

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


class RelativePeriod(Strict):
    """A period counted from the audit's day: the last full calendar year before it."""

    relative: Literal["last-calendar-year"]


class Source(Strict):
    """The document that a ruleset encodes: number or name (`document`), issuer, day of issue."""

    document: str = Field(min_length=1)
    issuer: str = Field(min_length=1)
    issued: Day | None = None


class AppliesTo(Strict):
    """The sites a ruleset is for. An empty list means every one."""

    level: tuple[Level, ...] = ()
    kind: tuple[Kind, ...] = ()


class Basis(Strict):
    """Further law that a rule rests on.

    `verified` says whether its text was read, or is quoted from memory.
    """

    document: str = Field(min_length=1)
    article: str = ""
    verified: bool


class Clause(Strict):
    """One clause (条款) of the source, in its own words.

    `reason` says why a clause cannot be observed at all.
    """

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$", max_length=MAX_ID)
    text: str = Field(min_length=1)
    observable: Observable
    reason: str = ""

    @model_validator(mode="after")
    def _explained(self) -> Clause:
        if self.observable is Observable.NONE and not self.reason:
            raise ValueError("observable: none 的条款必须写明 reason（为何网站上看不到）")
        return self


class Rule(Strict):
    """One rule (规则): how a clause is checked, what it is worth and how a fault is mended.

    `id` is "<ruleset>/<clause>", with a letter or ".suffix" where a clause needs several rules.
    `with` holds the parameters of the check kind, judged against that kind's own model by
    `rules.lint`. `reasons` replaces the texts of the kind's outcomes, by outcome code. `until` (MM-DD) is the
    day by which the clause asks for it (完成时限:11月): what came later does not count, as if the period ended there. A
    rule with a text in `off` is switched off (停用) for that reason: it is shown as not applied and never judged. A failed
    `veto` rule (单项否决) makes the site 不合格 whatever else it has; it weighs no points of its own.
    """

    id: str = Field(max_length=2 * MAX_ID)
    title: str = Field(min_length=1)
    check: str = Field(min_length=1)
    clause: str = ""
    params: dict[str, Any] = Field(default_factory=dict, alias="with")
    points: Points
    fix: str = Field(min_length=1)
    reasons: dict[str, str] = Field(default_factory=dict)
    basis: tuple[Basis, ...] = ()
    level: tuple[Level, ...] = ()
    kind: tuple[Kind, ...] = ()
    valid_from: Day | None = None
    valid_to: Day | None = None
    until: MonthDay | None = None
    off: str = ""
    veto: bool = False


class Change(Strict):
    """What a ruleset alters in one rule that it inherits; a key that is not written stays as it was.

    `with` and `reasons` are merged key by key; null takes a key away, in them and in what a rule may lack.
    """

    title: str = Field(default="", min_length=1)
    points: Points = 0
    fix: str = Field(default="", min_length=1)
    params: dict[str, Any] = Field(default_factory=dict, alias="with")
    reasons: dict[str, str | None] = Field(default_factory=dict)
    basis: tuple[Basis, ...] | None = None
    level: tuple[Level, ...] | None = None
    kind: tuple[Kind, ...] | None = None
    valid_from: Day | None = None
    valid_to: Day | None = None
    until: MonthDay | None = None
    off: str | None = Field(default=None, min_length=1)


class Indicator(Strict):
    """One indicator (指标): a heading of the scorecard and the rules under it.

    For `scoring: deduction` alone: `cap` is the most points that its rules may lose together; `bonus` rules add their
    points instead of losing them; `worth` is the part of the 100 points that rests on it: where none of its rules
    applies to a site, the others count for the whole (a body without services is scored out of 75 × 4/3).
    """

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    title: str = Field(min_length=1)
    rules: tuple[Rule, ...] = Field(min_length=1)
    cap: Points | None = None
    bonus: bool = False
    worth: Annotated[float, Field(gt=0, lt=100), BeforeValidator(_no_truth)] | None = None


class Bonus(Strict):
    """When bonus points (加分) count, for `scoring: deduction`: only above `above` points, and `most` at most."""

    above: Points = 80
    most: Points = 30


class Grades(Strict):
    """The lowest score of each grade; below `pass` is 不合格."""

    excellent: float = Field(default=90, alias="优秀")
    good: float = Field(default=80, alias="良好")
    passing: float = Field(default=60, alias="合格")

    @model_validator(mode="after")
    def _in_order(self) -> Grades:
        if not 100 >= self.excellent >= self.good >= self.passing >= 0:
            raise ValueError("应为 100 ≥ 优秀 ≥ 良好 ≥ 合格 ≥ 0")
        return self

    def of(self, score: float) -> str:
        """The grade of a score out of 100."""
        if score >= self.excellent:
            return "优秀"
        if score >= self.good:
            return "良好"
        return "合格" if score >= self.passing else "不合格"


def cites(wanted: str, clause: str) -> bool:
    """Whether a rule's own part of its id names the clause: itself, with a letter, or a suffix."""
    return (
        wanted == clause
        or wanted.startswith(f"{clause}.")
        or (wanted[:-1] == clause and wanted[-1].isascii() and wanted[-1].isalpha())
    )


def cited(wanted: str, clauses: Container[str]) -> str | None:
    """The longest of the clauses' ids that a rule's own part of its id cites; None where there is none."""
    if not wanted or len(wanted) > 2 * MAX_ID:
        return None
    if wanted in clauses:
        return wanted
    if wanted[-1].isascii() and wanted[-1].isalpha() and wanted[:-1] in clauses:
        return wanted[:-1]
    dots = [at for at, letter in enumerate(wanted) if letter == "."]
    return next((wanted[:at] for at in reversed(dots) if wanted[:at] in clauses), None)


class Ruleset(Strict):
    """A ruleset (规则集): one source document, all its clauses, and the rules that check them.

    `extends` names the ruleset it builds on, `change` what it alters in that one's rules, by rule; the clauses and
    indicators of a loaded ruleset are the effective ones, the inherited included (`rules.inheritance`).
    """

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    extends: str = ""
    title: str = Field(min_length=1)
    source: Source
    period: DateRange | RelativePeriod
    applies_to: AppliesTo = AppliesTo()
    scoring: Literal["weighted", "deduction"] = "weighted"
    grades: Grades = Grades()
    bonus: Bonus = Bonus()
    clauses: tuple[Clause, ...] = Field(min_length=1)
    change: dict[str, Change] = Field(default_factory=dict)
    indicators: tuple[Indicator, ...] = Field(min_length=1)
    sha256: str = ""

    def __hash__(self) -> int:
        # Parameters are plain dicts, which have no hash of their own.
        return hash((self.id, self.sha256))

    def rules(self) -> Iterator[tuple[Indicator, Rule]]:
        """Every rule with its indicator, in the order of the file."""
        for indicator in self.indicators:
            for rule in indicator.rules:
                yield indicator, rule

    def clause_of(self, rule: Rule) -> Clause:
        """The clause that a rule cites: `rule.clause`, else the longest id its own starts with.

        Raises KeyError when there is none; the loader refuses such a ruleset.
        """
        wanted = rule.clause or rule.id
        clauses = {clause.id: clause for clause in self.clauses}
        found = cited(wanted.removeprefix(f"{self.id}/"), clauses)
        if found is None:
            raise KeyError(rule.id)
        return clauses[found]

    def period_for(self, as_of: date) -> DateRange:
        """The period that is judged in an audit of the given day."""
        if isinstance(self.period, DateRange):
            return self.period
        year = as_of.year - 1
        return DateRange(first=date(year, 1, 1), last=date(year + 1, 1, 1) - timedelta(days=1))

    def period_of(self, rule: Rule, as_of: date) -> DateRange:
        """The period that a rule is judged in, in an audit of the given day: the ruleset's, up to `rule.until`."""
        period = self.period_for(as_of)
        if rule.until is None:
            return period
        month, day = map(int, rule.until.split("-"))
        last = date(period.last.year, month, day)
        return DateRange(first=period.first, last=min(max(last, period.first), period.last))
