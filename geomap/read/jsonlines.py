"""JSON lines: one article a line, ``{"id", "text", "published"?, "lang"?, "title"?, "url"?, "source"?}``."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import IO

from geomap.models import Skipped
from geomap.read.article import from_record
from geomap.read.encoding import decode
from geomap.read.source import Item, Options, Reader, Source

_OBJECT_LINE = re.compile(rb"\s*\{\s*\".*\}[ \t]*\r?\n?", re.ASCII)
_MAX_LINE = 40 * 2**20  # bytes: the longest article in the widest encoding, escaped


def read_jsonlines(source: Source, options: Options) -> Iterator[Item]:
    """Yield the article of each line, as a stream: the file may be larger than the memory."""
    with source.open() as stream:
        for number, line in enumerate(_lines(stream), start=1):
            if line.strip():
                yield from _article(line, f"{source.path}:{number}", options)


def _lines(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield lines of bounded length; the rest of a longer line comes as lines that are no JSON."""
    while line := stream.readline(_MAX_LINE):
        yield line


def _article(line: bytes, path: str, options: Options) -> list[Item]:
    decoded = decode(line)
    try:
        record = json.loads(decoded[0] if decoded else line)
    except (ValueError, RecursionError) as error:
        return [Skipped(path=path, reason=f"not JSON: {error}"[:200], remedy="write one JSON object a line")]
    if not isinstance(record, dict):
        return [Skipped(path=path, reason="not a JSON object", remedy='write {"id": …, "text": …} a line')]
    return from_record(record, path, options)


def _looks_like(head: bytes) -> bool:
    return bool(_OBJECT_LINE.match(head.removeprefix(b"\xef\xbb\xbf"))) or head.startswith(b'{"id"')


READER = Reader("jsonlines", (".jsonl", ".ndjson", ".jsonlines"), read_jsonlines, _looks_like)
