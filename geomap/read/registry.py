"""The door for input formats: entry points of the group ``geomap.readers``, the built-in ones too."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import entry_points

from geomap.errors import MissingExtraError, SettingsError
from geomap.models import Skipped
from geomap.read.encoding import binary_kind
from geomap.read.source import Item, Options, Reader, Source, TooLargeError

GROUP = "geomap.readers"
# What parsers of other people's formats raise on bytes nobody foresaw.
_DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    RecursionError,
    SyntaxError,
    TypeError,
    ValueError,
    zlib.error,
)


@cache
def readers() -> dict[str, Reader]:
    """Return the readers by name, in the order of their names.

    Raises
    ------
    SettingsError
        If an entry point is no reader; names the entry point.
    """
    found = {}
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        reader = point.load()
        if not isinstance(reader, Reader):
            raise SettingsError(
                f"{point.value} is no Reader", where=f"{GROUP}: {point.name}", remedy="mend the plug-in"
            )
        found[point.name] = reader
    return found


def reader_for(source: Source, head: bytes) -> Reader | None:
    """Return the reader of a source: by its suffix, by its first bytes where suffixes are shared or missing.

    Text is read by the text reader where no other claims it; None means nobody reads this.
    """
    by_suffix = _by_suffix(source.suffixes)
    by_head = [r for r in by_suffix or readers().values() if r.looks_like(head)]
    if by_head:
        return max(by_head, key=lambda r: r.rank)
    if by_suffix:
        return max(by_suffix, key=lambda r: r.rank == 0)
    return None if binary_kind(head) else readers().get("text")


def _by_suffix(suffixes: str) -> list[Reader]:
    """Return the readers of the longest suffix that fits: ``.warc.gz`` is a WARC and no ``.gz``."""
    fits = [(len(s), r) for r in readers().values() for s in r.suffixes if suffixes.endswith(s)]
    longest = max((length for length, _ in fits), default=0)
    return [reader for length, reader in fits if length == longest]


def read_sources(sources: Iterable[Source | Skipped], options: Options) -> Iterator[Item]:
    """Yield what the sources hold, one after the other."""
    for source in sources:
        if isinstance(source, Skipped):
            yield source
        else:
            yield from read_source(source, options)


def read_source(source: Source, options: Options) -> Iterator[Item]:
    """Yield what one source holds; whatever is wrong with it becomes one ``Skipped``."""
    try:
        head = source.head()
        if not head:
            yield Skipped(path=source.path, reason="empty file", remedy="fill it or remove it")
            return
        reader = reader_for(source, head)
        if reader is None:
            yield _unknown(source, head)
            return
        yield from reader.read(source, options)
    except _DAMAGE as error:
        reason = f"damaged: {type(error).__name__}: {error}"[:200]
        yield Skipped(path=source.path, reason=reason, remedy="save or fetch the file again")
    except TooLargeError as error:
        yield Skipped(path=source.path, reason=str(error), remedy="split it, or use JSON lines")
    except MissingExtraError as error:
        yield Skipped(path=source.path, reason=error.what, remedy=error.remedy)
    except PermissionError:
        yield Skipped(path=source.path, reason="no permission to read it", remedy="chmod u+r the file")
    except OSError as error:
        yield Skipped(
            path=source.path, reason=f"cannot be read: {error.strerror or error}", remedy="check the file"
        )


def _unknown(source: Source, head: bytes) -> Skipped:
    kind = binary_kind(head) or "a format nobody reads"
    known = ", ".join(sorted({s for r in readers().values() for s in r.suffixes}))
    return Skipped(path=source.path, reason=f"{kind}, not an article", remedy=f"formats read: {known}")
