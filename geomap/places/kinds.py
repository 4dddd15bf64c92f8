"""Which gazetteer kinds fit the kind word of a text: "the village of X", "X Oblast", "X direction"."""

from __future__ import annotations

from collections.abc import Iterator

from geomap.places.gazetteer import KINDS, Gazetteer, NameHit
from geomap.places.skeleton import alike_areas

SETTLEMENTS = frozenset({"city", "town", "village", "settlement"})
AREAS = frozenset({"oblast", "raion", "hromada", "country", "region"})
WATERS = frozenset({"river", "reservoir", "sea"})
FITS: dict[str, frozenset[str]] = {
    "settlement": SETTLEMENTS,
    "oblast": frozenset({"oblast"}),
    "raion": frozenset({"raion"}),
    "hromada": frozenset({"hromada"}),
    "axis": SETTLEMENTS | {"axis"},
    "way": SETTLEMENTS,
    "river": WATERS,
    "site": frozenset({"site", "island"}) | SETTLEMENTS,
    "region": frozenset({"region", "country"}),
    "district": frozenset({"district"}),
}
_SUFFIX = {"oblast": "oblast", "raion": "raion", "hromada": "hromada"}


def kind_of(gazetteer: Gazetteer, place: int) -> str:
    """Return the kind of the place at index ``place``."""
    return KINDS[gazetteer.kind[place]]


def fitting(
    gazetteer: Gazetteer, kind: str, key: str, hits: tuple[NameHit, ...]
) -> tuple[str, tuple[NameHit, ...]]:
    """Return the kind that the name can bear, and its hits of that kind.

    "Nikopol region" is no oblast but may be a raion; "the Ugledar area" stays what the name says. A kind
    word that fits none of the candidates is a hint at most, never a reason to drop them.
    """
    if not kind:
        return kind, hits
    for wanted in (kind, "raion") if kind == "oblast" else (kind,):
        fits = tuple(hit for hit in hits if kind_of(gazetteer, hit.place) in FITS[wanted])
        if not fits and wanted in _SUFFIX:
            fits = tuple(
                hit
                for hit in gazetteer.lookup(f"{key} {_SUFFIX[wanted]}")
                if kind_of(gazetteer, hit.place) in FITS[wanted]
            )
        if not fits and wanted == "oblast":
            fits = tuple(namesake_oblasts(gazetteer, hits))
        if fits:
            return wanted, fits
    if kind in ("raion", "hromada"):
        return kind, alike_areas(gazetteer, key, kind)
    return ("" if kind in ("oblast", "district") and hits else kind), hits


def namesake_oblasts(gazetteer: Gazetteer, hits: tuple[NameHit, ...]) -> Iterator[NameHit]:
    """A city's variant name serves its oblast too: "Zaporozhye region"."""
    for hit in hits:
        area = gazetteer.admin1[hit.place]
        if area >= 0 and gazetteer.short(area) == gazetteer.name(hit.place):
            yield NameHit(area, hit.rank, hit.strong)
