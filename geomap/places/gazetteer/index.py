"""The gazetteer in memory: names to places, places to coordinates, areas and outlines.

A place is an int: its position in the arrays. Only ``place()`` builds a ``Place`` model, for the borders.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from math import isnan
from typing import TYPE_CHECKING, cast

from geomap.models import Place, Tier
from geomap.places.gazetteer.overlay import Overlay
from geomap.places.gazetteer.table import KINDS, RANKS, TIERS, NameHit, Table, read_table
from geomap.resources import gazetteer_dir

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


__all__ = ["KINDS", "TIERS", "Gazetteer", "NameHit", "load_gazetteer"]


REMEMBERED = 300_000
"""Keys whose answer is kept; a corpus of any size then needs no more than some 50 MB for them."""

_ROWS = 10_000  # places whose texts are kept, about 1 kB each


class Gazetteer:
    """A struct of arrays; the index of a place is its position, stable within one compiled table.

    ``lat``/``lon`` are WGS84 degrees (NaN for areas without a point), ``radius_m`` metres, ``population``
    people (0 unknown). ``kind`` and ``tier`` index into ``KINDS`` and ``TIERS``. ``admin1``, ``admin2``,
    ``admin3`` and ``country`` hold the index of the containing place, or -1.
    """

    def __init__(self, table: Table) -> None:
        self._table = table
        arrays = table.arrays
        self.version = table.version
        self.lat: array[float] = arrays["lat"]
        self.lon: array[float] = arrays["lon"]
        self.population: array[int] = arrays["population"]
        self.kind: array[int] = arrays["kind"]
        self.tier: array[int] = arrays["tier"]
        self.radius_m: array[float] = arrays["radius_m"]
        self.admin1: array[int] = arrays["admin1"]
        self.admin2: array[int] = arrays["admin2"]
        self.admin3: array[int] = arrays["admin3"]
        self.country: array[int] = arrays["country"]
        self._hits: dict[str, tuple[NameHit, ...]] = {}
        self._starts: dict[str, int] = {}
        self._rows: dict[int, list[str]] = {}
        self._overlay: Overlay | None = None

    def __len__(self) -> int:
        """Return the number of places."""
        return len(self.kind)

    def __repr__(self) -> str:
        """Show size and version."""
        return f"Gazetteer({len(self)} places, version {self.version})"

    def lookup(self, key: str) -> tuple[NameHit, ...]:
        """Return the places that bear the name whose ``name_key`` is ``key``; () if none."""
        hits = self._hits.get(key)
        if hits is None:
            if len(self._hits) > REMEMBERED:
                self._hits.clear()
            hits = self._hits[key] = self._decode(key)
        return hits

    def _decode(self, key: str) -> tuple[NameHit, ...]:
        table = self._table
        hits: tuple[NameHit, ...] = ()
        name_id = table.names.get(key)
        if name_id is not None:
            arrays = table.arrays
            group = arrays["name_group"][name_id]
            first, stop = arrays["group_at"][group : group + 2]
            pairs = zip(arrays["hit_place"][first:stop], arrays["hit_flags"][first:stop], strict=True)
            hits = tuple(NameHit(place, RANKS[flags >> 1], bool(flags & 1)) for place, flags in pairs)
        return self._overlay.merge(key, hits) if self._overlay else hits

    def is_start(self, key: str) -> bool:
        """Say whether a name may begin with the token key ``key``."""
        return self._longest_from(key) > 0

    def _longest_from(self, key: str) -> int:
        """Return the number of words of the longest name that begins with the word ``key``; 0 if none."""
        length = self._starts.get(key)
        if length is None:
            if len(self._starts) > REMEMBERED:
                self._starts.clear()
            length = self._starts[key] = self._count_words(key)
        return length

    def _count_words(self, key: str) -> int:
        start_id = self._table.starts.get(key)
        length = 0 if start_id is None else self._table.arrays["start_words"][start_id]
        return max(length, self._overlay.starts.get(key, 0)) if self._overlay else length

    def longest(self, keys: Sequence[str], at: int, stop: int) -> tuple[int, tuple[NameHit, ...]]:
        """Return the longest name that begins at ``keys[at]`` and ends before ``stop``.

        Returns
        -------
        tuple
            The number of keys it takes (0 if none) and the places that bear it.
        """
        for length in range(min(self._longest_from(keys[at]), stop - at), 0, -1):
            key = keys[at] if length == 1 else " ".join(keys[at : at + length])
            hits = self.lookup(key)
            if hits:
                return length, hits
        return 0, ()

    def index_of(self, place_id: str) -> int | None:
        """Return the index of the place with this id; None if there is none."""
        if self._overlay and place_id in self._overlay.ids:
            return self._overlay.ids[place_id]
        table = self._table
        return table.arrays["id_place"][table.ids[place_id]] if place_id in table.ids else None

    def name(self, index: int) -> str:
        """Return the usual English name."""
        return self._texts(index)[1]

    def short(self, index: int) -> str:
        """Return an area's name without its kind word ("Donetsk", ISO code of a country); else the name."""
        texts = self._texts(index)
        return texts[2] or texts[1]

    def id_of(self, index: int) -> str:
        """Return the place's id: KATOTTG code, ``geonames:N``, ISO 3166-2 code or the curated id."""
        return self._texts(index)[0]

    def note(self, index: int) -> str:
        """Return what is doubtful about a settlement's point; "" where nothing is."""
        return self._texts(index)[8]

    def telling(self, words: str) -> list[int]:
        """Return the places of the bundled table whose names or notes hold ``words``: one pass over all."""
        text, offsets, sought = self._table.text, self._table.arrays["text_at"], words.encode()
        found: set[int] = set()
        at = text.find(sought)
        while at >= 0:
            found.add(bisect_right(offsets, at) - 1)
            at = text.find(sought, at + 1)
        return sorted(found)

    def _texts(self, index: int) -> list[str]:
        if self._overlay and index in self._overlay.places:
            return self._overlay.texts(index)
        row = self._rows.get(index)
        if row is None:
            if len(self._rows) > _ROWS:
                self._rows.clear()
            offsets = self._table.arrays["text_at"]
            row = self._table.text[offsets[index] : offsets[index + 1]].decode().split("\t")
            self._rows[index] = row
        return row

    def place(self, index: int) -> Place:
        """Return the record of the place at ``index``."""
        if self._overlay and index in self._overlay.places:
            return self._overlay.places[index]
        code, name, _, uk, ru, latin, former, source, _ = self._texts(index)
        lat, lon = self.lat[index], self.lon[index]
        names = {"uk": [uk], "ru": [ru], "en": latin.split("|"), "former": former.split("|")}
        geonameid = self._table.arrays["geonameid"][index]
        return Place(
            id=code,
            name=name,
            kind=KINDS[self.kind[index]],
            lat=None if isnan(lat) else lat,
            lon=None if isnan(lon) else lon,
            tier=cast("Tier", TIERS[self.tier[index]]),
            radius_m=self.radius_m[index],
            names={rank: listed for rank, listed in names.items() if listed != [""]},
            country=self._above(self.country[index]) or (code if len(code) == 2 else None),
            admin1=self._above(self.admin1[index]),
            admin2=self._full(self.admin2[index]),
            admin3=self._full(self.admin3[index]),
            population=self.population[index],
            katottg=code[:19] if code[:2] == "UA" and code[2:19].isdigit() else None,
            geonameid=geonameid or None,
            source=source,
        )

    def _above(self, index: int) -> str | None:
        return self.short(index) if index >= 0 else None

    def _full(self, index: int) -> str | None:
        return self.name(index) if index >= 0 else None

    def geometry(self, place_id: str) -> BaseGeometry | None:
        """Return the outline of an area, or the line of a river or axis (lon, lat); None if unknown."""
        index = self.index_of(place_id)
        if index is None:
            return None
        arrays = self._table.arrays
        at = bisect_left(arrays["geometry_place"], index)
        if at == len(arrays["geometry_place"]) or arrays["geometry_place"][at] != index:
            return None
        from shapely import from_wkb  # only drawing needs shapely: keep the start fast

        first, stop = arrays["geometry_at"][at : at + 2]
        return from_wkb(self._table.geometry[first:stop])


@cache
def load_gazetteer() -> Gazetteer:
    """Return the bundled gazetteer; loaded once in a process.

    Raises
    ------
    GazetteerError
        If the compiled table is missing or broken.
    """
    return Gazetteer(read_table(gazetteer_dir()))
