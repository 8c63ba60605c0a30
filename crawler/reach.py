"""Which addresses a crawl may reach: public ones, and others only where the site list itself names them.

A site can name any host in a link, a redirect or its DNS, and the auditor's machine often stands inside a network that
the site cannot reach itself. So every connection is judged by the address that it goes to, at the moment it is made:

- **public** addresses are free;
- **private** ones (loopback, 10/8, 192.168/16, fc00::/7 …) are reached as the literal address that the list names, or by
  a host name that the list names (an intranet's site) and that never resolved to a public address in this run;
- **closed** ones (link-local, multicast, unspecified, reserved, the metadata services of clouds) are reached only where
  the list names the literal address.
"""

from __future__ import annotations

import re
import socket
import unicodedata
from collections.abc import Iterable, Sequence
from enum import Enum
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

Address = IPv4Address | IPv6Address

_PRIVATE = tuple(
    map(
        ip_network,
        (
            "10.0.0.0/8", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10",
            "198.18.0.0/15", "::1/128", "fc00::/7", "fec0::/10",
        ),
    )
)  # fmt: skip
_CLOSED = tuple(
    map(
        ip_network,
        (
            "0.0.0.0/8", "169.254.0.0/16", "192.0.0.0/24", "192.0.2.0/24", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "::/128", "fe80::/10", "ff00::/8",
            "100::/64", "2001:db8::/32", "3fff::/20", "5f00::/16",
            # Metadata of Alibaba Cloud, Azure and AWS, which lie outside the link-local range.
            "100.100.100.200/32", "168.63.129.16/32", "fd00:ec2::/64",
        ),
    )
)  # fmt: skip
_GLOBAL_SIX = ip_network("2000::/3")
# IPv6 ranges that carry an IPv4 address, with how many bits stand after it.
_CARRIERS = tuple(
    (ip_network(network), shift)
    for network, shift in (
        ("::ffff:0:0/96", 0), ("::/96", 0), ("64:ff9b::/96", 0), ("64:ff9b:1::/48", 0), ("2002::/16", 80),
    )
)  # fmt: skip
_TEREDO = ip_network("2001::/32")
_NUMERIC = re.compile(r"(?:0[xX][0-9a-fA-F]*|[0-9]+)(?:\.(?:0[xX][0-9a-fA-F]*|[0-9]+)){0,3}")
_PORTS = (80, 443)


class Network(Enum):
    """What an address belongs to."""

    PUBLIC = "public"
    PRIVATE = "private"
    CLOSED = "closed"


def network_of(address: Address) -> Network:
    """What an address belongs to; an IPv6 address that carries an IPv4 one is what that is."""
    if isinstance(address, IPv6Address):
        address = IPv6Address(int(address))  # without its zone
        if address in _TEREDO:
            return Network.CLOSED
        if int(address) > 1:
            for network, shift in _CARRIERS:
                if address in network:
                    return network_of(IPv4Address(int(address) >> shift & 0xFFFFFFFF))
    if any(address in network for network in _CLOSED):
        return Network.CLOSED
    if any(address in network for network in _PRIVATE):
        return Network.PRIVATE
    if isinstance(address, IPv6Address) and address not in _GLOBAL_SIX:
        return Network.CLOSED
    return Network.PUBLIC


def literal(host: str) -> Address | None:
    """The address that a host is, in any spelling that some resolver takes (2130706433, 0x7f.1, ①②⑦…); None for a name."""
    text = unicodedata.normalize("NFKC", host).replace("\u3002", ".").strip("[]").rstrip(".")
    try:
        return ip_address(text.partition("%")[0])
    except ValueError:
        pass
    if _NUMERIC.fullmatch(text):
        try:
            return IPv4Address(socket.inet_aton(text))
        except (OSError, ValueError):
            return None
    return None


def _host_and_port(netloc: str) -> tuple[str, int | None]:
    try:
        parts = urlsplit(f"//{netloc}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return "", None
    address = literal(host)
    return str(address) if address else host.rstrip("."), port


class PrivateAddress(OSError):
    """A host whose address a crawl may not reach; the message says which, and what to write into the site list."""


class Reach:
    """What one run may reach. `hosts` are the host[:port] that the site list names, of all its sites."""

    def __init__(self, hosts: Iterable[str]) -> None:
        self._named = {_host_and_port(host) for host in hosts}
        self._was_public: set[str] = set()
        self._granted: set[Address] = set()

    def name(self, url: str) -> None:
        """Name the host of a proxy that the user's own settings ask for."""
        host, port = _host_and_port(urlsplit(url).netloc.rpartition("@")[2])
        self._named.add((host, port))
        if address := literal(host):
            self._granted.add(address)

    def names(self, host: str, port: int) -> bool:
        """Whether the site list names this host with this port, or without any where it is a usual one."""
        address = literal(host)
        host = str(address) if address else host.lower().rstrip(".")
        return (host, port) in self._named or (port in _PORTS and (host, None) in self._named)

    def permitted(self, host: str, port: int, addresses: Sequence[Address]) -> list[Address]:
        """Those of a host's addresses that may be reached. Raises PrivateAddress when none may."""
        name = host.lower().rstrip(".")
        itself, named = literal(host), self.names(host, port)
        networks = [network_of(address) for address in addresses]
        if itself is None and Network.PUBLIC in networks:
            self._was_public.add(name)
        found = []
        for address, network in zip(addresses, networks, strict=True):
            if network is Network.PUBLIC:
                found.append(address)
            elif named and (
                itself is not None or (network is Network.PRIVATE and name not in self._was_public)
            ):
                self._granted.add(address)
                found.append(address)
        if not found:
            raise PrivateAddress(self._refusal(host, port, addresses[0], named=named))
        return found

    def _refusal(self, host: str, port: int, address: Address, *, named: bool) -> str:
        where = f"{host}:{port}" if port not in _PORTS else host
        if literal(host) is not None:
            return private_detail(_spelt(address, port))
        if not named:
            return f"{host} 解析到内网地址 {address}，未请求；如属本站，请把 {where} 写入网站清单的 hosts"
        if network_of(address) is Network.CLOSED:
            return (
                f"{host} 解析到保留地址 {address}，未请求；确要抓取，请把该地址写入网站清单的 hosts"
            )
        return f"{host} 先解析到公网，又解析到内网地址 {address}，未请求；确要抓取，请把该地址写入网站清单的 hosts"

    def open_socket(self, info: tuple[int, int, int, str, tuple[str | int, ...]]) -> socket.socket:
        """A socket for a connection about to be made: the last gate, whatever way the address came."""
        family, kind, protocol, _name, where = info
        address = ip_address(str(where[0]).partition("%")[0])
        if network_of(address) is not Network.PUBLIC and address not in self._granted:
            raise PrivateAddress(private_detail(str(address)))
        return socket.socket(family, kind, protocol)


def private_detail(host: str) -> str:
    """What is said of an address (with its port) inside a private network that the site list does not name."""
    return f"地址 {host} 在内网或保留网段，未请求；如属本站，请把 {host} 写入网站清单的 hosts"


def private_host(url: str) -> str:
    """The address[:port] of a URL whose host is a literal one inside a private or closed network; "" for any other."""
    try:
        parts = urlsplit(url)
        address, port = literal(parts.hostname or ""), parts.port
    except ValueError:
        return ""
    if address is None or network_of(address) is Network.PUBLIC:
        return ""
    return _spelt(address, port)


def same_network(url: str, other: str) -> bool:
    """Whether the hosts of two URLs are literal addresses of networks of one kind."""
    try:
        addresses = [literal(urlsplit(each).hostname or "") for each in (url, other)]
    except ValueError:
        return False
    networks = {network_of(address) if address else None for address in addresses}
    return len(networks) == 1 and None not in networks


def _spelt(address: Address, port: int | None) -> str:
    host = f"[{address}]" if address.version == 6 else str(address)
    return f"{host}:{port}" if port not in (None, *_PORTS) else host
