"""The results as JUnit XML, for CI: a test suite for each site and ruleset, a test case for each rule.

fail and partial are failures (partial says the share), whatever was not decided or does not count is skipped with its
reason. The elements and attributes are those that both the schema of Ant's reports and that of Jenkins's xUnit plugin
know.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reports.arrange import clause_of
from reports.files import report_file
from reports.hostile import cut, line
from reports.model import Finding, Report, Ruleset, Site
from reports.office.review_words import appeals_words, ruling_words
from reports.phrases import moment, number, searched_words
from reports.wording import FINDINGS, verdict_words

if TYPE_CHECKING:
    from lxml.etree import _Element

_SKIPPED = ("undetermined", "manual", "waived", "not_applicable")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}")
_EVIDENCE_SHOWN = 5
_MESSAGE = 500
# What XML 1.0 has no place for; lxml refuses it, and `clean` leaves nothing of it but by mistake.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(report: Report, path: Path) -> None:
    """Write the file, one suite after the other so that many sites need no more memory than one. Raises ReportError when
    it cannot be written.
    """
    from lxml import etree

    with report_file(path) as temporary, etree.xmlfile(str(temporary), encoding="UTF-8") as to:
        to.write_declaration()
        with to.element("testsuites"):
            for number_, (site, ruleset, findings) in enumerate(_suites(report)):
                to.write("\n")
                to.write(_suite(report, number_, site, ruleset, findings), pretty_print=True)


def _suites(report: Report) -> Iterator[tuple[Site, Ruleset | None, list[Finding]]]:
    for site in report.sites:
        by_ruleset: dict[str, list[Finding]] = {score.ruleset: [] for score in site.scores}
        for finding in site.findings:
            by_ruleset.setdefault(finding.ruleset, []).append(finding)
        for name, findings in by_ruleset.items():
            yield site, report.rulesets.get(name) or _nameless(name), findings


def _nameless(name: str) -> Ruleset:
    return Ruleset(name, name, "", "", "", "", "", "", "", {}, (), ())


def _suite(
    report: Report, index: int, site: Site, ruleset: Ruleset | None, findings: list[Finding]
) -> _Element:
    from lxml import etree

    name = f"{site.id}.{ruleset.id if ruleset else ''}"
    suite = etree.Element(
        "testsuite",
        {
            "name": _token(name),
            "package": _token(site.name),
            "id": str(index),
            "timestamp": _timestamp(site.crawl.finished, report.as_of),
            "hostname": _host(site),
            "tests": str(len(findings)),
            "failures": str(sum(each.verdict in FINDINGS for each in findings)),
            "errors": "0",
            "skipped": str(sum(_is_skipped(each) for each in findings)),
            "time": "0",
        },
    )
    properties = etree.SubElement(suite, "properties")
    for key, value in _properties(report, site, ruleset):
        etree.SubElement(properties, "property", {"name": key, "value": _legal(value)})
    for finding in findings:
        suite.append(_case(report, site, name, finding))
    etree.SubElement(suite, "system-out").text = ""
    etree.SubElement(suite, "system-err").text = ""
    return suite


def _properties(report: Report, site: Site, ruleset: Ruleset | None) -> Iterator[tuple[str, str]]:
    yield "as_of", report.as_of
    yield "site", site.name
    yield "url", site.address.text
    yield "ruleset", ruleset.title if ruleset else ""
    yield "ruleset_sha256", ruleset.sha256 if ruleset else ""
    yield "crawl", site.crawl.state
    score = next((each for each in site.scores if ruleset and each.ruleset == ruleset.id), None)
    if score:
        for key, value in (("score", score.score), ("low", score.low), ("high", score.high)):
            yield key, "" if value is None else number(value)
        yield "grade", score.grade
        yield "vetoed", str(score.vetoed).lower()


def _case(report: Report, site: Site, suite: str, finding: Finding) -> _Element:
    from lxml import etree

    title = f"{finding.rule} {finding.title}".strip()
    case = etree.Element(
        "testcase", {"name": _token(title), "classname": _token(suite), "time": "0"}
    )
    words = verdict_words(finding.verdict).word
    message = cut(line(f"{words}：{finding.reason}"), _MESSAGE)
    if finding.verdict in FINDINGS:
        if finding.verdict == "partial":
            message = f"（得 {number(finding.points)} / {number(finding.max_points)} 分，{_share(finding)}）{message}"
        failure = etree.SubElement(
            case, "failure", {"message": _legal(message), "type": finding.verdict}
        )
        failure.text = _legal("\n".join(_details(report, site, finding)))
    elif _is_skipped(finding):
        etree.SubElement(case, "skipped", {"message": _legal(message)})
    return case


def _is_skipped(finding: Finding) -> bool:
    return finding.verdict in _SKIPPED or finding.verdict not in ("pass", *FINDINGS)


def _share(finding: Finding) -> str:
    share = finding.share
    if share is None:
        share = finding.points / finding.max_points if finding.max_points else 0.0
    return f"{share:.0%}"


def _details(report: Report, site: Site, finding: Finding) -> Iterator[str]:
    yield finding.reason
    yield f"失分 {number(finding.lost)} / {number(finding.max_points)} 分"
    if ruled := ruling_words(finding):
        yield ruled
    if appeals := appeals_words(finding):
        yield appeals
    clause = clause_of(report, finding)
    yield f"条款 {clause.id}：{clause.text}" if clause.text else f"条款 {clause.id}"
    if finding.fix:
        yield f"整改建议：{finding.fix}"
    for piece in finding.evidence[:_EVIDENCE_SHOWN]:
        said = "；".join(part for part in (piece.quote and f"“{piece.quote}”", piece.note) if part)
        fetched = f"（抓取于 {moment(piece.fetched_at)}）" if piece.fetched_at else ""
        yield f"证据：{piece.address.text} {said}{fetched}"
    if finding.searched:
        yield searched_words(finding.searched)
    yield f"评分卡：sites/{site.id}.html#{finding.anchor}"


def _timestamp(finished: str, as_of: str) -> str:
    found = _TIME.match(finished)
    if found:
        return found[0]
    return (
        f"{as_of}T00:00:00" if re.fullmatch(r"\d{4}-\d{2}-\d{2}", as_of) else "2000-01-01T00:00:00"
    )


def _host(site: Site) -> str:
    host = urlsplit(site.address.href).hostname if site.address.href else None
    return _token(host or "localhost")


def _token(text: str) -> str:
    return line(_legal(text)) or "-"


def _legal(text: str) -> str:
    return _ILLEGAL.sub("", text)
