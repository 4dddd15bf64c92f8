"""RSS and Atom feeds: each entry an article, with the text that the feed itself carries."""

from __future__ import annotations

from calendar import timegm
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple

from geomap.errors import MissingExtraError
from geomap.models import Skipped
from geomap.read.article import Raw, to_article
from geomap.read.html import fragment_text
from geomap.read.source import Item, Options, Reader, Source
from geomap.read.stamp import parse_stamp

MAX_FEED = 32 * 2**20
"""Largest feed, in bytes."""


class Entry(NamedTuple):
    """One entry of a feed."""

    id: str
    title: str
    url: str
    text: str
    published: object
    full: bool
    """True where the feed carries the whole text and not only a summary."""


def entries(data: bytes) -> list[Entry]:
    """Return the entries of a feed, empty where it is none; nothing is fetched.

    Raises
    ------
    MissingExtraError
        If feedparser is not installed.
    """
    try:
        import feedparser
    except ImportError as error:
        raise MissingExtraError.of("feedparser", "feeds") from error
    return [_entry(found) for found in feedparser.parse(data, sanitize_html=False).entries]


def _entry(found: Any) -> Entry:
    contents = [part.get("value", "") for part in found.get("content", ())]
    full = max(contents, key=len, default="")
    title = fragment_text(found.get("title", ""))
    text = fragment_text(full or found.get("summary", "")) or title
    url = found.get("link", "")
    return Entry(found.get("id", "") or url, title, url, text, _published(found), full=bool(full))


def _published(found: Any) -> object:
    """Return the publication time with the zone the feed states; feedparser's own parse loses it."""
    own = partial(dict.get, found)  # feedparser's own ``get`` mixes the two up, and warns of it
    stated = own("published") or own("updated") or ""
    parsed = own("published_parsed") or own("updated_parsed")
    if parse_stamp(stated) or not parsed:
        return stated
    return datetime.fromtimestamp(timegm(parsed), UTC)


def read_feed(source: Source, options: Options) -> Iterator[Item]:
    """Yield an article for each entry of a saved feed."""
    found = entries(source.data(MAX_FEED))
    if not found:
        yield Skipped(
            path=source.path, reason="no entries in this feed", remedy="check that it is RSS or Atom"
        )
    for number, entry in enumerate(found, start=1):
        yield from to_article(raw_of(entry, f"{source.path}#{entry.id or number}"), options)


def raw_of(entry: Entry, path: str) -> Raw:
    """Return what a feed tells of one article."""
    return Raw(
        text=entry.text,
        path=path,
        title=entry.title,
        url=entry.url,
        published=entry.published,
    )


def _looks_like(head: bytes) -> bool:
    start = head.lower()
    return any(mark in start for mark in (b"<rss", b"<feed", b"<rdf:rdf"))


READER = Reader("feed", (".rss", ".atom", ".xml", ".rdf"), read_feed, _looks_like, rank=1)
