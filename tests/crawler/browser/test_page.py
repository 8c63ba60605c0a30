"""One hostile page in a real Chromium: every way out of it is shut, and what its scripts redefine does not hold."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from crawler.answer import Answer
from crawler.browser.chromium import Chromium, find_chromium
from crawler.browser.page import PageRequest, Refused, Shown, show
from tests.crawler.browser.chromium import needs_chromium

pytestmark = needs_chromium

# Each is given host, TCP port and UDP port of a listener. None of it may arrive.
WAYS_OUT = """
const to = host + ':' + tcp;
const add = (tag, given) => document.body.append(Object.assign(document.createElement(tag), given));
for (const tag of ['img', 'iframe', 'embed', 'video', 'audio', 'script', 'track'])
  add(tag, {src: 'http://' + to + '/' + tag});
for (const rel of ['preconnect', 'dns-prefetch', 'prefetch', 'preload', 'stylesheet', 'icon', 'manifest', 'modulepreload'])
  add('link', {rel, as: 'script', href: 'http://' + to + '/' + rel});
add('object', {data: 'http://' + to + '/object'});
add('iframe', {srcdoc: `<img src="http://${to}/framed"><script>fetch("http://${to}/framed")</` + 'script>'});
const guessed = [{source: 'list', urls: ['http://' + to + '/guessed']}];
add('script', {type: 'speculationrules', textContent: JSON.stringify({prefetch: guessed, prerender: guessed})});
fetch('http://' + to + '/fetch', {mode: 'no-cors', keepalive: true}).catch(() => 0);
fetch('/moved').catch(() => 0);
navigator.sendBeacon('http://' + to + '/beacon', 'x');
const code = `fetch('http://${to}/worker').catch(() => 0); new WebSocket('ws://${to}/worker');`;
const worker = URL.createObjectURL(new Blob([code]));
for (const open of [
  () => new WebSocket('ws://' + to + '/socket'), () => new EventSource('http://' + to + '/events'),
  () => new Worker(worker), () => new SharedWorker(worker), () => navigator.serviceWorker.register('/worker.js'),
  () => new WebTransport('https://' + host + ':' + udp), () => window.open('http://' + to + '/window'),
  () => { const peer = new RTCPeerConnection({iceServers: [{urls: ['stun:' + host + ':' + udp,
    'turn:' + to + '?transport=tcp'], username: 'a', credential: 'b'}]});
    peer.createDataChannel('x'); peer.createOffer().then(offer => peer.setLocalDescription(offer)); },
  () => { const form = document.createElement('form'); Object.assign(form, {action: 'http://' + to + '/form', method: 'post',
    target: '_blank'}); document.body.append(form); form.submit(); },
]) try { open(); } catch (error) {}
"""


@dataclass
class Listener:
    """What arrives at a TCP and a UDP port of this machine."""

    tcp: int = 0
    udp: int = 0
    arrived: list[bytes] = field(default_factory=list)


@contextmanager
def listening() -> Iterator[Listener]:
    stream = socket.create_server(("127.0.0.1", 0))
    packets = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    packets.bind(("127.0.0.1", 0))
    heard = Listener(stream.getsockname()[1], packets.getsockname()[1])

    def accept() -> None:
        while True:
            try:
                connection, _ = stream.accept()
            except OSError:
                return
            heard.arrived.append(b"connection")
            connection.close()

    def receive() -> None:
        while packet := packets.recv(2000):
            heard.arrived.append(packet)

    threads = [threading.Thread(target=accept), threading.Thread(target=receive)]
    for thread in threads:
        thread.start()
    yield heard
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"", ("127.0.0.1", heard.udp))
    stream.shutdown(socket.SHUT_RDWR)
    for thread in threads:
        thread.join()
    stream.close()
    packets.close()


def shown(
    code: str, asked: list[PageRequest], answers: dict[str, Answer], cookies: dict[str, str]
) -> Shown:
    """A page with this script, as Chromium shows it; what it asks for is noted, and answered where there is an answer."""

    async def ask(request: PageRequest) -> Answer:
        asked.append(request)
        if request.url not in answers:
            raise Refused(f"no {request.url}")
        return answers[request.url]

    async def run() -> Shown:
        chromium = Chromium(find_chromium(), "zwgk")
        body = f'<!DOCTYPE html><body><div id="app"></div><script>{code}</script>'.encode()
        shell = Answer("http://site.example/a/", 200, (("Content-Type", "text/html"),), body)
        try:
            return await show(
                chromium, shell, cookies, ask, seconds=40, most=100_000, is_stopping=lambda: False
            )
        finally:
            await chromium.close()

    return asyncio.run(run())


def test_nothing_leaves_a_page_but_by_the_crawler() -> None:
    asked: list[PageRequest] = []
    with listening() as heard:
        place = f"http://127.0.0.1:{heard.tcp}/moved"
        moved = Answer("http://site.example/moved", 302, (("Location", place),), b"")
        code = f"const host = '127.0.0.1', tcp = {heard.tcp}, udp = {heard.udp}; {WAYS_OUT}"
        found = shown(code, asked, {moved.url: moved}, {})
        assert heard.arrived == []
    assert {request.kind for request in asked} == {"script", "fetch"}
    assert any(request.url.endswith("/worker") for request in asked)
    assert found.missing


def test_what_scripts_redefine_and_set_stays_theirs() -> None:
    code = """
      const trap = () => { while (true) {} };
      Document.prototype.querySelectorAll = trap; JSON.stringify = trap;
      Object.defineProperty(Element.prototype, 'outerHTML', {get: trap});
      document.cookie = 'own=2; path=/';
      const add = row => document.body.insertAdjacentHTML('beforeend', `<a href="${row}">${row}</a>`);
      fetch('/data', {headers: {'X-Token': 'abc'}}).then(found => found.json())
        .then(rows => { rows.forEach(add); return fetch('/data'); });
    """
    answer = Answer(
        "http://site.example/data",
        200,
        (("Content-Type", "application/json"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")),
        b'["/1.html", "/2.html", "/3.html"]',
    )
    asked: list[PageRequest] = []
    found = shown(code, asked, {answer.url: answer}, {"session": "1"})
    assert '<a href="/3.html">/3.html</a>' in found.html
    assert found.html.startswith("<!DOCTYPE html>")
    first, second = asked
    assert first.headers["x-token"] == "abc"
    assert set(first.headers["cookie"].split("; ")) == {"session=1", "own=2"}
    assert set(second.headers["cookie"].split("; ")) == {"session=1", "own=2", "a=1", "b=2"}
    assert (found.missing, found.trouble) == ([], "")


def test_a_page_that_grows_without_end_is_not_taken() -> None:
    found = shown("document.body.append('字'.repeat(200000));", [], {}, {})
    assert (found.html, "过大" in found.trouble) == ("", True)
