"""Scores of coded events: precision, recall, F1, and the share of right fields on matched events."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from geomap.evaluate.gold import Gold
from geomap.evaluate.matching import Coded, Pair, pair_up, point_of
from geomap.geo import distance_km

_REAL = ("occurred", "ongoing")
_COUNTS = ("killed", "injured", "launched", "downed")
_WITHIN_KM = 5.0
_TELLING_FIELDS = ("modality", "date", "initiator")
"""A wrong value of these is listed as a miss of its own."""


class Tally(NamedTuple):
    """True positives, false positives, false negatives and what follows from them."""

    tp: int
    fp: int
    fn: int

    @property
    def p(self) -> float | None:
        """Precision."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else None

    @property
    def r(self) -> float | None:
        """Recall."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of the two; 0 where one of them is 0, None where there was nothing to find."""
        if not sum(self):
            return None
        p, r = self.p, self.r
        return 2 * p * r / (p + r) if p and r else 0.0

    def row(self) -> dict[str, float | int | None]:
        """Return the figures under the names the outputs use."""
        return {"p": self.p, "r": self.r, "f1": self.f1, "tp": self.tp, "fp": self.fp, "fn": self.fn}


class Miss(NamedTuple):
    """One disagreement with the gold, with the words it is about."""

    kind: str
    article_id: str
    type: str
    place: str | None
    text: str | None


@dataclass
class EventScore:
    """Scores over one gold file, or several together."""

    texts: int = 0
    counts: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """tp/fp/fn by ("events" | "family" | "lang" | "type", name)."""
    fields: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    """Right and compared, by field."""
    silent: list[int] = field(default_factory=lambda: [0, 0])
    """Texts without an event: kept silent on, and all of them."""
    misses: list[Miss] = field(default_factory=list)

    def tally(self, level: str, name: str = "") -> Tally:
        """Return the tally of one level and name."""
        counter = self.counts.get((level, name), Counter())
        return Tally(counter["tp"], counter["fp"], counter["fn"])

    def as_dict(self) -> dict[str, Any]:
        """Return the scores as JSON values."""
        names: dict[str, list[str]] = defaultdict(list)
        for level, name in sorted(self.counts):
            names[level].append(name)
        return {
            "texts": self.texts,
            "events": self.tally("events").row(),
            "family": self.tally("family").row(),
            "by_lang": {name: self.tally("lang", name).row() for name in names["lang"]},
            "by_type": {name: self.tally("type", name).row() for name in names["type"]},
            "fields": {k: {"share": _share(*v), "n": v[1]} for k, v in sorted(self.fields.items())},
            "silent_where_nothing_happened": {"share": _share(*self.silent), "n": self.silent[1]},
        }


def score_events(golds: Iterable[Gold], reports: Iterable[Coded]) -> EventScore:
    """Compare ``reports`` (contract fields; ``article_id`` names the gold's id) with event gold.

    Gold events that are historical, planned, hypothetical or negated are optional: missing one costs no
    recall, finding one no precision; calling it real is a modality error.
    """
    by_article: dict[str, list[Coded]] = defaultdict(list)
    for report in reports:
        by_article[report["article_id"]].append(report)
    score = EventScore()
    for gold in golds:
        if gold.events is not None:
            _score_text(score, gold, by_article[gold.article.id])
    return score


def _score_text(score: EventScore, gold: Gold, reports: Sequence[Coded]) -> None:
    events = gold.events or ()
    pairs = pair_up(events, reports)
    score.texts += 1
    if not events:
        score.silent[1] += 1
        score.silent[0] += not any(_real(report) for report in reports)
    _count_gold(score, gold, pairs)
    _count_reports(score, gold, reports, pairs)
    for pair in pairs:
        if pair.exact:
            _compare_fields(score, gold.article.id, events[pair.gold], reports[pair.report])


def _count_gold(score: EventScore, gold: Gold, pairs: Sequence[Pair]) -> None:
    exact = {p.gold for p in pairs if p.exact}
    matched = {p.gold for p in pairs}
    for i, event in enumerate(gold.events or ()):
        if not _real(event):
            continue
        _add(score, "tp" if i in exact else "fn", event["type"], gold)
        score.counts["family", ""]["tp" if i in matched else "fn"] += 1
        if i not in exact:
            miss = Miss("missed", gold.article.id, event["type"], event.get("place"), event.get("evidence"))
            score.misses.append(miss)


def _count_reports(score: EventScore, gold: Gold, reports: Sequence[Coded], pairs: Sequence[Pair]) -> None:
    exact = {p.report for p in pairs if p.exact}
    matched = {p.report for p in pairs}
    for j, report in enumerate(reports):
        if j in exact or not _real(report):
            continue
        _add(score, "fp", report["type"], gold)
        score.counts["family", ""]["fp"] += j not in matched
        miss = Miss("false", gold.article.id, report["type"], report.get("place"), report.get("quote"))
        score.misses.append(miss)


def _add(score: EventScore, what: str, event_type: str, gold: Gold) -> None:
    for level in (("events", ""), ("type", event_type), ("lang", gold.article.lang or "?")):
        score.counts[level][what] += 1


def _compare_fields(score: EventScore, article_id: str, gold: Coded, report: Coded) -> None:
    for name, (expected, told) in _field_values(gold, report).items():
        right = expected == told
        score.fields[name][0] += right
        score.fields[name][1] += 1
        if not right and name in _TELLING_FIELDS:
            kind = f"{name}: {expected} is not {told}"
            score.misses.append(Miss(kind, article_id, gold["type"], gold.get("place"), gold.get("evidence")))


def _field_values(gold: Coded, report: Coded) -> dict[str, tuple[Any, Any]]:
    values: dict[str, tuple[Any, Any]] = {
        "modality": (_real(gold), _real(report)),
        "outcome": (gold.get("outcome") or "unknown", report.get("outcome") or "unknown"),
        "initiator": (gold.get("initiator") or "unknown", report.get("initiator") or "unknown"),
        "date": (_dates(gold), _dates(report)),
    }
    if gold.get("claimant_side") not in (None, "unknown"):
        values["claimant_side"] = (gold["claimant_side"], report.get("claimant_side"))
    for count in _COUNTS:
        if gold.get(count) is not None or report.get(count) is not None:
            values[count] = (gold.get(count), report.get(count))
    a, b = point_of(gold), point_of(report)
    if a and b:
        values["within_5_km"] = (True, distance_km(a, b) <= _WITHIN_KM)
    return values


def _dates(coded: Mapping[str, Any]) -> tuple[str | None, str | None]:
    start, end = coded.get("date_start"), coded.get("date_end")
    return (str(start) if start else None, str(end) if end else None)


def _real(coded: Coded) -> bool:
    return (coded.get("modality") or "occurred") in _REAL


def _share(right: int, compared: int) -> float | None:
    return right / compared if compared else None
