"""`zwgk rules` reads rules aloud and refuses bad input with status 2, never with a traceback."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
import yaml
from click.testing import Result
from typer.testing import CliRunner

from reports.rulebook.markdown import MARK
from rules.loader import library
from zwgk.rules_commands import app


def _run(*args: str) -> Result:
    result = CliRunner().invoke(app, list(args))
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_list_names_every_ruleset() -> None:
    result = _run("list")
    assert result.exit_code == 0
    for name in library():
        assert name in result.output


def test_show_explains_a_rule_with_its_clause() -> None:
    result = _run("show", "boshan-2020/9")
    assert result.exit_code == 0
    for words in (
        "统一设置并命名为“政府信息公开”",
        "博政办字〔2020〕45号",
        "A：可由网站内容直接判定",
        "6 分",
        "检查什么\n  网站应设有名为“政府信息公开”、一字不差的栏目。",
        "怎样算数\n",
        "什么不算\n",
        "怎样整改\n",
        "61号），据转引该通知的官方文件（已核原文）",
        "on_homepage\t网站首页须有该名称的入口链接\t是\n",
        "children_exact\t组成部分的名称也须一字不差\t否（默认）\n",
        "wrong_name\t不符合\t",
    ):
        assert words in result.output


def test_show_says_which_law_was_not_compared() -> None:
    assert "（未核原文）" in _run("show", "national/privacy").output


def test_show_names_the_other_rules_of_the_same_clause() -> None:
    result = _run("show", f"{library()['boshan-2020']}/6c")
    assert result.exit_code == 0
    others = (
        "同一条款的其他规则\n  boshan-2020/6c.update 行政执法、双随机和国资国企栏目在2020年有更新\n"
    )
    assert others in result.output
    assert "同一条款的其他规则" not in _run("show", "boshan-2020/9").output


def test_show_reads_a_clause_without_a_rule_of_its_own_id() -> None:
    result = _run("show", "boshan-2020/O1")
    assert result.exit_code == 0
    assert "不设规则的原因" in result.output


def test_show_reads_a_whole_ruleset_by_id_or_path() -> None:
    by_id, by_path = _run("show", "national"), _run("show", str(library()["national"]))
    assert by_id.exit_code == by_path.exit_code == 0
    assert by_id.output == by_path.output
    assert "national/platform" in by_id.output


def test_show_tells_where_the_values_of_an_inherited_rule_come_from(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    text = "id: mine\nextends: national\nchange:\n  guide: {points: 9}\n  search: {off: 另行检查}\n"
    path.write_text(text, encoding="utf-8")
    shown = _run("show", f"{path}/guide")
    assert shown.exit_code == 0
    assert f"points\tmine（{path}:4）" in shown.output
    assert f"check\tnational（{library()['national']}:" in shown.output
    assert re.search(rf"^subject\t.*\tnational（{library()['national']}:\d+）$", shown.output, re.M)
    assert "来自" not in _run("show", "national/guide").output
    whole = _run("show", str(path)).output
    assert "继承自：national" in whole
    assert "已停用：另行检查" in whole


@pytest.mark.parametrize(
    "ref", ["nowhere", "nowhere/1", "national/platfrom", "missing.yaml", "/", ""]
)
def test_show_refuses_what_there_is_not(ref: str) -> None:
    assert _run("show", ref).exit_code == 2


def test_show_sends_a_rule_with_wrong_parameters_to_lint(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    text = library()["national"].read_text(encoding="utf-8")
    path.write_text(text.replace("fail_at: 10", "fail_att: 10"), encoding="utf-8")
    result = _run("show", f"{path}/dead-links")
    assert result.exit_code == 2
    assert "是否为“fail_at”" in result.output
    assert _run("show", f"{path}/search").exit_code == 0


def test_show_names_the_nearest_rule() -> None:
    assert "national/platform" in _run("show", "national/platfrom").output


def test_lint_passes_the_library_and_locates_damage(tmp_path: Path) -> None:
    assert _run("lint").exit_code == 0
    assert _run("lint", "national").exit_code == 0
    path = tmp_path / "mine.yaml"
    text = library()["national"].read_text(encoding="utf-8")
    path.write_text(text.replace("fail_at: 10", "fail_att: 10"), encoding="utf-8")
    result = _run("lint", str(path))
    line = text[: text.index("fail_at: 10")].count("\n") + 1
    assert result.exit_code == 2
    assert f"mine.yaml:{line}:" in result.output
    assert "是否为“fail_at”" in result.output


def test_coverage_counts_clauses_and_rules_by_class_both_ways() -> None:
    result = _run("coverage", "boshan-2020")
    assert result.exit_code == 0
    assert "C：网站上看不到，不设规则\t2\t0\t0\t0\t0\t0\n" in result.output
    assert "合计\t31\t23\t0\t48\t42\t100\n" in result.output
    assert "4b\tB\t人工判定\t1\tboshan-2020/4b（人工，1 分）\n" in result.output
    assert "7d\tA~\t只核有无\t" in result.output
    assert "boshan-2020/6a.update\t权责清单在2020年更新\t栏目更新\t判定\t2\t6a\n" in result.output
    both = _run("coverage", "boshan-2020", "national")
    assert both.exit_code == 0
    assert "boshan-2020 " in both.output
    assert "national " in both.output
    assert _run("coverage", "nowhere").exit_code == 2


def test_the_library_has_no_gap() -> None:
    assert _run("coverage").exit_code == 0


def _with_gaps(tmp_path: Path) -> Path:
    """A ruleset in which the guide's rule is left to a person, and another cites a clause that there is not."""
    data = yaml.safe_load(library()["national"].read_text(encoding="utf-8"))
    rules = {rule["id"]: rule for indicator in data["indicators"] for rule in indicator["rules"]}
    rules["national/guide"].update(check="manual")
    rules["national/guide"]["with"] = {"question": "指南齐全吗？"}
    rules["national/search"]["id"] = "national/nothing"
    path = tmp_path / "gaps.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_coverage_names_every_gap_and_ends_with_one(tmp_path: Path, form: str) -> None:
    result = CliRunner().invoke(app, ["coverage", str(_with_gaps(tmp_path)), "--format", form])
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "条款 national/guide（A）没有判定规则。",
        "条款 national/search（A）没有判定规则。",
        "规则 national/nothing 所引的条款不在规则集中。",
    ]
    if form == "csv":
        rows = list(csv.DictReader(io.StringIO(result.stdout)))
        assert {row["规则"] for row in rows if row["条款"] == "search"} == {""}
        assert [row["条款"] for row in rows if row["规则"] == "national/nothing"] == [""]
    elif form == "json":
        (document,) = json.loads(result.stdout)
        assert document["lacking"] == ["national/guide", "national/search"]
        assert document["uncited"] == ["national/nothing"]


def test_coverage_as_csv_and_json_say_the_same() -> None:
    rows = list(
        csv.DictReader(io.StringIO(_run("coverage", "boshan-2020", "--format", "csv").output))
    )
    (document,) = json.loads(_run("coverage", "boshan-2020", "--format", "json").output)
    named = [f"boshan-2020/{row['条款']}" for row in rows]
    assert list(dict.fromkeys(named)) == [clause["id"] for clause in document["clauses"]]
    decides = {row["规则"]: row["判定"] == "判定" for row in rows if row["规则"]}
    assert decides == {rule["id"]: rule["decides"] for rule in document["rules"]}
    assert sum(float(row["分值"] or 0) for row in rows) == 100
    assert sum(each["points"] for each in document["totals"].values()) == 100


def test_coverage_refuses_a_form_that_there_is_not() -> None:
    assert _run("coverage", "--format", "xml").exit_code == 2


def test_docs_writes_a_page_for_each_ruleset_and_an_index(tmp_path: Path) -> None:
    out = tmp_path / "rules"
    out.mkdir()
    kept = out / "notes.md"
    kept.write_text("# 手写的\n", encoding="utf-8")
    stale = out / "gone.md"
    stale.write_text(f"{MARK}\n", encoding="utf-8")
    result = _run("docs", "national", "-o", str(out))
    assert result.exit_code == 0
    assert {path.name for path in out.iterdir()} == {"index.md", "national.md", "notes.md"}
    assert "national.md" in result.output
    before = (out / "national.md").read_bytes()
    assert _run("docs", "national", "-o", str(out)).exit_code == 0
    assert (out / "national.md").read_bytes() == before


def test_docs_refuses_a_ruleset_with_problems(tmp_path: Path) -> None:
    result = _run("docs", str(_with_gaps(tmp_path)), "-o", str(tmp_path / "out"))
    assert result.exit_code == 2
    assert not (tmp_path / "out").exists()


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("id: ]", encoding="utf-8")
    for command in ("show", "lint", "coverage", "docs"):
        result = _run(command, str(path))
        assert result.exit_code == 2
        assert "mine.yaml:1" in result.output
