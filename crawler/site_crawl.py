"""One site's crawl: from a response to what is stored and what is asked for next. Knows no Scrapy and no rule."""

from __future__ import annotations

import hashlib
import json
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone

from lxml.html import HtmlElement

from crawler.answer import Answer
from crawler.cms import family_named, family_of
from crawler.cms.family import END, ListPage, PageView
from crawler.extract import homepage, soft
from crawler.extract.addresses import spell_addresses
from crawler.extract.charset import decode
from crawler.extract.page import extract_shown, parse
from crawler.extract.shown import shown_lines
from crawler.extract.written import part_scripts, written_html
from crawler.follow import ENTRY, Followed, Policy
from crawler.frontier import Entry, Frontier, address, key_of
from crawler.home_memory import HomeMemory, says_home
from crawler.plan import CrawlPlan, SitePlan
from crawler.search_probe import search_probe
from crawler.snapshot.crawl_row import CrawlRow
from crawler.snapshot.facts import Outcome, PageFacts, Role
from crawler.snapshot.writer import PageRecord, Received, SnapshotWriter, off_site_detail

BEIJING = timezone(timedelta(hours=8))
MOST_HOPS = 6
SILENT_IN_A_ROW = 8
_RETRY = 90  # after everything else: what failed for a moment has had time to recover
_PASSING = (Outcome.TIMEOUT, Outcome.REFUSED, Outcome.BROKEN)
_PASSING_STATUS = frozenset({408, 429, 500, 502, 504})
_SILENT = (Outcome.TIMEOUT, Outcome.REFUSED, Outcome.DNS)
_MARKUP = ("html", "xml", "text/plain")


log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Budget:
    """What one site may cost: pages fetched and minutes of this run."""

    pages: int
    minutes: float


@dataclass(slots=True)
class SiteCrawl:
    """The running crawl of one site. `clock` gives the time of a fetch, `elapsed` the seconds of this run."""

    site: SitePlan
    plan: CrawlPlan
    row: CrawlRow
    writer: SnapshotWriter
    budget: Budget
    per_host: int
    clock: Callable[[], datetime]
    elapsed: Callable[[], float]
    policy: Policy = field(init=False)
    frontier: Frontier = field(default_factory=Frontier)
    under_way: Counter[str] = field(default_factory=Counter)
    silent: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    finished: bool = False
    began: float = 0.0
    _home: HomeMemory = field(init=False)
    _cut: list[str] = field(default_factory=list)
    _rows_seen: dict[str, set[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.policy = Policy(self.site.hosts, self.plan)
        self._home = HomeMemory(self.site.url)

    def begin(self) -> None:
        """Fill the frontier: with what an interrupted run left over, or with the homepage and entry pages."""
        self.began = self.elapsed()
        self.pages = self.row.pages
        self.frontier.last_seq = self.row.last_seq
        for url, form in self.row.done:
            self.frontier.mark_seen(url, form)
        if self.row.home is not None:
            self._home.remember(self.row.home, self.row.home_sha256)
        if self.row.done:
            for entry in self.row.pending:
                self.frontier.push(entry)
            self.row.done.clear()
            self.row.pending.clear()
            return
        first = [
            accepted
            for entry in self.policy.start(self.site.url, self.site.entry)
            if (accepted := self.frontier.accept(entry))
        ]
        self.writer.found(self.site.id, self.row.id, first)

    def next_entry(self) -> Entry | None:
        """The next request to make now; None when there is none, or hosts are busy, or the budget is used up."""
        if self.finished:
            return None
        if self.pages + sum(self.under_way.values()) >= self.budget.pages:
            self._cut = [f"页数预算 {self.budget.pages} 页已用完"]
            return None
        if self.elapsed() - self.began > self.budget.minutes * 60:
            self._cut = [f"时间预算 {self.budget.minutes:g} 分钟已用完"]
            return None
        entry = self.frontier.pop(self.under_way, self.per_host)
        if entry is not None:
            self.under_way[entry.host] += 1
        return entry

    @property
    def is_done(self) -> bool:
        """Whether nothing is under way and nothing more will be asked for."""
        return not sum(self.under_way.values()) and (bool(self._cut) or not len(self.frontier))

    def failed(
        self, entry: Entry, outcome: Outcome, detail: str, status: int | None = None
    ) -> None:
        """Take in a request that brought no usable answer."""
        self.under_way[entry.host] -= 1
        self._lost(entry, Received(outcome, status, detail[:500], fetched_at=self._now()))

    def answered(self, entry: Entry, answer: Answer) -> None:
        """Take in an answer: classify, extract, store it, and queue what it leads to."""
        self.under_way[entry.host] -= 1
        self.silent[entry.host] = 0
        moment = self.clock()
        received = Received(
            Outcome.OK,
            answer.status,
            final_url=answer.url if entry.hops else "",
            fetched_at=moment.astimezone(BEIJING).isoformat(timespec="seconds"),
            utc=moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            sha256=hashlib.sha256(answer.body).hexdigest(),
            headers=answer.headers,
            body=answer.body,
        )
        if answer.status in (301, 302, 303, 307, 308):
            if target := answer.location(entry.url):
                self._redirected(entry, received, target)
            else:
                detail = f"HTTP {answer.status}，跳转地址缺失或无效"
                self._lost(entry, replace(received, outcome=Outcome.HTTP_ERROR, detail=detail))
            return
        try:
            self._read(entry, answer, received)
        except Exception:
            # Whatever one page does to its reader, the rest of the site goes on; the log says what it was.
            log.exception("page could not be read: %r", entry.url)
            broken = replace(received, outcome=Outcome.BROKEN, detail="页面无法解析")
            self._store(entry, broken, None, None, Followed([]))

    def _now(self) -> str:
        return self.clock().astimezone(BEIJING).isoformat(timespec="seconds")

    def _read(self, entry: Entry, answer: Answer, received: Received) -> None:
        content_type = answer.header("content-type").lower()
        if entry.is_part:
            self._read_part(entry, answer, received)
            return
        is_file = content_type and not any(kind in content_type for kind in _MARKUP)
        is_file = is_file and not answer.body[:400].lstrip().startswith(b"<")
        if answer.status == 200 and is_file and not entry.feed:
            self._store(entry, received, None, None, Followed([]))
            return
        text, charset = decode(answer.body, content_type)
        if entry.feed:
            self._read_feed(entry, received, text)
            return
        tree = parse(text)
        facts, shown = extract_shown(tree, entry.url)
        outcome, detail = soft.classify(
            tree, text, answer.status, dict(answer.headers), entry.url, shown
        )
        if outcome is Outcome.SCRIPT_SHELL and _list_in_script(entry, text, tree):
            outcome = Outcome.OK
        if outcome is not Outcome.OK:
            self._lost(entry, replace(received, outcome=outcome, detail=detail))
            return
        target = soft.redirect_target(tree, text, entry.url)
        if target and address(target) != address(entry.url):
            if entry.role is Role.DOCUMENT and address(entry.url).startswith(_folder(target)):
                gone = replace(
                    received, outcome=Outcome.NOT_FOUND, detail="页面已移除，跳回上级栏目"
                )
                self._lost(entry, gone)
                return
            self._redirected(entry, received, target)
            return
        spell_addresses(facts, charset)
        if reason := self._home.again(entry, facts, received.sha256):
            self._lost(entry, replace(received, outcome=Outcome.NOT_FOUND, detail=reason))
            return
        listing = self._list_of(entry, facts, text, tree)
        followed = self.policy.follow(entry, facts, listing)
        if entry.role is Role.COLUMN and not facts.is_article:
            facts.text = shown_lines(tree)
        if entry.role is Role.HOME:
            followed.entries[:0] = self._take_home(entry, facts, tree, charset, received)
        self._store(entry, received, facts, listing, followed)

    def _list_of(
        self, entry: Entry, facts: PageFacts, text: str, tree: HtmlElement
    ) -> ListPage | None:
        """The page's list as its family reads it; None for a document's page."""
        if entry.role is Role.DOCUMENT and (facts.is_article or not facts.is_list):
            return None
        page = PageView(entry.url, text, tree, facts, entry)
        family = family_of(page)
        listing = family.read_list(page)
        listing.family = family.name
        self._end_when_repeated(entry, listing)
        facts.rows = listing.rows
        if listing.rows and not facts.is_article:
            facts.is_list = True
        return listing

    def _end_when_repeated(self, entry: Entry, listing: ListPage) -> None:
        """End a list whose further page shows nothing new: many servers answer any page number with the last page."""
        if entry.role not in (Role.COLUMN, Role.LIST):
            return
        seen = self._rows_seen.setdefault(entry.column_url or entry.url, set())
        rows = {key_of(row.url) for row in listing.rows}
        if entry.role is Role.LIST and rows <= seen:
            listing.rows, listing.end = [], END
        seen |= rows

    def _read_part(self, entry: Entry, answer: Answer, received: Received) -> None:
        """Read a frame of the homepage, or a script that writes a part of it, as if it stood there."""
        text, charset = decode(answer.body, answer.header("content-type").lower())
        if answer.status != 200:
            outcome, detail = soft.classify(
                parse(text), text, answer.status, dict(answer.headers), entry.url
            )
            self._lost(entry, replace(received, outcome=outcome, detail=detail))
            return
        is_page = text[:400].lstrip().startswith("<")
        base = entry.url if is_page else entry.found_on
        tree = parse(text if is_page else written_html(text))
        facts, _ = extract_shown(tree, base)
        spell_addresses(facts, charset)
        facts.text = shown_lines(tree)
        listing = ListPage(rows=facts.rows)
        followed = self.policy.follow(replace(entry, url=entry.found_on), facts, listing)
        self._store(entry, received, facts, listing, replace(followed, list_end=""))

    def _read_feed(self, entry: Entry, received: Received, text: str) -> None:
        listing = (
            family_named(entry.feed).read_feed(text, entry) if received.status == 200 else None
        )
        if listing is None:
            failure = Outcome.HTTP_ERROR if received.status != 200 else Outcome.BROKEN
            self._lost(entry, replace(received, outcome=failure, detail="列表数据接口没有给出列表"))
            return
        listing.family = entry.feed
        self._end_when_repeated(entry, listing)
        facts = PageFacts(url=entry.url, rows=listing.rows, is_list=True)
        self._store(entry, received, facts, listing, self.policy.follow(entry, facts, listing))

    def _take_home(
        self, entry: Entry, facts: PageFacts, tree: HtmlElement, charset: str, received: Received
    ) -> list[Entry]:
        """Remember the homepage, to know it again behind other addresses, and try its search."""
        home = homepage.extract_homepage(received.body or b"", entry.url, tree=tree)
        probe, form = search_probe(home, entry, self.policy, charset)
        for part in (*home.frames, *part_scripts(tree, entry.url)):
            if self.policy.is_internal(part):
                probe.append(
                    Entry(part, Role.HOME, ENTRY, anchor="首页的一部分", found_on=entry.url)
                )
        facts.text = home.text
        facts.home = {"footer": home.footer, "frames": list(home.frames), "search": form}
        self._home.remember(facts, received.sha256)
        return probe

    def _redirected(self, entry: Entry, received: Received, target: str) -> None:
        received = replace(received, final_url=target, detail="跳转")
        if target == entry.url and entry.hops < 2 and _sets_cookie(received):
            # A firewall's first answer: it wants its cookie back from the same address.
            self.frontier.push(replace(entry, hops=entry.hops + 1))
            return
        if entry.hops >= MOST_HOPS or target == entry.url:
            self._lost(
                entry,
                replace(
                    received,
                    outcome=Outcome.REDIRECT_LOOP,
                    detail=f"跳转超过 {MOST_HOPS} 次或跳回自身",
                ),
            )
            return
        if not target.startswith(("http://", "https://")) or not self.policy.is_internal(target):
            is_needed = entry.role is Role.HOME or (
                entry.role is Role.COLUMN and self.policy.is_disclosure(entry.anchor)
            )
            is_web = target.startswith(("http://", "https://"))
            if is_needed and not is_web:
                nowhere = replace(received, outcome=Outcome.BROKEN, detail="跳转的目标不是网页地址")
                self._store(entry, nowhere, None, None, Followed([]))
            elif is_needed:
                off_site = replace(
                    received, outcome=Outcome.OFF_SITE, detail=f"跳转后{off_site_detail(target)}"
                )
                self._store(entry, off_site, None, None, Followed([]))
            else:
                self._store(entry, replace(received, detail="跳转到站外"), None, None, Followed([]))
            return
        gone = (
            entry.role in (Role.DOCUMENT, Role.COLUMN)
            and self._home.is_root(target)
            and not self._home.is_root(entry.url)
            and not says_home(entry.anchor)
        )
        if gone:
            self._lost(entry, replace(received, outcome=Outcome.NOT_FOUND, detail="跳转到网站首页"))
            return
        if self._scheme_only(entry.url, target):
            # The same address over another scheme is remembered as one; it is asked for under its own number.
            onward = replace(entry, url=target, hops=entry.hops + 1)
            self.frontier.push(onward)
            return
        column = target if entry.role is Role.COLUMN else entry.column_url
        onward = replace(
            entry, url=target, hops=entry.hops + 1, column_url=column, found_on=entry.found_on
        )
        self._store(entry, received, None, None, Followed([onward]))

    @staticmethod
    def _scheme_only(url: str, target: str) -> bool:
        return address(url) == address(target) and url != target

    def _lost(self, entry: Entry, received: Received) -> None:
        """Store a failure, or put the request back for another try after everything else."""
        host = entry.host
        may_pass = received.outcome in _PASSING or (
            received.outcome is Outcome.HTTP_ERROR and received.status in _PASSING_STATUS
        )
        self.silent[host] = self.silent[host] + 1 if received.outcome in _SILENT else 0
        gave_up = self.silent[host] >= SILENT_IN_A_ROW
        followed = Followed([])
        if entry.feed and entry.fallback_url and received.outcome is not Outcome.ROBOTS:
            other = replace(
                entry,
                url=entry.fallback_url,
                form=entry.fallback_form,
                fallback_url="",
                fallback_form="",
            )
            followed = Followed([other], "followed")
            received = replace(received, outcome=Outcome.OK, detail="改用另一种列表请求")
        elif may_pass and entry.attempts == 0 and entry.hops == 0 and not gave_up:
            self.frontier.push(replace(entry, attempts=1, priority=_RETRY))
            return
        elif entry.role is Role.HOME and not entry.is_part and entry.hops == 0 and may_pass:
            # One site in a hundred answers only under the other scheme.
            self.frontier.push(replace(entry, url=_other_scheme(entry.url), hops=1))
            return
        self._store(entry, received, None, None, followed)
        if gave_up:
            detail = f"主机连续 {SILENT_IN_A_ROW} 次无应答，未再请求"
            left = self.frontier.drain(host)
            for _ in left:
                self.outcomes[received.outcome.value] += 1
            self.writer.left(self.site.id, self.row.id, left, received.outcome, detail)

    def _store(
        self,
        entry: Entry,
        received: Received,
        facts: PageFacts | None,
        listing: ListPage | None,
        followed: Followed,
    ) -> None:
        self.pages += 1
        self.outcomes[received.outcome.value] += 1
        found = [
            accepted for entry_ in followed.entries if (accepted := self.frontier.accept(entry_))
        ]
        off_site = [
            numbered
            for each in followed.off_site
            if (numbered := self.frontier.accept(each, queue=False))
        ]
        self.outcomes[Outcome.OFF_SITE.value] += len(off_site)
        record = None
        if facts is not None:
            record = PageRecord(
                facts,
                family=listing.family if listing else "",
                list_end=followed.list_end,
                stated_total=listing.total if listing else None,
                keep_links=entry.role is not Role.DOCUMENT or listing is not None,
            )
        self.writer.store(self.site.id, self.row.id, entry, received, record, found, off_site)

    def finish(self) -> None:
        """End the crawl: what the budget cut off is recorded."""
        self.finished = True
        left = self.frontier.drain()
        detail = self._cut[0] if self._cut else ""
        notes = list(self.row.notes)
        if left:
            self.outcomes[Outcome.OUT_OF_BUDGET.value] += len(left)
            notes.append(f"{detail}，{len(left)} 个已发现的地址未抓取")
        notes += [
            f"{path} 的参数超过 {self.frontier.query_limit} 种，{count} 个地址视为陷阱未抓取"
            for path, count in sorted(self.frontier.trapped.items())
        ]
        self.writer.finish(
            self.site.id,
            self.row.id,
            left,
            detail,
            finished=self._now(),
            seconds=self.row.seconds + self.elapsed() - self.began,
            notes=json.dumps(notes, ensure_ascii=False),
        )


def _list_in_script(entry: Entry, text: str, tree: HtmlElement) -> bool:
    """Whether a page that shows nothing carries its list in its scripts, for a family to read."""
    page = PageView(entry.url, text, tree, PageFacts(url=entry.url), entry)
    return bool(family_of(page).read_list(page).rows)


def _other_scheme(url: str) -> str:
    scheme, _, rest = url.partition("://")
    return f"{'http' if scheme == 'https' else 'https'}://{rest}"


def _sets_cookie(received: Received) -> bool:
    return any(name.lower() == "set-cookie" for name, _ in received.headers)


def _folder(url: str) -> str:
    return address(url).rpartition("/")[0] + "/"
