"""`zwgk diff` and `zwgk trend`: what they print, write and leave with."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from reports.comparing.history import record
from reports.errors import ReportError
from tests.reports.audited import audit, row, site
from zwgk.cli import app

PASSED, FAILED = row("r/1", "pass", 10), row("r/1", "fail", 0)


def written(path: Path, document: dict[str, Any]) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path


def seen(folder: Path, *documents: dict[str, Any]) -> Path:
    """A folder that has seen these audits."""
    for document in documents:
        written(folder / "results.json", document)
        record(folder, document)
    return folder


def run(*words: object) -> Any:
    return CliRunner().invoke(app, [str(word) for word in words])


def test_two_files_compared(tmp_path: Path) -> None:
    a = written(tmp_path / "a.json", audit(site([FAILED])))
    b = written(tmp_path / "b.json", audit(site([PASSED]), day="2024-07-15"))
    told = run("diff", a, b)
    assert told.exit_code == 0
    assert "只是判定日变了 +100" in told.stdout
    assert "不符合（0/10） → 符合（10/10）" in told.stdout
    assert "规则：改进 1" in told.stdout


def test_status_1_only_where_something_got_worse_and_it_was_asked_for(tmp_path: Path) -> None:
    a = written(tmp_path / "a.json", audit(site([PASSED])))
    b = written(tmp_path / "b.json", audit(site([FAILED]), day="2024-07-15"))
    assert run("diff", a, b).exit_code == 0
    assert run("diff", a, b, "--fail-on", "worse").exit_code == 1
    assert run("diff", b, a, "--fail-on", "worse").exit_code == 0


def test_json_goes_to_standard_output_alone(tmp_path: Path) -> None:
    a = written(tmp_path / "a.json", audit(site([FAILED])))
    b = written(tmp_path / "b.json", audit(site([PASSED])))
    told = run("diff", a, b, "--format", "json", "-o", tmp_path / "out")
    assert json.loads(told.stdout)["sites"][0]["scores"][0]["delta"] == 100
    assert (tmp_path / "out" / "diff.html").is_file()
    assert (tmp_path / "out" / "diff.json").read_text(encoding="utf-8") == told.stdout


def test_a_folder_alone_compares_its_last_two_days(tmp_path: Path) -> None:
    folder = seen(
        tmp_path,
        audit(site([PASSED]), day="2024-01-15"),
        audit(site([FAILED]), day="2024-04-15"),
        audit(site([PASSED]), day="2024-04-15"),
    )
    told = run("diff", folder, "--format", "json")
    found = json.loads(told.stdout)
    assert (found["before"]["as_of"], found["after"]["as_of"]) == ("2024-01-15", "2024-04-15")
    assert found["counts"] == {"unchanged": 1}


def test_a_folder_of_one_day_compares_how_it_was_judged(tmp_path: Path) -> None:
    folder = seen(tmp_path, audit(site([FAILED])), audit(site([PASSED])))
    assert json.loads(run("diff", folder, "--format", "json").stdout)["counts"] == {"improved": 1}


def test_two_folders_stand_for_their_results(tmp_path: Path) -> None:
    first = written(tmp_path / "a" / "results.json", audit(site([FAILED]))).parent
    second = written(tmp_path / "b" / "results.json", audit(site([PASSED]))).parent
    told = run("diff", first, second, "--format", "json")
    assert json.loads(told.stdout)["counts"] == {"improved": 1}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "不是本程序写的"),
        ("[]", "应为一个对象"),
        ('{"format": 7}', "只认得 1"),
        ("[" * 9999, "不是"),
    ],
)
def test_bad_input_is_named(tmp_path: Path, content: str, said: str) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text(content, encoding="utf-8")
    found = run("diff", bad, bad).exception
    assert isinstance(found, ReportError)
    assert said in str(found)
    assert "bad.json" in str(found)


def test_what_cannot_be_compared_says_what_to_do(tmp_path: Path) -> None:
    folder = seen(tmp_path, audit(site([PASSED])))
    assert "只记有 1 次评价" in str(run("diff", folder).exception)
    assert "应为输出文件夹" in str(run("diff", folder / "results.json").exception)
    assert "-o" in str(run("diff", folder, folder, "--format", "html").exception)
    assert "读不出" in str(run("diff", folder / "nothing", folder).exception)


def test_audits_by_other_rules_or_of_other_sites_are_said_not_to_be_comparable(
    tmp_path: Path,
) -> None:
    mine = audit(site([PASSED]))
    other = json.loads(json.dumps(mine).replace("r/1", "q/1").replace('"r"', '"q"'))
    a, b = written(tmp_path / "a.json", mine), written(tmp_path / "b.json", other)
    told = run("diff", a, b, "-o", tmp_path / "out").stdout
    assert "没有共同的规则集" in told
    assert "（q、r）不逐条列出" in told
    assert "q/1" not in told
    assert "没有共同的规则集" in (tmp_path / "out/diff.html").read_text(encoding="utf-8")
    elsewhere = written(tmp_path / "c.json", audit(site([PASSED], "elsewhere")))
    assert "没有共同的网站" in run("diff", a, elsewhere, "-o", tmp_path / "out").stdout
    assert "无从比较" in (tmp_path / "out/diff.html").read_text(encoding="utf-8")


def test_one_audit_shows_no_trend(tmp_path: Path) -> None:
    told = run("trend", seen(tmp_path, audit(site([PASSED]))))
    assert (told.exit_code, "还看不出走势" in told.stderr) == (0, True)


def test_a_hostile_name_cannot_move_the_terminal(tmp_path: Path) -> None:
    one = site([FAILED])
    one["name"] = "甲\x1b[31m[bold]\u202e县"
    other = json.loads(json.dumps(one))
    other["results"][0].update(verdict="pass", points=10)
    a, b = written(tmp_path / "a.json", audit(one)), written(tmp_path / "b.json", audit(other))
    told = run("diff", a, b).stdout
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert "[bold]" in told


def test_trend_over_all_audits_and_of_one_site(tmp_path: Path) -> None:
    folder = seen(
        tmp_path,
        audit(site([FAILED]), site([PASSED], "b"), day="2024-01-15"),
        audit(site([PASSED]), site([PASSED], "b"), day="2024-04-15", sha="b" * 64),
    )
    told = run("trend", folder).stdout
    assert "2024-01-15" in told
    assert "+50（2 个）" in told
    assert "有改动" in told
    own = run("trend", folder, "--site", "a").stdout
    assert "+100" in own
    assert "b县" not in own
    found = json.loads(run("trend", folder, "--format", "json").stdout)
    assert [day["mean"] for day in found["rulesets"][0]["days"]] == [50, 100]
    assert "没有 zzz" in str(run("trend", folder, "--site", "zzz").exception)


def test_a_folder_without_history_has_its_last_audit(tmp_path: Path) -> None:
    written(tmp_path / "results.json", audit(site([PASSED])))
    assert "2024-04-15" in run("trend", tmp_path).stdout
    assert "没有评价结果" in str(run("trend", tmp_path / "none").exception)
