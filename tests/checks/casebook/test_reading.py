"""Files of cases: read with their places, and told what is wrong with them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.casebook.reading import Casebook, read_casebook
from rules.errors import RuleError
from rules.loader import library

RULES = ["own/1", "own/2"]
GOOD = """\
as_of: 2024-04-15
site: {name: 泰山区人民政府, level: county, kind: government}
rules:
  own/1:
    - case: 按时公布
      expect: pass
      documents: [{title: 甲, date: 2023-05-06, column: 政策文件}]
    - case: 晚了一天
      expect: fail
      as_of: 2024-04-16
      site: {name: 德州市人民政府, level: city}
"""


def _read(folder: Path, **files: str | bytes) -> Casebook:
    tests = folder / "own.tests"
    tests.mkdir(exist_ok=True)
    for name, text in files.items():
        content = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        (tests / f"{name}.yaml").write_bytes(content)
    return read_casebook(folder / "own.yaml", RULES)


def _problems(folder: Path, **files: str | bytes) -> list[str]:
    with pytest.raises(RuleError) as caught:
        _read(folder, **files)
    return [str(problem).replace(f"{folder}/own.tests/", "") for problem in caught.value.problems]


def test_cases_know_their_rule_day_site_and_place(tmp_path: Path) -> None:
    one, other = _read(tmp_path, a=GOOD).cases["own/1"]
    assert (one.rule, one.as_of, one.site.name) == ("own/1", date(2024, 4, 15), "泰山区人民政府")
    assert (other.as_of, other.site.name, other.site.level) == (
        date(2024, 4, 16),
        "德州市人民政府",
        "city",
    )
    assert (one.file.name, one.line, other.line) == ("a.yaml", 5, 8)
    assert one.case.documents[0].column == ("政策文件",)


def test_a_rule_may_have_its_cases_in_several_files(tmp_path: Path) -> None:
    more = "as_of: 2024-04-15\nrules:\n  own/1:\n    - {case: 再一个, expect: pass}\n"
    book = _read(tmp_path, a=GOOD, b=more)
    assert [each.case.case for each in book.cases["own/1"]] == ["按时公布", "晚了一天", "再一个"]


def test_a_ruleset_without_a_folder_has_no_cases(tmp_path: Path) -> None:
    assert read_casebook(tmp_path / "own.yaml", RULES).cases == {}


def test_the_folders_of_cases_are_no_rulesets() -> None:
    assert all(path.suffix == ".yaml" and path.is_file() for path in library().values())


HEAD = "as_of: 2024-04-15\nrules:\n  own/1:\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "a.yaml: 不是用例文件"),
        ("- 1\n", "a.yaml:1:1: 不是用例文件"),
        ("rules: {}\n", "a.yaml:1:1: as_of：缺少“as_of”"),
        ("as_of: 昨天\nrules: 3\n", "a.yaml:1:8: as_of：写的是“昨天”，应为日期"),
        ("as_of: 2024-04-15\nrules: 3\n", "a.yaml:2:8: rules：写的是“3”"),
        ("as_of: 2024-04-15\nrule: 3\n", "a.yaml:2:1: rule：不认识的键“rule”，是否为“rules”？"),
        (
            "as_of: 2024-04-15\nrules:\n  own/3:\n    - {case: 甲, expect: pass}\n",
            "a.yaml:3:3: rules.own/3：规则集里没有规则“own/3”，是否为“own/",
        ),
        ("as_of: 2024-04-15\nrules:\n  own/1: []\n", "a.yaml:3:10: rules.own/1：不是用例的列表"),
        (HEAD + "    - 甲\n", "a.yaml:4:7: rules.own/1[0]：写的是“甲”"),
        (HEAD + "    - {case: 甲, expect: passed}\n", "a.yaml:4:25: rules.own/1[0].expect：写的是“passed”"),
        (HEAD + "    - {case: 甲, expect: pass, bound: hit}\n", "bound：写的是“hit”，应为 met、missed"),
        (HEAD + "    - {case: 甲, expect: pass, share: 0.5}\n", "share 只用于 expect: partial"),
        (HEAD + "    - {case: 甲, expect: pass, document: []}\n", "不认识的键“document”，是否为“documents”？"),
        (
            HEAD + "    - {case: 甲, expect: pass}\n    - {case: 甲, expect: fail}\n",
            "a.yaml:5:14: rules.own/1[1].case：本规则已有名为“甲”的用例",
        ),
        (
            HEAD + "    - {case: 甲, expect: pass, documents: [{title: 乙, date: 2023-02-30}]}\n",
            "a.yaml:4:60: rules.own/1[0].documents[0].date：写的是“2023-02-30”，应为日期",
        ),
        (
            HEAD + "    - {case: 甲, expect: pass, documents: [{title: 乙, read: false, text: 丙}]}\n",
            "文件“乙”的页面没有读到，不能写 text",
        ),
        (
            HEAD + "    - {case: 甲, expect: pass, unread: [{outcome: ok}]}\n",
            "outcome: ok 是有应答的",
        ),
        (
            HEAD + f"    - {{case: 甲, expect: pass, documents: [{{title: 乙, column: {'>'.join('丙' * 20)}}}]}}\n",
            "栏目的路径至多 12 层",
        ),
        (HEAD + "    - {case: 甲, expect: !!python/name:os.system x}\n", "使用了标签"),
        ("a: &a [*a]\n", "锚点引用了自身"),
        (b"\xff\xfe", "不是 UTF-8 编码"),
        ("#" * 2_000_001, "文件超过 2 MB"),
        ("[" * 3000, "嵌套超过"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_where_it_stands(
    tmp_path: Path, text: str | bytes, told: str
) -> None:
    problems = _problems(tmp_path, a=text)
    assert any(told in problem for problem in problems), problems


def test_all_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    problems = _problems(tmp_path, a="", b="- 1\n", c=GOOD)
    assert [problem.partition(".yaml")[0] for problem in problems] == ["a", "b"]


def test_a_folder_named_like_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "own.tests" / "a.yaml").mkdir(parents=True)
    assert "读不出文件" in _problems(tmp_path)[0]


def test_a_bomb_of_aliases_is_refused(tmp_path: Path) -> None:
    layers = ["a: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    layers += [f"b{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    assert "个值" in _problems(tmp_path, a="\n".join(layers))[0]


def _damaged(text: str, cut: int, put: str) -> str:
    at = cut % (len(text) + 1)
    return text[:at] + put + text[at + len(put) :]


@settings(max_examples=60, deadline=None)
@given(
    cut=st.integers(0, 10_000),
    put=st.text(st.sampled_from("{}[]&*!|>'\"%@`:-?#,~ \n\t\u00e9\ud800测0"), max_size=6),
)
def test_damaged_files_end_in_problems(
    tmp_path_factory: pytest.TempPathFactory, cut: int, put: str
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    try:
        book = _read(folder, a=_damaged(GOOD, cut, put))
    except RuleError as error:
        told = [problem.found for problem in error.problems]
    else:
        told = [each.case.case for cases in book.cases.values() for each in cases]
    assert told
    assert all(told)
