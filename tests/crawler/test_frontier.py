"""The frontier: every address once, in order, each host within its limit, and no end of parameters."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.frontier import Entry, Frontier, address, key_of
from crawler.snapshot.facts import Role

HOSTS = ("a.example", "b.example", "c.example:8080")
entries = st.lists(
    st.builds(
        Entry,
        url=st.builds(lambda host, path: f"http://{host}/{path}", st.sampled_from(HOSTS), st.sampled_from("mnopqrst")),
        role=st.sampled_from([Role.COLUMN, Role.LIST, Role.DOCUMENT]),
        priority=st.integers(0, 60),
        form=st.sampled_from(["", "", "page=1", "page=2"]),
    ),
    max_size=60,
)  # fmt: skip


def taken(frontier: Frontier, limit: int = 1_000_000) -> list[Entry]:
    """Everything that waits, in the order in which it is given out when every host is free."""
    found = []
    while (entry := frontier.pop({}, limit)) is not None:
        found.append(entry)
    return found


@given(entries)
def test_each_address_is_given_out_once(given_: list[Entry]) -> None:
    frontier = Frontier()
    accepted = [found for entry in given_ if (found := frontier.accept(entry))]
    assert len(accepted) == len({(entry.url, entry.form) for entry in given_})
    assert len(frontier) == len(accepted)
    out = taken(frontier)
    assert (
        sorted(entry.seq for entry in out)
        == [entry.seq for entry in accepted]
        == list(range(1, len(accepted) + 1))
    )
    assert len(frontier) == 0
    assert not any(frontier.accept(entry) for entry in given_)


@given(entries)
def test_a_hosts_requests_come_by_priority_then_first_found(given_: list[Entry]) -> None:
    frontier = Frontier()
    for entry in given_:
        frontier.accept(entry)
    out = taken(frontier)
    for host in HOSTS:
        order = [(entry.priority, entry.seq) for entry in out if entry.host == host]
        assert order == sorted(order)


@given(entries, st.integers(1, 4))
def test_no_host_is_asked_beyond_its_limit(given_: list[Entry], limit: int) -> None:
    frontier = Frontier()
    for entry in given_:
        frontier.accept(entry)
    waiting = Counter(entry.host for entry in frontier.drain())
    frontier = Frontier()
    for entry in given_:
        frontier.accept(entry)
    under_way: dict[str, int] = {}
    while (entry := frontier.pop(under_way, limit)) is not None:
        under_way[entry.host] = under_way.get(entry.host, 0) + 1
    assert under_way == {host: min(limit, count) for host, count in waiting.items()}


@given(entries)
def test_draining_gives_everything_in_order_and_leaves_nothing(given_: list[Entry]) -> None:
    frontier = Frontier()
    accepted = [found for entry in given_ if (found := frontier.accept(entry))]
    of_one = frontier.drain(HOSTS[0])
    rest = frontier.drain()
    assert sorted(entry.seq for entry in of_one + rest) == [entry.seq for entry in accepted]
    assert {entry.host for entry in of_one} <= {HOSTS[0]}
    assert HOSTS[0] not in {entry.host for entry in rest}
    for left in (of_one, rest):
        assert [(entry.priority, entry.seq) for entry in left] == sorted(
            (entry.priority, entry.seq) for entry in left
        )
    assert len(frontier) == 0
    assert frontier.pop({}, 1) is None


def test_hosts_take_turns() -> None:
    frontier = Frontier()
    for number in range(3):
        for host in HOSTS:
            frontier.accept(Entry(f"http://{host}/{number}", Role.COLUMN, 10))
    assert [entry.host for entry in taken(frontier)] == [*HOSTS] * 3


def test_a_request_put_back_keeps_its_number() -> None:
    frontier = Frontier()
    frontier.accept(Entry("http://a.example/1", Role.COLUMN, 10))
    frontier.accept(Entry("http://a.example/2", Role.COLUMN, 10))
    first = frontier.pop({}, 1)
    assert first is not None
    frontier.push(first)
    assert [entry.seq for entry in taken(frontier)] == [1, 2]


def test_what_an_earlier_run_asked_for_is_not_accepted() -> None:
    frontier = Frontier(last_seq=7)
    frontier.mark_seen("http://a.example/1")
    frontier.mark_seen("http://a.example/feed", "page=2")
    assert frontier.accept(Entry("https://a.example/1#top", Role.DOCUMENT, 10)) is None
    assert frontier.accept(Entry("http://a.example/feed", Role.LIST, 10, form="page=2")) is None
    accepted = frontier.accept(Entry("http://a.example/feed", Role.LIST, 10, form="page=3"))
    assert accepted is not None
    assert accepted.seq == 8


@given(entries, st.integers(1, 20))
def test_there_is_room_for_so_many_and_the_rest_is_counted(given_: list[Entry], room: int) -> None:
    frontier = Frontier(most_waiting=room)
    accepted = [found for entry in given_ if (found := frontier.accept(entry))]
    different = len({(entry.url, entry.form) for entry in given_})
    assert len(accepted) == len(frontier) == min(room, different)
    assert frontier.overflow == max(0, different - room)


@given(st.lists(st.tuples(st.sampled_from(HOSTS), st.integers(1, 9)), max_size=30))
def test_what_is_put_off_comes_when_its_moment_has_come(given_: list[tuple[str, int]]) -> None:
    frontier = Frontier()
    for number, (host, moment) in enumerate(given_):
        asked = frontier.accept(Entry(f"http://{host}/{number}", Role.COLUMN, 10))
        assert asked is not None
        assert frontier.pop({}, 1_000_000) == asked
        frontier.put_off(asked, moment)
    assert len(frontier) == len(given_)
    for now in range(10):
        due = [number for number, (_, moment) in enumerate(given_) if moment == now]
        if due:
            assert frontier.next_moment() == now
        found = []
        while (entry := frontier.pop({}, 1_000_000, now)) is not None:
            found.append(int(entry.url.rsplit("/", 1)[1]))
        assert sorted(found) == due
    assert len(frontier) == 0
    assert frontier.next_moment() is None


def test_a_host_that_is_held_is_asked_for_nothing_and_the_others_are() -> None:
    frontier = Frontier()
    for host in HOSTS:
        frontier.accept(Entry(f"http://{host}/1", Role.COLUMN, 10))
    frontier.hold(HOSTS[0], 5)
    frontier.hold(HOSTS[0], 3)  # a shorter wait does not shorten the longer one
    assert {frontier.pop({}, 1, 4).host, frontier.pop({}, 1, 4).host} == set(HOSTS[1:])
    assert frontier.pop({}, 1, 4) is None
    assert frontier.next_moment() == 5
    assert len(frontier) == 1
    last = frontier.pop({}, 1, 5)
    assert last is not None
    assert last.host == HOSTS[0]
    assert frontier.next_moment() is None


def test_draining_takes_out_what_was_put_off_as_well() -> None:
    frontier = Frontier()
    for number, host in enumerate(HOSTS):
        frontier.put_off(Entry(f"http://{host}/", Role.COLUMN, 10, seq=number), 1000.0)
    assert [entry.host for entry in frontier.drain(HOSTS[1])] == [HOSTS[1]]
    assert [entry.host for entry in frontier.drain()] == [HOSTS[0], HOSTS[2]]
    assert len(frontier) == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.example/zwgk/", "https://A.EXAMPLE/zwgk/index.html"),
        ("http://a.example/zwgk/", "http://a.example/zwgk/#top"),
        ("http://a.example", "http://a.example/index.shtml"),
        ("http://a.example/", "http://a.example/default.aspx"),
        ("http://a.example/x.jsp?id=1", "http://a.example/x.jsp;jsessionid=AB12?id=1"),
        ("http://a.example/x.php?a=1&b=2", "http://a.example/x.php?b=2&a=1"),
        ("http://a.example/x.php?a=1", "http://a.example/x.php?PHPSESSID=k3j5h2&a=1"),
        ("http://a.example/x.aspx", "http://a.example/(S(lit3py55t21z5v55vlm25s55))/x.aspx"),
    ],
)
def test_one_address_in_two_spellings(one: str, other: str) -> None:
    assert address(one) == address(other)
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://a.example/zwgk/index.html", "http://a.example/zwgk/index_1.html"),
        ("http://a.example/Zwgk/", "http://a.example/zwgk/"),
        ("http://a.example/index.jsp?id=1", "http://a.example/index.jsp?id=2"),
        ("http://a.example/zwgk", "http://a.example/zwgk/"),
        ("http://a.example/", "http://a.example:8080/"),
        # The frameset at "/" shows main.asp in a frame.
        ("http://a.example/", "http://a.example/main.asp"),
        ("http://a.example/art;id=1", "http://a.example/art;id=2"),
        ("http://a.example/x.jsp?sid=12&p=1", "http://a.example/x.jsp?sid=13&p=1"),
        ("http://a.example/x.jsp?a=1&a=2", "http://a.example/x.jsp?a=2&a=1"),
    ],
)
def test_two_addresses_stay_two(one: str, other: str) -> None:
    assert address(one) != address(other)
    assert key_of(one) != key_of(other)


@given(st.text(max_size=60))
def test_an_address_can_be_made_of_anything(text: str) -> None:
    url = f"http://a.example/{text}"
    assert address(url).startswith("a.example")
    assert key_of(url, text) == key_of(url, text)
    assert 0 <= key_of(url) < 2**64


def test_a_lone_surrogate_in_an_address_is_no_obstacle() -> None:
    assert Frontier().accept(Entry("http://a.example/\ud800", Role.COLUMN, 10)) is not None
