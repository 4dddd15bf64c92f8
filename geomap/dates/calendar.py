"""Readers of calendar words: "January 20-21, 2025", "у вівторок, 20 січня", "15.07.2022", "2025-01-21".

Each reader takes ``(document, at, stop)`` and returns the token past what it read and its value, or None.
A bare number is never a date, and neither is a bare month.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from geomap.dates.model import Point, Span, Unit
from geomap.text.document import Document
from geomap.text.phrases import Slot

HYPHENS = frozenset(("-", "–", "—"))
FIRST_YEAR, LAST_YEAR = 1985, 2050
_NUMERIC = re.compile(r"(\d{1,2})[.](\d{1,2})[.](\d{4}|\d{2})")
_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])[:.][0-5]\d(?::[0-5]\d)?")
_MOST_WAR_WORDS = 9
_LONGEST_PREPOSITION = 2
_HOURS_12 = frozenset(("am", "pm"))

Value = TypeVar("Value")
Read = tuple[int, Value] | None


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """The calendar of a language; see ``rules.Calendar`` for the fields."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, int]
    year_words: frozenset[str]
    month_first: bool
    month_capital: bool
    ordinal_ends: frozenset[str]
    of_words: frozenset[str]
    and_words: frozenset[str]
    counts: Mapping[str, int]
    units: Mapping[str, Unit]
    counted: frozenset[str]
    war: frozenset[str]
    war_about: frozenset[str]


def readers(words: CalendarWords) -> dict[str, Slot]:
    """Return the slots that phrases may name."""
    reader = CalendarReader(words)
    months, weekdays = frozenset(words.months), frozenset(words.weekdays)
    none: frozenset[str] = frozenset()
    return {
        "date": Slot(reader.date, weekdays | (months if words.month_first else none), digits=True),
        "day": Slot(reader.day, none, digits=True),
        "month": Slot(reader.month, months),
        "month_year": Slot(reader.month_year, months),
        "season": Slot(reader.season, frozenset(words.seasons)),
        "year": Slot(reader.year, frozenset(map(str, range(FIRST_YEAR, LAST_YEAR + 1)))),
        "weekday": Slot(reader.weekday, weekdays),
        "n": Slot(reader.number, frozenset(words.counts), digits=True),
        "unit": Slot(reader.unit, frozenset(words.units)),
        "clock": Slot(reader.clock, none, digits=True),
        "war": Slot(reader.war, words.war | words.war_about),
    }


class CalendarReader:
    """Reads the calendar of one language."""

    def __init__(self, words: CalendarWords) -> None:
        self.words = words

    def day(self, document: Document, at: int, stop: int) -> Read[int]:
        """Read a day of the month: "20", "20th"."""
        norm = document.norms[at]
        if len(norm) > 2 or not (norm.isdecimal() and norm.isascii()) or not 1 <= int(norm) <= 31:
            return None
        after = at + 1
        if self.words.ordinal_ends:
            hyphen = after + 1 < stop and document.norms[after] in HYPHENS
            ending = after + hyphen
            if (
                ending < stop
                and document.norms[ending] in self.words.ordinal_ends
                and _glued(document, at, ending)
            ):
                after = ending + 1
        return after, int(norm)

    def month_name(self, document: Document, at: int, stop: int) -> Read[int]:
        """Read a month's name or abbreviation."""
        number = self.words.months.get(document.norms[at])
        if number is None or (self.words.month_capital and not document.words[at][0].isupper()):
            return None
        short = len(document.norms[at]) <= 4
        dot = short and at + 1 < stop and document.norms[at + 1] == "." and _glued(document, at, at + 1)
        return at + 1 + dot, number

    def year(self, document: Document, at: int, stop: int) -> Read[int]:
        """Read a four-digit year and the word for year after it."""
        norm = document.norms[at]
        if len(norm) != 4 or not norm.isdecimal() or not FIRST_YEAR <= int(norm) <= LAST_YEAR:
            return None
        after = at + 1
        if after < stop and document.norms[after] in self.words.counted:
            return None
        if after < stop and document.norms[after] in self.words.year_words:
            after += 1
            after += after < stop and document.norms[after] == "." and len(document.norms[after - 1]) == 1
        return after, int(norm)

    def weekday(self, document: Document, at: int, stop: int) -> Read[int]:
        """Read a weekday."""
        number = self.words.weekdays.get(document.norms[at])
        return None if number is None or at >= stop else (at + 1, number)

    def number(self, document: Document, at: int, stop: int) -> Read[int]:
        """Read a small number, in digits or words."""
        norm = document.norms[at]
        if norm.isdecimal() and len(norm) <= 3:
            return at + 1, int(norm)
        value = self.words.counts.get(norm)
        return None if value is None or at >= stop else (at + 1, value)

    def unit(self, document: Document, at: int, stop: int) -> Read[Unit]:
        """Read a unit of time."""
        unit = self.words.units.get(document.norms[at])
        return None if unit is None or at >= stop else (at + 1, unit)

    def clock(self, document: Document, at: int, stop: int) -> Read[str]:
        """Read a time of day: "18:00", "6 a.m.", "11.00"."""
        norm = document.norms[at]
        half = _half_of_day(document.norms[at + 1 : min(at + 5, stop)])
        if _CLOCK.fullmatch(norm) or (half and norm.isdecimal() and len(norm) <= 2):
            return at + 1 + half, norm
        return None

    def war(self, document: Document, at: int, stop: int) -> Read[str]:
        """Read a name of the war: "Russia's full-scale invasion of Ukraine", "the war"."""
        after, found = at, False
        while after < min(stop, at + _MOST_WAR_WORDS):
            norm = document.norms[after]
            if norm not in self.words.war and norm not in self.words.war_about:
                break
            found = found or norm in self.words.war
            after += 1
        while after > at and len(document.norms[after - 1]) <= _LONGEST_PREPOSITION:
            after -= 1  # "the invasion on February 24": the preposition is the date's
        return (after, "war") if found else None

    def season(self, document: Document, at: int, stop: int) -> Read[int]:
        """Read a season; the value is its first month."""
        month = self.words.seasons.get(document.norms[at])
        return None if month is None or at >= stop else (at + 1, month)

    def month(self, document: Document, at: int, stop: int) -> Read[Span]:
        """Read a month with or without its year: "May 2023", "May"; only phrases may use it alone."""
        name = self.month_name(document, at, stop)
        if name is None:
            return None
        year = self._year_after(document, name[0], stop)
        after, number = (year[0] if year else name[0]), name[1]
        return after, month_span(year[1] if year else None, number)

    def month_year(self, document: Document, at: int, stop: int) -> Read[Span]:
        """Read a month with its year."""
        found = self.month(document, at, stop)
        return found if found is not None and found[1].first.year is not None else None

    def date(self, document: Document, at: int, stop: int) -> Read[Span]:
        """Read a calendar day or a run of days within a month, with the weekday before it."""
        first = self.weekday(document, at, stop)
        if first is not None:
            begin = first[0] + (first[0] < stop and document.norms[first[0]] in (",", "("))
            found = self._plain_date(document, begin, stop) if begin < stop else None
            return None if found is None else (found[0], found[1]._replace(weekday=first[1]))
        return self._plain_date(document, at, stop)

    def _plain_date(self, document: Document, at: int, stop: int) -> Read[Span]:
        norm = document.norms[at]
        if norm[:1].isdecimal():
            return self._numeric(document, at, stop) or self._day_month(document, at, stop)
        if self.words.month_first and norm in self.words.months:
            return self._month_day(document, at, stop)
        return None

    def _day_month(self, document: Document, at: int, stop: int) -> Read[Span]:
        days = self._days(document, at, stop)
        if days is None:
            return None
        begin = days[0] + (days[0] < stop and document.norms[days[0]] in self.words.of_words)
        name = self.month_name(document, begin, stop) if begin < stop else None
        return None if name is None else self._with_year(document, name[0], stop, name[1], days[1])

    def _month_day(self, document: Document, at: int, stop: int) -> Read[Span]:
        name = self.month_name(document, at, stop)
        days = self._days(document, name[0], stop) if name is not None and name[0] < stop else None
        if name is None or days is None or self._is_count(document, days[0], stop):
            return None
        return self._with_year(document, days[0], stop, name[1], days[1])

    def _is_count(self, document: Document, at: int, stop: int) -> bool:
        # "In May 20 people died": here the number counts people.
        return at < stop and document.norms[at] in self.words.counted

    def _days(self, document: Document, at: int, stop: int) -> Read[tuple[int, int]]:
        first = self.day(document, at, stop)
        if first is None:
            return None
        after, link = first[0], first[0] < stop and document.norms[first[0]]
        if after + 1 < stop and (link in HYPHENS or link in self.words.and_words):
            last = self.day(document, after + 1, stop)
            if last is not None and last[1] > first[1]:
                return last[0], (first[1], last[1])
        return after, (first[1], first[1])

    def _with_year(
        self, document: Document, at: int, stop: int, month: int, days: tuple[int, int]
    ) -> Read[Span]:
        year = self._year_after(document, at, stop)
        number = year[1] if year else None
        first, last = _point(number, month, days[0]), _point(number, month, days[1])
        return None if first is None or last is None else (year[0] if year else at, Span(first, last))

    def _year_after(self, document: Document, at: int, stop: int) -> Read[int]:
        begin = at + (at < stop and document.norms[at] == ",")
        begin += begin < stop and document.norms[begin] in self.words.of_words
        return self.year(document, begin, stop) if begin < stop else None

    def _numeric(self, document: Document, at: int, stop: int) -> Read[Span]:
        dotted = _NUMERIC.fullmatch(document.norms[at])
        if dotted is not None:
            after, point = at + 1, _numeric_point(dotted[3], dotted[2], dotted[1])
        else:
            after, point = at + 5, self._iso_or_slashed(document, at, stop)
        if point is None:
            return None
        return after + (after < stop and document.norms[after] in self.words.year_words), Span(point, point)

    def _iso_or_slashed(self, document: Document, at: int, stop: int) -> Point | None:
        """Read "2025-01-21" and "21/01/2025"."""
        norms = document.norms
        if at + 5 > stop or norms[at + 1] != norms[at + 3] or norms[at + 1] not in ("-", "/"):
            return None
        one, two, three = norms[at], norms[at + 2], norms[at + 4]
        if not (one.isdecimal() and two.isdecimal() and three.isdecimal() and _glued(document, at, at + 4)):
            return None
        if len(one) == 4:
            return _numeric_point(one, two, three)
        return _numeric_point(three, two, one) if norms[at + 1] == "/" else None


def month_span(year: int | None, month: int, *, length: int = 1) -> Span:
    """Return the first to the last day of ``length`` months; a February without a year ends on the 29th."""
    last_month = (month + length - 2) % 12 + 1
    last_year = None if year is None else year + (month + length - 2) // 12
    last_day = monthrange(last_year or 2024, last_month)[1]
    return Span(Point(year, month, 1), Point(last_year, last_month, last_day))


def _half_of_day(norms: list[str]) -> int:
    """Return how many tokens tell the half of the day: "pm", "p.m."."""
    if norms[:1] and norms[0] in _HOURS_12:
        return 1
    return 4 if norms in (["a", ".", "m", "."], ["p", ".", "m", "."]) else 0


def _point(year: int | None, month: int, day: int) -> Point | None:
    return Point(year, month, day) if 1 <= day <= monthrange(year or 2024, month)[1] else None


def _numeric_point(year: str, month: str, day: str) -> Point | None:
    full = int(year) + (2000 if len(year) == 2 else 0)
    if len(month) > 2 or len(day) > 2 or not FIRST_YEAR <= full <= LAST_YEAR or not 1 <= int(month) <= 12:
        return None
    return _point(full, int(month), int(day))


def _glued(document: Document, first: int, last: int) -> bool:
    return document.ends[last] - document.starts[first] == sum(
        document.ends[i] - document.starts[i] for i in range(first, last + 1)
    )
