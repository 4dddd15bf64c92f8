"""What several reports of one act say together: counts, sources, status."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median_low

from geomap.merge.compare import REPRINT_SHARE, same_words
from geomap.models import Event, Quote, Reason, Report, Status

_EVENT_ONLY = {"id", "inferred", "reasons", "status", "confidence"}
_SHARED = [name for name in Event.model_fields if name in Report.model_fields and name not in _EVENT_ONLY]
_PER_REPORT = [name for name in Quote.model_fields if name != "report_id"]


def corroborate(reports: Sequence[Report], reasons: Sequence[Reason] = ()) -> Event:
    """Return the event that ``reports`` (one act, founding report first) tell.

    Place, time and actors come from the most precise report; counts are kept as low, best and high
    (UCDP's shape; best is the median of what was told, and of two the lower).
    """
    lead = min(reports, key=_vagueness)
    fields = {name: getattr(lead, name) for name in _SHARED}
    for name in ("initiator", "target"):
        told = [r for r in reports if getattr(r, name) != "unknown" and name not in r.inferred]
        if fields[name] == "unknown" and told:
            fields[name] = getattr(told[0], name)
            fields[f"{name}_name"] = getattr(told[0], f"{name}_name")
    for name in ("launched", "downed", "weapon", "target_class"):
        fields[name] = next((v for v in (getattr(r, name) for r in [lead, *reports]) if v is not None), None)
    outcomes = [r.outcome for r in [lead, *reports] if r.outcome != "unknown"]
    fields["outcome"] = outcomes[0] if outcomes else "unknown"
    independent = independent_reports(reports)
    status = status_of(reports, independent)
    return Event(
        id=reports[0].id,
        **fields,
        **_counts(reports, "killed"),
        **_counts(reports, "injured"),
        status=status,
        inferred=lead.inferred,
        confidence=_confidence(reports, independent),
        reasons=[*lead.reasons, *reasons],
        n_reports=len(reports),
        n_sources=len(independent),
        sources=sorted({_source(r) for r in reports}),
        quotes=[Quote(report_id=r.id, **{n: getattr(r, n) for n in _PER_REPORT}) for r in reports],
    )


def independent_reports(reports: Sequence[Report]) -> list[Report]:
    """Return one report for each independent source: without reprints and an outlet's further articles."""
    kept: list[Report] = []
    for report in reports:
        again = any(
            _source(report) == _source(other)
            or (report.lang == other.lang and same_words(report.quote, other.quote) >= REPRINT_SHARE)
            for other in kept
        )
        if not again:
            kept.append(report)
    return kept


def status_of(reports: Sequence[Report], independent: Sequence[Report]) -> Status:
    """Return the event's status from its reports.

    ``confirmed`` needs both sides, or two independent sources of which at least one is not a side speaking of
    its own act; ``disputed`` wins over everything else, as one side's denial stays visible.
    """
    told = {r.status for r in reports}
    if "disputed" in told or ("denied" in told and told - {"denied"}):
        return "disputed"
    if told == {"denied"}:
        return "denied"
    sides = {r.claimant_side for r in independent if r.claimant_side in ("UA", "RU")}
    observers = [r for r in independent if r.status in ("reported", "confirmed")]
    if len(sides) == 2 or (len(independent) > 1 and observers):
        return "confirmed"
    return "reported" if "reported" in told else "claimed"


def _source(report: Report) -> str:
    return report.source or report.url or report.article_id


def _vagueness(report: Report) -> tuple[int, int, int, float]:
    """Order reports from the most to the least precise."""
    counted = sum(getattr(report, n) is not None for n in ("killed", "injured", "launched", "downed"))
    return (
        report.where_prec or 9,
        report.date_prec or 9,
        ("explicit", "relative", "published", "inferred", "none").index(report.date_basis),
        -counted - report.confidence,
    )


def _counts(reports: Sequence[Report], name: str) -> dict[str, int | None]:
    told = sorted(v for v in (getattr(r, name) for r in reports) if v is not None)
    if not told:
        return {f"{name}_low": None, f"{name}_best": None, f"{name}_high": None}
    return {f"{name}_low": told[0], f"{name}_best": median_low(told), f"{name}_high": told[-1]}


def _confidence(reports: Sequence[Report], independent: Sequence[Report]) -> float:
    """One minus the chance that all independent reports are wrong."""
    doubt = 1.0
    for report in independent:
        doubt *= 1.0 - min(0.95, report.confidence)
    return round(1.0 - max(doubt, 0.01), 3) if len(reports) > 1 else reports[0].confidence
