"""The compiled table on disk: a struct of arrays, tries of names and ids, and blobs of text and geometry.

``meta.json`` holds the format, a content hash and the layout of ``arrays.bin``: for each section its array
type code, byte offset and length. Everything is little-endian. ``gazetteer/build/compile.py`` writes it.
"""

from __future__ import annotations

import json
import sys
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import marisa_trie

from geomap.errors import GazetteerError

FORMAT = 2
KINDS = (
    "city",
    "town",
    "village",
    "settlement",
    "site",
    "river",
    "reservoir",
    "sea",
    "region",
    "axis",
    "oblast",
    "raion",
    "hromada",
    "country",
    "island",
    "district",
)
TIERS = ("exact", "site", "council", "hromada", "raion", "oblast", "country")
RANKS = ("official", "romanised", "local", "exonym", "former", "inflected", "adjective", "short")
TEXT_FIELDS = ("id", "name", "short", "name_uk", "name_ru", "latin", "former", "source", "note")
_REMEDY = "reinstall geomap, or run: make gazetteer"


class NameHit(NamedTuple):
    """A place that bears a name. ``strong`` is False where the name is also a word or a person's name."""

    place: int
    rank: str
    strong: bool


@dataclass(slots=True)
class Table:
    """The files of a compiled gazetteer in memory; arrays are named as in ``meta.json``."""

    version: str
    places: int
    arrays: dict[str, array[Any]]
    text: bytes
    geometry: bytes
    names: Any
    starts: Any
    ids: Any


def read_table(folder: Path) -> Table:
    """Read the compiled gazetteer in ``folder``.

    Raises
    ------
    GazetteerError
        If a file is missing, or the table has another format.
    """
    try:
        meta = json.loads((folder / "meta.json").read_text("utf-8"))
        if meta["format"] != FORMAT:
            raise GazetteerError(
                f"table format {meta['format']}, not {FORMAT}", where=str(folder), remedy=_REMEDY
            )
        data = (folder / "arrays.bin").read_bytes()
        return Table(
            version=meta["version"],
            places=meta["places"],
            arrays={name: _array(data, *layout) for name, layout in meta["sections"].items()},
            text=(folder / "text.bin").read_bytes(),
            geometry=(folder / "geometry.bin").read_bytes(),
            names=_trie(folder / "names.marisa"),
            starts=_trie(folder / "starts.marisa"),
            ids=_trie(folder / "ids.marisa"),
        )
    except (OSError, KeyError, json.JSONDecodeError) as error:
        raise GazetteerError(
            f"the compiled table cannot be read ({error})", where=str(folder), remedy=_REMEDY
        ) from error


def _array(data: bytes, typecode: str, offset: int, length: int) -> array[Any]:
    values: array[Any] = array(typecode)
    values.frombytes(data[offset : offset + length * values.itemsize])
    if sys.byteorder == "big":
        values.byteswap()
    return values


def _trie(path: Path) -> Any:
    trie = marisa_trie.Trie()
    trie.load(str(path))
    return trie
