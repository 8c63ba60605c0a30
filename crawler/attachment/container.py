"""Zip containers, read within bounds: number of members, unpacked size, ratio. Nothing is ever written to disk."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from dataclasses import dataclass
from io import BytesIO

from crawler.attachment import limits, safe_xml
from crawler.attachment.text import Problem, Unreadable
from crawler.extract.charset import decode

_ENTRY = b"PK\x01\x02"
_LONGEST_ADDRESS = 2000
_BLANK = re.compile(r"[\s\x00-\x1f<>\"]")
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_BOMB = "压缩包解压后过大（可能是压缩炸弹），未读取"


@dataclass(slots=True)
class Unpacking:
    """How many bytes may still be unpacked of one attached file, archives in it included."""

    left: int = limits.MAX_UNPACKED


class Container:
    """A zip file. Raises Unreadable when it is none, is damaged, or holds more than a real file would."""

    def __init__(self, body: bytes, unpacking: Unpacking) -> None:
        # Every entry costs memory before anything could be counted, so they are counted in the bytes.
        if body.count(_ENTRY) > limits.MAX_MEMBERS:
            raise Unreadable(
                Problem.TOO_LARGE, f"压缩包内文件过多（超过{limits.MAX_MEMBERS}个），未读取"
            )
        try:
            self._zip = zipfile.ZipFile(BytesIO(body))
            self._members = {each.filename: each for each in self._zip.infolist()}
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, IndexError) as error:
            raise Unreadable(Problem.DAMAGED, "文件损坏：压缩结构不完整") from error
        self._known = {_key(name): name for name in self._members}
        self._unpacking = unpacking

    @property
    def names(self) -> list[str]:
        """The members' names as stored, folders left out."""
        return [name for name, member in self._members.items() if not member.is_dir()]

    def has(self, name: str) -> bool:
        """Whether there is such a member; case does not matter."""
        return _key(name) in self._known

    def shown_name(self, name: str) -> str:
        """A member's name as its maker wrote it: zip programs here write GBK without saying so."""
        if self._members[name].flag_bits & _UTF8_NAME or name.isascii():
            return name
        try:
            return decode(name.encode("cp437"))[0]
        except UnicodeEncodeError:
            return name

    def read(self, name: str) -> bytes:
        """A member's bytes; case of the name does not matter. Raises Unreadable when it is missing, encrypted, damaged
        or too large.
        """
        stored = name if name in self._members else self._known.get(_key(name))
        if stored is None:
            raise Unreadable(Problem.DAMAGED, f"文件损坏：缺少内部文件 {name[:80]}")
        member = self._members[stored]
        if member.flag_bits & _ENCRYPTED:
            raise Unreadable(Problem.ENCRYPTED, "文件已加密，需要密码")
        size = member.file_size
        ratio = size / max(1, member.compress_size)
        if size > min(limits.MAX_MEMBER_BYTES, self._unpacking.left) or (
            size > limits.RATIO_FREE and ratio > limits.MAX_RATIO
        ):
            raise Unreadable(Problem.TOO_LARGE, _BOMB)
        try:
            with self._zip.open(member) as opened:
                data = opened.read(size + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
            raise Unreadable(Problem.DAMAGED, "文件损坏：无法解压") from error
        except NotImplementedError as error:
            raise Unreadable(Problem.UNKNOWN_FORMAT, "压缩包用了不支持的压缩方式") from error
        except RuntimeError as error:  # what zipfile raises for a missing password
            raise Unreadable(Problem.ENCRYPTED, "文件已加密，需要密码") from error
        self._unpacking.left -= len(data)
        return data

    def main_part(self, usual: str) -> str:
        """The name of the main part of an Office file: the one its relationships name, else the usual one."""
        if self.has("_rels/.rels"):
            for relation in safe_xml.descendants(
                safe_xml.parse(self.read("_rels/.rels")), "Relationship"
            ):
                kind, target = relation.get("Type") or "", relation.get("Target") or ""
                if kind.endswith("/officeDocument") and self.has(target):
                    return target.lstrip("/")
        return usual

    def relations(self, part: str) -> dict[str, str]:
        """Relationship id -> name of the part it leads to, of one part of an Office file."""
        folder, _, file = part.rpartition("/")
        name = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        if not self.has(name):
            return {}
        found = {}
        for relation in safe_xml.descendants(safe_xml.parse(self.read(name)), "Relationship"):
            identity, target = relation.get("Id"), relation.get("Target")
            if identity and target and relation.get("TargetMode") != "External":
                found[identity] = within(folder, target)
        return found

    def links(self, part: str) -> dict[str, str]:
        """Relationship id -> web address outside the file, of one part of an Office file."""
        folder, _, file = part.rpartition("/")
        name = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
        if not self.has(name):
            return {}
        found = {}
        for relation in safe_xml.descendants(safe_xml.parse(self.read(name)), "Relationship"):
            identity, target = relation.get("Id"), web_address(relation.get("Target") or "")
            if identity and target and relation.get("TargetMode") == "External":
                found[identity] = target
        return found


def web_address(written: str) -> str:
    """An address on the web as a file writes it; "" for anything else (a place in the file, a mail address)."""
    url = written.strip()
    is_web = url.lower().startswith(("http://", "https://"))
    return url if is_web and len(url) <= _LONGEST_ADDRESS and not _BLANK.search(url) else ""


def _key(name: str) -> str:
    """A name as references mean it: programs differ in case and strokes."""
    return name.lower().replace("\\", "/").lstrip("/")


def within(folder: str, target: str) -> str:
    """A part's name from a reference: absolute, or relative to the folder."""
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
