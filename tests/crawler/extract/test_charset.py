"""Charset: what the bytes say beats what header and meta claim."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.extract.charset import decode

WORDS = "政务公开是行政机关全面推进决策、执行、管理、服务、结果公开的制度安排。"
CHINESE = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=12)


def page(meta: str) -> str:
    return f'<html><head><meta charset="{meta}"></head><body>{WORDS * 3}</body></html>'


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "GBK", "iso-8859-1", "nonsense", ""])
@pytest.mark.parametrize("actual", ["utf-8", "gb18030", "gbk"])
def test_bytes_beat_declarations(declared: str, actual: str) -> None:
    text = page(declared)
    decoded, charset = decode(text.encode(actual), f"text/html; charset={declared}")
    assert decoded == text
    assert charset == ("utf-8" if actual == "utf-8" else "gb18030")


def test_gb2312_may_hold_characters_only_gb18030_knows() -> None:
    text = page("gb2312").replace("公开", "公開镕䶮")
    assert decode(text.encode("gb18030"), "text/html; charset=gb2312") == (text, "gb18030")


@pytest.mark.parametrize("cut", [1, 2])
def test_utf8_with_its_tail_cut_off_stays_utf8(cut: int) -> None:
    decoded, charset = decode(page("gb2312").replace("</body></html>", "").encode()[:-cut])
    assert charset == "utf-8"
    assert WORDS in decoded


def test_a_few_bad_bytes_do_not_turn_utf8_into_gbk() -> None:
    body = page("gb2312").encode().replace("制度".encode(), b"\xff\xfe\xb9", 1)
    decoded, charset = decode(body, "text/html; charset=gbk")
    assert charset == "utf-8"
    assert "\ufffd" in decoded
    assert WORDS in decoded


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16"])
def test_byte_order_mark_decides(mark: str) -> None:
    decoded, _ = decode(page("gb2312").encode(mark), "text/html; charset=gb2312")
    assert decoded == page("gb2312")


def test_declared_big5_is_read() -> None:
    text = "<meta charset=big5>" + "政府資訊公開條例規定機關應當主動公開下列資訊" * 3
    assert decode(text.encode("big5")) == (text, "big5")


@pytest.mark.parametrize(
    "declared",
    ["utf-16class", "idna", "punycode", "unicode_escape", "zlib", "hex", "utf-7", "mbcs", "rot13"],
)
def test_a_claim_that_is_no_charset_counts_for_nothing(declared: str) -> None:
    text = page(declared)
    assert decode(text.encode("gbk"), f"text/html; charset={declared}") == (text, "gb18030")
    for body in (b"\xff\xfa\x80\\u00-" * 9, b"\xfa\xff.." + b"a" * 99, b"\x80"):
        assert isinstance(decode(body, f"text/html; charset={declared}")[0], str)


def test_western_text_is_read_as_declared() -> None:
    text = "Où êtes-vous né? Été à l'hôtel, déjà vu. " + "é à è ê ç " * 30
    assert decode(text.encode("cp1252"), "text/html; charset=windows-1252") == (
        text,
        "windows-1252",
    )


def test_what_nothing_declares_is_guessed() -> None:
    text = "Правительство Российской Федерации приняло постановление о раскрытии сведений. " * 5
    decoded, charset = decode(text.encode("koi8-r"), "text/html; charset=utf-8")
    assert charset not in ("utf-8", "")
    assert "\ufffd" not in decoded


@pytest.mark.parametrize(
    "body", [b"", b"\x00", b"\x00\x01\x02", b"\xff", b"\xff\xff\xff\xff", b"abc\x00def"]
)
def test_rubbish_never_raises(body: bytes) -> None:
    text, charset = decode(body)
    assert isinstance(text, str)
    assert charset


def test_nul_bytes_survive() -> None:
    assert decode(b"a\x00b")[0] == "a\x00b"


@given(CHINESE)
def test_any_chinese_text_survives_either_encoding(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")
    body = text.encode("gb18030")
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        assert decode(body, "text/html; charset=gb2312") == (text, "gb18030")


@given(st.binary(max_size=400), st.text(max_size=30))
def test_any_bytes_and_header_give_text(body: bytes, header: str) -> None:
    assert isinstance(decode(body, header)[0], str)
