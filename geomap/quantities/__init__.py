"""Counted things in the text: casualties, drones, attacks, with what happened to them."""

from geomap.quantities.find import find_quantities
from geomap.quantities.model import Quantity

__all__ = ["Quantity", "find_quantities"]
