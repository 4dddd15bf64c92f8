"""JSON: an array of articles, one article, or an object that holds an array of them."""

from __future__ import annotations

import json
from collections.abc import Iterator

from geomap.models import Skipped
from geomap.read.article import field_of, from_record
from geomap.read.encoding import binary_kind, decode
from geomap.read.jsonlines import read_jsonlines
from geomap.read.source import Item, Options, Reader, Source


def load(source: Source) -> object:
    """Return the parsed file.

    Raises
    ------
    ValueError
        If it is not JSON in a known encoding.
    """
    decoded = decode(source.data())
    if decoded is None:
        raise ValueError("encoding not recognised")
    try:
        return json.loads(decoded[0])
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def read_json(source: Source, options: Options) -> Iterator[Item]:
    """Yield the articles of a JSON file; JSON lines under the suffix ``.json`` are read as such."""
    try:
        found = load(source)
    except ValueError as error:
        if "Extra data" in str(error):
            yield from read_jsonlines(source, options)
            return
        yield Skipped(path=source.path, reason=f"not JSON: {error}", remedy="mend the file")
        return
    records = _records(found, options)
    if not records:
        remedy = 'write [{"id": …, "text": …}, …]'
        yield Skipped(path=source.path, reason="no articles in this JSON", remedy=remedy)
    for number, record in enumerate(records, start=1):
        path = f"{source.path}#{number}" if len(records) > 1 else source.path
        if isinstance(record, dict):
            yield from from_record(record, path, options)
        else:
            yield Skipped(path=path, reason="not a JSON object", remedy='write {"id": …, "text": …}')


def _records(found: object, options: Options) -> list[object]:
    if isinstance(found, list):
        return found
    if not isinstance(found, dict):
        return []
    if field_of(found, "text", options.columns) is not None:
        return [found]
    lists = [
        value for value in found.values() if isinstance(value, list) and value and isinstance(value[0], dict)
    ]
    return lists[0] if lists else []


def _looks_like(head: bytes) -> bool:
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["} and not binary_kind(head)


READER = Reader("json", (".json",), read_json, _looks_like, rank=-1)
