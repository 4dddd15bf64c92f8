"""Places of the gazetteer beside each other: which holds which, and which are one spot."""

from __future__ import annotations

from geomap.events.acts import Act
from geomap.events.scene.scene import View
from geomap.places.gazetteer.kinds import URBAN, kind_of

_SPOT = 0.05  # degrees: about 5 km
_CITY = 0.2  # degrees from a city's point to those of its districts


def place_of(act: Act, view: View) -> int:
    """Return the gazetteer index of the act's place; -1 where none is known."""
    return view.mentions[act.mention].place if act.mention >= 0 else -1


def holds(area: int, place: int, view: View) -> bool:
    """Tell whether ``place`` lies in ``area``."""
    gazetteer = view.gazetteer
    return area >= 0 and area in (gazetteer.admin1[place], gazetteer.admin2[place], gazetteer.admin3[place])


def areas_of(place: int, view: View) -> set[int]:
    """Return the areas that ``place`` lies in, as the gazetteer knows them."""
    gazetteer = view.gazetteer
    return {gazetteer.admin1[place], gazetteer.admin2[place], gazetteer.admin3[place]} - {-1}


def in_same_district(p: int, q: int, view: View) -> bool:
    """Tell whether both lie in one raion."""
    above = view.gazetteer.admin2
    return above[p] >= 0 and above[p] == above[q]


def are_one_spot(p: int, q: int, view: View) -> bool:
    """Tell whether an axis and the town that names it are meant: "near X", "in the X sector"."""
    gazetteer = view.gazetteer
    kinds = (kind_of(gazetteer, p), kind_of(gazetteer, q))
    if "district" in kinds and "city" in kinds:
        return are_close(p, q, view, within=_CITY)
    if "axis" not in kinds:
        return False
    if gazetteer.name(p).split()[0] == gazetteer.name(q).split()[0]:
        return True
    return are_close(p, q, view)


def are_quarters_of_one(p: int, q: int, view: View) -> bool:
    """Tell whether both are districts of one city; Kyiv and Sevastopol have no hromada."""
    gazetteer = view.gazetteer
    if kind_of(gazetteer, p) != "district" or kind_of(gazetteer, q) != "district":
        return False
    level = gazetteer.admin3 if gazetteer.admin3[p] >= 0 else gazetteer.admin1
    return level[p] == level[q] >= 0


def are_site_and_town(p: int, q: int, view: View) -> bool:
    """Tell whether one place is a plant or the like inside the town that the other is."""
    gazetteer = view.gazetteer
    kinds = {kind_of(gazetteer, p), kind_of(gazetteer, q)}
    level = gazetteer.admin3 if max(gazetteer.admin3[p], gazetteer.admin3[q]) >= 0 else gazetteer.admin1
    inside = level[p] >= 0 and level[p] == level[q]
    return inside and "site" in kinds and bool(kinds & URBAN) and are_close(p, q, view, within=_CITY)


def are_close(p: int, q: int, view: View, *, within: float = _SPOT) -> bool:
    """Tell whether two points are less than ``within`` degrees apart, north and east."""
    gazetteer = view.gazetteer
    return (
        abs(gazetteer.lat[p] - gazetteer.lat[q]) < within
        and abs(gazetteer.lon[p] - gazetteer.lon[q]) < within
    )
