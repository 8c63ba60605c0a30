"""`zwgk rules new` writes a draft that the other commands take, and never over a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from rules.loader import load_ruleset
from zwgk.rules_commands import app

LIST = "9 A 规范政府信息公开专栏设置，在首页展示。\n10 A 把工作做好。\nO1 C 加强组织领导。\n"
HEAD = ["--id", "mine-2024", "--title", "我的要点", "--document", "甲发〔2024〕1号", "--issuer", "甲政府",
        "--issued", "2024-01-02", "--from", "2024-01-01", "--to", "2024-12-31"]  # fmt: skip


@pytest.fixture(autouse=True)
def in_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("list.txt").write_text(LIST, encoding="utf-8")


def _run(*args: str) -> Result:
    result = CliRunner().invoke(app, list(args))
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_a_draft_is_written_and_what_is_left_to_do_is_told() -> None:
    result = _run("new", "list.txt", *HEAD)
    assert result.exit_code == 0
    assert "mine-2024.yaml：3 条条款，1 条规则能判定" in result.output
    assert "须写测试用例的规则：mine-2024/9\n" in result.output
    assert "还没有能判定的规则：mine-2024/10\n" in result.output
    assert _run("lint", "mine-2024.yaml").exit_code == 0
    assert "column" in _run("show", "mine-2024.yaml/9").output
    ruleset = load_ruleset(Path("mine-2024.yaml"))
    assert ruleset.source.issued is not None
    assert ruleset.title == "我的要点"


def test_a_file_is_never_overwritten_unless_asked() -> None:
    Path("mine-2024.yaml").write_text("mine\n", encoding="utf-8")
    result = _run("new", "list.txt", *HEAD)
    assert result.exit_code == 2
    assert "已存在" in result.output
    assert Path("mine-2024.yaml").read_text(encoding="utf-8") == "mine\n"
    assert _run("new", "list.txt", *HEAD, "--force").exit_code == 0
    assert Path("mine-2024.yaml").read_text(encoding="utf-8") != "mine\n"


def test_a_draft_may_extend_a_ruleset_of_the_library_or_a_file() -> None:
    assert _run("new", "list.txt", *HEAD).exit_code == 0
    Path("next").mkdir()
    more = LIST + "11 A 更新政府公报。\n"
    Path("more.txt").write_text(more, encoding="utf-8")
    result = _run(
        "new", "more.txt", "--id", "next", "--extends", "mine-2024.yaml", "-o", "next/n.yaml"
    )
    assert result.exit_code == 0, result.output
    text = Path("next/n.yaml").read_text(encoding="utf-8")
    assert "extends: ../mine-2024.yaml" in text
    assert "加强组织领导" not in text
    assert [rule.id for _, rule in load_ruleset(Path("next/n.yaml")).rules()] == [
        "next/9",
        "next/10",
        "next/11",
    ]
    library = _run("new", "list.txt", "--id", "own", "--extends", "boshan-2020")
    assert library.exit_code == 0
    assert "extends: boshan-2020" in Path("own.yaml").read_text(encoding="utf-8")
    assert "清单里没有的条款：1a、" in library.output
    assert _run("lint", "own.yaml").exit_code == 0


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--id", "Mine"], "--id 写的是“Mine”"),
        (["--id", "mine"], "缺少 --title、--document、--issuer、--from、--to"),
        ([*HEAD, "--from", "2024-13-01"], "--from 写的是“2024-13-01”，应为日期"),
        ([*HEAD, "--from", "2025-01-01"], "--from 2025-01-01 晚于 --to 2024-12-31"),
        ([*HEAD, "--issued", "0001-01-01"], "--issued 写的是“0001-01-01”"),
        ([*HEAD, "--extends", "natinal"], "没有这个规则集，是否为“national”"),
        (["--id", "national", "--extends", "national"], "--id 与所继承的规则集相同"),
        (["--id", "m", "--extends", "national", "--to", "2024-01-01"], "--from 和 --to 应一起写"),
        (
            ["--id", "m", "--extends", "national", "--issuer", "甲"],
            "--document 和 --issuer 应一起写",
        ),
        ([*HEAD, "-o", "no/where.yaml"], "不能写"),
    ],
)
def test_what_is_wrong_in_the_options_is_told(args: list[str], told: str) -> None:
    result = _run("new", "list.txt", *args)
    assert result.exit_code == 2
    assert told in result.output


def test_lists_that_give_no_rule_are_refused() -> None:
    Path("none.txt").write_text("1 C 加强组织领导。\n", encoding="utf-8")
    assert "全部条款都是 C 类" in _run("new", "none.txt", *HEAD).output
    assert _run("new", "nowhere.txt", *HEAD).exit_code == 2
    assert _run("new", ".", *HEAD).exit_code == 2
    assert not Path("mine-2024.yaml").exists()
