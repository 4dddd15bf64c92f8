"""From the fields a reader found to an Article, or to the line that says why not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from geomap.models import Article, ClaimantSide, Lang, Skipped, content_id
from geomap.read.foreign import foreign_language
from geomap.read.source import Item, Options
from geomap.read.stamp import Stamp, local_day, parse_stamp, text_stamp
from geomap.text import detect_language

_LANG_NAMES: dict[str, Lang] = {
    **dict.fromkeys(("en", "eng", "english"), "en"),
    **dict.fromkeys(("uk", "ua", "ukr", "ukrainian", "українська"), "uk"),
    **dict.fromkeys(("ru", "rus", "russian", "русский"), "ru"),
}
_SIDES: dict[str, ClaimantSide] = {
    **dict.fromkeys(("ua", "ukraine", "ukrainian", "україна", "украина"), "UA"),
    **dict.fromkeys(("ru", "russia", "russian", "росія", "россия"), "RU"),
    "neutral": "neutral",
    **dict.fromkeys(("", "unknown"), "unknown"),
}
_SURROGATE = re.compile("[\ud800-\udfff]")
_OUTLET_PREFIX = re.compile(r"^(?:(?:www\d?|m|amp|mobile|en|eng|uk|ua|ukr|ru|rus)\.)+(?=[^.]+\.[^.]+)")
_FIELD_NAMES = {
    "id": ("id", "article_id", "uuid", "guid", "event_id_cnty"),
    "text": ("text", "body", "content", "article", "message", "notes", "текст", "зміст"),
    "published": (
        "published",
        "date",
        "published_at",
        "publication_date",
        "pubdate",
        "datetime",
        "event_date",
        "дата",
    ),
    "lang": ("lang", "language", "мова", "язык"),
    "title": ("title", "headline", "заголовок", "назва"),
    "url": ("url", "link", "source_url", "посилання", "ссылка"),
    "source": ("source", "outlet", "publisher", "channel", "site", "джерело", "источник"),
    "side": ("side", "сторона"),
    "reliability": ("reliability",),
}
FIELDS = tuple(_FIELD_NAMES)
_LINES = ("id", "title", "url", "source", "side", "reliability")
"""Fields of one line."""


@dataclass(slots=True)
class Raw:
    """What a reader found of one article; fields it did not find stay empty."""

    text: str
    path: str
    id: str = ""
    title: str = ""
    url: str = ""
    source: str = ""
    lang: str = ""
    side: str = ""
    reliability: str = ""
    published: object = None
    """As the source writes it: a date, a datetime, Unix seconds or a string."""


def field_of(record: Mapping[str, object], name: str, columns: Mapping[str, str]) -> object:
    """Return a field of a record under the user's column name, else under a usual name, else None."""
    for key in (columns[name],) if name in columns else _FIELD_NAMES[name]:
        if record.get(key) not in (None, ""):
            return record[key]
    return None


def from_record(record: Mapping[str, object], path: str, options: Options) -> list[Item]:
    """Return the article of a JSON object or table row; fields that are not the contract's are ignored."""
    found = {name: field_of(record, name, options.columns) for name in _FIELD_NAMES}
    if found["text"] is not None and not isinstance(found["text"], str):
        return [Skipped(path=path, reason="the text is not a string", remedy='give "text" as a string')]
    texts = {name: _string(found[name]) for name in _FIELD_NAMES if name != "published"}
    return to_article(Raw(path=path, published=found["published"], **texts), options)


def _string(value: object) -> str:
    return "" if value is None or isinstance(value, (dict, list)) else str(value)


def to_article(raw: Raw, options: Options) -> list[Item]:
    """Return the article, and a line for each thing about it that was not understood.

    The language is the record's, else the user's, else the text's own; the publication date is the record's,
    else a stamp at the text's start or end, else the user's, else none.
    """
    text = _SURROGATE.sub("\ufffd", raw.text)
    if not any(map(str.isalnum, text)):
        return [Skipped(path=raw.path, reason="no text", remedy="check that the file holds an article")]
    if len(text) > options.max_chars:
        reason = f"{len(text):,} characters are more than one article may have ({options.max_chars:,})"
        return [Skipped(path=raw.path, reason=reason, remedy="give one article a file, or JSON lines")]
    foreign = "" if raw.lang or options.lang else foreign_language(text)
    lang = None if foreign else _language(raw.lang, text, options)
    if lang is None:
        told = raw.lang or foreign
        reason = f"language not read: {told}" if told else "language not read"
        return [
            Skipped(
                path=raw.path, reason=reason, remedy="English, Ukrainian and Russian are read; or say --lang"
            )
        ]
    stamp, notes = _publication(raw, text, options)
    if raw.side.strip().lower() not in _SIDES:
        reason = f"side {raw.side[:40]!r} not understood; the article is read without it"
        notes.append(Skipped(path=raw.path, reason=reason, remedy="write UA, RU, neutral or unknown"))
    return [_article(raw, text, lang, stamp), *notes]


def _language(stated: str, text: str, options: Options) -> Lang | None:
    if stated:
        return _LANG_NAMES.get(stated.strip().lower().replace("_", "-").split("-")[0])
    return options.lang or detect_language(text)


def _publication(raw: Raw, text: str, options: Options) -> tuple[Stamp | None, list[Item]]:
    note: list[Item] = []
    stamp = parse_stamp(raw.published)
    if stamp is None and raw.published not in (None, ""):
        reason = (
            f"publication date {str(raw.published)[:40]!r} not understood; the article is read without it"
        )
        note = [Skipped(path=raw.path, reason=reason, remedy="write it as 2025-01-21")]
    stamp = stamp or text_stamp(text)
    if stamp is None and options.published:
        stamp = Stamp(options.published)
    return stamp, note


def _article(raw: Raw, text: str, lang: Lang, stamp: Stamp | None) -> Article:
    clean = replace(raw, **{name: _line(getattr(raw, name)) for name in _LINES})
    url = clean.url if urlsplit_or_none(clean.url) else ""
    source = clean.source or outlet_of(url)
    day = stamp and (local_day(stamp.at, lang) if stamp.at else stamp.day)
    return Article(
        id=clean.id or content_id("article", source, url, " ".join(text.split())),
        text=text,
        published=day,
        published_at=stamp.at if stamp else None,
        published_basis="given" if stamp else "none",
        lang=lang,
        title=clean.title,
        url=url,
        source=source,
        side=_SIDES.get(clean.side.lower(), "unknown"),
        reliability=clean.reliability,
        path=_SURROGATE.sub("\ufffd", raw.path),
    )


def _line(value: str) -> str:
    return " ".join(_SURROGATE.sub("\ufffd", value).split())


def urlsplit_or_none(url: str) -> str | None:
    """Return the host of an http(s) address, else None: ``javascript:`` never becomes a link."""
    try:
        parts = urlsplit(url)
        return parts.hostname if parts.scheme in {"http", "https"} else None
    except ValueError:
        return None


def outlet_of(url: str) -> str:
    """Return the outlet's name for an address: its host without ``www.``, ``m.`` and language prefixes.

    >>> outlet_of("https://www.example.org/a"), outlet_of("https://en.example.com.ua/b")
    ('example.org', 'example.com.ua')
    """
    return _OUTLET_PREFIX.sub("", urlsplit_or_none(url) or "")
