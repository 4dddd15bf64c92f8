"""When it happened: the date expression that belongs to an act, else the day of publication."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from geomap.dates import DateExpression, When, anchor, published_when
from geomap.dates.model import Point, Span
from geomap.events.acts import Act
from geomap.events.scene.scene import Scene
from geomap.ontology import family_of

_IDLE = ("stamp",)
_OF_LATE = timedelta(days=7)
_PLANS = ("planned", "hypothetical")
TALLIES = ("casualty_report", "interception")
_RECORD_REACH = 12  # tokens: "the [deadliest] strike on a school in the Kherson region [since 2022]"
_INVASION = Point(2022, 2, 24)
_GLOSS_REACH = 3  # tokens from a date to the one in brackets behind it
_PART_REACH = 3  # tokens from a part of a toll to its date: "[300 Russian soldiers] over the past day"


def set_time(act: Act, scene: Scene) -> None:
    """Date the act; a date before the news makes it ``historical``."""
    published = scene.view.article.published
    expression = _expression(act, scene)
    if expression is None:
        act.when = published_when(published)
        if act.modality == "historical":
            act.when = _undated()
        return
    if act.type == "casualty_report" and expression.rule == "as_of" and _is_of_the_war(scene):
        expression = _since_invasion(expression, published)
    act.when = anchor(_ahead(expression, published) if act.modality in _PLANS else expression, published)
    act.when_told = True
    act.note(f"date:{expression.rule}", expression.surface, stage="date")
    spans = act.when.date_start != act.when.date_end
    lasts = family_of(act.type) != "control" and act.type != "clash"
    lasts = expression.kind == "since" and (lasts or _is_of_late(act.when, published))
    tally = spans and (act.type in TALLIES or lasts)
    if act.when.background and not tally and act.modality in ("occurred", "ongoing"):
        act.modality = "historical"


def _is_of_the_war(scene: Scene) -> bool:
    """Tell whether a toll as of a day is the whole war's: "As of May 16, 229 died due to [the invasion]"."""
    return any(hit.rule.kind == "cause" for hit in scene.of("actor"))


def _since_invasion(expression: DateExpression, published: date | None) -> DateExpression:
    """Let a toll "as of" a day run from the invasion to that day."""
    last = anchor(expression, published).date_end
    if last is None:
        return expression
    return replace(expression, span=Span(_INVASION, Point(last.year, last.month, last.day)))


def _is_of_late(when: When, published: date | None) -> bool:
    """Tell whether it began so lately that it is the news itself: "[since Friday] they took two villages"."""
    first = when.date_start
    return first is not None and published is not None and published - first < _OF_LATE


def _ahead(expression: DateExpression, published: date | None) -> DateExpression:
    """Read "this month" or "in the summer" of a plan as the one to come."""
    if expression.kind == "calendar" and expression.count == 0:
        return replace(expression, future=True)
    span = expression.span
    last = anchor(expression, published).date_end
    open_year = span is not None and span.first.year is None and expression.kind in ("season", "month")
    if not open_year or span is None or last is None or published is None or last >= published:
        return expression
    first = span.first._replace(year=last.year + 1 - (span.first.month > span.last.month))
    return replace(expression, span=span._replace(first=first, last=span.last._replace(year=last.year + 1)))


def _undated() -> When:
    return When(None, None, "none", None, None, background=True)


def _expression(act: Act, scene: Scene) -> DateExpression | None:
    """Return the expression of the act's clause, else of a clause that it hangs on or that reports it."""
    found = [e for e in scene.view.dates_of.get(scene.index, ()) if not _is_idle(e)]
    if family_of(act.type) == "talks":
        found = [e for e in found if e.kind != "since"]  # "the largest exchange [since March]"
    found = [e for e in found if not _measures_a_record(e, scene)]
    found = _without_glosses(found, scene)
    if act.type == "casualty_report":
        found = [e for e in found if not _is_of_part(e, scene)]
    if not found:
        return None
    own = [e for e in found if scene.clause_at(e.first) == act.clause]
    own = own or [e for e in found if e.kind != "duration" and _shares(scene, e, act)]
    if not own:
        return None
    return min(own, key=lambda e: (_distance(e, act), e.first))


def _is_idle(expression: DateExpression) -> bool:
    """Tell whether it dates no act: an article's stamp, or what went before ("[after two years] it fell")."""
    return expression.kind in _IDLE or (expression.kind == "duration" and not expression.background)


def _measures_a_record(expression: DateExpression, scene: Scene) -> bool:
    """Tell whether it only says for how long there was no such thing: "the largest raid [since 2022]"."""
    if expression.kind != "since":
        return False
    norms, beginnings = scene.view.document.norms, scene.view.language.words.superlative
    before = norms[max(scene.first, expression.first - _RECORD_REACH) : expression.first]
    return bool(beginnings) and any(norm.startswith(beginnings) for norm in before)


def _without_glosses(found: list[DateExpression], scene: Scene) -> list[DateExpression]:
    """Leave out dates in brackets that only make the one before precise: "on May 7 ([from May 6])"."""
    norms, ends = scene.view.document.norms, {e.stop for e in found}

    def is_gloss(first: int) -> bool:
        near = range(first - _GLOSS_REACH, first)
        return any(stop in ends and "(" in norms[stop:first] for stop in near)

    return [e for e in found if not is_gloss(e.first)]


def _is_of_part(expression: DateExpression, scene: Scene) -> bool:
    """Tell whether it dates only a part of a toll: "24,000 killed, including 300 [over the past day]"."""
    norms, partial = scene.view.document.norms, scene.view.language.words.partial
    first = max(scene.first + 1, expression.first - _PART_REACH)
    number = next((t for t in range(expression.first - 1, first - 1, -1) if norms[t][-1:].isdigit()), -1)
    if number < 0 or expression.kind == "since" or "," in norms[number : expression.first]:
        return False
    return norms[number].startswith("+") or norms[number - 1] == "+" or norms[number - 1] in partial


def _distance(expression: DateExpression, act: Act) -> int:
    return max(expression.first - act.stop, act.first - expression.stop, 0)


def _shares(scene: Scene, expression: DateExpression, act: Act) -> bool:
    """Tell whether a date in another clause holds for the act's."""
    clauses, other, own = scene.clauses, scene.clause_at(expression.first), act.clause
    if other < own:
        return all(clauses[i].opener != "break" for i in range(other + 1, own + 1)) or other == 0
    if clauses[other].opener in ("relative", "content") and 0 <= clauses[other].first - act.stop <= 1:
        return act.trigger.voice == "noun"  # "the strike that killed 53 [on Tuesday]"
    if expression.rule == "past_day" and expression.stop >= scene.stop - 1:
        return True  # "struck areas where the enemy was massed [over the past day]."
    if clauses[other].opener in ("relative", "subordinate"):
        return False
    says = any(
        h.kind in ("speech", "according") and clauses[other].first <= h.first < clauses[other].stop
        for h in scene.hits
    )
    tells = any(
        h.kind == "trigger" and clauses[other].first <= h.first < clauses[other].stop for h in scene.hits
    )
    return says or not tells
