"""Lines of text as files give them, made into lines as a reader sees them."""

from __future__ import annotations

import re

_MARKS = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufdd0-\ufdef"
    "\ufeff\ufff0-\ufffc\ufffe\uffff]"
)
_OWN = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")  # private use: bullets of symbol fonts
_HALVES = re.compile("[\ud800-\udfff]")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3007"
_IS_HAN = re.compile(f"[{_HAN}]")
# Letters set apart by spaces (关 于 公 开): three or more that stand alone.
_SPACED = re.compile(rf"(?<![^\s])[{_HAN}](?: [{_HAN}，。、；：]){{2,200}}(?![^\s])")
_WIDE = re.compile(f"[{_HAN}\u3000-\u303f\uff00-\uffef“”‘’—…]")
# What hardly any Chinese text does without; text that was decoded wrongly has next to none of it.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子产种面而方后多定行学法所民得"
    "经十三之进等部度家力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开合因由其些前外天政四日社义事平形相全"
    "表间与关各重新线内数正心明看原利比或质气第向道命条只没结解问意建月公无系最立代想已通并提直题程展五果料入常文总次品活设及管"
    "长基资流路级图统接知组见计论运农指几九区强放决西被必先回任取据处队南给门保治北百规七口东增务信息政府办市县区乡镇村委局室号"
)
_SAMPLE = 100_000
_FEW = 20  # characters from which a text can be told to be none


def tidy(text: str) -> str:
    """One line: white space made one space, invisible and private-use characters out, letters that only spaces set
    apart joined.

    >>> tidy("关 于\u3000印 发  2023 年")
    '关于印发 2023 年'
    """
    own = " ".join(text.split())
    if not own.isascii():
        own = _MARKS.sub("", own)
        own = " ".join(_OWN.sub(" ", _HALVES.sub("\ufffd", own)).split())
        if own.count(" ") >= 2:
            own = _SPACED.sub(lambda found: found.group(0).replace(" ", ""), own)
    elif not own.isprintable():
        own = _MARKS.sub("", own)
    return own


def joined(first: str, second: str) -> str:
    """Two pieces of a paragraph that a line's end cut: a space between words of Latin letters, none beside Chinese."""
    if not first or not second:
        return first + second
    if is_wide(first[-1]) or is_wide(second[0]):
        return first + second
    if first[-1] == "-" and len(first) > 1 and first[-2].isalpha() and second[0].islower():
        return first[:-1] + second
    return f"{first} {second}"


def is_wide(character: str) -> bool:
    """Whether a character is Chinese, or a mark of Chinese text."""
    return bool(_WIDE.match(character))


def visible_length(text: str) -> int:
    """Characters that are no white space."""
    return sum(map(len, text.split()))


def lost_in(text: str) -> int:
    """How many characters of a text tell nothing."""
    return 0 if text.isascii() else sum(map(is_lost, text))


def is_garbled(text: str) -> bool:
    """Whether tidy text cannot be what was written: letters of no script that is expected here, or Chinese without any of
    the characters that every Chinese text has.
    """
    sample = "".join(text[:_SAMPLE].split())
    if len(sample) < _FEW:
        return False
    han = [character for character in sample if _IS_HAN.match(character)]
    foreign = sum(1 for character in sample if _is_foreign(character))
    if foreign > 0.3 * len(sample):
        return True
    if len(han) < 50:
        return False
    rare = sum(1 for character in han if not _is_written(character))
    common = sum(1 for character in han if character in _COMMON)
    return common < 0.1 * len(han) and rare > 0.15 * len(han)


def is_lost(character: str) -> bool:
    """Whether a character tells nothing: replaced, or of private use."""
    return character == "\ufffd" or bool(_OWN.match(character)) or bool(_HALVES.match(character))


def _is_foreign(character: str) -> bool:
    """Whether a character belongs to a script that no Chinese government file is written in."""
    if character < "\u0250" or not character.isalpha():
        return "\u0080" <= character < "\u00a0" or "\u00c0" <= character < "\u0250"
    return not (
        _IS_HAN.match(character)
        or "\u0370" <= character <= "\u04ff"  # Greek and Cyrillic letters stand for quantities
        or "\u2100" <= character <= "\u24ff"
        or "\u3040" <= character <= "\u312f"
        or "\uff00" <= character <= "\uffef"
        or character >= "\U00020000"
        or _is_local(character)
    )


def _is_local(character: str) -> bool:
    """Tibetan, Mongolian, Yi, Arabic (Uyghur) and Korean stand beside Chinese in their own regions' names."""
    return any(
        low <= character <= high
        for low, high in (
            ("\u0600", "\u06ff"),
            ("\u0f00", "\u0fff"),
            ("\u1800", "\u18af"),
            ("\ua000", "\ua4cf"),
            ("\uac00", "\ud7af"),
            ("\ufb50", "\ufdff"),
            ("\ufe70", "\ufefe"),
        )
    )


def _is_written(character: str) -> bool:
    """Whether a Chinese character is one that people write: in GB 2312 or, of the full forms, in Big5."""
    for charset in ("gb2312", "big5"):
        try:
            character.encode(charset)
        except UnicodeEncodeError:
            continue
        return True
    return False
