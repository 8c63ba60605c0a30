"""The truth table: complete, about sites, rules and faults that exist, and silent about compliant sites."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from demo.cycle import DemoSite
from demo.cycles.county2020 import CYCLE, DEMO_RULESET
from demo.sites.faults import FAULTS
from rules.loader import find_ruleset, load_ruleset

ROOT = Path(__file__).parents[2]
#: Faults that must not change any verdict: what is just in time, or only looks like a fault.
NEAR_MISSES = {
    "empty-columns-four",
    "homepage-just-fresh",
    "notices-six-months",
    "news-after-audit",
    "department-report-late",
}


def rule_ids() -> set[str]:
    """The ids of all rules of the three rulesets."""
    return {
        rule.id for ref in CYCLE.rulesets for _, rule in load_ruleset(find_ruleset(ref)).rules()
    }


def test_every_rule_of_the_three_rulesets_is_judged_and_no_other() -> None:
    table = CYCLE.truth()
    for site, verdicts in table.verdicts.items():
        assert set(verdicts) == rule_ids(), site
    assert table.as_of == CYCLE.as_of


def test_verdicts_are_verdicts() -> None:
    verdicts = {each for site in CYCLE.truth().verdicts.values() for each in site.values()}
    assert verdicts == {"pass", "partial", "fail", "undetermined", "manual", "not_applicable"}


def test_compliant_sites_fail_nothing_and_have_no_fault() -> None:
    table = CYCLE.truth()
    compliant = [site for site in CYCLE.sites if not site.faults]
    assert {site.family for site in compliant} == {site.family for site in CYCLE.sites}
    for site in compliant:
        assert set(table.verdicts[site.id].values()) == {"pass", "manual"}
        assert table.faults[site.id] == {}


def test_every_fault_is_planted_and_every_fault_has_its_verdict(
    demo_sites: dict[str, DemoSite],
) -> None:
    planted = [fault for site in demo_sites.values() for fault in site.faults]
    assert set(planted) == set(FAULTS)
    table = CYCLE.truth()
    for site in demo_sites.values():
        blamed = {fault for causes in table.faults[site.id].values() for fault in causes}
        assert blamed == set(site.faults) - NEAR_MISSES, site.id
        for rule, causes in table.faults[site.id].items():
            assert table.verdicts[site.id][rule] != table.verdicts["qingshi"][rule], (rule, causes)


def test_at_most_one_fault_decides_a_rule_unless_both_are_needed(
    demo_sites: dict[str, DemoSite],
) -> None:
    together = {
        causes
        for site in CYCLE.truth().faults.values()
        for causes in site.values()
        if len(causes) > 1
    }
    assert together == {
        ("request-bare", "guide-no-telephone"),
        ("guide-firewall", "consultations-timeout"),
    }


def test_every_rule_that_can_be_decided_fails_somewhere() -> None:
    table = CYCLE.truth()
    decided = {rule for rule, verdict in table.verdicts["qingshi"].items() if verdict != "manual"}
    wrong = {
        rule
        for verdicts in table.verdicts.values()
        for rule, verdict in verdicts.items()
        if verdict in ("fail", "partial")
    }
    assert wrong == decided


def test_faults_lie_in_every_family() -> None:
    assert {site.family for site in CYCLE.sites if site.faults} == {"trs", "jcms", "static"}


def test_sites_have_different_names_and_ids() -> None:
    all_sites = CYCLE.sites
    assert len(all_sites) >= 11
    assert (
        len({site.id for site in all_sites})
        == len({site.name for site in all_sites})
        == len(all_sites)
    )
    assert len({site.area.code for site in all_sites}) == len(all_sites)


def test_the_site_list_names_every_site_and_its_rulesets() -> None:
    urls = {site.id: f"http://127.0.0.1:{9000 + n}/" for n, site in enumerate(CYCLE.sites)}
    listed = yaml.safe_load(CYCLE.site_list_yaml(urls))["sites"]
    assert [entry["id"] for entry in listed] == [site.id for site in CYCLE.sites]
    for entry in listed:
        assert set(entry) == {"id", "name", "url", "level", "kind", "rulesets"}
        assert entry["url"] == urls[entry["id"]]
        assert tuple(entry["rulesets"]) == CYCLE.rulesets
    assert (
        len(yaml.safe_load(CYCLE.site_list_yaml({"qingshi": "http://127.0.0.1:1/"}))["sites"]) == 1
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("sites: {nowhere: []}", "没有名为 nowhere 的模拟网站"),
        ("sites: {hegu: [{faults: [site-down], rules: {}}]}", "没有故障 site-down"),
        (
            "sites: {hegu: [{faults: [search-missing], rules: {national/x: fail}}]}",
            "没有规则 national/x",
        ),
        (
            "sites: {hegu: [{faults: [search-missing], rules: {a/1: fail}}, "
            "{faults: [dead-links-ten], rules: {a/1: fail}}]}",
            "规则 a/1 写了两次",
        ),
    ],
)
def test_a_table_that_contradicts_itself_is_refused(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "truth.yaml").write_text(
        f"as_of: 2021-04-15\ncompliant: {{pass: [a/1]}}\n{line}\n", encoding="utf-8"
    )
    with pytest.raises(ValueError, match=said):
        replace(CYCLE, truth_file=tmp_path / "truth.yaml").truth()


def test_the_demo_ruleset_is_sound() -> None:
    ruleset = load_ruleset(DEMO_RULESET)
    cited = {ruleset.clause_of(rule).id for _, rule in ruleset.rules()}
    unobservable = {clause.id for clause in ruleset.clauses if clause.reason}
    assert cited | unobservable == {clause.id for clause in ruleset.clauses}


def test_demo_imports_nothing_of_the_other_packages() -> None:
    for path in (ROOT / "demo").rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            names = (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
            for name in names:
                assert name.partition(".")[0] not in (
                    "zwgk",
                    "reports",
                    "checks",
                    "rules",
                    "crawler",
                ), path
