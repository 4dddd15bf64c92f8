"""How well reports agree with people who coded the same texts."""

from geomap.evaluate.events import EventScore, Miss, score_events
from geomap.evaluate.gold import Gold, read_gold
from geomap.evaluate.places import PlaceScore, score_places
from geomap.evaluate.thresholds import check_thresholds

__all__ = [
    "EventScore",
    "Gold",
    "Miss",
    "PlaceScore",
    "check_thresholds",
    "read_gold",
    "score_events",
    "score_places",
]
