"""One site's crawl: from a response to what is stored and what is asked for next. Knows no Scrapy and no rule."""

from __future__ import annotations

import hashlib
import json
import logging
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone

from crawler.answer import Answer
from crawler.attachment.text import AttachmentText
from crawler.beside import NOT_ASKED, Beside
from crawler.budget import Budget
from crawler.filled import WITHOUT_BROWSER
from crawler.follow import Followed, Policy
from crawler.frontier import Entry, Frontier
from crawler.home_memory import HomeMemory
from crawler.home_variants import next_variant
from crawler.patience import Patience, may_pass
from crawler.plan import CrawlPlan, SitePlan
from crawler.reading import Reader, Reading, needs_reading
from crawler.redirects import hop
from crawler.revalidation import LONGEST_RUN, Run
from crawler.snapshot.archive import ArchiveError, read_archived
from crawler.snapshot.crawl_row import CrawlRow
from crawler.snapshot.facts import Outcome, Role
from crawler.snapshot.known import KnownPage, KnownPages
from crawler.snapshot.writer import PageRecord, Received, SnapshotWriter

BEIJING = timezone(timedelta(hours=8))
SILENT_IN_A_ROW = 8
MOST_AT_ONCE = 8  # requests under way to all hosts of the site
_RETRY = 90  # after everything else: what failed for a moment has had time to recover
_LONGEST_VALIDATOR = 200  # characters
_SILENT = (Outcome.TIMEOUT, Outcome.REFUSED, Outcome.DNS)


log = logging.getLogger(__name__)


@dataclass(slots=True)
class SiteCrawl:
    """The running crawl of one site.

    `clock` gives the time of a fetch, `elapsed` the seconds of this run, `known` what the last audit read. `runs`
    says that known pages may be asked for in runs, no pause being asked for between them; `has_browser` that script
    shells can be asked for once more as a browser shows them. `delay` is the seconds between two requests, by which the
    pauses before further tries are measured.
    """

    site: SitePlan
    plan: CrawlPlan
    row: CrawlRow
    writer: SnapshotWriter
    budget: Budget
    per_host: int
    clock: Callable[[], datetime]
    elapsed: Callable[[], float]
    known: KnownPages
    runs: bool = False
    has_browser: bool = False
    delay: float = 0.0
    policy: Policy = field(init=False)
    frontier: Frontier = field(default_factory=Frontier)
    under_way: Counter[str] = field(default_factory=Counter)
    silent: Counter[str] = field(default_factory=Counter)
    outcomes: Counter[str] = field(default_factory=Counter)
    pages: int = 0
    received: int = 0  # bytes
    finished: bool = False
    began: float = 0.0
    _home: HomeMemory = field(init=False)
    _reader: Reader = field(init=False)
    _cut: str = ""
    _beside: Beside = field(init=False)
    _changed: set[int] = field(default_factory=set)
    _first_failure: dict[int, Received] = field(default_factory=dict)
    _patience: Patience = field(init=False)

    def __post_init__(self) -> None:
        self.policy = Policy(self.site.hosts, self.plan)
        self._beside = Beside(self.policy, self.frontier)
        self._patience = Patience(self.delay)
        self.frontier.most_waiting = max(self.frontier.most_waiting, self.budget.pages)
        self._home = HomeMemory(self.site.url)
        self._reader = Reader(self.policy, self._home, self.frontier.traps)

    def begin(self) -> None:
        """Fill the frontier: with what an interrupted run left over, or with the homepage and entry pages."""
        self.began = self.elapsed()
        self.pages = self.row.pages
        self.received = self.row.received
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
        busy = sum(self.under_way.values())
        self._cut = self.budget.used_up(
            self.pages + busy, self.elapsed() - self.began, self.received
        )
        if self._cut or busy >= max(MOST_AT_ONCE, self.per_host):
            return None
        entry = self.frontier.pop(self.under_way, self.per_host, self.elapsed())
        self._leave_barren()
        if entry is not None:
            self.under_way[entry.host] += 1
        return entry

    @property
    def next_moment(self) -> float | None:
        """When to ask for the next request again, on the clock of `elapsed`, where one has to wait; None where none has."""
        moment = self.frontier.next_moment()
        return None if moment is None else min(moment, self.began + self.budget.minutes * 60 + 1)

    def run_from(self, entry: Entry) -> Run | None:
        """The run of conditional requests that begins with this one; None where it is to be made alone."""
        if not self.runs or not self._may_be_unchanged(entry):
            return None
        room = self.budget.pages - self.pages - sum(self.under_way.values())
        most = min(LONGEST_RUN - 1, room)
        entries = [entry, *self.frontier.pop_more(entry.host, most, self._may_be_unchanged)]
        # The host is busy until the whole run has come back.
        self.under_way[entry.host] += max(len(entries), self.per_host) - 1
        conditions = [
            known.conditions if (known := self.known.of(each)) else {} for each in entries
        ]
        return Run(entries, conditions)

    def run_ended(self, run: Run) -> None:
        """Take in the answers of a run; what was not confirmed to be unchanged is queued to be asked for alone."""
        count = len(run.entries)
        self.under_way[run.entries[0].host] -= max(count, self.per_host) - count
        for at, entry in enumerate(run.entries):
            if answer := run.answers.get(at):
                self.answered(entry, answer)
            else:
                self.under_way[entry.host] -= 1
                self._changed.add(entry.seq)
                self.frontier.push(entry)
        if 2 * len(run.answers) < count:
            # The site changes more than it keeps, or its validators say nothing: ask once, not twice.
            self.runs = False

    def _may_be_unchanged(self, entry: Entry) -> bool:
        is_other = entry.form or entry.attempts or entry.hops or entry.rendered
        if is_other or entry.seq in self._changed:
            return False
        known = self.known.of(entry)
        return known is not None and bool(known.conditions)

    @property
    def is_done(self) -> bool:
        """Whether nothing is under way and nothing more will be asked for."""
        return not sum(self.under_way.values()) and (bool(self._cut) or not len(self.frontier))

    def failed(self, entry: Entry, outcome: Outcome, detail: str, size: int = 0) -> None:
        """Take in a request that brought no usable answer, though perhaps `size` bytes."""
        self.under_way[entry.host] -= 1
        self.received += size
        self._lost(entry, Received(outcome, None, detail[:500], fetched_at=self._now(), size=size))

    def needs_reading(self, entry: Entry, answer: Answer) -> bool:
        """Whether an answer is a file that is to be read elsewhere before it is taken in, and was not read before."""
        if not needs_reading(entry, answer, self.policy):
            return False
        known = self.known.of(entry)
        same = known is not None and known.is_current and known.role is entry.role
        return not (known and same and known.sha256 == hashlib.sha256(answer.body).hexdigest())

    def answered(self, entry: Entry, answer: Answer, file: AttachmentText | None = None) -> None:
        """Take in an answer: classify, extract, store it, and queue what it leads to. `file` is what was read of a file."""
        self.under_way[entry.host] -= 1
        self.silent[entry.host] = 0
        self.received += len(answer.body)
        known = self.known.of(entry)
        received = self._received(entry, answer)
        if known is not None and answer.is_unchanged:
            received = replace(
                received,
                sha256=known.sha256,
                body=None,
                etag=received.etag or known.etag,
                modified=received.modified or known.modified,
            )
        if answer.status in (301, 302, 303, 307, 308):
            if target := answer.location(entry.url):
                self._redirected(entry, received, target)
            else:
                detail = f"HTTP {answer.status}，跳转地址缺失或无效"
                self._lost(entry, replace(received, outcome=Outcome.HTTP_ERROR, detail=detail))
            return
        try:
            if file is not None:
                read, same = self._reader.read_file(entry, file), False
            else:
                read, same = self._read(entry, answer, received, known)
        except ArchiveError:
            # Somebody took the archive away: the site has to send the page again.
            self.known.forget(entry)
            self.frontier.push(entry)
            return
        except Exception:
            # Whatever one page does to its reader, the rest of the site goes on; the log says what it was.
            log.exception("page could not be read: %r", entry.url)
            broken = replace(received, outcome=Outcome.BROKEN, detail="页面无法解析")
            self._store(entry, broken, Reading())
            return
        received = replace(received, outcome=read.outcome, detail=read.detail)
        if read.target:
            self._redirected(entry, received, read.target, read.followed.entries)
        elif read.outcome is Outcome.SCRIPT_SHELL:
            self._take_shell(entry, received)
        elif read.outcome not in (Outcome.OK, Outcome.NO_TEXT):
            self._lost(entry, received, answer.asked_to_wait(self.clock()))
        else:
            self._store(entry, received, read, known, same=same)

    def _read(
        self, entry: Entry, answer: Answer, received: Received, known: KnownPage | None
    ) -> tuple[Reading, bool]:
        """Read an answer; the second value says that all of it was read, and is stored, since the last audit."""
        if known is None or known.sha256 != received.sha256:
            return self._reader.read(entry, answer, received.sha256), False
        as_before = known.is_current and known.role is entry.role and entry.role is not Role.HOME
        if as_before and (record := self.known.record(known)):
            return self._reader.reread(entry, *record), True
        if as_before and known.outcome is Outcome.NO_TEXT:
            return Reading(known.outcome, known.detail), True
        if answer.is_unchanged:
            # It is to be read in another way than the last time: from the archive, not from the site again.
            _url, status, body = read_archived(self.writer.root, known.archive)
            answer = replace(answer, status=status, body=body)
        return self._reader.read(entry, answer, received.sha256), False

    def _take_shell(self, entry: Entry, received: Received) -> None:
        """Store a page that only scripts would fill; where there is a browser, ask for the page once more with it."""
        if entry.rendered or entry.form:
            self._lost(entry, received)
        elif self.has_browser:
            self._lost(entry, received)
            self.frontier.push(replace(entry, rendered=True))
        else:
            self._lost(entry, replace(received, detail=f"{received.detail}；{WITHOUT_BROWSER}"))

    def _received(self, entry: Entry, answer: Answer) -> Received:
        moment = self.clock()
        return Received(
            Outcome.OK,
            answer.status,
            final_url=answer.url if entry.hops else "",
            fetched_at=moment.astimezone(BEIJING).isoformat(timespec="seconds"),
            utc=moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            sha256=hashlib.sha256(answer.body).hexdigest(),
            headers=answer.headers,
            body=answer.body,
            etag=_validator(answer, "etag"),
            modified=_validator(answer, "last-modified"),
            rendering=answer.rendering,
        )

    def _now(self) -> str:
        return self.clock().astimezone(BEIJING).isoformat(timespec="seconds")

    def _redirected(
        self, entry: Entry, received: Received, target: str, named: Sequence[Entry] = ()
    ) -> None:
        """Take in a redirect; `named` is what the page that gave it names beside its target."""
        step = hop(entry, target, self.policy, self._home, sets_cookie=_sets_cookie(received))
        if step.again is not None:
            self.frontier.push(step.again)
            return
        received = replace(
            received, final_url=target, outcome=step.outcome, detail=step.detail or received.detail
        )
        if step.outcome in (Outcome.REDIRECT_LOOP, Outcome.NOT_FOUND):
            self._lost(entry, received)
            return
        onward = Followed([*named, *([step.onward] if step.onward else [])])
        self._store(entry, received, Reading(followed=onward))

    def _lost(self, entry: Entry, received: Received, wait: float | None = None) -> None:
        """Store a failure, or put the request back for another try later, after everything else.

        `wait` is how many seconds the server asked to be left alone, None when it did not.
        """
        host = entry.host
        passing = may_pass(received.outcome, received.status)
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
        elif passing and not gave_up:
            pause = self._patience.pause(received.outcome, entry.attempts, host, wait)
            if pause is not None:
                self._ask_again(entry, pause, wait)
                return
            if wait:
                received = replace(received, detail=f"{received.detail}，要求 {wait:.0f} 秒后再试")
        if variant := self._other_home(entry, received.outcome, passing=passing):
            self._first_failure.setdefault(entry.seq, received)
            self.frontier.push(replace(entry, url=variant, hops=1))
            return
        if first := self._first_failure.pop(entry.seq, None):
            # What is wrong is what is wrong at the address that the list names.
            received = replace(first, detail=f"{first.detail}；换 https、www 等写法也未能打开")
        self._store(entry, received, Reading(followed=followed))
        if gave_up:
            detail = f"主机连续 {SILENT_IN_A_ROW} 次无应答，未再请求"
            left = self.frontier.drain(host)
            for _ in left:
                self.outcomes[received.outcome.value] += 1
            self.writer.left(self.site.id, self.row.id, left, received.outcome, detail)

    def _ask_again(self, entry: Entry, pause: float, wait: float | None) -> None:
        """Let a request wait for another try, and its host as well where the server asked for that."""
        now = self.elapsed()
        if wait is not None:
            self.frontier.hold(entry.host, now + wait)
        again = replace(entry, attempts=entry.attempts + 1, priority=_RETRY)
        if pause:
            self.frontier.put_off(again, now + pause)
        else:
            self.frontier.push(again)

    def _leave_barren(self) -> None:
        """Record the requests that are not made, their kind having brought nothing hundreds of times."""
        if barren := self.frontier.take_barren():
            self.outcomes[Outcome.OUT_OF_BUDGET.value] += len(barren)
            detail = "同类页面连续数百个没有新内容，视为陷阱，未抓取"
            self.writer.left(self.site.id, self.row.id, barren, Outcome.OUT_OF_BUDGET, detail)

    def _other_home(self, entry: Entry, outcome: Outcome, *, passing: bool) -> str:
        """Where else the homepage may answer, when it is silent here; "" for what is no homepage, or all was tried."""
        if entry.role is not Role.HOME or entry.is_part:
            return ""
        unknown = outcome is Outcome.DNS
        if not (passing or unknown):
            return ""
        variant = next_variant(entry.url, self.site.url, same_host=not unknown)
        return variant if self.policy.is_internal(variant) else ""

    def _store(
        self,
        entry: Entry,
        received: Received,
        read: Reading,
        known: KnownPage | None = None,
        *,
        same: bool = False,
    ) -> None:
        """Store a request with what was read; `same` leaves to the last audit what it has of the page already."""
        self.pages += 1
        if entry.rendered and self.outcomes[Outcome.SCRIPT_SHELL.value]:
            self.outcomes[Outcome.SCRIPT_SHELL.value] -= 1  # what it was before the browser
        self.outcomes[received.outcome.value] += 1
        followed = read.followed
        found = self._beside.take(entry, followed.entries)
        off_site = [
            numbered
            for each in followed.off_site
            if (numbered := self.frontier.accept(each, queue=False))
        ]
        self.outcomes[Outcome.OFF_SITE.value] += len(off_site)
        record = None
        if read.facts is not None and not same:
            keep_links = entry.role is not Role.DOCUMENT or read.onward.listing is not None
            record = PageRecord(read.facts, read.onward, keep_links)
        self.writer.store(
            self.site.id,
            self.row.id,
            entry,
            received,
            record,
            found,
            off_site,
            known,
            followed.list_end,
        )

    def finish(self) -> None:
        """End the crawl: what the budget cut off is recorded."""
        self.finished = True
        # What was to be rendered is stored already, as the shell that it is.
        left = [entry for entry in self.frontier.drain() if not entry.rendered]
        detail = self._cut
        notes = list(self.row.notes)
        if beside := self._beside.left():
            self.outcomes[Outcome.OUT_OF_BUDGET.value] += len(beside)
            self.writer.left(self.site.id, self.row.id, beside, Outcome.OUT_OF_BUDGET, NOT_ASKED)
        if left:
            self.outcomes[Outcome.OUT_OF_BUDGET.value] += len(left)
            notes.append(f"{detail}，{len(left)} 个已发现的地址未抓取")
        if self.frontier.overflow:
            notes.append(f"待抓取的地址过多，另有 {self.frontier.overflow} 个未记录")
        notes += self.frontier.traps.notes()
        self.writer.finish(
            self.site.id,
            self.row.id,
            left,
            detail,
            finished=self._now(),
            seconds=self.row.seconds + self.elapsed() - self.began,
            notes=json.dumps(notes, ensure_ascii=False),
            previous=self.known.previous,
        )


def _validator(answer: Answer, name: str) -> str:
    """A validator as it can be sent back; "" for what no honest server gives."""
    value = answer.header(name)
    sane = value.isascii() and value.isprintable() and len(value) <= _LONGEST_VALIDATOR
    return value if sane else ""


def _sets_cookie(received: Received) -> bool:
    return any(name.lower() == "set-cookie" for name, _ in received.headers)
