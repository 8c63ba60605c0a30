"""What a check kind is: parameters, outcomes with their texts, and one pure function over a
snapshot.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict

from checks.context import Context
from checks.verdict import Judgement, Verdict
from crawler.snapshot.facts import SiteSnapshot
from rules.subject import SubjectRef
from rules.vocabulary import Vocabulary

BOUND: dict[str, Any] = {"bound": True}
"""`json_schema_extra` of a parameter that sets a number, a span of days or a day: a rule that gives one a value needs
test cases on both sides of it.
"""


class Params(BaseModel):
    """Base of every kind's parameter model: unknown keys are refused, values are frozen."""

    model_config = ConfigDict(extra="forbid", frozen=True)


@dataclass(frozen=True, slots=True)
class OutcomeText:
    """One outcome of a kind: its verdict and the reason shown, in Chinese, with `{placeholders}`.

    A rule may replace the text (`reasons:`), never the verdict.
    """

    verdict: Verdict
    text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a rule of a kind looks at, in plain Chinese sentences for site owners (规则说明).

    `checked`: what is judged, with the rule's own numbers and words; `counts`: what is taken as evidence;
    `excludes`: what is not.
    """

    checked: tuple[str, ...]
    counts: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckKind:
    """A check kind (检查类型).

    `judge(site, params, context)` is pure: the same arguments give the same judgement. `outcomes`
    lists every code that it can return. `doc` is the module's docstring, from which the rule
    reference is made. `reads` names the subjects whose documents are read for what they say by a
    rule with these parameters, so that the crawl fetches their attachments too; `follows` those whose links are looked
    at, so that the crawl follows them; `anytime` those that count whatever their date, so that the crawl reads the old
    ones too. `explain` says what a rule with these parameters checks. `newest` says whether
    such a rule looks at the newest items of its columns alone, so that news need not be read to its end for it.
    """

    name: str
    params: type[Params]
    judge: Callable[[SiteSnapshot, Any, Context], Judgement]
    outcomes: Mapping[str, OutcomeText]
    explain: Callable[[Any, Vocabulary], Explanation]
    doc: str = ""
    reads: Callable[[Any], Sequence[SubjectRef]] = field(default=lambda _params: ())
    follows: Callable[[Any], Sequence[SubjectRef]] = field(default=lambda _params: ())
    anytime: Callable[[Any], Sequence[SubjectRef]] = field(default=lambda _params: ())
    newest: Callable[[Any], bool] = field(default=lambda _params: False)
