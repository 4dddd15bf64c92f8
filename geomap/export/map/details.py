"""What the page shows of an event only once it is opened or searched: quotes, reasons, counts.

Details of some events are one JSON value; the page's ``texts.js`` is the other half of this module: a column
added here is read there by its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from geomap.export.map.columns import pack, pack_fields, pack_ids
from geomap.export.map.safe import safe_link
from geomap.models import Event, Quote

_FIELDS = (
    *("place_local", "date_basis", "date_prec", "time_precision", "initiator_name", "target_name", "outcome"),
    *("launched", "downed", "weapon", "target_class", "inferred", "confidence", "not_mapped", "n_reports"),
    *("n_sources", "sources", "corrected_by", "history"),
)
_TOGETHER = {  # fields whose values depend on each other: one column of lists is smaller than a column each
    "crosswalk": ("acled_event_type", "acled_sub_event_type", "plover", "viina"),
    "killed": ("killed_low", "killed_best", "killed_high"),
    "injured": ("injured_low", "injured_best", "injured_high"),
}
_QUOTE_FIELDS = ("status", "claimant", "claimant_side", "modality")
_ARTICLE_FIELDS = ("article_id", "source", "source_side", "title", "url", "published", "lang")


def details(events: Sequence[Event]) -> dict[str, Any]:
    """Return the details of ``events``, which stand in the page's order."""
    quotes = [q for e in events for q in e.quotes]
    told_in = [_article_of_quote(q) for q in quotes]
    articles = {article: row for row, article in enumerate(dict.fromkeys(told_in))}
    reasons = [r for e in events for r in e.reasons]
    return {
        "id": pack_ids([e.id for e in events]),
        "events": {
            **pack_fields(events, _FIELDS),
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
            **pack_fields(reasons, ("detail", "score")),
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
    link = safe_link(quote.url)
    return (quote.article_id, quote.source, quote.source_side, quote.title, link, published, quote.lang)
