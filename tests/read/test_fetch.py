"""Fetching: bounded against servers that misbehave, polite to others, never into private networks."""

from __future__ import annotations

import gzip
import socket
import time
from dataclasses import replace
from datetime import date

import pytest

from geomap.models import Skipped
from geomap.read import Fetcher, read, stream
from geomap.read.addresses import FetchError, checked, is_public
from geomap.read.fetch import Limits
from tests.read import servers
from tests.read.servers import PAGE, Answer, answer, serving

LIMITS = Limits(seconds=20.0, idle_s=10.0, size=200_000, redirects=3, pause_s=0.0)
HASTY = {
    servers.drip: replace(LIMITS, seconds=0.6),
    servers.drip_headers: replace(LIMITS, seconds=0.6),
    servers.silent: replace(LIMITS, idle_s=0.4),
}


def fetcher(limits: Limits = LIMITS) -> Fetcher:
    return Fetcher(limits, allow_private=True, sleep=lambda _seconds: None)


def test_an_address_among_the_paths_is_an_article() -> None:
    with serving({"/a": answer()}) as site:
        (article,) = read([f"{site.url}/a"], fetcher=fetcher()).articles
    assert article.text.count("Nikopol was shelled") == 5
    assert (article.published, article.source, article.path) == (
        date(2025, 1, 21),
        "127.0.0.1",
        f"{site.url}/a",
    )


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (servers.drip, "no whole answer within 1 s"),
        (servers.drip_headers, "no whole answer within 1 s"),
        (servers.silent, "no answer: ReadTimeout"),
        (servers.endless, "larger than 0 MB"),
        (servers.BOMB, "larger than 0 MB"),
        (servers.garbage, "no answer: RemoteProtocolError"),
        (answer(b"\x89PNG", kind="image/png"), "image/png is no page, feed or text"),
        (answer(b"", status=404), "status 404"),
        (answer(gzip.compress(PAGE), Content_Encoding="br"), "packed as 'br'"),
        (answer(b"no gzip", Content_Encoding="gzip"), "no answer: error"),
        (answer(b"", status=302, Location="/a"), "more than 3 redirects"),
        (answer(b"", status=302, Location="file:///etc/passwd"), "not an http(s) address"),
        (answer(b"", status=302, Location="http://u:p@127.0.0.1/"), "addresses with a password are refused"),
    ],
)
def test_a_bad_server_costs_a_line_and_little_time(bad: Answer, reason: str) -> None:
    begun = time.monotonic()
    with serving({"/a": bad}) as site:
        (skipped,) = stream([f"{site.url}/a"], fetcher=fetcher(HASTY.get(bad, LIMITS)))
    assert isinstance(skipped, Skipped)
    assert skipped.reason.startswith(reason)
    assert skipped.remedy
    assert time.monotonic() - begun < 12


def test_redirects_are_followed_and_told() -> None:
    with serving({"/old": answer(b"", status=301, Location="/new"), "/new": answer()}) as site:
        assert fetcher().get(f"{site.url}/old").url == f"{site.url}/new"


def test_packed_answers_are_unpacked() -> None:
    with serving({"/a": answer(gzip.compress(PAGE), Content_Encoding="gzip")}) as site:
        assert fetcher().get(f"{site.url}/a").data == PAGE


def test_the_encoding_of_the_header_is_used() -> None:
    page = PAGE.replace(b"Nikopol was shelled overnight", "вночі обстріляли Нікополь".encode("koi8-u"))
    with serving({"/a": answer(page, kind="text/html; charset=KOI8-U")}) as site:
        assert "вночі обстріляли Нікополь" in read([f"{site.url}/a"], fetcher=fetcher()).articles[0].text


def test_robots_are_obeyed_and_asked_once() -> None:
    robots = answer(b"User-agent: geomap\nDisallow: /private\nCrawl-delay: 2\n", kind="text/plain")
    waits: list[float] = []
    polite = Fetcher(LIMITS, allow_private=True, sleep=waits.append)
    with serving({"/robots.txt": robots, "/a": answer(), "/private": answer()}) as site:
        polite.get(f"{site.url}/a")
        polite.get(f"{site.url}/a")
        with pytest.raises(FetchError, match=r"robots\.txt does not allow"):
            polite.get(f"{site.url}/private")
    assert site.asked == ["/robots.txt", "/a", "/a"]
    assert [round(wait) for wait in waits] == [2, 2], "after robots.txt, and between the pages"


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)])
def test_robots_that_cannot_be_read(status: int, allowed: bool) -> None:
    with serving({"/robots.txt": answer(b"", status=status), "/a": answer()}) as site:
        (item,) = stream([f"{site.url}/a"], fetcher=fetcher())
    assert isinstance(item, Skipped) is not allowed


def test_an_overloaded_server_is_asked_again_later() -> None:
    waits: list[float] = []
    busy = answer(b"", status=503, Retry_After="7")
    with serving({"/a": [busy, answer(b"", status=429), answer()]}) as site:
        Fetcher(LIMITS, allow_private=True, sleep=waits.append).get(f"{site.url}/a")
    assert waits == [7.0, 2.0]


def test_a_server_that_wants_hours_is_left_alone() -> None:
    with (
        serving({"/a": answer(b"", status=429, Retry_After="7200")}) as site,
        pytest.raises(FetchError, match=r"overloaded.*7200 s"),
    ):
        fetcher().get(f"{site.url}/a")
    assert site.asked == ["/robots.txt", "/a"]


def test_what_did_not_change_is_not_sent_again() -> None:
    with serving({"/a": [answer(ETag='"1"', Last_Modified="x"), answer(b"", status=304)]}) as site:
        first = fetcher().get(f"{site.url}/a")
        second = fetcher().get(f"{site.url}/a", etag=first.etag, last_modified=first.last_modified)
    assert (second.unchanged, second.data) == (True, b"")
    assert site.headers[-1]["If-None-Match"] == '"1"'


def test_private_addresses_are_refused_before_any_byte_is_sent() -> None:
    with (
        serving({"/a": answer()}) as site,
        pytest.raises(FetchError, match="this machine or of a private network"),
    ):
        Fetcher(LIMITS).get(f"{site.url}/a")
    assert site.asked == []


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "0.0.0.0", "::1", "fe80::1", "fd00::1",
     "::ffff:127.0.0.1", "2002:7f00:1::", "224.0.0.1", "100.64.0.1"],
)  # fmt: skip
def test_private_addresses(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.216.34", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: found)
    with pytest.raises(FetchError, match="private"):
        Fetcher(LIMITS).get("http://rebinding.example/")


def test_the_next_address_of_a_host_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    real = socket.getaddrinfo

    def found(host: str, port: int, *args: object, **more: object) -> object:
        both = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ("::1", "127.0.0.1")]
        return both if host == "two.example" else real(host, port, *args, **more)  # type: ignore[arg-type]

    with serving({"/a": answer()}) as site:
        monkeypatch.setattr(socket, "getaddrinfo", found)
        port = site.url.rpartition(":")[2]
        assert fetcher().get(f"http://two.example:{port}/a").data == PAGE
    assert {headers["Host"] for headers in site.headers} == {f"two.example:{port}"}


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/a", "file:///etc/passwd", "http://", "http://user:pw@example.org/", "http://[::1"],
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(FetchError):
        checked(url)


def test_reading_files_opens_no_connection(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    def refuse(*_args: object, **_more: object) -> None:
        raise AssertionError("network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    (tmp_path / "a.html").write_bytes(
        PAGE.replace(b"<head>", b'<head><link rel="stylesheet" href="http://x.example/">')
    )
    (tmp_path / "f.xml").write_text(
        "<rss><channel><item><title>T</title><link>http://x.example/</link></item></channel></rss>"
    )
    assert len(read([tmp_path]).articles) == 2
