"""`zwgk rules docs`: the rules as Markdown pages in a folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from reports.rulebook.markdown import MARK, DocumentedRuleset, rule_docs
from rules.inheritance import rule_origins
from rules.loader import read_source, ruleset_of
from rules.vocabulary import Vocabulary


def rule_pages(paths: Iterable[Path], vocabulary: Vocabulary) -> dict[str, str]:
    """The pages of the rulesets in these files, by file name.

    Raises RulesetError for a file that is no sound ruleset.
    """
    return rule_docs([documented(path) for path in paths], vocabulary)


def documented(path: Path) -> DocumentedRuleset:
    """A ruleset with the rulesets that its inherited rules' values came from."""
    source = read_source(path)
    ruleset = ruleset_of(source)
    origins: dict[str, Mapping[str, str]] = {}
    for _, rule in ruleset.rules():
        own = {each.field: each.ruleset for each in rule_origins(source.data, rule.id)}
        if set(own.values()) - {ruleset.id}:
            origins[rule.id] = own
    return DocumentedRuleset(ruleset, origins)


def write_pages(pages: Mapping[str, str], folder: Path) -> list[Path]:
    """Write the pages; of others in the folder those are removed that were made here. Returns the pages written.

    Raises OSError when the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(folder.glob("*.md")):
        if path.name not in pages and path.read_text(encoding="utf-8", errors="replace").startswith(
            MARK
        ):
            path.unlink()
    written = []
    for name, text in pages.items():
        path = folder / name
        path.write_text(text, encoding="utf-8", newline="\n")
        written.append(path)
    return written
