"""Archives of articles: ``.zip`` with folders inside, and single files under ``.gz``; bombs are refused."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import IO

from geomap.models import Skipped
from geomap.read.encoding import OFFICE, binary_kind
from geomap.read.registry import read_source
from geomap.read.source import Item, Options, Reader, Source

MAX_DEPTH = 2
"""How deep archives may lie in archives."""
MAX_MEMBERS = 100_000
MAX_TOTAL = 4 * 2**30
"""Bytes that the members of one archive may unpack to."""
_MAX_RATIO = 300  # plain text packs 3 to 10 times; a table of one value some 200 times
_RATIO_FROM = 2**20  # bytes: below this size no ratio is suspicious


def read_zip(source: Source, options: Options) -> Iterator[Item]:
    """Yield what the members of a zip hold, in the order of their names; nothing is written to disk."""
    if options.depth >= MAX_DEPTH:
        yield Skipped(
            path=source.path, reason="archives nested too deeply", remedy="unpack the inner archive"
        )
        return
    with source.open() as stream:
        try:
            yield from _members(zipfile.ZipFile(stream), source, replace(options, depth=options.depth + 1))
        except (zipfile.BadZipFile, NotImplementedError) as error:
            yield Skipped(path=source.path, reason=f"damaged archive: {error}"[:200], remedy="pack it again")


def _members(packed: zipfile.ZipFile, source: Source, options: Options) -> Iterator[Item]:
    infos = sorted((i for i in packed.infolist() if not i.is_dir()), key=lambda i: i.filename)
    if len(infos) > MAX_MEMBERS or sum(i.file_size for i in infos) > MAX_TOTAL:
        yield Skipped(path=source.path, reason="the archive unpacks to too much", remedy="split it")
        return
    for info in infos:
        name = info.filename.rpartition("/")[2]
        if name.startswith(".") or info.filename.startswith("__MACOSX/"):
            continue
        problem = _problem(info)
        path = f"{source.path}/{info.filename}".encode("utf-8", "replace").decode("utf-8")
        if problem:
            yield Skipped(path=path, reason=problem, remedy="unpack it yourself")
        else:
            yield from _member(packed, info, path, options)


def _problem(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & 1:
        return "encrypted"
    if info.file_size > _RATIO_FROM and info.file_size > _MAX_RATIO * max(1, info.compress_size):
        return "unpacks to suspiciously much"
    return ""


def _member(packed: zipfile.ZipFile, info: zipfile.ZipInfo, path: str, options: Options) -> Iterator[Item]:
    """Yield one member's articles; what it tells of its size may be a lie, so reading stops at that size."""
    try:
        yield from read_source(Source(path=path, open=partial(_open_member, packed, info)), options)
    except (zipfile.BadZipFile, NotImplementedError) as error:
        yield Skipped(path=path, reason=f"damaged: {error}"[:200], remedy="pack it again")


def _open_member(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes]:
    return packed.open(info)


def read_gzip(source: Source, options: Options) -> Iterator[Item]:
    """Yield what the one file under a ``.gz`` holds; its name without ``.gz`` tells the format."""
    if options.depth >= MAX_DEPTH:
        yield Skipped(
            path=source.path, reason="archives nested too deeply", remedy="unpack the inner archive"
        )
        return
    inner = Source(
        path=source.path[: -len(".gz")] if source.path.endswith(".gz") else source.path + "#",
        open=partial(_unpacked, source),
    )
    for item in read_source(inner, replace(options, depth=options.depth + 1)):
        whole = isinstance(item, Skipped) and item.path == inner.path
        yield item.model_copy(update={"path": source.path}) if whole else item


def _unpacked(source: Source) -> IO[bytes]:
    stream = source.open()
    return io.BufferedReader(_Limited(gzip.GzipFile(fileobj=stream), stream))  # type: ignore[type-var]


class _Limited(io.RawIOBase):
    """A gzip stream that fails once it has given more than ``MAX_TOTAL`` bytes or an absurd ratio."""

    def __init__(self, unpacked: gzip.GzipFile, packed: IO[bytes]) -> None:
        self._unpacked, self._packed, self._given = unpacked, packed, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        chunk = self._unpacked.read(len(buffer))
        buffer[: len(chunk)] = chunk
        self._given += len(chunk)
        if self._given > MAX_TOTAL or self._given > _RATIO_FROM + _MAX_RATIO * max(1, self._packed.tell()):
            raise OSError("the archive unpacks to too much")
        return len(chunk)

    def close(self) -> None:
        if not self.closed:
            self._unpacked.close()
            self._packed.close()
        super().close()


def _is_zip(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and binary_kind(head) != OFFICE


def _is_gzip(head: bytes) -> bool:
    return head.startswith(b"\x1f\x8b")


ZIP = Reader("zip", (".zip",), read_zip, _is_zip)
GZIP = Reader("gzip", (".gz",), read_gzip, _is_gzip)
