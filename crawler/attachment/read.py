"""Reading one attached file in this process. Its format is told by its bytes; see `isolated` for reading safely."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from crawler.attachment import limits
from crawler.attachment.container import Container, Unpacking
from crawler.attachment.recognise import claimed, recognise
from crawler.attachment.text import AttachmentText, Problem, Unreadable

_FORMATS = frozenset(
    {"pdf", "doc", "docx", "xls", "xlsx", "ofd", "zip", "wps", "et", "ppt", "pptx", "dps", "rar"}
)
_TAIL = 2048  # bytes in which a file's end is looked for
_FREE = 0xFFFFFFFF  # a sector of an OLE file that nothing uses
_CUT_OFF = "文件不完整（可能没有传完），只读出了前面的部分"
_UNREAD = {
    "rar": "RAR 压缩包，不能解压读取",
    "7z": "7z 压缩包，不能解压读取",
    "gzip": "GZIP 压缩文件，不能解压读取",
    "ppt": "PPT（97-2003）演示文稿，不能读取",
    "xlsb": "XLSB 工作簿，不能读取",
    "odf": "ODF 文件（ODT、ODS 等），不能读取",
    "ole": "文件格式不明（旧版 WPS 或其他办公软件），不能读取",
    "media": "音频或视频文件，没有文字",
}


def read_attachment(body: bytes, name: str, content_type: str = "") -> AttachmentText:
    """The text of an attached file; never raises.

    `name` is the file's name or address, `content_type` what the server called it; the bytes have the last word.
    """
    return read_nested(body, name, content_type, 0, Unpacking())


def read_nested(
    body: bytes, name: str, content_type: str, nesting: int, unpacking: Unpacking
) -> AttachmentText:
    """`read_attachment` of a file that lies this many archives deep, of which so much may still be unpacked."""
    file = _File(body, claimed(name, content_type), content_type, nesting, unpacking)
    try:
        return file.read()
    except Unreadable as reason:
        return AttachmentText(kind=file.kind, problem=reason.problem, detail=reason.detail)
    except MemoryError:
        detail = "读取所需内存超过上限，未读取"
        return AttachmentText(kind=file.kind, problem=Problem.TOO_LARGE, detail=detail)
    except RecursionError:
        detail = "文件损坏：结构嵌套过深"
        return AttachmentText(kind=file.kind, problem=Problem.DAMAGED, detail=detail)
    except (
        Exception
    ) as error:  # a hostile file must not end the crawl, whatever it makes a library do
        detail = f"文件损坏，无法解析（{type(error).__name__}）"
        return AttachmentText(kind=file.kind, problem=Problem.DAMAGED, detail=detail)


class _File:
    """One file on its way from bytes to text; `kind` becomes known on the way."""

    def __init__(
        self, body: bytes, claim: str, content_type: str, nesting: int, unpacking: Unpacking
    ) -> None:
        self.kind = ""
        self._body = body
        self._claim = claim
        self._content_type = content_type
        self._nesting = nesting
        self._unpacking = unpacking
        self._opened: Any = None  # the container or OLE file that it turned out to be

    def read(self) -> AttachmentText:
        body = self._body
        if not body.strip(b"\0 \r\n\t"):
            raise Unreadable(Problem.DAMAGED, "文件内容全部是空白" if body else "文件是空的")
        if len(body) > limits.MAX_BYTES:
            raise Unreadable(Problem.TOO_LARGE, f"文件过大（{len(body) >> 20}MB），未读取")
        self.kind = recognise(body, self._claim)
        if self.kind == "ole":
            self.kind = self._of_ole()
        elif self.kind == "zip":
            self.kind = self._of_zip()
        if self.kind in _UNREAD:
            raise Unreadable(Problem.UNKNOWN_FORMAT, _UNREAD[self.kind])
        if self.kind == "image":
            raise Unreadable(Problem.SCANNED, "图片文件，没有文字层")
        if self.kind == "locked":
            self.kind = ""
            raise Unreadable(Problem.ENCRYPTED, "文件被文档加密软件加密，打不开")
        reader = _READERS.get(self.kind)
        if reader is not None:
            found = reader(self)
            if self._is_cut_off() and not found.problem:
                found.problem, found.detail = Problem.DAMAGED, _CUT_OFF
            return found
        if self._claim in _FORMATS:
            detail = f"文件损坏：名为 {self._claim.upper()} 文件，内容却不是"
            raise Unreadable(Problem.DAMAGED, detail)
        raise Unreadable(Problem.UNKNOWN_FORMAT, "文件格式不明，不能读取")

    def _is_cut_off(self) -> bool:
        """Whether the file ends before its end. Zip containers without theirs are not opened at all."""
        end = self._body[-_TAIL:]
        if self.kind == "pdf":
            return b"%%EOF" not in end
        if self.kind == "rtf":
            return not end.rstrip(b"\0\x1a \r\n").endswith(b"}")
        if self.kind in ("doc", "xls") and self._opened is not None:
            sectors: Sequence[int] = self._opened.fat
            last = next((at for at in range(len(sectors) - 1, -1, -1) if sectors[at] != _FREE), 0)
            start: int = (last + 1) * self._opened.sector_size
            return len(self._body) <= start
        return False

    def _of_ole(self) -> str:
        import olefile

        try:
            ole = self._opened = olefile.OleFileIO(BytesIO(self._body))
        except (OSError, ValueError, IndexError) as error:
            raise Unreadable(Problem.DAMAGED, "文件损坏：OLE 结构不完整") from error
        if ole.exists("EncryptedPackage"):
            raise Unreadable(Problem.ENCRYPTED, "文件已加密，需要密码")
        if ole.exists("WordDocument"):
            return "doc"
        if ole.exists("Workbook") or ole.exists("Book"):
            return "xls"
        return "ppt" if ole.exists("PowerPoint Document") else "ole"

    def _of_zip(self) -> str:
        container = self._opened = Container(self._body, self._unpacking)
        if container.has("OFD.xml"):
            return "ofd"
        main = container.main_part("").lower()
        if main.endswith(".bin") or container.has("xl/workbook.bin"):
            return "xlsb"
        for folder, part, kind in (
            ("word/", "word/document.xml", "docx"),
            ("xl/", "xl/workbook.xml", "xlsx"),
            ("ppt/", "ppt/presentation.xml", "pptx"),
        ):
            if main.startswith(folder) or container.has(part):
                return kind
        return "odf" if container.has("mimetype") and container.has("content.xml") else "zip"

    # The readers' libraries are loaded when the first file of their kind comes.

    def pdf(self) -> AttachmentText:
        from crawler.attachment import pdf

        return pdf.read(self._body)

    def doc(self) -> AttachmentText:
        from crawler.attachment import doc

        return doc.read(self._opened)

    def docx(self) -> AttachmentText:
        from crawler.attachment import docx

        return docx.read(self._opened)

    def xls(self) -> AttachmentText:
        from crawler.attachment import xls

        return xls.read(self._body)

    def xlsx(self) -> AttachmentText:
        from crawler.attachment import xlsx

        return xlsx.read(self._opened)

    def pptx(self) -> AttachmentText:
        from crawler.attachment import pptx

        return pptx.read(self._opened)

    def ofd(self) -> AttachmentText:
        from crawler.attachment import ofd

        return ofd.read(self._opened)

    def rtf(self) -> AttachmentText:
        from crawler.attachment import rtf

        return rtf.read(self._body)

    def office_xml(self) -> AttachmentText:
        from crawler.attachment import office_xml

        return office_xml.read(self._body)

    def html(self) -> AttachmentText:
        from crawler.attachment import saved_page

        return saved_page.read(self._body, self._claim, self._content_type)

    def mhtml(self) -> AttachmentText:
        from crawler.attachment import saved_page

        return saved_page.read_mhtml(self._body)

    def txt(self) -> AttachmentText:
        from crawler.attachment import plain_text

        return plain_text.read(self._body, self._claim, self._content_type)

    def zip(self) -> AttachmentText:
        from crawler.attachment import zip_archive

        return zip_archive.read(self._opened, self._nesting, self._unpacking)


_READERS: dict[str, Callable[[_File], AttachmentText]] = {
    "pdf": _File.pdf,
    "doc": _File.doc,
    "docx": _File.docx,
    "xls": _File.xls,
    "xlsx": _File.xlsx,
    "pptx": _File.pptx,
    "ofd": _File.ofd,
    "rtf": _File.rtf,
    "xml": _File.office_xml,
    "html": _File.html,
    "mhtml": _File.mhtml,
    "txt": _File.txt,
    "zip": _File.zip,
}
