"""Plain text and Markdown, with a small header or front matter or none."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import NamedTuple

from geomap.models import Skipped
from geomap.read.article import Raw, to_article
from geomap.read.encoding import binary_kind, decode
from geomap.read.source import Item, Options, Reader, Source

_KEYS = {
    "title": "title", "headline": "title", "заголовок": "title",
    "date": "published", "published": "published", "publication date": "published", "дата": "published",
    "опубліковано": "published", "опубликовано": "published",
    "source": "source", "outlet": "source", "channel": "source", "джерело": "source", "источник": "source",
    "url": "url", "link": "url", "посилання": "url", "ссылка": "url",
    "lang": "lang", "language": "lang", "мова": "lang", "язык": "lang",
    "side": "side", "сторона": "side", "reliability": "reliability",
    "id": "id",
}  # fmt: skip
_OTHER_KEYS = frozenset(
    "author authors автор автори авторы by editor tags теги category section рубрика copyright license "
    "retrieved accessed archived".split()
)
_LINE = re.compile(r"([^\W\d_][\w -]{0,30}?)\s*:[ \t]*(.*)")
_FRONT = re.compile(r"\s*?(---|\+\+\+)[ \t]*\r?\n(.*?)\r?\n\1[ \t]*(?:\r?\n|$)", re.DOTALL)
_HEADING = re.compile(r"\s*#[ \t]+(.+)")
_FOLD = re.compile(r":\s*[>|][-+]?(?:\s+(.*))?$")
_MAX_HEADER_LINES = 12
_MAX_FRONT = 10_000  # characters


class Headed(NamedTuple):
    """The fields of a header, and the character offset at which the body begins."""

    fields: dict[str, object]
    body: int


def split_header(text: str) -> Headed:
    """Return the header's fields and where the text begins; no fields and 0 where there is no header."""
    front = _FRONT.match(text, 0, _MAX_FRONT)
    if front:
        fields = _toml(front[2]) if front[1] == "+++" else _lines(front[2].splitlines())
        return Headed(fields, _skip_blank(text, front.end())) if fields else Headed({}, 0)
    return _small_header(text)


def _small_header(text: str) -> Headed:
    lines: list[str] = []
    at = 0
    for line in text[:_MAX_FRONT].splitlines(keepends=True)[:_MAX_HEADER_LINES]:
        if not _is_header_line(line, first=not lines):
            break
        lines.append(line)
        at += len(line)
    fields = _lines(lines)
    return Headed(fields, _skip_blank(text, at)) if fields else Headed({}, 0)


def _is_header_line(line: str, *, first: bool) -> bool:
    """Tell whether a line belongs to a header: "Losses: 1,200 soldiers" is text and must stay."""
    match = _LINE.match(line)
    if not match:
        return False
    key = match[1].lower()
    return key in _KEYS or (key in _OTHER_KEYS and not first)


def _lines(lines: list[str]) -> dict[str, object]:
    fields: dict[str, object] = {}
    for match in filter(None, map(_LINE.match, _unfolded(lines))):
        name, value = _KEYS.get(match[1].lower()), match[2].strip().strip("\"'")
        if name and value:
            fields.setdefault(name, value)
    return fields


def _unfolded(lines: list[str]) -> list[str]:
    """Return YAML's folded values (``title: >`` and indented lines below it) as one line each."""
    unfolded: list[str] = []
    for line in lines:
        if line[:1] in (" ", "\t") and unfolded and _FOLD.search(unfolded[-1]):
            unfolded[-1] += f" {line.strip()}"
        else:
            unfolded.append(line)
    return [_FOLD.sub(r": \1", line) for line in unfolded]


def _toml(block: str) -> dict[str, object]:
    try:
        found = tomllib.loads(block)
    except tomllib.TOMLDecodeError:
        return {}
    return {_KEYS[key.lower()]: value for key, value in found.items() if key.lower() in _KEYS}


def _skip_blank(text: str, at: int) -> int:
    rest = text[at:]
    return at + len(rest) - len(rest.lstrip("\r\n \t"))


def read_text(source: Source, options: Options) -> Iterator[Item]:
    """Yield the article of a plain text or Markdown file; the body stays as it is, to the character."""
    data = source.data(options.max_chars * 4)
    kind = binary_kind(data[:4096])
    if kind:
        yield Skipped(path=source.path, reason=f"{kind}, not text", remedy="save the article as text or HTML")
        return
    decoded = decode(data, source.encoding)
    if decoded is None:
        yield Skipped(path=source.path, reason="encoding not recognised", remedy="save the file as UTF-8")
        return
    yield from article_of_text(decoded[0], source, options)


def article_of_text(text: str, source: Source, options: Options) -> list[Item]:
    """Return the article of a decoded text with or without a header."""
    fields, body = split_header(text)
    heading = _HEADING.match(text, body)
    raw = Raw(
        text=text[body:],
        path=source.path,
        title=str(fields.get("title", heading[1] if heading else "")),
        url=str(fields.get("url", source.url)),
        source=str(fields.get("source", "")),
        lang=str(fields.get("lang", "")),
        side=str(fields.get("side", "")),
        reliability=str(fields.get("reliability", "")),
        id=str(fields.get("id", "")),
        published=fields.get("published"),
    )
    return to_article(raw, options)


READER = Reader("text", (".txt", ".text", ".md", ".markdown", ".asc"), read_text)
