"""What addresses tell by their shape: a document, a file, a day, the domain they belong to."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlsplit

from crawler.extract.related import is_attachment

_DOCUMENT = re.compile(
    r"/t\d{8}_\d+\.s?html?$|/art/\d{4}/|/art_\d+_\d+\.html?$|/info/\d+/\d+\.html?$|/content/(?:\d+/)*post_\d+\.html?$|"
    r"/content_\d+\.s?html?$|/\d{6}/[0-9a-f]{32}\.s?html?$|/doc_[0-9a-f]{24}\.html?$|/\d{4}-?\d{2}/\d{1,2}/|"
    r"/\d{8}/[0-9a-f]{32}\.s?html?$|/(?:\w{1,12}_)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.s?html?$|"
    r"/public/\d+/\d+\.html?$|/(?:\w{0,12}OpennessContent|News|Content)/show/|/detail/content/[0-9a-f]{24}\.html?$|"
    r"/Item/\d+\.aspx$|[?&](?:articleid|(?:wb)?newsid|infoid|docid)=\d+|[?&]a=show&|"
    r"/(?:news|article|info)?_?(?:show|view|detail)(?:news|article|info)?\.(?:aspx?|php|jsp)\?(?:[^#]{0,200}&)?[ant]?id=\d+",
    re.IGNORECASE,
)
_URL_DAY = re.compile(
    r"/t(\d{4})(\d{2})(\d{2})_\d+\.|/art/(\d{4})/(\d{1,2})/(\d{1,2})/|/(\d{4})-(\d{2})/(\d{2})/|"
    r"/(\d{4})(\d{2})(\d{2})/[0-9a-f]{32}\."
)
_FILE = re.compile(
    r"\.(?:pdf|docx?|xlsx?|wps|et|dps|ofd|pptx?|zip|rar|7z|gz|txt|csv|xml|rss|jpe?g|png|gif|bmp|svg|webp|ico|css|js|mp[34]|"
    r"m4[av]|avi|wmv|flv|mov|swf|exe|apk)$",
    re.IGNORECASE,
)
_MARKUP = re.compile(r"(?:\.s?html?|/)$", re.IGNORECASE)
_TEXT_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|wps|et|ofd|zip|rtf|txt)$", re.IGNORECASE)


def domain(url: str) -> str:
    """The domain that a government registered (boshan.gov.cn of zwgk.boshan.gov.cn); "" for an IP address."""
    host = (urlsplit(url).hostname or "").lower()
    parts = host.split(".")
    if host.replace(".", "").isdigit() or ":" in host or len(parts) < 2:
        return ""
    second_level = parts[-2] in ("gov", "com", "org", "net", "edu", "ac") and len(parts[-1]) == 2
    return ".".join(parts[-3:] if second_level else parts[-2:])


def is_document(url: str) -> bool:
    """Whether an address has the shape that some system gives to documents."""
    return _DOCUMENT.search(url) is not None


def is_file(path: str) -> bool:
    """Whether an address without its query ends like a file that is no page."""
    return _FILE.search(path) is not None


def is_text_file(path: str) -> bool:
    """Whether an address without its query ends like a file that holds text."""
    return _TEXT_FILE.search(path) is not None


def is_download(url: str, path: str) -> bool:
    """Whether an address is a program that hands out a file (download.jsp?…): its link's words name the file."""
    return is_attachment(url) and not _MARKUP.search(path)


def url_day(url: str) -> date | None:
    """The day in an address; None for none."""
    found = _URL_DAY.search(url)
    if not found:
        return None
    year, month, day = (int(part) for part in found.groups() if part)
    try:
        return date(year, month, day)
    except ValueError:
        return None
