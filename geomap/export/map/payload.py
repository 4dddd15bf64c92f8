"""Everything the page shows, as two JSON values: what is needed to paint and filter, and the texts.

``core`` is read at once; ``texts`` (quotes, reasons, and what only the detail panel shows) is read when the
reader first opens an event or searches, so that a large map paints early. The page's ``model.js`` is the
other half of this module: a column added here is read there by its name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from geomap.export.map import control, outlines, settlements, units, words
from geomap.export.map.columns import differences, pack, pack_ids, pack_table
from geomap.export.map.safe import safe_link
from geomap.export.results import Results, is_point
from geomap.models import Event, Quote
from geomap.ontology import ontology

if TYPE_CHECKING:
    from geomap.places import Gazetteer

FORMAT = 1
SIDES = ("UA", "RU", "other", "unknown")
CLAIMANT_SIDES = ("UA", "RU", "neutral", "unknown")
STATUSES = ("reported", "claimed", "disputed", "denied", "confirmed")
MODALITIES = ("occurred", "ongoing", "planned", "hypothetical", "negated", "historical")
WHERES = ("settlement", "site", "near", "admin3", "admin2", "admin1", "country", "linear", "none")
DEGREE = 1_000_000  # coordinates travel as whole numbers of 1e-6 degrees
_SPOT_FIELDS = (
    *("place", "place_id", "katottg", "geonameid", "admin1", "admin2", "country", "relation", "distance_km"),
    *("where_prec", "geo_precision", "radius_m"),
)
_DETAIL_FIELDS = (
    *("place_local", "date_basis", "date_prec", "time_precision", "initiator_name", "target_name", "outcome"),
    *("launched", "downed", "weapon", "target_class", "inferred", "confidence", "not_mapped", "n_reports"),
    *("n_sources", "sources", "corrected_by"),
)
_TOGETHER = {  # fields whose values depend on each other: one column of lists is smaller than a column each
    "crosswalk": ("acled_event_type", "acled_sub_event_type", "plover", "viina"),
    "killed": ("killed_low", "killed_best", "killed_high"),
    "injured": ("injured_low", "injured_best", "injured_high"),
}
_QUOTE_FIELDS = ("status", "claimant", "claimant_side", "modality")
_ARTICLE_FIELDS = ("article_id", "source", "title", "url", "published", "lang")
_spot_values = attrgetter(*_SPOT_FIELDS)


class Payload(NamedTuple):
    """The page's data; both parts are plain JSON values."""

    core: dict[str, Any]
    texts: dict[str, Any]


def payload(
    results: Results, *, lang: str, tiles: bool, control_layer: Mapping[str, Any] | None, title: str
) -> Payload:
    """Return what the page of ``results`` carries; ``control_layer`` is a FeatureCollection by date."""
    events = sorted(results.events, key=_reading_order)
    spots = _Spots(results.gazetteer)
    spot_of = [spots.row(event) for event in events]
    core = {
        "format": FORMAT,
        "lang": lang,
        "title": title,
        "tiles": tiles,
        "words": words.interface(),
        "families": [[f.id, f.colour, f.shape] for f in ontology().family],
        "types": [[t.id, t.family] for t in ontology().type],
        "events": {"n": len(events), "columns": _event_columns(events, spot_of)},
        "spots": spots.packed(),
        "areas": spots.areas,
        "countries": _countries(events, results.gazetteer),
        "admin_uk": _ukrainian_areas(events, results.gazetteer),
        "base": outlines.basemap(),
        "towns": settlements.around(spots.positions(), results.gazetteer),
        "control": control.packed(control_layer) if control_layer else None,
        "units": units.packed_units(events),
        "run": _run(results, events),
    }
    return Payload(core, _texts(events))


def _reading_order(event: Event) -> tuple[str, str]:
    """Oldest first, so that newer events are drawn later and lie on top; undated ones come before all."""
    return (str(_first_day(event) or ""), event.id)


def _first_day(event: Event) -> date | None:
    return event.date_start or event.date_end


def _packed_fields(rows: Sequence[Any], fields: Sequence[str]) -> dict[str, Any]:
    """Pack the named fields of models, a column each."""
    columns = zip(*map(attrgetter(*fields), rows), strict=True) if rows else ((),) * len(fields)
    return {field: pack(column) for field, column in zip(fields, columns, strict=True)}


def _event_columns(events: Sequence[Event], spot_of: Sequence[int]) -> dict[str, Any]:
    first = [_first_day(e) for e in events]
    last = [max(e.date_end or day, day) if day else None for e, day in zip(events, first, strict=True)]
    return {
        "id": pack_ids([e.id for e in events]),
        "spot": {"numbers": differences(spot_of)},
        "type": pack_table([e.type for e in events], [t.id for t in ontology().type]),
        "initiator": pack_table([e.initiator for e in events], SIDES),
        "target": pack_table([e.target for e in events], SIDES),
        "status": pack_table([e.status for e in events], STATUSES),
        "modality": pack_table([e.modality for e in events], MODALITIES),
        "claimant": pack([e.claimant for e in events]),
        "claimant_side": pack_table([e.claimant_side for e in events], CLAIMANT_SIDES),
        "sources": pack([e.sources for e in events]),
        "undated": sum(day is None for day in first),
        "day": differences(day.toordinal() for day in first if day),
        "days": pack([(b - a).days if a and b else 0 for a, b in zip(first, last, strict=True)]),
    }


class _Spots:
    """The different places of the events: many events share one, with all that is said about the place."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._rows: dict[tuple[Any, ...], int] = {}
        self._area_of: dict[tuple[str, str], int] = {}
        self._events: list[Event] = []
        self._area: list[int] = []
        self.areas: list[dict[str, Any]] = []

    def row(self, event: Event) -> int:
        """Return the row of the event's place; areas are numbered as they come."""
        key = (event.lat, event.lon, event.where, *_spot_values(event))
        row = self._rows.setdefault(key, len(self._rows))
        if row == len(self._events):
            self._events.append(event)
            self._area.append(-1 if is_point(event) else self._area_row(event))
        return row

    def _area_row(self, event: Event) -> int:
        key = (event.place_id or "", event.where)
        if key not in self._area_of:
            area = outlines.area(event, self._gazetteer)
            self._area_of[key] = len(self.areas) if area else -1
            if area:
                self.areas.append(area)
        return self._area_of[key]

    def positions(self) -> list[tuple[float, float]]:
        """Return (lat, lon) of the spots drawn as points."""
        return [(e.lat, e.lon) for e in self._events if e.lat is not None and e.lon is not None]

    def packed(self) -> dict[str, Any]:
        """Return the table of spots; ``lat``/``lon`` are 0 where ``drawn`` is not ``point``."""
        points = [is_point(e) for e in self._events]
        kinds = [
            "point" if p else ("area" if a >= 0 else "none") for p, a in zip(points, self._area, strict=True)
        ]
        columns: dict[str, Any] = {
            "drawn": pack_table(kinds, ("point", "area", "none")),
            "lat": {"numbers": differences(round((e.lat or 0) * DEGREE) for e in self._events)},
            "lon": {"numbers": differences(round((e.lon or 0) * DEGREE) for e in self._events)},
            "where": pack_table([e.where for e in self._events], WHERES),
            "area": pack(self._area),
            "uk": pack([self._ukrainian(e) for e in self._events]),
            "anchor": pack([self._anchor(e) for e in self._events]),
        }
        columns.update(_packed_fields(self._events, _SPOT_FIELDS))
        return {"n": len(self._events), "columns": columns}

    def _ukrainian(self, event: Event) -> str | None:
        index = self._gazetteer.index_of(event.place_id) if event.place_id else None
        names = self._gazetteer.place(index).names.get("uk") if index is not None else None
        return names[0] if names else None

    def _anchor(self, event: Event) -> list[float] | None:
        """Return ``[lat, lon]`` of the place an offset is counted from ("5 km west of X")."""
        if not event.distance_km or event.place_id is None:
            return None
        index = self._gazetteer.index_of(event.place_id)
        place = self._gazetteer.place(index) if index is not None else None
        if place is None or place.lat is None or place.lon is None:
            return None
        return [round(place.lat, 5), round(place.lon, 5)]


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


def _texts(events: Sequence[Event]) -> dict[str, Any]:
    quotes = [q for e in events for q in e.quotes]
    told_in = [_article_of_quote(q) for q in quotes]
    articles = {article: row for row, article in enumerate(dict.fromkeys(told_in))}
    reasons = [r for e in events for r in e.reasons]
    return {
        "events": {
            **_packed_fields(events, _DETAIL_FIELDS),
            **{
                name: pack([list(attrgetter(*fields)(e)) for e in events])
                for name, fields in _TOGETHER.items()
            },
            "quotes": pack([len(e.quotes) for e in events]),
            "reasons": pack([len(e.reasons) for e in events]),
        },
        "quotes": {
            "text": {"list": [q.quote for q in quotes]},
            "article": pack([articles[article] for article in told_in]),
            **{field: pack(_where_it_differs(field, events)) for field in _QUOTE_FIELDS},
        },
        "articles": _packed_articles(list(articles)),
        "together": _TOGETHER,
        "reasons": {
            "rule": pack([[r.stage, r.rule] for r in reasons]),
            **_packed_fields(reasons, ("detail", "score")),
        },
    }


def _where_it_differs(field: str, events: Sequence[Event]) -> list[Any]:
    """Return the quotes' values of a field that events have too; 0 where it is the event's own value."""
    value = attrgetter(field)
    return [0 if value(q) == value(e) else value(q) for e in events for q in e.quotes]


def _packed_articles(articles: Sequence[tuple[str | None, ...]]) -> dict[str, Any]:
    columns = {field: pack([row[i] for row in articles]) for i, field in enumerate(_ARTICLE_FIELDS)}
    return {"n": len(articles), "columns": columns}


def _article_of_quote(quote: Quote) -> tuple[str | None, ...]:
    """Return the values of ``_ARTICLE_FIELDS``; a link that is not http(s) is left out."""
    published = quote.published.isoformat() if quote.published else None
    return (quote.article_id, quote.source, quote.title, safe_link(quote.url), published, quote.lang)


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
        "skipped": [[s.path, s.reason, s.remedy] for s in results.skipped],
        "unresolved": [[u.name, u.count, u.sentence] for u in results.unresolved],
        "credits": outlines.credits(),
    }
