"""Read a sentence's numbers: "434,000", "1.2 million", "two dozen", "at least 3", "10-15", "28 of 31"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geomap.quantities.rules import NumberTable
from geomap.text.document import Document

HYPHENS = frozenset(("-", "–", "—"))
_GROUPED = re.compile(r"\d{1,3}(?:[,.]\d{3})+")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_OPENERS = frozenset("([«“\"'")
_MAX_DIGITS = 12
_MAX_GROUPED = 10**9
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
    definite: bool = False
    """Implied by "the": counts only right behind its verb."""
    each: bool = False
    """Told of each of several places: "по 12"."""
    missing: bool = False
    """What a whole lacks: "all but two of the eleven"."""


def read_numbers(document: Document, first: int, stop: int, table: NumberTable) -> list[Number]:
    """Return the numbers between two tokens, left to right; dates, ages and model numbers are none."""
    reader = _NumberReader(document, first, stop, table)
    found: list[Number] = []
    i, norms = first, document.norms
    begins = table.number_words
    while i < stop:
        number = reader.number_at(i) if norms[i] in begins or "0" <= norms[i] < ":" else None
        if number is None:
            i += 1
            continue
        found.append(number)
        i = number.stop
        whole = reader.whole_after(number)
        if whole is not None:
            found.append(whole)
            i = whole.stop
    return found


class _NumberReader:
    """Reads the numbers between two tokens of a document."""

    def __init__(self, document: Document, first: int, stop: int, table: NumberTable) -> None:
        self.document, self.first, self.stop, self.table = document, first, stop, table
        self.norms, self.words = document.norms, table.words

    def number_at(self, at: int) -> Number | None:
        """Read the number that begins at token ``at``, with the qualifier before it."""
        norm, table = self.norms[at], self.table
        vague = table.vague.longest(self.document, at, self.stop) if norm in table.vague.starts else None
        if vague is not None:
            return Number(at, at, vague.stop, None, vague.payload[1], None)
        begin = at
        if norm in self.words.articles and at + 1 < self.stop and self.norms[at + 1] in table.times:
            begin = at + 1  # "a million"
        elif not norm[:1].isdecimal() and norm not in table.ones and norm not in table.times:
            return None
        read = self._read(begin)
        if read is None or self._is_no_count(at, read[0]):
            return None
        return self._qualified(at, *read)

    def whole_after(self, part: Number) -> Number | None:
        """Read "of 31" after 28."""
        for length in (1, 2):
            begin = part.stop + length
            if begin < self.stop and tuple(self.norms[part.stop : begin]) in self.words.of:
                begin += self.norms[begin] in self.words.fill and begin + 1 < self.stop
                number = self.number_at(begin)
                if number is not None and number.value is not None and (part.low or 0) <= number.value:
                    number.whole = True
                    return number
        return None

    def _read(self, at: int) -> tuple[int, float] | None:
        """Read one number with its multipliers: "two dozen", "1.2 million", "twenty-five", "3 тис."."""
        norms, table = self.norms, self.table
        in_digits = norms[at][:1].isdecimal()
        after, value = at, 1.0
        if in_digits:
            digits = _digits(norms[at])
            if digits is None:
                return None
            after, value = self._spaced_groups(at, digits) if self.words.space_groups else (at + 1, digits)
            after += 2 * self._has_case_end(after)
        elif norms[at] in table.ones:
            after, value = self._added_words(at)
        while after < self.stop and norms[after] in table.times:
            value *= table.times[norms[after]]
            after += 1
            if self._is_dot_of(after):
                after += 1  # "3 тис. людей"
            more = None if in_digits else self._remainder(after)
            if more is not None:
                after, value = more[0], value + more[1]
        return after, value

    def _has_case_end(self, after: int) -> bool:
        """See the end of "214-ма"."""
        glued = after + 1 < self.stop and self.norms[after] in HYPHENS and self._touches(after)
        return glued and self.norms[after + 1] in self.words.case_ends and self._touches(after + 1)

    def _is_dot_of(self, at: int) -> bool:
        starts, ends = self.document.starts, self.document.ends
        return at + 1 < self.stop and self.norms[at] == "." and ends[at - 1] == starts[at]

    def _remainder(self, at: int) -> tuple[int, float] | None:
        """Read what follows a hundred: "a hundred and twenty", "two hundred five"."""
        norms, ones = self.norms, self.table.ones
        joined = at + 1 < self.stop and norms[at] in self.words.and_words and norms[at + 1] in ones
        begin = at + joined
        if begin >= self.stop or norms[begin] not in ones or ones[norms[begin]] >= 100:
            return None
        return self._added_words(begin)

    def _added_words(self, at: int) -> tuple[int, float]:
        """Read number words that add up: "twenty-five", "сто двадцять три"."""
        norms, ones = self.norms, self.table.ones
        value, after = ones[norms[at]], at + 1
        size = value
        while after < self.stop:
            begin = after + (norms[after] == "-" and after + 1 < self.stop)
            part = ones.get(norms[begin], 0)
            if part == 0 or not _fits_under(part, size):
                break
            value, size, after = value + part, part, begin + 1
        return after, float(value)

    def _spaced_groups(self, at: int, value: float) -> tuple[int, float]:
        """Read "10 000"."""
        document, after = self.document, at + 1
        while (
            after < self.stop
            and len(self.norms[at]) <= 3
            and len(self.norms[after]) == 3
            and self.norms[after].isdecimal()
            and document.starts[after] - document.ends[after - 1] == 1
            and value < _MAX_GROUPED
        ):
            value, after = value * 1000 + int(self.norms[after]), after + 1
        return after, value

    def _is_no_count(self, at: int, after: int) -> bool:
        words = self.words
        before = self.norms[at - 1] if at > self.first else ""
        behind = self.norms[after] if after < self.stop else ""
        if self._is_glued_left(at, before) or self._is_compound(after, behind):
            return True
        if before in words.date_heads or behind in words.dates or behind == "%" or behind in words.age:
            return True
        if behind in words.ordinal_ends and self._touches(after):
            return True
        return self._is_age(at, before, behind) or self._is_year(self.norms[at], before, behind)

    def _is_age(self, at: int, before: str, behind: str) -> bool:
        """See "a woman of 58" and "a man, 45, died": a number behind one person."""
        if at - 2 < self.first or not self.norms[at][:1].isdecimal():
            return False
        if before in self.words.and_words and self._is_aged(at - 2):
            return True
        if (before,) not in self.words.of and not (before == "," and behind in (",", ".", ")")):
            return False
        hit = self.table.nouns.longest(self.document, at - 2, at - 1)
        one = hit is not None and hit.payload.kind == "person" and hit.payload.single
        counts = behind in self.table.nouns.starts  # "the father of 3 children"
        return one and (before == "," or behind in self.words.stops or not counts)

    def _is_aged(self, at: int) -> bool:
        """See "14" of "aged 14 and 16"."""
        return self.norms[at].isdecimal() and at > self.first and self.norms[at - 1] in self.words.aged

    def _is_glued_left(self, at: int, before: str) -> bool:
        """See Mi-8, S-300, $20, №5 and the end of Shahed-136/131; "(17" and "3-5" are numbers."""
        if at == self.first or not self._touches(at) or before in _OPENERS:
            return False
        return not (before in HYPHENS and at - 2 >= self.first and self.norms[at - 2][:1].isdecimal())

    def _is_compound(self, after: int, behind: str) -> bool:
        """See "43-year-old" and "24-hour"."""
        if behind not in HYPHENS or after + 1 >= self.stop or not self._touches(after):
            return False
        beyond = self.norms[after + 1]
        return beyond in self.words.age or (beyond[:1].isalpha() and self._touches(after + 1))

    def _touches(self, at: int) -> bool:
        """Tell whether no space stands before token ``at``."""
        return self.document.ends[at - 1] == self.document.starts[at]

    def _is_year(self, norm: str, before: str, behind: str) -> bool:
        if len(norm) != 4 or not norm.isdecimal() or not _FIRST_YEAR <= int(norm) <= _LAST_YEAR:
            return False
        return before in self.words.stops or not behind[:1].isalpha() or behind in self.words.stops

    def _qualified(self, at: int, after: int, value: float) -> Number:
        begin, kind = self._qualifier(at)
        whole = value == int(value)
        low, high = int(value), int(value) + (not whole)
        exact = low if whole else None
        number = Number(begin, at, after, exact, low, high, every=kind == "all", each=kind == "each")
        number.missing = kind == "all_but"
        upper = self._range_end(after, at)
        if upper is not None and upper[1] > value:
            number.stop, number.value, number.high = upper[0], None, int(upper[1])
        elif kind in ("at_least", "about"):
            number.high = None
        if kind in ("at_most", "about") and number.value is not None:
            number.low = None
        return number

    def _qualifier(self, at: int) -> tuple[int, str]:
        """Find the longest qualifier that ends before the number."""
        for length in range(min(self.table.longest_qualifier, at - self.first), 0, -1):
            kind = self.table.qualifiers.get(tuple(self.norms[at - length : at]))
            if kind is not None:
                return at - length, kind
        return at, ""

    def _range_end(self, at: int, begin: int) -> tuple[int, float] | None:
        """Read "-15" of "10-15", "to 15" of "10 to 15" and "and 15" of "between 10 and 15"."""
        norms, words = self.norms, self.words
        if at + 1 >= self.stop:
            return None
        between = begin > self.first and norms[begin - 1] in words.between and norms[at] in words.and_words
        if not (between or norms[at] in HYPHENS or norms[at] in words.range):
            return None
        if not norms[at + 1][:1].isdecimal() and norms[at + 1] not in self.table.ones:
            return None
        return self._read(at + 1)


def _digits(norm: str) -> float | None:
    if not norm.isascii() or len(norm) > _MAX_DIGITS or ":" in norm:
        return None
    if norm.isdecimal():
        return float(norm)
    if _GROUPED.fullmatch(norm):
        return float(norm.replace(",", "").replace(".", ""))
    return float(norm.replace(",", ".")) if _DECIMAL.fullmatch(norm) else None


def _fits_under(part: int, size: int) -> bool:
    return (size >= 100 and part < 100) or (20 <= size < 100 and part < 10)
