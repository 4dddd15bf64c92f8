"""Which reports belong together, found in an order that the reports themselves decide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from geomap.merge.block import Key, block
from geomap.merge.compare import compare
from geomap.merge.table import table
from geomap.models import Reason, Report


class MergeDecision(NamedTuple):
    """A report's event: the founding report's position, and why the two were joined."""

    founder: int
    reason: Reason | None
    """None for the founding report itself."""


def article_order(published: date | str | None, article_id: str) -> tuple[str, str]:
    """Sort key of articles: publication (a date, or as ISO text), those without one last, and id."""
    return (str(published or "9999"), article_id)


def report_order(report: Report) -> tuple[str, str, int, str]:
    """Sort key of reports: publication, article, place in the text; the same for any order of input."""
    return (*article_order(report.published, report.article_id), report.start, report.id)


def cluster(reports: Iterable[Report]) -> tuple[list[Report], list[MergeDecision]]:
    """Sort ``reports`` and give each the earliest report of the same act as its founder.

    A report is compared with founders only, so a chain of neighbouring days or places never grows into one
    event, and a later article never moves an earlier report to another event. Reports of one article are
    kept apart: the coder has already folded what one text tells twice.
    """
    ordered = sorted(reports, key=report_order)
    threshold = table().threshold
    decisions: list[MergeDecision] = []
    founders: dict[Key, list[int]] = defaultdict(list)
    members: dict[int, set[str]] = {}
    for position, report in enumerate(ordered):
        keys = block(report)
        seen = {f for key in keys.sought for f in founders.get(key, ())}
        best = _best_founder(report, ordered, sorted(seen), members, threshold)
        if best is None:
            members[position] = {report.article_id}
            for key in keys.filed:
                founders[key].append(position)
            decisions.append(MergeDecision(position, None))
        else:
            members[best.founder].add(report.article_id)
            decisions.append(best)
    return ordered, decisions


def _best_founder(
    report: Report, ordered: list[Report], founders: list[int], members: dict[int, set[str]], threshold: float
) -> MergeDecision | None:
    best: MergeDecision | None = None
    best_score = threshold
    for founder in founders:
        if report.article_id in members[founder]:
            continue
        result = compare(ordered[founder], report)
        if result.score >= best_score and (best is None or result.score > best_score):
            detail = ", ".join(f"{name} {value:+.2f}" for name, value in result.values.items())
            score = round(result.score, 3)
            best = MergeDecision(founder, Reason(stage="merge", rule="features", detail=detail, score=score))
            best_score = result.score
    return best
