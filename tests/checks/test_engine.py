from __future__ import annotations

import logging
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import checks.engine
from checks.engine import RuleNotUnderstood, check_site
from checks.kind import CheckKind, Explanation, OutcomeText, Params
from checks.kinds import registry
from checks.reviews.applying import SiteReviews
from checks.reviews.model import WaiverTerms
from checks.site_result import RuleResult, SiteResult
from checks.verdict import Evidence, Judgement, Verdict
from checks.workdays import CalendarUnknown
from crawler.snapshot.facts import SiteSnapshot
from rules.model import Clause, Rule, Ruleset
from tests.checks.build import AS_OF, column, context, doc, home, lost, rule, ruleset, site, words

WORDS = words()


class NoParams(Params):
    """No parameters."""


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> dict[str, Judgement | Exception]:
    """A kind "stub" that gives whatever judgement the test sets, or raises it."""
    told: dict[str, Judgement | Exception] = {}

    def answer(site_: object, params: object, context_: object) -> Judgement:
        what = told["answer"]
        if isinstance(what, Exception):
            raise what
        return what

    kind = CheckKind(
        name="stub",
        params=NoParams,
        judge=answer,
        outcomes={verdict.value: OutcomeText(verdict, "结论：{word}") for verdict in Verdict},
        explain=lambda params, vocabulary: Explanation(("结论由测试给出。",)),
    )
    kinds = {**registry(), "stub": kind}
    monkeypatch.setattr(checks.engine, "registry", lambda: kinds)
    return told


def check(
    tree: SiteSnapshot, *rulesets: Ruleset, waivers: list[WaiverTerms] | None = None
) -> SiteResult:
    return check_site(tree, rulesets, AS_OF, WORDS, reviews=SiteReviews(terms=waivers or []))


def only(result: SiteResult) -> RuleResult:
    return result.rulesets[0].results[0]


def test_results_carry_rule_clause_indicator_and_points() -> None:
    judged = rule(
        "column",
        6,
        params={"name": "政务公开"},
        basis=[{"document": "条例", "article": "第六条", "verified": True}],
    )
    result = only(check(site([column("政务公开")]), ruleset(judged)))
    assert (result.rule, result.clause, result.indicator) == ("test/1", "test/1", "platform")
    assert (result.verdict, result.points, result.max_points) == (Verdict.PASS, 6, 6)
    assert result.basis == (("条例", "第六条", True),)
    assert result.evidence


@pytest.mark.parametrize(
    ("verdict", "share", "points"),
    [
        (Verdict.PASS, 0.0, 5.0),
        (Verdict.PARTIAL, 0.4, 2.0),
        (Verdict.PARTIAL, 1.5, 5.0),
        (Verdict.FAIL, 0.4, 0.0),
        (Verdict.UNDETERMINED, 0.4, 0.0),
        (Verdict.MANUAL, 0.0, 0.0),
        (Verdict.NOT_APPLICABLE, 0.0, 0.0),
    ],
)
def test_points(
    stub: dict[str, Judgement | Exception], verdict: Verdict, share: float, points: float
) -> None:
    stub["answer"] = Judgement(verdict.value, {"word": "好"}, share=share)
    result = only(check(site(), ruleset(rule("stub"))))
    assert (result.verdict, result.points, result.reason) == (verdict, points, "结论：好")


def test_a_rule_may_replace_the_words_but_not_the_verdict(
    stub: dict[str, Judgement | Exception],
) -> None:
    stub["answer"] = Judgement("fail", {"word": "好"})
    result = only(
        check(site(), ruleset(rule("stub", reasons={"fail": "改写：{word}{别的}{none}"})))
    )
    assert (result.verdict, result.reason) == (Verdict.FAIL, "改写：好{别的}（不详）")


@pytest.mark.parametrize(
    "what",
    [
        RuntimeError("boom"),
        RecursionError(),
        Judgement("no such outcome"),
        Judgement("partial", share=float("nan")),
    ],
)
def test_a_kind_that_fails_leaves_its_rule_open_and_the_run_goes_on(
    stub: dict[str, Judgement | Exception],
    what: Judgement | Exception,
    caplog: pytest.LogCaptureFixture,
) -> None:
    stub["answer"] = what
    rules = ruleset(rule("stub"), rule("column", params={"name": "政务公开"}, id_="test/2"))
    with caplog.at_level(logging.ERROR):
        results = check(site([column("政务公开")]), rules).rulesets[0].results
    assert results[0].verdict is Verdict.UNDETERMINED
    assert "内部错误" in results[0].reason
    assert results[1].verdict is Verdict.PASS
    assert "test/1" in caplog.text


def test_a_year_without_a_calendar_is_open(stub: dict[str, Judgement | Exception]) -> None:
    stub["answer"] = CalendarUnknown(2031)
    result = only(check(site(), ruleset(rule("stub"))))
    assert (result.verdict, result.code) == (Verdict.UNDETERMINED, "calendar_unknown")
    assert "2031年" in result.reason


def test_site_content_in_evidence_is_cleaned_and_cut(
    stub: dict[str, Judgement | Exception],
) -> None:
    piece = Evidence(
        "http://x.example/\u202e" + "a" * 9999, "引\u202e文" * 999, note="注\x00" * 999
    )
    stub["answer"] = Judgement(
        "fail", {"word": "长" * 9999}, evidence=[piece] * 99, traces=[piece] * 99
    )
    result = only(check(site(), ruleset(rule("stub"))))
    assert (len(result.evidence), len(result.traces)) == (50, 20)
    shown = result.evidence[0]
    assert (len(shown.url), len(shown.quote), len(shown.note)) == (2000, 200, 200)
    assert not any(mark in shown.url + shown.quote + shown.note for mark in "\u202e\x00")
    assert len(result.reason) < 300


def test_unread_pages_are_counted_once_and_the_first_twenty_kept(
    stub: dict[str, Judgement | Exception],
) -> None:
    fetches = [lost(anchor=f"页{n % 30}") for n in range(60)]
    stub["answer"] = Judgement("undetermined", {"word": "好"}, unread=fetches)
    result = only(check(site(), ruleset(rule("stub"))))
    assert (result.unread_count, len(result.unread)) == (30, 20)


@pytest.mark.parametrize(
    ("more", "words_said"),
    [
        ({"level": ["city"]}, "适用于市级网站"),
        ({"kind": ["department", "zone"]}, "适用于部门网站、功能区网站"),
        ({"valid_from": "2024-04-16"}, "自2024-04-16起"),
        ({"valid_to": "2024-04-14"}, "至2024-04-14"),
    ],
)
def test_a_rule_for_others_or_other_times_does_not_apply(
    more: dict[str, object], words_said: str
) -> None:
    result = only(check(site(), ruleset(rule("column", params={"name": "政务公开"}, **more))))
    assert result.verdict is Verdict.NOT_APPLICABLE
    assert words_said in result.reason


def test_a_rule_that_is_off_is_not_applied_and_its_clause_not_passed() -> None:
    tree = site([column("政务公开")])
    off = rule("column", 6, params={"name": "政务公开"}, off="今年不再要求。")
    result = check(tree, ruleset(off))
    assert (only(result).verdict, only(result).points) == (Verdict.NOT_APPLICABLE, 0)
    assert only(result).reason == "本规则已停用：今年不再要求。"
    assert result.rulesets[0].clauses == (("test/1", Verdict.NOT_APPLICABLE),)
    assert result.rulesets[0].score.score is None


@pytest.mark.parametrize("field", ["valid_from", "valid_to"])
def test_the_first_and_last_day_of_validity_count(field: str) -> None:
    judged = rule("column", params={"name": "政务公开"}, **{field: AS_OF.isoformat()})
    assert only(check(site(), ruleset(judged))).verdict is Verdict.FAIL


@pytest.mark.parametrize(("published", "verdict"), [("2023-11-30", "pass"), ("2023-12-01", "fail")])
def test_a_rule_s_own_period_ends_where_its_clause_says(published: str, verdict: str) -> None:
    notices = {"title": {"any": ["通知"]}, "columns": ["政策文件"]}
    judged = rule(
        "documents",
        params={"subject": notices},
        until="11-30",
    )
    found = site([column("政策文件")], [doc("某通知", published, "政策文件")])
    assert only(check(found, ruleset(judged))).verdict.value == verdict


def test_a_ruleset_for_other_sites_has_no_score() -> None:
    rules = ruleset(
        rule("column", params={"name": "政务公开"}), applies_to={"level": ["town"], "kind": []}
    )
    judged = check(site(), rules).rulesets[0]
    assert judged.results[0].verdict is Verdict.NOT_APPLICABLE
    assert judged.score.score is None
    assert judged.clauses == (("test/1", Verdict.NOT_APPLICABLE),)


def test_a_site_that_could_not_be_crawled_leaves_everything_open_but_manual() -> None:
    tree = site(homepage=home(outcome="dns"), state="failed")
    rules = ruleset(
        rule("column", params={"name": "政务公开"}),
        rule("manual", 2, "test/2", params={"question": "？"}),
        rule("column", params={"name": "政务公开"}, id_="test/3", level=["city"]),
    )
    judged = check(tree, rules).rulesets[0]
    assert [result.verdict for result in judged.results] == [
        Verdict.UNDETERMINED,
        Verdict.MANUAL,
        Verdict.NOT_APPLICABLE,
    ]
    assert "域名无法解析 1 次" in judged.results[0].reason
    assert judged.results[0].unread_count == 1
    assert (judged.score.score, judged.score.low, judged.score.high) == (None, 0.0, 100.0)


def clause(id_: str, observable: str = "full", reason: str = "") -> Clause:
    return Clause.model_validate(
        {"id": id_, "text": f"第{id_}条", "observable": observable, "reason": reason}
    )


def test_clauses_roll_up_their_rules_and_none_is_dropped() -> None:
    rules = ruleset(
        rule("column", params={"name": "政务公开"}, id_="test/1a"),
        rule("column", params={"name": "没有的栏目"}, id_="test/1b"),
        rule("column", params={"name": "政务公开"}, id_="test/2"),
        clauses=[clause("1"), clause("2"), clause("3", "none", "只在机关内部"), clause("4")],
    )
    judged = check(site([column("政务公开")]), rules).rulesets[0]
    assert judged.clauses == (
        ("test/1", Verdict.FAIL),
        ("test/2", Verdict.PASS),
        ("test/3", Verdict.NOT_APPLICABLE),
        ("test/4", Verdict.MANUAL),
    )
    hidden, unchecked = judged.results[3:]
    assert (hidden.check, hidden.reason, hidden.max_points) == ("none", "只在机关内部", 0)
    assert (unchecked.rule, unchecked.verdict) == ("test/4", Verdict.MANUAL)
    assert judged.score.score == pytest.approx(66.67)


@pytest.mark.parametrize("named", ["test/1", "test/1a"])
@pytest.mark.parametrize(
    ("until", "waived"),
    [(None, True), (date(2024, 4, 15), True), (date(2024, 4, 14), False)],
)
def test_waivers_hold_until_their_last_day(named: str, until: date | None, waived: bool) -> None:
    waiver = WaiverTerms(rule=named, by="王五（区政府办）", reason="网站改版。", until=until)
    rules = ruleset(
        rule("column", params={"name": "政务公开"}, id_="test/1a"), clauses=[clause("1")]
    )
    result = only(check(site(), rules, waivers=[waiver]))
    assert result.verdict is (Verdict.WAIVED if waived else Verdict.FAIL)
    if waived:
        assert "王五（区政府办）" in result.reason
        assert "网站改版" in result.reason


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (rule("colum"), "没有名为 colum 的检查类型"),
        (rule("column", params={"nam": "x"}), "with.nam"),
        (rule("column"), "with.name"),
    ],
)
def test_rules_that_are_not_understood_are_refused(broken: Rule, said: str) -> None:
    with pytest.raises(RuleNotUnderstood, match=said):
        check(site(), ruleset(broken))


def test_the_order_is_that_of_the_rulesets() -> None:
    one = ruleset(*[rule("column", params={"name": "甲"}, id_=f"test/{n}") for n in (3, 1, 2)])
    assert [result.rule for result in check(site(), one).rulesets[0].results] == [
        "test/3",
        "test/1",
        "test/2",
    ]


@settings(max_examples=25, deadline=None)
@given(st.permutations(["政务公开", "政策文件", "通知公告", "旅游"]))
def test_the_order_of_columns_does_not_matter(names: list[str]) -> None:
    judged = [
        rule("column", params={"name": "政务公开"}, id_="test/1"),
        rule("columns_filled", params={"fewer_than": 3}, id_="test/2"),
        rule("column_fresh", params={"columns": ["通知公告"], "within_days": 9}, id_="test/3"),
    ]
    first = check(site([column(name) for name in sorted(names)]), ruleset(*judged))
    other = check(site([column(name) for name in names]), ruleset(*judged))
    assert first.rulesets == other.rulesets


def test_every_kind_declares_what_it_is() -> None:
    for name, kind in registry().items():
        assert kind.doc.strip(), name
        assert kind.outcomes, name
        for field, info in kind.params.model_fields.items():
            assert info.description, f"{name}.{field} has no description"
        for code, outcome in kind.outcomes.items():
            assert outcome.text.endswith(("。", "）", "}")), f"{name}.{code}"


def test_no_kind_is_disturbed_by_an_empty_site() -> None:
    params: dict[str, dict[str, object]] = {
        "column": {"name": "甲"},
        "column_fresh": {"columns": ["甲"], "within_days": 1},
        "column_groups": {
            "groups": [{"name": "甲", "columns": ["甲"]}],
            "pass_at": 1,
            "fail_at": 0,
        },
        "columns_filled": {},
        "column_features": {"name": "甲", "features": [{"name": "甲", "any": ["甲"]}]},
        "homepage_fresh": {},
        "homepage_features": {"features": [{"name": "甲", "any": ["甲"]}]},
        "site_search": {},
        "on_request": {},
        "links_alive": {},
        "metadata_tags": {},
        "manual": {"question": "？"},
    }
    empty = site()
    empty.homepage, empty.fetches = None, []
    for name, given_ in params.items():
        kind = registry()[name]
        judgement = kind.judge(empty, kind.params.model_validate(given_), context())
        assert judgement.code in kind.outcomes, name
