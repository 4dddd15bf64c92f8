"""The run report: what was read, what was not, what is not on the map and why, source by source."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from geomap.export.health import source_health
from geomap.export.results import Results, is_area, is_point
from geomap.models import Event, Unresolved
from geomap.store.atomic import write_text

_SHOWN = 100
"""Rows of a table in the readable report; the JSON holds all."""
_OF_SOURCE = ("source", "side", "reliability", "articles", "events", "reports", "placed_share")
_OF_RISK = ("name", "taken for", "may be", "km apart", "why", "times", "", "sentence")


def write(results: Results, folder: Path) -> list[Path]:
    """Write ``report.json`` and ``report.md``."""
    facts = run_facts(results)
    as_json, as_text = folder / "report.json", folder / "report.md"
    write_text(as_json, json.dumps(facts, ensure_ascii=False, indent=1) + "\n")
    write_text(as_text, markdown(facts))
    return [as_json, as_text]


def run_facts(results: Results) -> dict[str, Any]:
    """Return the report's figures and lists as JSON values."""
    events = results.events
    points = sum(is_point(e) for e in events)
    areas = sum(is_area(e, results.gazetteer) for e in events)
    health = source_health(results.articles, results.reports, events)
    dates = sorted(d for e in events for d in (e.date_start, e.date_end) if d)
    return {
        "input_hash": results.input_hash,
        "articles": len(results.articles),
        "period": [str(dates[0]), str(dates[-1])] if dates else [None, None],
        "events": {
            "all": len(events),
            "points": points,
            "areas": areas,
            "not_mapped": len(events) - points - areas,
        },
        "by_type": dict(sorted(Counter(e.type for e in events).items())),
        "sources": [{name: getattr(h, name) for name in (*_OF_SOURCE, "placed")} for h in health],
        "skipped": [s.model_dump() for s in sorted(results.skipped, key=lambda s: (s.path, s.reason))],
        "not_mapped": [_not_mapped(e) for e in events if not (is_point(e) or is_area(e, results.gazetteer))],
        "doubted": [row for e in events for row in _doubted(e)],
        "unresolved": [u.model_dump() for u in count_unresolved(results.unresolved)],
        "homonyms": [risk._asdict() for risk in results.since.homonyms],
        "changes": {kind: _changes(results, kind) for kind in ("new", "changed", "gone")},
        "alarms": [alarm for h in health if (alarm := h.alarm())],
        "dropped_by_hand": [str(event) for event in results.dropped],
        "stale_corrections": list(results.stale_corrections),
    }


def count_unresolved(unresolved: Iterable[Unresolved]) -> list[Unresolved]:
    """Sum the names over articles, most frequent first, each with its first sentence."""
    counts: Counter[str] = Counter()
    first: dict[str, Unresolved] = {}
    for row in sorted(unresolved, key=lambda u: (u.article_id, u.sentence)):
        counts[row.name] += row.count
        first.setdefault(row.name, row)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [first[name].model_copy(update={"count": count}) for name, count in ranked]


def markdown(facts: dict[str, Any]) -> str:
    """Return the report as Markdown; texts from articles are quoted so that they stay plain text."""
    lines = [
        "# Run report",
        "",
        _summary(facts),
        "",
    ]
    lines += _table("Events by type", ("type", "events"), facts["by_type"].items())
    lines += _table("Sources", _OF_SOURCE, ([s[name] for name in _OF_SOURCE] for s in facts["sources"]))
    lines += _table("Alarms", ("what",), ((text,) for text in facts["alarms"]))
    skipped = ((s["path"], s["reason"], s["remedy"]) for s in facts["skipped"])
    lines += _table("Not read", ("input", "reason", "remedy"), skipped)
    not_mapped = ((n["type"], n["place"], n["date"], n["reason"], n["quote"]) for n in facts["not_mapped"])
    lines += _table("Not on the map", ("type", "place", "date", "reason", "quote"), not_mapped)
    doubted = ((d["type"], d["place"], d["date"], d["doubt"], d["quote"]) for d in facts["doubted"])
    lines += _table("Odd for who holds the place", ("type", "place", "date", "why", "quote"), doubted)
    unresolved = ((u["name"], u["count"], u["sentence"]) for u in facts["unresolved"])
    lines += _table("Names not resolved", ("name", "times", "sentence"), unresolved)
    risks = (
        (
            h["name"],
            h["chosen"],
            h["rival"],
            h["km"],
            h["why"],
            h["times"],
            "new" if h["new"] else "",
            h["sentence"],
        )
        for h in facts["homonyms"]
    )
    lines += _table("Names that may be another place", _OF_RISK, risks)
    changed = (
        (kind, row["event"], row["why"], row["id"]) for kind, rows in facts["changes"].items() for row in rows
    )
    lines += _table("Changes since the last run", ("what", "event", "why", "id"), changed)
    dropped = ((text,) for text in facts["dropped_by_hand"])
    lines += _table("Dropped by hand", ("event",), dropped)
    stale = ((text,) for text in facts["stale_corrections"])
    lines += _table("Corrections that no longer apply", ("correction",), stale)
    return "\n".join(lines).rstrip() + "\n"


def _summary(facts: dict[str, Any]) -> str:
    events, (first, last) = facts["events"], facts["period"]
    return (
        f"{facts['articles']} articles, {events['all']} events: {events['points']} as points, "
        f"{events['areas']} as areas, {events['not_mapped']} not on the map. "
        f"Period {first or '?'} to {last or '?'}. Input {facts['input_hash']}."
    )


def _table(title: str, head: Sequence[str], rows: Iterable[Iterable[Any]]) -> list[str]:
    cells = [[_plain(value) for value in row] for row in rows]
    if not cells:
        return []
    shown = [f"| {' | '.join(row)} |" for row in cells[:_SHOWN]]
    more = [f"\n… and {len(cells) - _SHOWN} more in report.json"] if len(cells) > _SHOWN else []
    return [f"## {title}", "", f"| {' | '.join(head)} |", "|" + "---|" * len(head), *shown, *more, ""]


def _plain(value: Any) -> str:
    """Return a table cell that Markdown shows as it stands."""
    text = " ".join(str("" if value is None else value).split())
    return text.translate({ord(c): f"\\{c}" for c in "\\`*_[]<>|"})


def _changes(results: Results, kind: str) -> list[dict[str, str]]:
    return [
        {"id": change.id, "event": change.event, "why": change.why}
        for change in results.since.changes
        if change.kind == kind
    ]


def _doubted(event: Event) -> list[dict[str, Any]]:
    """Return a row for each reason to doubt the event that the picture of control gives."""
    row = {"id": event.id, "type": event.type, "place": event.place, "date": str(event.date_start)}
    quote = event.quotes[0].quote if event.quotes else ""
    return [{**row, "doubt": r.detail, "quote": quote} for r in event.reasons if r.stage == "control"]


def _not_mapped(event: Event) -> dict[str, Any]:
    return {
        "id": event.id,
        "type": event.type,
        "place": event.place,
        "date": str(event.date_start) if event.date_start else None,
        "reason": event.not_mapped or "the area has no outline in the gazetteer",
        "quote": event.quotes[0].quote if event.quotes else "",
    }
