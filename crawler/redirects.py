"""Where a redirect leads a crawl: onward, back for a cookie, out of the site, or to nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace

from crawler.follow import Policy
from crawler.frontier import Entry, address
from crawler.home_memory import HomeMemory, says_home
from crawler.reach import private_detail, private_host, same_network
from crawler.snapshot.facts import Outcome, Role
from crawler.snapshot.writer import off_site_detail

MOST_HOPS = 6
LONGEST = 2000  # characters of an address
_WEB = ("http://", "https://")


@dataclass(frozen=True, slots=True)
class Hop:
    """What becomes of a redirected request.

    With `again` the same request is made at `again`, under its own number. Else the request ends with `outcome` and
    `detail`, and `onward` is asked for in its place, where there is one.
    """

    outcome: Outcome = Outcome.OK
    detail: str = ""
    again: Entry | None = None
    onward: Entry | None = None


def hop(entry: Entry, target: str, policy: Policy, home: HomeMemory, *, sets_cookie: bool) -> Hop:
    """What becomes of a request that was redirected to `target` (absolute)."""
    if target == entry.url and entry.hops < 2 and sets_cookie:
        # A firewall's first answer: it wants its cookie back from the same address.
        return Hop(again=replace(entry, hops=entry.hops + 1))
    if entry.hops >= MOST_HOPS or target == entry.url:
        return Hop(Outcome.REDIRECT_LOOP, f"跳转超过 {MOST_HOPS} 次或跳回自身")
    if len(target) > LONGEST:
        return Hop(Outcome.BROKEN, f"跳转的地址有 {len(target)} 字，过长")
    if not policy.is_internal(target):
        return _outward(entry, target, policy)
    if _leads_home(entry, target, home):
        return Hop(Outcome.NOT_FOUND, "跳转到网站首页")
    onward = replace(entry, url=target, hops=entry.hops + 1)
    if address(entry.url) == address(target):
        # The same address over another scheme is remembered as one; it is asked for under its own number.
        return Hop(again=onward)
    if entry.role is Role.COLUMN:
        onward = replace(onward, column_url=target)
    return Hop(detail="跳转", onward=onward)


def _outward(entry: Entry, target: str, policy: Policy) -> Hop:
    is_needed = entry.role is Role.HOME or (
        entry.role is Role.COLUMN and policy.is_disclosure(entry.anchor)
    )
    if target.startswith(_WEB) and (host := private_host(target)):
        # Inside an intranet other machines of it are other sites like any.
        if is_needed or not same_network(entry.url, target):
            return Hop(Outcome.PRIVATE, f"跳转到{private_detail(host)}")
        return Hop(detail=f"跳转到站外的内网地址 {host}，未请求")
    if not is_needed:
        return Hop(detail="跳转到站外")
    if not target.startswith(_WEB):
        return Hop(Outcome.BROKEN, "跳转的目标不是网页地址")
    return Hop(Outcome.OFF_SITE, f"跳转后{off_site_detail(target)}")


def _leads_home(entry: Entry, target: str, home: HomeMemory) -> bool:
    """Whether a removed page sends its reader to the homepage."""
    return (
        entry.role in (Role.DOCUMENT, Role.COLUMN, Role.FRAME, Role.ATTACHMENT)
        and home.is_root(target)
        and not home.is_root(entry.url)
        and not says_home(entry.anchor)
    )
