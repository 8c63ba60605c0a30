"""What the author's guide says can be copied and run: every file, every command, in its order."""

from __future__ import annotations

import re
import shlex
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from zwgk.cli import app
from zwgk.jobs import load_jobs

DOCS = Path(__file__).parents[2] / "docs"
GUIDES = ("author-guide.md", "author-guide.zh-CN.md")
_BLOCK = re.compile(
    r"(?:^<!-- (?P<mark>[^>]+) -->\n)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def _blocks(name: str) -> Iterator[tuple[str, str, str]]:
    """Mark, kind and text of every code block."""
    for match in _BLOCK.finditer((DOCS / name).read_text(encoding="utf-8")):
        yield match["mark"] or "", match["kind"], match["text"]


def _audited(command: list[str]) -> None:
    """Everything that an audit does before its first request."""
    assert command[command.index("--as-of") + 1].count("-") == 2
    (job,) = load_jobs(Path(command[1]), [command[command.index("-r") + 1]])
    assert [ruleset.id for ruleset in job.rulesets] == ["linhe-2024"]


@pytest.mark.parametrize("name", GUIDES)
def test_every_file_and_command_of_the_guide_is_right(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    blocks = list(_blocks(name))
    final = {mark: text for mark, _, text in blocks}
    ran: list[str] = []
    for mark, kind, text in blocks:
        if mark.startswith("file: "):
            path = Path(mark.removeprefix("file: "))
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif mark.startswith("part of: "):
            whole = final[mark.replace("part of: ", "file: ")].splitlines()
            part = text.splitlines()
            assert any(
                textwrap.dedent("\n".join(whole[at : at + len(part)])) == "\n".join(part)
                for at in range(len(whole))
            ), text
        else:
            assert kind == "sh"
            for line in text.splitlines():
                command = shlex.split(line)
                assert command.pop(0) == "zwgk"
                ran.append(" ".join(command[:2]))
                if command[0] == "audit":
                    _audited(command)
                    continue
                result = CliRunner().invoke(app, command)
                assert result.exit_code == 0, f"{line}\n{result.output}"
                assert "提醒：" not in result.output
    assert {"rules new", "rules lint", "rules show", "rules test", "audit sites.yaml"} <= set(ran)


def test_both_guides_show_the_same_files_and_commands() -> None:
    one, other = (list(_blocks(name)) for name in GUIDES)
    assert one == other


@pytest.mark.parametrize("name", GUIDES)
def test_the_guides_links_lead_somewhere(name: str) -> None:
    text = (DOCS / name).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    assert links
    for link in links:
        assert (DOCS / link).is_file(), link
