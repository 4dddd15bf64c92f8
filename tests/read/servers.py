"""Loopback servers for tests, good and bad; each answers boundedly and stops with its test."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

Answer = Callable[[BaseHTTPRequestHandler], None]

PAGE = (
    "<html><head><title>Night</title>"
    "<meta property='article:published_time' content='2025-01-21T08:00:00+02:00'></head>"
    "<body><article><h1>Night in Nikopol</h1>"
    + "".join(
        f"<p>Part {n}: the regional head said that Nikopol was shelled overnight.</p>" for n in range(5)
    )
    + "</article></body></html>"
).encode()


def answer(
    data: bytes = PAGE, *, status: int = 200, kind: str = "text/html; charset=utf-8", **headers: str
) -> Answer:
    """Return a well-behaved answer; ``_`` in header names stands for ``-``."""

    def send(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **headers}.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(data)

    return send


def drip(request: BaseHTTPRequestHandler) -> None:
    """Send a byte now and then."""
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.end_headers()
    for _ in range(200):
        request.wfile.write(b"x")
        time.sleep(0.1)


def drip_headers(request: BaseHTTPRequestHandler) -> None:
    """Send headers without end, slowly."""
    request.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(200):
        request.wfile.write(b"X-%d: y\r\n" % number)
        time.sleep(0.1)


def silent(_request: BaseHTTPRequestHandler) -> None:
    """Say nothing for a while."""
    time.sleep(20)


def endless(request: BaseHTTPRequestHandler) -> None:
    """Send more than anybody wants, without saying how much."""
    request.send_response(200)
    request.send_header("Content-Type", "text/html")
    request.end_headers()
    for _ in range(2000):
        request.wfile.write(b"war " * 4096)


def garbage(request: BaseHTTPRequestHandler) -> None:
    """Speak no HTTP."""
    request.wfile.write(b"\x00\x01\x02 nonsense\r\n\r\n")


BOMB = answer(gzip.compress(b"0" * 100_000_000), Content_Encoding="gzip")


class Site:
    """Pages by path; remembers what was asked."""

    def __init__(self, pages: dict[str, Answer | list[Answer]]) -> None:
        self.pages = pages
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.url = ""

    def take(self, path: str) -> Answer:
        """Return the answer for ``path``; of a list the next one, the last again and again."""
        found = self.pages.get(path, answer(b"", status=404))
        if isinstance(found, list):
            return found.pop(0) if len(found) > 1 else found[0]
        return found


@contextmanager
def serving(pages: dict[str, Answer | list[Answer]]) -> Iterator[Site]:
    """Serve ``pages`` on a loopback port while the block runs."""
    site = Site(pages)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.headers.append(dict(self.headers.items()))
            try:
                site.take(self.path)(self)
            except OSError:
                self.close_connection = True  # the client went away, as it should

        def log_message(self, *_args: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    site.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
