"""Misbehaviour of headers: floods of them, cookies, and redirects to where nobody should go."""

from __future__ import annotations

from crawler.snapshot.facts import Outcome
from tests.nasty.server import HEAD, Behaviour, Visit, html, nasty
from tests.nasty.wire import BODY

_OK, _BROKEN = Outcome.OK, Outcome.BROKEN


@nasty("/headers/many", _BROKEN)
async def headers_many(visit: Visit) -> None:
    """A hundred thousand headers."""
    await visit.send(HEAD)
    for _ in range(100):
        await visit.send(b"X-Flood: nasty\r\n" * 1000)
    await visit.send(b"Content-Length: 5\r\n\r\nabcde")


@nasty("/headers/long", _BROKEN)
async def headers_long(visit: Visit) -> None:
    """One header of two megabytes."""
    await visit.send(HEAD, b"X-Long: " + b"x" * 2_000_000 + b"\r\nContent-Length: 5\r\n\r\nabcde")


@nasty("/headers/endless", _BROKEN, Outcome.TIMEOUT)
async def headers_endless(visit: Visit) -> None:
    """Headers for ever, as fast as it can."""
    await visit.send(HEAD)
    while True:
        await visit.send(b"X-Flood: nasty\r\n" * 1000)


@nasty("/headers/odd", _OK, _BROKEN)
async def headers_odd(visit: Visit) -> None:
    """NULs, bare carriage returns, no colon, Chinese in GBK."""
    odd = b"X-Nul: a\x00b\r\nno colon here\r\nX-\xd5\xfe: \xd5\xfe\xce\xf1\r\n: empty\r\nX-Bare: a\rb\r\n"
    await visit.send(HEAD, odd, f"Content-Length: {len(BODY)}\r\n\r\n".encode(), BODY)


@nasty("/cookies/bad", _OK)
async def cookies_bad(visit: Visit) -> None:
    """Cookies that are none, for other sites, for all sites, with dates that are none."""
    bad = (
        "Set-Cookie: ", "Set-Cookie: =", "Set-Cookie: ;;;=;", "Set-Cookie: a", "Set-Cookie: \xb2\xe9=\xd1\xaf",
        "Set-Cookie: a=b; Domain=gov.cn", "Set-Cookie: a=b; Domain=.com", "Set-Cookie: a=b; Domain=evil.example",
        "Set-Cookie: a=b; Expires=Foo, 99 Bar 99999 99:99:99; Max-Age=-99999999999999999999",
        "Set-Cookie: a=b; Max-Age=nan; Path=//////", f"Set-Cookie: big={'x' * 6000}",
    )  # fmt: skip
    await visit.page(BODY, *bad)


@nasty("/cookies/many", _OK)
async def cookies_many(visit: Visit) -> None:
    """A hundred cookies of four kilobytes each, all to be sent back."""
    await visit.page(
        BODY, *(f"Set-Cookie: c{number}={'x' * 4000}; Path=/" for number in range(100))
    )


@nasty("/cookies/after", _OK)
async def cookies_after(visit: Visit) -> None:
    """Answers only who sends no more than eight kilobytes of headers, as servers do."""
    if len(visit.head) > 8192:
        await visit.page(b"too large" * 100, status="400 Bad Request")
    else:
        await visit.page(BODY)


@nasty("/cookies/flood", _BROKEN)
async def cookies_flood(visit: Visit) -> None:
    """Ten thousand cookies."""
    await visit.send(HEAD)
    for number in range(10_000):
        await visit.send(f"Set-Cookie: f{number}=1\r\n".encode())
    await visit.send(b"Content-Length: 5\r\n\r\nabcde")


async def _move(visit: Visit, location: str, status: str = "302 Found") -> None:
    sent = location if location.isascii() else location.encode().decode("latin-1")
    await visit.page(b"", f"Location: {sent}", status=status)


@nasty("/redirect/self", Outcome.REDIRECT_LOOP)
async def redirect_self(visit: Visit) -> None:
    """Redirects to itself."""
    await _move(visit, visit.target)


@nasty("/redirect/ring", Outcome.REDIRECT_LOOP, _OK)
async def redirect_ring(visit: Visit) -> None:
    """Three addresses that redirect to one another."""
    number = int(visit.path[-1]) if visit.path[-1].isdigit() else 0
    await _move(visit, f"/redirect/ring/{(number + 1) % 3}")


@nasty("/redirect/endless", Outcome.REDIRECT_LOOP, _OK)
async def redirect_endless(visit: Visit) -> None:
    """Redirects to a new address each time."""
    number = int(visit.target.partition("n=")[2] or 0)
    await _move(visit, f"/redirect/endless?n={number + 1}")


_ELSEWHERE = {
    "loopback": "http://127.0.0.1:9/admin", "metadata": "http://169.254.169.254/latest/meta-data/",
    "decimal": "http://2130706433/", "hex": "http://0x7f.1/", "octal": "http://0177.0.0.1/",
    "mapped": "http://[::ffff:127.0.0.1]/", "six": "http://[::1]/", "wide": "http://①②⑦.⓪.⓪.①/",
    "private": "http://10.0.0.1/", "zero": "http://0.0.0.0/", "alibaba": "http://100.100.100.200/",
}  # fmt: skip


def _private(where: str) -> Behaviour:
    async def move(visit: Visit) -> None:
        """Redirects to an address inside the auditor's own network."""
        await _move(visit, where)

    return move


_CLOSED = ("metadata", "zero", "alibaba")
for _name, _where in _ELSEWHERE.items():
    # To a site that is itself on loopback, other addresses of private networks are other sites, and are not asked either.
    _outcomes = (Outcome.PRIVATE,) if _name in _CLOSED else (Outcome.PRIVATE, _OK)
    nasty(f"/private/{_name}", *_outcomes)(_private(_where))


@nasty("/refresh/metadata", Outcome.PRIVATE)
async def refresh_metadata(visit: Visit) -> None:
    """Leads to the cloud's metadata by a meta refresh."""
    await visit.page(
        html("", head='<meta http-equiv="refresh" content="0;url=http://169.254.169.254/">')
    )


@nasty("/redirect/blank", Outcome.HTTP_ERROR)
async def redirect_blank(visit: Visit) -> None:
    """A redirect to nowhere."""
    await _move(visit, "")


@nasty("/redirect/long", Outcome.HTTP_ERROR, _BROKEN, Outcome.REDIRECT_LOOP)
async def redirect_long(visit: Visit) -> None:
    """A redirect to an address of seven kilobytes."""
    await _move(visit, "/redirect/long/" + "x" * 7000)


@nasty("/redirect/script", _OK, _BROKEN)
async def redirect_script(visit: Visit) -> None:
    """A redirect to a script."""
    await _move(visit, "javascript:alert(1)")


@nasty("/redirect/file", _OK, _BROKEN)
async def redirect_file(visit: Visit) -> None:
    """A redirect to the auditor's own disk."""
    await _move(visit, "file:///etc/passwd")


@nasty("/redirect/password", _OK, _BROKEN, Outcome.PRIVATE)
async def redirect_password(visit: Visit) -> None:
    """A redirect that brings a name and a password."""
    await _move(visit, "http://root:secret@127.0.0.1:9/")


@nasty("/redirect/bytes", Outcome.HTTP_ERROR, _BROKEN, _OK, Outcome.NOT_FOUND)
async def redirect_bytes(visit: Visit) -> None:
    """A redirect to bytes that are no text."""
    await visit.page(b"", "Location: /\xff\xfe\xd5\xfe\x01\x7f", status="302 Found")
