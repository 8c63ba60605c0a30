"""`zwgk rules` reads rules aloud and refuses bad input with status 2, never with a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

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


def test_show_reads_a_rule_with_its_clause() -> None:
    result = _run("show", "boshan-2020/9")
    assert result.exit_code == 0
    for words in (
        "统一设置并命名为“政府信息公开”",
        "博政办字〔2020〕45号",
        "column",
        "on_homepage: true",
        "整改",
        "61号",
    ):
        assert words in result.output


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
    assert f"  points：mine（{path}:4）" in shown.output
    assert f"  check：national（{library()['national']}:" in shown.output
    assert "来自" not in _run("show", "national/guide").output
    whole = _run("show", str(path)).output
    assert "继承：national" in whole
    assert "已停用：另行检查" in whole


@pytest.mark.parametrize(
    "ref", ["nowhere", "nowhere/1", "national/platfrom", "missing.yaml", "/", ""]
)
def test_show_refuses_what_there_is_not(ref: str) -> None:
    assert _run("show", ref).exit_code == 2


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


def test_coverage_counts_clauses_and_rules_by_class() -> None:
    result = _run("coverage", "boshan-2020")
    assert result.exit_code == 0
    assert "合计 C 网站不可见：2 条，0 条规则，0 分" in result.output
    assert "总计：31 条" in result.output
    assert "100 分" in result.output
    assert _run("coverage").exit_code == 0
    assert _run("coverage", "nowhere").exit_code == 2


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("id: ]", encoding="utf-8")
    for command in ("show", "lint", "coverage"):
        result = _run(command, str(path))
        assert result.exit_code == 2
        assert "mine.yaml:1" in result.output
