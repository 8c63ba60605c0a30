"""`zwgk report --screenshots`: a picture of the archived words for each failed rule."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image
from typer.testing import CliRunner

from tests.crawler.browser.chromium import needs_chromium
from tests.reports.archived import Archive, page_path
from zwgk import cli
from zwgk.audit import run_report

LONG = f"<p>报名电话</p>{'<p>其他内容的一段文字</p>' * 120}<p>结尾一句话</p>{'<p>再往后</p>' * 40}"
MARK = (255, 226, 122)


@needs_chromium
def test_a_failed_rule_gets_a_picture_of_the_words(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    digest = archive.add(LONG, "结尾一句话", "报名电话")
    (tmp_path / "results.json").write_text(json.dumps(archive.results()), encoding="utf-8")
    told: list[str] = []
    run_report(tmp_path, screenshots=True, tell=told.append)
    assert told == []
    picture = page_path(tmp_path, digest, "q1.png")
    with Image.open(picture) as image:
        assert image.size == (1366, 900)
        colours = image.convert("RGB").getcolors(1_000_000)
        assert colours is not None
        assert sum(count for count, colour in colours if colour == MARK) > 200
    card = (tmp_path / "sites" / "qingshi.html").read_text(encoding="utf-8")
    assert card.count(f"evidence/qingshi/{picture.name}") == 1
    before = picture.stat().st_mtime_ns
    run_report(tmp_path, screenshots=True, tell=told.append)
    assert picture.stat().st_mtime_ns == before


def test_without_a_browser_the_command_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    archive = Archive(tmp_path)
    archive.add(LONG, "报名电话")
    (tmp_path / "results.json").write_text(json.dumps(archive.results()), encoding="utf-8")
    monkeypatch.setattr("crawler.browser.chromium.find_spec", lambda _name: None)
    monkeypatch.setattr("sys.argv", ["zwgk", "report", "-o", str(tmp_path), "--screenshots"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    assert "zwgk[browser]" in capsys.readouterr().err


def test_screenshots_need_evidence_pages(tmp_path: Path) -> None:
    asked = ["report", "-o", str(tmp_path), "--screenshots", "--no-evidence"]
    ended = CliRunner().invoke(cli.app, asked)
    assert ended.exit_code == 2
    assert "--no-evidence" in ended.stderr
