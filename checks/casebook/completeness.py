"""Which cases a rule owes: enough that a change of its words or numbers cannot go unnoticed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from checks.casebook.model import Case
from checks.kind import CheckKind, Params
from checks.verdict import DECIDED

_SPANS = ("days", "within", "months")


def decides(kind: CheckKind) -> bool:
    """Whether a rule of the kind decides; what only a person or a longer watch decides owes no cases."""
    return any(outcome.verdict in DECIDED for outcome in kind.outcomes.values())


def bounding(params: Params) -> list[str]:
    """The parameters that bound: a number, span or day of the clause (at_least=2, days=3, by=03-31).

    Without a value, or with one that asks nothing (at_least: 1, the whole of a list, per: period), none does.
    """
    return list(dict.fromkeys(f"{name}={value}" for name, value in _bounds(params)))


def lacking(kind: CheckKind, params: Params, cases: Sequence[Case]) -> list[str]:
    """What the cases of a rule leave out, in the words of the case files; empty when they are complete.

    A case marked as a known gap proves nothing yet and does not count.
    """
    if not decides(kind):
        return []
    sound = [case for case in cases if not case.gap]
    verdicts = {case.expect for case in sound}
    # A kind that never fails (ipv6) owes no case of a failure.
    given = {outcome.verdict.value for outcome in kind.outcomes.values()}
    owed = [verdict for verdict in ("pass", "fail") if verdict in given]
    missing = [f"expect: {verdict}" for verdict in owed if verdict not in verdicts]
    if not any(case.near_miss for case in sound):
        missing.append("near_miss: true")
    if bounds := bounding(params):
        told = "、".join(bounds)
        present = {case.bound for case in sound}
        missing += [f"bound: {side}（{told}）" for side in ("met", "missed") if side not in present]
    return missing


def _bounds(model: BaseModel) -> Iterator[tuple[str, Any]]:
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if _is_bound(field) and _asks(name, field, value):
            yield field.alias or name, value
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Params):
                yield from _bounds(each)


def _is_bound(field: FieldInfo) -> bool:
    extra = field.json_schema_extra
    return isinstance(extra, dict) and bool(extra.get("bound"))


def _asks(name: str, field: FieldInfo, value: Any) -> bool:
    if value is None or value is False or value == "":
        return False
    if isinstance(value, str):
        return bool(value != field.default)  # per: period counts over the whole
    if isinstance(value, int) and not any(span in name for span in _SPANS):
        return value > 1
    if isinstance(value, float):
        return value < 1  # a share of 1 is the whole
    return True
