"""An event as the page shows it: plain JSON values; texts stay texts, cut where evidence begins and ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from geomap.export.map import outlines, settlements
from geomap.export.map.safe import safe_link
from geomap.models import Article, Event, Place, Report
from geomap.ontology import ontology
from geomap.review.queue import Waiting

if TYPE_CHECKING:
    from geomap.places import Gazetteer

_FACTS = (
    *("initiator", "target", "modality", "outcome", "status", "claimant", "weapon", "where", "relation"),
    *("date_basis", "confidence", "n_reports", "n_sources"),
)
_MOST_CHOICES = 9
"""Places offered at once: one for each digit key."""
Span = tuple[int, int, str]


def row(waiting: Waiting) -> dict[str, Any]:
    """Return a line of the queue."""
    event = waiting.event
    return {
        "id": event.id,
        "type": ontology().types[event.type].label,
        "place": event.place or event.place_local or "",
        "date": str(event.date_start or ""),
        "new": waiting.is_new,
        "doubts": [[doubt.what, doubt.told] for doubt in waiting.doubts],
    }


def sheet(
    waiting: Waiting, reports: Sequence[Report], articles: Mapping[str, Article], gazetteer: Gazetteer
) -> dict[str, Any]:
    """Return all that the page shows of one event: what was coded, the texts, the map, the choices."""
    event = waiting.event
    choices = [describe(place) for place in _candidates(reports, gazetteer)]
    points = [(c["lat"], c["lon"]) for c in choices if c["lat"] is not None]
    if event.lat is not None and event.lon is not None:
        points.append((event.lat, event.lon))
    return {
        **row(waiting),
        "type_id": event.type,
        "local": event.place_local or "",
        "admin": ", ".join(filter(None, (event.admin2, event.admin1, event.country))),
        "lat": event.lat,
        "lon": event.lon,
        "radius_m": event.radius_m,
        "date_end": str(event.date_end or event.date_start or ""),
        "area": outlines.area(event, gazetteer),
        "facts": _facts(event),
        "history": event.history,
        "choices": choices,
        "towns": settlements.around(points, gazetteer),
        "texts": [_text(articles[id_], reports) for id_ in _article_ids(event) if id_ in articles],
    }


def describe(place: Place) -> dict[str, Any]:
    """Return a gazetteer place as a choice of where to move an event."""
    path = ", ".join(filter(None, (place.admin3, place.admin2, place.admin1, place.country)))
    head = {"id": place.id, "name": place.name, "kind": place.kind, "path": path}
    return {**head, "lat": place.lat, "lon": place.lon, "radius_m": place.radius_m}


def pieces(text: str, spans: Iterable[Span]) -> list[tuple[str, str]]:
    """Cut ``text`` into ``(piece, kind)``; kind is ``place``, ``event`` or empty.

    Spans are half-open ``(start, end, kind)``; where two overlap, the place shows. The pieces joined are
    the text.
    """
    ordered = sorted({(max(0, s), min(len(text), e), kind) for s, e, kind in spans})
    edges = sorted({0, len(text), *(s for s, _, _ in ordered), *(e for _, e, _ in ordered)})
    out = []
    for start, end in pairwise(edges):
        kinds = {kind for s, e, kind in ordered if s <= start and end <= e}
        out.append((text[start:end], "place" if "place" in kinds else "event" if kinds else ""))
    return out


def _facts(event: Event) -> list[tuple[str, str, bool]]:
    """Return (name, value, inferred) of what a reader should check."""
    told = ((name, getattr(event, name)) for name in _FACTS)
    return [(n, str(v), n in event.inferred) for n, v in told if v not in (None, "", "unknown")]


def _article_ids(event: Event) -> list[str]:
    return list(dict.fromkeys(quote.article_id for quote in event.quotes))


def _text(article: Article, reports: Sequence[Report]) -> dict[str, Any]:
    told = [report for report in reports if report.article_id == article.id]
    spans: list[Span] = [(r.start, r.end, "event") for r in told]
    spans += [
        (r.place_start, r.place_end, "place") for r in told if r.place_start is not None and r.place_end
    ]
    return {
        "title": article.title,
        "source": article.source,
        "side": article.side if article.side in ("UA", "RU") else "",
        "reliability": article.reliability,
        "url": safe_link(article.url),
        "published": str(article.published or ""),
        "lang": told[0].lang if told else article.lang or "",
        "pieces": pieces(article.text, spans),
    }


def _candidates(reports: Sequence[Report], gazetteer: Gazetteer) -> list[Place]:
    """Return the places that were considered, the likeliest first."""
    scored: dict[str, float] = {}
    for candidate in (c for report in reports for c in report.candidates):
        scored[candidate.place_id] = max(candidate.score, scored.get(candidate.place_id, candidate.score))
    ids = sorted(scored, key=lambda id_: (-scored[id_], id_))[:_MOST_CHOICES]
    return [gazetteer.place(index) for index in map(gazetteer.index_of, ids) if index is not None]
