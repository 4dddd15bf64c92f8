"""The gazetteer: which names there are, which places bear them, and what kind of place each is.

``table`` is the compiled file, ``index`` the look-up in memory, ``additions`` put the user's own places on
top (``overlay``); ``kinds`` tells what a place is, ``skeleton`` which names sound alike, ``renamed`` what a
place was called on a day.
"""

from geomap.places.gazetteer.additions import gazetteer_with, with_places
from geomap.places.gazetteer.index import KINDS, TIERS, Gazetteer, NameHit, load_gazetteer

__all__ = ["KINDS", "TIERS", "Gazetteer", "NameHit", "gazetteer_with", "load_gazetteer", "with_places"]
