"""Site lists are refused with every problem at once, and written as they are read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from zwgk.planning import site_plan
from zwgk.sites import Site, SitesError, load_sites, write_sites
from zwgk.sites_commands import app

GOOD = """\
sites:
  - id: boshan
    name: 博山区人民政府
    url: http://www.boshan.gov.cn/
    level: county
    kind: government
    rulesets: [boshan-2020, national]
    hosts: [ZWFW.boshan.gov.cn]
    entry: [http://xxgk.boshan.gov.cn:8080/gkml/]
    crawl: {delay: 2.5, pages: 800, minutes: 30, megabytes: 0.5}
  - id: taishan
    name: 泰山区人民政府
    url: https://taishan.gov.cn/
    level: county
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str], Path]:
    def _write(text: str) -> Path:
        path = tmp_path / "sites.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    return _write


def _told(path: Path) -> list[str]:
    with pytest.raises(SitesError) as caught:
        load_sites(path)
    return [str(problem).replace(str(path), "sites.yaml") for problem in caught.value.problems]


def test_a_good_list_is_read_with_its_defaults(write: Callable[[str], Path]) -> None:
    first, second = load_sites(write(GOOD))
    assert first.hosts == ("zwfw.boshan.gov.cn",)
    assert (first.crawl.delay, first.crawl.pages, first.crawl.minutes) == (2.5, 800, 30)
    assert first.crawl.megabytes == site_plan(first).megabytes == 0.5
    assert (second.kind, second.rulesets, second.entry) == ("government", (), ())
    assert second.crawl.pages is None


def test_hosts_of_a_site_are_those_of_its_addresses_with_and_without_www(
    write: Callable[[str], Path],
) -> None:
    first, second = load_sites(write(GOOD))
    assert first.all_hosts == (
        "www.boshan.gov.cn",
        "boshan.gov.cn",
        "zwfw.boshan.gov.cn",
        "www.zwfw.boshan.gov.cn",
        "xxgk.boshan.gov.cn:8080",
        "www.xxgk.boshan.gov.cn:8080",
    )
    assert second.all_hosts == ("taishan.gov.cn", "www.taishan.gov.cn")


@pytest.mark.parametrize(
    ("url", "hosts"),
    [
        ("http://127.0.0.1:8081/x", ("127.0.0.1:8081",)),
        ("http://localhost:9000", ("localhost:9000",)),
        ("http://[::1]:81/", ("[::1]:81",)),
        ("http://10.0.0.1:80/", ("10.0.0.1:80", "10.0.0.1")),
        ("HTTP://WWW.A.gov.cn/", ("www.a.gov.cn", "a.gov.cn")),
    ],
)
def test_an_address_without_a_name_has_no_www_form(url: str, hosts: tuple[str, ...]) -> None:
    assert Site(id="x", name="甲", url=url, level="county").all_hosts == hosts


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("id: boshan\n", "id: 博山\n", "sites.yaml:2:9: sites[0].id：写的是“博山”，应只含小写字母、数字和连字符"),
        ("id: boshan\n", "id: 2020\n", "sites[0].id：写的是“2020”，应为文字，请加引号"),
        ("id: taishan", "id: boshan", "sites.yaml:11:9: sites[1].id：站点标识“boshan”重复（第 2 行已有）"),
        ("level: county", "level: 县", "sites[0].level：写的是“县”，应为 province、city、county、town 之一"),
        ("http://www.boshan.gov.cn/", "www.boshan.gov.cn", "sites[0].url：写的是“www.boshan.gov.cn”，应为 http:// 或"),
        ("http://www.boshan.gov.cn/", "ftp://boshan.gov.cn/", "sites[0].url"),
        ("http://www.boshan.gov.cn/", "http://", "sites[0].url"),
        ("http://www.boshan.gov.cn/", "http://a b/", "sites[0].url"),
        ("http://www.boshan.gov.cn/", "http://a:99999/", "sites[0].url"),
        ("http://www.boshan.gov.cn/", "'http://[::1/'", "sites[0].url"),
        ("http://www.boshan.gov.cn/", "file:///etc/passwd", "sites[0].url"),
        ("ZWFW.boshan.gov.cn", "http://zwfw.boshan.gov.cn/", "sites[0].hosts[0]"),
        ("ZWFW.boshan.gov.cn", "甲 乙", "sites[0].hosts[0]"),
        ("http://xxgk", "xxgk", "sites.yaml:9:13: sites[0].entry[0]"),
        ("    level: county\n", "", "sites[0].level：缺少“level”"),
        ("name: 博山区人民政府", "nmae: 博山", "sites[0].nmae：不认识的键“nmae”，是否为“name”？"),
        ("pages: 800", "page: 800", "sites[0].crawl.page：不认识的键“page”，是否为“pages”？"),
        ("pages: 800", "pages: 0", "sites[0].crawl.pages：写的是“0”，应为 1 到 1000000 的数"),
        ("delay: 2.5", "delay: 快", "sites[0].crawl.delay：写的是“快”，应为 0 到 600 的数"),
        ("sites:", "site:", "没有“sites”"),
        ("kind: government", "kind: [government]", "sites[0].kind"),
        ("rulesets: [boshan-2020, national]", "rulesets: national", "sites[0].rulesets：写的是“national”，应为列表"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_where_it_stands(
    write: Callable[[str], Path], old: str, new: str, told: str
) -> None:
    assert old in GOOD
    messages = _told(write(GOOD.replace(old, new, 1)))
    assert any(told in message for message in messages), messages


def test_all_problems_are_told_at_once(write: Callable[[str], Path]) -> None:
    text = GOOD.replace("level: county", "level: 县").replace("https://taishan", "taishan")
    assert len(_told(write(text))) == 3


@pytest.mark.parametrize(
    "text", ["", "sites:", "sites: []", "sites: {}", "sites: x", "- a", "sites: [3, null]"]
)
def test_an_empty_or_misshapen_list_is_refused(write: Callable[[str], Path], text: str) -> None:
    assert _told(write(text))


def test_what_is_written_reads_back_the_same(write: Callable[[str], Path]) -> None:
    sites = load_sites(write(GOOD))
    assert load_sites(write(write_sites(sites))) == sites


_SITE = st.builds(
    Site,
    id=st.from_regex(r"[a-z0-9-]{1,12}", fullmatch=True),
    name=st.text(min_size=1, max_size=20).filter(str.isprintable),
    url=st.sampled_from(
        ["http://a.gov.cn/", "https://www.b.gov.cn/x?y=1#z", "http://10.0.0.1:81/"]
    ),
    level=st.sampled_from(["province", "city", "county", "town"]),
    kind=st.sampled_from(["government", "department", "zone"]),
    rulesets=st.lists(st.sampled_from(["national", "no", "2020-01-01", "1e3", "./x: y.yaml"])),
    hosts=st.lists(st.sampled_from(["c.gov.cn", "10.0.0.2:8080"])),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_SITE, min_size=1, max_size=4, unique_by=lambda site: site.id))
def test_any_list_reads_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, sites: list[Site]
) -> None:
    path = tmp_path_factory.mktemp("sites") / "sites.yaml"
    path.write_text(write_sites(sites), encoding="utf-8")
    assert load_sites(path) == sites


def test_lint_says_that_all_is_well(write: Callable[[str], Path]) -> None:
    result = CliRunner().invoke(app, ["lint", str(write(GOOD))])
    assert result.exit_code == 0
    assert "2 个站点，没有问题" in result.output


def test_lint_knows_unknown_rulesets(write: Callable[[str], Path]) -> None:
    path = write(GOOD.replace("boshan-2020", "boshan-2002"))
    result = CliRunner().invoke(app, ["lint", str(path)])
    assert result.exit_code == 2
    assert "是否为“boshan-2020”" in result.output


@pytest.mark.parametrize("text", ["sites: [", "sites: []", "\x00"])
def test_lint_refuses_bad_input_with_status_2(write: Callable[[str], Path], text: str) -> None:
    path = write(text)
    result = CliRunner().invoke(app, ["lint", str(path)])
    assert result.exit_code == 2
    assert str(path) in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_lint_refuses_a_file_that_is_not_there(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["lint", str(tmp_path / "no.yaml")])
    assert result.exit_code == 2
    assert "读不出文件" in result.output
