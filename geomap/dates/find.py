"""Find date expressions: only sentences that hold a calendar word, a year or a key word are read at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

from geomap.dates.calendar import HYPHENS, month_span
from geomap.dates.model import DateExpression, Point, Span, Unit
from geomap.dates.rules import DateTable, Phrase, date_table
from geomap.text.document import Document, Sentence
from geomap.text.phrases import PhraseHit

_NUMERIC = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})")
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?::\d\d)?")
_LOOK_BACK = 9
"""Tokens that a phrase may hold before its key word or calendar word."""
_EXPLICIT = frozenset(("date", "month", "month_year", "year"))
_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}
_LONGEST_DATELINE = 8
_WEEKEND = (5, 6)
_ONE_DAY = ("day", "weekday", "window", "ago")
_SAME_REACH = 6  # sentences across which "the same day" may refer back
_UNITS = frozenset(get_args(Unit))


def find_dates(document: Document) -> list[DateExpression]:
    """Return the date expressions of ``document`` in order; they do not overlap."""
    table = date_table(document.lang)
    keys = table.keys
    marks = [i for i, norm in enumerate(document.norms) if norm in keys]
    if _NUMERIC.search(document.text):
        marks = sorted(
            {
                *marks,
                *(i for i, norm in enumerate(document.norms) if len(norm) > 5 and _NUMERIC.fullmatch(norm)),
            }
        )
    found: list[DateExpression] = []
    for index, sentence, inside in _by_sentence(document, marks):
        found.extend(_read_sentence(document, index, sentence, inside, table))
    return _with_same_days(found)


def _with_same_days(found: list[DateExpression]) -> list[DateExpression]:
    """Give "on the same day" the days told last; where none are, it says nothing and is left out."""
    told: list[DateExpression] = []
    for expression in found:
        if expression.kind != "same":
            told.append(expression)
            continue
        before = next((e for e in reversed(told) if _tells_one_day(e)), None)
        if before is not None and expression.sentence - before.sentence <= _SAME_REACH:
            own = ("first", "stop", "sentence", "surface", "rule", "reporting")
            told.append(replace(before, **{name: getattr(expression, name) for name in own}))
    return told


def _tells_one_day(expression: DateExpression) -> bool:
    """Tell whether it names a day to refer back to: not a night, which is two, nor a mere "today"."""
    moved = expression.kind != "window" or expression.days != (0, 0)
    return expression.kind in _ONE_DAY and expression.days[0] == expression.days[1] and moved


def _by_sentence(document: Document, marks: list[int]) -> Iterator[tuple[int, Sentence, list[int]]]:
    at = 0
    for index, sentence in enumerate(document.sentences):
        if at == len(marks):
            return
        begin = at
        while at < len(marks) and marks[at] < sentence.stop:
            at += 1
        if at > begin:
            yield index, sentence, marks[begin:at]


def _read_sentence(
    document: Document, index: int, sentence: Sentence, marks: list[int], table: DateTable
) -> Iterator[DateExpression]:
    i, mark = sentence.first, 0
    norms, starts = document.norms, table.phrases.starts
    while mark < len(marks):
        i = max(i, marks[mark] - _LOOK_BACK)
        begins = norms[i] in starts or norms[i][:1].isdecimal()
        hit = table.phrases.longest(document, i, sentence.stop) if begins else None
        if hit is None:
            i += 1
        else:
            if hit.payload.kind != "ignored":
                found = _expression(document, index, i, hit)
                if _is_stamp(document, sentence, found, table):
                    found.kind = "stamp"
                found.reporting = _is_reporting(norms, i, hit.stop, sentence, table)
                yield found
            i = hit.stop
        while mark < len(marks) and marks[mark] < i:
            mark += 1


def _expression(document: Document, index: int, first: int, hit: PhraseHit[Phrase]) -> DateExpression:
    phrase, values = hit.payload, hit.values
    assert phrase.kind != "ignored"  # noqa: S101 - narrows the type
    found = DateExpression(
        first=first,
        stop=hit.stop,
        sentence=index,
        surface=document.span_text(first, hit.stop),
        kind=phrase.kind,
        rule=phrase.id,
        days=phrase.days,
        unit=phrase.unit,
        count=phrase.count,
        background=phrase.background,
        future=phrase.future,
    )
    _fill(found, phrase, values)
    return found


def _is_reporting(norms: list[str], first: int, stop: int, sentence: Sentence, table: DateTable) -> bool:
    before = first > sentence.first and norms[first - 1] in table.reporting
    return before or (stop < sentence.stop and norms[stop] in table.reporting)


def _fill(found: DateExpression, phrase: Phrase, values: tuple[object, ...]) -> None:
    spans = [value for value in values if isinstance(value, Span)]
    numbers = [value for value in values if isinstance(value, int)]
    units = [value for value in values if value in _UNITS]
    found.explicit = bool(spans) or phrase.kind == "year" or (phrase.kind == "season" and len(numbers) > 1)
    if phrase.on:
        found.span = _named(phrase.on)
    elif spans:
        found.span = _joined(spans, numbers)
    elif phrase.kind == "year" or (phrase.kind == "since" and _is_year(numbers)):
        found.span = Span(Point(numbers[0], 1, 1), Point(numbers[-1], 12, 31))
        found.explicit = True
    elif phrase.kind == "season":
        found.span = month_span(numbers[1] if len(numbers) > 1 else None, numbers[0], length=3)
    elif phrase.kind in ("weekday", "night") or (phrase.kind == "since" and numbers):
        found.weekdays = (numbers[0], numbers[-1]) if numbers else _WEEKEND
    elif numbers:
        found.count = numbers[0]
    if units and phrase.kind in ("window", "ago", "calendar"):
        found.unit = units[0]  # type: ignore[assignment]
    if phrase.part and found.span is not None:
        found.span = _part(found.span, phrase.part)


def _is_year(numbers: list[int]) -> bool:
    return bool(numbers) and numbers[0] > 31


def _named(iso: str) -> Span:
    point = Point(*map(int, iso.split("-")))
    return Span(point, point)


def _joined(spans: list[Span], numbers: list[int]) -> Span:
    """Join "from 6 to 12 January" and "January 30 to February 2" into one span."""
    first, last = spans[0], spans[-1]
    if numbers and len(spans) == 1:
        day = numbers[0]
        month = first.first.month if day <= last.last.day else (first.first.month - 2) % 12 + 1
        return Span(Point(None if month > first.first.month else first.first.year, month, day), last.last)
    year = first.first.year
    if year is None and last.last.year is not None:
        year = last.last.year - (first.first.month > last.last.month)
    return Span(first.first._replace(year=year), last.last, first.weekday)


def _part(span: Span, part: str) -> Span:
    if part == "so_far":
        return span
    begin, end = _PARTS[part]
    return Span(span.first._replace(day=begin), span.last._replace(day=min(end, span.last.day)))


def _is_stamp(document: Document, sentence: Sentence, found: DateExpression, table: DateTable) -> bool:
    """Tell a time of publication from a date in prose: clock beside it, line of its own, dateline."""
    if found.rule != "date" or found.span is None:
        return False
    norms, first, stop = document.norms, found.first, found.stop
    before, after = norms[sentence.first : first], norms[stop : sentence.stop]
    if not any(letter.isalpha() for letter in found.surface):
        beside = (*before[-1:], *norms[first:stop], *after[:2])
        if any(_CLOCK.fullmatch(norm) for norm in beside):
            return True
    words = [norm for norm in before if norm[:1].isalpha()]
    if not any(norm[:1].isalpha() for norm in after) and not words:
        return True
    if words and table.stamps.issuperset(words):
        return True
    return len(before) <= _LONGEST_DATELINE and _is_dateline(after[:8])


def _is_dateline(after: list[str]) -> bool:
    """See "(Reuters) -" or ". /TASS/" after a date."""
    if after[:1] == ["("] and ")" in after:
        closing = after.index(")")
        return closing + 1 < len(after) and after[closing + 1] in HYPHENS
    return after[:1] == ["/"] or after[:2] == [".", "/"]
