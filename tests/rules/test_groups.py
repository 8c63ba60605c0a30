"""The groups of the library's rules are kept apart: no column counts for two of them by accident."""

from __future__ import annotations

from itertools import combinations

from rules.loader import library, load_ruleset
from rules.vocabulary import default_vocabulary

VOCABULARY = default_vocabulary()
GROUPED = [
    rule
    for path in library().values()
    for _, rule in load_ruleset(path).rules()
    if rule.check == "column_groups" and len(rule.params["groups"]) > 1
]
# What 双随机 inspections find is published among the results of enforcement.
SHARED = {
    frozenset({"行政执法公示", "双随机、一公开监管"}),
}


def test_no_column_counts_for_two_groups() -> None:
    shared = set()
    for rule in GROUPED:
        names = {
            group["name"]: frozenset().union(*(VOCABULARY.names(name) for name in group["columns"]))
            for group in rule.params["groups"]
        }
        shared |= {
            frozenset(pair) for pair in combinations(names, 2) if names[pair[0]] & names[pair[1]]
        }
    assert shared == SHARED
