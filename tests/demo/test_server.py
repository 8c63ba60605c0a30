"""The server: pages over real sockets, the log, and the ways in which a site can fail to answer."""

from __future__ import annotations

import http.client
import logging
import socket
import threading
import time
import urllib.error
import urllib.request
from urllib.parse import urlsplit

import pytest

from demo.server import Response, SiteLog, serve


class Echo:
    """Answers with what was asked; /hang never answers, /break raises, /slow takes a while."""

    down = False

    def respond(self, method: str, target: str, body: bytes) -> Response:
        if target == "/hang":
            return Response(hang=True)
        if target == "/break":
            raise ValueError("broken page")
        if target == "/slow":
            time.sleep(0.05)
        return Response(body=f"{method} {target} {body.decode()}".encode())


class Down(Echo):
    """A site that refuses every connection."""

    down = True


def connect(url: str) -> http.client.HTTPConnection:
    parts = urlsplit(url)
    assert parts.hostname
    return http.client.HTTPConnection(parts.hostname, parts.port or 80, timeout=5)


def test_every_site_has_its_own_port_and_log() -> None:
    log: dict[str, SiteLog] = {}
    with serve({"a": Echo(), "b": Echo()}, log) as serving:
        assert serving.urls["a"] != serving.urls["b"]
        with urllib.request.urlopen(serving.urls["a"] + "x?y=1", timeout=5) as answer:
            assert answer.read() == b"GET /x?y=1 "
        assert log["a"].targets() == ["/x?y=1"]
        assert log["b"].targets() == []
    record = log["a"].requests[0]
    assert (record.method, record.status) == ("GET", 200)
    assert record.user_agent.startswith("Python-urllib")
    assert record.finished is not None
    assert record.finished >= record.started


def test_connections_are_kept_alive() -> None:
    with serve({"a": Echo()}) as serving:
        client = connect(serving.urls["a"])
        for number in range(3):
            client.request("POST", f"/{number}", body=b"k=v")
            assert client.getresponse().read() == f"POST /{number} k=v".encode()
        client.close()
        assert serving.logs["a"].open_most == 1
        assert len(serving.logs["a"].requests) == 3


def test_the_server_stops_quietly_while_clients_hold_on(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with serve({"a": Echo()}) as serving:
        idle, waiting = connect(serving.urls["a"]), connect(serving.urls["a"])
        idle.request("GET", "/x")
        idle.getresponse().read()
        waiting.request("GET", "/hang")
        deadline = time.monotonic() + 5
        while len(serving.logs["a"].requests) < 2 and time.monotonic() < deadline:
            time.sleep(0.01)
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []
    assert capfd.readouterr().err == ""
    idle.close()
    waiting.close()


def test_head_brings_no_body() -> None:
    with serve({"a": Echo()}) as serving:
        client = connect(serving.urls["a"])
        client.request("HEAD", "/x")
        answer = client.getresponse()
        assert answer.getheader("Content-Length") == "8"
        assert answer.read() == b""
        client.request("GET", "/y")
        assert client.getresponse().read() == b"GET /y "


def test_the_log_tells_how_many_were_answered_at_once_and_how_far_apart() -> None:
    log = SiteLog()
    with serve({"a": Echo()}, {}) as serving:
        for _ in range(3):
            urllib.request.urlopen(serving.urls["a"] + "slow", timeout=5).read()
        log = serving.logs["a"]
        assert log.most_at_once() == 1
        assert len(log.gaps()) == 2
        assert min(log.gaps()) >= 0.05


def test_a_hanging_page_holds_the_socket_until_the_client_leaves() -> None:
    with serve({"a": Echo()}) as serving:
        log = serving.logs["a"]
        address = urlsplit(serving.urls["a"])
        with socket.create_connection((address.hostname, address.port), timeout=0.2) as client:
            client.sendall(b"GET /hang HTTP/1.1\r\nHost: x\r\n\r\n")
            with pytest.raises(TimeoutError):
                client.recv(1)
            assert log.requests[0].finished is None
            # Others are served meanwhile.
            assert urllib.request.urlopen(serving.urls["a"] + "x", timeout=5).status == 200
            assert log.most_at_once() == 2
        deadline = time.monotonic() + 5
        while log.requests[0].finished is None and time.monotonic() < deadline:
            time.sleep(0.01)
        assert log.requests[0].finished is not None
        assert log.requests[0].status == 0


def test_a_site_that_is_down_refuses_connections() -> None:
    with serve({"a": Down(), "b": Echo()}) as serving:
        with pytest.raises(urllib.error.URLError) as caught:
            urllib.request.urlopen(serving.urls["a"], timeout=5)
        assert isinstance(caught.value.reason, ConnectionRefusedError)
        assert urllib.request.urlopen(serving.urls["b"], timeout=5).status == 200


@pytest.mark.parametrize(
    "nonsense",
    [
        b"\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: many\r\n\r\n",
        b"\x16\x03\x01",
    ],
)
def test_nonsense_from_one_client_does_not_disturb_others(nonsense: bytes) -> None:
    with serve({"a": Echo()}) as serving:
        address = urlsplit(serving.urls["a"])
        with socket.create_connection((address.hostname, address.port), timeout=5) as client:
            client.sendall(nonsense)
            client.shutdown(socket.SHUT_WR)
            assert client.recv(100) == b""
        assert urllib.request.urlopen(serving.urls["a"] + "x", timeout=5).status == 200


def test_a_broken_page_answers_500() -> None:
    with serve({"a": Echo()}) as serving:
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(serving.urls["a"] + "break", timeout=5)
        assert caught.value.code == 500
        caught.value.close()


def test_many_clients_at_once() -> None:
    answers: list[bytes] = []
    with serve({"a": Echo()}) as serving:

        def ask(number: int) -> None:
            with urllib.request.urlopen(f"{serving.urls['a']}{number}", timeout=10) as answer:
                answers.append(answer.read())

        clients = [threading.Thread(target=ask, args=(number,)) for number in range(20)]
        for client in clients:
            client.start()
        for client in clients:
            client.join()
    assert sorted(answers) == sorted(f"GET /{number} ".encode() for number in range(20))


def test_ports_can_be_chosen_and_are_free_again_afterwards() -> None:
    with serve({"a": Echo()}) as serving:
        port = urlsplit(serving.urls["a"]).port
    assert port
    with serve({"a": Echo()}, ports={"a": port}) as serving:
        assert serving.urls["a"] == f"http://127.0.0.1:{port}/"
        with pytest.raises(OSError, match="in use"), serve({"b": Echo()}, ports={"b": port}):
            pass
