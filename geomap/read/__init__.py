"""Reading articles: ``read`` and ``stream``; one reader a file, registered under ``geomap.readers``.

=================  ======================================================================
module             reads
=================  ======================================================================
``text``           plain text and Markdown, with a small header or front matter
``html``           web pages: body text, publication time, outlet; Telegram's previews
``jsonlines``      one JSON object a line (the contract's input; a gold file fits)
``json``           arrays of such objects
``csv``            tables, with column mapping
``feed``           RSS and Atom
``telegram``       Telegram Desktop's ``result.json``
``warc``           web archives
``archive``        ``.zip`` and ``.gz`` of these
=================  ======================================================================

Whatever cannot be read is a ``Skipped`` with reason and remedy, never an exception. Nothing here touches
the network unless a path is an ``http(s)`` address, or ``feeds`` is called.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from geomap.errors import InputError
from geomap.models import Article, Lang, Skipped
from geomap.read.fetch import Fetcher
from geomap.read.registry import read_sources, readers
from geomap.read.source import MAX_CHARS, Item, Options, Reader, Source
from geomap.read.walk import sources

__all__ = [
    "MAX_CHARS",
    "Fetcher",
    "Item",
    "NoArticlesError",
    "Options",
    "ReadResult",
    "Reader",
    "Source",
    "read",
    "read_sources",
    "readers",
    "stream",
]

Paths = Iterable[str | os.PathLike[str]]
Reading = Callable[[Iterable[Source | Skipped], Options], Iterator[Item]]
"""Yields what sources hold, in their order; ``read_sources`` does it in this process."""


class ReadResult(NamedTuple):
    """Articles in the order of the input, and what was not read."""

    articles: list[Article]
    skipped: list[Skipped]


def read(
    paths: Paths,
    *,
    published: date | None = None,
    lang: Lang | None = None,
    columns: Mapping[str, str] | None = None,
    fetcher: Fetcher | None = None,
    reading: Reading = read_sources,
) -> ReadResult:
    """Read all articles under ``paths``.

    Parameters
    ----------
    paths
        Files, folders, globs, ``-`` for standard input, ``http(s)`` addresses, or an object store's URLs.
    published
        Publication date of articles that bear none.
    lang
        Language of articles that name none; None lets the text decide.
    columns
        For tables and JSON: field name to the column that holds it, such as ``{"text": "story"}``.
    fetcher
        Fetches addresses among ``paths``; None means one with the usual limits.
    reading
        Reads the sources, here or elsewhere.

    Raises
    ------
    NoArticlesError
        If there was nothing to read.
    InputError
        If no article at all could be read; the message names the first reason.
    """
    articles: list[Article] = []
    skipped: list[Skipped] = []
    options = Options(published=published, lang=lang, columns=columns or {})
    for item in _once_each(reading(sources(paths, fetcher=fetcher), options)):
        if isinstance(item, Article):
            articles.append(item)
        else:
            skipped.append(item)
    if not articles:
        raise _nothing_read(skipped)
    return ReadResult(articles, skipped)


class NoArticlesError(InputError):
    """There was nothing to read, such as an empty folder."""


def _nothing_read(skipped: list[Skipped]) -> InputError:
    if not skipped:
        return NoArticlesError(
            "no articles found", remedy="give files, folders, globs or - for standard input"
        )
    first = skipped[0]
    more = f"; {len(skipped) - 1} more inputs were not read" if len(skipped) > 1 else ""
    return InputError(
        f"no article could be read: {first.reason}{more}", where=first.path, remedy=first.remedy
    )


def stream(
    paths: Paths,
    *,
    published: date | None = None,
    lang: Lang | None = None,
    columns: Mapping[str, str] | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Item]:
    """Yield articles and skipped inputs one by one, as ``read`` does, holding no more than one file.

    An article found twice (same id, same text) comes once; another text under an id already used is skipped.
    """
    options = Options(published=published, lang=lang, columns=columns or {})
    return _once_each(read_sources(sources(paths, fetcher=fetcher), options))


def _once_each(items: Iterable[Item]) -> Iterator[Item]:
    seen: dict[str, tuple[int, str]] = {}
    for item in items:
        yield item if isinstance(item, Skipped) else _once(item, seen)


def _once(article: Article, seen: dict[str, tuple[int, str]]) -> Item:
    """Return the article at its first sight, else the line that says where it was seen."""
    key = hash(article.text)  # not the text: the input may be larger than the memory
    first_key, first_path = seen.setdefault(article.id, (key, article.path))
    if first_path == article.path:
        return article
    if first_key == key:
        return Skipped(path=article.path, reason=f"the same article as {first_path}", remedy="nothing to do")
    reason = f"id {article.id!r} is already used by another text in {first_path}"
    return Skipped(path=article.path, reason=reason, remedy="give each article its own id")
