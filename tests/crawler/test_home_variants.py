"""Where a homepage that is silent is tried next."""

from __future__ import annotations

import pytest

from crawler.home_variants import home_variants, next_variant


@pytest.mark.parametrize(
    ("url", "variants"),
    [
        (
            "http://www.a.gov.cn/",
            ["https://www.a.gov.cn/", "http://a.gov.cn/", "https://a.gov.cn/"],
        ),
        (
            "https://a.gov.cn:8443/web/",
            [
                "http://a.gov.cn:8443/web/",
                "https://www.a.gov.cn:8443/web/",
                "http://www.a.gov.cn:8443/web/",
            ],
        ),
        ("http://10.1.2.3/", ["https://10.1.2.3/"]),
        ("http://[::1]:80/", ["https://[::1]:80/"]),
        ("http://localhost:8000/", ["https://localhost:8000/"]),
    ],
)
def test_the_other_scheme_comes_first_then_www(url: str, variants: list[str]) -> None:
    assert home_variants(url) == variants
    tried, walked = url, []
    while tried := next_variant(tried, url, same_host=True):
        walked.append(tried)
    assert walked == variants


def test_a_host_without_an_address_is_not_asked_under_another_scheme() -> None:
    url = "http://a.gov.cn/"
    assert next_variant(url, url, same_host=False) == "http://www.a.gov.cn/"
    assert next_variant("http://www.a.gov.cn/", url, same_host=False) == ""


def test_what_is_no_form_of_the_homepage_has_none() -> None:
    assert next_variant("http://a.gov.cn/other/", "http://a.gov.cn/", same_host=True) == ""
