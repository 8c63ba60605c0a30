"""The evidence pages: one for each archived body, linked from the scorecard, honest about what the archive lacks."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import html

from crawler.snapshot.archive import ArchiveFile
from reports.evidence.pages import EvidencePages, evidence_href, write_evidence
from reports.evidence.plan import plan_pages
from reports.hostile import shown_address
from reports.model import Evidence
from reports.reading import read_report
from reports.render import RenderedReport, _environment, render
from tests.reports.archived import FETCHED, SITE, WHEN, Archive, page_path
from tests.reports.test_render import page

BODY = "<title>开放日公告</title><h1>政府开放日公告</h1><p>发布时间：2021-03-01</p>"


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(tmp_path / "audit")


def rendered(archive: Archive, out: Path | None = None) -> RenderedReport:
    return render(archive.results(), out or archive.root, archive.root)


def words(path: Path) -> str:
    return " ".join(page(path).text_content().split())


def test_a_scorecard_leads_to_the_copy_and_the_copy_back(archive: Archive) -> None:
    digest = archive.add(BODY, "政府开放日公告 发布时间：2021-03-01")
    report = rendered(archive)
    (link,) = page(report.sites[SITE]).xpath("//a[text()='查看存档副本']/@href")
    assert link == f"../evidence/{SITE}/{digest[:16]}.html"
    path = page_path(report.folder, digest)
    assert (report.sites[SITE].parent / link).resolve() == path.resolve()
    tree = page(path)
    shown = words(path)
    assert digest in shown
    assert "与存档内容相符" in shown
    assert "2021-04-15 10:20" in shown
    (live,) = tree.xpath("//header//a[starts-with(@href, 'http')]")
    assert set(live.get("rel").split()) >= {"noopener", "noreferrer"}
    (frame,) = tree.xpath("//iframe")
    assert frame.get("sandbox") == ""
    assert frame.get("src") == f"{digest[:16]}.copy.html#q1"
    (back,) = set(tree.xpath("//ul[@class='uses']//a/@href"))
    target, _, anchor = back.partition("#")
    assert page((path.parent / target).resolve()).get_element_by_id(anchor) is not None
    assert page_path(report.folder, digest, "copy.html").is_file()
    assert set(report.paths) == {each for each in report.folder.rglob("*") if each.is_file()} - {
        archive.root / archive.file.name
    }


def test_one_page_for_all_that_is_quoted_from_a_body(archive: Archive) -> None:
    digest = archive.add(BODY, "政府开放日公告", "发布时间：2021-03-01", "政府开放日公告")
    archive.add(BODY, "开放日", url="http://www.qingshi.example/copy.html")
    report = rendered(archive)
    tree = page(page_path(report.folder, digest))
    assert [each.text for each in tree.xpath("//a[@data-jump]")] == [
        "政府开放日公告",
        "发布时间：2021-03-01",
        "开放日",
    ]
    assert "http://www.qingshi.example/copy.html" in words(page_path(report.folder, digest))
    assert report.evidence.made == 1


def test_the_same_archive_gives_the_same_bytes_and_no_work_the_second_time(
    archive: Archive, tmp_path: Path
) -> None:
    digest = archive.add(BODY, "政府开放日公告")
    first = rendered(archive)
    before = page_path(first.folder, digest).read_bytes()
    again = rendered(archive)
    assert (again.evidence.made, again.evidence.kept) == (0, 1)
    other = rendered(archive, tmp_path / "other")
    assert page_path(other.folder, digest).read_bytes() == before
    archive.evidence[0]["quote"] = "发布时间：2021-03-01"
    assert rendered(archive).evidence.made == 1


def test_a_damaged_body_is_told_and_the_report_still_made(archive: Archive) -> None:
    cut = archive.add("<p>第一页的文字</p>" * 50, "第一页的文字")
    other = archive.add(BODY, "政府开放日公告")
    gone = archive.add("<p>第三页</p>", "第三页")
    archive.evidence[1]["archive"] = archive.evidence[0]["archive"]
    archive.evidence[2]["archive"] = "archive/qingshi/9-9.warc.gz#0"
    report = rendered(archive)
    assert report.evidence.made == 3
    assert len(report.evidence.damaged) == 2
    assert "存档与结果不符" in words(page_path(report.folder, other))
    assert "读不到存档" in words(page_path(report.folder, gone))
    assert not page_path(report.folder, gone, "copy.html").exists()
    assert any("evidence verify" in told for told in report.evidence.sentences(archive.root))
    # Mended, the pages are made anew; the sound one is kept.
    archive.evidence[1]["archive"] = archive.evidence[0]["archive"]
    assert rendered(archive).evidence.kept == 1
    assert "相符" in words(page_path(report.folder, cut))


def test_a_folder_without_its_archive_keeps_the_pages_it_has(archive: Archive) -> None:
    kept = archive.add(BODY, "政府开放日公告")
    rendered(archive)
    shutil.rmtree(archive.root / "archive")
    archive.evidence.append({**archive.evidence[0], "sha256": "a" * 64})
    report = rendered(archive)
    links = page(report.sites[SITE]).xpath("//a[text()='查看存档副本']/@href")
    assert links == [f"../evidence/{SITE}/{kept[:16]}.html"]
    assert "没有存档" in report.evidence.sentences(archive.root)[0]


def test_a_report_without_an_archive_has_no_links(archive: Archive, tmp_path: Path) -> None:
    archive.add(BODY, "政府开放日公告")
    report = render(archive.results(), tmp_path / "plain")
    assert not page(report.sites[SITE]).xpath("//a[text()='查看存档副本']")
    assert not (tmp_path / "plain" / "evidence").exists()


def test_a_page_that_was_the_same_as_before_shows_the_original(archive: Archive) -> None:
    digest = archive.add(BODY, "政府开放日公告")
    again = ArchiveFile(archive.root, SITE, 2)
    again.add_unchanged("http://www.qingshi.example/", 304, [], digest, "2021-05-01T00:00:00Z")
    again.close()
    # The second gzip member: the first says what the file is.
    offset = (archive.root / again.name).read_bytes().index(b"\x1f\x8b\x08", 10)
    archive.evidence[0]["archive"] = f"{again.name}#{offset}"
    archive.evidence[0]["fetched_at"] = "2021-05-01T08:00:00+08:00"
    shown = words(page_path(rendered(archive).folder, digest))
    assert "与存档内容相符" in shown
    assert "首次存下" in shown
    assert WHEN in shown


def test_a_file_shows_its_text_and_can_be_saved(archive: Archive) -> None:
    from io import BytesIO

    from docx import Document

    document = Document()
    document.add_paragraph("本年新收政府信息公开申请 52 件")
    stream = BytesIO()
    document.save(stream)
    digest = archive.add(
        stream.getvalue(),
        "本年新收政府信息公开申请52件",
        url="http://www.qingshi.example/files/年报.docx",
        content_type="application/octet-stream",
    )
    report = rendered(archive)
    assert page_path(report.folder, digest, "docx").read_bytes() == stream.getvalue()
    tree = page(page_path(report.folder, digest))
    assert tree.xpath("//a[@download]/@href") == [f"{digest[:16]}.docx"]
    assert "已标出" in words(page_path(report.folder, digest))
    assert tree.findtext(".//h1") == "年报.docx"


def test_a_file_that_cannot_be_read_says_why(archive: Archive) -> None:
    digest = archive.add(b"%PDF-1.4 nothing", "总计", content_type="application/pdf")
    shown = words(page_path(rendered(archive).folder, digest))
    assert "没有副本可显示" in shown


def test_limits_are_kept_and_told(archive: Archive, tmp_path: Path) -> None:
    for number in range(5):
        archive.add(f"<p>第{number}页的文字在此</p>", f"第{number}页的文字在此")
    model = read_report(archive.results())
    plan = plan_pages(model.sites[0], most=3)
    assert len(plan.pages) == 3
    assert plan.left_out == 2
    assert f"网站 {SITE} 的证据过多，2 个存档页面没有做证据页" in "".join(
        EvidencePages(left_out={SITE: plan.left_out}).sentences(tmp_path)
    )

    def write(name: str, content: bytes) -> Path:
        target = tmp_path / "small" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        return target

    template = _environment().get_template("evidence.html.j2")
    pages = write_evidence(
        model, archive.root, tmp_path / "small", write, template, most_bytes=1_000
    )
    assert pages.made == 5
    assert sum("copy.html" in beside for beside in pages.names.values()) == 1
    texts = [words(path) for path in (tmp_path / "small").rglob("*[0-9a-f].html")]
    assert sum("总量已到上限" in text for text in texts) == 4


def test_only_evidence_with_a_hash_and_a_place_has_a_page() -> None:
    def href(sha256: str, place: str) -> str:
        address = shown_address("http://a.example/")
        return evidence_href("a", Evidence(address, "q", FETCHED, sha256, place, ""))

    assert href("ab" * 32, "archive/a/1-1.warc.gz#1") == f"evidence/a/{'ab' * 8}.html"
    assert href("", "archive/a/1-1.warc.gz#1") == ""
    assert href("ab" * 32, "") == ""
    assert href("../../../../etc/x", "archive/a/1-1.warc.gz#1") == ""


def test_hostile_words_stay_words_on_the_page(archive: Archive) -> None:
    payload = '"><script>alert(1)</script>\u202e'
    digest = archive.add(f"<title>{payload}</title><p>x</p>", payload)
    archive.evidence[0]["url"] = "javascript:alert(1)"
    path = page_path(rendered(archive).folder, digest)
    tree = page(path)
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//a[starts-with(@href, 'javascript')]")
    assert "\u202e" not in path.read_text(encoding="utf-8")
    assert html.tostring(tree.xpath("//iframe")[0]).count(b"<iframe") == 1
