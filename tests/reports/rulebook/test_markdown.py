"""docs/rules: made from the rules, up to date in the repository, and Markdown whatever a rule says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from reports.rulebook.markdown import MARK, DocumentedRuleset, markdown, rule_docs
from rules.loader import library
from rules.model import Ruleset
from rules.vocabulary import default_vocabulary
from zwgk.rules_docs import rule_pages

KEPT = Path(__file__).parents[3] / "docs" / "rules"
COMMAND = "run `make docs` (zwgk rules docs -o docs/rules) and commit what it writes"


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    return rule_pages(library().values(), default_vocabulary())


def test_the_pages_in_the_repository_are_those_of_the_rules(pages: dict[str, str]) -> None:
    kept = {path.name: path.read_text(encoding="utf-8") for path in KEPT.glob("*.md")}
    assert sorted(kept) == sorted(pages), COMMAND
    stale = [name for name, text in pages.items() if kept[name] != text]
    assert not stale, COMMAND


def test_every_link_within_the_pages_arrives(pages: dict[str, str]) -> None:
    anchors = {name: set(re.findall(r'<a id="([^"]+)"></a>', text)) for name, text in pages.items()}
    for name, text in pages.items():
        assert text.startswith(MARK)
        assert len(re.findall(r'<a id="', text)) == len(anchors[name])
        for link in re.findall(r"\]\(([^)]+)\)", text):
            page, _, anchor = link.partition("#")
            assert (page or name) in pages
            assert not anchor or anchor in anchors[page or name]


def test_every_rule_and_clause_is_there_by_an_anchor_of_its_own(pages: dict[str, str]) -> None:
    from rules.loader import load_ruleset

    for name, path in library().items():
        ruleset = load_ruleset(path)
        for _, rule in ruleset.rules():
            assert f'<a id="rule-{rule.id.replace("/", "-")}"></a>' in pages[f"{name}.md"]
        for clause in ruleset.clauses:
            assert f'<a id="clause-{name}-{clause.id}"></a>' in pages[f"{name}.md"]


HOSTILE = "|<script>*粗*_斜_`码`[链](http://x)#题~删~$x$&amp;\n\n第二段\\"


@pytest.mark.parametrize("text", [HOSTILE, "<!-- -->", "a | b", "`", "\\|"])
def test_nothing_that_a_rule_says_becomes_a_mark(text: str) -> None:
    shown = markdown(text)
    assert "\n" not in shown
    # Every mark that is left stands behind a backslash of its own.
    bare = re.sub(r"\\[\\`*_\[\]|#~$]", "", shown)
    assert not re.search(r"[\\`*_\[\]<>|#~$]", bare)
    assert not re.search(r"&(?!amp;|lt;|gt;)", shown)


def strange(**rule: Any) -> Ruleset:
    return Ruleset.model_validate(
        {
            "id": "test",
            "title": HOSTILE,
            "source": {"document": HOSTILE, "issuer": HOSTILE},
            "period": {"from": "2023-01-01", "to": "2023-12-31"},
            "clauses": [
                {"id": "1", "text": f"第一段。\n{HOSTILE}", "observable": "proxy"},
                {"id": "2", "text": "条文", "observable": "none", "reason": HOSTILE},
            ],
            "indicators": [
                {
                    "id": "all",
                    "title": HOSTILE,
                    "rules": [
                        {
                            "id": "test/1",
                            "title": HOSTILE,
                            "check": "manual",
                            "with": {"question": HOSTILE},
                            "points": 2.5,
                            "fix": HOSTILE,
                            "basis": [{"document": HOSTILE, "article": HOSTILE, "verified": False}],
                            "off": HOSTILE,
                            **rule,
                        }
                    ],
                }
            ],
        }
    )


def test_a_strange_ruleset_stays_one_page_of_whole_lines() -> None:
    pages = rule_docs([DocumentedRuleset(strange(), {})], default_vocabulary())
    text = pages["test.md"]
    assert "<script" not in text
    assert "**未核原文**" in text
    assert "**已停用：**" in text
    assert "> 第一段。\n>\n> " in text
    rows = [line for line in text.splitlines() if line.startswith("| `")]
    assert rows
    for row in rows:
        assert len(re.findall(r"(?<!\\)\|", row)) == 4
    heads = [line for line in text.splitlines() if line.startswith("#")]
    assert len(heads) == 5


def test_a_day_by_which_the_clause_asks_is_told() -> None:
    pages = rule_docs([DocumentedRuleset(strange(until="09-30"), {})], default_vocabulary())
    assert "本条的评价期间到末年的9月30日为止，其后发布的不算。" in pages["test.md"]


def test_what_is_inherited_says_whence() -> None:
    origins = {"test/1": {"points": "test", "fix": "national", "with.question": "national"}}
    text = rule_docs([DocumentedRuleset(strange(), origins)], default_vocabulary())["test.md"]
    assert "**各项的来处**　分值来自 `test`，整改办法来自 `national`" in text
    assert "| 参数 | 意思 | 取值 | 来自 |" in text
    (row,) = [line for line in text.splitlines() if line.startswith("| `question`")]
    assert row.endswith("| `national` |")


def test_an_inheriting_ruleset_is_documented_with_its_origins(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "id: mine\nextends: national\nchange:\n  guide: {points: 9}\n", encoding="utf-8"
    )
    text = rule_pages([path], default_vocabulary())["mine.md"]
    assert "- 继承自：national" in text
    assert "分值来自 `mine`" in text
    assert "检查类型来自 `national`" in text
