"""The audits that a folder has seen: kept once, read again whatever happens to a summary, and shown on the pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import html

from reports.comparing.earlier import earlier_audits
from reports.comparing.history import entries, forget, load, record, summary
from reports.comparing.trend import summaries, trends
from reports.errors import ReportError
from reports.render import render
from tests.reports.audited import audit, row, site

PASSED, FAILED = row("r/1", "pass", 10), row("r/1", "fail", 0)


def kept(folder: Path, document: dict[str, Any]) -> Path:
    """Record the document."""
    return record(folder, document).path


def test_the_same_results_are_kept_once(tmp_path: Path) -> None:
    first = kept(tmp_path, audit(site([PASSED])))
    stamp = first.stat().st_mtime_ns
    assert kept(tmp_path, audit(site([PASSED]))) == first
    assert first.stat().st_mtime_ns == stamp
    other = kept(tmp_path, audit(site([FAILED])))
    # What was right first is right again: it is the day's last once more.
    again = kept(tmp_path, audit(site([PASSED])))
    assert [entry.path for entry in entries(tmp_path)] == [first, other, again]
    assert load(again) == load(first) == audit(site([PASSED]))
    assert kept(tmp_path, audit(site([PASSED]), day="2023-01-01")) == entries(tmp_path)[0].path


def test_a_summary_is_made_anew_where_it_is_lost_or_damaged(tmp_path: Path) -> None:
    kept(tmp_path, audit(site([PASSED])))
    (entry,) = entries(tmp_path)
    wanted = summary(entry)
    assert wanted.scores["a"]["r"].score == 100
    assert wanted.scores["a"]["r"].counts == {"pass": 1}
    for damage in ("", "[]", '{"format": 9}', '{"format": 1, "as_of": "x"}', "\x00"):
        entry.summary_path.write_text(damage, encoding="utf-8")
        assert summary(entry) == wanted
    entry.summary_path.unlink()
    assert summary(entry) == wanted
    assert entry.summary_path.is_file()


def test_a_damaged_audit_is_named(tmp_path: Path) -> None:
    path = kept(tmp_path, audit(site([PASSED])))
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(ReportError, match=path.name):
        load(path)


def test_forgetting_leaves_other_files(tmp_path: Path) -> None:
    kept(tmp_path, audit(site([PASSED])))
    note = tmp_path / "history" / "note.txt"
    note.write_text("x", encoding="utf-8")
    forget(tmp_path)
    assert [*note.parent.iterdir()] == [note]


def test_a_day_that_is_none_cannot_name_a_file(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="as_of 应为日期"):
        kept(tmp_path, audit(site([PASSED]), day="../../x"))
    assert entries(tmp_path) == []


def test_trends_pair_the_same_sites_and_mark_rewritten_rules(tmp_path: Path) -> None:
    kept(tmp_path, audit(site([FAILED]), site([PASSED], "b"), day="2024-01-15"))
    kept(tmp_path, audit(site([PASSED]), site([FAILED], "c"), day="2024-04-15"))
    kept(tmp_path, audit(site([PASSED]), site([PASSED], "c"), day="2024-07-15", sha="b" * 64))
    (trend,) = trends(summaries(tmp_path))
    told = [(day.day, day.sites, day.mean, day.paired, day.paired_change) for day in trend.days]
    assert told == [
        ("2024-01-15", 2, 50, 0, None),
        ("2024-04-15", 2, 50, 1, 100),
        ("2024-07-15", 2, 100, 2, 50),
    ]
    assert [day.rewritten for day in trend.days] == [False, False, True]
    own = trend.of("a")
    assert own is not None
    assert [point.score.score for point in own.points] == [0, 100, 100]


def test_each_site_is_compared_with_its_own_last_audit(tmp_path: Path) -> None:
    kept(tmp_path, audit(site([FAILED]), site([PASSED], "b"), day="2024-01-15"))
    kept(tmp_path, audit(site([PASSED], "b"), day="2024-04-15"))
    now = audit(site([PASSED]), site([FAILED], "b"), site([PASSED], "c"), day="2024-07-15")
    kept(tmp_path, now)
    found = earlier_audits(tmp_path, now)
    score = found.score("a", "r")
    assert score is not None
    assert (score[0], score[1].delta) == ("2024-01-15", 100)
    score = found.score("b", "r")
    assert score is not None
    assert (score[0], score[1].delta) == ("2024-04-15", -100)
    assert found.score("c", "r") is None
    assert found.rule("c", "r/1") is None


def test_pages_show_what_changed_since(tmp_path: Path) -> None:
    kept(
        tmp_path,
        audit(site([FAILED, row("r/2", "pass", 10)]), site([PASSED], "b"), day="2024-01-15"),
    )
    now = audit(site([PASSED, row("r/2", "pass", 10)]), site([PASSED], "b"), day="2024-04-15")
    kept(tmp_path, now)
    pages = render(now, tmp_path, earlier=earlier_audits(tmp_path, now))
    tree = html.fromstring(pages.index.read_text(encoding="utf-8"))
    arrows = [each.text for each in tree.xpath("//span[starts-with(@class, 'delta')]")]
    assert arrows == ["↑ 50", "＝"]
    assert tree.xpath("//section[@class='trend-part']//tbody/tr/th/text()") == [
        "2024-01-15",
        "2024-04-15",
    ]
    card = html.fromstring(pages.sites["a"].read_text(encoding="utf-8"))
    (change,) = card.xpath("//p[@data-change]")
    told = " ".join(change.text_content().split())
    assert "上次（2024-01-15）：不符合（0/10） → 本次：符合（10/10）" in told
    assert "只是判定日变了" in told
    assert card.xpath("//figure[@class='trend']//*[local-name()='svg']")


def test_a_folder_without_history_renders_as_ever(tmp_path: Path) -> None:
    now = audit(site([PASSED]))
    assert earlier_audits(tmp_path, now).sites == {}
    pages = render(now, tmp_path, earlier=earlier_audits(tmp_path, now))
    assert "data-change" not in pages.sites["a"].read_text(encoding="utf-8")


def test_a_single_audit_is_no_trend(tmp_path: Path) -> None:
    now = audit(site([PASSED]), site([PASSED], "b"))
    kept(tmp_path, now)
    pages = render(now, tmp_path, earlier=earlier_audits(tmp_path, now))
    assert "历次走势" not in pages.index.read_text(encoding="utf-8")
