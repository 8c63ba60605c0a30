"""Planted faults: each does what its name says, changes nothing else, and compliant sites are free of them."""

from __future__ import annotations

import re

import pytest

from demo.cycle import DemoSite
from demo.cycles.county2020 import CYCLE
from demo.server import Response
from demo.sites.content.county import compliant
from demo.sites.content.enforcement import FALSE_IDENTITY
from demo.sites.content.platform import request_table
from demo.sites.faults import FAULTS
from demo.sites.faults.website import BANK_CARD, IDENTITY, MOBILE
from demo.sites.model import Area, Cell, SiteContent, Table

AREA = Area("试验县", "试验", "试", "县", "990198")
_IDENTITY = re.compile(r"(?<!\d)\d{17}[\dX](?!\d)")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def identity_is_valid(number: str) -> bool:
    """Whether the check digit of GB 11643 fits."""
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == number[17]


def luhn_is_valid(number: str) -> bool:
    """Whether the last digit fits the Luhn sum."""
    digits = [int(digit) for digit in reversed(number)]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def whole_text(site: SiteContent) -> str:
    """All words that the site publishes."""
    bodies = [column.blocks for column in site.all_columns()]
    bodies += [document.blocks for document in site.documents().values()]
    return "\n".join(block for body in bodies for block in body if isinstance(block, str))


def table_sums(table: Table) -> list[bool]:
    """For each of the seven columns of table 2 whether new + carried in = total + carried out."""
    rows: dict[str, list[int]] = {}
    for row in table.rows:
        texts = [cell.text if isinstance(cell, Cell) else cell for cell in row]
        numbers = [int(text) for text in texts if text.isdecimal()]
        rows["".join(text for text in texts if not text.isdecimal())] = numbers
    new, before, done, after = (
        next(numbers for label, numbers in rows.items() if words in label)
        for words in ("本年新收", "上年结转", "（七）总计", "结转下年度")
    )
    return [a + b == c + d for a, b, c, d in zip(new, before, done, after, strict=True)]


@pytest.mark.parametrize("family", ["trs", "jcms", "static"])
@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_a_fault_changes_a_site_of_any_family(fault: str, family: str) -> None:
    plain = compliant("x", AREA, family)
    planted = compliant("x", AREA, family)
    assert plain == planted
    FAULTS[fault].plant(planted)
    assert plain != planted
    assert FAULTS[fault].id == fault
    assert FAULTS[fault].title


def test_a_fault_leaves_other_sites_alone(demo_sites: dict[str, DemoSite]) -> None:
    before = CYCLE.content(demo_sites["qingshi"])
    for site in demo_sites.values():
        CYCLE.content(site)
    assert CYCLE.content(demo_sites["qingshi"]) == before


def test_compliant_sites_publish_no_private_number(demo_sites: dict[str, DemoSite]) -> None:
    for name in (site.id for site in demo_sites.values() if not site.faults):
        text = whole_text(CYCLE.content(demo_sites[name]))
        assert [number for number in _IDENTITY.findall(text) if identity_is_valid(number)] == []
        for private in (IDENTITY, BANK_CARD, MOBILE):
            assert private not in text
        # What looks like one: masked, with a wrong check digit, or a duty telephone.
        assert "3703**********1234" in text
        assert FALSE_IDENTITY in text
        assert re.search(r"值班手机：1\d{10}", text)


def test_the_planted_numbers_are_valid_and_the_near_miss_is_not() -> None:
    assert identity_is_valid(IDENTITY)
    assert luhn_is_valid(BANK_CARD)
    assert not identity_is_valid(FALSE_IDENTITY)
    assert len(IDENTITY) == len(FALSE_IDENTITY) == 18
    assert (len(BANK_CARD), BANK_CARD[:2]) == (19, "62")


@pytest.mark.parametrize(
    ("site", "number"), [("liangquan", IDENTITY), ("luzhou", BANK_CARD), ("banqiao", MOBILE)]
)
def test_a_private_number_stands_on_one_site(
    demo_sites: dict[str, DemoSite], site: str, number: str
) -> None:
    where = [name for name, each in demo_sites.items() if number in whole_text(CYCLE.content(each))]
    assert where == [site]


def test_table_two_adds_up_unless_the_fault_is_planted() -> None:
    assert table_sums(request_table()) == [True] * 7
    assert table_sums(request_table(new_people=45)) == [False, *[True] * 5, False]


def test_columns_of_the_platform(demo_sites: dict[str, DemoSite]) -> None:
    parts = ["政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开工作年度报告"]

    def children(site: str) -> tuple[str, list[str]]:
        column = CYCLE.content(demo_sites[site]).column("zfxxgk")
        return column.name, [child.name for child in column.children if child.name in parts]

    assert children("qingshi") == ("政府信息公开", parts)
    assert children("songlin") == ("信息公开", parts)
    assert children("hegu") == ("政府信息公开", [part for part in parts if "制度" not in part])


def test_the_platform_is_off_the_homepage_of_one_site(demo_sites: dict[str, DemoSite]) -> None:
    for name in ("danxia", "shuangxi"):
        app = CYCLE.application(name)
        home = app.respond("GET", "/", b"").body.decode(app.encoding)
        assert (">政府信息公开<" in home) is (name == "danxia")


def test_how_pages_fail_to_answer(demo_sites: dict[str, DemoSite]) -> None:
    def ask(site: str, key: str) -> Response:
        app = CYCLE.application(site)
        path = (
            app.column_path(app.columns[key])
            if key in app.columns
            else app.document_path(app.documents[key])
        )
        return app.respond("GET", path, b"")

    firewall = ask("shitan", "zfxxgkzn")
    assert firewall.status == 403
    assert len(firewall.body) < 500
    assert ask("shitan", "yjzj").hang
    shell = ask("meigang", "zfys")
    assert shell.status == 200
    assert b'<div id="app"></div>' in shell.body
    assert 1200 < len(shell.body) < 2500
    unavailable = ask("shanwan", "nb-2020")
    assert unavailable.status == 503
    assert len(unavailable.body) > 500
    assert CYCLE.application("guanhu").down


def test_only_pages_without_answer_hold_a_visitor(demo_sites: dict[str, DemoSite]) -> None:
    hanging = {
        (name, path)
        for name, site in demo_sites.items()
        for app in [CYCLE.application(site.id)]
        for path in app.paths()
        if app.respond("GET", path, b"").hang
    }
    assert len(hanging) == 1


def test_robots_forbids_the_reports_of_one_site(demo_sites: dict[str, DemoSite]) -> None:
    app = CYCLE.application("shitan")
    folder = app.column_path(app.columns["zfxxgknb"]).removesuffix("index.html")
    assert f"Disallow: {folder}\n".encode() in app.respond("GET", "/robots.txt", b"").body


def test_nothing_leads_past_the_hanging_column_to_a_consultation(
    demo_sites: dict[str, DemoSite],
) -> None:
    content = CYCLE.content(demo_sites["shitan"])
    asked = {item.key for item in content.column("yjzj").documents}
    elsewhere = {
        item.key
        for column in content.all_columns()
        if column.key != "yjzj"
        for item in column.documents
    }
    linked = {
        key
        for item in content.documents().values()
        if item.key not in asked
        for key in item.related
    }
    assert asked.isdisjoint(elsewhere | linked)


def test_footer_search_and_tags(demo_sites: dict[str, DemoSite]) -> None:
    full = set(CYCLE.content(demo_sites["qingshi"]).footer)
    assert len(full) == 7
    assert full - set(CYCLE.content(demo_sites["shuangxi"]).footer) == {"police", "errors"}
    assert full - set(CYCLE.content(demo_sites["songlin"]).footer) == {"police", "errors", "map"}
    searches = {name: CYCLE.content(site).search for name, site in demo_sites.items()}
    assert {name: how for name, how in searches.items() if how != "works"} == {
        "hegu": "none",
        "shuangxi": "broken",
    }
    broken = CYCLE.application("shuangxi")
    assert broken.respond("GET", f"{broken.search_path}?{broken.search_field}=x", b"").status == 404


@pytest.mark.parametrize(
    ("site", "complete"), [("qingshi", "all"), ("hegu", "some"), ("liangquan", "none")]
)
def test_article_tags(demo_sites: dict[str, DemoSite], site: str, complete: str) -> None:
    app = CYCLE.application(site)
    wanted = ("ArticleTitle", "PubDate", "ContentSource")
    found = []
    for item in app.documents.values():
        source = app.respond("GET", app.document_path(item), b"").body.decode(app.encoding)
        found.append(all(f'<meta name="{tag}" content="' in source for tag in wanted))
    assert (all(found), any(found)) == {
        "all": (True, True),
        "some": (False, True),
        "none": (False, False),
    }[complete]


@pytest.mark.parametrize(("site", "count"), [("qingshi", 0), ("shuangxi", 5), ("liangquan", 4)])
def test_empty_columns(demo_sites: dict[str, DemoSite], site: str, count: int) -> None:
    empty = [
        column
        for column in CYCLE.content(demo_sites[site]).all_columns()
        if not (column.documents or column.children or column.blocks)
    ]
    assert len(empty) == count


@pytest.mark.parametrize(("site", "events", "reports"), [("qingshi", 4, 5), ("liangquan", 3, 4)])
def test_open_days_of_the_year(
    demo_sites: dict[str, DemoSite], site: str, events: int, reports: int
) -> None:
    titles = [
        item.title
        for item in CYCLE.content(demo_sites[site]).documents().values()
        if "政府开放日" in item.title and item.published.year == 2020 and "南溪区" not in item.title
    ]
    assert len(titles) == reports
    assert len({re.search("第.次", title)[0] for title in titles}) == events
