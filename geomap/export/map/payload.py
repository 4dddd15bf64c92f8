"""What the page needs to paint and filter, as one JSON value.

What only an opened event or a search needs is apart from it, in ``details``, so that a large map paints
early. The page's ``model.js`` is the other half of this module: a column added here is read there by name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from geomap.export.map import control, outlines, settlements, units, words
from geomap.export.map.columns import pack, pack_numbers, pack_table
from geomap.export.map.spots import Spots
from geomap.export.results import Results
from geomap.models import Event
from geomap.ontology import ontology

if TYPE_CHECKING:
    from geomap.places import Gazetteer

FORMAT = 2
SIDES = ("UA", "RU", "other", "unknown")
CLAIMANT_SIDES = ("UA", "RU", "neutral", "unknown")
STATUSES = ("reported", "claimed", "disputed", "denied", "confirmed")
MODALITIES = ("occurred", "ongoing", "planned", "hypothetical", "negated", "historical")


class Data(NamedTuple):
    """What a page carries: JSON values of ``core`` and ``details``; None where the details are in parts."""

    core: dict[str, Any]
    details: dict[str, Any] | None


class Look(NamedTuple):
    """What a caller chooses about the page; none of it depends on the events."""

    lang: str = "en"
    tiles: bool = True
    title: str = ""
    control: Mapping[str, Any] | None = None
    """A FeatureCollection by date; see ``control``."""


def reading_order(events: Sequence[Event]) -> list[Event]:
    """Return the events oldest first, so that newer ones lie on top; undated ones come before all."""
    return sorted(events, key=lambda event: (str(first_day(event) or ""), event.id))


def first_day(event: Event) -> date | None:
    """Return the day under which the page keeps the event."""
    return event.date_start or event.date_end


def core(results: Results, events: Sequence[Event], look: Look) -> dict[str, Any]:
    """Return what the page of ``results`` reads first; ``events`` are those of it in ``reading_order``."""
    spots = Spots(results.gazetteer)
    spot_of = [spots.row(event) for event in events]
    return {
        "format": FORMAT,
        "lang": look.lang,
        "title": look.title,
        "tiles": look.tiles,
        "words": words.interface(),
        "families": [[f.id, f.colour, f.shape] for f in ontology().family],
        "types": [[t.id, t.family] for t in ontology().type],
        "n": len(events),
        "events": _event_columns(events, spot_of),
        "spots": spots.packed(),
        "areas": spots.areas,
        "countries": _countries(events, results.gazetteer),
        "admin_uk": _ukrainian_areas(events, results.gazetteer),
        "base": outlines.basemap(),
        "towns": settlements.around(spots.positions(), results.gazetteer),
        "control": control.packed(look.control) if look.control else None,
        "units": units.packed_units(events),
        "run": _run(results, events),
    }


def _event_columns(events: Sequence[Event], spot_of: Sequence[int]) -> dict[str, Any]:
    first = [first_day(e) for e in events]
    last = [max(e.date_end or day, day) if day else None for e, day in zip(events, first, strict=True)]
    return {
        "spot": {"numbers": pack_numbers(spot_of)},
        "type": pack_table([e.type for e in events], [t.id for t in ontology().type]),
        "initiator": pack_table([e.initiator for e in events], SIDES),
        "target": pack_table([e.target for e in events], SIDES),
        "status": pack_table([e.status for e in events], STATUSES),
        "modality": pack_table([e.modality for e in events], MODALITIES),
        "claimant": pack([e.claimant for e in events]),
        "claimant_side": pack_table([e.claimant_side for e in events], CLAIMANT_SIDES),
        "sources": pack([e.sources for e in events]),
        "undated": sum(day is None for day in first),
        "day": {"numbers": pack_numbers(day.toordinal() for day in first if day)},
        "days": pack([(b - a).days if a and b else 0 for a, b in zip(first, last, strict=True)]),
    }


def _countries(events: Sequence[Event], gazetteer: Gazetteer) -> dict[str, dict[str, str]]:
    """Return the English and Ukrainian names of the countries that the events name by their code."""
    named = {}
    for code in sorted({e.country for e in events if e.country}):
        index = gazetteer.index_of(code)
        if index is not None:
            local = gazetteer.place(index).names.get("uk")
            named[code] = {"en": gazetteer.name(index), "uk": local[0] if local else gazetteer.name(index)}
    return named


def _ukrainian_areas(events: Sequence[Event], gazetteer: Gazetteer) -> dict[str, str]:
    """Return the Ukrainian names of the oblasts and raions that the events name."""
    from geomap.places.gazetteer import KINDS

    wanted = {name for e in events for name in (e.admin1, e.admin2) if name}
    kinds = {KINDS.index("oblast"), KINDS.index("raion")}
    found: dict[str, str] = {}
    for index in range(len(gazetteer.kind)):
        if gazetteer.kind[index] not in kinds:
            continue
        for name in {gazetteer.short(index), gazetteer.name(index)} & wanted:
            local = gazetteer.place(index).names.get("uk")
            if local:
                found.setdefault(name, local[0])
    return found


def _run(results: Results, events: Sequence[Event]) -> dict[str, Any]:
    published = sorted(a.published for a in results.articles if a.published)
    coded = set(chain.from_iterable((q.article_id for q in e.quotes) for e in events))
    outlets = Counter(a.source or "–" for a in results.articles)
    return {
        "articles": len(results.articles),
        "coded": len(coded),
        "from": published[0].isoformat() if published else None,
        "to": published[-1].isoformat() if published else None,
        "input_hash": results.input_hash,
        "outlets": sorted(outlets.items(), key=lambda item: (-item[1], item[0])),
        "skipped": sorted(([s.path, s.reason, s.remedy] for s in results.skipped), key=lambda row: row[:2]),
        "unresolved": [[u.name, u.count, u.sentence] for u in results.unresolved],
        "credits": outlines.credits(),
    }
