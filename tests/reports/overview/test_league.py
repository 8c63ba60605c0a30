"""The overview: ranks that promise no more than is known, and numbers that results.json gives again."""

from __future__ import annotations

import itertools
import json
from collections import Counter
from pathlib import Path

import jsonschema
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from reports.arrange import leagues
from reports.comparing.earlier import Earlier
from reports.model import Report
from reports.overview.charts import spread_of
from reports.overview.league import overview
from reports.phrases import number
from reports.reading import read_report
from reports.render import render
from tests.reports.audited import audit, row, site
from tests.reports.regenerate import golden_results
from tests.reports.test_render import SCHEMA

DECIDED = ("pass", "partial", "fail")
LOSSY = ("partial", "fail")


def scored(*scores: tuple[float, float, float, bool]) -> Report:
    """A report of sites with these scores, lows, highs and vetoes."""
    sites = []
    for at, (score, low, high, vetoed) in enumerate(scores):
        one = site([row("r/1", "pass", 10)], f"s{at}")
        one["scores"][0].update(score=score, low=low, high=high, vetoed=vetoed)
        sites.append(one)
    return read_report(audit(*sites))


@st.composite
def ranges(draw: st.DrawFn) -> tuple[float, float, float, bool]:
    low, score, high = sorted(draw(st.tuples(*[st.integers(0, 4)] * 3)))
    return score, low, high, draw(st.integers(0, 4)) == 0


@given(st.lists(ranges(), min_size=1, max_size=5))
def test_ranks_are_those_of_every_way_it_could_turn_out(
    scores: list[tuple[float, float, float, bool]],
) -> None:
    (league,) = leagues(scored(*scores))
    names = [f"s{at}" for at in range(len(scores))]
    possible: dict[str, set[int]] = {name: set() for name in names}
    for ends in itertools.product(*[(low, score, high) for score, low, high, _ in scores]):
        keys = [(vetoed, -end) for end, (_, _, _, vetoed) in zip(ends, scores, strict=True)]
        for name, key in zip(names, keys, strict=True):
            possible[name].add(1 + sum(other < key for other in keys))
    own = {name: (scores[at][3], -scores[at][0]) for at, name in enumerate(names)}
    for it in league.standings:
        assert it.rank == 1 + sum(key < own[it.site.id] for key in own.values())
        assert (it.best, it.worst) == (min(possible[it.site.id]), max(possible[it.site.id]))
        assert it.best <= it.rank <= it.worst
        assert it.tied == (list(own.values()).count(own[it.site.id]) > 1)
    assert [it.rank for it in league.standings] == sorted(it.rank for it in league.standings)


@given(st.lists(ranges(), min_size=1, max_size=6))
def test_a_line_parts_only_what_no_decision_can_mix(
    scores: list[tuple[float, float, float, bool]],
) -> None:
    (league,) = leagues(scored(*scores))
    bounds = [
        ((it.score.vetoed, -(it.score.low or 0)), (it.score.vetoed, -(it.score.high or 0)))
        for it in league.standings
    ]
    for at, it in enumerate(league.standings):
        above, below = bounds[: at + 1], bounds[at + 1 :]
        settled = bool(below) and all(worst < best for worst, _ in above for _, best in below)
        assert it.parts_off == settled


def test_overlapping_sites_are_not_above_each_other(tmp_path: Path) -> None:
    document = audit(*(site([row("r/1", "pass", 10)], name) for name in "abc"))
    for entry, (score, low, high) in zip(
        document["sites"], ((90, 85, 95), (80, 70, 86), (60, 60, 60)), strict=True
    ):
        entry["scores"][0].update(score=score, low=low, high=high)
    tree = html.fromstring(render(document, tmp_path).index.read_text(encoding="utf-8"))
    rows = tree.xpath("//table[contains(@class, 'ranking')]/tbody/tr")
    shown = ["".join(each.xpath("td[1]")[0].text_content().split()) for each in rows]
    assert shown == ["1可能1–2", "2可能1–2", "3"]
    assert [each.get("class") for each in rows] == [None, "cut", None]


def test_the_heat_map_is_worked_out_from_results(tmp_path: Path) -> None:
    document = golden_results()
    tree = html.fromstring(render(document, tmp_path).index.read_text(encoding="utf-8"))
    checked = 0
    for place, ruleset in enumerate(document["rulesets"], start=1):
        (section,) = tree.xpath("//section[@id=$name]", name=f"league-{place}")
        titles = {one["title"]: one["id"] for one in ruleset["indicators"]}
        heads = [titles[each.text_content()] for each in section.xpath(".//th[@class='down']/span")]
        for shown in section.xpath(".//table[starts-with(@class, 'heat')]/tbody/tr"):
            entry = next(one for one in document["sites"] if one["id"] == shown.get("data-site"))
            for indicator, cell in zip(heads, shown.xpath("td")[1:], strict=True):
                own = [
                    one
                    for one in entry["results"]
                    if one["indicator"] == indicator and one["clause"].startswith(ruleset["id"])
                ]
                decided = sum(one["max_points"] for one in own if one["verdict"] in DECIDED)
                lost = sum(
                    one["max_points"] - one["points"] for one in own if one["verdict"] in LOSSY
                )
                pending = sum(
                    one["max_points"] for one in own if one["verdict"] in ("manual", "undetermined")
                )
                words = cell.text_content()
                assert (f"{number(pending)} 分待定" in cell.get("title")) == bool(pending)
                if not decided:
                    assert words == ("待定" if pending else "—")
                elif ruleset["scoring"] == "deduction":
                    assert words.rstrip("＋") == (f"−{number(lost)}" if lost else "0")
                else:
                    assert words.rstrip("＋") == str(int(100 * (decided - lost) / decided + 1e-9))
                checked += 1
    assert checked > 20


def test_failed_clauses_are_counted_from_results(tmp_path: Path) -> None:
    document = golden_results()
    rendered = render(document, tmp_path)
    tree = html.fromstring(rendered.index.read_text(encoding="utf-8"))
    for place, ruleset in enumerate(document["rulesets"], start=1):
        rows = tree.xpath(
            f"//section[@id='league-{place}']//table[contains(@class,'clauses')]/tbody/tr"
        )
        verdicts: dict[str, Counter[str]] = {}
        for entry in document["sites"]:
            for clause in entry["clauses"]:
                if clause["clause"].startswith(f"{ruleset['id']}/"):
                    verdicts.setdefault(clause["clause"], Counter())[clause["verdict"]] += 1
        wanted = {
            name.partition("/")[2]: count
            for name, count in verdicts.items()
            if count["fail"] + count["partial"]
        }
        assert {one.xpath("th")[0].text_content() for one in rows} == set(wanted)
        for shown in rows:
            own = shown.xpath("th")[0].text_content()
            count = wanted[own]
            missed = count["fail"] + count["partial"]
            decided = missed + count["pass"]
            assert shown.xpath("td[1]/b")[0].text == str(missed)
            assert shown.xpath("td[2]")[0].text == f"{number(round(100 * missed / decided, 1))}%"
            lost = sum(
                one["max_points"] - one["points"]
                for entry in document["sites"]
                for one in entry["results"]
                if one["clause"] == f"{ruleset['id']}/{own}" and one["verdict"] in LOSSY
            )
            assert shown.xpath("td[3]")[0].text == number(lost)
            for link in shown.xpath(".//td[last()]/a/@href"):
                path, _, fragment = link.partition("#")
                assert f'id="{fragment}"' in (tmp_path / path).read_text(encoding="utf-8")
        counts = [int(one.xpath("td[1]/b")[0].text) for one in rows]
        assert counts == sorted(counts, reverse=True)


def test_the_distribution_counts_every_scored_site_once() -> None:
    report = scored(*[(score, score, score, False) for score in (0, 9.99, 10, 89.5, 90, 100, 100)])
    (league,) = leagues(report)
    spread = spread_of("a", "分布", league.standings)
    assert spread is not None
    counts = dict(spread.bins)
    assert counts["0–10"] == 2
    assert counts["10–20"] == 1
    assert counts["80–90"] == 1
    assert counts["90–100"] == 3
    assert sum(counts.values()) == 7
    assert "style" not in spread.svg
    assert "<script" not in spread.svg
    assert 'role="img"' in spread.svg
    bonus = scored(*[(score, score, score, False) for score in (90, 100, 112)])
    above = spread_of("a", "分布", leagues(bonus)[0].standings)
    assert above is not None
    assert dict(above.bins)["100–110"] == 1
    assert dict(above.bins)["110–120"] == 1
    assert spread_of("a", "分布", leagues(scored((1, 1, 1, False)))[0].standings) is None


def test_filters_offer_what_there_is_to_choose() -> None:
    document = golden_results()
    document["sites"][0]["region"] = "甲市"
    document["sites"][1]["region"] = "乙市"
    jsonschema.validate(document, json.loads(SCHEMA.read_text(encoding="utf-8")))
    report = read_report(document)
    found = {each.name: each for each in overview(report, Earlier()).filters}
    assert [choice.value for choice in found["region"].choices] == ["乙市", "甲市"]
    assert "level" not in found or len(found["level"].choices) > 1
    assert "未评分" in [choice.value for choice in found["grade"].choices]
    alone = read_report(audit(site([row("r/1", "pass", 10)])))
    assert overview(alone, Earlier()).filters == ()


def test_an_open_veto_is_told_beside_the_rank(tmp_path: Path) -> None:
    document = audit(*(site([row("r/1", "pass", 10)], name) for name in "ab"))
    document["sites"][0]["scores"][0].update(score=90, low=90, high=90, veto_open=2)
    document["sites"][1]["scores"][0].update(score=80, low=80, high=80)
    text = render(document, tmp_path).index.read_text(encoding="utf-8")
    (first, _) = html.fromstring(text).xpath("//table[contains(@class, 'ranking')]/tbody/tr")
    assert "另有 2 项否决待定" in first.text_content()
    assert "可能 1" not in first.text_content()


def test_the_page_of_very_long_names_stays_small(tmp_path: Path) -> None:
    document = golden_results()
    plain = len(render(document, tmp_path / "a").index.read_bytes())
    for entry in document["sites"]:
        entry["name"] = entry["region"] = "长" * 10_000
    assert len(render(document, tmp_path / "b").index.read_bytes()) < plain + 100_000
