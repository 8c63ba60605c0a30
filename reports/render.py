"""Renders results.json into a folder that opens from disk: index.html, sites/*.html, rules/*.html, evidence/*/*.html,
ledger.xlsx and assets/.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reports import outlook, pairs, phrases, wording
from reports.arrange import clause_of, observable_of, parts
from reports.comparing import words as comparison_words
from reports.comparing.earlier import Earlier
from reports.crawling import freshness
from reports.crawling import section as crawl_section
from reports.evidence.pages import EvidencePages, found_words, write_evidence
from reports.evidence.pictures import Take, take_pictures
from reports.files import replace_file
from reports.hostile import cut
from reports.model import Report, count_verdicts
from reports.overview.league import overview
from reports.reading import read_report
from reports.rulebook.pages import clause_sections, rules_by_indicator

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

_BETWEEN = re.compile(r">\s*\n\s*<")
_HERE = Path(__file__).parent
_ASSETS = (
    "report.css",
    "report.js",
    "scorecard.css",
    "league.css",
    "change.css",
    "evidence.css",
    "evidence.js",
)
_PARTS = {"report.js": ("contents.js", "printing.js")}
"""Files that are put together of several, which other pages have within themselves."""


@dataclass(frozen=True, slots=True)
class RenderedReport:
    """Where a report was written. `sites` maps each site's id to its scorecard, `rules` each ruleset's id to the page
    that explains its rules.
    """

    folder: Path
    index: Path
    ledger: Path
    sites: dict[str, Path] = field(default_factory=dict)
    assets: tuple[Path, ...] = ()
    rules: dict[str, Path] = field(default_factory=dict)
    evidence: EvidencePages = field(default_factory=EvidencePages)

    @property
    def paths(self) -> list[Path]:
        """Every file written."""
        pages = [self.index, *self.sites.values(), *self.rules.values()]
        return [
            *pages,
            self.ledger,
            *self.assets,
            *(self.folder / name for name in self.evidence.files()),
        ]


def render(
    results: Mapping[str, Any],
    out: Path,
    archive: Path | None = None,
    take: Take | None = None,
    *,
    by_site: bool = False,
    earlier: Earlier | None = None,
) -> RenderedReport:
    """Writes the whole report of a results document into the folder `out`, which is made where it
    is missing.

    `results` is results.json as parsed, `earlier` what is known of earlier audits; nothing else is read
    and no network is used. The document is read through before the first byte is written, each file is
    replaced whole, and the index comes last: an interrupted run leaves no index that points at half a
    report. The same results give the same bytes. Files of the folder that do not belong to the report
    stay.

    `archive` is the folder that the archive places of evidence are relative to: where it is given, each archived body gets
    a page of its own with the quoted words marked, and evidence links to it. `take` takes screenshots of their copies.
    `by_site` gives each site a sheet of its own in the ledger.

    Raises ReportError when the document is unfit (naming the place) or the folder cannot be
    written.
    """
    report = read_report(results)
    return render_report(report, out, archive, take, by_site=by_site, earlier=earlier)


def render_report(
    report: Report,
    out: Path,
    archive: Path | None = None,
    take: Take | None = None,
    *,
    by_site: bool = False,
    earlier: Earlier | None = None,
) -> RenderedReport:
    """Writes a report that was read already; see `render`."""
    from reports.office.ledger import write_ledger

    written: dict[str, Path] = {}
    for name, content in style_files():
        written[name] = _replace(out, name, content)
    evidence = EvidencePages()
    if archive is not None:
        template = _environment().get_template("evidence.html.j2")
        evidence = write_evidence(report, archive, out, partial(_replace, out), template)
        if take is not None:
            evidence.told += take_pictures(report, evidence, out, take)
    for name, content in _scorecards(report, evidence, earlier or Earlier()):
        written[name] = _replace(out, name, content)
    for name, content in _rule_pages(report):
        written[name] = _replace(out, name, content)
    # After the pages, for it links to those that are there.
    written["ledger.xlsx"] = out / "ledger.xlsx"
    write_ledger(report, written["ledger.xlsx"], by_site=by_site, folder=out)
    written["index.html"] = _replace(out, "index.html", _index(report, earlier or Earlier()))
    return RenderedReport(
        folder=out,
        index=written["index.html"],
        ledger=written["ledger.xlsx"],
        sites={site.id: written[f"sites/{site.id}.html"] for site in report.outlines},
        rules={each.id: written[each.page] for each in report.rulesets.values() if each.page},
        evidence=evidence,
        assets=tuple(written[f"assets/{name}"] for name in _ASSETS),
    )


def style_files() -> Iterator[tuple[str, bytes]]:
    """The style sheets and scripts of the pages, by their place in the report's folder."""
    for name in _ASSETS:
        yield f"assets/{name}", "".join(map(_asset, _PARTS.get(name, (name,)))).encode()


def _asset(name: str) -> str:
    return (_HERE / "assets" / name).read_text(encoding="utf-8")


def _index(report: Report, earlier: Earlier) -> bytes:
    script, script_hash = own_script("sorting.js", "printing.js", "league.js")
    template = _environment().get_template("index.html.j2")
    page = template.render(
        report=report,
        overview=overview(report, earlier),
        earlier=earlier,
        script=script,
        script_hash=script_hash,
        root="",
    )
    return page.encode()


def _scorecards(
    report: Report, evidence: EvidencePages, earlier: Earlier
) -> Iterator[tuple[str, bytes]]:
    from reports.overview.charts import charted_trend
    from reports.scorecard_charts import charts_of

    template = _environment().get_template("scorecard.html.j2")
    script, script_hash = own_script("contents.js", "scorecard.js")
    for site in report.sites:
        page = template.render(
            report=report,
            site=site,
            earlier=earlier,
            parts=parts(report, site),
            clause_of=partial(clause_of, report),
            observable_of=partial(observable_of, report),
            evidence_href=partial(evidence.href, site.id),
            evidence_picture=evidence.pictures_of(site),
            class_counts=Counter(
                filter(None, (observable_of(report, finding) for finding in site.findings))
            ),
            charts_of=charts_of,
            past_trend=partial(charted_trend, earlier, site.id),
            script=script,
            script_hash=script_hash,
            root="../",
        )
        yield f"sites/{site.id}.html", page.encode()


@cache
def own_script(*names: str) -> tuple[Markup, str]:
    """Scripts of the report's own as they stand in a page, one after the other, and their hash for the page's policy.

    It is the only text that is not escaped: no site's content comes near it.
    """
    from markupsafe import Markup

    text = "".join(map(_asset, names))
    if "</" in text or "<!--" in text:
        raise AssertionError(f"{names} would end its own element")
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return Markup(text), f"sha256-{digest}"  # noqa: S704


def _rule_pages(report: Report) -> Iterator[tuple[str, bytes]]:
    template = _environment().get_template("rules.html.j2")
    for ruleset in report.rulesets.values():
        if ruleset.page:
            page = template.render(
                report=report,
                ruleset=ruleset,
                sections=clause_sections(ruleset),
                indicators=rules_by_indicator(ruleset),
                root="../",
            )
            yield ruleset.page, page.encode()


def page_of(template: str, **values: Any) -> bytes:
    """One page of a report from its template."""
    return _environment().get_template(template).render(**values).encode()


def write_part(out: Path, name: str, content: bytes) -> Path:
    """Write one file of a report, whole or not at all. Raises ReportError where that is not possible."""
    return _replace(out, name, content)


def style_file() -> tuple[str, bytes]:
    """The style of the pages: its name within a report's folder, and its bytes."""
    return "assets/report.css", (_HERE / "assets" / "report.css").read_bytes()


@cache
def _environment() -> Environment:
    """The templates: everything printed is escaped, an unknown name is an error, and no value is
    ever marked safe.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates", encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(
        number=phrases.number,
        moment=phrases.moment,
        day=phrases.day,
        searched=phrases.searched_words,
        cut=cut,
        short_address=phrases.short_address,
        tight=_tight,
        crawl_words=crawl_section.crawl_words,
        changes_words=crawl_section.changes_words,
    )
    environment.globals.update(
        words=wording,
        compared=comparison_words,
        crawled=crawl_section,
        verdict_words=wording.verdict_words,
        found_words=found_words,
        count_verdicts=count_verdicts,
        basis_words=phrases.basis_words,
        days_words=pairs.days_words,
        timeline=pairs.timeline,
        timeline_words=pairs.timeline_words,
        column_map=freshness.column_map,
        count_levels=freshness.count_levels,
        outlook=outlook.outlook,
        tasks=outlook.tasks,
        mend_first=outlook.mend_first,
        vetoes=outlook.vetoes,
    )
    return environment


def _tight(markup: str) -> Markup:
    """Rendered markup without the line feeds between its elements: a fifth of a page's nodes were nothing else.

    Only for what stands in blocks, where space between elements does not show.
    """
    from markupsafe import Markup

    return Markup(_BETWEEN.sub("><", markup))  # noqa: S704  (escaped when it was rendered)


def _replace(out: Path, name: str, content: bytes) -> Path:
    return replace_file(out / name, content)
