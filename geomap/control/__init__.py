"""Who holds what: the side of each settlement over time, and the front line, from reports and a baseline.

Read in this order: ``baseline`` (the user's polygons or table), ``evidence`` (what an event says of a place,
by ``weights.toml``), ``positions`` (of a spot near one), ``sides`` (the state of a settlement at a date),
``field`` (what is known between settlements), ``ground`` (the ground a side gains), ``front`` (areas, line,
and the width of what is not known), ``change`` (km² gained and lost), ``holder`` (who holds a point at a
date), ``lines`` (the same for the resolver of place names).

Without a baseline nothing is assumed, not even the state border: a settlement is ``unknown`` until an event
tells. Inside a baseline's date, land of Ukraine outside its polygons is held by Ukraine, and Russia's own
land by Russia.
"""

from geomap.control.baseline import Baseline, read_baseline
from geomap.control.change import Change, compare
from geomap.control.front import Front, front, front_of
from geomap.control.holder import doubts, holder_at, marked
from geomap.control.lines import lines_of
from geomap.control.sides import Control, control

__all__ = [
    "Baseline",
    "Change",
    "Control",
    "Front",
    "compare",
    "control",
    "doubts",
    "front",
    "front_of",
    "holder_at",
    "lines_of",
    "marked",
    "read_baseline",
]
