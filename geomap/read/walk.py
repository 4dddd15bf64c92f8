"""From the paths a user gives to sources: files, folders, globs, addresses, ``-`` for standard input."""

from __future__ import annotations

import glob
import io
import os
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import IO

from geomap.errors import MissingExtraError
from geomap.models import Skipped
from geomap.read.addresses import FetchError
from geomap.read.fetch import Fetched, Fetcher
from geomap.read.remote import is_remote, remote_sources
from geomap.read.source import MAX_BYTES, Source

STORE_FILE = "geomap.sqlite"
IGNORE_FILE = ".geomapignore"
"""A folder that holds such a file is left out, unless it is named itself."""
_FORMATS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "text/csv": ".csv",
}
TABLES_BESIDE = ("corrections.csv", "corrections.toml", "geomap-places.tsv")
"""Tables of the user beside the articles: no articles, but a build reads them."""
_NOT_ARTICLES = ("readme", "license", "licence", "changelog", "contributing")


def sources(
    paths: Iterable[str | os.PathLike[str]], *, fetcher: Fetcher | None = None
) -> Iterator[Source | Skipped]:
    """Yield a source for each file under ``paths``, each file once, in the order given.

    Folders are sorted by name. Left out in silence are hidden files, TOML settings, the user's tables, and
    folders that hold an output of geomap or a ``.geomapignore``; files named README, LICENSE and the like
    get a line.
    """
    seen: set[str] = set()
    for path in [os.fspath(given) for given in paths]:
        if path.startswith(("http://", "https://")):
            yield fetched_source(path, fetcher or Fetcher())
            continue
        if is_remote(path):
            yield from remote_sources(path, wanted=is_article_name, barring=(STORE_FILE, IGNORE_FILE))
            continue
        for found in _expand(path):
            if isinstance(found, Path):
                key = os.path.realpath(found)
                if key in seen:
                    continue
                seen.add(key)
                yield file_source(found)
            else:
                yield found


def file_source(path: Path) -> Source:
    """Return the source of a file."""
    return Source(path=_shown(path), open=partial(_open, path))


def _open(path: Path) -> IO[bytes]:
    return path.open("rb")


def fetched_source(url: str, fetcher: Fetcher) -> Source | Skipped:
    """Fetch an address and return what it gave as a source."""
    try:
        return source_of(url, fetcher.get(url))
    except (FetchError, MissingExtraError) as error:
        return Skipped(path=url, reason=error.what, remedy=error.remedy)


def source_of(url: str, fetched: Fetched) -> Source:
    """Return the source of an answer; the media type tells the format, or the bytes do."""
    return Source(
        path=url,
        open=partial(io.BytesIO, fetched.data),
        encoding=fetched.encoding,
        url=fetched.url,
        format=_FORMATS.get(fetched.kind, ""),
    )


def _shown(path: Path) -> str:
    return path.as_posix().encode("utf-8", "replace").decode("utf-8")


def _expand(path: str) -> Iterator[Path | Source | Skipped]:
    if path == "-":
        data = sys.stdin.buffer.read(MAX_BYTES)
        yield Source(path="-", open=partial(io.BytesIO, data))
    elif Path(path).is_dir():
        yield from _folder(Path(path))
    elif Path(path).exists() or not glob.has_magic(path):
        yield Path(path) if Path(path).exists() else _missing(path)
    else:
        yield from _matches(path)


def _missing(path: str) -> Skipped:
    return Skipped(path=path, reason="no such file or folder", remedy="check the path")


def _matches(pattern: str) -> Iterator[Path | Skipped]:
    found = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - Path.glob refuses absolute patterns
    if not found:
        yield Skipped(path=pattern, reason="no file matches", remedy="check the pattern")
    for path in map(Path, found):
        if path.is_dir():
            continue
        yield path


def _folder(folder: Path) -> Iterator[Path | Skipped]:
    errors: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=errors.append):
        if STORE_FILE in files or (IGNORE_FILE in files and Path(parent) != folder):
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            yield from _member(Path(parent) / name)
    for error in errors:
        yield Skipped(
            path=str(error.filename), reason="no permission to read the folder", remedy="chmod u+rx it"
        )


def _member(path: Path) -> Iterator[Path | Skipped]:
    if not is_article_name(path.name):
        return
    if path.stem.lower() in _NOT_ARTICLES:
        remedy = "name the file itself to read it"
        yield Skipped(path=path.as_posix(), reason="not an article by its name", remedy=remedy)
    elif path.is_file():
        yield path
    elif path.is_symlink():
        yield Skipped(path=path.as_posix(), reason="the link leads nowhere", remedy="mend it or remove it")


def is_article_name(name: str) -> bool:
    """Tell whether a file in a folder may be an article: not hidden, not half written, no settings."""
    lower = name.lower()
    return not (
        lower.startswith(".") or lower.endswith((".toml", "~", ".tmp", ".part")) or lower in TABLES_BESIDE
    )
