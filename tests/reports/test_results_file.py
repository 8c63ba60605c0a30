"""A results.json read site by site says what json says of it whole, good or bad."""

from __future__ import annotations

import io
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.report import document
from reports import results_file
from reports.arrange import leagues
from reports.audit_file import load_audit
from reports.errors import ReportError
from reports.reading import read_report
from reports.results_file import ResultsFile
from tests.reports.regenerate import golden_results

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "results.json"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("results")


@given(
    before=st.dictionaries(st.text().filter(lambda key: key != "sites"), VALUES, max_size=3),
    sites=st.lists(VALUES, max_size=5),
    after=st.dictionaries(st.text().filter(lambda key: key != "sites"), VALUES, max_size=3),
    indent=st.sampled_from([None, 1]),
    is_ascii=st.booleans(),
    chunk=st.integers(1, 40),
)
def test_it_reads_what_json_reads(
    folder: Path,
    before: dict[str, Any],
    sites: list[Any],
    after: dict[str, Any],
    indent: int | None,
    is_ascii: bool,
    chunk: int,
) -> None:
    whole = {**before, "sites": sites, **after}
    text = json.dumps(whole, indent=indent, ensure_ascii=is_ascii)
    path = written(folder, text.encode("utf-8", "surrogatepass" if is_ascii else "replace"))
    whole = json.loads(path.read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(results_file, "_CHUNK", chunk)
        file = ResultsFile(path)
        assert list(file.read()) == whole["sites"]
    assert file.head == {**whole, "sites": []}
    assert list(file.head) == list(whole)
    assert list(file) == whole["sites"]
    assert [file[at] for at in reversed(range(len(file)))] == whole["sites"][::-1]


@given(
    cut=st.integers(0, 400), chunk=st.integers(1, 40), put=st.sampled_from(["", "}", ",", "x", '"'])
)
def test_what_json_refuses_is_refused_at_the_same_place(
    folder: Path, cut: int, chunk: int, put: str
) -> None:
    sites = [{"id": "a", "说": "他说：\n“好”\\"}, {"id": "b", "分": -1.5e3, "列": [1, None, True]}]
    good = json.dumps({"format": 1, "sites": sites, "尾": {}}, ensure_ascii=False, indent=1)
    text = good[:cut] + put + good[cut + len(put) :] if put else good[:cut]
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        told = str(error)
    else:
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(results_file, "_CHUNK", chunk)
        with pytest.raises(ReportError) as refused:
            list(ResultsFile(written(folder, text)).read())
    assert told.partition("line")[2] in str(refused.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "Expecting value"),
        ("[]", "应为一个对象"),
        ("[1, 2", "Expecting"),
        ("{} {}", "Extra data"),
        (b"\xff\xfe", "不是 UTF-8"),
        ("[" * 100_000, "没有尽头"),
        ('{"sites": [' + "[" * 100_000, "没有尽头"),
        ('{"sites": [], "sites": []}', "sites 出现了两次"),
    ],
)
def test_what_is_no_document_is_said(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(ReportError, match=said):
        list(ResultsFile(written(tmp_path, text)).read())


def test_a_report_from_the_file_is_that_from_the_document(tmp_path: Path) -> None:
    file = ResultsFile(written(tmp_path, json.dumps(golden_results(), ensure_ascii=False)))
    streamed, whole = read_report(file), read_report(golden_results())
    assert list(streamed.sites) == list(whole.sites)
    assert streamed.outlines == whole.outlines
    assert leagues(streamed) == leagues(whole)
    assert streamed.site("yunxi") == whole.site("yunxi") == whole.sites[1]
    with pytest.raises(KeyError):
        streamed.site("nowhere")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"format": 2}, "format 是 2，本版本只认得 1"),
        ({"sites": {}}, "sites 应为列表"),
        ({"sites": [1]}, r"sites\[0\] 应为对象"),
        ({"sites": [*golden_results()["sites"], {"id": "x"}]}, r"sites\[5\] 缺少"),
        ({"sites": golden_results()["sites"][:1] * 2}, r"sites\[1\]\.id 重复"),
        # A document of a later format is called that, whatever its sites have become.
        ({"format": 2, "sites": [{}]}, "format 是 2"),
    ],
)
def test_an_unfit_file_is_refused_as_the_document_is(
    tmp_path: Path, change: dict[str, Any], said: str
) -> None:
    path = written(tmp_path, json.dumps(golden_results() | change))
    with pytest.raises(ReportError, match=said):
        read_report(ResultsFile(path))
    with pytest.raises(ReportError):
        read_report(golden_results() | change)
    if "id" not in said:
        with pytest.raises(ReportError, match=said):
            list(load_audit(path).sites.values())


def test_the_sites_are_not_held(tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps(document(12, 30, heavy=True), ensure_ascii=False))

    def peak(of: Callable[[], object]) -> int:
        tracemalloc.start()
        of()
        try:
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    def streamed() -> None:
        assert all(site.findings for site in read_report(ResultsFile(path)).sites)

    assert peak(streamed) < peak(lambda: json.loads(path.read_bytes())) / 2


def test_a_file_that_is_replaced_goes_on_being_read_as_it_was(tmp_path: Path) -> None:
    path = written(tmp_path, json.dumps(golden_results()))
    report = read_report(ResultsFile(path))
    other = tmp_path / "other"
    other.write_text("{}", encoding="utf-8")
    other.replace(path)
    assert [site.name for site in report.sites] == [site.name for site in report.outlines]


def test_a_damaged_place_is_found_without_reading_on(tmp_path: Path) -> None:
    text = '{"sites": [{"a": x}' + " " * 5_000_000
    file = ResultsFile(written(tmp_path, text))
    with pytest.raises(ReportError, match=r"line 1 column 18 \(char 17\)"):
        list(file.read())
    assert isinstance(file._file, io.BufferedReader)
    assert file._file.tell() < 1_000_000
