"""Fetching an address on request: bounded in time and size, polite, never into private networks."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from geomap.read.addresses import FetchError, checked, public_addresses
from geomap.read.cutter import Cutter
from geomap.read.robots import Robots

if TYPE_CHECKING:
    import httpx

AGENT = "geomap"
"""Name under which ``robots.txt`` may address this program."""
KINDS = (
    "text/html", "application/xhtml+xml", "text/plain", "text/markdown", "text/csv", "text/xml",
    "application/xml", "application/rss+xml", "application/atom+xml", "application/rdf+xml",
    "application/json", "application/x-ndjson",
)  # fmt: skip
_ADDRESSES = 3  # of a host that are tried, as where its IPv6 address is out of reach
_RETRIED = frozenset({429, 500, 502, 503, 504})
_MOVED = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one fetch may cost.

    Parameters
    ----------
    seconds
        Whole time of one answer, redirects and body included.
    idle_s
        Longest silence within it, also while connecting.
    size
        Bytes of a body, unpacked.
    redirects
        Redirects followed.
    tries
        Requests made while the server answers 429 or 5xx.
    longest_wait_s
        Longest pause that a server may ask for; beyond it the fetch is given up.
    pause_s
        Pause between two requests to one host.
    """

    seconds: float = 30.0
    idle_s: float = 10.0
    size: int = 8 * 2**20
    redirects: int = 5
    tries: int = 3
    longest_wait_s: float = 30.0
    pause_s: float = 1.0


class Fetched(NamedTuple):
    """An answer; ``data`` is empty and ``unchanged`` True where the server says that nothing is new."""

    url: str
    """Address after redirects."""
    data: bytes
    kind: str
    """Media type without parameters, lower case; empty where the server names none."""
    encoding: str
    etag: str
    last_modified: str
    unchanged: bool = False


class _Answer(NamedTuple):
    status: int
    headers: httpx.Headers
    data: bytes


@dataclass(slots=True)
class Fetcher:
    """Fetches addresses one by one, remembering each host's ``robots.txt`` and when it was last asked.

    Parameters
    ----------
    limits
        Time, size and number of requests.
    allow_private
        True to allow addresses of this machine and of private networks.
    sleep, clock
        Waiting and monotonic seconds; for tests.
    """

    limits: Limits = field(default_factory=Limits)
    allow_private: bool = False
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _robots: dict[str, Robots] = field(default_factory=dict)
    _asked: dict[str, float] = field(default_factory=dict)

    def get(self, url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
        """Fetch ``url``, or learn that nothing is new since the answer with ``etag``/``last_modified``.

        Raises
        ------
        FetchError
            If the address is refused, or no good answer came within the limits; says why.
        MissingExtraError
            If httpx or protego is not installed.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in conditions.items() if value}
        return _fetched(*self._follow(url, headers, allowed=self._ask_robots))

    def _follow(
        self, url: str, headers: dict[str, str], *, allowed: Callable[[httpx.URL], None]
    ) -> tuple[str, _Answer]:
        deadline = self.clock() + self.limits.seconds
        for _ in range(self.limits.redirects + 1):
            parsed = checked(url)
            allowed(parsed)
            answer = self._patiently(parsed, headers, deadline)
            if answer.status not in _MOVED:
                return str(parsed), answer
            url = str(parsed.join(answer.headers.get("location", "")))
        raise FetchError(
            f"more than {self.limits.redirects} redirects", where=url, remedy="check the address"
        )

    def _ask_robots(self, url: httpx.URL) -> None:
        origin = _origin(url)
        if origin not in self._robots:
            answer = self._follow(f"{origin}/robots.txt", {}, allowed=lambda _url: None)[1]
            self._robots[origin] = Robots.of(answer.status, answer.data)
        if not self._robots[origin].allows(str(url), AGENT):
            raise FetchError(
                "its robots.txt does not allow it", where=str(url), remedy="save the page by hand"
            )

    def _patiently(self, url: httpx.URL, headers: dict[str, str], deadline: float) -> _Answer:
        """Ask again while the server is overloaded, as late as it wishes or ever later."""
        for attempt in range(self.limits.tries):
            self._pause(url)
            answer = self._request(url, headers, deadline)
            if answer.status not in _RETRIED or url.path == "/robots.txt":
                return answer
            wait = _retry_after(answer.headers) or 2.0**attempt
            if attempt + 1 == self.limits.tries or wait > self.limits.longest_wait_s:
                break
            self.sleep(wait)
            deadline += wait
        what = f"the server is overloaded (status {answer.status})"
        raise FetchError(what, where=str(url), remedy=f"try again in {wait:.0f} s or later")

    def _pause(self, url: httpx.URL) -> None:
        origin = _origin(url)
        robots = self._robots.get(origin)
        pause = max(self.limits.pause_s, robots.delay_s(AGENT) if robots else 0.0)
        wait = self._asked.get(origin, -pause) + pause - self.clock()
        if wait > self.limits.longest_wait_s:
            raise FetchError(
                f"its robots.txt asks for pauses of {pause:.0f} s", where=str(url), remedy="read it by hand"
            )
        if wait > 0 and origin in self._asked:
            self.sleep(wait)
        self._asked[origin] = self.clock()

    def _request(self, url: httpx.URL, headers: dict[str, str], deadline: float) -> _Answer:
        """Ask once, at the first address of the host that takes the connection."""
        import httpx

        addresses = public_addresses(url, allow_private=self.allow_private)
        for address in addresses[:_ADDRESSES]:
            try:
                return self._ask(address, url, headers, deadline)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failed = error
        raise _no_answer(failed, url) from failed

    def _ask(self, address: str, url: httpx.URL, headers: dict[str, str], deadline: float) -> _Answer:
        """Ask at the very address that was checked, whatever the name becomes meanwhile.

        Raises
        ------
        httpx.ConnectError, httpx.ConnectTimeout
            If there is nobody at the address: another one of the host may answer.
        """
        import httpx

        asked = {**_HEADERS, **headers, "Host": url.netloc.decode("ascii")}
        client = httpx.Client(timeout=self.limits.idle_s, trust_env=False, follow_redirects=False)
        cutter = Cutter(deadline - self.clock())
        known = {"sni_hostname": url.host, "trace": cutter.trace}
        target = url.copy_with(host=address)
        try:
            with client, cutter, client.stream("GET", target, headers=asked, extensions=known) as response:
                body = b"" if response.status_code != 200 else b"".join(self._body(response))
                answer = _Answer(response.status_code, response.headers, body)
        except _StopReading as stop:
            raise FetchError(stop.args[0], where=str(url), remedy="leave it out") from stop
        except (httpx.HTTPError, httpx.StreamError, zlib.error, ValueError) as error:
            if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout):
                raise
            if not cutter.cut:
                raise _no_answer(error, url) from error
        if cutter.cut:  # whether the cut broke the answer or seemed to end it
            what = f"no whole answer within {self.limits.seconds:.0f} s"
            raise FetchError(what, where=str(url), remedy="try again later")
        return answer

    def _body(self, response: httpx.Response) -> Iterator[bytes]:
        """Yield the unpacked body, and stop at the size whether it comes packed or not."""
        unpack = _unpacker(response.headers.get("content-encoding", "").lower())
        left = self.limits.size
        for chunk in response.iter_raw():
            data = unpack(chunk, left + 1)
            left -= len(data)
            if left < 0:
                raise _StopReading(f"larger than {self.limits.size / 2**20:.0f} MB")
            yield data


_HEADERS = {
    "User-Agent": f"{AGENT} (news mapping; reads robots.txt)",
    "Accept-Encoding": "gzip, deflate",
    "Accept": "text/html, application/xml;q=0.9, */*;q=0.5",
}


class _StopReading(Exception):  # noqa: N818 - ends a stream, is never seen
    """The body breaks a limit."""


def _no_answer(error: Exception, url: httpx.URL) -> FetchError:
    what = f"no answer: {type(error).__name__} {error}".strip()
    return FetchError(what, where=str(url), remedy="try again later")


def _origin(url: httpx.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"


def _retry_after(headers: httpx.Headers) -> float:
    value = headers.get("retry-after", "")
    return float(value) if value.isdigit() else 0.0


def _unpacker(encoding: str) -> Callable[[bytes, int], bytes]:
    if encoding in {"", "identity"}:
        return lambda chunk, _limit: chunk
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise _StopReading(f"packed as {encoding[:20]!r}, which was not asked for")
    packed = zlib.decompressobj(wbits=47)  # 32 + 15: gzip or zlib, by their headers
    return packed.decompress


def _fetched(url: str, answer: _Answer) -> Fetched:
    kind, _, parameters = answer.headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    tags = (answer.headers.get("etag", ""), answer.headers.get("last-modified", ""))
    if answer.status == 304:
        return Fetched(url, b"", kind, "", *tags, unchanged=True)
    if answer.status != 200:
        raise FetchError(f"status {answer.status}", where=url, remedy="check the address")
    if kind and kind not in KINDS and not kind.endswith("+xml"):  # feeds go by many names
        raise FetchError(
            f"{kind[:60]} is no page, feed or text", where=url, remedy="give the article's address"
        )
    charset = parameters.lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    return Fetched(url, answer.data, kind, charset, *tags)
