"""Who holds a place, as far as the coder's prior needs it: whose fire is it likely to come under.

Ukraine inside its borders, Russia inside its own; but for what Russia has held since before the full-scale
war. The control stage knows the line in detail; here only the unmoving part of it is used.
"""

from __future__ import annotations

from geomap.events.scene.scene import View
from geomap.events.where.unlisted import country_told
from geomap.models import Side
from geomap.places.mentions.mention import Mention

HELD_BY_RUSSIA_REGIONS = frozenset({"Crimea", "Sevastopol"})
HELD_BY_RUSSIA_RAIONS = frozenset(
    f"{name} Raion" for name in "Donetsk Horlivka Kalmiuske Luhansk Alchevsk Dovzhansk Rovenky".split()
)


def holder(view: View, mention: Mention) -> Side:
    """Return the side that holds the mention's place; ``unknown`` outside both countries.

    Of a name that several places bear, the side that holds the oblast named with it, or holds them all.
    """
    if mention.place >= 0:
        return _holder(view, mention.place)
    if country_told(mention, view) == "RU":
        return "RU"
    if mention.within >= 0 and view.mentions[mention.within].place >= 0:
        return _holder(view, view.mentions[mention.within].place)
    sides = {_holder(view, place) for place in mention.hits}
    return sides.pop() if len(sides) == 1 else "unknown"


def _holder(view: View, place: int) -> Side:
    gazetteer = view.gazetteer
    country = gazetteer.short(gazetteer.country[place] if gazetteer.country[place] >= 0 else place)
    if country != "UA":
        return "RU" if country == "RU" else "unknown"
    above, raion = gazetteer.admin1[place], gazetteer.admin2[place]
    names = {gazetteer.name(place), gazetteer.short(above) if above >= 0 else gazetteer.short(place)}
    within = gazetteer.name(raion if raion >= 0 else place)
    return "RU" if names & HELD_BY_RUSSIA_REGIONS or within in HELD_BY_RUSSIA_RAIONS else "UA"
