"""The list of sites to audit: YAML, or a spreadsheet turned into it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from checks.reviews.model import WaiverTerms
from rules.errors import Problem, RuleError, quoted
from rules.explain import problems_of
from rules.located_yaml import Located, read_located
from rules.model import Kind, Level

_ID = re.compile(r"[a-z0-9-]+")
_HOST = re.compile(r"[^\s/@?#\\:]+(:\d{1,5})?|\[[0-9a-fA-F:.]+\](:\d{1,5})?")
_ORDER = (
    "id",
    "name",
    "url",
    "level",
    "kind",
    "region",
    "rulesets",
    "hosts",
    "entry",
    "crawl",
    "waivers",
)


class SitesError(RuleError):
    """A site list that cannot be used; `problems` says why, all at once."""


def _web_address(text: str) -> str:
    url = text.strip()
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, None
    wrong = (
        parts is None
        or parts.scheme not in ("http", "https")
        or not host
        or bool(re.search(r"\s", url))
        or port == 0
        or parts.username is not None
    )
    if wrong:
        raise ValueError("应为 http:// 或 https:// 开头的完整网址")
    return url


def _identifier(text: str) -> str:
    if not _ID.fullmatch(text):
        raise ValueError("应只含小写字母、数字和连字符（a-z、0-9、-）")
    return text


def _host(text: str) -> str:
    host = text.strip().lower()
    if "://" in host or "/" in host:
        raise ValueError("应只写主机名或“主机:端口”，不带 http:// 和路径")
    if not _HOST.fullmatch(host):
        raise ValueError("应为主机名或“主机:端口”，如 www.example.gov.cn")
    return host


WebAddress = Annotated[str, AfterValidator(_web_address)]
Host = Annotated[str, AfterValidator(_host)]


class CrawlLimits(BaseModel):
    """How one site is to be crawled, where it differs from the rest.

    `delay` is in seconds between two requests to one host; `pages`, `minutes` and `megabytes` are the budget.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    delay: float | None = Field(default=None, ge=0, le=600)
    pages: int | None = Field(default=None, ge=1, le=1_000_000)
    minutes: float | None = Field(default=None, gt=0, le=10_000)
    megabytes: float | None = Field(default=None, gt=0, le=1_000_000)


class Site(BaseModel):
    """One site (站点) to audit.

    `hosts` are further hosts that belong to the site, beside that of `url` and its form with or
    without www; `entry` are disclosure pages to start from beside the homepage; `region` (地区) is
    free text by which reports group sites.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, AfterValidator(_identifier)]
    name: str = Field(min_length=1)
    url: WebAddress
    level: Level
    kind: Kind = "government"
    region: str = Field(default="", max_length=60)
    rulesets: tuple[str, ...] = ()
    hosts: tuple[Host, ...] = ()
    entry: tuple[WebAddress, ...] = ()
    crawl: CrawlLimits = CrawlLimits()
    waivers: tuple[WaiverTerms, ...] = ()

    @property
    def all_hosts(self) -> tuple[str, ...]:
        """Every host[:port] of the site, lower-case, each once: the www and the bare form of each."""
        addresses = [
            form for url in (self.url, *self.entry) for form in _with_and_without_port(url)
        ]
        named = [addresses[0], *self.hosts, *addresses[1:]]
        return tuple(dict.fromkeys(form for host in named for form in _with_and_without_www(host)))


def host_of(url: str) -> str:
    """The host[:port] of a web address, lower-case."""
    parts = urlsplit(url)
    name = str(parts.hostname)
    name = f"[{name}]" if ":" in name else name
    return f"{name}:{parts.port}" if parts.port else name


def _with_and_without_port(url: str) -> Iterable[str]:
    # http://a:80/ and http://a/ are one host.
    host = host_of(url)
    yield host
    default = {"http": ":80", "https": ":443"}[urlsplit(url).scheme]
    if host.endswith(default):
        yield host.removesuffix(default)


def _with_and_without_www(host: str) -> Iterable[str]:
    yield host
    if host.startswith("www."):
        yield host.removeprefix("www.")
    elif not re.match(r"\[|localhost(:|$)|\d+\.\d+\.\d+\.\d+(:|$)", host):
        yield f"www.{host}"


def load_sites(path: Path) -> list[Site]:
    """Read a site list. Raises SitesError with every located problem of it."""
    try:
        source = read_located(path)
    except RuleError as error:
        raise SitesError(error.problems) from error
    sites, problems = _check(source)
    if problems:
        raise SitesError(sorted(problems, key=lambda problem: (problem.line, problem.column)))
    return sites


def write_sites(sites: Iterable[Site]) -> str:
    """The YAML text of a site list; what is at its default is left out."""
    entries = [
        {key: value for key, value in site.model_dump(mode="json").items() if key in _given(site)}
        for site in sites
    ]
    ordered = [{key: entry[key] for key in _ORDER if key in entry} for entry in entries]
    for entry in ordered:
        if "crawl" in entry:
            entry["crawl"] = {k: v for k, v in entry["crawl"].items() if v is not None}
        if "waivers" in entry:
            entry["waivers"] = [
                {k: v for k, v in waiver.items() if v is not None} for waiver in entry["waivers"]
            ]
    text: str = yaml.dump(
        {"sites": ordered}, allow_unicode=True, sort_keys=False, default_flow_style=None, width=200
    )
    return text


def _given(site: Site) -> set[str]:
    defaults = {name: field.default for name, field in Site.model_fields.items()}
    return {"kind"} | {name for name in defaults if getattr(site, name) != defaults[name]}


def _check(source: Located) -> tuple[list[Site], list[Problem]]:
    data = source.data
    if not isinstance(data, Mapping) or "sites" not in data:
        return [], [source.problem((), "没有“sites”", "应为“sites:”，其下每个站点一项")]
    problems = [
        source.problem((key,), f"不认识的键“{key}”", "只用 sites", key=True)
        for key in data
        if key != "sites"
    ]
    entries = data["sites"]
    if not isinstance(entries, list) or not entries:
        found = "站点列表是空的" if not entries else f"写的是{quoted(entries)}"
        return [], [*problems, source.problem(("sites",), found, "至少列一个站点")]
    sites: list[Site] = []
    seen: dict[str, int] = {}
    for at, entry in enumerate(entries):
        path = ("sites", at)
        if isinstance(entry, Mapping) and isinstance(own := entry.get("id"), str):
            if own in seen:
                line, _ = source.place(("sites", seen[own], "id"))
                found = f"站点标识“{own}”重复（第 {line} 行已有）"
                problems.append(source.problem((*path, "id"), found, "标识不得重复"))
            seen.setdefault(own, at)
        try:
            sites.append(Site.model_validate(entry))
        except ValidationError as error:
            problems += problems_of(error, source, path, Site)
    return sites, problems
