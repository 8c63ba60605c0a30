"""Fuzzing the reading of pages for as long as one likes, guided by coverage. By hand:

    pip install atheris
    python -m tests.nasty.fuzz -max_total_time=300

Options are libFuzzer's (`-len_control=0` makes long pages at once). Bytes are taken for pieces of pages (`pieces.txt`)
and as they are. What raises, or takes longer than a page may, is written to a file crash-… or timeout-…; given as an
argument, that file is read again.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["crawler"]):
    from tests.nasty.reading import read_everything

from tests.nasty.test_fuzz import PIECES

_TYPES = ("text/html", "application/json", "text/xml; charset=gbk", "application/javascript", "")


def one(data: bytes) -> None:
    """Read one page made of these bytes."""
    if len(data) < 2:
        return
    kind, how, rest = _TYPES[data[0] % len(_TYPES)], data[1] % 3, data[2:]
    if how == 0:
        read_everything(rest, kind)
        return
    text = "".join(PIECES[byte] if byte < len(PIECES) else chr(byte) for byte in rest)
    read_everything(text.encode("utf-8" if how == 1 else "gb18030", "replace"), kind)


def main() -> None:
    """Fuzz until the time is up or something breaks."""
    atheris.Setup(
        [sys.argv[0], "-timeout=10", "-max_len=400", "-rss_limit_mb=2000", *sys.argv[1:]], one
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
