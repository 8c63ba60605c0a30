"""The settings of a crawl: polite unless told otherwise, and a value that cannot be right is refused by name."""

from __future__ import annotations

import pytest

from crawler.overrides import SettingError
from crawler.plan import SitePlan
from crawler.run import make_settings


def test_a_crawl_is_polite_by_default() -> None:
    made = make_settings({})
    assert made.getbool("ROBOTSTXT_OBEY")
    assert made.getbool("AUTOTHROTTLE_ENABLED")
    assert made.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1
    assert made.getfloat("DOWNLOAD_DELAY") >= 1
    assert made.getfloat("AUTOTHROTTLE_START_DELAY") == made.getfloat("DOWNLOAD_DELAY")
    assert "zwgk" in made["USER_AGENT"]


def test_what_the_user_sets_wins() -> None:
    made = make_settings(
        {
            "DOWNLOAD_DELAY": "2.5",
            "ZWGK_PAGES": "7",
            "ROBOTSTXT_OBEY": "False",
            "USER_AGENT": "某机构",
        }
    )
    assert made.getfloat("DOWNLOAD_DELAY") == 2.5
    assert made.getfloat("AUTOTHROTTLE_START_DELAY") == 2.5
    assert made.getint("ZWGK_PAGES") == 7
    assert not made.getbool("ROBOTSTXT_OBEY")
    assert made["USER_AGENT"] == "某机构"


@pytest.mark.parametrize(
    ("given", "throttled"),
    [
        ({"DOWNLOAD_DELAY": "0"}, False),
        ({"DOWNLOAD_DELAY": "0", "AUTOTHROTTLE_ENABLED": "True"}, True),
        ({"DOWNLOAD_DELAY": "0.5"}, True),
    ],
)
def test_no_delay_means_no_throttle_unless_asked_for(
    given: dict[str, str], throttled: bool
) -> None:
    assert make_settings(given).getbool("AUTOTHROTTLE_ENABLED") is throttled


def test_a_sites_own_delay_holds_for_its_hosts_alone() -> None:
    slow = SitePlan(
        "slow", "慢", "http://slow.example/", ("slow.example", "www.slow.example"), delay=5.0
    )
    plain = SitePlan("plain", "快", "http://plain.example/", ("plain.example",))
    slots = make_settings({}, [slow, plain]).getdict("DOWNLOAD_SLOTS")
    assert {host: slot["delay"] for host, slot in slots.items()} == {
        "slow.example": 5.0,
        "www.slow.example": 5.0,
    }


def test_the_hosts_of_all_sites_may_be_reached() -> None:
    sites = [
        SitePlan("a", "甲", "http://a.example/", ("a.example", "www.a.example")),
        SitePlan("b", "乙", "", ("b.example:8080",)),
    ]
    assert make_settings({"ZWGK_HOSTS": "evil.example"}, sites).getlist("ZWGK_HOSTS") == [
        "a.example",
        "www.a.example",
        "b.example:8080",
    ]


@pytest.mark.parametrize(
    ("name", "value", "right"),
    [
        ("DOWNLOAD_DELAY", "abc", "不小于 0 的数"),
        ("DOWNLOAD_DELAY", "", "不小于 0 的数"),
        ("DOWNLOAD_DELAY", "-1", "不小于 0 的数"),
        ("DOWNLOAD_DELAY", "nan", "不小于 0 的数"),
        ("DOWNLOAD_DELAY", "inf", "不小于 0 的数"),
        ("ZWGK_MINUTES", "一小时", "不小于 0 的数"),
        ("DOWNLOAD_TIMEOUT", "0", "大于 0 的数"),
        ("ZWGK_MEGABYTES", "1GB", "不小于 0 的数"),
        ("ZWGK_PAGES", "0", "不小于 1 的整数"),
        ("ZWGK_PAGES", "1e3", "不小于 1 的整数"),
        ("CONCURRENT_REQUESTS", "1.5", "不小于 1 的整数"),
        ("CONCURRENT_REQUESTS_PER_DOMAIN", "0", "不小于 1 的整数"),
        ("DOWNLOAD_MAXSIZE", "20MB", "不小于 0 的整数"),
        ("AUTOTHROTTLE_MAX_DELAY", "x", "不小于 0 的数"),
        ("ROBOTSTXT_OBEY", "maybe", "True 或 False"),
        ("AUTOTHROTTLE_ENABLED", "开", "True 或 False"),
        ("LOG_LEVEL", "LOUD", "WARNING"),
        ("LOG_LEVEL", "debug", "DEBUG"),
        ("DOWNLOAD_SLOTS", "x", "JSON"),
        ("DEFAULT_REQUEST_HEADERS", "Accept: text/html", "JSON"),
        ("USER_AGENT", "a\r\nX-Injected: 1", "一行文字"),
        ("DOWNLOAD_DELAYY", "5", "DOWNLOAD_DELAY"),
        ("download_delay", "5", "DOWNLOAD_DELAY"),
    ],
)
def test_a_wrong_value_is_refused_by_name(name: str, value: str, right: str) -> None:
    with pytest.raises(SettingError) as caught:
        make_settings({name: value})
    assert str(caught.value).startswith(f"-s {name}=")
    assert right in str(caught.value)


def test_a_name_unlike_any_setting_is_an_extensions_own() -> None:
    assert make_settings({"MY_PIPELINE_COLOUR": "blue"})["MY_PIPELINE_COLOUR"] == "blue"


@pytest.mark.parametrize(
    ("name", "value"),
    [("DOWNLOAD_TIMEOUT", "0.5"), ("LOG_LEVEL", "DEBUG"), ("DOWNLOAD_SLOTS", '{"a.example": {"delay": 3}}'),
     ("ROBOTSTXT_OBEY", "0"), ("ZWGK_MINUTES", "0.5"), ("ZWGK_MEGABYTES", "1.5")],
)  # fmt: skip
def test_a_right_value_is_taken(name: str, value: str) -> None:
    assert name in make_settings({name: value})
