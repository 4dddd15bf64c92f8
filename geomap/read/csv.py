"""CSV and TSV tables, one article a row; the columns have the contract's names, usual ones, or the user's."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

from geomap.models import Skipped
from geomap.read.article import field_of, from_record
from geomap.read.encoding import decode
from geomap.read.source import MAX_CHARS, Item, Options, Reader, Source

_DELIMITERS = ",;\t|"


def read_csv(source: Source, options: Options) -> Iterator[Item]:
    """Yield the article of each row."""
    decoded = decode(source.data(), source.encoding)
    if decoded is None:
        yield Skipped(path=source.path, reason="encoding not recognised", remedy="save the table as UTF-8")
        return
    csv.field_size_limit(MAX_CHARS * 2)
    header = decoded[0].partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    rows = csv.DictReader(io.StringIO(decoded[0], newline=""), delimiter=delimiter, strict=False)
    names = [_name(name) for name in rows.fieldnames or ()]
    options = replace(options, columns={field: _name(name) for field, name in options.columns.items()})
    if field_of(dict.fromkeys(names, "x"), "text", options.columns) is None:
        remedy = f"map one with --column text=NAME; the columns are: {', '.join(rows.fieldnames or ())[:200]}"
        yield Skipped(path=source.path, reason="no column holds the text", remedy=remedy)
        return
    rows.fieldnames = names
    yield from _rows(rows, source.path, options)


def _rows(rows: csv.DictReader[str], path: str, options: Options) -> Iterator[Item]:
    try:
        for row in rows:
            yield from from_record(row, f"{path}:{rows.line_num}", options)
    except csv.Error as error:
        yield Skipped(path=f"{path}:{rows.line_num}", reason=f"not CSV: {error}", remedy="mend the table")


def _name(column: str) -> str:
    return column.strip().lower()


READER = Reader("csv", (".csv", ".tsv"), read_csv)
