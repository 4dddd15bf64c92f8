"""How alike two reports are: the sum of the features (``features.py``) by the weights of ``weights.toml``."""

from __future__ import annotations

import math
from typing import NamedTuple

from geomap.merge.features import AGAINST, FEATURES
from geomap.merge.table import table
from geomap.models import Report


class Comparison(NamedTuple):
    """Sum of the weighted features, and each feature's value with the values compared."""

    score: float
    values: dict[str, float]
    vetoed: str
    """Name of the feature that decides alone; empty where none does."""


def compare(a: Report, b: Report) -> Comparison:
    """Compare two reports of different articles; the order of the two does not matter."""
    weights = table().features
    values: dict[str, float] = {}
    for name, feature in FEATURES.items():
        values[name] = feature(a, b)
        if values[name] == AGAINST and weights[name].veto:
            return Comparison(-math.inf, values, name)
    return Comparison(sum(weights[name].weight * value for name, value in values.items()), values, "")
