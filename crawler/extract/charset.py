"""Bytes to text: what the bytes say beats what header and meta claim."""

from __future__ import annotations

import re

_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,20})", re.I)
_DECLARED_XML = re.compile(rb"<\?xml[^>]{0,80}encoding\s*=\s*[\"']([A-Za-z0-9_\-]{2,20})", re.I)
_HEAD = 8192  # bytes in which a meta declaration is looked for
_GUESS = 65536  # bytes shown to the guesser of last resort
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_CHINESE = {"gb2312", "gbk", "gb18030", "gb_2312-80", "x-gbk", "cp936", "936", "hz-gb-2312"}
_WIDE = {"utf-16", "utf-16le", "utf-16be", "utf-16-le", "utf-16-be"}
# Other charsets that pages are in; Python knows codecs by more names, some of which are no charset.
_OTHERS = re.compile(
    r"(?:iso-?8859|windows-|cp125|koi8|euc-|shift|sjis|iso-2022|latin|us-ascii|ascii|mac|tis-|big5)"
)
_REPLACED = "\ufffd"
# The characters that government pages use most, in both scripts: bytes read in the wrong one of GB18030 and Big5 give
# rare ones.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过民产多法经行公开政府信息"
    "关办市县区省部门委会理定社务通知告示文件规章制度计划工程项目申请机构服务首页网站版权所有位置当前新闻"
    "這來為國個會對時們發動經過後產開關辦縣區門務報計劃項請機構網聞體學實點與將員長問題業間進資訊條應當"
)
_FLUENT = 0.06  # share of common characters from which a text is read right
_SAMPLE = 20_000  # characters of a text by which its charset is judged


def decode(body: bytes, content_type: str = "") -> tuple[str, str]:
    """The text of `body` and the charset it was read with; never raises.

    In order: byte order mark, valid UTF-8 (a cut-off tail and a few broken bytes tolerated), GB18030 or Big5, whichever
    gives Chinese that is read (the bytes of one mostly fit the other), another declared charset when it fits, and
    charset-normalizer last. Bytes that fit nowhere become U+FFFD.

    >>> decode("政务".encode("gbk"), "text/html; charset=utf-8")
    ('政务', 'gb18030')
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace"), name
    try:
        return body.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    utf8 = body.decode("utf-8", "replace")
    if _mostly_read(utf8):
        return utf8, "utf-8"
    declared = _declared(body, content_type)
    if declared in _WIDE:
        text = body.decode(declared, "replace")
        if _mostly_read(text):
            return text, declared
    gb = body.decode("gb18030", "replace")
    gb_common = _common_share(gb) if _mostly_read(gb) else 0.0
    if declared.startswith("big5") or gb_common < _FLUENT:
        text = body.decode("big5hkscs", "replace")
        wanted = gb_common if declared.startswith("big5") else 3 * _FLUENT
        if _mostly_read(text) and _common_share(text) > wanted:
            return text, "big5"
    if declared in _CHINESE or _mostly_read(gb):
        return gb, "gb18030"
    return _guess(body, declared, utf8)


def _mostly_read(text: str) -> bool:
    """Whether what could not be read is a small part (a twentieth) of what is not plain ASCII."""
    bad = text.count(_REPLACED)
    if not bad:
        return True
    if bad <= 1 and text.endswith(_REPLACED):
        return True
    foreign = len(text) - len(text.encode("ascii", "ignore"))
    return bad * 20 <= foreign


def _common_share(text: str) -> float:
    """The share of a text's foreign characters that are common Chinese ones."""
    foreign = [sign for sign in text[:_SAMPLE] if sign > "\x7f"]
    return sum(map(_COMMON.__contains__, foreign)) / len(foreign) if foreign else 0.0


def _declared(body: bytes, content_type: str) -> str:
    """The charset that header or page declare, in lower case; "" when none does."""
    head = body[:_HEAD]
    found = (
        _DECLARED.search(content_type.encode("ascii", "ignore"))
        or _DECLARED_XML.search(head)
        or _DECLARED.search(head)
    )
    return found.group(1).decode("ascii").lower() if found else ""


def _guess(body: bytes, declared: str, utf8: str) -> tuple[str, str]:
    """The last resort: a declared charset that fits, then the guesser, then UTF-8 with marks."""
    if _OTHERS.match(declared):
        try:
            text = body.decode(declared)
        except (LookupError, UnicodeError):
            pass
        else:
            return text, declared
    from charset_normalizer import from_bytes

    best = from_bytes(body[:_GUESS]).best()
    if best is not None:
        return body.decode(best.encoding, "replace"), best.encoding
    return utf8, "utf-8"
