"""Which reports are worth comparing: those that share a kind of act, a spot and a day.

A report is filed under few keys and looks under those where its like may be filed, so that the number of
comparisons grows with the number of reports told of one spot and day, not with all of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from geomap.merge.features import TOLL, VAGUE
from geomap.merge.table import table
from geomap.models import Report

Key = tuple[str, str, str]
"""Kind of act, spot, day."""

_CELLS_PER_DEGREE = 2
_LONG_DAYS = 8
LONG = "long"
UNDATED = "undated"
_SAME_GROUP = {"manoeuvre": "ground"}  # an advance, an assault and a clash may be one act


class Keys(NamedTuple):
    """Where a report is filed, and where it looks for founders."""

    filed: tuple[Key, ...]
    sought: tuple[Key, ...]


def block(report: Report) -> Keys:
    """Return the keys of ``report``: two reports that may be one act meet under at least one."""
    group = "fires" if report.type == TOLL else _SAME_GROUP.get(report.family, report.family)
    filed_days, sought_days = _filed_days(report), _sought_days(report)
    filed = tuple((group, spot, day) for spot in _filed_spots(report) for day in filed_days)
    sought = tuple((group, spot, day) for spot in _sought_spots(report) for day in sought_days)
    return Keys(filed, sought)


def _filed_spots(report: Report) -> Iterator[str]:
    yield f"place {report.place_id}" if report.place_id else f"where {report.where}"
    if report.lat is not None and report.lon is not None:
        row, column = _cell(report.lat, report.lon)
        yield f"{_exactness(report)} {row} {column}"


def _sought_spots(report: Report) -> Iterator[str]:
    """Yield the own place and the cells around: a vague report may be near anything, an exact one near it."""
    yield f"place {report.place_id}" if report.place_id else f"where {report.where}"
    if report.lat is None or report.lon is None:
        return
    row, column = _cell(report.lat, report.lon)
    kinds = ("vague", "exact") if report.where in VAGUE else ("vague",)
    for kind in kinds:
        yield from (f"{kind} {row + i} {column + j}" for i in (-1, 0, 1) for j in (-1, 0, 1))


def _filed_days(report: Report) -> list[str]:
    days = _days(report, margin=0)
    return days or [UNDATED]


def _sought_days(report: Report) -> list[str]:
    acts = table().acts
    days = _days(report, margin=acts.lasting_days if report.type in acts.lasting else 1)
    return [*days, LONG] if days and days != [LONG] else days or [UNDATED]


def _days(report: Report, *, margin: int) -> list[str]:
    """Return the report's days with ``margin`` days on both sides; a long span is one key of its own."""
    if report.date_start is None or report.date_end is None:
        return []
    count = (report.date_end - report.date_start).days + 1
    if count > _LONG_DAYS:
        return [LONG]
    first = report.date_start - timedelta(days=margin)
    return [str(first + timedelta(days=i)) for i in range(count + 2 * margin)]


def _exactness(report: Report) -> str:
    return "vague" if report.where in VAGUE else "exact"


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return math.floor(lat * _CELLS_PER_DEGREE), math.floor(lon * _CELLS_PER_DEGREE)
