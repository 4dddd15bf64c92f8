"""What several reports of one act say together: what, where, when, who, counts, sources, status."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median_low
from typing import Any

from geomap.merge.features import COUNTS, REAL, TOLL, UNSTATED_MEANS
from geomap.merge.status import history_of, independent_reports, source_of, status_of, voice_of
from geomap.models import Event, Quote, Reason, Report

_EVENT_ONLY = {"id", "inferred", "reasons", "status", "confidence"}
_SHARED = [name for name in Event.model_fields if name in Report.model_fields and name not in _EVENT_ONLY]
_PER_REPORT = [name for name in Quote.model_fields if name != "report_id"]
_KIND = ("type", "family", "acled_event_type", "acled_sub_event_type", "plover", "viina")
_TIME = ("date_start", "date_end", "date_basis", "date_prec", "time_precision")
_BASES = ("explicit", "relative", "published", "inferred", "none")


def corroborate(reports: Sequence[Report], reasons: Sequence[Reason] = ()) -> Event:
    """Return the event that ``reports`` (one act, founding report first) tell.

    What, where, when and who come each from the report that tells it best, a denial only where nothing else
    is told. Counts are kept as low, best and high (UCDP's shape; best is the median of what was told, and of
    two the lower).
    """
    real = [report for report in reports if report.modality in REAL] or list(reports)
    lead = min(real, key=_vagueness)
    independent = independent_reports(reports)
    return Event(
        id=reports[0].id,
        **_fields(lead, real),
        **_counts(real, "killed"),
        **_counts(real, "injured"),
        status=status_of(reports, independent),
        inferred=lead.inferred,
        confidence=_confidence(real),
        reasons=[*lead.reasons, *reasons],
        n_reports=len(reports),
        n_sources=len(independent),
        sources=sorted({source_of(r) for r in reports}),
        history=history_of(reports),
        quotes=[Quote(report_id=r.id, **{n: getattr(r, n) for n in _PER_REPORT}) for r in reports],
    )


def _fields(lead: Report, reports: Sequence[Report]) -> dict[str, Any]:
    """Return the fields that events share with reports."""
    kind, timed = min(reports, key=_unspecific), min(reports, key=_undated)
    fields = {name: getattr(lead, name) for name in _SHARED}
    fields |= {name: getattr(kind, name) for name in _KIND}
    fields |= {name: getattr(timed, name) for name in _TIME}
    for name in ("initiator", "target"):
        told = [r for r in reports if getattr(r, name) != "unknown" and name not in r.inferred]
        if fields[name] == "unknown" and told:
            fields[name] = getattr(told[0], name)
            fields[f"{name}_name"] = getattr(told[0], f"{name}_name")
    for name in ("launched", "downed", "weapon", "target_class"):
        fields[name] = next((v for v in (getattr(r, name) for r in [lead, *reports]) if v is not None), None)
    outcomes = [r.outcome for r in [lead, *reports] if r.outcome != "unknown"]
    fields["outcome"] = outcomes[0] if outcomes else "unknown"
    fields["claimant_side"] = voice_of(lead)
    return fields


def _vagueness(report: Report) -> tuple[int, int, int, float]:
    """Order reports from the most to the least precise."""
    counted = sum(getattr(report, name) is not None for name in COUNTS)
    return (
        report.where_prec or 9,
        report.date_prec or 9,
        _BASES.index(report.date_basis),
        -counted - report.confidence,
    )


def _unspecific(report: Report) -> int:
    """Order reports from those that say what it was to those that tell an explosion, or only its victims."""
    return 2 if report.type == TOLL else int(report.type in UNSTATED_MEANS)


def _undated(report: Report) -> tuple[int, int, str]:
    """Order reports from the best dated; of two the earlier, as an act is told on its day or after."""
    return (report.date_prec or 9, _BASES.index(report.date_basis), str(report.date_start or "9999"))


def _counts(reports: Sequence[Report], name: str) -> dict[str, int | None]:
    told = sorted(v for v in (getattr(r, name) for r in reports) if v is not None)
    if not told:
        return {f"{name}_low": None, f"{name}_best": None, f"{name}_high": None}
    return {f"{name}_low": told[0], f"{name}_best": median_low(told), f"{name}_high": told[-1]}


def _confidence(reports: Sequence[Report]) -> float:
    """One minus the chance that all independent reports of the act are wrong."""
    doubt = 1.0
    for report in independent_reports(reports):
        doubt *= 1.0 - min(0.95, report.confidence)
    return round(1.0 - max(doubt, 0.01), 3) if len(reports) > 1 else reports[0].confidence
