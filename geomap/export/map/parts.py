"""A map of many events in parts: script files beside the page, which it loads when they are needed.

A page opened from the disk may not fetch anything, but it may load scripts. So a part is a script that hands
one JSON value to the page. Its file is named by a hash of that value: a page finds its own parts or none,
whatever a killed run has left, and a part that did not change is not written again.

The columns of all events are one part, read before the page is painted; their ids are another, read for
links to an event; details are many, each of events that follow each other in time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

from geomap.export.map.columns import pack_ids, pack_numbers
from geomap.export.map.details import details
from geomap.export.map.payload import first_day
from geomap.export.map.safe import safe_json
from geomap.models import Event
from geomap.store.atomic import write_text

MOST = 4096  # events in a part: some 0.7 MB, read in a few hundredths of a second
_PART = re.compile(r"[0-9a-f]{16}\.js")


def write_parts(core: dict[str, Any], events: Sequence[Event], folder: Path) -> dict[str, Any]:
    """Write all parts into ``folder`` and return ``core`` with their names in the place of its events.

    Raises
    ------
    StoreError
        If a file cannot be written; names it.
    """
    starts = part_starts(events)
    runs = (events[start:stop] for start, stop in pairwise([*starts, len(events)]))
    names = {
        "folder": folder.name,
        "columns": _write(core["events"], folder),
        "ids": _write(pack_ids([event.id for event in events]), folder),
        "starts": pack_numbers(starts),
        "details": [_write(details(run), folder) for run in runs],
    }
    return {**core, "events": None, "parts": names}


def part_starts(events: Sequence[Event], *, most: int = MOST) -> list[int]:
    """Return the rows at which a part begins: with each month, and after ``most`` events in a month.

    An article that comes in later changes the parts of its own month only.
    """
    starts: list[int] = []
    now = None
    for row, event in enumerate(events):
        day = first_day(event)
        month = (day.year, day.month) if day else None
        if not starts or month != now or row - starts[-1] == most:
            starts.append(row)
        now = month
    return starts


def remove_other_parts(folder: Path, kept: Iterable[str]) -> None:
    """Remove the parts that no page refers to any more, and the folder when nothing else is in it."""
    names = {f"{name}.js" for name in kept}
    for path in sorted(folder.glob("*.js")):
        if _PART.fullmatch(path.name) and path.name not in names:
            path.unlink(missing_ok=True)
    with suppress(OSError):  # not there, or not empty
        folder.rmdir()


def names_of(core: dict[str, Any]) -> list[str]:
    """Return the names of all parts of a page; none for a page of one file."""
    parts = core.get("parts")
    return [parts["columns"], parts["ids"], *parts["details"]] if parts else []


def _write(value: Any, folder: Path) -> str:
    told = safe_json(value)
    name = sha256(told.encode()).hexdigest()[:16]
    write_text(folder / f"{name}.js", f'geomap.take("{name}",{told});\n')
    return name
