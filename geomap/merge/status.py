"""How far an event is to be believed: who tells it, who denies it, and how that changed from day to day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from geomap.merge.features import REAL, REPRINT_SHARE, same_words
from geomap.models import ClaimantSide, Report, Status

_PARTIES = ("UA", "RU")


def source_of(report: Report) -> str:
    """Return the name under which the report's outlet counts."""
    return report.source or report.url or report.article_id


def voice_of(report: Report) -> ClaimantSide:
    """Return whose word the report is: the speaker's side, else that of an outlet which is a side's own."""
    own_word = report.claimant_side == "unknown" and report.source_side in _PARTIES
    return report.source_side if own_word else report.claimant_side


def told_status(report: Report) -> Status:
    """Return the status one report gives: what a side's own outlet reports unsourced is that side's claim."""
    own_word = report.status == "reported" and report.claimant_side == "unknown"
    return "claimed" if own_word and report.source_side in _PARTIES else report.status


def independent_reports(reports: Sequence[Report]) -> list[Report]:
    """Return one report for each independent source.

    Left out are reprints, an outlet's further articles, and what one speaker told several outlets.
    """
    kept: list[Report] = []
    for report in reports:
        if not _is_told_again(report, kept):
            kept.append(report)
    return kept


def _is_told_again(report: Report, others: Sequence[Report]) -> bool:
    return any(
        source_of(report) == source_of(other)
        or (report.lang == other.lang and same_words(report.quote, other.quote) >= REPRINT_SHARE)
        or (report.claimant is not None and _surname(report.claimant) == _surname(other.claimant))
        for other in others
    )


def _surname(claimant: str | None) -> str:
    """Return what is left of a speaker's name when a later article shortens it: "Fedorov"."""
    return claimant.split()[-1].lower() if claimant else ""


def status_of(reports: Sequence[Report], independent: Sequence[Report]) -> Status:
    """Return the event's status from its reports.

    ``confirmed`` needs both sides, or two independent voices of which at least one is not a side speaking of
    its own act: what one governor told two outlets is one voice, and so is all that one side says.
    ``disputed`` wins over everything else, as one side's denial stays visible.
    """
    told = {told_status(report) for report in reports}
    if "disputed" in told or ("denied" in told and told - {"denied"}) or _is_contradicted(reports):
        return "disputed"
    if told == {"denied"}:
        return "denied"
    sides = {voice_of(report) for report in independent} & set(_PARTIES)
    observers = [report for report in independent if told_status(report) in ("reported", "confirmed")]
    outlets = {source_of(report) for report in independent if voice_of(report) not in _PARTIES}
    if len(sides) == 2 or (len(sides) + len(outlets) > 1 and observers):
        return "confirmed"
    return "reported" if "reported" in told else "claimed"


def _is_contradicted(reports: Sequence[Report]) -> bool:
    return len({report.modality in REAL for report in reports if report.modality in {"negated", *REAL}}) == 2


def history_of(reports: Sequence[Report]) -> list[str]:
    """Return a line for each day that changed the status, such as ``2025-01-20 claimed: Moscow (RU)``.

    ``reports`` are in the order of publication; those without a date tell no day and are left out. Nothing is
    returned where the status never changed.
    """
    days: dict[date, tuple[Status, str]] = {}
    so_far: list[Report] = []
    independent: list[Report] = []
    last: Status | None = None
    for report in reports:
        so_far.append(report)
        independent += [] if _is_told_again(report, independent) else [report]
        now = status_of(so_far, independent)
        if report.published and now != last:
            days[report.published] = (now, _speaker(report))
            last = now
    steps = [("", ("", "")), *days.items()]
    lines = [f"{day} {now}: {who}" for (_, (was, _)), (day, (now, who)) in pairwise(steps) if now != was]
    return lines if len(lines) > 1 else []


def _speaker(report: Report) -> str:
    side = voice_of(report)
    name = report.claimant or source_of(report)
    return f"{name} ({side})" if side in _PARTIES else name
