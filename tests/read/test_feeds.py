"""Feeds are polled when due, entries read once and in full, and failures cost a line and patience."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from geomap.errors import SettingsError
from geomap.read import Fetcher
from geomap.read.feeds import FeedSource, follow, is_due, load_feeds, next_due, poll
from geomap.read.fetch import Limits
from tests.read import servers
from tests.read.servers import Answer, Site, answer, serving
from tests.read.test_outlets import PREVIEW

DATE = "Tue, 21 Jan 2025 00:10:00 +0200"


def feed(*entries: tuple[str, str], site: str = "") -> Answer:
    """Return an RSS feed of entries (path, summary)."""
    items = "".join(
        f"<item><guid>{path}</guid><title>Entry {path}</title><link>{site}{path}</link>"
        f"<pubDate>{DATE}</pubDate><description>{summary}</description></item>"
        for path, summary in entries
    )
    xml = f"<?xml version='1.0'?><rss version='2.0'><channel><title>F</title>{items}</channel></rss>"
    return answer(xml.encode(), kind="application/rss+xml", ETag='"1"')


def source(site: Site, **fields: object) -> FeedSource:
    return FeedSource.model_validate({"name": "Wire", "url": f"{site.url}/feed", "lang": "en", **fields})


@pytest.fixture
def fetcher() -> Fetcher:
    limits = Limits(seconds=20.0, size=100_000, pause_s=0.0)
    return Fetcher(limits, allow_private=True, sleep=lambda _seconds: None)


SUMMARY = "Nikopol was shelled, the regional head wrote."


def test_entries_are_read_in_full_and_once(fetcher: Fetcher) -> None:
    with serving({"/a": answer(), "/b": answer(b"gone", status=404)}) as site:
        site.pages["/feed"] = feed(("/a", SUMMARY), ("/b", SUMMARY), site=site.url)
        first = poll(source(site), None, fetcher=fetcher, now=1000.0)
        site.pages["/feed"] = feed(("/c", SUMMARY), ("/a", SUMMARY))
        second = poll(source(site), first.state, fetcher=fetcher, now=3000.0)
    whole, summary = first.articles
    assert whole.text.count("Nikopol was shelled") == 5
    assert (whole.source, whole.published, whole.path) == ("Wire", date(2025, 1, 21), f"{site.url}/a")
    assert (summary.text, summary.published) == (SUMMARY, date(2025, 1, 21))
    assert "status 404" in first.skipped[0].reason
    assert [a.title for a in second.articles] == ["Entry /c"]
    assert site.asked.count("/a") == 1


def test_an_unchanged_feed_gives_nothing_and_keeps_its_tags(fetcher: Fetcher) -> None:
    with serving({"/feed": [feed(("x", SUMMARY)), answer(b"", status=304)]}) as site:
        first = poll(source(site, full_text=False), None, fetcher=fetcher, now=0.0)
        second = poll(source(site, full_text=False), first.state, fetcher=fetcher, now=1800.0)
    assert (len(first.articles), len(second.articles), second.skipped) == (1, 0, [])
    assert second.state["etag"] == '"1"'
    assert site.headers[-1]["If-None-Match"] == '"1"'


@pytest.mark.parametrize(
    "bad", [servers.endless, servers.BOMB, servers.garbage, answer(b"<html>no feed</html>")]
)
def test_a_failing_feed_is_asked_ever_later(fetcher: Fetcher, bad: Answer) -> None:
    with serving({"/feed": bad}) as site:
        state = None
        waits = []
        for _ in range(3):
            polled = poll(source(site, interval_minutes=10), state, fetcher=fetcher, now=0.0)
            state = polled.state
            waits.append(state["next"] / 60)
            assert (len(polled.skipped), polled.articles) == (1, [])
    assert waits == [20, 40, 80]


def test_a_telegram_channel_is_followed_by_its_preview(fetcher: Fetcher) -> None:
    with serving({"/feed": answer(PREVIEW.encode())}) as site:
        polled = poll(source(site, lang="uk"), None, fetcher=fetcher, now=0.0)
        again = poll(source(site, lang="uk"), polled.state, fetcher=fetcher, now=1800.0)
    assert [(a.url, a.source) for a in polled.articles] == [
        ("https://t.me/kanal/1", "Wire"),
        ("https://t.me/kanal/2", "Wire"),
    ]
    assert (polled.skipped, again.articles) == ([], [])


def test_only_due_sources_are_polled(fetcher: Fetcher) -> None:
    with serving({"/feed": feed(("x", SUMMARY))}) as site:
        one, two = source(site, full_text=False), source(site, name="Two", full_text=False)
        states = {"Wire": {"next": 500.0}}
        polled = {s.name: p for s, p in follow([one, two], states, fetcher=fetcher, now=100.0)}
    assert list(polled) == ["Two"]
    assert polled["Two"].state["next"] == 100.0 + 30 * 60
    assert next_due([one, two], {**states, "Two": polled["Two"].state}) == 500.0
    assert is_due(None, 0.0)


def test_the_list_of_sources_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(
        '[[source]]\nname = "A"\nurl = "https://a.example/rss"\nside = "UA"\nreliability = "official"\n'
    )
    assert load_feeds(path)[0].side == "UA"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[source]]\nname = "A"\nurl = "ftp://a"\n', r"source\.0\.url.*http"),
        ('[[source]]\nname = "A"\nurl = "http://a"\nsite = "UA"\n', r"source\.0\.site"),
        ('[[source]]\nname = "A"\nurl = "http://a"\n' * 2, "two sources are named 'A'"),
        ("nonsense", "TOML"),
    ],
)
def test_a_wrong_list_is_told_with_its_field(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(text)
    with pytest.raises(SettingsError, match=message):
        load_feeds(path)
