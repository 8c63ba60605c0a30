"""A results.json read one site at a time: a document of many sites is never held whole.

`ResultsFile` reads the file through once, gives its sites as they come and remembers where each stands; after that any of
them can be read again by itself. The document without its sites is `head`.
"""

from __future__ import annotations

import codecs
import gzip
import json
import re
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from json import JSONDecodeError
from pathlib import Path
from typing import Any, BinaryIO

from reports.errors import ReportError

_CHUNK = 1 << 18
_SPACE = re.compile(r"[ \t\n\r]*")
_SITES = "sites"
# A value that ends where the text read so far ends may only be cut off there: so far back the decoder may say it broke.
_CUT_OFF = 16
_DECODER = json.JSONDecoder()


class ResultsFile:
    """One results.json, open for as long as its sites may be asked for.

    A file that is replaced meanwhile goes on being read as it was. Raises OSError where it cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.head: dict[str, Any] = {}
        self._file: BinaryIO = path.open("rb")
        self._places: list[tuple[int, int]] = []

    def __len__(self) -> int:
        return len(self._places)

    def read(self) -> Iterator[Any]:
        """Each site as parsed, in the document's order; `head` is complete at the end.

        In `head`, `sites` is an empty list at its place, or whatever stands there that is no list. Raises ReportError for
        what is no JSON object, OSError where it cannot be read.
        """
        self.head, self._places = {}, []
        self._file.seek(0)
        text = _Text(self._file)
        try:
            yield from self._members(text)
        except UnicodeDecodeError as error:
            raise self._refused(f"不是 UTF-8 文字（{error.reason}）") from error
        except RecursionError as error:
            raise self._refused("层层相套，没有尽头") from error
        except JSONDecodeError as error:
            raise self._refused(str(error)) from error

    def __iter__(self) -> Iterator[Any]:
        """Each site as parsed, once the file was read."""
        return (self[at] for at in range(len(self)))

    def __getitem__(self, at: int) -> Any:
        """The site at a place of the document, as parsed, once the file was read."""
        start, length = self._places[at]
        self._file.seek(start)
        return json.loads(self._file.read(length))

    def _members(self, text: _Text) -> Iterator[Any]:
        if text.peek() != "{":
            text.value()
            text.end()
            raise self._refused("应为一个对象")
        text.skip("{")
        while text.peek() != "}":
            if self.head:
                text.skip(",")
            if text.peek() != '"':
                raise text.broken("Expecting property name enclosed in double quotes")
            name = text.value()
            text.skip(":")
            if name == _SITES and name in self.head:
                raise self._refused("sites 出现了两次")
            if name == _SITES and text.peek() == "[":
                self.head[name] = []
                yield from self._items(text)
            else:
                self.head[name] = text.value()
        text.skip("}")
        text.end()

    def _items(self, text: _Text) -> Iterator[Any]:
        text.skip("[")
        while text.peek() != "]":
            if self._places:
                text.skip(",")
                text.peek()
            start = text.byte
            site = text.value()
            self._places.append((start, text.byte - start))
            yield site
        text.skip("]")

    def _refused(self, reason: str) -> ReportError:
        return ReportError(f"{self.path} 不是本程序写的 results.json：{reason}")


class RecordedFile(ResultsFile):
    """A results document as the folder's history packs it: the document without its sites, then a site a line.

    Raises ReportError where it cannot be unpacked.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.head = {}
        self._places = []
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  (open for as long as the audit is)
        try:
            with gzip.open(path, "rb") as packed:
                shutil.copyfileobj(packed, self._file)
        except (OSError, EOFError, zlib.error) as error:
            reason = (error.strerror if isinstance(error, OSError) else None) or error
            raise ReportError(f"读不出 {path}：{reason}") from error

    def _members(self, text: _Text) -> Iterator[Any]:
        self.head = self._object(self._file.readline())
        start = self._file.tell()
        while line := self._file.readline():
            self._places.append((start, len(line)))
            yield json.loads(line)
            start += len(line)
            self._file.seek(start)

    def _object(self, line: bytes) -> dict[str, Any]:
        found = json.loads(line or b"{}")
        if not isinstance(found, dict):
            raise self._refused("应为一个对象")
        return found


class _Text:
    """The text of a file, of which only what is being looked at is held."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._held, self._at = "", 0
        self._counted, self._bytes = 0, 0
        self._lines, self._column, self._characters = 0, 0, 0
        self._is_done = False

    @property
    def byte(self) -> int:
        """Where the next character stands in the file."""
        self._bytes += len(self._held[self._counted : self._at].encode())
        self._counted = self._at
        return self._bytes

    def peek(self) -> str:
        """The next character that is no white space; "" at the end."""
        while True:
            found = _SPACE.match(self._held, self._at)
            assert found is not None
            self._at = found.end()
            if self._at < len(self._held):
                return self._held[self._at]
            if not self._fill(_CHUNK):
                return ""

    def skip(self, sign: str) -> None:
        """Go past a sign that has to stand here. Raises JSONDecodeError where it does not."""
        if self.peek() != sign:
            raise self.broken(f"Expecting '{sign}' delimiter")
        self._at += 1

    def end(self) -> None:
        """Raise JSONDecodeError unless nothing follows."""
        if self.peek():
            raise self.broken("Extra data")

    def value(self) -> Any:
        """The value that stands here. Raises JSONDecodeError where there is none."""
        self.peek()
        wanted = _CHUNK
        while True:
            try:
                value, end = _DECODER.raw_decode(self._held, self._at)
            except JSONDecodeError as error:
                unended = error.msg.startswith("Unterminated")
                if not unended and error.pos < len(self._held) - _CUT_OFF:
                    raise self.broken(error.msg, error.pos) from error
                if not self._fill(wanted):
                    raise self.broken(error.msg, error.pos) from error
            else:
                # A number may go on behind what is held, be it with its fraction.
                ends = not isinstance(value, int | float) or end < len(self._held) - _CUT_OFF
                if ends or not self._fill(wanted):
                    self._at = end
                    return value
            wanted *= 2

    def broken(self, words: str, at: int | None = None) -> JSONDecodeError:
        """What the json module would say of this place of the whole file."""
        place = self._at if at is None else at
        error = JSONDecodeError(words, self._held, place)
        line = self._lines + error.lineno
        column = error.colno + (self._column if error.lineno == 1 else 0)
        told = JSONDecodeError(words, "", 0)
        told.args = (f"{words}: line {line} column {column} (char {self._characters + place})",)
        return told

    def _fill(self, wanted: int) -> bool:
        """Read on; False at the end. What lies behind is let go."""
        if self._is_done:
            return False
        self._forget()
        raw = self._file.read(wanted)
        self._is_done = not raw
        self._held += self._decoder.decode(raw, final=self._is_done)
        return True

    def _forget(self) -> None:
        gone = self._held[: self._at]
        _ = self.byte
        if lines := gone.count("\n"):
            self._lines += lines
            self._column = len(gone) - gone.rfind("\n") - 1
        else:
            self._column += len(gone)
        self._characters += len(gone)
        self._held = self._held[self._at :]
        self._at = self._counted = 0
