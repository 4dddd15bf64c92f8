"""The name that a place bore on a day: of an act before a renaming the reports and the map tell the old name.

The curated table of former names says until when each was official: "Lastochkyne (until 2024)".
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from geomap.models import Place

_UNTIL = " (until "


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


def _told(place: Place, *, ascii_only: bool) -> Iterator[tuple[date, str]]:
    """Yield the first day of the next name, and the name, of the former names whose end is known."""
    ends: set[date] = set()
    for told in place.names.get("former", ()):
        name, _, until = told.removesuffix(")").partition(_UNTIL)
        end = _next_from(until)
        if end is not None and name.isascii() is ascii_only and end not in ends:
            ends.add(end)  # Ukrainian stands before Russian
            yield end, name


def _next_from(until: str) -> date | None:
    """Return the day from which the next name holds: after a bare year that of the year behind it."""
    if until.isdigit():
        return date(int(until) + 1, 1, 1)
    return date.fromisoformat(until) if until else None
