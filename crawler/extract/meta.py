"""Meta tags by the names of 政府网站发展指引 (国办发〔2017〕47号)."""

from __future__ import annotations

from lxml import html

NAMES = (
    "SiteName", "SiteDomain", "SiteIDCode", "ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType",
    "ArticleTitle", "PubDate", "ContentSource", "Keywords", "Author", "Description", "Image", "Url",
)  # fmt: skip
_BY_LOWER = {name.lower(): name for name in NAMES}
_LONGEST = 2000


def meta_tags(root: html.HtmlElement) -> dict[str, str]:
    """The page's tags under the names of the guideline exactly, whatever case the page writes them in.

    A tag that is present but empty keeps its name with "". Of two tags with a name the first with content counts.
    """
    found: dict[str, str] = {}
    for tag in root.iter("meta"):
        name = _BY_LOWER.get((tag.get("name") or "").strip().lower())
        if name and not found.get(name):
            found[name] = " ".join((tag.get("content") or "").split())[:_LONGEST]
    return found


def refresh_target(root: html.HtmlElement) -> str:
    """The address of a meta refresh as written, "" without one (a bare reload is none)."""
    for tag in root.iter("meta"):
        if (tag.get("http-equiv") or "").strip().lower() == "refresh":
            content = tag.get("content") or ""
            at = content.lower().find("url")
            if at >= 0:
                return content[at + 3 :].lstrip(" =").strip("'\" ;")
    return ""
