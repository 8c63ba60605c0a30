"""The page of a comparison (对比页): diff.html and what it needs, in the look of the other reports."""

from __future__ import annotations

import json
from pathlib import Path

from reports.anchors import anchor
from reports.comparing.comparison import Comparison, SiteChange
from reports.comparing.document import comparison_document
from reports.model import Report
from reports.render import own_script, page_of, style_files, write_part

PAGE = "diff.html"
DOCUMENT = "diff.json"


def write_diff_page(comparison: Comparison, out: Path) -> Path:
    """Write diff.html with its style files into the folder. Raises ReportError where it cannot be written.

    A finding links to its scorecard where the folder holds one.
    """
    for name, content in style_files():
        write_part(out, name, content)
    cards = {site.id for site in comparison.sites if (out / "sites" / f"{site.id}.html").is_file()}
    after = comparison.after
    script, script_hash = own_script("sorting.js", "diff.js")
    page = page_of(
        "diff.html.j2",
        report=Report(after.as_of, "zwgk", after.version, after.scoring),
        diff=comparison,
        cards=cards,
        anchors={site.id: _anchors(site) for site in comparison.sites if site.id in cards},
        script=script,
        script_hash=script_hash,
        root="",
    )
    return write_part(out, PAGE, page)


def diff_json(comparison: Comparison) -> str:
    """The comparison as the text of diff.json: the same audits give the same text."""
    document = comparison_document(comparison)
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def write_diff_json(comparison: Comparison, out: Path) -> Path:
    """Write diff.json into the folder. Raises ReportError where it cannot be written."""
    return write_part(out, DOCUMENT, diff_json(comparison).encode())


def _anchors(site: SiteChange) -> dict[str, str]:
    """The ids of rules on the site's scorecard, which gives them out in the document's order."""
    taken: set[str] = set()
    return {
        rule.rule: anchor("rule", rule.rule, taken) for rule in site.rules if rule.after is not None
    }
