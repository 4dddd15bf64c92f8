"""Web archives (WARC): each successful HTML response an article."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from functools import partial
from typing import Any

from geomap.errors import MissingExtraError
from geomap.models import Skipped
from geomap.read.html import MAX_PAGE
from geomap.read.html import READER as HTML
from geomap.read.source import Item, Options, Reader, Source


def read_warc(source: Source, options: Options) -> Iterator[Item]:
    """Yield the article of each archived page.

    Raises
    ------
    MissingExtraError
        If warcio is not installed.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise MissingExtraError.of("warcio", "feeds") from error
    left_out: Counter[str] = Counter()
    with source.open() as stream:
        try:
            for record in _quietly(ArchiveIterator(stream)):
                yield from _record(record, source.path, options, left_out)
        except ArchiveLoadFailed as error:
            yield Skipped(path=source.path, reason=f"damaged archive: {error}"[:200], remedy="fetch it again")
    for what, count in sorted(left_out.items()):
        yield Skipped(path=source.path, reason=f"{count} {what} left out", remedy="nothing to do")


def _quietly(records: Iterator[Any]) -> Iterator[Any]:
    """Yield records without warcio's own words on the terminal."""
    while True:
        with redirect_stderr(io.StringIO()):
            record = next(records, None)
        if record is None:
            return
        yield record


def _record(record: Any, path: str, options: Options, left_out: Counter[str]) -> Iterator[Item]:
    if record.rec_type != "response" or record.http_headers is None:
        return
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    kind = (record.http_headers.get_header("Content-Type") or "").lower()
    if record.http_headers.get_statuscode() != "200":
        left_out["answers other than 200"] += 1
    elif "html" not in kind:
        left_out["answers that are no HTML"] += 1
    else:
        page = record.content_stream().read(MAX_PAGE + 1)
        charset = kind.partition("charset=")[2].strip(" \"'")
        shown = f"{path}#{url}"
        yield from HTML.read(
            Source(path=shown, open=partial(io.BytesIO, page), encoding=charset, url=url), options
        )


def _looks_like(head: bytes) -> bool:
    return head.startswith(b"WARC/")


READER = Reader("warc", (".warc", ".warc.gz"), read_warc, _looks_like, rank=1)
