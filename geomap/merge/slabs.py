"""Slabs: a week of one kind of act, with all reports that are compared there.

Every key of ``block`` lies in one slab, so two reports that share a key meet in a slab. A report lies in the
slabs of all its keys, mostly one or two.
"""

from __future__ import annotations

from datetime import date

from geomap.merge.block import LONG, UNDATED, Key, block
from geomap.models import Report

_SLAB_DAYS = 7


def slabs(report: Report) -> frozenset[str]:
    """Return the names of the slabs that ``report`` lies in.

    Long spans reach into every week: they lie in one slab of their own, which is read beside each of the
    weeks (``wide_slab``) and so need not hold all that look into it.
    """
    keys = block(report)
    found = {_slab(key) for key in (*keys.filed, *keys.sought) if key[2] != LONG}
    return frozenset(found | {_slab(key) for key in keys.filed if key[2] == LONG})


def wide_slab(slab: str) -> str:
    """Return the slab of the long spans of the same kind of act."""
    return f"{slab.rpartition(' ')[0]} {LONG}"


def _slab(key: Key) -> str:
    group, _, day = key
    if day in (LONG, UNDATED):
        return f"{group} {day}"
    return f"{group} {date.fromisoformat(day).toordinal() // _SLAB_DAYS}"
