"""Anchor a date expression to days, given the day of publication; the clock is never asked.

Conventions (of the project's annotation guide): "overnight" is the day before to the day of publication; a
weekday is the most recent one, the day of publication included; a month is its first to its last day; "over
the past day" is the day before to the day of publication, "last week" the calendar week before.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from geomap.dates.model import UNDATED, DateExpression, Point, Span, When
from geomap.models import DateBasis

_AHEAD = timedelta(days=31)
"""A date without a year lies in the past, unless it is at most this far ahead ("on May 9", told in April)."""
_DEADLINE_BEHIND = timedelta(days=30)
_BACKGROUND = timedelta(days=7)
_LONGEST_PLAN = timedelta(days=366)
_YEARS_BACK = 4
_FIRST_YEAR, _LAST_YEAR = 1900, 2200
_DAYS_OF = {"hour": 0, "day": 1, "week": 7, "month": 30, "year": 365}

Days = tuple[date, date] | None


def anchor(expression: DateExpression, published: date | None) -> When:
    """Return the days that ``expression`` means in a text of that day; undated where it cannot be told."""
    days = _ANCHORS[expression.kind](expression, usable(published))
    if days is None:
        return UNDATED._replace(background=expression.background)
    first, last = days
    basis: DateBasis = "explicit" if expression.explicit else "relative"
    background = expression.background or _is_background(first, last, published)
    return When(first, last, basis, _ucdp_precision(first, last), _acled_precision(first, last), background)


def usable(published: date | None) -> date | None:
    """Return ``published``, or None where its year can only be a source's mistake and no date hangs on it."""
    return published if published is not None and _FIRST_YEAR <= published.year <= _LAST_YEAR else None


def published_when(published: date | None) -> When:
    """Return the day of publication, for an event that tells no time of its own."""
    if published is None:
        return UNDATED
    return When(published, published, "published", 1, 1, background=False)


def resolve_point(
    point: Point, near: date | None, *, future: bool = False, weekday: int | None = None
) -> date | None:
    """Return the calendar day of ``point``; a missing year is the last one that fits ``near``.

    A weekday told with the date ("Thursday, April 14") rules out the years in which it is another day.
    """
    if point.year is not None:
        return _date(point.year, point.month, point.day)
    if near is None:
        return None
    fits = [
        day
        for year in range(near.year + 1, near.year - _YEARS_BACK, -1)
        if (day := _date(year, point.month, point.day)) is not None
    ]
    if weekday is not None:
        fits = [day for day in fits if day.weekday() == weekday] or fits
    if future:
        ahead = [day for day in fits if day >= near - _DEADLINE_BEHIND]
        return ahead[-1] if ahead else None
    return next((day for day in fits if day <= near + _AHEAD), None)


def _date(year: int, month: int, day: int) -> date | None:
    if month == 2 and day == 29:
        day = 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 0
    return date(year, month, day) if day else None


def _resolve_span(span: Span, expression: DateExpression, published: date | None) -> Days:
    """Resolve both ends to one year, found from the day that the text tells most of."""
    wide = expression.kind in ("month", "season") or span.last.month != span.first.month
    first = resolve_point(span.first, published, future=expression.future, weekday=span.weekday)
    if first is None:
        return None
    year = span.last.year
    if year is None:
        year = first.year + (span.last.month < span.first.month)
    last_day = span.last.day
    last = _date(year, span.last.month, last_day) or (_date(year, span.last.month, 28) if wide else None)
    return None if last is None or last < first else (first, last)


def _on_span(expression: DateExpression, published: date | None) -> Days:
    if expression.span is None:
        return None
    days = _resolve_span(expression.span, expression, published)
    if days is not None and expression.future and published is not None:
        return min(days[0], max(published, days[0] - _LONGEST_PLAN)), days[
            1
        ]  # "by May 9": from now until then
    return days


def _month(expression: DateExpression, published: date | None) -> Days:
    days = _on_span(expression, published)
    so_far = expression.background and days is not None and published is not None
    return (days[0], max(days[0], min(days[1], published))) if so_far and days and published else days


def _night(expression: DateExpression, published: date | None) -> Days:
    days = _on_span(expression, published) if expression.span is not None else _weekday(expression, published)
    if days is None:
        return None
    # "The night of January 20-21" names both its days; "the night of January 20" only the one it ends on.
    return days if days[0] != days[1] else (_shift(days[0], -1), days[1])


def _weekday(expression: DateExpression, published: date | None) -> Days:
    if expression.weekdays is None or published is None:
        return None
    first, last = expression.weekdays
    if expression.future:
        begin = published + timedelta(days=(first - published.weekday() - 1) % 7 + 1)
    else:
        begin = published - timedelta(days=(published.weekday() - first) % 7)
        if expression.count and begin == published:
            begin -= timedelta(days=7)  # "last Tuesday", told on a Tuesday
    end = begin + timedelta(days=(last - first) % 7)
    if begin <= published:
        end = min(end, published)
    return _shift(begin, expression.days[0]), _shift(end, expression.days[1])


def _window(expression: DateExpression, published: date | None) -> Days:
    if published is None:
        return None
    back = -expression.count * _DAYS_OF[expression.unit]
    if expression.unit == "hour" and expression.count:
        back = -((expression.count + 23) // 24) if expression.count > 12 else 0
    return _shift(published, expression.days[0] + back), _shift(published, expression.days[1])


def _calendar(expression: DateExpression, published: date | None) -> Days:
    if published is None:
        return None
    first, last = _unit_of(expression, published)
    if expression.count == 0:
        last = last if expression.future else published
    return first, last


def _unit_of(expression: DateExpression, published: date) -> tuple[date, date]:
    """Return the calendar unit that lies ``count`` units from publication."""
    if expression.unit == "week":
        first = published - timedelta(days=published.weekday()) + timedelta(weeks=expression.count)
        return first, first + timedelta(days=6)
    if expression.unit == "month":
        return _month_at(published, expression.count)
    year = published.year + expression.count
    return date(year, 1, 1), date(year, 12, 31)


def _month_at(published: date, offset: int) -> tuple[date, date]:
    number = published.year * 12 + published.month - 1 + offset
    first = date(number // 12, number % 12 + 1, 1)
    following = date((number + 1) // 12, (number + 1) % 12 + 1, 1)
    return first, following - timedelta(days=1)


def _ago(expression: DateExpression, published: date | None) -> Days:
    if published is None:
        return None
    count, unit = expression.count, expression.unit
    if unit in ("month", "year"):
        months = count * (12 if unit == "year" else 1)
        if months > 1200:
            return None
        first, last = _month_at(published, -months)
        return (first, last) if unit == "month" else (date(first.year, 1, 1), date(first.year, 12, 31))
    if unit == "hour":
        return _shift(published, -(count // 24)), _shift(published, 0)
    day = _shift(published, -count * _DAYS_OF[unit])
    # A number of weeks is told to the nearest few days: "nearly two weeks ago" is up to two days less.
    early, late = expression.days if expression.days != (0, 0) else ((-1, 1) if unit == "week" else (0, 0))
    return _shift(day, early), _shift(day, late)


def _since(expression: DateExpression, published: date | None) -> Days:
    days = _on_span(expression, published) if expression.span is not None else _weekday(expression, published)
    if days is None or published is None:
        return None
    return days[0], max(days[0], published)


def _nothing(_: DateExpression, __: date | None) -> Days:
    return None


_ANCHORS: dict[str, Callable[[DateExpression, date | None], Days]] = {
    "day": _on_span,
    "month": _month,
    "year": _on_span,
    "season": _on_span,
    "stamp": _on_span,
    "night": _night,
    "weekday": _weekday,
    "window": _window,
    "calendar": _calendar,
    "ago": _ago,
    "since": _since,
    "duration": _nothing,
    "same": _nothing,
}


def _shift(day: date, days: int) -> date:
    """Add ``days``, stopping at the ends of the calendar."""
    number = min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(number)


def _is_background(first: date, last: date, published: date | None) -> bool:
    return published is not None and last < published and published - first >= _BACKGROUND


def _ucdp_precision(first: date, last: date) -> int:
    days = (last - first).days + 1
    return next((code for code, most in ((1, 1), (2, 6), (3, 8), (4, 31)) if days <= most), 5)


def _acled_precision(first: date, last: date) -> int:
    days = (last - first).days + 1
    return 1 if days == 1 else 2 if days <= 10 else 3
