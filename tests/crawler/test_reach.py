"""Which addresses may be reached: public ones, and others as far as the site list names them, in whatever spelling."""

from __future__ import annotations

import socket
from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.reach import (
    Network,
    PrivateAddress,
    Reach,
    literal,
    network_of,
    private_host,
    same_network,
)

PUBLIC = ip_address("114.114.114.114")
LOOPBACK = ip_address("127.0.0.1")
METADATA = ip_address("169.254.169.254")


@pytest.mark.parametrize(
    ("network", "addresses"),
    [
        (Network.PUBLIC, "1.2.3.4 114.114.114.114 2400:3200::1 64:ff9b::808:808 2002:808:808:: 172.32.0.1 100.128.0.1"),
        (Network.PRIVATE, "127.0.0.1 127.255.0.9 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 100.64.0.1 198.18.0.1"
                          " ::1 fc00::1 fd12:3456::1 fec0::1 ::ffff:10.0.0.1 ::ffff:127.0.0.1 ::127.0.0.1"
                          " 64:ff9b::a00:1 64:ff9b:1::7f00:1 2002:7f00:1:: 2002:c0a8:101::"),
        (Network.CLOSED, "0.0.0.0 0.1.2.3 169.254.169.254 169.254.0.23 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255"
                         " 192.0.2.1 198.51.100.7 203.0.113.9 192.0.0.192 100.100.100.200 168.63.129.16"
                         " :: fe80::1 fe80::1%eth0 ff02::1 fd00:ec2::254 2001:db8::1 2001:0:4136:e378::1 4000::1 100::1"
                         " ::ffff:169.254.169.254 64:ff9b::a9fe:a9fe ::ffff:0.0.0.0"),
    ],
)  # fmt: skip
def test_what_an_address_belongs_to(network: Network, addresses: str) -> None:
    wrong = [each for each in addresses.split() if network_of(ip_address(each)) is not network]
    assert wrong == []


@given(st.ip_addresses())
def test_what_python_calls_private_is_never_public(address: object) -> None:
    assert isinstance(address, type(PUBLIC)) or address is not None
    found = ip_address(str(address))
    if found.is_loopback or found.is_link_local or found.is_multicast or found.is_unspecified:
        assert network_of(found) is not Network.PUBLIC


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "127.0.0.1"), ("2130706433", "127.0.0.1"), ("0x7f000001", "127.0.0.1"), ("0x7f.1", "127.0.0.1"),
        ("0177.0.0.1", "127.0.0.1"), ("127.1", "127.0.0.1"), ("127.0.0.1.", "127.0.0.1"), ("0", "0.0.0.0"),
        ("①②⑦.⓪.⓪.①", "127.0.0.1"), ("127。0。0。1", "127.0.0.1"), ("１２７.0.0.1", "127.0.0.1"), ("[::1]", "::1"),
        ("::ffff:127.0.0.1", "::ffff:7f00:1"), ("fe80::1%eth0", "fe80::1"), ("0251.0376.0251.0376", "169.254.169.254"),
    ],
)  # fmt: skip
def test_an_address_in_every_spelling(host: str, address: str) -> None:
    assert str(literal(host)) == str(ip_address(address))


@pytest.mark.parametrize(
    "host", ["", "a.example", "localhost", "1.2.3.4.5", "256.256.256.256", "0x", "1.2.3.x", "::g"]
)
def test_a_name_is_no_address(host: str) -> None:
    assert literal(host) is None


@given(st.integers(0, 2**32 - 1))
def test_a_number_is_the_address_that_a_system_takes_it_for(number: int) -> None:
    for spelt in (str(number), hex(number)):
        assert literal(spelt) == ip_address(socket.inet_ntoa(socket.inet_aton(spelt)))


def test_a_public_address_is_free() -> None:
    reach = Reach([])
    assert reach.permitted("www.a.gov.cn", 80, [PUBLIC]) == [PUBLIC]
    assert reach.permitted(str(PUBLIC), 80, [PUBLIC]) == [PUBLIC]


@pytest.mark.parametrize("address", [LOOPBACK, METADATA, ip_address("10.0.0.1"), ip_address("::1")])
def test_another_is_refused_with_what_to_write(address: object) -> None:
    reach = Reach(["www.a.gov.cn", "127.0.0.1:8000"])
    for host in ("other.a.gov.cn", str(address)):
        with pytest.raises(PrivateAddress) as caught:
            reach.permitted(host, 8080, [address])
        assert str(address) in str(caught.value)
        assert "写入网站清单的 hosts" in str(caught.value)
        assert ":8080" in str(caught.value)


@pytest.mark.parametrize(
    "address", [LOOPBACK, METADATA, ip_address("0.0.0.0"), ip_address("fe80::1")]
)
def test_an_address_that_the_list_names_may_be_reached_at_that_port(address: object) -> None:
    host = f"[{address}]" if ":" in str(address) else str(address)
    reach = Reach([f"{host}:8000"])
    assert reach.permitted(str(address), 8000, [address]) == [address]
    with pytest.raises(PrivateAddress):
        reach.permitted(str(address), 8001, [address])


def test_a_named_host_may_stand_in_an_intranet() -> None:
    reach = Reach(["oa.a.gov.cn", "www.a.gov.cn:8080"])
    assert reach.permitted("OA.a.gov.cn.", 443, [ip_address("10.1.2.3")]) == [
        ip_address("10.1.2.3")
    ]
    assert reach.permitted("www.a.gov.cn", 8080, [LOOPBACK]) == [LOOPBACK]
    with pytest.raises(PrivateAddress):
        reach.permitted("oa.a.gov.cn", 22, [ip_address("10.1.2.3")])
    with pytest.raises(PrivateAddress):
        reach.permitted("www.a.gov.cn", 80, [LOOPBACK])


def test_a_named_host_may_not_lead_to_a_closed_network() -> None:
    with pytest.raises(PrivateAddress, match="保留地址 169\\.254\\.169\\.254"):
        Reach(["www.a.gov.cn"]).permitted("www.a.gov.cn", 80, [METADATA])


def test_a_host_that_was_public_is_never_private_in_the_same_run() -> None:
    reach = Reach(["www.a.gov.cn"])
    assert reach.permitted("www.a.gov.cn", 80, [LOOPBACK]) == [LOOPBACK]
    assert reach.permitted("www.a.gov.cn", 80, [PUBLIC]) == [PUBLIC]
    with pytest.raises(PrivateAddress, match="先解析到公网"):
        reach.permitted("WWW.A.gov.cn", 80, [LOOPBACK])


def test_of_both_kinds_only_the_public_are_taken() -> None:
    reach = Reach(["www.a.gov.cn"])
    assert reach.permitted("www.a.gov.cn", 80, [LOOPBACK, PUBLIC, METADATA]) == [PUBLIC]


def test_the_last_gate_opens_only_what_was_permitted() -> None:
    reach = Reach(["127.0.0.1:8000"])
    info = (socket.AF_INET, socket.SOCK_STREAM, 0, "", ("127.0.0.1", 8000))
    with pytest.raises(PrivateAddress):
        reach.open_socket(info)
    reach.permitted("127.0.0.1", 8000, [LOOPBACK])
    reach.open_socket(info).close()
    reach.open_socket((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("1.2.3.4", 80))).close()


def test_a_proxy_of_the_user_may_be_reached() -> None:
    reach = Reach([])
    reach.name("http://user:pass@127.0.0.1:3128")
    assert reach.permitted("127.0.0.1", 3128, [LOOPBACK]) == [LOOPBACK]


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://2130706433/x", "127.0.0.1"),
        ("https://[::1]:8443/", "[::1]:8443"),
        ("http://root:x@10.0.0.1:9/", "10.0.0.1:9"),
        ("http://1.2.3.4/", ""),
        ("http://a.gov.cn/", ""),
        ("http://[::1", ""),
        ("javascript:x", ""),
        ("http://10.0.0.1:x/", ""),
    ],
)
def test_the_private_host_of_an_address(url: str, host: str) -> None:
    assert private_host(url) == host


def test_networks_of_one_kind() -> None:
    assert same_network("http://127.0.0.1:8000/", "http://10.0.0.1/")
    assert not same_network("http://127.0.0.1:8000/", "http://169.254.169.254/")
    assert not same_network("http://www.a.gov.cn/", "http://127.0.0.1/")
    assert not same_network("http://[::1", "http://127.0.0.1/")


@given(st.text(max_size=40), st.integers(0, 70_000))
def test_any_host_can_be_asked_about(host: str, port: int) -> None:
    reach = Reach([host, f"{host}:{port}"])
    reach.names(host, port)
    private_host(f"http://{host}:{port}/")
    assert literal(host) is None or network_of(literal(host)) in Network
