"""Why a report or event is what it is: rule, spans, candidates with scores, merge decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geomap.errors import InputError
from geomap.models import Article, Event, Reason, Report, jsonable
from geomap.store import Store

_SHOWN_FIELDS = (
    *("type", "place", "where", "relation", "radius_m", "date_start", "date_end", "date_basis"),
    *("initiator", "target", "modality", "outcome", "status", "claimant"),
    *("killed", "injured", "launched", "downed", "confidence"),
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """A report, or an event with its reports, and the articles they stand in."""

    event: Event | None
    reports: tuple[Report, ...]
    articles: dict[str, Article]

    def as_dict(self) -> dict[str, Any]:
        """Return everything as JSON values."""
        return {
            "event": jsonable(self.event) if self.event else None,
            "reports": [jsonable(report) for report in self.reports],
        }

    def as_text(self) -> str:
        """Return everything as lines a person reads."""
        lines = _event_lines(self.event) if self.event else []
        for report in self.reports:
            lines += ["", *_report_lines(report)]
        return "\n".join(lines).strip()


def explain(id_: str, out: Path) -> Explanation:
    """Return the explanation of a report's or event's id from the store in ``out``.

    Raises
    ------
    InputError
        If neither a report nor an event has that id.
    StoreError
        If there is no store in ``out``.
    """
    with Store.open(out, write=False) as store:
        event = next((e for e in store.events() if e.id == id_), None)
        ids = [quote.report_id for quote in event.quotes] if event else [id_]
        reports = {report.id: report for report in store.reports_of(ids)}
        told = tuple(reports[i] for i in ids if i in reports)
        if not told:
            remedy = "take an id from events.geojson, events.csv or geomap extract"
            raise InputError(f"no report or event {id_!r}", where=str(out), remedy=remedy)
        articles = {r.article_id: store.article(r.article_id) for r in told}
    return Explanation(event, told, {i: a for i, a in articles.items() if a is not None})


def _event_lines(event: Event) -> list[str]:
    head = (
        f"event {event.id}: {event.n_reports} reports, {event.n_sources} independent sources, {event.status}"
    )
    return [head, *_reason_lines([r for r in event.reasons if r.stage == "merge"])]


def _report_lines(report: Report) -> list[str]:
    lines = [f"report {report.id} in {report.article_id}[{report.start}:{report.end}]", f"  “{report.quote}”"]
    lines += [f"  {name}: {value}" for name, value in shown_values(report)]
    lines += [
        f"  candidate {c.score:+.2f} {c.name}, {c.admin1 or '-'} ({c.place_id})" for c in report.candidates
    ]
    return lines + _reason_lines(report.reasons)


def _reason_lines(reasons: Sequence[Reason]) -> list[str]:
    return [
        f"  {r.stage}: {r.rule}"
        + (f" {r.score:+.2f}" if r.score is not None else "")
        + (f" {r.detail}" if r.detail else "")
        for r in reasons
    ]


def shown_values(report: Report) -> list[tuple[str, Any]]:
    """Return the fields worth showing with their values; inferred ones say so."""
    told = ((name, getattr(report, name)) for name in _SHOWN_FIELDS)
    return [(f"{n} (inferred)" if n in report.inferred else n, v) for n, v in told if v is not None]
