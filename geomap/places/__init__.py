"""Places: the gazetteer, and the way from a name in a text to a point or an area.

``find`` sees the names, ``resolve`` decides which places they mean, ``locate`` says what is drawn.
"""

from geomap.places.gazetteer import Gazetteer, NameHit, gazetteer_with, load_gazetteer
from geomap.places.locate import locate
from geomap.places.mentions.find import find
from geomap.places.mentions.mention import NOWHERE, Location, Mention, Note, Scored
from geomap.places.resolution.lines import ArticleLines, Lines
from geomap.places.resolution.resolve import resolve

__all__ = [
    "NOWHERE",
    "ArticleLines",
    "Gazetteer",
    "Lines",
    "Location",
    "Mention",
    "NameHit",
    "Note",
    "Scored",
    "find",
    "gazetteer_with",
    "load_gazetteer",
    "locate",
    "resolve",
]
