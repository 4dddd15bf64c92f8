"""Publication dates: as headers write them, and as a stamp at the very start or end of a text."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from geomap.models import Lang

# The first three letters tell the month in English, Ukrainian and Russian alike.
_MONTHS = {
    stem: month
    for month, stems in enumerate(
        (
            "jan січ янв",
            "feb лют фев",
            "mar бер мар",
            "apr кві апр",
            "may тра мая май",
            "jun чер июн",
            "jul лип июл",
            "aug сер авг",
            "sep вер сен",
            "oct жов окт",
            "nov лис ноя",
            "dec гру дек",
        ),
        start=1,
    )
    for stem in stems.split()
}
_MONTH = r"(?P<month>[^\W\d_]{3,9})\.?"
_ISO = (
    r"(?P<iso>(?:19|20)\d\d-\d\d-\d\d)"
    r"(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:\s?(?:Z|UTC|GMT|[+-]\d\d:?\d\d))?)?"
)
_DOTTED = r"(?P<dd>\d\d?)[./](?P<mm>\d\d?)[./](?P<yyyy>20\d\d)"
_DAY_FIRST = rf"(?P<day>\d\d?)(?:st|nd|rd|th)?\s+{_MONTH},?\s+(?P<year>20\d\d)"
_MONTH_FIRST = r"(?P<month2>[^\W\d_]{3,9})\.?\s+(?P<day2>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<year2>20\d\d)"
_DATE = rf"(?:{_ISO}|{_DOTTED}|{_DAY_FIRST}|{_MONTH_FIRST})"
_LABEL = (
    r"(?:date|published(?:\s+on)?|publication date|posted(?:\s+on)?|updated|"
    r"дата|опубліковано|опубликовано|оновлено|обновлено)"
)
_CLOCK = (
    r"(?:\s*,?\s*(?:at\s+|о\s+|в\s+)?\d\d?:\d\d(?::\d\d)?)?(?:\s*(?:UTC|GMT|EET|EEST|MSK|Z))?"
    r"(?:\s*(?:року|рік|года|р\.|г\.))?"
)
_WEEKDAY = r"(?:[^\W\d_]{2,12}\.?,\s+)?"
# A stamp stands alone on its line, or is set off by a sign, or (labelled or ISO) a sentence begins after it.
_ALONE = re.compile(
    rf"\s*(?:{_LABEL}\s*[:—–-]?\s*)?{_WEEKDAY}{_DATE}{_CLOCK}\s*(?:\n|\r|$|[|•—]\s|\s[–-]\s)", re.IGNORECASE
)
_BEFORE_SENTENCE = re.compile(rf"\s*(?P<label>{_LABEL}\s*:?\s+)?{_DATE}{_CLOCK}[\s.:]+(?=\S)", re.IGNORECASE)
_LABELLED = re.compile(rf"(?:^|[.!?…»”\"\n])\s*{_LABEL}\s*:?\s+{_DATE}{_CLOCK}\s*\.?\s*$", re.IGNORECASE)
_VALUE = re.compile(rf"\s*{_WEEKDAY}{_DATE}", re.IGNORECASE)
_DASHES = ("—", "–", "-")
_OPENING = tuple("\"“«„'(")
_REACH = 200  # characters at either end in which a stamp is looked for


class Stamp(NamedTuple):
    """When an article was published: the day, and the instant with its zone where the source tells both."""

    day: date
    at: datetime | None = None


def parse_stamp(value: object) -> Stamp | None:
    """Return the date that a header or a record's field states, or None where it states none.

    Understood are ISO 8601 dates and times, RFC 2822, Unix seconds, ``21.01.2025`` and dates with a month's
    name in English, Ukrainian or Russian. ``01/02/2025`` could be two dates and is none.

    >>> parse_stamp("2025-01-21T08:30:00+02:00").day.isoformat()
    '2025-01-21'
    """
    if isinstance(value, datetime):
        return Stamp(value.date(), value if value.tzinfo else None)
    if isinstance(value, date):
        return Stamp(value)
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    if not isinstance(value, str):
        return _unix(value)
    return _iso(value.strip()) or _rfc2822(value) or _found(_VALUE.match(value))


def _unix(seconds: float) -> Stamp | None:
    if 10**12 <= seconds < 4 * 10**12:
        seconds /= 1000  # JavaScript counts milliseconds
    if not 10**9 <= seconds < 4 * 10**9:  # 2001 to 2096, in seconds; anything else is another number
        return None
    at = datetime.fromtimestamp(seconds, UTC)
    return Stamp(at.date(), at)


def text_stamp(text: str) -> Stamp | None:
    """Return the date stamped on a text before its first or after its last sentence, or None.

    A date inside a sentence ("2025-01-21 was a Tuesday", "On January 21, 2025, troops …") is no stamp.
    """
    head, tail = text[:_REACH], text[-_REACH:]
    for pattern in (_ALONE, _BEFORE_SENTENCE):
        match = pattern.match(head)
        if match and _is_stamp(match):
            return _found(match)
    last_line = tail.rstrip().rpartition("\n")[2] if "\n" in tail.rstrip() else ""
    return _found(_ALONE.match(last_line)) or _found(_LABELLED.search(tail))


def _is_stamp(match: re.Match[str]) -> bool:
    """Tell a stamp before a sentence from a date that begins one: a label or the ISO form sets it apart."""
    after = match.string[match.end() : match.end() + 1]
    if match.re is _ALONE:
        # "24 лютого 2022 року — день, …" is a sentence; after a stamp's dash one begins
        return match[0].rstrip()[-1:] not in _DASHES or _begins_sentence(after)
    return bool(match["label"] or match["iso"]) and _begins_sentence(after)


def _begins_sentence(sign: str) -> bool:
    return sign.isupper() or sign in _OPENING


def _iso(value: str) -> Stamp | None:
    try:
        if len(value) <= 10:
            is_whole = value[4:5] == "-" or (len(value) == 8 and value.isdigit())
            return Stamp(date.fromisoformat(value)) if is_whole else None
        at = datetime.fromisoformat(value)
    except ValueError:
        return None
    return Stamp(at.date(), at if at.tzinfo else None)


def _rfc2822(value: str) -> Stamp | None:
    if ":" not in value:
        return None
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    return Stamp(at.date(), at if at.tzinfo else None)


def _found(match: re.Match[str] | None) -> Stamp | None:
    if match is None:
        return None
    if match["iso"]:
        return _iso(match["iso"])
    if match["yyyy"]:
        return _dotted(int(match["dd"]), int(match["mm"]), int(match["yyyy"]), slashed="/" in match[0])
    month = (match["month"] or match["month2"]).lower()[:3]
    day, year = int(match["day"] or match["day2"]), int(match["year"] or match["year2"])
    return _day(year, _MONTHS.get(month, 0), day)


def _dotted(first: int, second: int, year: int, *, slashed: bool) -> Stamp | None:
    if not slashed:
        return _day(year, second, first)
    if first <= 12 and second <= 12 and first != second:
        return None  # 03/04 is March in the United States and April elsewhere
    return _day(year, min(first, second), max(first, second))


def _day(year: int, month: int, day: int) -> Stamp | None:
    try:
        return Stamp(date(year, month, day))
    except ValueError:
        return None


def local_day(at: datetime, lang: Lang | None) -> date:
    """Return the day that readers of the article had.

    A time with an offset is the outlet's own. One in UTC tells no local day: for Ukrainian and Russian texts
    it is Kyiv's, so that a post of half past midnight in Kyiv is not dated a day early.
    """
    if at.utcoffset() or lang not in {"uk", "ru"}:
        return at.date()
    return (at + kyiv_offset(at)).date()


def kyiv_offset(at: datetime) -> timedelta:
    """Return Kyiv's offset from UTC: 3 h between the last Sundays of March and October, else 2 h."""
    utc = at.astimezone(UTC)
    begin, end = (_last_sunday(utc.year, month) for month in (3, 10))
    return timedelta(hours=3 if begin <= utc < end else 2)


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1, tzinfo=UTC)
    return last - timedelta(days=(last.weekday() + 1) % 7)
