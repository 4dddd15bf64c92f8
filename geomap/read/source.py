"""What every reader takes and gives: a source of bytes, the reader's record, and the limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePath
from typing import IO

from geomap.models import Article, Lang, Skipped

MAX_CHARS = 5_000_000
"""Longest text of one article, in characters (some 800,000 words); longer ones are skipped with a line."""
MAX_BYTES = 256 * 2**20
"""Largest file, in bytes, of a format that has to be held in memory as a whole."""
HEAD_BYTES = 4096
"""How much of a file is looked at to tell its format."""

Item = Article | Skipped


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says about all articles of a run.

    Parameters
    ----------
    published
        Publication date of articles that bear none.
    lang
        Language of articles that name none; None lets the text decide.
    columns
        For tables: field name (``text``, ``published``, …) to the column that holds it.
    max_chars
        Longest text of one article, in characters.
    depth
        How many archives deep the present source lies.
    """

    published: date | None = None
    lang: Lang | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    max_chars: int = MAX_CHARS
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes to read and where they come from.

    Parameters
    ----------
    path
        File or address, as shown to the user; members of archives are ``archive.zip/member.txt``.
    open
        Returns a fresh binary stream at position 0.
    encoding
        What the carrier (an HTTP header) says of the encoding; empty where it says nothing.
    url
        Address the bytes were fetched from; empty for files.
    format
        Suffix of the format that the carrier names; empty where the path's suffix or the bytes tell it.
    """

    path: str
    open: Callable[[], IO[bytes]]
    encoding: str = ""
    url: str = ""
    format: str = ""

    @property
    def suffixes(self) -> str:
        """Return the last two suffixes in lower case, such as ``.jsonl.gz``."""
        if self.format or self.url:
            return self.format
        return "".join(PurePath(self.path).suffixes[-2:]).lower()

    def head(self) -> bytes:
        """Return the first bytes."""
        with self.open() as stream:
            return stream.read(HEAD_BYTES)

    def data(self, limit: int = MAX_BYTES) -> bytes:
        """Return all bytes.

        Raises
        ------
        TooLargeError
            If there are more than ``limit`` bytes.
        """
        with self.open() as stream:
            data = stream.read(limit + 1)
        if len(data) > limit:
            raise TooLargeError(limit)
        return data


class TooLargeError(Exception):
    """A source holds more bytes than its format may have; the registry turns it into one ``Skipped``."""

    def __init__(self, limit: int) -> None:
        super().__init__(f"larger than {limit // 2**20} MB")


def never(_head: bytes) -> bool:
    """Claim no source by its content."""
    return False


@dataclass(frozen=True, slots=True)
class Reader:
    """One input format.

    Parameters
    ----------
    name
        Name of the format, as shown to the user.
    suffixes
        Lower-case file suffixes that belong to the format.
    read
        Yields an ``Article`` for each article and a ``Skipped`` for each thing it could not read.
    looks_like
        Tells from the first bytes whether a source is of this format; for streams without a name and for
        formats that share a suffix.
    rank
        Among readers that know a source by its content the highest rank reads it.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Source, Options], Iterator[Item]]
    looks_like: Callable[[bytes], bool] = never
    rank: int = 0
