"""Misbehaviour of what a page holds: too much, too deep, in no charset, or made to keep a reader's patterns busy."""

from __future__ import annotations

import gzip
import random

from crawler.snapshot.facts import Outcome
from tests.nasty.server import html, page_at

_OK, _LARGE = Outcome.OK, Outcome.TOO_LARGE
WORDS = "<h1>专项工作</h1><p>现将有关事项通知如下，请各单位认真贯彻执行。</p>"
_PACKED = ("Content-Encoding: gzip",)


@page_at("/big/links", _OK, _LARGE, headers=_PACKED)
def big_links() -> bytes:
    """A million links, packed."""
    links = "".join(f"<a href={number}>{number}</a>" for number in range(1_000_000))
    return gzip.compress(html(WORDS + links), 1)


@page_at("/big/rows", _OK, _LARGE, headers=_PACKED)
def big_rows() -> bytes:
    """A list of a million rows, packed."""
    row = "<li><a href=/r/%d.html>关于第%d号事项的通知</a><i>2021-03-01</i></li>\n"
    rows = "".join(row % (number, number) for number in range(1_000_000))
    return gzip.compress(html(f"{WORDS}<ul>{rows}</ul>"), 1)


@page_at("/big/many-rows", _OK)
def big_many_rows() -> bytes:
    """A list of thirty thousand rows: more than anybody reads, but no more than a page may hold."""
    row = "<li><a href=/r/%d.html>关于第%d号事项的通知</a><i>2018-03-01</i></li>\n"
    return html(f"{WORDS}<ul>{''.join(row % (number, number) for number in range(30_000))}</ul>")


@page_at("/big/line", _OK)
def big_line() -> bytes:
    """Five megabytes in one line."""
    return html(WORDS + "<p>" + "政务公开，" * 350_000 + "</p>")


@page_at("/big/tags", _OK, _LARGE)
def big_tags() -> bytes:
    """Four million elements in twelve megabytes."""
    return html(WORDS + "<b>" * 4_000_000)


@page_at("/big/cells", _OK, _LARGE)
def big_cells() -> bytes:
    """Two hundred thousand rows of empty cells, side by side."""
    return html(WORDS + "<table>" + "<tr><td><td><td><td>" * 200_000)


@page_at("/big/attributes", _OK, _LARGE)
def big_attributes() -> bytes:
    """One element with half a million attributes."""
    return html(WORDS + "<p " + " ".join(f"a{number}=1" for number in range(500_000)) + ">x</p>")


@page_at("/big/inline", _OK)
def big_inline() -> bytes:
    """A page whose pictures stand in it, nine megabytes of base64: real homepages do that."""
    picture = "iVBORw0KGgo" * 400_000
    part = f'<img src="data:image/png;base64,{picture}"> <p>{"政务公开。" * 99}</p>'
    return html(WORDS + part * 2)


@page_at("/deep/divs", _OK)
def deep_divs() -> bytes:
    """A hundred thousand elements, each in the one before."""
    return html(WORDS + "<div>" * 100_000 + "深")


@page_at("/deep/tables", _OK)
def deep_tables() -> bytes:
    """Tables in tables, five thousand deep."""
    return html(WORDS + "<table><tr><td>" * 5_000 + "2021-03-01" + "</table>" * 5_000)


@page_at("/deep/mixed", _OK)
def deep_mixed() -> bytes:
    """Formatting that is opened by the ten thousand and closed in the wrong order."""
    opened, closed = "<b><i><u><a href=x><font><p>", "</b></a></i></p></u>"
    return html(WORDS + opened * 10_000 + closed * 10_000)


@page_at("/regex/spaces", _OK)
def regex_spaces() -> bytes:
    """A label and half a million spaces of every width."""
    spaces = " " * 300_000 + "\u3000" * 200_000
    return html(f"{WORDS}<div class=zoom><p>发布时间{spaces}：</p></div>")


@page_at("/regex/digits", _OK)
def regex_digits() -> bytes:
    """Digits without end, as dates and numbers begin."""
    text = "20" * 300_000 + "2021-" * 100_000 + "二〇二一年" * 50_000
    return html(f"{WORDS}<ul><li><a href=/x/1.html>公告公告公告公告</a>{text}</li></ul>")


@page_at("/regex/brackets", _OK)
def regex_brackets() -> bytes:
    """Brackets that open and never close, in all their shapes."""
    return html(f"{WORDS}<p>{'〔（【[(《' * 50_000}国办发〔{'2021' * 20_000}</p>", "（" * 200_000)


@page_at("/regex/scripts", _OK)
def regex_scripts() -> bytes:
    """Scripts full of what pagers and feeds look like, never whole."""
    pieces = (
        'createPageHTML("a", ' * 20_000, "<datastore>" * 50_000, "<record><![CDATA[" * 50_000,
        "<nextgroup>" * 50_000, "totalRecord = " * 50_000, "location.href='" * 50_000, "'+'" * 100_000,
    )  # fmt: skip
    return html(WORDS + "".join(f"<script>{piece}</script>" for piece in pieces))


@page_at("/regex/marks", _OK)
def regex_marks() -> bytes:
    """Dashes, underscores and bars, as titles are cut at; entities; half a comment."""
    text = "-_|—" * 100_000 + "&nbsp;" * 50_000 + "&#" * 50_000 + "<!--" * 50_000
    return html(WORDS + text, "某县" + "_-| " * 100_000)


@page_at("/bytes/invalid", _OK)
def bytes_invalid() -> bytes:
    """Bytes that are valid in no charset, in the middle of a page."""
    return html(WORDS).replace(b"</p>", random.Random(7).randbytes(40_000) + b"</p>")


@page_at("/bytes/noise", _OK, Outcome.BROKEN, Outcome.NOT_FOUND)
def bytes_noise() -> bytes:
    """Nothing but noise, called a page."""
    return random.Random(8).randbytes(200_000)


@page_at("/bytes/nul", _OK)
def bytes_nul() -> bytes:
    """NULs between all letters, and numbers that are no characters."""
    text = html(WORDS + "&#0;&#x0;&#xD800;&#x110000;&#99999999999;")
    return b"\x00".join(bytes([byte]) for byte in text)


@page_at("/bytes/mixed", _OK)
def bytes_mixed() -> bytes:
    """GBK and UTF-8 in turns."""
    half = WORDS.encode() + WORDS.encode("gb18030")
    return b"<html><head><meta charset=big5></head><body>" + half * 50


@page_at("/bytes/claims", _OK)
def bytes_claims() -> bytes:
    """Charsets that are none: codecs of Python that unpack, or that are no charset at all."""
    claims = "".join(f'<meta charset="{name}">' for name in ("zip", "utf-7", "idna", "undefined"))
    return html(WORDS, head=claims) + b"\xff\xfe\xfd"


@page_at("/bytes/sixteen", _OK, Outcome.BROKEN, Outcome.SCRIPT_SHELL)
def bytes_sixteen() -> bytes:
    """UTF-16 with half of a pair and an odd byte at the end."""
    return b"\xff\xfe" + html(WORDS).decode().encode("utf-16-le") + b"\x00\xd8\x41"


@page_at("/base/elsewhere", _OK)
def base_elsewhere() -> bytes:
    """A base tag that makes every link another site's."""
    links = "".join(f'<a href="c{number}/">栏目{number}</a>' for number in range(50))
    return html(WORDS + links, head='<base href="http://evil.example/x/">')


@page_at("/base/nonsense", _OK)
def base_nonsense() -> bytes:
    """Base tags that are no addresses."""
    head = '<base href="http://[::1"><base href="javascript:x">'
    return html(WORDS + '<a href="x">x</a>', head=head)
