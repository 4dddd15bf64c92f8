"""Read the numbers of a sentence: "434,000", "1.2 million", "two dozen", "at least 3", "10-15", "28 of 31"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geomap.quantities.rules import NumberTable
from geomap.text.document import Document

_HYPHENS = frozenset(("-", "–", "—"))
_GROUPED = re.compile(r"\d{1,3}(?:[,.]\d{3})+")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_MAX_DIGITS = 12
_LAST_YEAR, _FIRST_YEAR = 2050, 1985


@dataclass(slots=True)
class Number:
    """A number in a sentence; ``first`` is its qualifier's first token, ``at`` its own."""

    first: int
    at: int
    stop: int
    value: int | None
    low: int | None
    high: int | None
    every: bool = False
    """Told as all: "all nine missiles"."""
    whole: bool = False
    """The whole of which the number before it is a part: "31" in "28 of 31"."""
    implied: bool = False
    """No number word: "a man"."""


def read_numbers(document: Document, first: int, stop: int, table: NumberTable) -> list[Number]:
    """Return the numbers between two tokens, left to right; dates, ages and model numbers are none."""
    found: list[Number] = []
    i = first
    while i < stop:
        number = _number_at(document, i, first, stop, table)
        if number is None:
            i += 1
            continue
        found.append(number)
        i = number.stop
        whole = _whole(document, number, stop, table)
        if whole is not None:
            found.append(whole)
            i = whole.stop
    return found


def _number_at(document: Document, at: int, first: int, stop: int, table: NumberTable) -> Number | None:
    norm = document.norms[at]
    vague = table.vague.longest(document, at, stop) if norm in table.vague.starts else None
    if vague is not None:
        return Number(at, at, vague.stop, None, vague.payload[1], None)
    begin = at
    if norm in table.words.articles and at + 1 < stop and document.norms[at + 1] in table.times:
        begin = at + 1  # "a million"
    elif not norm[:1].isdecimal() and norm not in table.ones and norm not in table.times:
        return None
    read = _read(document, begin, stop, table)
    if read is None:
        return None
    after, value = read
    if _is_no_count(document, at, after, first, stop, table):
        return None
    return _qualified(document, at, after, value, first, stop, table)


def _read(document: Document, at: int, stop: int, table: NumberTable) -> tuple[int, float] | None:
    """Read one number with its multipliers: "two dozen", "1.2 million", "twenty-five", "3 тис."."""
    norms = document.norms
    if norms[at][:1].isdecimal():
        digits = _digits(norms[at])
        if digits is None:
            return None
        after, value = (
            _grouped_by_space(document, at, stop, digits) if table.words.space_groups else (at + 1, digits)
        )
    elif norms[at] in table.ones:
        after, value = _words(norms, at, stop, table)
    else:
        after, value = at, 1.0
    while after < stop and norms[after] in table.times:
        value *= table.times[norms[after]]
        after += 1
        if after < stop and norms[after] == "." and document.ends[after - 1] == document.starts[after]:
            after += after + 1 < stop  # "тис." in the middle of a sentence
        more = _remainder(document, after, stop, table) if not norms[at][:1].isdecimal() else None
        if more is not None:
            after, value = more[0], value + more[1]
    return after, value


def _remainder(document: Document, at: int, stop: int, table: NumberTable) -> tuple[int, float] | None:
    """Read what follows a hundred: "a hundred and twenty", "two hundred five"."""
    norms = document.norms
    begin = at + (at + 1 < stop and norms[at] in table.words.and_words and norms[at + 1] in table.ones)
    if begin >= stop or norms[begin] not in table.ones or table.ones[norms[begin]] >= 100:
        return None
    return _words(norms, begin, stop, table)


def _words(norms: list[str], at: int, stop: int, table: NumberTable) -> tuple[int, float]:
    """Read number words that add up: "twenty-five", "сто двадцять три"."""
    value, after = table.ones[norms[at]], at + 1
    size = value
    while after < stop:
        begin = after + (norms[after] == "-" and after + 1 < stop)
        part = table.ones.get(norms[begin])
        if part is None or part == 0 or not _fits_under(part, size):
            break
        value, size, after = value + part, part, begin + 1
    return after, float(value)


def _fits_under(part: int, size: int) -> bool:
    return (size >= 100 and part < 100) or (20 <= size < 100 and part < 10)


def _digits(norm: str) -> float | None:
    if not norm.isascii() or len(norm) > _MAX_DIGITS or ":" in norm:
        return None
    if norm.isdecimal():
        return float(norm)
    if _GROUPED.fullmatch(norm):
        return float(norm.replace(",", "").replace(".", ""))
    return float(norm.replace(",", ".")) if _DECIMAL.fullmatch(norm) else None


def _grouped_by_space(document: Document, at: int, stop: int, value: float) -> tuple[int, float]:
    after = at + 1
    while (
        after < stop
        and len(document.norms[at]) <= 3
        and len(document.norms[after]) == 3
        and document.norms[after].isdecimal()
        and document.starts[after] - document.ends[after - 1] == 1
        and value < 10**9
    ):
        value, after = value * 1000 + int(document.norms[after]), after + 1
    return after, value


def _is_no_count(document: Document, at: int, after: int, first: int, stop: int, table: NumberTable) -> bool:
    norms, words = document.norms, table.words
    before = norms[at - 1] if at > first else ""
    behind = norms[after] if after < stop else ""
    glued = at > first and document.ends[at - 1] == document.starts[at]
    if glued and not (before in "([«“\"'" or (before in _HYPHENS and _is_range_end(document, at, first))):
        return True  # Mi-8, S-300, $20, №5, Shahed-136/131
    if behind in _HYPHENS and after + 1 < stop and document.starts[after] == document.ends[after - 1]:
        beyond = norms[after + 1]
        if beyond in words.age or (beyond[:1].isalpha() and not _is_spaced(document, after)):
            return True  # "43-year-old", "24-hour"
    if before in words.dates or behind in words.dates or behind == "%" or behind in words.age:
        return True
    if behind in words.ordinal_ends and document.starts[after] == document.ends[after - 1]:
        return True
    return _is_year(norms[at], before, behind, table)


def _is_range_end(document: Document, at: int, first: int) -> bool:
    return at - 2 >= first and document.norms[at - 2][:1].isdecimal()


def _is_spaced(document: Document, hyphen: int) -> bool:
    return document.starts[hyphen + 1] > document.ends[hyphen]


def _is_year(norm: str, before: str, behind: str, table: NumberTable) -> bool:
    if len(norm) != 4 or not norm.isdecimal() or not _FIRST_YEAR <= int(norm) <= _LAST_YEAR:
        return False
    return before in table.words.stops or not behind[:1].isalpha() or behind in table.words.stops


def _qualified(
    document: Document, at: int, after: int, value: float, first: int, stop: int, table: NumberTable
) -> Number:
    begin, kind = _qualifier(document.norms, at, first, table)
    number = Number(begin, at, after, round(value) if value == int(value) else None, None, None)
    number.low, number.high = int(value), int(value) + (value != int(value))
    upper = _range_end(document, after, stop, table)
    if upper is not None and upper[1] > value:
        number.stop, number.value, number.high = upper[0], None, int(upper[1])
    elif kind == "at_least":
        number.high = None
    elif kind == "at_most":
        number.low = None
    elif kind == "about":
        number.low = number.high = None
    number.every = kind == "all"
    return number


def _qualifier(norms: list[str], at: int, first: int, table: NumberTable) -> tuple[int, str]:
    """Find the longest qualifier that ends before the number; two may follow each other."""
    for length in range(min(table.longest_qualifier, at - first), 0, -1):
        kind = table.qualifiers.get(tuple(norms[at - length : at]))
        if kind is not None:
            return at - length, kind
    return at, ""


def _range_end(document: Document, at: int, stop: int, table: NumberTable) -> tuple[int, float] | None:
    """Read "-15" of "10-15" and "to 15" of "10 to 15"."""
    norms = document.norms
    if at + 1 >= stop or not (norms[at] in _HYPHENS or norms[at] in table.words.range):
        return None
    if not norms[at + 1][:1].isdecimal() and norms[at + 1] not in table.ones:
        return None
    return _read(document, at + 1, stop, table)


def _whole(document: Document, part: Number, stop: int, table: NumberTable) -> Number | None:
    """Read "of 31" after 28."""
    norms = document.norms
    for length in (1, 2):
        begin = part.stop + length
        if begin < stop and tuple(norms[part.stop : begin]) in table.words.of:
            begin += norms[begin] in table.words.fill and begin + 1 < stop
            number = _number_at(document, begin, begin, stop, table)
            if number is not None and number.value is not None and (part.low or 0) <= number.value:
                number.whole = True
                return number
    return None
