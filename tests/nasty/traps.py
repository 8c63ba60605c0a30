"""Traps for whoever follows links: addresses without end, and robots.txt that keeps him at the door."""

from __future__ import annotations

import asyncio
import gzip
import itertools
import random
from urllib.parse import parse_qsl

from crawler.snapshot.facts import Outcome
from tests.nasty.pages import WORDS
from tests.nasty.server import Visit, html, nasty, page_at

_OK = Outcome.OK


def _of(visit: Visit) -> dict[str, str]:
    return dict(parse_qsl(visit.target.partition("?")[2]))


@nasty("/feed/refresh", Outcome.REDIRECT_LOOP, _OK)
async def refresh_loop(visit: Visit) -> None:
    """A page that refreshes to another of its kind, for ever."""
    number = int(_of(visit).get("n", 0))
    onward = f'<meta http-equiv="refresh" content="0;url=/feed/refresh?n={number + 1}">'
    await visit.page(html("", head=onward))


@nasty("/trap/calendar", _OK)
async def calendar(visit: Visit) -> None:
    """A calendar that knows every month there will ever be."""
    asked = _of(visit)
    year, month = int(asked.get("year", 2021)), int(asked.get("month", 4))
    steps = ((-1, "上月"), (1, "下月"), (12, "明年"))
    links = []
    for step, word in steps:
        years, months = divmod(year * 12 + month - 1 + step, 12)
        links.append(f'<a href="/trap/calendar?year={years}&month={months + 1}">{word}</a>')
    for day in range(1, 29):
        where = f"/trap/calendar?year={year}&month={month}&day={day}"
        links.append(f'<a href="{where}">{day}</a>')
    words = f"{year}年{month}月"
    await visit.page(html(f"<h1>{words}工作日历</h1>{' '.join(links)}", words))


@nasty("/trap/days", _OK)
async def days(visit: Visit) -> None:
    """The same with the day in the path."""
    numbers = [int(part) for part in visit.path.split("/") if part.isdigit()]
    year, month = (numbers[0], numbers[1]) if len(numbers) > 1 else (2021, 4)
    links = "".join(
        f'<a href="/trap/days/{year + (month + step) // 12}/{1 + (month + step) % 12}/{day}/">{day}日</a>'
        for step in range(4) for day in range(1, 29)
    )  # fmt: skip
    await visit.page(html(f"<h1>{year}年{month}月</h1>{links}", f"{year}年{month}月"))


@nasty("/trap/sessions", _OK)
async def sessions(visit: Visit) -> None:
    """The same five pages, each link with a new session in its path or its parameters."""
    token = f"{random.getrandbits(128):032x}"
    ways = (
        f"/trap/sessions/list.jsp;jsessionid={token.upper()}", f"/trap/sessions/list.php?PHPSESSID={token}",
        f"/trap/sessions/list.do?sid={token}&type=2", f"/trap/sessions/(S({token[:24]}))/list.aspx",
        f"/trap/sessions/{token}/list.html",
    )  # fmt: skip
    links = "".join(f'<a href="{way}">办事指南{number}</a>' for number, way in enumerate(ways))
    await visit.page(html(WORDS + links * 4))


@nasty("/trap/orders", _OK)
async def orders(visit: Visit) -> None:
    """One list in every order, view and size, its parameters in any order."""
    names = ("sort", "order", "view", "size", "from", "back", "lang", "style")
    asked = _of(visit)
    links = []
    for name, value in itertools.product(names, ("a", "b", "c", "d")):
        given = asked | {name: value}
        spelt = "&".join(f"{key}={given[key]}" for key in random.sample(sorted(given), len(given)))
        links.append(f'<a href="/trap/orders?{spelt}">{name}{value}</a>')
    row = '<li><a href="/r/%d.html">关于第%d号事项的通知</a><span>2019-03-01</span></li>'
    rows = "".join(row % (number, number) for number in range(9))
    await visit.page(html(f"{WORDS}<ul>{rows}</ul>{''.join(links)}"))


@nasty("/trap/backlinks", _OK)
async def backlinks(visit: Visit) -> None:
    """Each link carries the address of the page that it stands on."""
    back = visit.target.replace("&", "%26").replace("?", "%3F")[:900]
    links = "".join(
        f'<a href="/trap/backlinks/{page}?returnUrl={back}">登录{page}</a>' for page in "abc"
    )
    await visit.page(html(WORDS + links))


@nasty("/trap/numbers", _OK)
async def numbers(visit: Visit) -> None:
    """A page for every number, all of them alike, each with links to ten more."""
    number = int(_of(visit).get("n", 0))
    links = "".join(
        f'<a href="/trap/numbers?n={number * 10 + step}">栏目{step}</a>' for step in range(1, 11)
    )
    await visit.page(html(WORDS + links))


@nasty("/trap/same", _OK)
async def same(visit: Visit) -> None:
    """A link that repeats its folder, /a/a/a/a/…, on pages of which no two read alike."""
    here = visit.path.rstrip("/")
    links = f'<a href="{here}/a/">栏目甲</a><a href="{here}/b/a/">栏目乙</a>'
    words = "".join(random.choices("天地玄黄宇宙洪荒日月盈昃辰宿列张", k=30))
    await visit.page(html(f"{WORDS}<p>{words}</p>{links}"))


@nasty("/trap/deeper", _OK)
async def deeper(visit: Visit) -> None:
    """Ever deeper paths, no two alike."""
    here = visit.path.rstrip("/")
    links = "".join(
        f'<a href="{here}/x{random.getrandbits(32):x}/">分类{letter}</a>' for letter in "甲乙丙"
    )
    await visit.page(html(WORDS + links))


@nasty("/trap/next", _OK)
async def next_for_ever(visit: Visit) -> None:
    """A list that always has a next page, with rows that are always new."""
    page = int(_of(visit).get("page", 1))
    row = '<li><a href="/r/%d-%d.html">第%d页第%d条事项的通知公告</a><span>2021-03-01</span></li>'
    rows = "".join(row % (page, number, page, number) for number in range(1))
    onward = f'<a href="/trap/next?page={page + 1}">下一页</a>'
    await visit.page(html(f"<ul>{rows}</ul>{onward}"))


@nasty("/slow/but-fine", _OK)
async def slow_but_fine(visit: Visit) -> None:
    """Answers late, but well."""
    await asyncio.sleep(0.4)
    await visit.page(html(WORDS))


@nasty("/robots/silent", Outcome.TIMEOUT, hangs=True)
async def robots_silent(visit: Visit) -> None:
    """robots.txt never comes."""
    await visit.never()


@nasty("/robots/big", Outcome.TOO_LARGE)
async def robots_big(visit: Visit) -> None:
    """robots.txt of 50 MB, its rule at the head."""
    await visit.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n")
    await visit.send(b"User-agent: *\nDisallow: /closed/\n")
    for _ in range(50):
        await visit.send(b"# nothing but words, and more of them, to the end\n" * 21_000)


@page_at("/robots/html", _OK)
def robots_html() -> bytes:
    """The site's error page in the place of robots.txt."""
    return html(WORDS + "<pre>Disallow: /</pre>")


@page_at("/robots/bomb", Outcome.TOO_LARGE, headers=("Content-Encoding: gzip",))
def robots_bomb() -> bytes:
    """robots.txt that unpacks to 64 MB of rules."""
    rules = (
        b"User-agent: *\nDisallow: /closed/\n" + b"Disallow: /*a*b*c*d*e*f*g*h*i*j\n" * 2_000_000
    )
    return gzip.compress(rules, 1)


@nasty("/robots/reset", Outcome.BROKEN)
async def robots_reset(visit: Visit) -> None:
    """The connection breaks on robots.txt."""
    visit.reset()


@page_at("/robots/stars", _OK)
def robots_stars() -> bytes:
    """Rules that take a naive matcher for ever."""
    stars = b"User-agent: *\nDisallow: /" + b"*a" * 2000 + b"$\nDisallow: /" + b"*" * 3000 + b"x\n"
    return stars + b"Disallow: /closed/\n"


@nasty("/robots/moved", _OK)
async def robots_moved(visit: Visit) -> None:
    """robots.txt has moved, and is still to be obeyed."""
    if visit.path == "/robots.txt":
        await visit.page(b"", "Location: /robots/moved", status="301 Moved Permanently")
    else:
        await visit.page(b"User-agent: *\nDisallow: /closed/\n")


@nasty("/closed", _OK)
async def closed(visit: Visit) -> None:
    """A page that robots.txt may close."""
    await visit.page(html(WORDS))
