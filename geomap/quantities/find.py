"""Find counted things; only sentences that hold a digit, a number word or a word for nobody are read."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, takewhile

from geomap.quantities.lists import PEOPLE, added_up, mark_parts, settle_bare, settle_parts, settle_wholes
from geomap.quantities.model import Quantity
from geomap.quantities.numbers import HYPHENS, Number, read_numbers
from geomap.quantities.ones import INNER, implied_ones
from geomap.quantities.roles import Counted, RoleFinder, find_cues
from geomap.quantities.rules import NounHit, NumberTable, number_table
from geomap.text.document import Document, Sentence

_NOUN_REACH = 10
"""Tokens between a number and its noun."""
_TYPE_OF = 2  # tokens of "-type" in "Shahed-type drones"
_ANAPHOR_REACH = 3
_GOES_ON = 2  # sentences between a sum and its rows
_AROUND = frozenset({("(", ")"), (",", ","), ("–", "–"), ("—", "—")})


def find_quantities(document: Document) -> list[Quantity]:
    """Return the quantities of ``document`` in order."""
    table = number_table(document.lang)
    keys = table.keys
    marks = [i for i, norm in enumerate(document.norms) if norm in keys or "0" <= norm < ":"]
    found: list[Quantity] = []
    at = 0
    for index, sentence in enumerate(document.sentences):
        if at == len(marks):
            break
        if marks[at] >= sentence.stop:
            continue
        found.extend(_read_sentence(document, index, sentence, table, found))
        while at < len(marks) and marks[at] < sentence.stop:
            at += 1
    return found


def _read_sentence(
    document: Document, index: int, sentence: Sentence, table: NumberTable, before: list[Quantity]
) -> list[Quantity]:
    first, stop = sentence.first, sentence.stop
    zeros = list(_zeros(document, index, sentence, table))
    counted = [
        _with_noun(document, number, stop, table) for number in read_numbers(document, first, stop, table)
    ]
    _give_parts_their_noun(document, counted, table)
    counted.extend(implied_ones(document, first, stop, counted, table))
    counted = [item for item in counted if not any(q.first <= item.number.at < q.stop for q in zeros)]
    counted.sort(key=lambda item: item.number.first)
    if counted:
        mark_parts(document, counted, table)
        cues = find_cues(document, first, stop, table)
        RoleFinder(document, first, stop, cues, table).tell(counted)
        _go_on(document, index, counted, before, table)
        settle_wholes(counted)
        settle_parts(counted)
        settle_bare(counted)
        counted = added_up(document, counted, table)
    told = [_quantity(document, index, item, table) for item in counted if _is_worth_telling(item)]
    told += zeros
    told += _all_of_them(document, index, table, told, before)
    return sorted(told, key=lambda quantity: (quantity.first, quantity.stop, quantity.role))


def _zeros(document: Document, index: int, sentence: Sentence, table: NumberTable) -> Iterator[Quantity]:
    i, starts = sentence.first, table.zeros.starts
    while i < sentence.stop:
        hit = table.zeros.longest(document, i, sentence.stop) if document.norms[i] in starts else None
        if hit is None:
            i += 1
            continue
        surface = document.span_text(i, hit.stop)
        for role in hit.payload.roles:
            yield Quantity(i, hit.stop, index, 0, 0, 0, "people", role, surface, kind="person")
        i = hit.stop


def _go_on(
    document: Document, index: int, counted: list[Counted], before: list[Quantity], table: NumberTable
) -> None:
    """Let "Of them seven over X, four – over Y" be downed where the sentence before told what was."""
    just_told = takewhile(lambda q: index - q.sentence <= _GOES_ON, reversed(before))
    last = next((q for q in just_told if q.role), None)
    if last is None or last.role != "downed":
        return
    if any(item.role for item in counted):
        return
    norms = document.norms
    for item in counted:
        behind = norms[item.stop : item.stop + 2]
        munition = item.noun is None or item.noun.kind == "munition"
        over = behind[:1] if behind[:1] and behind[0] not in HYPHENS else behind[1:]
        if munition and not table.words.over.isdisjoint(over):
            item.role = "downed"


def _with_noun(document: Document, number: Number, stop: int, table: NumberTable) -> Counted:
    """Find what the number counts: the last noun before the phrase ends, or the first (by language)."""
    words, norms = table.words, document.norms
    best: tuple[int, NounHit] | None = None
    i = number.stop
    while i < min(stop, number.stop + _NOUN_REACH):
        norm = norms[i]
        hit = table.nouns.longest(document, i, stop) if norm in table.nouns.starts else None
        if hit is not None:
            best, i = (hit.stop, hit.payload), hit.stop
            if not words.head_last:
                break
            continue
        if norm in words.stops or not (norm[:1].isalnum() or norm in INNER):
            break
        if best is not None and norm in table.cues.starts:
            break  # "two fighters [launched] cruise missiles"
        if norm[:1].isdecimal() and not _is_model_number(document, i):
            break
        i += 1
        if best is not None and i - best[0] > (_TYPE_OF if norms[best[0]] in HYPHENS else 1):
            break
    if best is None or (words.head_last and not best[1].plural and number.value not in (1, None)):
        alone = number.stop - number.at == 1 and norms[number.at] in words.people
        noun = PEOPLE if alone else _noun_before_bracket(document, number, stop, table)
        return Counted(number, noun, number.stop)
    weapon = (number.stop, best[0]) if best[1].kind in ("munition", "craft") else None
    return Counted(number, best[1], best[0], weapon=weapon)


def _noun_before_bracket(document: Document, number: Number, stop: int, table: NumberTable) -> NounHit | None:
    """Return the noun of "drones (17)" and "most of the drones, 32, were"."""
    norms, at = document.norms, number.first
    if at < 2 or number.stop >= stop or (norms[at - 1], norms[number.stop]) not in _AROUND:
        return None
    hit = table.nouns.longest(document, at - 2, at - 1)
    return hit.payload if hit is not None else None


def _is_model_number(document: Document, at: int) -> bool:
    return document.norms[at - 1] in ("-", "/") and document.ends[at - 1] == document.starts[at]


def _give_parts_their_noun(document: Document, counted: list[Counted], table: NumberTable) -> None:
    """Give "28" of "28 of 31 Shaheds" the noun of the whole, and "30 of them" that of the number before."""
    for index, item in enumerate(counted):
        following = counted[index + 1] if index + 1 < len(counted) else None
        if item.noun is None and following is not None and following.number.whole:
            item.noun, item.weapon = following.noun, following.weapon
            item.stop = following.stop
        them = _of_them(document, item, table)
        if them is not None:
            item.part, item.stop = True, them
            if index:
                item.noun, item.weapon = counted[index - 1].noun, counted[index - 1].weapon


def _of_them(document: Document, item: Counted, table: NumberTable) -> int | None:
    if item.noun is not None or item.stop >= len(document.norms):
        return None
    them = table.of_them.longest(document, item.stop, len(document.norms))
    return None if them is None else them.stop


def _is_worth_telling(item: Counted) -> bool:
    return bool(item.role) if item.number.implied else item.noun is not None or bool(item.role)


def _quantity(document: Document, index: int, item: Counted, table: NumberTable) -> Quantity:
    number, noun = item.number, item.noun
    what = (
        noun.what
        if noun is not None
        else "people"
        if item.role in ("killed", "injured", "captured")
        else "none"
    )
    first, stop = number.first, max(item.stop, number.stop, number.first + 1)
    kind = noun.kind if noun is not None else ""
    return Quantity(
        first,
        stop,
        index,
        number.value,
        number.low,
        number.high,
        what,
        item.role,
        document.span_text(first, stop),
        kind=kind,
        weapon=_weapon(document, item, table),
        each=number.each,
        part=item.part,
    )


def _weapon(document: Document, item: Counted, table: NumberTable) -> str:
    if item.weapon is None:
        return ""
    first, stop = item.weapon
    while first < stop - 1 and (
        document.norms[first] in table.words.sides
        or document.norms[first] in table.words.fill
        or document.norms[first] in INNER
    ):
        first += 1
    return document.span_text(first, stop)


def _all_of_them(
    document: Document, index: int, table: NumberTable, told: list[Quantity], before: list[Quantity]
) -> list[Quantity]:
    """Read "all the drones were shot down" after the number launched was told; "all nine" counts itself."""
    found = [q for q in told if q.role == "downed" and q.value is not None]
    wholes = {q.stop for q in told if q.role == "launched"}
    every = [
        Quantity(
            q.first, q.stop, index, q.value, q.low, q.high, q.what, "launched", q.surface, q.kind, q.weapon
        )
        for q in found
        if q.kind == "munition" and q.stop not in wholes
        if table.qualifiers.get((document.norms[q.first],)) == "all"
    ]
    just_told = takewhile(lambda q: index - q.sentence <= _ANAPHOR_REACH, reversed(before))
    launches = (q for q in chain(reversed(told), just_told) if q.role == "launched" and q.value is not None)
    launched = next(launches, None)
    if launched is None or found:
        return every
    item = _all_downed(document, document.sentences[index], table)
    if item is None or item[0] < launched.stop:
        return every
    surface = document.span_text(item[0], item[1])
    value = launched.value
    every.append(
        Quantity(
            *item, index, value, value, value, launched.what, "downed", surface, "munition", launched.weapon
        )
    )
    return every


def _all_downed(document: Document, sentence: Sentence, table: NumberTable) -> tuple[int, int] | None:
    """Return the span of "all", if a word for downing follows or precedes it closely."""
    norms = document.norms
    for i in range(sentence.first, sentence.stop):
        if table.qualifiers.get((norms[i],)) != "all":
            continue
        begin, end = max(sentence.first, i - 4), min(sentence.stop, i + 9)
        cues = find_cues(document, begin, end, table)
        downed = [cue for cue in cues if any(hit.role == "downed" for hit in cue.hits)]
        if downed:
            return i, max(i + 1, min(end, downed[0].stop))
    return None
