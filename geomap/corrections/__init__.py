"""Corrections by hand: read, checked, applied to the merged events, and listed when they no longer apply."""

from geomap.corrections.apply import Corrected, correct
from geomap.corrections.edited import Edits, corrections_from
from geomap.corrections.model import Correction
from geomap.corrections.table import append_corrections, load_corrections

__all__ = [
    "Corrected",
    "Correction",
    "Edits",
    "append_corrections",
    "correct",
    "corrections_from",
    "load_corrections",
]
