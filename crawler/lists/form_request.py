"""What a form on a page sends: its fields as they stand, with some of them set, as a request."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit, urlunsplit

from lxml.html import HtmlElement

from crawler.cms.family import ListRequest
from crawler.extract.links import Resolver

LONGEST_FORM = 1_000_000  # characters of a body; what an ASP.NET page keeps of itself can be large
_MOST_FIELDS = 3_000
_NOT_SENT = frozenset({"submit", "button", "image", "reset", "file"})
_CHECKED = frozenset({"checkbox", "radio"})


def sent_fields(form: HtmlElement) -> dict[str, str]:
    """The fields that a browser sends of a form that nobody filled in, buttons left out, in page order."""
    fields: dict[str, str] = {}
    for field in form.iter("input", "select", "textarea"):
        name = field.get("name")
        if not name or field.get("disabled") is not None or len(fields) >= _MOST_FIELDS:
            continue
        kind = (field.get("type") or "").lower()
        if field.tag == "input" and kind in _NOT_SENT:
            continue
        if field.tag == "input" and kind in _CHECKED:
            if field.get("checked") is not None:
                fields[name] = field.get("value") or "on"
            continue
        value = field_value(field)
        if value is not None:
            fields.setdefault(name, value)
    return fields


def field_value(field: HtmlElement) -> str | None:
    """The value that a field has on the page; None for a select without options."""
    if field.tag == "textarea":
        return "".join(field.itertext())
    if field.tag != "select":
        return field.get("value") or ""
    options = list(field.iter("option"))
    chosen = next((each for each in options if each.get("selected") is not None), None)
    if chosen is None and options:
        chosen = options[0]
    return option_value(chosen) if chosen is not None else None


def option_value(option: HtmlElement) -> str:
    """What a select sends when this option is chosen."""
    value = option.get("value")
    return value if value is not None else "".join(option.itertext()).strip()


def form_request(
    form: HtmlElement,
    url: str,
    charset: str,
    given: Mapping[str, str],
    action: str = "",
    fields: Mapping[str, str] | None = None,
) -> ListRequest | None:
    """The request that a form on the page at `url` makes with the fields of `given` set; None when it leads nowhere.

    `action` stands for the form's own where a script has set it; `fields` for the form's own fields.
    """
    written = action or form.get("action") or ""
    target = Resolver(url).absolute(written) if written.strip() else url.partition("#")[0]
    if not target:
        return None
    sent = dict(sent_fields(form) if fields is None else fields) | dict(given)
    body = urlencode(sent, encoding=charset, errors="replace")
    if len(body) > LONGEST_FORM:
        return None
    if (form.get("method") or "get").strip().lower() == "post":
        return ListRequest(target, body)
    # A form that is sent by GET replaces the query of its action.
    return ListRequest(urlunsplit(urlsplit(target)._replace(query=body, fragment="")))
