"""The name that a place bore on a day: of an act before a renaming the reports and the map tell the old name.

The curated table of former names says until when each was official: "Lastochkyne (until 2024)".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import takewhile

from geomap.models import Place
from geomap.places.gazetteer.index import Gazetteer
from geomap.text import name_key

_UNTIL = " (until "
_OF_LATE = "202"  # the decade of the war


def name_on(place: Place, day: date | None, *, ukrainian: bool = False) -> str:
    """Return the official name of ``place`` on ``day``: the present one where no later renaming is known.

    Parameters
    ----------
    place
        A place of the gazetteer.
    day
        The day of the act; None where it has none.
    ukrainian
        Give the Ukrainian name, not the English one.
    """
    present = place.names.get("uk", [place.name])[0] if ukrainian else place.name
    if day is None:
        return present
    held = (told for told in _told(place, ascii_only=not ukrainian) if day < told[0])
    return min(held, default=(day, present))[1]


@lru_cache(maxsize=4)
def renamed_of_late(gazetteer: Gazetteer) -> dict[int, Place]:
    """Return the places that got another name in the years of the war, by their index."""
    return {index: gazetteer.place(index) for index in gazetteer.telling(_UNTIL + _OF_LATE)}


def era_of(surface: str, place: Place, day: date) -> int:
    """Return 1 if ``surface`` is like a name that ``place`` bore on ``day``, -1 if like a later, else 0."""
    held = [name for end, name in _dated(place) if day < end]
    later = [place.name, *place.names.get("uk", ()), *place.names.get("ru", ())]
    if not held:
        return 0
    then, now = _alike(surface, held), _alike(surface, later)
    return (then > now) - (then < now)


def _alike(surface: str, names: Iterable[str]) -> int:
    """Return how many letters ``surface``, in any case form, begins with as the likest of ``names`` does."""
    return max(_shared(name_key(surface), name_key(name)) for name in names)


def _shared(one: str, other: str) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _told(place: Place, *, ascii_only: bool) -> Iterator[tuple[date, str]]:
    """Yield the first day of the next name, and the name, of the former names whose end is known."""
    ends: set[date] = set()
    for end, name in _dated(place):
        if name.isascii() is ascii_only and end not in ends:
            ends.add(end)  # Ukrainian stands before Russian
            yield end, name


def _dated(place: Place) -> Iterator[tuple[date, str]]:
    for told in place.names.get("former", ()):
        name, _, until = told.removesuffix(")").partition(_UNTIL)
        end = _next_from(until)
        if end is not None:
            yield end, name


def _next_from(until: str) -> date | None:
    """Return the day from which the next name holds: after a bare year that of the year behind it."""
    if until.isdigit():
        return date(int(until) + 1, 1, 1)
    return date.fromisoformat(until) if until else None
