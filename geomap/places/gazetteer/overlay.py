"""What a user's own places lay over the compiled table: their names, ids and texts."""

from __future__ import annotations

from geomap.models import Place
from geomap.places.gazetteer.table import NameHit
from geomap.text.normalise import name_key


class Overlay:
    """The places added or overridden, by index, and the names they bring."""

    def __init__(self, base: Overlay | None = None) -> None:
        self.places: dict[int, Place] = dict(base.places) if base else {}
        self.ids: dict[str, int] = dict(base.ids) if base else {}
        self.names: dict[str, tuple[NameHit, ...]] = dict(base.names) if base else {}
        self.starts: dict[str, int] = dict(base.starts) if base else {}

    def merge(self, key: str, hits: tuple[NameHit, ...]) -> tuple[NameHit, ...]:
        """Return ``hits`` of the table with the overlay's own first; a place stands once."""
        own = self.names.get(key, ())
        seen = {hit.place for hit in own}
        return own + tuple(hit for hit in hits if hit.place not in seen)

    def texts(self, index: int) -> list[str]:
        """Return the fields of ``geomap.places.gazetteer.table.TEXT_FIELDS`` for an overlay place."""
        place = self.places[index]
        names = ("|".join(place.names.get(rank, ())) for rank in ("uk", "ru", "en", "former"))
        return [place.id, place.name, "", *names, place.source, ""]

    def add_name(self, name: str, hit: NameHit) -> None:
        """Let ``name`` lead to ``hit``; the better rank, given first, stays."""
        key = name_key(name)
        if self.add_key(key, hit):
            words = key.split(" ")
            self.starts[words[0]] = max(self.starts.get(words[0], 0), len(words))

    def add_key(self, key: str, hit: NameHit) -> bool:
        """Let ``key`` lead to ``hit``; say whether it did not before."""
        known = self.names.get(key, ())
        if not key or any(other.place == hit.place for other in known):
            return False
        self.names[key] = (*known, hit)
        return True
